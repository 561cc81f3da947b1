import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HostManifest } from '@dispatchkit/contract/manifest';

export const orderCount = 5_000;
const pageSize = 200;

/** A row as the made-up ERP sends it. */
export interface OrderRow {
  readonly id: number;
  readonly subject: string;
  readonly state: string;
  readonly urgency: number;
  readonly expected_hours: number;
  readonly deadline: string | null;
  readonly customer: { readonly id: number; readonly name: string };
}

/** A made-up ERP with a REST interface, in this process: it answers as fast as one can. */
export async function startErp(): Promise<{ readonly url: string; close(): void }> {
  const rows = Array.from({ length: orderCount }, (_, i) => rowOf(i));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://erp');
    const [, id] = /^\/orders\/(\d+)$/.exec(pathname) ?? [];
    const offset = Number(searchParams.get('offset') ?? 0);
    const body =
      id === undefined ? { data: rows.slice(offset, offset + pageSize), total: rows.length } : { data: rows[Number(id)] };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function rowOf(i: number): OrderRow {
  return {
    id: i,
    subject: `Hydrant leaking ${i}`,
    state: ['new', 'planned', 'done'][i % 3] ?? 'new',
    urgency: 1 + (i % 4),
    expected_hours: 0.5 * (1 + (i % 6)),
    deadline: i % 5 === 4 ? null : new Date(Date.UTC(2026, 10, 20 + (i % 9), 8 + (i % 8))).toISOString(),
    customer: { id: i % 97, name: `Customer ${i % 97}` },
  };
}

export const erpManifest = HostManifest.parse({
  manifest: 1,
  name: 'made-up',
  title: 'Made-up ERP',
  host: { product: 'Made up', versions: '1' },
  settings: { url: { title: 'Address', type: 'url' } },
  connection: { baseUrl: '${settings.url}', limits: { concurrency: 8 } },
  transport: { kind: 'rest' },
  values: { duration: 'hours' },
  enums: {
    state: { read: { new: 'unscheduled', planned: 'scheduled', done: 'completed' }, unmapped: 'unscheduled' },
    urgency: { read: { 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' }, unmapped: 'normal' },
  },
  resources: {
    jobs: {
      entity: 'orders',
      id: { paths: ['id'], encoding: 'integer' },
      fields: {
        title: 'subject',
        status: { path: 'state', enum: 'state' },
        priority: { path: 'urgency', enum: 'urgency' },
        durationMinutes: 'expected_hours',
        dueAt: 'deadline',
        customerId: { path: 'customer.id', reference: 'customers' },
      },
      paging: { kind: 'offset', offset: 'offset', limit: 'limit', size: pageSize, total: 'total' },
      calls: { list: { path: 'orders', take: 'data' }, get: { path: 'orders/${id}', take: 'data' } },
    },
    customers: { entity: 'customers', fields: { name: 'name' } },
  },
});
