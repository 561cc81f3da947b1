import type {
  Assignment,
  Capabilities,
  Event,
  EventType,
  HostStanding,
  Method,
  PendingChange,
  Settings,
} from '@dispatchkit/contract';
import {
  type BoardKind,
  boardKinds,
  canMove,
  capabilitiesOf,
  jobStatusMoves,
  movesNeedingReason,
  type Role,
} from '@dispatchkit/contract/words';
import { applyCommand, followAssignments, following, isAssignmentCommand, movedAssignment } from './apply-command.ts';
import { actionOf } from './can.ts';
import { defaultSettings, fill } from './defaults.ts';
import { Draft } from './draft.ts';
import type { DispatchError } from './errors.ts';
import { recordKey } from './ledger.ts';
import { changeOf, concernsJob, eventTypeOf, subjectOf } from './memory-events.ts';
import { refuse } from './problem.ts';
import { queryRows } from './query.ts';
import { blocking, checkCommands, isPlacing } from './rules.ts';
import type {
  AssignmentCommand,
  ChangeOptions,
  Command,
  Interval,
  ListPage,
  ListQuery,
  Me,
  Records,
  SourcePhase,
  SourceStatus,
} from './source.ts';
import { SourceBase, type Task } from './source-base.ts';
import { emptyTables, type MutableTables, type Row, rowsOf } from './tables.ts';

type Given = { readonly [K in BoardKind]?: readonly Partial<Records[K]>[] };

/** Records may be partial: what is left out gets the defaults of `fill`; a job's status follows its assignments. */
export interface MemorySourceOptions extends Given {
  readonly settings?: Partial<Settings>;
  /** Epoch milliseconds; the system's clock when left out. */
  readonly now?: () => number;
  /** What widgets may offer. Default: what a dispatcher may do. */
  readonly capabilities?: Capabilities;
  readonly me?: Partial<Me>;
  /** How host systems are doing and what they do not let be done, as `setHosts`. Default: there are none. */
  readonly hosts?: readonly HostStanding[];
  /** Changes that have not reached those, as `setPendingChanges`. Default: none. */
  readonly pendingChanges?: readonly PendingChange[];
  /** Called when somebody decides on one of them; when it rejects, the change stays as it is. */
  readonly onSettle?: (change: PendingChange, how: 'retry' | 'discard') => Promise<void> | void;
  /**
   * The host's own keeping: called with each change after the rules have passed. While it runs the change is shown; when it rejects,
   * the change is taken back and the error given on (a `DispatchError` as it is).
   */
  readonly onChange?: (command: Command, options: ChangeOptions) => Promise<void> | void;
}

const everything: Interval = { from: '1900-01-01T00:00:00.000Z', to: '2200-01-01T00:00:00.000Z' };

interface CommitAs {
  readonly method: Method;
  readonly type: EventType;
  readonly requestId: string | null;
  readonly isRemote: boolean;
}

/**
 * A complete `DispatchSource` over records in memory: for hosts that hold the data themselves, for stories and for tests.
 * It judges placements by the same rules as the connector and refuses them unless overridden.
 */
export class MemorySource extends SourceBase {
  readonly capabilities: Capabilities;
  readonly me: Me;
  readonly window: Interval = everything;
  readonly #now: () => number;
  readonly #onChange: MemorySourceOptions['onChange'];
  readonly #onSettle: MemorySourceOptions['onSettle'];
  #pendingChanges: readonly PendingChange[];
  #settings: Settings;
  #status: SourceStatus;
  /** Events that came of changes, put together when somebody asks for them. */
  readonly #events: (() => Event)[] = [];
  /** Highest version each record ever had, so that one brought back goes on from there. */
  readonly #versions = new Map<string, number>();
  /** Assignments that were taken back: the same id for the same job brings them back as they were. */
  readonly #takenBack = new Map<string, Assignment>();

