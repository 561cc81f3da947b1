import type { Assignment, Job, Technician, TimeOff } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import type { WorkingTime } from '@dispatchkit/scheduling';
import { firstIndex, lanesOf, meeting, reachOf } from './lanes.ts';

/** Half-open stretch of instants in epoch milliseconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** One assignment as a bar. Replaced, never changed; kept as it is while nothing about it changes. */
export interface Bar extends Span {
  readonly id: string;
  readonly assignment: Assignment;
  /** Unknown only while the job is not loaded. */
  readonly job: Job | undefined;
  /** Lane inside the row, from 0. */
  readonly lane: number;
}

export interface Away extends Span {
  readonly reason: string;
}

/** One technician's time in the range. Replaced whenever something of the technician changes, so `===` says whether to draw. */
export interface Row {
  readonly technicianId: string;
  readonly technician: Technician;
  /** In order of start. */
  readonly bars: readonly Bar[];
  readonly reach: Float64Array;
  readonly laneCount: number;
  /** When the technician works, by a shift or by the tenant's working hours. */
  readonly shifts: readonly Span[];
  readonly breaks: readonly Span[];
  readonly timeOff: readonly Away[];
}

/** What the model reads. Lists are in order of start and hold at least what meets the span. */
export interface TimelineRecords {
  technicians(): ReadonlyMap<string, Technician>;
  job(id: string): Job | undefined;
  /** Technician a record belongs to now; undefined when it is gone. */
  ownerOf(kind: 'assignments' | 'shifts' | 'timeOff', id: string): string | undefined;
  assignmentsOfTechnician(technicianId: string, span: Span): readonly Assignment[];
  assignmentsOfJob(jobId: string): readonly Assignment[];
  workingTimesOf(technicianId: string, span: Span): readonly WorkingTime[];
  timeOffOf(technicianId: string, span: Span): readonly TimeOff[];
  spanOf(record: { readonly startsAt: string; readonly endsAt: string }): Span;
}

/** The part of a source's change the model follows. */
export interface Touched {
  readonly all: boolean;
  readonly touched: { readonly [K in BoardKind]?: ReadonlySet<string> };
}

export interface ModelChange {
  /** Technicians whose row was made anew. */
  readonly rows: ReadonlySet<string>;
  /** Rows came, went or changed places. */
  readonly order: boolean;
}

/** `on-shift`: those who work or have work in the range · `all`: every active technician. */
export type Shown = 'on-shift' | 'all';

/** Technicians × time. Follows changes row by row; holds no pixels, reads no clock. */
export class TimelineModel {
  readonly #records: TimelineRecords;
  readonly #collator: Intl.Collator;
  #range: Span = { startMs: 0, endMs: 0 };
  #shown: Shown = 'on-shift';
  #made = new Map<string, Row>();
  #rows: Row[] = [];
  #indexOf = new Map<string, number>();
  /** Which row an assignment, shift or time off was last seen in: a deleted one no longer says it. */
  readonly #owners = new Map<string, string>();

  constructor(records: TimelineRecords, language = 'en') {
    this.#records = records;
    this.#collator = new Intl.Collator(language, { numeric: true });
  }

  /** Rows to show, by name. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  get range(): Span {
    return this.#range;
  }

  /** Technicians there are, shown or not. */
  get total(): number {
    return this.#made.size;
  }

  indexOf(technicianId: string): number {
    return this.#indexOf.get(technicianId) ?? -1;
  }

  rowOf(technicianId: string): Row | undefined {
    const row = this.#made.get(technicianId);
    return row && this.#indexOf.has(technicianId) ? row : undefined;
  }

  /** The row and bar of an assignment, when it is in the range. */
  find(assignmentId: string): { row: Row; bar: Bar } | undefined {
    const owner = this.#owners.get(assignmentId);
    const row = owner === undefined ? undefined : this.rowOf(owner);
    const bar = row?.bars.find(({ id }) => id === assignmentId);
    return row && bar && { row, bar };
  }

  /** Shows another stretch of time, or other technicians. */
  show(range: Span, shown: Shown): void {
    this.#range = range;
    this.#shown = shown;
    this.#rebuild();
  }

