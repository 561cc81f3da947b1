import type { Assignment, Capabilities, Event, HostStanding, Method, PendingChange, Settings } from '@dispatchkit/contract';
import type { Action, BoardKind } from '@dispatchkit/contract/words';
import { applyCommand } from './apply-command.ts';
import { isGranted, isTaken } from './can.ts';
import type { Rows } from './draft.ts';
import { isEqual } from './equal.ts';
import { asDispatchError, DispatchError } from './errors.ts';
import { adoptIndexes, type Span } from './indexes.ts';
import { type Inverse, inverseOf, recordsOf } from './inverse.ts';
import { Ledger, type Pending, recordKey } from './ledger.ts';
import { Notifier } from './notifier.ts';
import { blocking, checkCommand } from './rules.ts';
import type {
  AssignmentCommand,
  ChangeOptions,
  CheckResult,
  Command,
  DispatchSource,
  Interval,
  ListPage,
  ListQuery,
  Me,
  Records,
  SourceChange,
  SourceStatus,
  Tables,
} from './source.ts';
import { type UndoEntry, UndoStack } from './undo-stack.ts';
import { uuidv7 } from './uuid.ts';

/** A command on its way. */
export interface Task {
  readonly command: Command;
  readonly method: Method;
  readonly override: boolean;
  /** Also the Idempotency-Key and the request id. */
  readonly id: string;
  readonly nowIso: string;
  readonly pending: Pending;
  readonly records: readonly { readonly kind: BoardKind; readonly id: string }[];
  /** Throws when the command must not be sent after all. Asked last before sending. */
  readonly guard: () => void;
}

/** What all our sources share: tables with optimistic changes over them, rule checks, undo. How a command is kept is theirs. */
export abstract class SourceBase implements DispatchSource {
  protected readonly notifier = new Notifier();
  protected readonly ledger = new Ledger(this.notifier);
  readonly #undo = new UndoStack();
  #hosts: readonly HostStanding[] = [];
  /** Versions our own changes gave, by `recordKey`; 0 for what we deleted. Any other version is somebody else's work. */
  readonly #ownVersions = new Map<string, number>();

  abstract readonly status: SourceStatus;
  abstract readonly settings: Settings | undefined;
  abstract readonly capabilities: Capabilities;
  abstract readonly me: Me | undefined;
  abstract readonly window: Interval | undefined;
  abstract readonly jobsTotal: number;

  constructor() {
    adoptIndexes(this, this.ledger.view.indexes);
  }

  get tables(): Tables {
    return this.ledger.view.tables;
  }

  abstract now(): number;
  abstract show(interval: Interval): Promise<void>;
  abstract list<K extends BoardKind>(kind: K, query?: ListQuery, signal?: AbortSignal): Promise<ListPage<Records[K]>>;
  abstract get<K extends BoardKind>(kind: K, id: string, signal?: AbortSignal): Promise<Records[K] | undefined>;
  abstract history(jobId: string, signal?: AbortSignal): Promise<readonly Event[]>;
  abstract pendingChanges(jobId?: string, signal?: AbortSignal): Promise<readonly PendingChange[]>;
  abstract settlePending(changeId: string, how: 'retry' | 'discard'): Promise<void>;
  abstract retry(): void;
  abstract close(): void;

  /** A refusal that is known before anything is shown. */
  protected abstract refusal(command: Command, options: ChangeOptions): DispatchError | undefined;
  /**
   * Has the command kept. Resolves when it is; the implementation has then put the result into the ledger and removes
   * `task.pending` when the base holds it. Rejects with `DispatchError` when it is refused.
   */
  protected abstract keep(task: Task): Promise<void>;

  assignmentsOfTechnician(technicianId: string, span?: Span): readonly Assignment[] {
    return this.ledger.view.indexes.assignmentsOfTechnician(technicianId, span);
  }

  assignmentsOfJob(jobId: string): readonly Assignment[] {
    return this.ledger.view.indexes.assignmentsOfJob(jobId);
  }

  hosts(): readonly HostStanding[] {
    return this.#hosts;
  }

