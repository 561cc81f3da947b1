import type { Kind } from '@dispatchkit/contract/words';
import type { Tombstone, Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { definitions, type PlainKind } from './definitions/index.ts';
import { notFound, ProblemError } from './errors.ts';
import type { ServiceOptions } from './service-options.ts';
import { expectVersion } from './versions.ts';

/** What has no meaning without the record goes with it, in the same event; everything else keeps it from being deleted. */
const goesAlong: Partial<Record<PlainKind, readonly Kind[]>> = { technicians: ['shifts', 'timeOff'] };

/** @throws ProblemError `not_allowed`, `not_found`, `stale`, `in_use` */
export async function deleteRecord(
  { store }: ServiceOptions,
  actor: ActorContext,
  kind: PlainKind,
  id: string,
  expectedVersion: number | null,
): Promise<Tombstone> {
  const definition = definitions[kind];
  allow(actor, definition.actions.delete);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before = await writer.get(kind, id);
    if (!before) throw notFound(definition.noun, id);
    expectVersion(before, expectedVersion);
    await expectUnused(writer, kind, id);
    for (const other of goesAlong[kind] ?? []) await removeAllOf(writer, other, id);
    writer.describe({ type: definition.events.deleted, ...subjectOf(kind, before) });
    return await writer.remove(kind, id);
  });
  return result;
}

async function expectUnused(writer: Writer, kind: PlainKind, id: string): Promise<void> {
  const references = Object.entries(await writer.references(kind, id)).filter(
    ([other]) => !goesAlong[kind]?.some((along) => along === other),
  );
  if (references.length === 0) return;
  const list = references.map(([other, count]) => `${count} in ${other}`).join(', ');
  throw new ProblemError('in_use', `Other records still refer to it: ${list}.`, {
    hint:
      kind === 'technicians'
        ? 'Set active to false to keep the history, or delete the assignments first.'
        : 'Delete or change those first.',
  });
}

async function removeAllOf(writer: Writer, kind: Kind, technicianId: string): Promise<void> {
  for (;;) {
    const page = await writer.list(kind, { filters: { technicianId: [technicianId] }, sort: [], limit: 500 });
    for (const { id } of page.items) await writer.remove(kind, id);
    if (page.nextCursor === null) return;
  }
}

function subjectOf(kind: PlainKind, record: object): { jobId?: string; technicianId?: string } {
  if (kind === 'jobs' && 'id' in record) return { jobId: String(record.id) };
  if (kind === 'technicians' && 'id' in record) return { technicianId: String(record.id) };
  return 'technicianId' in record ? { technicianId: String(record.technicianId) } : {};
}
