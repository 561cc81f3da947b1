import type {
  Assignment,
  AssignmentBatch,
  AssignmentBatchResult,
  AssignmentCheck,
  AssignmentCheckResult,
  AssignmentCreate,
  AssignmentPatch,
  Customer,
  CustomerCreate,
  CustomerPatch,
  Event,
  Fix,
  Job,
  JobCreate,
  JobPatch,
  Settings,
  SettingsPatch,
  Shift,
  ShiftCreate,
  ShiftPatch,
  Site,
  SiteCreate,
  SitePatch,
  Snapshot,
  Technician,
  TechnicianCreate,
  TechnicianPatch,
  TimeOff,
  TimeOffCreate,
  TimeOffPatch,
  Transition,
  TransitionResult,
} from '@dispatchkit/contract';
import type { z } from 'zod';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Bbox, Page, Store, Tombstone } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';

export type { ActorContext } from './actor.ts';
export { systemActor } from './actor.ts';
export { ProblemError } from './errors.ts';

export interface ServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** What every list takes. `sort` as on the wire (`-priority,dueAt`); `limit` 1–500, default 100. */
export interface ListOptions {
  readonly sort?: string;
  readonly cursor?: string;
  readonly limit?: number;
  /** Count all matches too. Default true on the first page, false on later ones. */
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
  readonly bbox?: Bbox;
}
export interface AssignmentListOptions extends ListOptions, IntervalOptions {
  readonly status?: readonly string[];
  readonly technicianId?: readonly string[];
  readonly jobId?: readonly string[];
}
export interface TechnicianListOptions extends ListOptions {
  readonly status?: readonly string[];
  readonly active?: boolean;
  readonly bbox?: Bbox;
}
export type CustomerListOptions = ListOptions;
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
  /** Events after (or before) this seq. */
  readonly after?: number;
  readonly before?: number;
  /** 1–500, default 100. */
  readonly limit?: number;
  /** `seq` (default) or `-seq`. */
  readonly sort?: 'seq' | '-seq';
}

/** Records of one kind to take over from another system; each carries its `externalRef`. */
export type ImportCommand =
  | { readonly kind: 'jobs'; readonly records: readonly ImportedJob[] }
  | { readonly kind: 'technicians'; readonly records: readonly (z.input<typeof TechnicianCreate> & { externalRef: string })[] }
  | { readonly kind: 'customers'; readonly records: readonly (z.input<typeof CustomerCreate> & { externalRef: string })[] };
/** A job with the customer and the site it is for; those are taken over by their own externalRef. */
export interface ImportedJob extends z.input<typeof JobCreate> {
  externalRef: string;
  customer?: z.input<typeof CustomerCreate> & { externalRef: string };
  site?: z.input<typeof SiteCreate> & { externalRef: string };
}
export interface ImportResult {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Left alone because they were deleted here. */
  readonly deleted: number;
  /** Not taken: index into `records`, and why. The others of the batch are in. */
  readonly rejected: readonly { readonly index: number; readonly pointer: string; readonly detail: string }[];
  /** Of the newest event. */
  readonly seq: number;
}

/**
 * What can be done, one function per use case. All of them check the role (403 `not_allowed`), answer 404 for what is not the
 * caller's, and write one event per change. Commands are expected to have passed their contract schema.
 * `expectedVersion` is the If-Match value; a different one throws `stale` with `currentVersion`. `null` takes any version.
 */
