// A made-up ERP with a REST interface, on a thread of its own: it answers as fast as one can.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { counts, type OrderRow, type PersonRow, pageSize, type VisitRow } from './rows.ts';

const firstDay = Date.UTC(2026, 10, 20);
const hourMs = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();
const many = <Row>(count: number, rowOf: (i: number) => Row): Row[] => Array.from({ length: count }, (_, i) => rowOf(i));

/** All of it was changed long ago, some minutes apart. */
const changedAt = (i: number) => at(firstDay - 60 * 24 * hourMs + i * 300_000);

const orders = many(
  counts.orders,
  (i): OrderRow => ({
    id: i + 1,
    subject: `Hydrant leaking ${i}`,
    state: ['new', 'planned', 'done'][i % 3] ?? 'new',
    urgency: 1 + (i % 4),
    expected_hours: 0.5 * (1 + (i % 6)),
    deadline: i % 5 === 4 ? null : at(firstDay + (i % 9) * 24 * hourMs + (8 + (i % 8)) * hourMs),
    customer: { id: i % 97, name: `Customer ${i % 97}` },
    changed_at: changedAt(i),
  }),
);
const people = many(
  counts.people,
  (i): PersonRow => ({
    id: i + 1,
    name: `Technician ${i + 1}`,
    mobile: `+1 415 555 ${String(1_000 + i)}`,
    changed_at: changedAt(i),
  }),
);
/** Each person has some every day, one after the other. */
const visits = many(counts.visits, (i): VisitRow => {
  const turn = Math.floor(i / counts.people);
  const startMs = firstDay + Math.floor(turn / 5) * 24 * hourMs + (8 + 2 * (turn % 5)) * hourMs;
  return {
    id: i + 1,
    order: i + 1,
    person: 1 + (i % counts.people),
    from: at(startMs),
    until: at(startMs + 1.5 * hourMs),
    changed_at: changedAt(i),
  };
});
interface Row {
  readonly id: number;
  readonly changed_at: string;
}
const lists: Readonly<Record<string, readonly Row[]>> = { orders, people, visits };
/** As an index would have them: those that changed last are last. */
const byChange: Readonly<Record<string, Row[]>> = { orders: [...orders], people: [...people], visits: [...visits] };

const server = createServer((request, response) => {
  const body = answer(request);
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body ?? { message: 'There is no such thing.' }));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
parentPort?.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

function answer(request: IncomingMessage): unknown {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://erp');
  const [, name = '', id] = pathname.split('/');
  const list = lists[name];
  if (list === undefined) return undefined;
  // Somebody at the ERP works on an order.
  if (request.method === 'POST') return work(Number(id));
  if (id !== undefined) return { data: list[Number(id) - 1] };
  const since = searchParams.get('changed_since');
  const found = since === null ? list : changedSince(byChange[name] ?? [], since);
  const offset = Number(searchParams.get('offset') ?? 0);
  const limit = Number(searchParams.get('limit') ?? pageSize);
  return { data: found.slice(offset, offset + limit), total: found.length };
}

function changedSince(rows: readonly Row[], since: string): readonly Row[] {
  let from = rows.length;
  while ((rows[from - 1]?.changed_at ?? '') >= since) from -= 1;
  return rows.slice(from);
}

function work(id: number): object {
  const order = orders[id - 1] as OrderRow;
  const rows = byChange['orders'] ?? [];
  rows.splice(rows.indexOf(order), 1);
  rows.push(order);
  return Object.assign(order, { subject: `Hydrant leaking, seen ${Date.now()}`, changed_at: at(Date.now()) });
}
