import type { DispatchSource, SourceChange } from '@dispatchkit/client';
import { jobStatuses } from '@dispatchkit/contract/words';
import type { Interval } from '@dispatchkit/scheduling';
import { searchText } from './columns.ts';
import { DayCount } from './day-count.ts';
import { factsFrom } from './job-facts.ts';
import { JobGridModel, type SortableColumn } from './job-grid.model.ts';

/** The rows of a source: made once, then patched by what changes. */
export class GridData {
  readonly source: DispatchSource;
  readonly locale: string;
  readonly model: JobGridModel;
  readonly facts: ReturnType<typeof factsFrom>;
  readonly #dayCount = new DayCount();
  #day: Interval | undefined;
  #idle: number | undefined;

  constructor(source: DispatchSource, locale: string, column: (id: string) => SortableColumn | undefined) {
    this.source = source;
    this.locale = locale;
    this.facts = factsFrom(source);
    this.model = new JobGridModel({ facts: this.facts, column, searchText, locale });
  }

  /** Jobs with an assignment on the day given last. */
  get onDay(): number {
    return this.#dayCount.jobs;
  }

  /** Everything anew. */
  load(): void {
    this.model.load(this.source.tables.jobs.values());
    this.#day = undefined;
  }

  countDay(day: Interval): void {
    if (day.startMs === this.#day?.startMs && day.endMs === this.#day.endMs) return;
    this.#day = day;
    this.#dayCount.load(this.source.tables.assignments, day);
  }

  /** @returns the jobs whose rows may look different now */
  patch({ touched }: SourceChange): ReadonlySet<string> {
    const { tables } = this.source;
    const { assignments, sites, customers, technicians } = touched;
    const jobIds = new Set(touched.jobs);
    for (const id of assignments ?? []) for (const jobId of this.#dayCount.update(id, tables.assignments)) jobIds.add(jobId);
    if (sites || customers) {
      for (const { id, siteId, customerId } of tables.jobs.values()) {
        if (sites?.has(siteId ?? '') || customers?.has(customerId ?? '')) jobIds.add(id);
      }
    }
    if (technicians) {
      for (const { technicianId, jobId } of tables.assignments.values()) if (technicians.has(technicianId)) jobIds.add(jobId);
    }
    this.model.update(jobIds, tables.jobs);
    return jobIds;
  }

  /** What bar, chips and the height of the rows depend on. */
  summary(): string {
    const { model } = this;
    return [model.count, model.total, this.onDay, ...jobStatuses.map((status) => model.countOf(status))].join();
  }

  /** Folds texts for searching while nothing else is to do, so that the first letter typed is as quick as the next. */
  prepareSearch(): void {
    if (this.#idle !== undefined) return;
    const step = (deadline: IdleDeadline) => {
      this.#idle = undefined;
      let isLeft = true;
      while (isLeft && deadline.timeRemaining() > 2) isLeft = this.model.prepareSearch(500);
      if (isLeft) this.#idle = requestIdleCallback(step);
    };
    this.#idle = requestIdleCallback(step);
  }

  close(): void {
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    this.#idle = undefined;
  }
}
