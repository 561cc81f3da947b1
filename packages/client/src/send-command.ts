import type { AssignmentBatch, AssignmentPatch } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import { backOffMs, wait } from './clock.ts';
import { DispatchError } from './errors.ts';
import { type Answer, accepted, type Http } from './http.ts';
import type { AssignmentCommand, Command } from './source.ts';
import type { Task } from './source-base.ts';
import type { Row } from './tables.ts';

/** What the connector answered to a command it has kept. */
export interface Kept {
  /** Records in the answer; without `row` for a deletion, which has the version it gave. */
  readonly rows: readonly KeptRow[];
  /** Name of the request in the event. */
  readonly requestId: string | null;
  /** The event's seq, where the answer tells it. */
  readonly seq?: number;
}
export interface KeptRow {
  readonly kind: Kind;
  readonly id: string;
  readonly version: number;
  readonly row: Row | undefined;
}

/** What sending needs to know of the replica. */
export interface Known {
  /** Version the connector holds, 0 when there is no such record. */
  versionOf(kind: Kind, id: string): number;
  /** Whether an event of this request has been seen: then it was kept, whatever became of the answer. */
  hasSeen(requestId: string): boolean;
}

const tries = 5;

/**
 * Has a command kept by the connector. After a broken connection the same request is sent again under the same key, so nothing is
 * done twice: a POST by its Idempotency-Key, a PATCH or DELETE by its If-Match.
 * @throws DispatchError
 */
export async function sendCommand(http: Http, task: Task, known: Known): Promise<Kept> {
  const request = requestOf(http, task, known);
  let isUncertain = false;
  for (let attempt = 0; ; attempt++) {
    try {
      return await request.send();
    } catch (error) {
      if (!(error instanceof DispatchError)) throw error;
      if (known.hasSeen(task.id)) return { rows: [], requestId: task.id };
      const isRunning = error.problem?.code === 'idempotency_in_progress';
      if (error.kind !== 'connection' && !isRunning) {
        const found = isUncertain && error.kind === 'stale' ? await request.find?.() : undefined;
        if (found) return found;
        throw error;
      }
      isUncertain = true;
      if (attempt + 1 >= tries) throw error;
      await wait(http.clock, backOffMs(attempt, http.random));
    }
  }
}

interface CommandRequest {
  send(): Promise<Kept>;
  /** After a lost answer: whether the change is there, looking at the record. */
  find?(): Promise<Kept | undefined>;
}

function requestOf(http: Http, task: Task, known: Known): CommandRequest {
  const { command } = task;
  switch (command.type) {
    case 'assign':
      return { send: () => sendAssign(http, task, command) };
    case 'reassign':
      return reassignRequest(http, task, command, needed(known, 'assignments', command.assignmentId));
    case 'unassign':
      return unassignRequest(http, task, command.assignmentId, needed(known, 'assignments', command.assignmentId));
    case 'transition':
      return { send: () => sendTransition(http, task, command, needed(known, 'jobs', command.jobId)) };
    case 'edit-job':
      return editRequest(http, task, command, needed(known, 'jobs', command.jobId));
    case 'batch': {
      const operations = operationsOf(command.commands, task.override, known);
      return { send: () => sendBatch(http, task, operations) };
    }
  }
}

async function sendAssign(http: Http, task: Task, command: Extract<Command, { type: 'assign' }>): Promise<Kept> {
  const { type: _, ...fields } = command;
  const body = { ...fields, override: task.override };
  return kept('assignments', await accepted(http.api.POST('/v1/assignments', { body, headers: keyed(task) })));
}

function reassignRequest(
  http: Http,
  task: Task,
  { type: _, assignmentId, ...fields }: Extract<Command, { type: 'reassign' }>,
  version: number,
): CommandRequest {
  const params = { path: { assignmentId }, header: { 'If-Match': `"v${version}"` } };
  const body: AssignmentPatch = { ...fields, override: task.override };
  return {
    send: async () =>
      kept(
        'assignments',
        await accepted(http.api.PATCH('/v1/assignments/{assignmentId}', { params, body, headers: named(task) })),
      ),
    find: async () => {
      const answer = await accepted(http.api.GET('/v1/assignments/{assignmentId}', { params: { path: { assignmentId } } }));
      const { released: _, override: __, ...placed } = body;
      return answer.data.version === version + 1 && holds(answer.data, placed) ? kept('assignments', answer) : undefined;
    },
  };
}

