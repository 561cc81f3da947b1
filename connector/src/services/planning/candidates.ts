import type { Candidate, Candidates, Job, Technician } from '@dispatchkit/contract';
import {
  checkAssignment,
  dayOf,
  type Interval,
  nextSlot,
  qualification,
  type SchedulingContext,
  schedulingContext,
  timeZoneOf,
  workload,
} from '@dispatchkit/scheduling';
import type { Reader } from '../../ports/store.ts';
import { allow } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import { malformedQuery } from '../errors.ts';
import { toldTo } from '../reach.ts';
import { getVisible, listVisible } from '../read-records.ts';
import type { ServiceOptions } from '../service-options.ts';

export interface CandidateOptions {
  /** Instants; the work must start and end in between. Default: from now for 48 hours. At most 14 days. */
  readonly from?: string;
  readonly to?: string;
  /** At most so many, the best first. Default 20. */
  readonly limit?: number;
  /** Default: the job's. */
  readonly durationMinutes?: number;
}

const hourMs = 3_600_000;
const standardHours = 48;
const maxDays = 14;

/**
 * Looks for the earliest slot of every active technician the actor sees. Those who have all the job asks for come first, then those with
 * a slot, with fewer warnings, with an earlier start, with a shorter drive.
 */
export async function candidates(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  jobId: string,
  { from, to, limit = 20, durationMinutes }: CandidateOptions = {},
): Promise<Candidates> {
  allow(actor, 'assignments:write');
  const reader = store.read(actor.tenant);
  const range = rangeOf(from, to, clock.now());
  const job = await getVisible(reader, actor, 'jobs', definitions.jobs, jobId);
  const technicians = await activeTechnicians(reader, actor);
  const interval = { from: iso(range.startMs), to: iso(range.endMs) };
  const records = await reader.schedulingRecords(
    [job.id],
    technicians.map(({ id }) => id),
    interval,
  );
  const context = schedulingContext({ ...records, settings: await reader.settings(), nowMs: clock.now() });
  const items = technicians.map((technician) => judge(technician, job, range, durationMinutes, context));
  const best = items.sort(byFitness).slice(0, limit);
  const told = best.map(async (item) => ({ ...item, violations: await toldTo(actor, reader, item.violations) }));
  return { jobId: job.id, ...interval, items: await Promise.all(told) };
}

function rangeOf(from: string | undefined, to: string | undefined, nowMs: number): Interval {
  const startMs = from === undefined ? nowMs : Date.parse(from);
  const endMs = to === undefined ? startMs + standardHours * hourMs : Date.parse(to);
  if (endMs <= startMs) throw malformedQuery('to', 'to must be after from.');
  if (endMs - startMs > maxDays * 24 * hourMs) throw malformedQuery('to', `The interval may be ${maxDays} days long at most.`);
  return { startMs, endMs };
}

async function activeTechnicians(reader: Reader, actor: ActorContext): Promise<Technician[]> {
  const technicians: Technician[] = [];
  let cursor: string | undefined;
  do {
    const page = await listVisible(reader, actor, 'technicians', definitions.technicians, {
      active: true,
      limit: 500,
      total: false,
      ...(cursor === undefined ? {} : { cursor }),
    });
    technicians.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return technicians;
}

function judge(
  technician: Technician,
  job: Job,
  range: Interval,
  durationMinutes: number | undefined,
  context: SchedulingContext,
): Candidate {
  const slot = nextSlot(
    { jobId: job.id, technicianId: technician.id, range, ...(durationMinutes === undefined ? {} : { durationMinutes }) },
    context,
  );
  const placed = slot && { startsAt: iso(slot.startMs), endsAt: iso(slot.endMs) };
  const verdict = placed && checkAssignment({ jobId: job.id, technicianId: technician.id, ...placed }, context);
  const { qualified, missing } = qualification(
    job,
    technician,
    dayOf(slot?.startMs ?? range.startMs, timeZoneOf(technician.id, context)),
  );
  return {
    technicianId: technician.id,
    name: technician.name,
    qualified,
    missing,
    slot: placed,
    violations: verdict?.violations ?? [],
    travelMinutes: verdict?.travel.minutes ?? null,
    utilization: workload(technician.id, range, context).ratio,
  };
}

function byFitness(a: Candidate, b: Candidate): number {
  return (
    Number(b.qualified) - Number(a.qualified) ||
    Number(b.slot !== null) - Number(a.slot !== null) ||
    warnings(a) - warnings(b) ||
    (a.slot?.startsAt ?? '').localeCompare(b.slot?.startsAt ?? '') ||
    (a.travelMinutes ?? Number.POSITIVE_INFINITY) - (b.travelMinutes ?? Number.POSITIVE_INFINITY) ||
    a.utilization - b.utilization ||
    a.technicianId.localeCompare(b.technicianId)
  );
}

/** Notes speak against nothing. */
function warnings({ violations }: Candidate): number {
  return violations.filter(({ severity }) => severity !== 'note').length;
}

const iso = (ms: number) => new Date(ms).toISOString();
