import type { Job } from '@dispatchkit/contract';
import { type JobStatus, jobStatuses } from '@dispatchkit/contract/words';
import type { JobFacts } from './job-facts.ts';
import { foldText, NumberKeys, type SortKeys, TextKeys } from './sort-keys.ts';

/** What a column is sorted by. `null`: the job has no such value; it comes last in either direction. */
export interface SortableColumn {
  readonly id: string;
  readonly kind: 'text' | 'number';
  value(job: Job, facts: (job: Job) => JobFacts): string | number | null;
}

/** One of the columns rows are sorted by, the most important first. */
export interface SortTerm {
  readonly columnId: string;
  readonly descending: boolean;
}

export interface RowFilter {
  /** Empty: all. */
  readonly statuses: ReadonlySet<JobStatus>;
  /** Words that all have to occur somewhere in what `searchText` gives. */
  readonly text: string;
}

export interface JobGridModelOptions {
  readonly facts: (job: Job) => JobFacts;
  readonly column: (id: string) => SortableColumn | undefined;
  /** Everything of a job that can be searched for. */
  readonly searchText: (facts: JobFacts) => string;
  /** Language of the order of texts, BCP 47. */
  readonly locale?: string;
}

/**
 * Rows of the grid in their order, as numbers: no DOM, no clock.
 *
 * Each job has a slot. What a column is sorted by is one number per slot, made when the column is first sorted by; the order is
 * an array of slots that is patched where jobs change, never sorted again; a filter is a bit per slot. So a live change
 * among 100,000 rows costs a pass over an array of integers.
 */
export class JobGridModel {
  #options: JobGridModelOptions;
  #collator: Intl.Collator;
  #jobs: (Job | undefined)[] = [];
  #slots: Map<string, number> | undefined = new Map();
  #free: number[] = [];
  #status: Uint8Array = new Uint8Array(0);
  #passes: Uint8Array = new Uint8Array(0);
  #moving: Uint8Array = new Uint8Array(0);
  #haystacks: (string | undefined)[] = [];
  #keys = new Map<string, SortKeys>();
  #order: Uint32Array = new Uint32Array(0);
  #orderLength = 0;
  #total = 0;
  #visible: Uint32Array = new Uint32Array(0);
  #count = 0;
  #counts = new Int32Array(jobStatuses.length);
  #terms: readonly SortTerm[] = [];
  #filter: RowFilter = { statuses: new Set(), text: '' };
  #wanted = 0;
  #words: readonly string[] = [];

  constructor(options: JobGridModelOptions) {
    this.#options = options;
    this.#collator = new Intl.Collator(options.locale, { numeric: true, sensitivity: 'base' });
  }

  /** Rows that pass the filter. */
  get count(): number {
    return this.#count;
  }

  /** All rows. */
  get total(): number {
    return this.#total;
  }

  get sort(): readonly SortTerm[] {
    return this.#terms;
  }

  get filter(): RowFilter {
    return this.#filter;
  }

  /** How many rows have a status, whatever the filter. */
  countOf(status: JobStatus): number {
    return this.#counts[jobStatuses.indexOf(status)] ?? 0;
  }

  jobAt(row: number): Job | undefined {
    return row >= 0 && row < this.#count ? this.#jobs[this.#visible[row] as number] : undefined;
  }

  /** Row of a job among those that pass the filter; -1 when it is not there. */
  rowOf(jobId: string): number {
    const slot = this.#slotOf.get(jobId);
    return slot === undefined || this.#passes[slot] === 0 ? -1 : this.#visible.subarray(0, this.#count).indexOf(slot);
  }

