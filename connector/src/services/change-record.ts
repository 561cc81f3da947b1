import type { Records } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { expectNoFaults } from './create-record.ts';
import { definitions, type PlainKind } from './definitions/index.ts';
import { notFound } from './errors.ts';
import { mergePatch } from './merge-patch.ts';
import { expectReferences } from './references.ts';
import type { ServiceOptions } from './service-options.ts';
import { expectVersion } from './versions.ts';

/** @throws ProblemError `not_allowed`, `not_found`, `stale`, `invalid`, `unknown_reference`, `already_exists` */
export async function changeRecord<K extends PlainKind>(
  { store }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  id: string,
  patch: object,
  expectedVersion: number | null,
): Promise<Records[K]> {
  const definition = definitions[kind];
  allow(actor, definition.actions.write);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before = await writer.get(kind, id);
    if (!before) throw notFound(definition.noun, id);
    expectVersion(before, expectedVersion);
    const draft = mergePatch(before, patch);
    expectNoFaults(definition.faults(draft));
    await expectReferences(writer, draft, definition.references, before);
    const record = await writer.put(kind, draft);
    writer.describe({ type: definition.events.changed, ...definition.subject(record) });
    return record;
  });
  return result;
}
