import { spanOf, type Tables } from '@dispatchkit/client';
import { type Interval, overlaps } from '@dispatchkit/scheduling';

/** How many jobs have an assignment on a day, kept up to date by what changes; and which job an assignment belongs to, also after it is gone. */
export class DayCount {
  readonly #jobOf = new Map<string, string>();
  readonly #onDay = new Set<string>();
  readonly #perJob = new Map<string, number>();
  #day: Interval = { startMs: 0, endMs: 0 };

  get jobs(): number {
    return this.#perJob.size;
  }

  load(assignments: Tables['assignments'], day: Interval): void {
    this.#day = day;
    this.#jobOf.clear();
    this.#onDay.clear();
    this.#perJob.clear();
    for (const id of assignments.keys()) this.update(id, assignments);
  }

  /** @returns the jobs concerned: the one it belongs to, and the one it belonged to */
  update(id: string, assignments: Tables['assignments']): string[] {
    const jobs: string[] = [];
    const before = this.#jobOf.get(id);
    if (before !== undefined) {
      jobs.push(before);
      if (this.#onDay.delete(id)) this.#add(before, -1);
    }
    const assignment = assignments.get(id);
    if (!assignment) {
      this.#jobOf.delete(id);
      return jobs;
    }
    this.#jobOf.set(id, assignment.jobId);
    if (assignment.jobId !== before) jobs.push(assignment.jobId);
    if (overlaps(spanOf(assignment), this.#day)) {
      this.#onDay.add(id);
      this.#add(assignment.jobId, 1);
    }
    return jobs;
  }

  #add(jobId: string, more: number): void {
    const count = (this.#perJob.get(jobId) ?? 0) + more;
    if (count > 0) this.#perJob.set(jobId, count);
    else this.#perJob.delete(jobId);
  }
}
