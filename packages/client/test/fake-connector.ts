import type {
  Assignment,
  AssignmentCreate,
  AssignmentPatch,
  Event,
  EventType,
  HostStanding,
  Job,
  LivePosition,
  Method,
  Snapshot,
  Transition,
} from '@dispatchkit/contract';
import {
  type AssignmentStatus,
  assignmentStatuses,
  type BoardKind,
  canMove,
  capabilitiesOf,
  deriveJobStatus,
  type ProblemCode,
  problems,
  problemType,
  type Role,
} from '@dispatchkit/contract/words';
import { defaultSettings, fill, fillAssignment } from '../src/defaults.ts';
import type { Records } from '../src/source.ts';
import { emptyTables, type Row, rowsOf } from '../src/tables.ts';

class Refusal extends Error {
  readonly code: ProblemCode;
  readonly more: object;
  constructor(code: ProblemCode, more: object = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

interface OpenStream {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly waiting: string[];
}

export interface FakeConnectorOptions {
  readonly nowMs: () => number;
  readonly role?: Role;
  /** Whether events carry the request id the client chose, or one of the connector's own. */
  readonly keepsRequestId?: boolean;
  /** Whether stream messages wait for `deliver`. */
  readonly holdsStream?: boolean;
}

const encoder = new TextEncoder();

/**
 * The wire as the connector speaks it, over records in memory: one event per write, gapless seq, If-Match, Idempotency-Key,
 * tombstones that can be brought back, snapshot, history and stream. Knows nothing of the client's code beyond types and defaults.
 */
export class FakeConnector {
  readonly tables = emptyTables();
  readonly events: Event[] = [];
  readonly requests: { method: string; path: string; headers: Headers; body: unknown }[] = [];
  readonly streams = new Set<OpenStream>();
  settings = { ...defaultSettings };
  hosts: HostStanding[] = [];
  /** Tokens that are accepted; `undefined` accepts all. */
  tokens: Set<string> | undefined;
  /** Placements that break a rule, by id of the assignment: refused without override. */
  readonly conflicts = new Set<string>();
  /** What the host system says to every change, or to every read while it is `host_loading`; `undefined` when it takes them. */
  hostSays: ProblemCode | undefined;
  isDown = false;
  readonly #options: FakeConnectorOptions;
  readonly #deleted = new Map<string, Row>();
  readonly #answers = new Map<
    string,
    { body: string; answer: { status: number; text: string; headers: Record<string, string> } }
  >();
  #requestCount = 0;

  constructor(options: FakeConnectorOptions) {
    this.#options = options;
  }

  get seq(): number {
    return this.events.length;
  }

  /** To be given as `fetch`. */
  readonly fetch = async (request: Request, init?: RequestInit): Promise<Response> => {
    const signal = init?.signal ?? request.signal;
    signal.throwIfAborted();
    if (this.isDown) throw new TypeError('fetch failed');
    const url = new URL(request.url);
    const text = await request.text();
    const body = text ? (JSON.parse(text) as unknown) : undefined;
    this.requests.push({ method: request.method, path: url.pathname, headers: request.headers, body });
    const requestId =
      (this.#options.keepsRequestId !== false && request.headers.get('x-request-id')) || `request-${++this.#requestCount}`;
    try {
      this.#authorise(request);
      const isRead = request.method === 'GET';
      if (this.hostSays && isRead === (this.hostSays === 'host_loading')) refuse(this.hostSays);
      if (url.pathname === '/v1/events' && request.headers.get('accept') === 'text/event-stream')
        return this.#open(request, signal);
      return this.#answerOnce(request, url, text, body, requestId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return problem(error, requestId);
    }
  };

  /** Puts a record as somebody else would, in one event. */
  put<K extends BoardKind>(
    kind: K,
    record: Partial<Records[K]> & { readonly id: string },
    type: EventType = 'job.changed',
  ): void {
    this.#write(type, 'api', null, (write) => {
      const before = this.tables[kind].get(record.id) as Records[K] | undefined;
      write.put(kind, before ? { ...before, ...record } : fill[kind](record, this.#nowIso()));
    });
  }

  remove(kind: BoardKind, id: string): void {
    this.#write('assignment.deleted', 'api', null, (write) => write.remove(kind, id));
  }

  /** A bulk change whose records the event does not list. */
  import(jobs: readonly (Partial<Job> & { readonly id: string })[]): void {
    for (const job of jobs) {
      const before = this.tables.jobs.get(job.id);
      const record = before ? { ...before, ...job, version: before.version + 1 } : fill.jobs(job, this.#nowIso());
      this.tables.jobs.set(job.id, record);
    }
    this.#emit({ type: 'jobs.imported', method: 'import', requestId: null, changes: [], reload: true });
  }

  move(technicianId: string, position: LivePosition): void {
    const technician = this.tables.technicians.get(technicianId);
    if (technician) this.tables.technicians.set(technicianId, { ...technician, position });
    this.#send(`event: position\ndata: ${JSON.stringify({ technicianId, position })}\n\n`);
  }

  /** Tells how host systems are doing. */
  stand(hosts: HostStanding[]): void {
    this.hosts = hosts;
    this.#send(`event: hosts\ndata: ${JSON.stringify({ hosts })}\n\n`);
  }

  /** Hands over up to `count` waiting messages of every stream. */
  deliver(count: number = Number.POSITIVE_INFINITY): void {
    for (const { controller, waiting } of this.streams) {
      for (const message of waiting.splice(0, count)) controller.enqueue(encoder.encode(message));
    }
  }

  /** Loses the next waiting message of every stream. */
  lose(): void {
    for (const { waiting } of this.streams) waiting.shift();
  }

  /** Sends the last `count` events once more. */
  repeat(count: number): void {
    for (const event of this.events.slice(-count)) this.#send(messageOf(event));
  }

  drop(): void {
    for (const stream of this.streams) stream.controller.error(new TypeError('terminated'));
    this.streams.clear();
  }

  reset(): void {
    this.#send('event: reset\ndata: {}\n\n');
    this.deliver();
    for (const { controller } of this.streams) controller.close();
    this.streams.clear();
  }

  #answerOnce(request: Request, url: URL, text: string, body: unknown, requestId: string): Response {
    const key = request.headers.get('idempotency-key');
    const known = key ? this.#answers.get(key) : undefined;
    if (known) {
      if (known.body !== text) throw new Refusal('idempotency_mismatch');
      return new Response(known.answer.text, known.answer);
    }
    const { status = 200, value } = this.#answer(request, url, body, requestId);
    const headers = { 'content-type': 'application/json', 'x-request-id': requestId };
    const answer = { status, text: JSON.stringify(value), headers };
    if (key) this.#answers.set(key, { body: text, answer });
    return new Response(answer.text, answer);
  }

  #answer(request: Request, url: URL, body: unknown, requestId: string): { status?: number; value: unknown } {
    const [, , area = '', id, sub] = url.pathname.split('/');
    const kind = (area === 'time-off' ? 'timeOff' : area) as BoardKind;
    const method = (request.headers.get('dispatch-method') ?? 'api') as Method;
    const write = <T>(type: EventType, work: (writer: Writer) => T): T => this.#write(type, method, requestId, work);
    const ifMatch = () =>
      Number(/^"v(\d+)"$/.exec(request.headers.get('if-match') ?? '')?.[1] ?? refuse('precondition_required'));
    switch (`${request.method} ${area}${id ? (id === 'batch' ? '/batch' : '/{id}') : ''}${sub ? `/${sub}` : ''}`) {
      case 'GET snapshot':
        return { value: this.#snapshot(url) };
      case 'GET settings':
        return { value: this.settings };
      case 'GET events':
        return { value: this.#history(url) };
      case 'GET jobs/{id}/events':
        return { value: { items: this.events.filter(({ jobId }) => jobId === id).reverse(), nextCursor: null } };
      case 'POST assignments':
        return { status: 201, value: write('assignment.created', (writer) => this.#create(writer, body as AssignmentCreate)) };
      case 'PATCH assignments/{id}':
        return {
          value: write('assignment.changed', (writer) => this.#patch(writer, id ?? '', ifMatch(), body as AssignmentPatch)),
        };
      case 'DELETE assignments/{id}':
        return { value: write('assignment.deleted', (writer) => this.#remove(writer, id ?? '', ifMatch())) };
      case 'POST assignments/batch':
        return { value: this.#batch(write, body as { operations: Operation[] }) };
      case 'PATCH jobs/{id}':
        return {
          value: write('job.changed', (writer) => {
            const before = this.#at('jobs', id ?? '', ifMatch());
            return writer.put('jobs', { ...before, ...(body as Partial<Job>) });
          }),
        };
      case 'POST jobs/{id}/transitions':
        return { value: this.#transition(write, id ?? '', ifMatch(), body as Transition) };
      case `GET ${area}`:
        return { value: this.#list(kind, url) };
      case `GET ${area}/{id}`:
        return { value: this.tables[kind].get(id ?? '') ?? refuse('not_found') };
      default:
        throw new Refusal('method_not_allowed');
    }
  }

  #snapshot(url: URL): Snapshot {
    const { tables } = this;
    const role = this.#options.role ?? 'dispatcher';
    const from = url.searchParams.get('from') ?? refuse('invalid');
    const to = url.searchParams.get('to') ?? refuse('invalid');
    const isInside = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
      Date.parse(startsAt) < Date.parse(to) && Date.parse(endsAt) > Date.parse(from);
    return {
      seq: this.seq,
      serverAt: this.#nowIso(),
      from,
      to,
      actor: { id: 'u1', name: 'Una', role, technicianId: null, tenant: 'acme' },
      capabilities: capabilitiesOf(role),
      settings: this.settings,
      jobs: [...tables.jobs.values()],
      assignments: [...tables.assignments.values()].filter(isInside),
      technicians: [...tables.technicians.values()],
      customers: [...tables.customers.values()],
      sites: [...tables.sites.values()],
      shifts: [...tables.shifts.values()].filter(isInside),
      timeOff: [...tables.timeOff.values()].filter(isInside),
      crews: [...tables.crews.values()],
      equipment: [...tables.equipment.values()],
      dependencies: [...tables.dependencies.values()],
      jobsTotal: tables.jobs.size,
      truncated: false,
      hosts: this.hosts,
    };
  }

  #history(url: URL): { items: Event[]; nextCursor: null } {
    const after = Number(url.searchParams.get('after') ?? 0);
    return { items: this.events.slice(after, after + Number(url.searchParams.get('limit') ?? 100)), nextCursor: null };
  }

  #list(kind: BoardKind, url: URL): { items: Row[]; nextCursor: string | null; total: number; deleted?: object[] } {
    const ids = url.searchParams.get('ids')?.split(',');
    const since = url.searchParams.get('updatedSince');
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 100);
    const all = [...rowsOf(this.tables, kind).values()].filter(
      (row) => (!ids || ids.includes(row.id)) && (!since || Date.parse(row.updatedAt) >= Date.parse(since)),
    );
    const deleted = [...this.#deleted].filter(([key]) => key.startsWith(`${kind}/`)).map(([, row]) => row);
    return {
      items: all.slice(start, start + limit),
      nextCursor: start + limit < all.length ? String(start + limit) : null,
      total: all.length,
      ...(since && { deleted: deleted.map(({ id, version, updatedAt }) => ({ id, version, deletedAt: updatedAt })) }),
    };
  }

  #create(writer: Writer, { override, ...given }: AssignmentCreate): Assignment {
    const id = given.id ?? `a-${this.#requestCount++}`;
    const job = this.tables.jobs.get(given.jobId) ?? refuse('unknown_reference');
    if (this.tables.assignments.has(id)) throw new Refusal('already_exists');
    this.#judge(id, override);
    const startMs = Date.parse(given.startsAt);
    const endsAt = given.endsAt ?? new Date(startMs + job.durationMinutes * 60_000).toISOString();
    const before = this.#deleted.get(`assignments/${id}`) as Assignment | undefined;
    const created = writer.put(
      'assignments',
      fillAssignment({ ...before, status: 'scheduled', ...given, id, endsAt }, this.#nowIso()),
    );
    this.#follow(writer, job.id);
    return created;
  }

  #patch(writer: Writer, id: string, version: number, { override, released, ...patch }: AssignmentPatch): Assignment {
    const before = this.#at('assignments', id, version);
    this.#judge(id, override);
    const after = { ...before, ...patch };
    if (patch.startsAt && !patch.endsAt) {
      const lengthMs = Date.parse(before.endsAt) - Date.parse(before.startsAt);
      after.endsAt = new Date(Date.parse(patch.startsAt) + lengthMs).toISOString();
    }
    if (released === true && before.status === 'scheduled')
      Object.assign(after, { status: 'dispatched', releasedAt: this.#nowIso() });
    if (released === false && before.status === 'dispatched') Object.assign(after, { status: 'scheduled', releasedAt: null });
    const changed = writer.put('assignments', after);
    this.#follow(writer, changed.jobId);
    return changed;
  }

  #remove(writer: Writer, id: string, version: number): { id: string; version: number; deletedAt: string } {
    const { jobId } = this.#at('assignments', id, version);
    const gone = writer.remove('assignments', id);
    this.#follow(writer, jobId);
    return { id, version: gone, deletedAt: this.#nowIso() };
  }

  #batch(write: Write, { operations }: { operations: Operation[] }): unknown {
    const results = write('assignments.changed', (writer) =>
      operations.map((operation) => {
        if (operation.op === 'create') {
          const assignment = this.#create(writer, operation.assignment);
          return { id: assignment.id, version: assignment.version, assignment };
        }
        const { id, version } = operation;
        if (operation.op === 'delete') return { id, version: this.#remove(writer, id, version).version, assignment: null };
        const assignment = this.#patch(writer, id, version, operation.patch);
        return { id, version: assignment.version, assignment };
      }),
    );
    return { results, seq: this.seq };
  }

  #transition(write: Write, jobId: string, version: number, { to, assignmentId, reason }: Transition): unknown {
    const assignment = write('job.transitioned', (writer) => {
      const job = this.#at('jobs', jobId, version);
      if (!canMove(job.status, to)) throw new Refusal('transition_not_allowed', { allowed: [] });
      const all = [...this.tables.assignments.values()].filter((each) => each.jobId === jobId);
      const moved = assignmentId ? all.find(({ id }) => id === assignmentId) : all.length === 1 ? all[0] : undefined;
      if (to === 'on_hold' || to === 'cancelled' || (to === 'completed' && !moved)) {
        writer.put('jobs', { ...job, explicitStatus: to, statusReason: reason ?? null });
      } else {
        writer.put('jobs', { ...job, explicitStatus: null, statusReason: null });
        const status = assignmentStatuses.find((each) => each === to);
        if (moved && status) writer.put('assignments', { ...moved, status, ...this.#stamps(moved, status) });
      }
      this.#follow(writer, jobId);
      return moved ? this.tables.assignments.get(moved.id) : null;
    });
    return { job: this.tables.jobs.get(jobId), assignment: assignment ?? null, seq: this.seq };
  }

  #stamps(moved: Assignment, status: AssignmentStatus): Partial<Assignment> {
    const fields = ['releasedAt', 'enRouteAt', 'arrivedAt', 'startedAt', 'completedAt'] as const;
    const step = assignmentStatuses.indexOf(status) - 1;
    return Object.fromEntries(
      fields.map((field, index) => [
        field,
        index > step ? null : index === step ? (moved[field] ?? this.#nowIso()) : moved[field],
      ]),
    );
  }

  #follow(writer: Writer, jobId: string): void {
    const job = this.tables.jobs.get(jobId);
    if (!job) return;
    const statuses = [...this.tables.assignments.values()].filter((each) => each.jobId === jobId).map((each) => each.status);
    const status = deriveJobStatus(job.explicitStatus, statuses);
    const completedAt = status === 'completed' ? (job.completedAt ?? this.#nowIso()) : null;
    if (status !== job.status || completedAt !== job.completedAt) writer.put('jobs', { ...job, status, completedAt });
  }

  #judge(id: string, override: boolean | undefined): void {
    if (!this.conflicts.has(id) || override) return;
    throw new Refusal('assignment_conflict', { violations: [{ code: 'overlap', severity: 'warning', detail: 'Overlaps.' }] });
  }

  #at<K extends BoardKind>(kind: K, id: string, version: number): Records[K] {
    const record = (this.tables[kind].get(id) as Records[K] | undefined) ?? refuse('not_found');
    if (record.version !== version) throw new Refusal('stale', { currentVersion: record.version });
    return record;
  }

  /** One unit of work: all of it or nothing, one event, versions rise once. */
  #write<T>(type: EventType, method: Method, requestId: string | null, work: (writer: Writer) => T): T {
    const before = new Map<string, { kind: BoardKind; id: string; row: Row | undefined }>();
    const note = (kind: BoardKind, id: string) => {
      const key = `${kind}/${id}`;
      if (!before.has(key)) before.set(key, { kind, id, row: rowsOf(this.tables, kind).get(id) });
      return before.get(key)?.row;
    };
    const versionAfter = (kind: BoardKind, id: string, row: Row | undefined) =>
      (row?.version ?? this.#deleted.get(`${kind}/${id}`)?.version ?? 0) + 1;
    const writer: Writer = {
      put: (kind, record) => {
        const row = note(kind, record.id);
        const after = { ...record, version: versionAfter(kind, record.id, row), updatedAt: this.#nowIso() };
        rowsOf(this.tables, kind).set(record.id, after);
        return after;
      },
      remove: (kind, id) => {
        const row = note(kind, id) ?? refuse('not_found');
        rowsOf(this.tables, kind).delete(id);
        this.#deleted.set(`${kind}/${id}`, { ...row, version: row.version + 1, updatedAt: this.#nowIso() });
        return row.version + 1;
      },
    };
    try {
      const result = work(writer);
      const changes = [...before.values()].map(({ kind, id, row }) => {
        const record = rowsOf(this.tables, kind).get(id);
        const version = record?.version ?? versionAfter(kind, id, row);
        return { kind, id, version, record: record ? { ...record } : null, ...(row && { previous: { ...row } }) };
      });
      if (changes.length > 0) this.#emit({ type, method, requestId, changes });
      return result;
    } catch (error) {
      for (const { kind, id, row } of before.values()) {
        if (row) rowsOf(this.tables, kind).set(id, row);
        else rowsOf(this.tables, kind).delete(id);
      }
      throw error;
    }
  }

  #emit(event: Pick<Event, 'type' | 'method' | 'requestId' | 'changes' | 'reload'>): void {
    const subject = event.changes.find(({ kind }) => kind === 'jobs' || kind === 'assignments');
    const jobId = subject?.kind === 'jobs' ? subject.id : ((subject?.record ?? subject?.previous)?.jobId as string | undefined);
    const actor = { id: 'u1', name: 'Una', role: 'dispatcher' } as const;
    const full: Event = { seq: this.seq + 1, at: this.#nowIso(), actor, jobId: jobId ?? null, technicianId: null, ...event };
    this.events.push(JSON.parse(JSON.stringify(full)) as Event);
    this.#send(messageOf(full));
  }

  #open(request: Request, signal: AbortSignal): Response {
    const after = Number(request.headers.get('last-event-id') ?? this.seq);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const stream: OpenStream = { controller, waiting: [] };
        controller.enqueue(encoder.encode(': hello\n\n'));
        if (after > this.seq) {
          controller.enqueue(encoder.encode('event: reset\ndata: {}\n\n'));
          controller.close();
          return;
        }
        this.streams.add(stream);
        stream.waiting.push(...this.events.slice(after).map(messageOf));
        if (!this.#options.holdsStream) this.deliver();
        signal.addEventListener('abort', () => {
          this.streams.delete(stream);
          controller.error(signal.reason);
        });
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
  }

  #send(message: string): void {
    for (const { waiting } of this.streams) waiting.push(message);
    if (!this.#options.holdsStream) this.deliver();
  }

  #authorise(request: Request): void {
    const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    if (this.tokens && !token) throw new Refusal('token_missing');
    if (this.tokens && token && !this.tokens.has(token)) throw new Refusal('token_expired');
  }

  #nowIso(): string {
    return new Date(this.#options.nowMs()).toISOString();
  }
}

type Operation =
  | { op: 'create'; assignment: AssignmentCreate }
  | { op: 'update'; id: string; version: number; patch: AssignmentPatch }
  | { op: 'delete'; id: string; version: number };

interface Writer {
  put<K extends BoardKind>(kind: K, record: Records[K]): Records[K];
  /** Answers the version the deletion gave. */
  remove(kind: BoardKind, id: string): number;
}
type Write = <T>(type: EventType, work: (writer: Writer) => T) => T;

function messageOf(event: Event): string {
  return `id: ${event.seq}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`;
}

function refuse(code: ProblemCode): never {
  throw new Refusal(code);
}

function problem({ code, more }: Refusal, requestId: string): Response {
  const { status, title } = problems[code];
  const body = { type: problemType(code), title, status, detail: title, code, requestId, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId },
  });
}
