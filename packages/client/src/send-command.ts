import type { AssignmentBatch, Event } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import { backOffMs, wait } from './clock.ts';
import { DispatchError } from './errors.ts';
import { type Answer, accepted, type Http } from './http.ts';
import type { AssignmentCommand, Command, ListPage } from './source.ts';
import type { Task } from './source-base.ts';
import type { Row } from './tables.ts';

/** What the connector answered to a command it has kept. */
export interface Kept {
  /** Records in the answer; without `row` for a deletion, which has the version it gave. */
  readonly rows: readonly KeptRow[];
  /** Name of the request in the event. */
  readonly requestId: string | null;
  /** Once the event of this seq has been seen, so has the change; absent where the answer does not tell it. */
  readonly seq?: number;
}
export interface KeptRow {
  readonly kind: BoardKind;
  readonly id: string;
  readonly version: number;
  readonly row: Row | undefined;
}

/** What sending needs to know of the replica. */
export interface Known {
  /** Version the connector holds, 0 when there is no such record. */
  versionOf(kind: BoardKind, id: string): number;
  /** Whether an event of this request has been seen: then it was kept, whatever became of the answer. */
  hasSeen(requestId: string): boolean;
}

const tries = 5;

/**
 * Has a command kept by the connector. After a broken connection the same request is sent again under the same key, so nothing is
 * done twice: a POST by its Idempotency-Key, a PATCH or DELETE by its If-Match, whose refusal the history then explains.
 * @throws DispatchError
 */
export async function sendCommand(http: Http, task: Task, known: Known): Promise<Kept> {
  const send = senderOf(http, task, known);
  let isUncertain = false;
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof DispatchError)) throw error;
      if (known.hasSeen(task.id)) return { rows: [], requestId: task.id };
      const isRunning = error.problem?.code === 'idempotency_in_progress';
      // The connector has been heard: it has written nothing. Who waits for a host system is told at once.
      const isAnswer = error.kind !== 'connection' || error.problem?.code === 'host_unavailable';
      if (isAnswer && !isRunning) {
        const found = isUncertain ? await keptBefore(http, task) : undefined;
        if (found) return found;
        throw error;
      }
      isUncertain = true;
      if (attempt + 1 >= tries) throw error;
      await wait(http.clock, backOffMs(attempt, http.random));
    }
  }
}

/** Whether an earlier try, whose answer was lost, was kept: then its event bears our request id. */
async function keptBefore(http: Http, task: Task): Promise<Kept | undefined> {
  for (const { kind, id } of task.records) {
    if (kind !== 'jobs') continue;
    const { items } = await http.read<ListPage<Event>>(`jobs/${encodeURIComponent(id)}/events`, { limit: '50' });
    const event = items.find(({ requestId }) => requestId === task.id);
    if (event) return { rows: [], requestId: task.id, seq: event.seq };
  }
  return undefined;
}

function senderOf(http: Http, task: Task, known: Known): () => Promise<Kept> {
  const { command } = task;
  switch (command.type) {
    case 'assign':
      return () => sendAssign(http, task, command);
    case 'reassign': {
      const version = needed(known, 'assignments', command.assignmentId);
      return () => sendReassign(http, task, command, version);
    }
    case 'unassign': {
      const version = needed(known, 'assignments', command.assignmentId);
      return () => sendUnassign(http, task, command.assignmentId, version);
    }
    case 'transition': {
      const version = needed(known, 'jobs', command.jobId);
      return () => sendTransition(http, task, command, version);
    }
    case 'edit-job': {
      const version = needed(known, 'jobs', command.jobId);
      return () => sendEdit(http, task, command, version);
    }
    case 'batch': {
      const operations = operationsOf(command.commands, task.override, known);
      return () => sendBatch(http, task, operations);
    }
  }
}

