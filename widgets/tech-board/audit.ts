import { type DispatchSource, schedulingContext } from '@dispatchkit/client';
import type { Violation } from '@dispatchkit/contract';
import { checkAssignment, type SchedulingContext } from '@dispatchkit/scheduling';
import { areHoursKnown } from '../shared/hours-known.ts';
import type { Card, Column } from './tech-board.model.ts';

/** Rules each card of a column breaks; cards that break none are left out. */
export type Conflicts = ReadonlyMap<string, readonly Violation[]>;

const sliceMilliseconds = 6;

/** Finds broken rules of the columns in view while the page is idle. What is found is right for as long as the column lives. */
export class Audit {
  readonly #source: DispatchSource;
  readonly #found: (column: Column) => void;
  readonly #known = new WeakMap<Column, Conflicts>();
  #queue: Column[] = [];
  #idle: number | undefined;

  /** `found` is called for each column in which something is broken. */
  constructor(source: DispatchSource, found: (column: Column) => void) {
    this.#source = source;
    this.#found = found;
  }

  /** What is known of a column; undefined while nobody has looked. */
  conflictsOf(column: Column): Conflicts | undefined {
    return this.#known.get(column);
  }

  /** Looks at these columns instead of those asked for before. */
  request(columns: readonly Column[]): void {
    this.#queue = columns.filter((column) => column.technician && !this.#known.has(column));
    if (this.#queue.length > 0) this.#schedule();
  }

  stop(): void {
    this.#queue = [];
    if (this.#idle !== undefined) cancelIdle(this.#idle);
    this.#idle = undefined;
  }

  #schedule(): void {
    this.#idle ??= whenIdle(() => {
      this.#idle = undefined;
      const context = schedulingContext(this.#source);
      const hoursKnown = areHoursKnown(this.#source);
      const until = performance.now() + sliceMilliseconds;
      do {
        const column = this.#queue.shift();
        if (!column) return;
        const conflicts = conflictsIn(column, context, hoursKnown);
        this.#known.set(column, conflicts);
        if (conflicts.size > 0) this.#found(column);
      } while (performance.now() < until);
      this.#schedule();
    });
  }
}

/**
 * Rules the cards of a column break. Done, cancelled and held work is past judging; a day that is over full, and one
 * without known hours, is told by the head of the column, not by every card in it.
 */
export function conflictsIn(column: Column, context: SchedulingContext, hoursKnown: boolean): Conflicts {
  const conflicts = new Map<string, readonly Violation[]>();
  for (const card of column.cards) {
    const { assignment } = card;
    if (!assignment || !isOpenCard(card)) continue;
    const { jobId, technicianId, startsAt, endsAt, id } = assignment;
    const { violations } = checkAssignment({ jobId, technicianId, startsAt, endsAt, assignmentId: id }, context);
    const broken = violations.filter(
      ({ severity, code }) => severity !== 'note' && code !== 'over_capacity' && (hoursKnown || code !== 'off_shift'),
    );
    if (broken.length > 0) conflicts.set(card.id, broken);
  }
  return conflicts;
}

function isOpenCard({ assignment, job }: Card): boolean {
  if (assignment?.status === 'completed') return false;
  return !job || (job.status !== 'completed' && job.status !== 'cancelled' && job.status !== 'on_hold');
}

function whenIdle(work: () => void): number {
  return typeof requestIdleCallback === 'function' ? requestIdleCallback(work, { timeout: 300 }) : window.setTimeout(work, 16);
}

function cancelIdle(handle: number): void {
  if (typeof cancelIdleCallback === 'function') cancelIdleCallback(handle);
  else clearTimeout(handle);
}
