import type { Assignment, Dependency, Job, Violation } from '@dispatchkit/contract';
import { occupiedBy, type SchedulingContext, spanOf } from './context.ts';
import type { Interval } from './intervals.ts';
import { clock, duration } from './wording.ts';

const minuteMs = 60_000;

/** A placement as the rules look at it: when, by whom, and in which words to tell of it. */
export interface Placed extends Interval {
  readonly jobId: string;
  readonly technicianId: string;
  readonly assignmentId?: string;
  readonly timeZone: string;
  /** Wall times of other days are told with their day. */
  readonly day: string;
}

/**
 * What a placement does to the order of jobs: it comes before what it waits for, or what waits for it comes before it. Finished
 * and cancelled jobs keep nobody waiting; one that nobody has placed yet does.
 */
export function dependencyViolations(placed: Placed, context: SchedulingContext): Violation[] {
  const found: Violation[] = [];
  for (const dependency of context.dependenciesOf?.(placed.jobId) ?? []) {
    const violation =
      dependency.jobId === placed.jobId ? waitsInVain(dependency, placed, context) : isWaitedFor(dependency, placed, context);
    if (violation) found.push(violation);
  }
  return found;
}

/** The job placed is the one that waits. */
function waitsInVain(dependency: Dependency, placed: Placed, context: SchedulingContext): Violation | undefined {
  const other = context.job(dependency.dependsOnJobId);
  if (!other || other.status === 'cancelled') return undefined;
  const parts = partsOf(other, context);
  if (dependency.type === 'same_technician') return sameTechnician(parts, other, placed);
  const [last] = parts.toSorted((a, b) => edge(b, dependency) - edge(a, dependency));
  const [first] = parts.toSorted((a, b) => edge(a, dependency) - edge(b, dependency));
  const decisive = dependency.type === 'finish_to_start' ? last : first;
  if (!decisive) {
    return other.status === 'completed'
      ? undefined
      : unmet(`Waits for ${other.number}, which is not scheduled`, { subject: other.number });
  }
  const readyMs = edge(decisive, dependency) + dependency.lagMinutes * minuteMs;
  if (placed.startMs >= readyMs) return undefined;
  const minutes = Math.ceil((readyMs - placed.startMs) / minuteMs);
  const what = dependency.type === 'finish_to_start' ? 'is done' : 'begins';
  const detail = `Starts ${at(placed.startMs, placed)}, ${other.number} ${what} ${at(edge(decisive, dependency), placed)}${lag(dependency)}: ${duration(minutes)} too early`;
  return unmet(detail, { ...facts(other, decisive.assignment, minutes), actualAt: iso(placed.startMs), limitAt: iso(readyMs) });
}

/** Another job waits for the one placed, and has its place already. */
function isWaitedFor(dependency: Dependency, placed: Placed, context: SchedulingContext): Violation | undefined {
  const other = context.job(dependency.jobId);
  const job = context.job(placed.jobId);
  if (!other || !job || other.status === 'completed' || other.status === 'cancelled') return undefined;
  const [first] = partsOf(other, context).toSorted((a, b) => a.startMs - b.startMs);
  if (!first) return undefined;
  if (dependency.type === 'same_technician') return sameTechnician(partsOf(other, context), other, placed);
  const own = [...partsOf(job, context).filter(({ assignment }) => assignment.id !== placed.assignmentId), placed];
  const edges = own.map((part) => edge(part, dependency));
  const doneMs = dependency.type === 'finish_to_start' ? Math.max(...edges) : Math.min(...edges);
  const readyMs = doneMs + dependency.lagMinutes * minuteMs;
  if (first.startMs >= readyMs) return undefined;
  const minutes = Math.ceil((readyMs - first.startMs) / minuteMs);
  const what = dependency.type === 'finish_to_start' ? 'Ends' : 'Starts';
  const detail = `${what} ${at(doneMs, placed)}${lag(dependency)}, ${other.number}, which waits for it, starts ${at(first.startMs, placed)}: ${duration(minutes)} too late`;
  return unmet(detail, { ...facts(other, first.assignment, minutes), actualAt: iso(readyMs), limitAt: iso(first.startMs) });
}

function sameTechnician(parts: readonly Part[], other: Job, { technicianId }: Placed): Violation | undefined {
  const [first] = parts;
  if (!first || parts.some(({ assignment }) => assignment.technicianId === technicianId)) return undefined;
  return unmet(`${other.number} is done by somebody else; both should be done by the same technician`, {
    subject: other.number,
    assignmentId: first.assignment.id,
  });
}

interface Part extends Interval {
  readonly assignment: Assignment;
}

/** The assignments of a job that take place, with their times. */
function partsOf(job: Job, context: SchedulingContext): Part[] {
  return [...(context.assignmentsOfJob?.(job.id) ?? [])].flatMap((assignment) => {
    const span = job.status === 'completed' ? finishedSpan(assignment) : occupiedBy(assignment, job);
    return span ? [{ ...span, assignment }] : [];
  });
}

/** Of a job that is done only what was really done counts. */
function finishedSpan(assignment: Assignment): Interval | null {
  if (assignment.completedAt === null) return null;
  return { startMs: spanOf(assignment).startMs, endMs: Date.parse(assignment.completedAt) };
}

function edge(span: Interval, { type }: Dependency): number {
  return type === 'finish_to_start' ? span.endMs : span.startMs;
}

function facts(other: Job, assignment: Assignment, minutes: number): Partial<Violation> {
  return { subject: other.number, assignmentId: assignment.id, minutes };
}

function unmet(detail: string, more: Partial<Violation>): Violation {
  return { code: 'dependency_unmet', severity: 'warning', detail, ...more };
}

function lag({ lagMinutes }: Dependency): string {
  return lagMinutes === 0 ? '' : ` plus ${duration(lagMinutes)}`;
}

function at(ms: number, { timeZone, day }: Placed): string {
  return clock(ms, timeZone, day);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
