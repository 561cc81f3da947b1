import { type DispatchSource, indexesOf, schedulingContext, spanOf } from '@dispatchkit/client';
import type { Assignment, Job, Technician } from '@dispatchkit/contract';
import { type BoardKind, isOpen } from '@dispatchkit/contract/words';
import {
  type Interval,
  type Leg,
  legsOf,
  type SchedulingContext,
  type Workload,
  workingTimes,
  workload,
} from '@dispatchkit/scheduling';

/** Key of the column of work that waits. Technicians have ids, and no id is empty. */
export const unassignedColumn = '';

/** How columns follow each other; those who do not work that day always come last. */
export type SortOrder = 'next-free' | 'name' | 'load';
export const sortOrders: readonly SortOrder[] = ['next-free', 'name', 'load'];

/** One job in a column. Replaced, never changed; kept as it is while nothing about it changes. */
export interface Card extends Interval {
  /** Of the assignment; of the job while it waits. */
  readonly id: string;
  readonly jobId: string;
  /** Unknown only while the job is not loaded. */
  readonly job: Job | undefined;
  /** Undefined while the job waits. */
  readonly assignment: Assignment | undefined;
  /** The way to it; undefined for what waits and for work nobody goes to (cancelled, on hold). */
  readonly leg: Leg | undefined;
}

/** One column. Replaced whenever something in it changes, so `===` says whether to draw. */
export interface Column {
  /** Technician's id, or `unassignedColumn`. */
  readonly id: string;
  readonly technician: Technician | undefined;
  /** In order of time; what waits in order of urgency. */
  readonly cards: readonly Card[];
  readonly load: Workload | undefined;
  /** On shift or in working hours that day, or with work. */
  readonly isWorking: boolean;
}

export interface BoardView {
  /** The day's interval. */
  readonly range: Interval;
  readonly sort: SortOrder;
  /** Leaves out technicians who do not work that day. */
  readonly workingOnly: boolean;
  /** Whether the column of work that waits comes first. */
  readonly unassigned: boolean;
}

/** The part of a source's change the model follows. */
export interface Touched {
  readonly all: boolean;
  readonly touched: { readonly [K in BoardKind]?: ReadonlySet<string> };
}

export interface BoardChange {
  /** Columns to be made anew when they are looked at. */
  readonly columns: ReadonlySet<string>;
  /** Columns came or went. */
  readonly order: boolean;
}

/** Technicians as columns of cards. Columns are made when they are looked at and kept until something in them changes. */
export class BoardModel {
  readonly #source: DispatchSource;
  readonly #collator: Intl.Collator;
  #context: SchedulingContext;
  #view: BoardView = { range: { startMs: 0, endMs: 0 }, sort: 'next-free', workingOnly: false, unassigned: false };
  #order: string[] = [];
  #indexOf = new Map<string, number>();
  readonly #columns = new Map<string, Column>();
  readonly #loads = new Map<string, Workload>();
  /** Whom an assignment, shift or time off was last seen with: a deleted one no longer says it. */
  readonly #owners = new Map<string, string>();
  readonly #waiting = new Map<string, Job>();

  constructor(source: DispatchSource, language = 'en') {
    this.#source = source;
    this.#collator = new Intl.Collator(language, { numeric: true });
    this.#context = schedulingContext(source);
  }

  /** Columns in their order, by id. */
  get order(): readonly string[] {
    return this.#order;
  }

  get range(): Interval {
    return this.#view.range;
  }

  /** As of the last change or `tick`. */
  get context(): SchedulingContext {
    return this.#context;
  }

  indexOf(columnId: string): number {
    return this.#indexOf.get(columnId) ?? -1;
  }

  /** Jobs that wait to be assigned. */
  get waitingCount(): number {
    return this.#waiting.size;
  }

