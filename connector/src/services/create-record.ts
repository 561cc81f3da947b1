import type { Records } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { type Creates, definitions, type PlainKind } from './definitions/index.ts';
import { ProblemError } from './errors.ts';
import { completeJob } from './job-number.ts';
import { expectReferences } from './references.ts';
import type { ServiceOptions } from './service-options.ts';

/** @throws ProblemError `not_allowed`, `invalid`, `unknown_reference`, `already_exists` */
export async function createRecord<K extends PlainKind>(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  command: Creates[K],
): Promise<Records[K]> {
  const definition = definitions[kind];
  allow(actor, definition.actions.write);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const id = command.id ?? ids.next();
    if ((await writer.get(kind, id)) || (await writer.getDeleted(kind, id))) {
      throw new ProblemError('already_exists', `The id ${id} is taken.`, {
        errors: [{ pointer: '/id', detail: 'This id is taken.' }],
      });
    }
    const draft = definition.fresh(command, id, writer.at);
    expectNoFaults(definition.faults(draft));
    await expectReferences(writer, draft, definition.references);
    if (isJob(kind, draft)) await completeJob(writer, draft);
    const record = await writer.put(kind, draft);
    writer.describe({ type: definition.events.created, ...definition.subject(record) });
    return record;
  });
  return result;
}

export function expectNoFaults(errors: readonly { readonly pointer: string; readonly detail: string }[]): void {
  const [first] = errors;
  if (first) throw new ProblemError('invalid', first.detail, { errors });
}

function isJob(kind: PlainKind, _draft: object): _draft is Parameters<typeof completeJob>[1] {
  return kind === 'jobs';
}
