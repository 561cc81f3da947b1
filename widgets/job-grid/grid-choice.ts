import type { Selection } from '../shared/selection.ts';
import type { JobGridModel } from './job-grid.model.ts';

/** The row the keyboard is on, and how clicks and keys turn into a choice of jobs. */
export class GridChoice {
  cursorId: string | null = null;
  /** Where a stretch chosen with Shift begins. */
  #anchorId: string | null = null;
  #isBusy = false;

  /** Whether the choice is being changed from here, so that it is not news. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Follows a choice made elsewhere, or forgets. */
  stand(jobId: string | null): void {
    this.cursorId = this.#anchorId = jobId;
  }

  only(selection: Selection, jobIds: Iterable<string>, active: string | null): void {
    this.stand(active);
    this.#choose(selection, jobIds, active);
  }

  toggle(selection: Selection, jobId: string): void {
    const next = new Set(selection.jobIds);
    if (!next.delete(jobId)) next.add(jobId);
    this.stand(jobId);
    this.#choose(selection, next, next.has(jobId) ? jobId : null);
  }

  /** From where the stretch began to a row; the beginning stays. `add` keeps what is chosen already. */
  stretch(selection: Selection, model: JobGridModel, row: number, add: boolean): void {
    const anchor = this.#anchorId === null ? row : model.rowOf(this.#anchorId);
    const from = anchor < 0 ? row : anchor;
    this.#anchorId = model.jobAt(from)?.id ?? null;
    this.cursorId = model.jobAt(row)?.id ?? null;
    const ids = model.idsBetween(from, row);
    this.#choose(selection, add ? [...selection.jobIds, ...ids] : ids, this.cursorId);
  }

  #choose(selection: Selection, jobIds: Iterable<string>, active: string | null): void {
    this.#isBusy = true;
    try {
      selection.choose(jobIds, active);
    } finally {
      this.#isBusy = false;
    }
  }
}
