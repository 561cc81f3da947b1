import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostManifestInput } from '@dispatchkit/contract/manifest';

interface Task {
  readonly id: number;
  name: string;
  urgency: string;
  state: string;
  minutes: number;
  place: number | null;
  version: number;
  changed: string;
}

/** A small service desk on 127.0.0.1: tasks and places over REST, with an API key, pages, and a version that a write must name. */
export interface DeskServer {
  readonly url: string;
  readonly tasks: Map<number, Task>;
  readonly places: Map<number, { id: number; title: string; changed: string }>;
  /** As somebody does at the desk. */
  put(id: number, task: Partial<Task>): void;
  /** Answers 503 to everything while it is true. */
  isDown: boolean;
  /** Pages after the first are given out when it is done. */
  later: Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const deskKey = 'desk-key-of-the-test';

export async function openDeskServer(nowMs: () => number): Promise<DeskServer> {
  const tasks = new Map<number, Task>();
  const places: DeskServer['places'] = new Map();
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const stamp = () => new Date(nowMs()).toISOString();
  const desk: DeskServer = {
    url: '',
    tasks,
    places,
    isDown: false,
    later: Promise.resolve(),
    put(id, task) {
      const before = tasks.get(id) ?? {
        id,
        name: '',
        urgency: 'mid',
        state: 'open',
        minutes: 60,
        place: null,
        version: 0,
        changed: '',
      };
      tasks.set(id, { ...before, ...task, version: before.version + 1, changed: stamp() });
    },
    [Symbol.asyncDispose]: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      return promise;
    },
  };

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    if (desk.isDown) return { status: 503, body: { message: 'Down for maintenance.' } };
    if (request.headers['x-api-key'] !== deskKey) return { status: 401, body: { message: 'Who are you?' } };
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const [, what, id] = url.pathname.split('/');
    const rows: Map<number, { readonly id: number }> = what === 'tasks' ? tasks : places;
    if (id === undefined && request.method === 'GET') {
      const [offset, limit] = [Number(url.searchParams.get('offset')), Number(url.searchParams.get('limit'))];
      if (offset > 0) await desk.later;
      const all = [...rows.values()].sort((a, b) => a.id - b.id);
      return { status: 200, body: { rows: all.slice(offset, offset + limit), total: all.length } };
    }
    const sent = request.method === 'GET' ? {} : await bodyOf(request);
    if (request.method === 'POST') {
      const next = Math.max(0, ...tasks.keys()) + 1;
      desk.put(next, sent);
      return { status: 201, body: tasks.get(next) };
    }
    const row = rows.get(Number(id));
    if (!row) return { status: 404, body: { message: 'No such thing.' } };
    if (request.method !== 'PATCH') return { status: 200, body: row };
    const task = tasks.get(row.id);
    if (sent.version !== undefined && String(sent.version) !== String(task?.version))
      return { status: 409, body: { message: 'Changed by another user.' } };
    if (sent.name === '') return { status: 422, body: { message: 'A task needs a name.' } };
    desk.put(row.id, sent);
    return { status: 200, body: tasks.get(row.id) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(desk, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

async function bodyOf(request: IncomingMessage): Promise<Partial<Task>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Partial<Task>;
}

const named = (name: string) => `\${${name}}`;

export const deskManifest = {
  manifest: 1,
  name: 'desk',
  title: 'Service desk',
  host: { product: 'Desk', versions: '1' },
  settings: { url: { title: 'Address', type: 'url' }, key: { title: 'API key', type: 'secret' } },
  connection: {
    baseUrl: named('settings.url'),
    auth: { kind: 'headers', headers: { 'X-Api-Key': named('secrets.key') } },
    limits: { retries: 0 },
    errors: [
      { status: [409], is: 'conflict', message: 'message' },
      { status: [422], is: 'invalid', message: 'message' },
    ],
  },
  transport: { kind: 'rest' },
  enums: {
    urgency: { read: { lo: 'low', mid: 'normal', hi: 'high' }, write: { urgent: 'hi' }, unmapped: 'normal' },
    state: { read: { open: 'unscheduled', done: 'completed' }, write: { scheduled: 'open' }, unmapped: 'unscheduled' },
  },
  resources: {
    sites: {
      entity: 'places',
      id: { paths: ['id'], encoding: 'integer' },
      fields: { name: 'title' },
      where: { field: 'id', is: 'gt', value: 0 },
      paging: { kind: 'offset', offset: 'offset', limit: 'limit', size: 3, total: 'total' },
      calls: { list: { path: 'places', take: 'rows' } },
    },
    jobs: {
      entity: 'tasks',
      id: { paths: ['id'], encoding: 'integer' },
      fields: {
        title: 'name',
        priority: { path: 'urgency', enum: 'urgency' },
        status: { path: 'state', enum: 'state' },
        durationMinutes: { path: 'minutes' },
        siteId: { path: 'place', reference: 'sites' },
      },
      paging: { kind: 'offset', offset: 'offset', limit: 'limit', size: 3, total: 'total' },
      calls: { list: { path: 'tasks', take: 'rows' } },
      writes: { create: true, update: true },
      concurrency: { kind: 'field', path: 'version' },
      changes: { by: { kind: 'all' } },
      limits: ['Tasks cannot be deleted.'],
    },
  },
} as const satisfies HostManifestInput;
