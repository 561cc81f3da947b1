import type {
  Actor,
  ApiKey,
  Assignment,
  CertificationRecord,
  Change,
  CheckIn,
  Crew,
  Customer,
  Dependency,
  Equipment,
  Event,
  Job,
  LivePosition,
  Series,
  Settings,
  Shift,
  Site,
  Technician,
  TimeOff,
  View,
  Violation,
  Webhook,
} from '@dispatchkit/contract';
import type { AssignmentStatus, BoardKind, EventType, Kind, Method } from '@dispatchkit/contract/words';
import type { Credentials, CredentialWriter, SigningKeys } from './credentials.ts';
import type { HostMemory, HostReport, HostStore } from './hosts.ts';
import type { RetentionStore } from './retention.ts';
import type { WorkStore } from './work.ts';

/** Record type of each collection. */
export interface Records {
  jobs: Job;
  assignments: Assignment;
  technicians: Technician;
  customers: Customer;
  sites: Site;
  shifts: Shift;
  timeOff: TimeOff;
  crews: Crew;
  equipment: Equipment;
  certifications: CertificationRecord;
  dependencies: Dependency;
  series: Series;
  views: View;
  apiKeys: ApiKey;
  webhooks: Webhook;
}

/** What the store stamps itself; whatever a caller puts there is ignored. */
export type Stamped = 'version' | 'createdAt' | 'updatedAt';
export type Draft<T> = Omit<T, Stamped> & Partial<Pick<T, Extract<Stamped, keyof T>>>;

/** A record that was deleted: what is left to tell others. */
export interface Tombstone {
  readonly id: string;
  readonly version: number;
  readonly deletedAt: string;
}

/** Half-open interval of instants, UTC ISO 8601. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** Degrees, WGS 84. `west > east` crosses the 180th meridian. */
export interface Bbox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** One sort key; the field is one of `sortFields` of the kind. Records without a value come last in both directions. */
export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

/** One of the tenant's own fields by its key: one of these values, or any value at all when none is given. */
export interface CustomFilter {
  readonly key: string;
  readonly values?: readonly (string | number | boolean)[];
}

/** Every filter narrows; a filter left out does not. Which of them a kind knows is said by its service. */
export interface Filters {
  readonly ids?: readonly string[];
  readonly externalRef?: string;
  readonly status?: readonly string[];
  readonly priority?: readonly string[];
  readonly type?: readonly string[];
  readonly district?: readonly string[];
  readonly technicianId?: readonly string[];
  readonly jobId?: readonly string[];
  readonly customerId?: readonly string[];
  readonly siteId?: readonly string[];
  readonly active?: boolean;
  /** Jobs: those of interest in the interval (assigned, requested, due or completed in it). Assignments, shifts, time off: those that overlap it. */
  readonly interval?: Partial<Interval>;
  /** Jobs by their site, sites and technicians by their own position. */
  readonly bbox?: Bbox;
  /** Changed or deleted at or after this instant; deleted ones are then listed as tombstones. */
  readonly updatedSince?: string;
  /** Assignments, with `updatedSince`: also those whose job has changed since. */
  readonly orJobChanged?: boolean;
  /** Only what concerns this technician: own jobs, assignments, shifts … */
  readonly ownedBy?: string;
  /** Only what concerns this job (a customer's token): the job, and its released assignments. */
  readonly ofJob?: string;
  /** Only rows of these territories, those of none, and what hangs on them. */
  readonly territories?: readonly string[];
  /** Views: this person's own and the shared ones. */
  readonly viewsOf?: string;
  /** Jobs made by these series. */
  readonly seriesId?: readonly string[];
  /** Technicians of these crews. */
  readonly crewId?: readonly string[];
  /** Assignments with one of these locks. */
  readonly lock?: readonly string[];
  /** Certifications with one of these keys. */
  readonly key?: readonly string[];
  /** Views of these widgets. */
  readonly widget?: readonly string[];
  /** Webhooks that are (not) switched on. */
  readonly enabled?: boolean;
  /** Technicians who have, or jobs that ask for, one of these skills, certifications or territories, by key. */
  readonly skill?: readonly string[];
  readonly certification?: readonly string[];
  readonly territory?: readonly string[];
  /** Certifications whose last valid day is before this one, `YYYY-MM-DD`. */
  readonly expiresBefore?: string;
  /** Dependencies in which one of these is waited for. */
  readonly dependsOnJobId?: readonly string[];
  /** Dependencies that name the job, on either side. */
  readonly dependenciesOf?: string;
  /** The tenant's own fields; all of them must match. */
  readonly custom?: readonly CustomFilter[];
  /**
   * Words to find; every word must occur, the beginning of a word is enough. Any input is safe. Of jobs the newest 300 matches are
   * listed: who gets more has to say more.
   */
  readonly q?: string;
}

