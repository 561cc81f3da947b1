import type { Event } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import type { Bbox, CustomFilter } from '../ports/store.ts';

/** What every list takes. `sort` as on the wire (`-priority,dueAt`); `limit` 1–500, default 100. */
export interface ListOptions {
  readonly sort?: string;
  readonly cursor?: string;
  readonly limit?: number;
  /** Count all matches too. Default true on the first page, false on later ones and for who is limited to territories. */
  readonly total?: boolean;
  readonly q?: string;
  /** Instant; lists what changed since, and tombstones of what was deleted. */
  readonly updatedSince?: string;
  readonly ids?: readonly string[];
  readonly externalRef?: string;
}
interface IntervalOptions {
  /** Instants; half open. Either may be left out. */
  readonly from?: string;
  readonly to?: string;
}
export interface JobListOptions extends ListOptions, IntervalOptions {
  readonly status?: readonly string[];
  readonly priority?: readonly string[];
  readonly type?: readonly string[];
  readonly district?: readonly string[];
  readonly technicianId?: readonly string[];
  readonly customerId?: readonly string[];
  readonly siteId?: readonly string[];
  readonly seriesId?: readonly string[];
  readonly skill?: readonly string[];
  readonly certification?: readonly string[];
  readonly territory?: readonly string[];
  readonly bbox?: Bbox;
  readonly custom?: readonly CustomFilter[];
}
export interface AssignmentListOptions extends ListOptions, IntervalOptions {
  readonly status?: readonly string[];
  readonly technicianId?: readonly string[];
  readonly jobId?: readonly string[];
  readonly lock?: readonly string[];
}
export interface TechnicianListOptions extends ListOptions {
  readonly status?: readonly string[];
  readonly active?: boolean;
  readonly skill?: readonly string[];
  readonly certification?: readonly string[];
  readonly crewId?: readonly string[];
  readonly territory?: readonly string[];
  readonly custom?: readonly CustomFilter[];
  readonly bbox?: Bbox;
}
export interface CustomerListOptions extends ListOptions {
  readonly custom?: readonly CustomFilter[];
}
export interface SiteListOptions extends ListOptions {
  readonly customerId?: readonly string[];
  readonly district?: readonly string[];
  readonly bbox?: Bbox;
}
export interface ShiftListOptions extends ListOptions, IntervalOptions {
  readonly technicianId?: readonly string[];
}
export type TimeOffListOptions = ShiftListOptions;

export interface SnapshotOptions {
  readonly from: string;
  readonly to: string;
  readonly jobs: 'window' | 'all';
}
export interface HistoryOptions {
  readonly jobId?: string;
  readonly technicianId?: string;
  /** Events that changed this record. The settings have the id `settings`. */
  readonly record?: { readonly kind: Kind | 'settings'; readonly id: string };
  /** Events after (or before) this seq. */
  readonly after?: number;
  readonly before?: number;
  /** 1–500, default 100. */
  readonly limit?: number;
  /** `seq` (default) or `-seq`. */
  readonly sort?: 'seq' | '-seq';
}
export interface HistoryPage {
  /** Those the actor may see of what was looked at: fewer than asked for, or none, need not be the end. */
  readonly items: readonly Event[];
  /** Seq to go on from, or `null` at the end. */
  readonly lookedTo: number | null;
}
