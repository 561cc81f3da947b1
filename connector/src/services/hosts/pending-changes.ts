import type { PendingChange } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { Action } from '@dispatchkit/contract/words';
import { instantOf } from '../../ports/clock.ts';
import type { HostWrite } from '../../ports/hosts.ts';
import type { Reader, Store } from '../../ports/store.ts';
import { allow, grantFor } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import { notFound } from '../errors.ts';
import { sightOf } from '../sight.ts';
import { withIdsOfOurs } from './conflicts.ts';
import type { Mirror, Mirrors } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { pendingSight } from './pending-sight.ts';
import { discardWrite, retryWrite } from './settle-write.ts';

/** What those do who plan, while a change of theirs has not reached its host system. All of it throws `not_allowed`. */
export interface PendingChangeServices {
  /** Of the records one may see, in the order they were made; 500 of each host system at most. */
  listPendingChanges(actor: ActorContext, filter?: { readonly jobId?: string | undefined }): Promise<{ items: PendingChange[] }>;
  /** Has it sent again; what the host has in the same fields is overwritten. @throws ProblemError `not_found` when it is settled */
  retryPendingChange(actor: ActorContext, id: string): Promise<PendingChange>;
  /** Gives it up: what the host has counts. @throws ProblemError `not_found` when it is settled */
  discardPendingChange(actor: ActorContext, id: string): Promise<PendingChange>;
}

interface Pending {
  readonly mirror: Mirror;
  readonly write: HostWrite;
  readonly jobId: string | null;
}

const mostListed = 500;

/** @param soon has a host spoken to */
export function pendingChangeServices(
  options: HostSurroundings,
  { mirrors, soon }: { readonly mirrors: Mirrors; readonly soon: (mirror: Mirror) => Promise<void> },
): PendingChangeServices {
  const { store } = options;
  const seenBy = async (actor: ActorContext, reader: Reader, found: readonly Pending[]): Promise<Pending[]> => {
    const records = found.map(({ write: { kind, recordId: id } }) => ({ kind, id }));
    const isSeen = await pendingSight(reader, records).of(sightOf(actor));
    return isSeen ? found.filter(({ write: { kind, recordId: id } }) => isSeen({ kind, id })) : [];
  };
  const toDecide = async (actor: ActorContext, id: string): Promise<Pending> => {
    allow(actor, 'pending_changes:decide');
    const reader = store.readNewest(actor.tenant);
    const found = await pendingOf(store, reader, mirrors, { ids: [id] });
    const [pending] = await seenBy(actor, reader, found);
    if (!pending) throw notFound('pending change', id);
    allow(actor, writeActionOf(pending.write.kind));
    return pending;
  };
  return {
    async listPendingChanges(actor, { jobId } = {}) {
      allow(actor, 'pending_changes:read');
      const reader = store.readNewest(actor.tenant);
      const found =
        jobId === undefined ? await pendingOf(store, reader, mirrors) : await pendingOfJob(store, reader, mirrors, jobId);
      const seen = await seenBy(actor, reader, found);
      return { items: await Promise.all(seen.map((pending) => shown(store, actor, pending))) };
    },
    async retryPendingChange(actor, id) {
      const pending = await toDecide(actor, id);
      const write = await retryWrite(options, pending.mirror, pending.write);
      await soon(pending.mirror);
      return shown(store, actor, { ...pending, write });
    },
    async discardPendingChange(actor, id) {
      const pending = await toDecide(actor, id);
      const answer = await shown(store, actor, pending);
      await discardWrite(options, pending.mirror, pending.write);
      return answer;
    },
  };
}

async function pendingOfJob(store: Store, reader: Reader, mirrors: Mirrors, jobId: string): Promise<Pending[]> {
  const visits = await reader.assignmentsOfJobs([jobId]);
  // Whose visits were taken away is only known by asking for all of them.
  const taken = await pendingOf(store, reader, mirrors, { operations: ['delete'] });
  const takenIds = taken.flatMap((pending) => (pending.jobId === jobId ? pending.write.recordId : []));
  return pendingOf(store, reader, mirrors, { recordIds: [jobId, ...visits.map(({ id }) => id), ...takenIds] });
}

async function pendingOf(
  store: Store,
  reader: Reader,
  mirrors: Mirrors,
  filter: Parameters<Store['hosts']['writes']>[2] = {},
): Promise<Pending[]> {
  const { tenant } = reader;
  const all = await Promise.all(
    mirrors.of(tenant).map(async (mirror) => {
      const writes = await store.hosts.writes(tenant, mirror.name, { limit: mostListed, ...filter });
      return writes.map((write) => ({ mirror, write }));
    }),
  );
  const jobs = await jobsOfVisits(
    reader,
    all.flat().map(({ write }) => write),
  );
  return all.flat().map(({ mirror, write }) => {
    const jobId = write.kind === 'jobs' ? write.recordId : (jobs.get(write.recordId) ?? null);
    return { mirror, write, jobId };
  });
}

/** By id of the assignment; those that are deleted, too. */
async function jobsOfVisits(reader: Reader, writes: readonly HostWrite[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(writes.flatMap(({ kind, recordId }) => (kind === 'assignments' ? recordId : [])))];
  const jobs = new Map((await reader.getMany('assignments', ids)).map(({ id, jobId }) => [id, jobId]));
  for (const id of ids) {
    const deleted = jobs.has(id) ? undefined : await reader.getDeleted('assignments', id);
    if (deleted) jobs.set(id, deleted.jobId);
  }
  return jobs;
}

async function shown(store: Store, actor: ActorContext, { mirror, write, jobId }: Pending): Promise<PendingChange> {
  const { id, kind, recordId, operation, state, asks = false, lastError, createdMs } = write;
  const decidable = grantFor(actor, 'pending_changes:decide') !== 'none' && grantFor(actor, writeActionOf(kind)) !== 'none';
  return {
    id,
    host: mirror.name,
    kind,
    recordId,
    jobId,
    operation,
    state,
    fields: (await fieldsOf(store, mirror, write)).filter((field) => maySee(actor, field)),
    asks,
    reason: state === 'dead' && decidable ? lastError : null,
    decidable,
    createdAt: instantOf(createdMs),
  };
}

async function fieldsOf(store: Store, mirror: Mirror, { kind, recordId, operation, changes, conflicts }: HostWrite) {
  if (operation === 'delete') return [];
  const [fact] = await store.hosts.factsOfRecords(mirror.tenant, mirror.name, kind, [recordId]);
  const theirs = fact ? await withIdsOfOurs(store, mirror, kind, fact.fields) : {};
  const disputed = new Set(conflicts.map(({ field }) => field));
  return Object.entries(changes).map(([field, ours]) => ({
    field,
    ours,
    theirs: theirs[field] ?? null,
    conflict: disputed.has(field),
  }));
}

/** Who else a visit of theirs was or is to be with is none of a technician's business. */
function maySee(actor: ActorContext, { field, ours, theirs }: PendingChange['fields'][number]): boolean {
  if (field !== 'technicianId' || grantFor(actor, 'technicians:read') === 'all') return true;
  return [ours, theirs].every((id) => id === null || id === actor.technicianId);
}

function writeActionOf(kind: HostKind): Action {
  return kind === 'assignments' ? 'assignments:write' : definitions[kind].actions.write;
}
