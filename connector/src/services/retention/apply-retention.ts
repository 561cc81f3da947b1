import type { Retention, RetentionCounts } from '@dispatchkit/contract';
import { type Kind, kinds } from '@dispatchkit/contract/words';
import type { RetentionLimits } from '../../ports/retention.ts';
import { allow } from '../access.ts';
import { type ActorContext, systemActor, writeMetaOf } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import type { ServiceOptions } from '../service-options.ts';
import type { BackgroundTask, TaskCall } from '../work/handlers.ts';

const dayMs = 86_400_000;
/** Small enough that a dispatcher's change never waits for it, large enough to get on. */
const batchSize = 200;

/** What the tenant's rules would remove now. @throws ProblemError `not_allowed` */
export async function previewRetention({ store, clock }: ServiceOptions, actor: ActorContext) {
  allow(actor, 'settings:write');
  const { retention } = await store.read(actor.tenant).settings();
  return { retention, wouldRemove: await store.retention.count(actor.tenant, limitsOf(retention, clock.now())) };
}

/** Removes what the tenant does not want to keep, in small steps, and tells how much it was: deleted jobs as they go, the rest in one event. */
export function retentionTask(options: ServiceOptions): BackgroundTask {
  return { name: 'retention', everyMinutes: 60, run: (call) => applyRetention(options, call) };
}

async function applyRetention(options: ServiceOptions, call: TaskCall): Promise<void> {
  const { tenant, nowMs } = call;
  const { retention } = await options.store.read(tenant).settings();
  const { closedJobsBefore, deletedBefore, eventsBefore, positionsBefore } = limitsOf(retention, nowMs);
  if (closedJobsBefore !== undefined) await deleteClosedJobs(options, call, closedJobsBefore);
  // Deleted jobs have been told, so that each is counted once.
  const counts: Omit<RetentionCounts, 'closedJobs'> = {
    deleted: deletedBefore === undefined ? 0 : await purgeDeleted(options, call, deletedBefore),
    events: eventsBefore === undefined ? 0 : await purgeEvents(options, call, eventsBefore),
    positions: positionsBefore === undefined ? 0 : await options.store.retention.purgePositions(tenant, positionsBefore),
  };
  if (Object.values(counts).every((count) => count === 0)) return;
  await options.store.write(tenant, writeMetaOf(systemActor(tenant)), async (writer) => {
    writer.describe({ type: 'retention.applied', counts });
  });
}

function limitsOf(retention: Retention, nowMs: number): RetentionLimits {
  const before = (days: number | null) => (days === null ? undefined : new Date(nowMs - days * dayMs).toISOString());
  const limits = {
    eventsBefore: before(retention.eventDays),
    closedJobsBefore: before(retention.closedJobDays),
    deletedBefore: before(retention.deletedDays),
    positionsBefore: before(retention.positionDays),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

/** As if somebody deleted them: their rows stay for as long as those of other deleted records do. */
async function deleteClosedJobs(
  { store, ids: fresh }: ServiceOptions,
  { tenant, nowMs, signal }: TaskCall,
  before: string,
): Promise<void> {
  const actor = systemActor(tenant);
  // West of Greenwich it may still be the day before.
  const yesterday = new Date(nowMs - dayMs).toISOString().slice(0, 10);
  for (;;) {
    const ids = signal.aborted ? [] : await store.retention.closedJobs(tenant, before, batchSize);
    if (ids.length === 0) return;
    await store.write(tenant, writeMetaOf(actor), async (writer) => {
      const change = { writer, actor, nextId: () => fresh.next() };
      for (const job of await writer.getMany('jobs', ids)) {
        const { id, occurrenceOn } = job;
        for (const assignment of await writer.assignmentsOfJobs([id])) await writer.remove('assignments', assignment.id);
        const { items } = await writer.list('dependencies', { filters: { dependenciesOf: id }, sort: [], limit: 500 });
        for (const dependency of items) await writer.remove('dependencies', dependency.id);
        await writer.remove('jobs', id);
        // A day to come of a series would be made again; one that is over is not, and need not be remembered.
        if (occurrenceOn && occurrenceOn >= yesterday) await definitions.jobs.follow?.(change, null, job);
      }
      writer.describe({ type: 'retention.applied', reload: true, counts: { closedJobs: ids.length } });
    });
  }
}

/** What refers to others goes before those. */
const order: readonly Kind[] = [
  'assignments',
  'dependencies',
  'certifications',
  'shifts',
  'timeOff',
  'jobs',
  'sites',
  'customers',
  'technicians',
];

async function purgeDeleted({ store }: ServiceOptions, { tenant, signal }: TaskCall, before: string): Promise<number> {
  const others = kinds.filter((kind) => !order.includes(kind));
  return sumOf([...order, ...others], (kind) =>
    untilDone(signal, () => store.retention.purgeDeleted(tenant, kind, before, batchSize)),
  );
}

async function purgeEvents({ store }: ServiceOptions, { tenant, signal }: TaskCall, before: string): Promise<number> {
  const purged = await untilDone(signal, () => store.retention.purgeEvents(tenant, before, batchSize));
  if (purged === 0) return 0;
  for (let after: string | null = ''; after !== null && !signal.aborted; ) {
    after = await store.retention.purgeEventSubjects(tenant, after, 10 * batchSize);
  }
  return purged;
}

async function untilDone(signal: AbortSignal, step: () => Promise<number>): Promise<number> {
  let done = 0;
  for (;;) {
    const removed = signal.aborted ? 0 : await step();
    done += removed;
    if (removed === 0) return done;
  }
}

async function sumOf<T>(list: readonly T[], of: (one: T) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const one of list) sum += await of(one);
  return sum;
}
