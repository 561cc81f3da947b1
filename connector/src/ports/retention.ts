import type { RetentionCounts } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';

/** Instants, UTC ISO 8601: what is older goes. Left out: nothing of it goes. */
export interface RetentionLimits {
  readonly eventsBefore?: string;
  /** Completed and cancelled jobs that have not changed since. */
  readonly closedJobsBefore?: string;
  readonly deletedBefore?: string;
  readonly positionsBefore?: string;
}

/** What is shown instead of what a record said, by field. */
export interface Erasure {
  readonly kind: Kind;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Removes what is not kept any more, a little at a time: each call is one short transaction, so that writers are never kept waiting.
 * Unlike everything else it leaves no trace of what was there.
 */
export interface RetentionStore {
  /** How much there is to remove. */
  count(tenant: string, limits: RetentionLimits): Promise<RetentionCounts>;
  /** The oldest events, without a gap, at most `limit`; the newest one always stays. Returns how many went. */
  purgeEvents(tenant: string, before: string, limit: number): Promise<number>;
  /** Forgets which records events that are gone were about, after `purgeEvents`. Returns where to go on, or `null` when it is done. */
  purgeEventSubjects(tenant: string, after: string, limit: number): Promise<string | null>;
  /** Rows of deleted records, at most `limit`. Those that another row still refers to stay. Returns how many went. */
  purgeDeleted(tenant: string, kind: Kind, before: string, limit: number): Promise<number>;
  /** Completed and cancelled jobs that may be deleted, by id. */
  closedJobs(tenant: string, before: string, limit: number): Promise<string[]>;
  /** Forgets last positions. Returns how many. */
  purgePositions(tenant: string, before: string): Promise<number>;
  /**
   * Takes values out of the deleted record and out of the history: wherever events show these fields of the record, they show
   * what is given here instead. Looks at the events of the record after this seq (0: from the first), oldest first, at most `limit`.
   * Returns the seq to go on after, or `null` when it is done. To begin again does no harm.
   */
  eraseFields(tenant: string, erasure: Erasure, after: number, limit: number): Promise<number | null>;
}