export interface ListRequest {
  readonly filters: Filters;
  /** The id is always added as the last key, so the order is total. */
  readonly sort: readonly SortKey[];
  /** 1–500. */
  readonly limit: number;
  /** As given by the page before, for the same sort. @throws ProblemError `invalid_cursor` */
  readonly cursor?: string;
  /** Count the matches too; costs a second pass. */
  readonly total?: boolean;
  /** Do not count further than this: of more, no total is given. Default: count all. */
  readonly totalUpTo?: number;
  /** Of words that more than 300 jobs have in common, list all and not the newest 300. Costs by the match. */
  readonly everyMatch?: boolean;
}

/**
 * A page of a list. Promise: paging to the end shows each record that existed throughout and kept its sort values exactly once,
 * however many are inserted or deleted meanwhile.
 */
export interface Page<T> {
  readonly items: readonly T[];
  /** The items as JSON, for who passes them on as they are. Left out when they are not as they are stored. */
  readonly itemsText?: string;
  /** Only with `updatedSince`: what was deleted, in place of items. */
  readonly deleted: readonly Tombstone[];
  readonly nextCursor: string | null;
  /** Left out when it was not asked for, or is more than was to be counted. */
  readonly total?: number;
}

/** What is near a place. Filters as in lists; `box` is all that is looked at. */
export interface NearestRequest {
  readonly centre: { readonly latitude: number; readonly longitude: number };
  readonly box: Bbox;
  readonly filters: Filters;
  readonly limit: number;
}

/** A record and where it is: a job at its site, a technician where last seen. */
export interface Placed<T> {
  readonly record: T;
  readonly position: { readonly latitude: number; readonly longitude: number };
}

/** All that the scheduling rules look at around some placements. */
export interface SchedulingRecords {
  readonly jobs: readonly Job[];
  readonly sites: readonly Site[];
  readonly technicians: readonly Technician[];
  readonly assignments: readonly Assignment[];
  readonly shifts: readonly Shift[];
  readonly timeOff: readonly TimeOff[];
  /** What the jobs asked for wait for, and what waits for them. */
  readonly dependencies: readonly Dependency[];
}

export interface SnapshotRequest extends Interval {
  /** `window`: open jobs and those of interest in the interval; `all`: every job. */
  readonly jobs: 'window' | 'all';
  /** At most so many jobs: open ones first, then the newest. */
  readonly maxJobs: number;
  /** Only what concerns this technician. */
  readonly ownedBy?: string;
  /** Only rows of these territories, those of none, and what hangs on them. */
  readonly territories?: readonly string[];
}

/** Records are JSON arrays as text: they are passed on as they are stored, and reading thousands only to write them again would cost most. */
export interface SnapshotTexts {
  readonly seq: number;
  readonly settings: Settings;
  readonly records: Readonly<Record<BoardKind, string>>;
  readonly jobsTotal: number;
  readonly truncated: boolean;
}

export interface EventRequest {
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
  readonly descending: boolean;
  readonly jobId?: string;
  readonly technicianId?: string;
  /** Events that changed this record. */
  readonly record?: { readonly kind: Kind | 'settings'; readonly id: string };
}

/**
 * Reads of one tenant. There is no reader without a tenant, and none ever shows another tenant's rows.
 * Deleted records are never returned unless a method says so. Each call sees one committed state.
 */
