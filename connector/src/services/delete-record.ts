import type { Kind } from '@dispatchkit/contract/words';
import type { Filters, Tombstone, Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { definitions, type PlainKind } from './definitions/index.ts';
import { notFound, ProblemError } from './errors.ts';
import { expectOwnTerritories, withinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';
import { expectVersion } from './versions.ts';

/** What has no meaning without the record goes with it, in the same event; everything else keeps it from being deleted. */
const goesAlong: Partial<Record<PlainKind, readonly { readonly kind: PlainKind; readonly filter: (id: string) => Filters }[]>> = {
  technicians: [
    { kind: 'shifts', filter: (id) => ({ technicianId: [id] }) },
    { kind: 'timeOff', filter: (id) => ({ technicianId: [id] }) },
    { kind: 'certifications', filter: (id) => ({ technicianId: [id] }) },
  ],
  jobs: [{ kind: 'dependencies', filter: (id) => ({ dependenciesOf: id }) }],
};

/** What refers to it and is there without it: the rules of the kind see to that. */
const staysBehind: Partial<Record<PlainKind, readonly Kind[]>> = { crews: ['technicians'] };

/** @throws ProblemError `not_allowed`, `not_found`, `stale`, `in_use` */
export async function deleteRecord<K extends PlainKind>(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  id: string,
  expectedVersion: number | null,
): Promise<Tombstone> {
  const definition = definitions[kind];
  allow(actor, definition.actions.delete);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before = await withinReach(writer, actor).get(kind, id);
    if (!before) throw notFound(definition.noun, id);
    expectOwnTerritories(actor, kind, null, before);
    definition.guard?.(actor, before);
    expectVersion(before, expectedVersion);
    await expectUnused(writer, kind, id);
    for (const along of goesAlong[kind] ?? []) await removeAll(writer, along.kind, along.filter(id));
    writer.describe({ type: definition.events.deleted, ...subjectOf(kind, before) });
    const tombstone = await writer.remove(kind, id);
    await definition.follow?.({ writer, actor, nextId: () => ids.next() }, null, before);
    return tombstone;
  });
  return result;
}

async function expectUnused(writer: Writer, kind: PlainKind, id: string): Promise<void> {
  const harmless = new Set<string>([...(goesAlong[kind]?.map((along) => along.kind) ?? []), ...(staysBehind[kind] ?? [])]);
  const references = Object.entries(await writer.references(kind, id)).filter(([other]) => !harmless.has(other));
  if (references.length === 0) return;
  const list = references.map(([other, count]) => `${count} in ${other}`).join(', ');
  throw new ProblemError('in_use', `Other records still refer to it: ${list}.`, {
    hint:
      kind === 'technicians'
        ? 'Set active to false to keep the history, or delete the assignments first.'
        : 'Delete or change those first.',
  });
}

async function removeAll(writer: Writer, kind: Kind, filters: Filters): Promise<void> {
  for (;;) {
    const page = await writer.list(kind, { filters, sort: [], limit: 500 });
    for (const { id } of page.items) await writer.remove(kind, id);
    if (page.nextCursor === null) return;
  }
}

function subjectOf(kind: PlainKind, record: object): { jobId?: string; technicianId?: string } {
  if (kind === 'jobs' && 'id' in record) return { jobId: String(record.id) };
  if (kind === 'technicians' && 'id' in record) return { technicianId: String(record.id) };
  return 'technicianId' in record ? { technicianId: String(record.technicianId) } : {};
}