  constructor(options: MemorySourceOptions = {}) {
    super();
    this.#now = options.now ?? Date.now;
    this.#onChange = options.onChange;
    this.#onSettle = options.onSettle;
    this.#pendingChanges = options.pendingChanges ?? [];
    this.#settings = { ...defaultSettings, ...options.settings };
    this.capabilities = options.capabilities ?? capabilitiesOf('dispatcher');
    this.me = { id: 'me', name: null, role: 'dispatcher', technicianId: null, tenant: 'memory', ...options.me };
    this.#status = { phase: 'ready', since: this.#now() };
    this.load(options);
    this.setHosts(options.hosts ?? []);
  }

  get status(): SourceStatus {
    return this.#status;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get jobsTotal(): number {
    return this.tables.jobs.size;
  }

  now(): number {
    return this.#now();
  }

  async show(): Promise<void> {}

  async list<K extends BoardKind>(kind: K, query?: ListQuery, signal?: AbortSignal): Promise<ListPage<Records[K]>> {
    signal?.throwIfAborted();
    return queryRows(this.tables[kind].values() as Iterable<Records[K]>, query);
  }

  async get<K extends BoardKind>(kind: K, id: string, signal?: AbortSignal): Promise<Records[K] | undefined> {
    signal?.throwIfAborted();
    return this.tables[kind].get(id) as Records[K] | undefined;
  }

  async history(jobId: string, signal?: AbortSignal): Promise<readonly Event[]> {
    signal?.throwIfAborted();
    const events = this.#events.map((eventOf) => eventOf());
    return events.filter((event) => event.changes.some((change) => concernsJob(change, jobId))).reverse();
  }

  async pendingChanges(jobId?: string, signal?: AbortSignal): Promise<readonly PendingChange[]> {
    signal?.throwIfAborted();
    return this.#pendingChanges.filter((change) => jobId === undefined || change.jobId === jobId);
  }

  async settlePending(changeId: string, how: 'retry' | 'discard'): Promise<void> {
    const change = this.#pendingChanges.find(({ id }) => id === changeId);
    if (!change) throw refuse('not_found', `No change ${changeId} waits for a host.`);
    await this.#onSettle?.(change, how);
    const again = how === 'retry' ? [{ ...change, state: 'waiting' as const, reason: null }] : [];
    this.#pendingChanges = this.#pendingChanges.flatMap((one) => (one.id === changeId ? again : one));
    this.notifier.meta();
  }

  /** `ready`, unless a phase was set. */
  retry(): void {
    this.setPhase('ready');
  }

  close(): void {}

  /** Replaces everything. Records that are the same as before keep their identity. */
  load(given: Given): void {
    const tables = this.#filled(given);
    this.ledger.update(() => this.ledger.replace(tables, false));
    this.notifier.all();
  }

  /** Shows another phase, for stories and tests. */
  setPhase(phase: SourcePhase, error?: DispatchError): void {
    this.#status = { phase, since: this.now(), error };
    this.notifier.meta();
  }

  setSettings(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings, version: this.#settings.version + 1 };
    this.notifier.meta();
  }

  /** Tells how host systems are doing, for stories and tests, and for hosts that keep records of others. */
  setHosts(hosts: readonly HostStanding[]): void {
    this.standHosts(hosts);
  }

  /** Tells which changes have not reached host systems. */
  setPendingChanges(changes: readonly PendingChange[]): void {
    this.#pendingChanges = changes;
    this.notifier.meta();
  }