  can(what: Action | Command): boolean {
    if (typeof what === 'string') return this.capabilities[what] !== undefined;
    const rows = this.ledger.view;
    return isGranted(what, this, rows) && isTaken(what, this.#hosts, rows, this.#nowIso());
  }

  subscribe(listener: (change: SourceChange) => void): () => void {
    return this.notifier.subscribe(listener);
  }

  check(command: AssignmentCommand): CheckResult {
    return checkCommand(this.ledger.view, command, this.settings, this.now());
  }

  async change(command: Command, options: ChangeOptions): Promise<void> {
    const named = withIds(command, this.now());
    const refused = this.refusal(named, options);
    if (refused) throw refused;
    const rows = this.ledger.view;
    const back = inverseOf(named, rows, this.#nowIso());
    const records = protectedBy(named, rows);
    const keys = new Set(records.map(({ kind, id }) => recordKey(kind, id)));
    const override = Boolean(back && (back.override || this.#brokeRules(named)));
    const entry = back && {
      forward: named,
      back: { ...back, override },
      override: options.override ?? false,
      keys,
      isRefused: false,
    };
    if (entry) this.#undo.push(entry);
    else this.#undo.bar(keys);
    this.notifier.meta();
    try {
      await this.#run(named, options, () => this.#noteVersions(records, entry));
    } catch (error) {
      if (entry) this.#refused(entry);
      throw error;
    }
  }

  get canUndo(): boolean {
    const { last } = this.#undo;
    return last !== undefined && this.can(last.back.command);
  }

  get canRedo(): boolean {
    return this.#undo.canRedo;
  }

  async undo(): Promise<void> {
    const entry = this.#undo.takeDone();
    if (!entry) return;
    this.#undo.putUndone(entry);
    try {
      await this.#again(entry, entry.back, 'undo');
    } catch (error) {
      this.#undo.drop(entry);
      if (mayTryAgain(error) && !entry.isRefused) this.#undo.putDone(entry);
      this.notifier.meta();
      // The change itself was refused meanwhile, and whoever made it has been told: there is nothing left to take back.
      if (!entry.isRefused) throw error;
    }
  }

  async redo(): Promise<void> {
    const entry = this.#undo.takeUndone();
    if (!entry) return;
    this.#undo.putDone(entry);
    try {
      await this.#again(entry, { command: entry.forward, override: entry.override }, 'redo');
    } catch (error) {
      this.#undo.drop(entry);
      if (mayTryAgain(error) && !entry.isRefused) this.#undo.putUndone(entry);
      this.notifier.meta();
      if (!entry.isRefused) throw error;
    }
  }

  /** What is the same as before keeps its identity, and nobody is told. */
  protected standHosts(hosts: readonly HostStanding[]): void {
    if (isEqual(this.#hosts, hosts)) return;
    this.#hosts = hosts.map((host) => this.#hosts.find((known) => isEqual(known, host)) ?? host);
    this.notifier.meta();
  }

  /** `version` of a record was given by a change of ours; 0 for one we deleted. */
  protected own(kind: BoardKind, id: string, version: number): void {
    this.#ownVersions.set(recordKey(kind, id), version);
  }

  #again(entry: UndoEntry, { command, override }: Inverse, method: 'undo' | 'redo'): Promise<void> {
    const records = protectedBy(command, this.ledger.view);
    const guard = () => {
      if (entry.isRefused) throw new DispatchError('stale', 'The change was refused, so there is nothing to take back.');
      const isForeign = records.some(
        ({ kind, id }) => this.ledger.versionOf(kind, id) !== this.#ownVersions.get(recordKey(kind, id)),
      );
      if (isForeign)
        throw new DispatchError(
          'stale',
          `Somebody else has changed this since. It was left as it is, and cannot be ${method === 'undo' ? 'undone' : 'redone'} here.`,
        );
    };
    this.notifier.meta();
    return this.#run(command, { method, override }, guard);
  }

  async #run(command: Command, { method, override = false }: ChangeOptions, guard: () => void): Promise<void> {
    const nowIso = this.#nowIso();
    const pending: Pending = { apply: (draft) => applyCommand(draft, command, nowIso) };
    const records = recordsOf(command, this.ledger.view);
    this.ledger.update(() => this.ledger.add(pending));
    try {
      await this.keep({ command, method, override, id: uuidv7(this.now()), nowIso, pending, records, guard });
    } catch (error) {
      this.ledger.update(() => this.ledger.remove(pending));
      throw asDispatchError(error);
    }
  }

  /** Whether what is about to be moved or taken back stands against the rules already: going back to it must then be allowed. */
  #brokeRules(command: Command): boolean {
    if (!this.can('assignments:override')) return false;
    return (command.type === 'batch' ? command.commands : [command]).some((part) => {
      if (part.type !== 'reassign' && part.type !== 'unassign') return false;
      const before = this.tables.assignments.get(part.assignmentId);
      if (!before) return false;
      const { technicianId, startsAt, endsAt } = before;
      return (
        blocking(this.check({ type: 'reassign', assignmentId: before.id, technicianId, startsAt, endsAt }).violations).length > 0
      );
    });
  }

  /**
   * What the change is based on. If somebody else has been at a record since the last own change, that one cannot be taken back
   * any more: it would take theirs back too.
   */
  #noteVersions(records: Task['records'], entry: UndoEntry | undefined): void {
    for (const { kind, id } of records) {
      const key = recordKey(kind, id);
      const version = this.ledger.versionOf(kind, id);
      const own = this.#ownVersions.get(key);
      if (own !== undefined && own !== version) this.#undo.bar(new Set([key]), entry);
      this.#ownVersions.set(key, version);
    }
  }

  #refused(entry: UndoEntry): void {
    entry.isRefused = true;
    this.#undo.drop(entry);
    this.notifier.meta();
  }

  #nowIso(): string {
    return new Date(this.now()).toISOString();
  }
}

/** After these the same change may be tried again, so it keeps its place in the undo stack. */
function mayTryAgain(error: unknown): boolean {
  return (
    error instanceof DispatchError &&
    (error.kind === 'connection' || error.kind === 'signed-out' || error.kind === 'rate-limited')
  );
}

/** Records that must be as the change left them for it to be taken back. A job whose status merely follows is not one of them. */
function protectedBy(command: Command, rows: Rows): Task['records'] {
  const isPlacement = command.type !== 'transition' && command.type !== 'edit-job';
  return recordsOf(command, rows).filter(({ kind }) => kind === 'assignments' || !isPlacement);
}

/** New assignments get their id here, so that the same request sent twice is known to be the same. */
function withIds(command: Command, nowMs: number): Command {
  if (command.type === 'assign') return command.id ? command : { ...command, id: uuidv7(nowMs) };
  if (command.type === 'batch')
    return { ...command, commands: command.commands.map((part) => withIds(part, nowMs) as AssignmentCommand) };
  return command;
}
