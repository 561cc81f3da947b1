import { type DispatchSource, schedulingContext } from '@dispatchkit/client';
import type { Violation } from '@dispatchkit/contract';
import { checkAssignment, type SchedulingContext } from '@dispatchkit/scheduling';
import { areHoursKnown } from '../shared/hours-known.ts';
import type { Bar, Row } from './timeline.model.ts';

/** Rules each bar of a row breaks; bars that break none are left out. */
export type Conflicts = ReadonlyMap<string, readonly Violation[]>;

/** A bar that somebody should look at. */
export interface Conflict {
  readonly technicianId: string;
  readonly assignmentId: string;
  readonly startMs: number;
}

const sliceMilliseconds = 6;
const none: readonly Conflict[] = [];

/**
 * Finds broken rules while the page is idle and keeps them per row: a row is replaced when anything of its technician changes, so
 * what is kept is right for as long as the row lives.
 */
export class Audit {
  readonly #source: DispatchSource;
  readonly #found: (rows: readonly Row[]) => void;
  #known = new WeakMap<Row, Conflicts>();
  #open = new WeakMap<Row, readonly Conflict[]>();
  #queue: Row[] = [];
  #idle: number | undefined;
  #hoursKnown = true;

  /** `found` is called slice by slice, with those rows in which something breaks. */
  constructor(source: DispatchSource, found: (rows: readonly Row[]) => void) {
    this.#source = source;
    this.#found = found;
  }

  /** What is known of a row; undefined while nobody has looked. */
  conflictsOf(row: Row): Conflicts | undefined {
    return this.#known.get(row);
  }

  /** Looks at these rows, the first ones first, in slices that leave frames alone. */
  request(rows: readonly Row[]): void {
    const hoursKnown = areHoursKnown(this.#source);
    if (hoursKnown !== this.#hoursKnown) this.forget();
    this.#hoursKnown = hoursKnown;
    this.#queue = rows.filter((row) => !this.#known.has(row));
    if (this.#queue.length > 0) this.#schedule();
  }

  /** Other rules hold now: everything is looked at again. */
  forget(): void {
    this.#known = new WeakMap();
    this.#open = new WeakMap();
  }

  stop(): void {
    this.#queue = [];
    if (this.#idle !== undefined) cancelIdle(this.#idle);
    this.#idle = undefined;
  }

  /** How many conflicts known so far nobody has accepted. */
  count(rows: readonly Row[]): number {
    let count = 0;
    for (const row of rows) count += this.#openIn(row).length;
    return count;
  }

  /** The same ones, in order of time. */
  open(rows: readonly Row[]): Conflict[] {
    return rows.flatMap((row) => this.#openIn(row)).sort((a, b) => a.startMs - b.startMs);
  }

  #openIn(row: Row): readonly Conflict[] {
    return this.#open.get(row) ?? none;
  }

  #schedule(): void {
    this.#idle ??= whenIdle(() => {
      this.#idle = undefined;
      const context = schedulingContext(this.#source);
      const until = performance.now() + sliceMilliseconds;
      const looked: Row[] = [];
      while (this.#queue.length > 0 && performance.now() < until) {
        const row = this.#queue.shift();
        if (!row) break;
        const conflicts = conflictsIn(row, context, this.#hoursKnown);
        this.#known.set(row, conflicts);
        this.#open.set(row, notAccepted(row, conflicts));
        // Where nothing breaks, nothing has to be drawn again.
        if (conflicts.size > 0) looked.push(row);
      }
      this.#found(looked);
      if (this.#queue.length > 0) this.#schedule();
    });
  }
}

/**
 * Rules the bars of a row break. Done, cancelled and held work is past judging; a day that is over full is told by the technician's
 * load, not by every bar of it, and where no hours are known a line above says so.
 */
export function conflictsIn(row: Row, context: SchedulingContext, hoursKnown: boolean): Conflicts {
  const conflicts = new Map<string, readonly Violation[]>();
  for (const bar of row.bars) {
    if (!isOpenBar(bar)) continue;
    const { jobId, technicianId, startsAt, endsAt, id } = bar.assignment;
    const { violations } = checkAssignment({ jobId, technicianId, startsAt, endsAt, assignmentId: id }, context);
    const broken = violations.filter(
      ({ severity, code }) => severity !== 'note' && code !== 'over_capacity' && (hoursKnown || code !== 'off_shift'),
    );
    if (broken.length > 0) conflicts.set(id, broken);
  }
  return conflicts;
}

/** Conflicts that were not knowingly accepted when the work was placed. */
function notAccepted(row: Row, conflicts: Conflicts): Conflict[] {
  return row.bars.flatMap(({ id, assignment, startMs }) => {
    const violations = conflicts.get(id) ?? [];
    const isOpen = violations.some(({ code }) => !assignment.overridden.includes(code));
    return isOpen ? [{ technicianId: row.technicianId, assignmentId: id, startMs }] : [];
  });
}

function isOpenBar({ assignment, job }: Bar): boolean {
  if (assignment.status === 'completed') return false;
  return !job || (job.status !== 'completed' && job.status !== 'cancelled' && job.status !== 'on_hold');
}

function whenIdle(work: () => void): number {
  return typeof requestIdleCallback === 'function' ? requestIdleCallback(work, { timeout: 300 }) : window.setTimeout(work, 16);
}

function cancelIdle(handle: number): void {
  if (typeof cancelIdleCallback === 'function') cancelIdleCallback(handle);
  else clearTimeout(handle);
}