async function sendAssign(http: Http, task: Task, command: Extract<Command, { type: 'assign' }>): Promise<Kept> {
  const { type: _, ...fields } = command;
  const body = { ...fields, override: task.override };
  return kept('assignments', await accepted(http.api.POST('/v1/assignments', { body, headers: keyed(task) })));
}

async function sendReassign(
  http: Http,
  task: Task,
  { type: _, assignmentId, ...fields }: Extract<Command, { type: 'reassign' }>,
  version: number,
): Promise<Kept> {
  const params = { path: { assignmentId }, header: ifMatch(version) };
  const body = { ...fields, override: task.override };
  const call = http.api.PATCH('/v1/assignments/{assignmentId}', { params, body, headers: named(task) });
  return kept('assignments', await accepted(call));
}

async function sendUnassign(http: Http, task: Task, assignmentId: string, version: number): Promise<Kept> {
  const params = { path: { assignmentId }, header: ifMatch(version) };
  const { data, response } = await accepted(http.api.DELETE('/v1/assignments/{assignmentId}', { params, headers: named(task) }));
  const gone: KeptRow = { kind: 'assignments', id: assignmentId, version: data.version, row: undefined };
  return { rows: [gone], ...eventOf(response) };
}

async function sendTransition(
  http: Http,
  task: Task,
  { type: _, jobId, ...body }: Extract<Command, { type: 'transition' }>,
  version: number,
): Promise<Kept> {
  const params = { path: { jobId }, header: ifMatch(version) };
  const answer = await accepted(http.api.POST('/v1/jobs/{jobId}/transitions', { params, body, headers: keyed(task) }));
  const { job, assignment, seq } = answer.data;
  const rows = [keptRow('jobs', job as Row), ...(assignment ? [keptRow('assignments', assignment as Row)] : [])];
  return { rows, ...eventOf(answer.response), seq };
}

async function sendEdit(
  http: Http,
  task: Task,
  { jobId, patch }: Extract<Command, { type: 'edit-job' }>,
  version: number,
): Promise<Kept> {
  const params = { path: { jobId }, header: ifMatch(version) };
  return kept('jobs', await accepted(http.api.PATCH('/v1/jobs/{jobId}', { params, body: patch, headers: named(task) })));
}

async function sendBatch(http: Http, task: Task, operations: AssignmentBatch['operations']): Promise<Kept> {
  const answer = await accepted(http.api.POST('/v1/assignments/batch', { body: { operations }, headers: keyed(task) }));
  const rows = new Map<string, KeptRow>();
  for (const { id, version, assignment } of answer.data.results) {
    rows.set(id, { kind: 'assignments', id, version, row: (assignment as Row | null) ?? undefined });
  }
  return { rows: [...rows.values()], ...eventOf(answer.response), seq: answer.data.seq };
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
function needed(known: Known, kind: BoardKind, id: string): number {
  const version = known.versionOf(kind, id);
  if (version === 0) throw new DispatchError('stale', 'Somebody else has removed this meanwhile.');
  return version;
}

function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` };
}

function named(task: Task): Record<string, string> {
  return { 'Dispatch-Method': task.method, 'X-Request-Id': task.id };
}

function keyed(task: Task): Record<string, string> {
  return { ...named(task), 'Idempotency-Key': task.id };
}

function kept(kind: BoardKind, { data, response }: Answer<{ readonly id: string; readonly version: number }>): Kept {
  return { rows: [keptRow(kind, data as Row)], ...eventOf(response) };
}

function keptRow(kind: BoardKind, row: Row): KeptRow {
  return { kind, id: row.id, version: row.version, row };
}

/** Which event shows that the command was kept. A proxy may have taken the header with its seq away. */
function eventOf({ headers }: Response): Pick<Kept, 'requestId' | 'seq'> {
  const seq = Number.parseInt(headers.get('dispatch-seq') ?? '', 10);
  return { requestId: headers.get('x-request-id'), ...(Number.isNaN(seq) ? {} : { seq }) };
}