  column(columnId: string): Column | undefined {
    if (!this.#indexOf.has(columnId)) return undefined;
    const known = this.#columns.get(columnId);
    const column = known ?? this.#make(columnId);
    if (column && !known) this.#columns.set(columnId, column);
    return column;
  }

  /** Column and place of a card, when it is on the board. */
  find(cardId: string): { column: Column; index: number } | undefined {
    const owner = this.#source.tables.assignments.get(cardId)?.technicianId;
    const columnId = owner ?? (this.#waiting.has(cardId) ? unassignedColumn : undefined);
    const column = columnId === undefined ? undefined : this.column(columnId);
    const index = column?.cards.findIndex(({ id }) => id === cardId) ?? -1;
    return column && index >= 0 ? { column, index } : undefined;
  }

  /** Shows another day, order or choice of technicians, and puts the columns in order. */
  show(view: BoardView): void {
    const isOtherRange = view.range.startMs !== this.#view.range.startMs || view.range.endMs !== this.#view.range.endMs;
    this.#view = view;
    if (isOtherRange) this.#forget();
    this.arrange();
  }

  /**
   * Follows a change. The order of columns that stay is kept, so that nothing moves away under somebody's hand; `arrange` puts them
   * in order again.
   */
  apply(change: Touched): BoardChange {
    const { settings } = this.#context;
    this.#context = schedulingContext(this.#source);
    // A site may belong to any job, a crew to any technician, and a replaced snapshot or other settings to anything.
    if (change.all || settings !== this.#context.settings || change.touched.sites?.size || change.touched.crews?.size) {
      this.#forget();
      this.arrange();
      return { columns: new Set(this.#order), order: true };
    }
    const dirty = this.#dirtyFrom(change);
    let order = false;
    for (const columnId of dirty) {
      this.#columns.delete(columnId);
      this.#loads.delete(columnId);
      if (columnId !== unassignedColumn && this.#isShown(columnId) !== this.#indexOf.has(columnId)) order = true;
    }
    if (order) this.#patchOrder(dirty);
    return { columns: dirty, order };
  }

  /** Time has passed: what is free next is worked out again when it is asked for. */
  tick(): void {
    this.#context = schedulingContext(this.#source);
    this.#loads.clear();
    this.#columns.clear();
  }

  /** Puts the columns in order by the chosen sort. */
  arrange(): void {
    const technicians = [...this.#source.tables.technicians.values()].filter(({ id }) => this.#isShown(id));
    const working = new Map(technicians.map(({ id }) => [id, this.#isBusyDay(id)]));
    const key = this.#sortKey();
    technicians.sort(
      (a, b) =>
        Number(working.get(b.id)) - Number(working.get(a.id)) ||
        key(a) - key(b) ||
        this.#collator.compare(a.name, b.name) ||
        (a.id < b.id ? -1 : 1),
    );
    const order = technicians.map(({ id }) => id);
    if (this.#view.unassigned && (order.length > 0 || this.#waiting.size > 0)) order.unshift(unassignedColumn);
    this.#setOrder(order);
  }

  #patchOrder(dirty: ReadonlySet<string>): void {
    const staying = this.#order.filter((id) => id === unassignedColumn || this.#isShown(id));
    const coming = [...dirty].filter((id) => id !== unassignedColumn && !this.#indexOf.has(id) && this.#isShown(id));
    this.#setOrder([...staying, ...coming]);
  }

  #setOrder(order: string[]): void {
    this.#order = order;
    this.#indexOf = new Map(order.map((id, index) => [id, index]));
  }

  #sortKey(): (technician: Technician) => number {
    const last = Number.MAX_SAFE_INTEGER;
    if (this.#view.sort === 'next-free') return ({ id }) => this.#loadOf(id).nextFreeAtMs ?? last;
    if (this.#view.sort === 'load') {
      return ({ id }) => (this.#loadOf(id).shiftMinutes > 0 ? this.#loadOf(id).ratio : last);
    }
    return () => 0;
  }

  #forget(): void {
    this.#columns.clear();
    this.#loads.clear();
    this.#owners.clear();
    this.#waiting.clear();
    for (const job of this.#source.tables.jobs.values()) this.#noteWaiting(job.id, job);
  }

  #dirtyFrom({ touched }: Touched): Set<string> {
    const dirty = new Set<string>(touched.technicians);
    const indexes = indexesOf(this.#source);
    for (const kind of ['assignments', 'shifts', 'timeOff'] as const) {
      for (const id of touched[kind] ?? []) {
        const before = this.#owners.get(id);
        const now = this.#source.tables[kind].get(id)?.technicianId;
        if (before !== undefined) dirty.add(before);
        if (now !== undefined) dirty.add(now);
        else this.#owners.delete(id);
      }
    }
    for (const jobId of touched.jobs ?? []) {
      if (this.#noteWaiting(jobId, this.#source.tables.jobs.get(jobId))) dirty.add(unassignedColumn);
      for (const { technicianId } of indexes.assignmentsOfJob(jobId)) dirty.add(technicianId);
    }
    return dirty;
  }

  /** @returns whether the column of what waits looks different now */
  #noteWaiting(jobId: string, job: Job | undefined): boolean {
    const isWaiting = job !== undefined && job.status === 'unscheduled';
    if (!isWaiting) return this.#waiting.delete(jobId);
    this.#waiting.set(jobId, job);
    return true;
  }

  #isShown(technicianId: string): boolean {
    const technician = this.#source.tables.technicians.get(technicianId);
    if (!technician) return false;
    const hasWork = this.#assignmentsOf(technicianId).length > 0;
    // Work is never hidden, whoever it belongs to.
    return hasWork || (technician.active && (!this.#view.workingOnly || this.#isOnShift(technicianId)));
  }

  #isBusyDay(technicianId: string): boolean {
    return this.#isOnShift(technicianId) || this.#assignmentsOf(technicianId).length > 0;
  }

  #isOnShift(technicianId: string): boolean {
    return workingTimes(technicianId, this.#view.range, this.#context).length > 0;
  }

  #assignmentsOf(technicianId: string): readonly Assignment[] {
    return indexesOf(this.#source).assignmentsOfTechnician(technicianId, this.#view.range);
  }

  #loadOf(technicianId: string): Workload {
    let load = this.#loads.get(technicianId);
    if (!load) {
      load = workload(technicianId, this.#view.range, this.#context);
      this.#loads.set(technicianId, load);
      this.#own(technicianId);
    }
    return load;
  }

  #own(technicianId: string): void {
    const indexes = indexesOf(this.#source);
    const { range } = this.#view;
    for (const { id } of this.#assignmentsOf(technicianId)) this.#owners.set(id, technicianId);
    for (const { id } of indexes.shiftsOf(technicianId, range)) this.#owners.set(id, technicianId);
    for (const { id } of indexes.timeOffOf(technicianId, range)) this.#owners.set(id, technicianId);
  }

  #make(columnId: string): Column | undefined {
    if (columnId === unassignedColumn) {
      const cards = [...this.#waiting.values()].sort(byUrgency).map(waitingCard);
      return { id: columnId, technician: undefined, cards, load: undefined, isWorking: true };
    }
    const technician = this.#source.tables.technicians.get(columnId);
    if (!technician) return undefined;
    const legs = new Map(legsOf(columnId, this.#view.range, this.#context).map((leg) => [leg.assignment.id, leg]));
    this.#own(columnId);
    const cards = this.#assignmentsOf(columnId).map((assignment): Card => {
      const job = this.#source.tables.jobs.get(assignment.jobId);
      return { id: assignment.id, jobId: assignment.jobId, job, assignment, leg: legs.get(assignment.id), ...spanOf(assignment) };
    });
    return { id: columnId, technician, cards, load: this.#loadOf(columnId), isWorking: this.#isBusyDay(columnId) };
  }
}

function waitingCard(job: Job): Card {
  return { id: job.id, jobId: job.id, job, assignment: undefined, leg: undefined, startMs: 0, endMs: 0 };
}

const priorityRank: Readonly<Record<Job['priority'], number>> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** Urgent work first, then what is due first; what is never due comes last. */
function byUrgency(a: Job, b: Job): number {
  return (
    Number(b.priority === 'urgent') - Number(a.priority === 'urgent') ||
    compare(a.dueAt ?? '9999', b.dueAt ?? '9999') ||
    priorityRank[a.priority] - priorityRank[b.priority] ||
    compare(a.number, b.number)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands in the way of moving a card: work that is done, or pinned. */
export function isFixed({ assignment, job }: Card): boolean {
  if (!assignment) return job === undefined || !isOpen(job.status);
  return assignment.status === 'completed' || assignment.lock === 'pinned';
}
