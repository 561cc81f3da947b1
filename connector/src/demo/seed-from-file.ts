import type { Assignment, Job, Site } from '@dispatchkit/contract';
import { dayOf, weekRange } from '@dispatchkit/scheduling';
import { type ImportOptions, type ImportSummary, runImport } from '../import/index.ts';
import { readSnapshotRecords } from '../ports/snapshot-records.ts';
import type { Draft, Store } from '../ports/store.ts';
import { type ActorContext, type Services, systemActor } from '../services/index.ts';
import { applyStatuses, type DemoOptions, plannableShifts } from './generate.ts';
import { livePositions } from './live-positions.ts';
import { planFromNow, type WeekPlan } from './plan-from-now.ts';
import { assignmentOf } from './progress.ts';
import { seededRandom } from './random.ts';
import { demoMeta, putAll, seedPositions } from './seed.ts';
import { shiftDates } from './shift-dates.ts';
import { shiftsOf, timeOffOf } from './shifts.ts';
import { demoSettings, demoTechnicians } from './technicians.ts';

export interface SeedFromFileOptions extends DemoOptions, Pick<ImportOptions, 'map' | 'source' | 'writeRejects' | 'onProgress'> {
  /** Move every request into this week. */
  readonly shiftDates: boolean;
}

export interface SeedFromFileResult {
  readonly summary: ImportSummary;
  readonly assignments: number;
}

/** More than the snapshot of a console holds. */
const maxJobs = 50_000;

/**
 * Fills a tenant with the requests of a file: all of them are imported; technicians, shifts and time off are made up; then a share of
 * the requests is planned onto this week's shifts, so that the board has something to show.
 */
export async function seedFromFile(
  store: Store,
  services: Services,
  tenant: string,
  options: SeedFromFileOptions,
): Promise<SeedFromFileResult> {
  const { timeZone, nowMs, seed } = options;
  const random = seededRandom(seed);
  const days = weekRange(options.weekOf, 1);
  const settings = demoSettings(timeZone);
  const technicians = demoTechnicians(random);
  const shifts = shiftsOf(days, timeZone);
  const timeOff = timeOffOf(days, shifts, nowMs, timeZone);

  const summary = await runImport({
    ...options,
    services,
    actor: importActor(tenant),
    transform: options.shiftDates ? (record) => shiftDates(record, { days, timeZone, nowMs }) : undefined,
  });

  const { jobs, sites } = await readWork(store, tenant, days, timeZone);
  const positions = new Map(sites.map(({ id, position }) => [id, position]));
  const plan = planFromNow({
    jobs,
    positionOf: (siteId) => (siteId === null ? null : (positions.get(siteId) ?? null)),
    shifts: plannableShifts({ technicians, shifts, timeOff }, () => true, 1),
    dayOf: (ms) => dayOf(ms, timeZone),
    settings,
    nowMs,
    random,
  });
  const assignments = assignmentsOf(plan, nowMs, random);
  const planned = new Set(assignments.map(({ jobId }) => jobId));
  const plannedJobs: Draft<Job>[] = jobs.filter(({ id }) => planned.has(id)).map((job) => ({ ...job }));
  applyStatuses(plannedJobs, assignments);
  const placed = livePositions({ settings, technicians, sites, jobs: plannedJobs, assignments, shifts, timeOff }, nowMs, random);
  await store.write(tenant, demoMeta, async (writer) => {
    await writer.putSettings(settings);
    await putAll(writer, { technicians: placed, shifts, timeOff, jobs: plannedJobs, assignments });
    writer.describe({ type: 'jobs.imported', reload: true });
  });
  await seedPositions(store, tenant, placed);
  return { summary, assignments: assignments.length };
}

function importActor(tenant: string): ActorContext {
  return systemActor(tenant, 'import');
}

/** Everything that has been imported, in one read. */
async function readWork(
  store: Store,
  tenant: string,
  days: readonly string[],
  timeZone: string,
): Promise<{ jobs: readonly Job[]; sites: readonly Site[] }> {
  const [first = ''] = days;
  const startMs = Date.parse(`${first}T00:00:00Z`);
  if (Number.isNaN(startMs)) throw new RangeError(`No week of ${first} in ${timeZone}`);
  const interval = { from: new Date(startMs).toISOString(), to: new Date(startMs + 8 * 86_400_000).toISOString() };
  return readSnapshotRecords(store.read(tenant), { ...interval, jobs: 'all', maxJobs });
}

function assignmentsOf(plan: WeekPlan, nowMs: number, random: ReturnType<typeof seededRandom>): Draft<Assignment>[] {
  return plan.map(({ placement, status }, i) =>
    assignmentOf(placement, `assignment-${String(i + 1).padStart(4, '0')}`, status, nowMs, random),
  );
}