  /** Somebody else's change: each record is laid over the one with its id, or added. Versions rise, jobs follow their assignments. */
  applyRemote<K extends BoardKind>(kind: K, records: readonly (Partial<Records[K]> & { readonly id: string })[]): void {
    const nowIso = this.#nowIso();
    this.#remote((draft) => {
      for (const record of records) {
        const before = draft.get(kind, record.id);
        draft.set(kind, before ? { ...before, ...record } : fill[kind](record, nowIso));
      }
    });
  }

  removeRemote(kind: BoardKind, ids: readonly string[]): void {
    this.#remote((draft) => {
      for (const id of ids) draft.delete(kind, id);
    });
  }

  protected refusal(command: Command, options: ChangeOptions): DispatchError | undefined {
    return (
      this.#notAllowed(command, options) ??
      this.#unknown(command) ??
      this.#notMovable(command) ??
      this.#conflict(command, options)
    );
  }

  protected async keep(task: Task): Promise<void> {
    task.guard();
    if (this.#onChange) await this.#onChange(task.command, { method: task.method, override: task.override });
    const overridden = this.#overridden(task);
    this.ledger.update(() => {
      this.ledger.remove(task.pending);
      const draft = new Draft(this.ledger.base);
      applyCommand(draft, task.command, task.nowIso);
      this.#bringBack(draft, task);
      for (const [id, codes] of overridden) {
        const assignment = draft.get('assignments', id);
        if (assignment) draft.set('assignments', { ...assignment, overridden: codes });
      }
      this.#commit(draft, { method: task.method, type: eventTypeOf(task.command), requestId: task.id, isRemote: false });
    });
  }

  /** How far the work had come is not part of the command. */
  #bringBack(draft: Draft, { command, nowIso }: Task): void {
    for (const part of command.type === 'batch' ? command.commands : [command]) {
      const placed = part.type === 'assign' && part.id ? draft.get('assignments', part.id) : undefined;
      const before = placed && this.#takenBack.get(placed.id);
      if (!placed || before?.jobId !== placed.jobId) continue;
      const { technicianId, startsAt, endsAt, lock, notes, custom } = placed;
      draft.set('assignments', { ...before, technicianId, startsAt, endsAt, lock, notes, custom });
      followAssignments(draft, placed.jobId, nowIso);
    }
  }

  #remote(write: (draft: Draft) => void): void {
    this.ledger.update(() => {
      const draft = new Draft(this.ledger.base);
      write(draft);
      this.#followAll(draft);
      this.#commit(draft, { method: 'api', type: 'assignments.changed', requestId: null, isRemote: true });
    });
    this.notifier.meta();
  }

  /** Gives versions and writes the event. Only inside `ledger.update`. */
  #commit(draft: Draft, { method, type, requestId, isRemote }: CommitAs): void {
    const at = this.#nowIso();
    const written: Parameters<typeof changeOf>[] = [];
    for (const { kind, id, row } of draft.rows()) {
      const before = rowsOf(this.ledger.base.tables, kind).get(id);
      if (!row && !before) continue;
      const version = (this.#versions.get(recordKey(kind, id)) ?? before?.version ?? 0) + 1;
      const after = row && ({ ...row, version, createdAt: before?.createdAt ?? row.createdAt, updatedAt: at } as Row);
      this.#versions.set(recordKey(kind, id), version);
      if (kind === 'assignments' && !row) this.#takenBack.set(id, before as Assignment);
      this.ledger.put(kind, id, after, isRemote);
      if (!isRemote) this.own(kind, id, after ? version : 0);
      written.push([kind, id, version, before, after]);
    }
    if (written.length === 0) return;
    const { id, name, role } = isRemote ? { id: 'somebody', name: null, role: 'system' } : this.me;
    const seq = this.#events.length + 1;
    this.#events.push(() => {
      const changes = written.map((row) => changeOf(...row));
      return {
        seq,
        type,
        at,
        actor: { id, name, role: role as Role },
        method,
        requestId,
        jobId: subjectOf(changes, 'jobId'),
        technicianId: subjectOf(changes, 'technicianId'),
        changes,
      };
    });
  }

  /** Jobs follow the assignments that were touched, before and after. */
  #followAll(draft: Draft): void {
    const jobIds = new Set<string>();
    for (const { kind, id } of draft.rows()) {
      if (kind !== 'assignments') continue;
      for (const assignment of [draft.get(kind, id), this.ledger.base.tables[kind].get(id)])
        if (assignment) jobIds.add(assignment.jobId);
    }
    const nowIso = this.#nowIso();
    for (const jobId of jobIds) followAssignments(draft, jobId, nowIso);
  }

  #filled(given: Given): MutableTables {
    const tables = emptyTables();
    const nowIso = this.#nowIso();
    for (const kind of boardKinds) {
      for (const partial of given[kind] ?? []) {
        const record = fill[kind](partial as never, nowIso);
        rowsOf(tables, kind).set(record.id, record);
      }
    }
    for (const job of tables.jobs.values()) {
      if (!job.explicitStatus && (job.status === 'on_hold' || job.status === 'cancelled')) {
        tables.jobs.set(job.id, { ...job, explicitStatus: job.status });
      }
    }
    for (const [jobId, assignments] of Map.groupBy(tables.assignments.values(), (assignment) => assignment.jobId)) {
      const job = tables.jobs.get(jobId);
      if (job) tables.jobs.set(jobId, following(job, assignments, nowIso));
    }
    return tables;
  }

  #notAllowed(command: Command, { override }: ChangeOptions): DispatchError | undefined {
    const action = actionOf(command);
    if (!this.can(action)) return refuse('not_allowed', 'You may not change this.');
    if (override && action === 'assignments:write' && !this.can('assignments:override')) {
      return refuse('not_allowed', 'You may not override scheduling rules.');
    }
    return undefined;
  }

  #unknown(command: Command): DispatchError | undefined {
    const draft = new Draft(this.ledger.view);
    for (const part of command.type === 'batch' ? command.commands : [command]) {
      if (part.type === 'assign') {
        if (!draft.get('jobs', part.jobId)) return refuse('unknown_reference', `There is no job ${part.jobId}.`);
        if (part.id && draft.get('assignments', part.id))
          return refuse('already_exists', `The assignment ${part.id} exists already.`);
      } else if (part.type === 'reassign' || part.type === 'unassign') {
        if (!draft.get('assignments', part.assignmentId))
          return refuse('not_found', `There is no assignment ${part.assignmentId}.`);
      } else if (!draft.get('jobs', part.jobId)) return refuse('not_found', `There is no job ${part.jobId}.`);
      const technicianId = part.type === 'assign' || part.type === 'reassign' ? part.technicianId : undefined;
      if (technicianId && !draft.get('technicians', technicianId)) {
        return refuse('unknown_reference', `There is no technician ${technicianId}.`);
      }
      applyCommand(draft, part, this.#nowIso());
    }
    return undefined;
  }

  #notMovable(command: Command): DispatchError | undefined {
    if (command.type !== 'transition') return undefined;
    const job = this.tables.jobs.get(command.jobId);
    if (!job) return undefined;
    const { to, reason } = command;
    if (movesNeedingReason.includes(to) && !reason)
      return refuse('invalid', 'Say why.', { errors: [{ pointer: '/reason', detail: 'Say why.' }] });
    const from = job.explicitStatus ?? movedAssignment(this.assignmentsOfJob(job.id), command)?.status ?? job.status;
    if (canMove(from, to)) return undefined;
    const allowed = [...jobStatusMoves[from]];
    return refuse('transition_not_allowed', `A job cannot go from ${from} to ${to}.`, { allowed });
  }

  #conflict(command: Command, { override }: ChangeOptions): DispatchError | undefined {
    const violations = this.#violations(command).flatMap(({ found }) => found);
    const standing = override ? violations.filter(({ severity }) => severity === 'forbidden') : violations;
    if (standing.length === 0) return undefined;
    return refuse('assignment_conflict', standing.map(({ detail }) => detail).join(' '), { violations });
  }

  #overridden(task: Task): Map<string, string[]> {
    const codes = new Map<string, string[]>();
    for (const { command, found } of this.#violations(task.command)) {
      const id = command.type === 'assign' ? command.id : command.assignmentId;
      if (id) codes.set(id, [...new Set(found.map(({ code }) => code))]);
    }
    return codes;
  }

  /** What would block, by placing command, judged against what others than this command did. */
  #violations(command: Command): { command: AssignmentCommand; found: ReturnType<typeof blocking> }[] {
    const commands = command.type === 'batch' ? command.commands : isAssignmentCommand(command) ? [command] : [];
    if (!commands.some(isPlacing)) return [];
    const results = checkCommands(this.ledger.base, commands, this.settings, this.now());
    return commands.flatMap((part, index) =>
      isPlacing(part) ? [{ command: part, found: blocking(results[index]?.violations ?? []) }] : [],
    );
  }

  #nowIso(): string {
    return new Date(this.now()).toISOString();
  }
}
