import type { Draft, Records, Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { customFaults } from './custom-fields.ts';
import { type Creates, type Definition, definitions, type PlainKind } from './definitions/index.ts';
import { expectNoFaults, ProblemError } from './errors.ts';
import { expectOwnTerritories, withinReach } from './reach.ts';
import { expectReferences } from './references.ts';
import type { ServiceOptions } from './service-options.ts';

/** @throws ProblemError `not_allowed`, `invalid`, `unknown_reference`, `already_exists`, and those of the kind's own rules */
export async function createRecord<K extends PlainKind>(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  command: Creates[K],
): Promise<Records[K]> {
  const definition = definitions[kind];
  allow(actor, definition.actions.write);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const change = { writer, actor, nextId: () => ids.next() };
    const id = command.id ?? ids.next();
    if ((await writer.get(kind, id)) || (await writer.getDeleted(kind, id))) {
      throw new ProblemError('already_exists', `The id ${id} is taken.`, {
        errors: [{ pointer: '/id', detail: 'This id is taken.' }],
      });
    }
    const fresh = definition.fresh(command, id, writer.at);
    await expectSound(withinReach(writer, actor), definition, fresh, undefined);
    expectOwnTerritories(actor, kind, fresh, undefined);
    const draft = (await definition.complete?.(change, fresh, undefined)) ?? fresh;
    definition.guard?.(actor, draft);
    const record = await writer.put(kind, draft);
    writer.describe({ type: definition.events.created, ...definition.subject(record) });
    await definition.follow?.(change, record, undefined);
    return (await writer.get(kind, id)) ?? record;
  });
  return result;
}

/** Everything that can be said of a record by itself, by the tenant's own fields, and by what it refers to. */
export async function expectSound<K extends PlainKind>(
  writer: Writer,
  definition: Definition<K>,
  draft: Draft<Records[K]>,
  before: Records[K] | undefined,
): Promise<void> {
  expectNoFaults(definition.faults(draft));
  if (definition.customEntity !== undefined) {
    const { customFields } = await writer.settings();
    expectNoFaults(customFaults(definition.customEntity, draft.custom, customFields, before?.custom));
  }
  await expectReferences(writer, draft, definition.references, before);
}
