import type {
  Assignment,
  AssignmentCreate,
  AssignmentPatch,
  Capabilities,
  Crew,
  Customer,
  Dependency,
  Equipment,
  Event,
  HostStanding,
  Job,
  Method,
  PendingChange,
  Settings,
  Shift,
  Site,
  Technician,
  TimeOff,
  Transition,
  Travel,
  Violation,
} from '@dispatchkit/contract';
import type { Action, BoardKind } from '@dispatchkit/contract/words';
import type { DispatchError } from './errors.ts';

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
  dependencies: Dependency;
}

/** Everything loaded, by id. Read only: records are replaced, never changed in place, so `===` tells whether one changed. */
export type Tables = { readonly [K in BoardKind]: ReadonlyMap<string, Records[K]> };

/**
 * What a source is doing. `loading` nothing to show yet · `ready` live · `stale` shown data is from `since`, recovering by itself ·
 * `signed-out` the token was refused and a new one did not help · `error` nothing to show, `error` says why.
 */
export type SourcePhase = 'loading' | 'ready' | 'stale' | 'signed-out' | 'error';
export interface SourceStatus {
  readonly phase: SourcePhase;
  /** Epoch milliseconds since when the phase lasts. */
  readonly since: number;
  readonly error?: DispatchError;
}

/** Who the token speaks for. */
export interface Me {
  readonly id: string;
  readonly name: string | null;
  readonly role: string;
  readonly technicianId: string | null;
  readonly tenant: string;
}

/** Half-open interval of instants, UTC ISO 8601. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/**
 * What a person wants done. Commands carry ids and new values, never whole records; a source turns them into requests,
 * shows the result at once and takes it back when it is refused.
 */
export type Command =
  | ({ readonly type: 'assign' } & Omit<AssignmentCreate, 'override'>)
  | ({ readonly type: 'reassign'; readonly assignmentId: string } & Omit<AssignmentPatch, 'override'>)
  | { readonly type: 'unassign'; readonly assignmentId: string }
  | ({ readonly type: 'transition'; readonly jobId: string } & Transition)
  | { readonly type: 'edit-job'; readonly jobId: string; readonly patch: JobEdit }
  /** Assignment commands that stand or fall together. */
  | { readonly type: 'batch'; readonly commands: readonly AssignmentCommand[] };
export type AssignmentCommand = Extract<Command, { type: 'assign' | 'reassign' | 'unassign' }>;
export type JobEdit = Partial<
  Pick<
    Job,
    | 'title'
    | 'description'
    | 'priority'
    | 'type'
    | 'durationMinutes'
    | 'windowStartsAt'
    | 'windowEndsAt'
    | 'dueAt'
    | 'custom'
    | 'siteId'
    | 'customerId'
    | 'skills'
  >
>;

export interface ChangeOptions {
  /** How the person did it; kept in the history. */
  readonly method: Method;
  /** Place it although rules are broken. Without it, a conflict rejects with `DispatchError` kind `conflict` and its violations. */
  readonly override?: boolean;
}

/** Rows that changed since the last call, by kind; `all` after a (re)load. */
export interface SourceChange {
  readonly all: boolean;
  readonly touched: { readonly [K in BoardKind]?: ReadonlySet<string> };
  /** Status, settings, capabilities, window, host systems or undo stack may have changed. */
  readonly meta: boolean;
  /** Touched by somebody else (a live event), for a short highlight. */
  readonly remote: boolean;
}

export interface ListQuery {
  readonly q?: string;
  /** Field filters as the connector takes them, e.g. `{ status: 'unscheduled,scheduled' }`. */
  readonly filters?: Readonly<Record<string, string>>;
  /** `-priority,dueAt` */
  readonly sort?: string;
  readonly cursor?: string;
  readonly limit?: number;
}
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/**
 * The one contract widgets read. The live replica, a plain REST host and an in-memory array implement it.
 *
 * Promises: `tables` is complete for `window` whenever the phase is `ready` or `stale`. Listeners are called at most once per
 * microtask, after the tables have changed. `change` shows its effect in `tables` before it returns to the event loop and settles
 * when the other side has accepted (resolves) or refused it (rejects with `DispatchError`, effect taken back).
 */
export interface DispatchSource {
  readonly status: SourceStatus;
  readonly tables: Tables;
  readonly settings: Settings | undefined;
  /** What the token allows, as far as the host systems can do it at all. Ask `can` before offering something. */
  readonly capabilities: Capabilities;
  readonly me: Me | undefined;
  readonly window: Interval | undefined;
  /** Jobs there are in all, loaded or not. */
  readonly jobsTotal: number;

  /** Epoch milliseconds by the connector's clock. */
  now(): number;
  /**
   * How the host systems that records are of are doing, and which changes have not reached them; empty where all are our own. The same
   * array until something of it changes.
   */
  hosts(): readonly HostStanding[];
  /**
   * Whether it is worth offering. An action: to anybody's records or one's own, in some way or other. A command: to these records and
   * just so, by what is loaded, the token and the limits of the host systems. The connector has the last word.
   */
  can(what: Action | Command): boolean;
  /** Makes the interval part of the loaded window; resolves when it is. */
  show(interval: Interval): Promise<void>;
  list<K extends BoardKind>(kind: K, query?: ListQuery, signal?: AbortSignal): Promise<ListPage<Records[K]>>;
  get<K extends BoardKind>(kind: K, id: string, signal?: AbortSignal): Promise<Records[K] | undefined>;
  /** Events of one job, newest first. */
  history(jobId: string, signal?: AbortSignal): Promise<readonly Event[]>;
  /**
   * Changes that have not reached their host system, oldest first: those of a job and of its assignments, or of all records.
   * `hosts()` tells when to ask again.
   */
  pendingChanges(jobId?: string, signal?: AbortSignal): Promise<readonly PendingChange[]>;
  /**
   * `retry`: has such a change sent again, and what the host has overwritten; `discard`: gives it up, and what the host has counts.
   * Rejects with `DispatchError`.
   */
  settlePending(changeId: string, how: 'retry' | 'discard'): Promise<void>;
  change(command: Command, options: ChangeOptions): Promise<void>;
  /** What the rules say of a placement. Computed from what is loaded; nothing is sent. */
  check(command: AssignmentCommand): CheckResult;
  /** There is a last own change, and the connector `can` be asked to take it back. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Takes the last own change back by a compensating command. Rejects when somebody else has changed the same record since. */
  undo(): Promise<void>;
  redo(): Promise<void>;
  subscribe(listener: (change: SourceChange) => void): () => void;
  /** Try again now (after `error` or `signed-out`). */
  retry(): void;
  /** Ends streams and timers. A closed source stays readable. */
  close(): void;
}

export interface CheckResult {
  readonly violations: readonly Violation[];
  /** From the stop before (or home). */
  readonly travel: Travel;
}