export interface Reader {
  readonly tenant: string;
  get<K extends Kind>(kind: K, id: string): Promise<Records[K] | undefined>;
  /** Those that exist, in no particular order. */
  getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<Records[K][]>;
  /** By the host's own id, those that exist. At most 1,000 references. `deleted` ones are returned as such, so an import can leave them alone. */
  findByExternalRefs<K extends Kind>(
    kind: K,
    refs: readonly string[],
  ): Promise<{ readonly record: Records[K]; readonly deleted: boolean }[]>;
  list<K extends Kind>(kind: K, request: ListRequest): Promise<Page<Records[K]>>;
  /** Those in the box, nearest to the centre first (great circle), at most `limit`. What has no position is nowhere. */
  nearest<K extends 'jobs' | 'technicians'>(kind: K, request: NearestRequest): Promise<Placed<Records[K]>[]>;
  /** A record that was deleted, as it was then, with the version the deletion gave it. */
  getDeleted<K extends Kind>(kind: K, id: string): Promise<Records[K] | undefined>;
  /** Of each job by the time they start. */
  assignmentsOfJobs(jobIds: readonly string[]): Promise<Assignment[]>;
  /** Those of these technicians that are in one of the statuses, however long the rest of their history is. */
  assignmentsOfTechnicians(technicianIds: readonly string[], statuses: readonly AssignmentStatus[]): Promise<Assignment[]>;
  /** Whether the job is (or was) assigned to the technician. */
  isAssigned(jobId: string, technicianId: string): Promise<boolean>;
  /** Which of these numbers jobs have, with the id of the job. */
  jobNumbersTaken(numbers: readonly string[]): Promise<Map<string, string>>;
  /** What the rules need to judge placements of these jobs with these technicians in the interval (widened by more than three days). */
  schedulingRecords(jobIds: readonly string[], technicianIds: readonly string[], interval: Interval): Promise<SchedulingRecords>;
  /** All of a window in one committed state, with the seq of that state. */
  snapshot(request: SnapshotRequest): Promise<SnapshotTexts>;
  /** The tenant's settings; defaults when it has never been written to. */
  settings(): Promise<Settings>;
  /** Seq of the newest event; 0 when there is none. */
  lastSeq(): Promise<number>;
  /** Seq of the oldest event kept; 0 when there is none. */
  firstSeq(): Promise<number>;
  /** Events with `seq > after`, oldest first, without a gap. */
  tail(after: number, limit: number): Promise<Event[]>;
  events(request: EventRequest): Promise<Event[]>;
  /**
   * In which territories jobs lie that are, or ever were, at these sites or of these customers; an empty text stands for none. What
   * no job was ever at is not in the map.
   */
  territoriesAt(kind: 'sites' | 'customers', ids: readonly string[]): Promise<Map<string, ReadonlySet<string>>>;
  /** How a host is doing, with at most so many pending records. In one state, and at a replica where there is one. */
  hostReport(host: string, limit: number): Promise<HostReport>;
  /** Live records that refer to this one, by the kind of the referrer; empty when nothing does. */
  references(kind: Kind, id: string): Promise<Partial<Record<Kind, number>>>;
  /** What belongs to a record and is never shown with it, as it was kept. */
  privatePart(kind: Kind, id: string): Promise<string | undefined>;
}

/** Said about a unit of work by who starts it. */
export interface WriteMeta {
  readonly actor: Actor;
  readonly method: Method;
  readonly requestId: string | null;
  /**
   * Makes the unit of work happen once: its result is kept under the key in the same transaction, and a later write with the
   * same key and fingerprint returns that result without running. Kept for 24 hours.
   * @throws ProblemError `idempotency_mismatch` when the key was used with another fingerprint
   */
  readonly idempotency?: Idempotency;
  /** Called once the unit of work is done, with the seq of the tenant's newest event: whoever has seen that one has seen this change. */
  readonly onWritten?: (seq: number) => void;
  /**
   * What is written is a copy, with where it was got up to: it can be had again. The write resolves as soon as all of it can be read, and
   * may be undone by a power failure a moment after, with whatever came later. Listeners hear of it when it is durable, as of
   * any other.
   */
  readonly isCopy?: boolean;
  /** A unit of work that has not begun when this is aborted never does; the write then fails with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface Idempotency {
  /** Unique per tenant and subject. */
  readonly key: string;
  /** Digest of method, path and body. */
  readonly fingerprint: string;
  /** Called when the result of an earlier request is returned instead. */
  onReplay?(): void;
}

/** What the event of a unit of work says beside its changes. */
export interface EventDescription {
  readonly type: EventType;
  readonly jobId?: string | null;
  readonly technicianId?: string | null;
  readonly overridden?: readonly Violation[];
  readonly reason?: string;
  /** How many of what were removed. With it there is an event also when no record has changed. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly checkIn?: CheckIn;
  /** Do not list the changes; readers load the snapshot again. */
  readonly reload?: boolean;
}

/**
 * Reads and writes inside one transaction; sees its own writes. Not to be used after its `write` has settled.
 */