export interface Services {
  listJobs(actor: ActorContext, options?: JobListOptions): Promise<Page<Job>>;
  getJob(actor: ActorContext, id: string): Promise<Job>;
  createJob(actor: ActorContext, command: z.input<typeof JobCreate>): Promise<Job>;
  changeJob(actor: ActorContext, id: string, patch: z.input<typeof JobPatch>, expectedVersion: number | null): Promise<Job>;
  deleteJob(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;
  transitionJob(
    actor: ActorContext,
    id: string,
    command: Transition,
    expectedVersion?: number | null,
  ): Promise<z.output<typeof TransitionResult>>;

  listAssignments(actor: ActorContext, options?: AssignmentListOptions): Promise<Page<Assignment>>;
  getAssignment(actor: ActorContext, id: string): Promise<Assignment>;
  assignJob(actor: ActorContext, command: AssignmentCreate): Promise<Assignment>;
  moveAssignment(actor: ActorContext, id: string, patch: AssignmentPatch, expectedVersion: number | null): Promise<Assignment>;
  unassign(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;
  batchAssignments(actor: ActorContext, command: AssignmentBatch): Promise<z.output<typeof AssignmentBatchResult>>;
  checkAssignment(actor: ActorContext, command: z.input<typeof AssignmentCheck>): Promise<z.output<typeof AssignmentCheckResult>>;

  listTechnicians(actor: ActorContext, options?: TechnicianListOptions): Promise<Page<Technician>>;
  getTechnician(actor: ActorContext, id: string): Promise<Technician>;
  createTechnician(actor: ActorContext, command: z.input<typeof TechnicianCreate>): Promise<Technician>;
  changeTechnician(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof TechnicianPatch>,
    expectedVersion: number | null,
  ): Promise<Technician>;
  deleteTechnician(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listCustomers(actor: ActorContext, options?: CustomerListOptions): Promise<Page<Customer>>;
  getCustomer(actor: ActorContext, id: string): Promise<Customer>;
  createCustomer(actor: ActorContext, command: z.input<typeof CustomerCreate>): Promise<Customer>;
  changeCustomer(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof CustomerPatch>,
    expectedVersion: number | null,
  ): Promise<Customer>;
  deleteCustomer(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listSites(actor: ActorContext, options?: SiteListOptions): Promise<Page<Site>>;
  getSite(actor: ActorContext, id: string): Promise<Site>;
  createSite(actor: ActorContext, command: z.input<typeof SiteCreate>): Promise<Site>;
  changeSite(actor: ActorContext, id: string, patch: z.input<typeof SitePatch>, expectedVersion: number | null): Promise<Site>;
  deleteSite(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listShifts(actor: ActorContext, options?: ShiftListOptions): Promise<Page<Shift>>;
  getShift(actor: ActorContext, id: string): Promise<Shift>;
  createShift(actor: ActorContext, command: z.input<typeof ShiftCreate>): Promise<Shift>;
  changeShift(actor: ActorContext, id: string, patch: z.input<typeof ShiftPatch>, expectedVersion: number | null): Promise<Shift>;
  deleteShift(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listTimeOff(actor: ActorContext, options?: TimeOffListOptions): Promise<Page<TimeOff>>;
  getTimeOff(actor: ActorContext, id: string): Promise<TimeOff>;
  createTimeOff(actor: ActorContext, command: z.input<typeof TimeOffCreate>): Promise<TimeOff>;
  changeTimeOff(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof TimeOffPatch>,
    expectedVersion: number | null,
  ): Promise<TimeOff>;
  deleteTimeOff(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  snapshot(actor: ActorContext, options: SnapshotOptions): Promise<Snapshot>;
  /** Events the actor may see, of the whole tenant, one job or one technician. */
  history(actor: ActorContext, options?: HistoryOptions): Promise<Event[]>;
  /** Starts the live feed. @throws ProblemError `not_allowed` */
  feed(actor: ActorContext): Promise<Feed>;

  getSettings(actor: ActorContext): Promise<Settings>;
  changeSettings(actor: ActorContext, patch: z.input<typeof SettingsPatch>, expectedVersion: number | null): Promise<Settings>;

  /** Keeps each technician's latest position and tells the feeds. Returns how many fixes were newer than what was known. */
  recordFixes(actor: ActorContext, fixes: readonly Fix[]): Promise<{ readonly accepted: number }>;
  /** Takes over records in batches of 500, one event each. Running the same again changes nothing. */
  importRecords(
    actor: ActorContext,
    command: ImportCommand,
    options?: { readonly onProgress?: (done: number, total: number) => void },
  ): Promise<ImportResult>;
}

/** A live feed for one actor. Everything that comes out of it has been filtered by what the actor may see. */
export interface Feed {
  /** Newest and oldest seq of the log now; an `after` below `firstSeq - 1` cannot be served. */
  readonly lastSeq: number;
  readonly firstSeq: number;
  /**
   * Committed events with `seq > after`, oldest first, at most `limit`. `scannedTo` is how far was looked
   * (events the actor may not see are left out): continue from there.
   */
  tail(after: number, limit: number): Promise<{ readonly events: readonly Event[]; readonly scannedTo: number }>;
  /** Called when there may be more to `tail`; carries no data, so a slow reader costs nothing. */
  onCommitted(listener: () => void): () => void;
  onPosition(listener: (technicianId: string, position: NonNullable<Technician['position']>) => void): () => void;
}
