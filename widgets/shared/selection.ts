/** What changed: the chosen jobs, the hovered job, or the chosen technician. */
export type SelectionAspect = 'jobs' | 'hover' | 'technician';

/**
 * Chosen and hovered jobs, shared by all widgets of a connection: pick a job in the grid and it lights up on board, timeline and map.
 * Holds ids only; widgets look up what is loaded.
 */
export class Selection {
  #jobIds: ReadonlySet<string> = new Set();
  #activeJobId: string | null = null;
  #hoveredJobId: string | null = null;
  #technicianId: string | null = null;
  #listeners = new Set<(aspect: SelectionAspect) => void>();

  get jobIds(): ReadonlySet<string> {
    return this.#jobIds;
  }

  /** The one job that details and keyboard moves refer to; always chosen. */
  get activeJobId(): string | null {
    return this.#activeJobId;
  }

  get hoveredJobId(): string | null {
    return this.#hoveredJobId;
  }

  get technicianId(): string | null {
    return this.#technicianId;
  }

  /** Replaces the choice. `active` defaults to the last id. */
  choose(jobIds: Iterable<string>, active?: string | null): void {
    this.#jobIds = new Set(jobIds);
    const last = [...this.#jobIds].at(-1) ?? null;
    this.#activeJobId = active && this.#jobIds.has(active) ? active : last;
    this.#notify('jobs');
  }

  toggle(jobId: string): void {
    const next = new Set(this.#jobIds);
    if (!next.delete(jobId)) next.add(jobId);
    this.choose(next, next.has(jobId) ? jobId : null);
  }

  clear(): void {
    if (this.#jobIds.size > 0) this.choose([]);
  }

  hover(jobId: string | null): void {
    if (jobId === this.#hoveredJobId) return;
    this.#hoveredJobId = jobId;
    this.#notify('hover');
  }

  chooseTechnician(technicianId: string | null): void {
    if (technicianId === this.#technicianId) return;
    this.#technicianId = technicianId;
    this.#notify('technician');
  }

  subscribe(listener: (aspect: SelectionAspect) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(aspect: SelectionAspect): void {
    for (const listener of this.#listeners) listener(aspect);
  }
}
