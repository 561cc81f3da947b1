import type { Change, Event } from '@dispatchkit/contract';
import { onceDone } from '../../internal/once-done.ts';
import type { PendingRecord } from '../../ports/hosts.ts';
import type { Reader } from '../../ports/store.ts';
import { type Sight, scopesOf, seesWhole } from '../sight.ts';
import { readSurroundings, type Surroundings, surroundingsFor } from '../surroundings.ts';
import { narrow } from '../visible-events.ts';

type Named = Pick<PendingRecord, 'kind' | 'id'>;

/** Tells who may see which of the records that have changes for a host. */
export interface PendingSight {
  /** Undefined when it is none of them. */
  of(sight: Sight): Promise<((record: Named) => boolean) | undefined>;
}

/**
 * Judged as changes in events are, so that nobody hears of a record here that streams keep from them. What that takes is read once for
 * everybody, and not at all when only people ask who see the whole tenant.
 */
export function pendingSight(reader: Reader, pending: readonly Named[]): PendingSight {
  const read = onceDone(async () => {
    const event = await asEvent(reader, pending);
    const around = await readSurroundings(reader, [event]);
    return { event, around, byOwner: changesByOwner(event.changes, around) };
  });
  return {
    async of(sight) {
      if (seesWhole(sight)) return ({ kind }) => sight.kinds.has(kind);
      const { event, around, byOwner } = await read();
      const owner = scopesOf(sight, around.techniciansSeeAll).find(({ ownedBy }) => ownedBy !== undefined)?.ownedBy;
      const judged = owner === undefined ? event.changes : [...(byOwner.get(owner) ?? []), ...(byOwner.get(nobody) ?? [])];
      const { changes } = narrow({ ...event, changes: judged }, sight, await surroundingsFor(sight, around));
      if (changes.length === 0) return undefined;
      const seen = new Set(changes.map(({ kind, id }) => `${kind} ${id}`));
      return ({ kind, id }) => seen.has(`${kind} ${id}`);
    },
  };
}

/** Thousands of technicians may ask, each of whom has something to do with a few of the records. Those of nobody in particular are for all. */
function changesByOwner(changes: readonly Change[], { techniciansOfJobs }: Surroundings): ReadonlyMap<string, Change[]> {
  const byOwner = new Map<string, Change[]>();
  for (const change of changes) {
    for (const owner of ownersOf(change, techniciansOfJobs)) {
      const own = byOwner.get(owner);
      if (own) own.push(change);
      else byOwner.set(owner, [change]);
    }
  }
  return byOwner;
}

/** No technician has an empty id. */
const nobody = '';

function ownersOf({ kind, id, record }: Change, techniciansOfJobs: Surroundings['techniciansOfJobs']): Iterable<string> {
  if (kind === 'jobs') return techniciansOfJobs.get(id) ?? [];
  if (kind === 'technicians') return [id];
  return [typeof record?.technicianId === 'string' ? record.technicianId : nobody];
}

/** As if all of them had just been made. */
async function asEvent(reader: Reader, pending: readonly Named[]): Promise<Event> {
  const changes: Change[] = [];
  for (const [kind, records] of Map.groupBy(pending, (record) => record.kind)) {
    const stored = await reader.getMany(
      kind,
      records.map(({ id }) => id),
    );
    for (const record of stored) {
      changes.push({ kind, id: record.id, version: record.version, record: { ...record } });
    }
  }
  const actor = { id: 'system', name: null, role: 'system' } as const;
  const at = new Date(0).toISOString();
  return {
    seq: 1,
    type: 'host.synced',
    at,
    actor,
    method: 'api',
    requestId: null,
    jobId: null,
    technicianId: null,
    changes,
  };
}