  apply(change: Touched): ModelChange {
    // A site may belong to any job, and a replaced snapshot to anything.
    if (change.all || change.touched.sites?.size) {
      this.#rebuild();
      return { rows: new Set(this.#made.keys()), order: true };
    }
    const dirty = this.#dirtyFrom(change);
    let order = false;
    for (const technicianId of dirty) {
      const before = this.#made.get(technicianId);
      const after = this.#make(technicianId, before);
      if (after) this.#made.set(technicianId, after);
      else this.#made.delete(technicianId);
      const index = this.indexOf(technicianId);
      const stays = after !== undefined && before !== undefined && after.technician.name === before.technician.name;
      if (stays && index >= 0 === this.#isShown(after)) {
        if (index >= 0) this.#rows[index] = after;
      } else order = true;
    }
    if (order) this.#arrange();
    return { rows: dirty, order };
  }

  #dirtyFrom({ touched }: Touched): Set<string> {
    const dirty = new Set<string>(touched.technicians);
    for (const kind of ['assignments', 'shifts', 'timeOff'] as const) {
      for (const id of touched[kind] ?? []) {
        for (const owner of [this.#owners.get(id), this.#records.ownerOf(kind, id)]) if (owner !== undefined) dirty.add(owner);
      }
    }
    for (const jobId of touched.jobs ?? []) {
      for (const { technicianId } of this.#records.assignmentsOfJob(jobId)) dirty.add(technicianId);
    }
    return dirty;
  }

  #rebuild(): void {
    const before = this.#made;
    this.#made = new Map();
    this.#owners.clear();
    for (const technicianId of this.#records.technicians().keys()) {
      const row = this.#make(technicianId, before.get(technicianId));
      if (row) this.#made.set(technicianId, row);
    }
    this.#arrange();
  }

  #arrange(): void {
    this.#rows = [...this.#made.values()].filter((row) => this.#isShown(row));
    this.#rows.sort(
      (a, b) => this.#collator.compare(a.technician.name, b.technician.name) || (a.technicianId < b.technicianId ? -1 : 1),
    );
    this.#indexOf = new Map(this.#rows.map((row, index) => [row.technicianId, index]));
  }

  #isShown(row: Row): boolean {
    // Work is never hidden, whoever it belongs to.
    if (row.bars.length > 0) return true;
    return row.technician.active && (this.#shown === 'all' || row.shifts.length > 0);
  }

  #make(technicianId: string, before: Row | undefined): Row | undefined {
    const technician = this.#records.technicians().get(technicianId);
    if (!technician) return undefined;
    const shifts = this.#records.workingTimesOf(technicianId, this.#range);
    for (const { shift } of shifts) if (shift) this.#owners.set(shift.id, technicianId);
    const breaks = shifts.flatMap((time) => time.breaks);
    const timeOff = this.#records.timeOffOf(technicianId, this.#range).map((away) => {
      this.#owners.set(away.id, technicianId);
      return { ...this.#records.spanOf(away), reason: away.reason };
    });
    const { bars, laneCount } = this.#bars(technicianId, before);
    if (!technician.active && bars.length === 0) return undefined;
    return { technicianId, technician, bars, reach: reachOf(bars), laneCount, shifts, breaks, timeOff };
  }

  #bars(technicianId: string, before: Row | undefined): { bars: Bar[]; laneCount: number } {
    const assignments = this.#records.assignmentsOfTechnician(technicianId, this.#range);
    const spans = assignments.map((assignment) => this.#records.spanOf(assignment));
    const { laneOf, count } = lanesOf(spans);
    const known = new Map(before?.bars.map((bar) => [bar.id, bar]));
    const bars = assignments.map((assignment, index): Bar => {
      this.#owners.set(assignment.id, technicianId);
      const job = this.#records.job(assignment.jobId);
      const lane = laneOf[index] ?? 0;
      const same = known.get(assignment.id);
      if (same && same.assignment === assignment && same.job === job && same.lane === lane) return same;
      const { startMs, endMs } = spans[index] ?? { startMs: 0, endMs: 0 };
      return { id: assignment.id, assignment, job, startMs, endMs, lane };
    });
    return { bars, laneCount: count };
  }
}

/** Bars of a row that meet `[fromMs, toMs)`, found by binary search. */
export function barsBetween(row: Row, fromMs: number, toMs: number): Bar[] {
  const { first, last } = meeting(row.bars, row.reach, fromMs, toMs);
  return row.bars.slice(first, last).filter((bar) => bar.endMs > fromMs);
}

/** The bar of a row at an instant; of several the one in `lane`, else the one that started last. */
export function barAt(row: Row, ms: number, lane?: number): Bar | undefined {
  const found = barsBetween(row, ms, ms + 1);
  return found.find((bar) => bar.lane === lane) ?? found.at(-1);
}

/** Pixels in which rows of different heights lie. `laneHeight` is the height of a row with one lane. */
export interface RowMetrics {
  readonly laneHeight: number;
}

/** Space above, below and between bars of a row. */
export const rowPadding = 5;
export const laneGap = 3;

export function barHeight({ laneHeight }: RowMetrics): number {
  return laneHeight - 2 * rowPadding - 1;
}

export function rowHeight(laneCount: number, metrics: RowMetrics): number {
  return metrics.laneHeight + (laneCount - 1) * (barHeight(metrics) + laneGap);
}

export function barTop(lane: number, metrics: RowMetrics): number {
  return rowPadding + lane * (barHeight(metrics) + laneGap);
}

/** Top of each row and, last, the height of all. */
export function rowTops(rows: readonly Row[], metrics: RowMetrics): Float64Array {
  const tops = new Float64Array(rows.length + 1);
  for (const [index, row] of rows.entries()) tops[index + 1] = (tops[index] ?? 0) + rowHeight(row.laneCount, metrics);
  return tops;
}

/** Index of the row at a height, or -1 outside all. */
export function rowAt(tops: Float64Array, y: number): number {
  const count = tops.length - 1;
  if (y < 0 || count < 1 || y >= (tops[count] ?? 0)) return -1;
  return firstIndex(count, (index) => (tops[index + 1] ?? 0) > y);
}

/** Lane at a height inside a row. */
export function laneAt(yInRow: number, laneCount: number, metrics: RowMetrics): number {
  const lane = Math.floor((yInRow - rowPadding) / (barHeight(metrics) + laneGap));
  return Math.max(0, Math.min(laneCount - 1, lane));
}
