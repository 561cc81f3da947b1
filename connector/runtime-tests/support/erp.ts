import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { HostManifestInput } from '@dispatchkit/contract/manifest';

interface Row extends Readonly<Record<string, unknown>> {
  readonly id: number;
  readonly changed: string;
}
type ListName = 'orders' | 'people' | 'visits';

/** A company's system with a REST interface, for who has its token. */
export interface Erp {
  readonly url: string;
  readonly token: string;
  /** While true it hangs up on everybody. */
  isAway: boolean;
  rows(list: ListName): readonly Row[];
  /** As somebody does there. */
  put(list: ListName, id: number, fields: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

const list = (name: ListName) => ({
  entity: name,
  id: { paths: ['id'], encoding: 'integer' as const },
  // So that few rows are several pages.
  paging: { kind: 'offset' as const, offset: 'offset', limit: 'limit', size: 2, total: 'total' },
  calls: { list: { path: name, query: { changed_since: '${since}' }, take: 'rows' } },
  changes: { by: { kind: 'modified-since' as const, paths: ['changed'] }, deletes: { kind: 'never' as const } },
});

/** How it is spoken to. */
export const erpManifest = {
  manifest: 1,
  name: 'small-erp',
  title: 'Small ERP',
  host: { product: 'Small ERP', versions: '1' },
  settings: { url: { title: 'Address', type: 'url' }, token: { title: 'Token', type: 'secret' } },
  connection: {
    baseUrl: '${settings.url}',
    auth: { kind: 'headers', headers: { Authorization: 'Bearer ${secrets.token}' } },
    // One that is away is known to be at once.
    limits: { retries: 0 },
  },
  transport: { kind: 'rest' },
  resources: {
    technicians: { ...list('people'), fields: { name: 'name' } },
    jobs: {
      ...list('orders'),
      fields: { title: 'subject', durationMinutes: { path: 'minutes', encoding: 'minutes' } },
      writes: { update: true },
    },
    assignments: {
      ...list('visits'),
      fields: {
        jobId: { path: 'order', reference: 'jobs' },
        technicianId: { path: 'person', reference: 'technicians' },
        startsAt: 'from',
        endsAt: 'until',
      },
      writes: { create: true, update: true, delete: true },
    },
  },
} satisfies HostManifestInput;

/** Opens one with five orders, two people and no visits. */
export async function openErp(): Promise<Erp> {
  const token = 'only-for-the-runtime-tests';
  const lists = new Map<string, Map<number, Row>>(['orders', 'people', 'visits'].map((name) => [name, new Map()]));
  let lastId = 100;
  const server = createServer((request, response) => {
    if (erp.isAway) request.socket.destroy();
    else void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const erp: Erp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    isAway: false,
    rows: (name) => [...(lists.get(name)?.values() ?? [])],
    put(name, id, fields) {
      const rows = lists.get(name);
      rows?.set(id, { ...rows.get(id), ...fields, id, changed: new Date().toISOString() });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  for (let id = 1; id <= 5; id++) erp.put('orders', id, { subject: `Order ${id}`, minutes: 60 });
  for (const [i, name] of ['Ada', 'Ben'].entries()) erp.put('people', i + 1, { name });
  return erp;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', erp.url);
    const [, name, id] = pathname.split('/');
    const rows = lists.get(name ?? '');
    const reply = (status: number, body?: unknown) => {
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? undefined : JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${token}`) return reply(401, {});
    if (!rows) return reply(404, {});
    const row = rows.get(Number(id));
    if (request.method === 'POST') {
      erp.put(name as ListName, ++lastId, (await json(request)) as object as Row);
      return reply(201, rows.get(lastId));
    }
    if (id === undefined) {
      const since = searchParams.get('changed_since') ?? '';
      const found = [...rows.values()].filter(({ changed }) => changed >= since);
      const offset = Number(searchParams.get('offset'));
      return reply(200, { rows: found.slice(offset, offset + Number(searchParams.get('limit'))), total: found.length });
    }
    if (!row) return reply(404, {});
    if (request.method === 'PATCH') erp.put(name as ListName, row.id, (await json(request)) as object as Row);
    if (request.method === 'DELETE') rows.delete(row.id);
    return reply(200, rows.get(row.id) ?? {});
  }
}
