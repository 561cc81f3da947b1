import type { Records } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { expectSound } from './create-record.ts';
import { definitions, type PlainKind } from './definitions/index.ts';
import { notFound } from './errors.ts';
import { mergePatch } from './merge-patch.ts';
import { expectOwnTerritories, withinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';
import { expectVersion } from './versions.ts';

/** @throws ProblemError `not_allowed`, `not_found`, `stale`, `invalid`, `unknown_reference`, `already_exists`, and those of the kind's own rules */
export async function changeRecord<K extends PlainKind>(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  id: string,
  patch: object,
  expectedVersion: number | null,
): Promise<Records[K]> {
  const definition = definitions[kind];
  allow(actor, definition.actions.write);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const reach = withinReach(writer, actor);
    const before = await reach.get(kind, id);
    if (!before) throw notFound(definition.noun, id);
    definition.guard?.(actor, before);
    expectVersion(before, expectedVersion);
    const change = { writer, actor, nextId: () => ids.next() };
    const merged = mergePatch(before, patch);
    await expectSound(reach, definition, merged, before);
    expectOwnTerritories(actor, kind, merged, before);
    const draft = (await definition.complete?.(change, merged, before)) ?? merged;
    const record = await writer.put(kind, draft);
    writer.describe({ type: definition.events.changed, ...definition.subject(record) });
    await definition.follow?.(change, record, before);
    return (await writer.get(kind, id)) ?? record;
  });
  return result;
}