function unassignRequest(http: Http, task: Task, assignmentId: string, version: number): CommandRequest {
  const params = { path: { assignmentId }, header: { 'If-Match': `"v${version}"` } };
  const gone = (deletedVersion: number): KeptRow => ({
    kind: 'assignments',
    id: assignmentId,
    version: deletedVersion,
    row: undefined,
  });
  return {
    send: async () => {
      const answer = await accepted(http.api.DELETE('/v1/assignments/{assignmentId}', { params, headers: named(task) }));
      return { rows: [gone(answer.data.version)], requestId: requestIdOf(answer.response) };
    },
    find: async () => {
      const { response } = await http.api.GET('/v1/assignments/{assignmentId}', { params: { path: { assignmentId } } });
      return response.status === 404 ? { rows: [gone(version + 1)], requestId: task.id } : undefined;
    },
  };
}

async function sendTransition(
  http: Http,
  task: Task,
  { type: _, jobId, ...body }: Extract<Command, { type: 'transition' }>,
  version: number,
): Promise<Kept> {
  const params = { path: { jobId }, header: { 'If-Match': `"v${version}"` } };
  const answer = await accepted(http.api.POST('/v1/jobs/{jobId}/transitions', { params, body, headers: keyed(task) }));
  const { job, assignment, seq } = answer.data;
  const rows = [keptRow('jobs', job as Row), ...(assignment ? [keptRow('assignments', assignment as Row)] : [])];
  return { rows, seq, requestId: requestIdOf(answer.response) };
}

function editRequest(
  http: Http,
  task: Task,
  { jobId, patch }: Extract<Command, { type: 'edit-job' }>,
  version: number,
): CommandRequest {
  const params = { path: { jobId }, header: { 'If-Match': `"v${version}"` } };
  return {
    send: async () =>
      kept('jobs', await accepted(http.api.PATCH('/v1/jobs/{jobId}', { params, body: patch, headers: named(task) }))),
    find: async () => {
      const answer = await accepted(http.api.GET('/v1/jobs/{jobId}', { params: { path: { jobId } } }));
      return answer.data.version === version + 1 && holds(answer.data, patch) ? kept('jobs', answer) : undefined;
    },
  };
}

async function sendBatch(http: Http, task: Task, operations: AssignmentBatch['operations']): Promise<Kept> {
  const answer = await accepted(http.api.POST('/v1/assignments/batch', { body: { operations }, headers: keyed(task) }));
  const rows = new Map<string, KeptRow>();
  for (const { id, version, assignment } of answer.data.results) {
    rows.set(id, { kind: 'assignments', id, version, row: (assignment as Row | null) ?? undefined });
  }
  return { rows: [...rows.values()], seq: answer.data.seq, requestId: requestIdOf(answer.response) };
}

function operationsOf(commands: readonly AssignmentCommand[], override: boolean, known: Known): AssignmentBatch['operations'] {
  // A batch raises the version of a record once, with the first operation on it.
  const raised = new Map<string, number>();
  const versionOf = (id: string) => {
    const version = raised.get(id);
    if (version !== undefined) return version;
    const before = needed(known, 'assignments', id);
    raised.set(id, before + 1);
    return before;
  };
  return commands.map((command) => {
    if (command.type === 'assign') {
      const { type: _, ...assignment } = command;
      if (command.id) raised.set(command.id, known.versionOf('assignments', command.id) + 1);
      return { op: 'create', assignment: { ...assignment, override } };
    }
    const id = command.assignmentId;
    if (command.type === 'unassign') return { op: 'delete', id, version: versionOf(id) };
    const { type: _, assignmentId: __, ...patch } = command;
    return { op: 'update', id, version: versionOf(id), patch: { ...patch, override } };
  });
}

/** The version a change is based on. A record that is gone cannot be changed any more. */
function needed(known: Known, kind: Kind, id: string): number {
  const version = known.versionOf(kind, id);
  if (version === 0) throw new DispatchError('stale', 'Somebody else has removed this meanwhile.');
  return version;
}

function named(task: Task): Record<string, string> {
  return { 'Dispatch-Method': task.method, 'X-Request-Id': task.id };
}

function keyed(task: Task): Record<string, string> {
  return { ...named(task), 'Idempotency-Key': task.id };
}

function kept(kind: Kind, { data, response }: Answer<{ readonly id: string; readonly version: number }>): Kept {
  return { rows: [keptRow(kind, data as Row)], requestId: requestIdOf(response) };
}

function keptRow(kind: Kind, row: Row): KeptRow {
  return { kind, id: row.id, version: row.version, row };
}

function requestIdOf(response: Response): string | null {
  return response.headers.get('x-request-id');
}

/** Whether a record has what a patch asked for. Instants may be written in other ways. */
function holds(record: object, patch: object): boolean {
  const values: Readonly<Record<string, unknown>> = { ...record };
  return Object.entries(patch).every(([key, wanted]) => {
    const value = values[key];
    if (wanted === undefined || value === wanted) return true;
    if (key.endsWith('At')) return Date.parse(String(value)) === Date.parse(String(wanted));
    return typeof wanted === 'object' && wanted !== null && typeof value === 'object' && value !== null && holds(value, wanted);
  });
}