  /** Ids of rows from one to another, both included, in either direction. */
  idsBetween(from: number, to: number): string[] {
    const ids: string[] = [];
    const last = Math.min(this.#count - 1, Math.max(from, to));
    for (let row = Math.max(0, Math.min(from, to)); row <= last; row++) ids.push(this.jobAt(row)?.id ?? '');
    return ids;
  }

  /** Replaces all rows; sort and filter stay. */
  load(jobs: Iterable<Job>): void {
    this.#jobs = [...jobs];
    this.#slots = undefined;
    this.#free = [];
    this.#haystacks = [];
    this.#keys.clear();
    this.#total = this.#jobs.length;
    this.#status = new Uint8Array(this.#total);
    this.#passes = new Uint8Array(this.#total);
    this.#moving = new Uint8Array(this.#total);
    this.#order = new Uint32Array(this.#total);
    this.#visible = new Uint32Array(this.#total);
    this.#counts.fill(0);
    for (let slot = 0; slot < this.#total; slot++) {
      const status = jobStatuses.indexOf(this.#jobs[slot]?.status as JobStatus);
      this.#status[slot] = status;
      this.#counts[status] = (this.#counts[status] ?? 0) + 1;
      this.#order[slot] = slot;
    }
    this.#sortAll();
    this.#filterAll();
  }

  sortBy(terms: readonly SortTerm[]): void {
    const known = terms.filter(({ columnId }) => this.#options.column(columnId));
    if (sameTerms(known, this.#terms)) return;
    this.#terms = known;
    this.#sortAll();
    this.#gather();
  }

  filterBy(filter: RowFilter): void {
    const words = foldText(filter.text).split(/\s+/).filter(Boolean);
    const wanted = maskOf(filter.statuses);
    this.#filter = filter;
    if (wanted === this.#wanted && sameWords(words, this.#words)) return;
    this.#wanted = wanted;
    this.#words = words;
    this.#filterAll();
  }

  /**
   * Takes over jobs as they are now: changed, new, or gone. Give also those of which only an assignment, the site or a name has changed.
   * @returns whether rows moved, came or went; if not, only what they say may have changed
   */
  update(jobIds: Iterable<string>, jobs: ReadonlyMap<string, Job>): boolean {
    const moved: number[] = [];
    let isOther = false;
    for (const id of jobIds) {
      const job = jobs.get(id);
      const slot = this.#slotOf.get(id);
      if (slot === undefined) {
        if (job) moved.push(this.#add(job));
      } else if (!job) {
        this.#remove(slot, id);
        moved.push(slot);
      } else {
        const passed = this.#passes[slot];
        if (this.#change(slot, job)) moved.push(slot);
        if (this.#passes[slot] !== passed) isOther = true;
      }
    }
    if (moved.length > 0) this.#place(moved);
    if (moved.length > 0 || isOther) this.#gather();
    return moved.length > 0 || isOther;
  }

  /** Prepares some rows for searching, so that the first letter typed finds all prepared. @returns whether any are left */
  prepareSearch(rows: number, from = 0): boolean {
    let made = 0;
    for (let slot = from; slot < this.#jobs.length; slot++) {
      if (this.#haystacks[slot] !== undefined || !this.#jobs[slot]) continue;
      if (made >= rows) return true;
      this.#haystack(slot);
      made += 1;
    }
    return false;
  }

  get #slotOf(): Map<string, number> {
    if (!this.#slots) {
      this.#slots = new Map();
      for (let slot = 0; slot < this.#jobs.length; slot++) {
        const job = this.#jobs[slot];
        if (job) this.#slots.set(job.id, slot);
      }
    }
    return this.#slots;
  }

  #add(job: Job): number {
    const slot = this.#free.pop() ?? this.#jobs.length;
    if (slot >= this.#order.length) this.#grow();
    this.#slotOf.set(job.id, slot);
    this.#jobs[slot] = job;
    this.#total += 1;
    const status = jobStatuses.indexOf(job.status);
    this.#status[slot] = status;
    this.#counts[status] = (this.#counts[status] ?? 0) + 1;
    this.#rekey(slot, job);
    this.#passes[slot] = this.#test(slot);
    return slot;
  }

  #remove(slot: number, id: string): void {
    const status = this.#status[slot] as number;
    this.#counts[status] = (this.#counts[status] ?? 0) - 1;
    this.#slotOf.delete(id);
    this.#jobs[slot] = undefined;
    this.#haystacks[slot] = undefined;
    this.#passes[slot] = 0;
    this.#free.push(slot);
    this.#total -= 1;
  }

  /** @returns whether the row has to move */
  #change(slot: number, job: Job): boolean {
    this.#jobs[slot] = job;
    const status = jobStatuses.indexOf(job.status);
    const before = this.#status[slot] as number;
    if (status !== before) {
      this.#status[slot] = status;
      this.#counts[before] = (this.#counts[before] ?? 0) - 1;
      this.#counts[status] = (this.#counts[status] ?? 0) + 1;
    }
    const mustMove = this.#rekey(slot, job);
    this.#passes[slot] = this.#test(slot);
    return mustMove;
  }

  /** @returns whether a key that rows are sorted by has changed */
  #rekey(slot: number, job: Job): boolean {
    this.#haystacks[slot] = undefined;
    let mustMove = false;
    for (const [id, keys] of this.#keys) {
      const value = this.#options.column(id)?.value(job, this.#options.facts) ?? null;
      if (keys.set(slot, value) && this.#terms.some(({ columnId }) => columnId === id)) mustMove = true;
    }
    return mustMove;
  }

  #grow(): void {
    const capacity = Math.max(64, Math.ceil(this.#jobs.length * 1.5));
    this.#status = widened(this.#status, capacity);
    this.#passes = widened(this.#passes, capacity);
    this.#moving = widened(this.#moving, capacity);
    const order = new Uint32Array(capacity);
    order.set(this.#order);
    this.#order = order;
    const visible = new Uint32Array(capacity);
    visible.set(this.#visible);
    this.#visible = visible;
    for (const keys of this.#keys.values()) keys.grow(capacity);
  }

  /** Takes slots out of the order and puts those that still exist where they belong now. */
  #place(moved: readonly number[]): void {
    const moving = this.#moving;
    const order = this.#order;
    for (const slot of moved) moving[slot] = 1;
    let kept = 0;
    for (let index = 0; index < this.#orderLength; index++) {
      const slot = order[index] as number;
      if (moving[slot] === 0) order[kept++] = slot;
    }
    const compare = this.#comparison();
    const coming: number[] = [];
    for (const slot of moved) {
      // A slot may be listed twice: freed and used again in one update.
      if (moving[slot] === 1 && this.#jobs[slot]) coming.push(slot);
      moving[slot] = 0;
    }
    coming.sort(compare);
    this.#orderLength = kept + coming.length;
    // From the end, so that every slot moves once.
    let end = kept;
    for (let index = coming.length - 1; index >= 0; index--) {
      const slot = coming[index] as number;
      const at = placeIn(order, end, slot, compare);
      order.copyWithin(at + index + 1, at, end);
      order[at + index] = slot;
      end = at;
    }
  }

  #sortAll(): void {
    // A fresh start from the order of slots keeps equal rows where they were loaded.
    let length = 0;
    for (let slot = 0; slot < this.#jobs.length; slot++) if (this.#jobs[slot]) this.#order[length++] = slot;
    this.#orderLength = length;
    if (this.#terms.length > 0) this.#order.subarray(0, length).sort(this.#comparison());
  }

  #comparison(): (a: number, b: number) => number {
    const columns = this.#terms.map(({ columnId, descending }) => ({ keys: this.#keysOf(columnId), descending }));
    const [first] = columns;
    if (!first) return (a, b) => a - b;
    if (columns.length === 1) {
      const { keys, descending } = first;
      return (a, b) => compareKeys(keys[a] as number, keys[b] as number, descending) || a - b;
    }
    return (a, b) => {
      for (const { keys, descending } of columns) {
        const order = compareKeys(keys[a] as number, keys[b] as number, descending);
        if (order !== 0) return order;
      }
      return a - b;
    };
  }

  #keysOf(columnId: string): Float64Array {
    const known = this.#keys.get(columnId);
    if (known) return known.keys;
    const column = this.#options.column(columnId);
    const capacity = this.#order.length;
    const values = this.#jobs.map((job) => (job && column ? column.value(job, this.#options.facts) : null));
    const made =
      column?.kind === 'number'
        ? numberKeys(values, capacity)
        : new TextKeys(values as (string | null)[], capacity, this.#collator);
    this.#keys.set(columnId, made);
    return made.keys;
  }

  #filterAll(): void {
    for (let slot = 0; slot < this.#jobs.length; slot++) this.#passes[slot] = this.#test(slot);
    this.#gather();
  }

  #test(slot: number): 0 | 1 {
    if (!this.#jobs[slot]) return 0;
    if (this.#wanted !== 0 && (this.#wanted & (1 << (this.#status[slot] as number))) === 0) return 0;
    if (this.#words.length === 0) return 1;
    const haystack = this.#haystacks[slot] ?? this.#haystack(slot);
    for (const word of this.#words) if (!haystack.includes(word)) return 0;
    return 1;
  }

  #haystack(slot: number): string {
    const job = this.#jobs[slot];
    const text = job ? foldText(this.#options.searchText(this.#options.facts(job))) : '';
    this.#haystacks[slot] = text;
    return text;
  }

  /** Rows that pass, in order. */
  #gather(): void {
    let count = 0;
    for (let index = 0; index < this.#orderLength; index++) {
      const slot = this.#order[index] as number;
      if (this.#passes[slot] === 1) this.#visible[count++] = slot;
    }
    this.#count = count;
  }
}

function compareKeys(a: number, b: number, descending: boolean): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  if (Number.isNaN(b)) return -1;
  return descending ? b - a : a - b;
}

function numberKeys(values: readonly (string | number | null)[], capacity: number): NumberKeys {
  const made = new NumberKeys(capacity);
  for (let slot = 0; slot < values.length; slot++) made.set(slot, values[slot] ?? null);
  return made;
}

/** First index in `[0, end)` whose slot comes after. */
function placeIn(order: Uint32Array, end: number, slot: number, compare: (a: number, b: number) => number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(order[middle] as number, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function maskOf(statuses: ReadonlySet<JobStatus>): number {
  let mask = 0;
  for (const status of statuses) mask |= 1 << jobStatuses.indexOf(status);
  return mask;
}

function sameTerms(a: readonly SortTerm[], b: readonly SortTerm[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ columnId, descending }, index) => columnId === b[index]?.columnId && descending === b[index]?.descending)
  );
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

function widened(bytes: Uint8Array, capacity: number): Uint8Array {
  const more = new Uint8Array(capacity);
  more.set(bytes);
  return more;
}