export interface Writer extends Reader {
  /** Seq the event of this unit of work will have, if it changes anything. */
  readonly seq: number;
  /** Instant of this unit of work; every stamp in it is this one. */
  readonly at: string;
  /**
   * Stores a record, new or changed, and returns it as stored. New ones get version 1; changed ones get a version one higher,
   * once per unit of work however often they are put. A record equal to the stored one changes nothing and keeps its version.
   * A deleted record of the same id comes back with a higher version.
   * @throws ProblemError `already_exists` when the externalRef (or a job's number) is taken, `unknown_reference` when it refers to nothing
   */
  put<K extends Kind>(kind: K, record: Draft<Records[K]>): Promise<Records[K]>;
  /** Puts many new or changed records of one kind; faster than one by one. Same promises. */
  putMany<K extends Kind>(kind: K, records: readonly Draft<Records[K]>[]): Promise<Records[K][]>;
  /** Deletes softly: the row stays as tombstone, one version higher. */
  remove(kind: Kind, id: string): Promise<Tombstone>;
  /** Keeps text beside a record that no list, event or snapshot shows; secrets come sealed. `null` removes it. Changes no version. */
  keepPrivatePart(kind: Kind, id: string, part: string | null): Promise<void>;
  /** Keeps what is known of a host beside its records; only together with a change, else nothing is kept (`HostStore.keep`). */
  keepOfHost(host: string, memory: HostMemory): Promise<void>;
  putSettings(settings: Omit<Settings, 'version' | 'updatedAt'>): Promise<Settings>;
  /** The next numbers of the tenant's counter of that name, first of `count`. A write that fails gives them back; one that commits never shares them. */
  nextNumber(counter: string, count?: number): Promise<number>;
  /** Secrets of API keys, and tokens that are refused from now on. A change of these is an event, even if no record changes. */
  readonly credentials: CredentialWriter;
  /** Must be called when anything was changed; the last call counts. */
  describe(event: EventDescription): void;
  /** Changes so far, as the event will list them. */
  readonly changes: readonly Change[];
}

export interface WriteOutcome<T> {
  readonly result: T;
  /** `null` when nothing changed or the result is that of an earlier request. */
  readonly event: Event | null;
  /** Seq of the tenant's newest event after this write. */
  readonly seq: number;
}

export interface Store {
  /** Whether tokens and API keys still count. */
  readonly credentials: Credentials;
  /** Keys of the whole installation that sign tokens. */
  readonly signingKeys: SigningKeys;
  /** What is known of host systems. */
  readonly hosts: HostStore;
  /** What is not kept for ever. */
  readonly retention: RetentionStore;
  /** Background work and who follows the log. */
  readonly work: WorkStore;
  /** Tells whether the database answers. @throws ProblemError `store_unavailable` */
  ping(): Promise<void>;
  /** Whether the database has at least the schema this program knows; a newer one will do. @throws ProblemError `store_unavailable` */
  isCurrent(): Promise<boolean>;
  /**
   * Lets a tenant in, before anything of it is looked at. A store for all tenants takes every one that a token names.
   * @throws ProblemError `unknown_tenant` when there is none (or it is retired), `tenant_suspended`
   */
  admit(tenant: string): Promise<void>;
  /** Records as they were a moment ago, where there are replicas; the log as it is. */
  read(tenant: string): Reader;
  /** As `read`, but never at a replica: records are no older than the log. For whoever judges its events by them. */
  readNewest(tenant: string): Reader;
  /**
   * One unit of work = one transaction = at most one event. `work` runs alone: writes are queued, in the order of their calls.
   * When it throws, nothing has happened, and the error is passed on. When it changes nothing, no event is written.
   * Promise: once this resolves the change is durable (unless `isCopy`) and its seq is one more than the tenant's previous event's, without a gap.
   * `work` must read through its writer, not through the store, and must not call `write` again (it would wait for itself).
   */
  write<T>(tenant: string, meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>>;
  /**
   * Keeps the technician's latest position; older fixes than the one kept are ignored. No version, no event.
   * Returns whose position changed. Unknown technicians are passed over.
   */
  recordPositions(tenant: string, positions: ReadonlyMap<string, LivePosition>): Promise<string[]>;
  /**
   * Calls back after each committed event of this process, in order of seq. Another process's events are not announced:
   * a stream also reads `tail` from time to time. Returns how to stop.
   */
  onCommitted(tenant: string, listener: (event: Event) => void): () => void;
  /** As `onCommitted`, of every tenant. For background work only. */
  onCommittedAnywhere(listener: (tenant: string, event: Event) => void): () => void;
  onPosition(tenant: string, listener: (technicianId: string, position: LivePosition) => void): () => void;
  /** Tenants that have been written to, by id. For the command line and background work only. */
  tenants(): Promise<string[]>;
  /** Finishes queued writes, then closes. */
  close(): Promise<void>;
}
