import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Host, type HostChangesPage, HostError } from '../host.ts';
import { MemoryTransport, openMemoryHost, startMs } from './test/memory-transport.ts';

const at = (minutes: number) => new Date(startMs + minutes * 60_000).toISOString();

function row(id: number, minutes: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id, name: `job ${id}`, changed: at(minutes), ...more };
}

function open(transport: MemoryTransport, clock = { nowMs: startMs }): Host {
  return openMemoryHost(
    {
      resources: {
        jobs: {
          entity: 'task',
          where: { field: 'kind', is: 'ne', value: 'note' },
          fields: { title: 'name' },
          changes: {
            by: { kind: 'modified-since', paths: ['changed'], overlapSeconds: 60 },
            deletes: { kind: 'flag', when: { field: 'gone', is: 'eq', value: true } },
          },
        },
      },
    },
    transport,
    clock,
  );
}

async function readAll(host: Host, cursor: string | undefined): Promise<{ pages: HostChangesPage[]; cursor: string }> {
  const pages: HostChangesPage[] = [];
  let position = cursor;
  do {
    const page = await host.changes('jobs', position);
    pages.push(page);
    position = page.cursor;
  } while (pages.at(-1)?.hasMore);
  return { pages, cursor: position };
}

const ids = (pages: readonly HostChangesPage[]) => pages.map(({ changed }) => changed.map(({ id }) => id));

test('first everything, then what has changed, each change once', async () => {
  const clock = { nowMs: startMs };
  const transport = new MemoryTransport({
    task: [row(1, -30), row(2, -20, { gone: true }), row(3, -10), row(4, -5, { kind: 'note' })],
  });
  const host = open(transport, clock);
  const first = await readAll(host, undefined);
  assert.deepEqual(ids(first.pages), [['1'], ['3']]);
  assert.ok(first.pages.every(({ isFull }) => isFull));

  const nothing = await readAll(host, first.cursor);
  assert.deepEqual([ids(nothing.pages), nothing.pages[0]?.isFull], [[[]], false]);

  clock.nowMs += 600_000;
  const [one] = transport.table('task');
  Object.assign(one ?? {}, { name: 'moved', changed: at(5) });
  Object.assign(transport.table('task')[2] ?? {}, { gone: true, changed: at(6) });
  transport.table('task').push(row(5, 6), row(6, 6));
  const next = await readAll(host, nothing.cursor);
  assert.deepEqual(ids(next.pages), [['1'], ['5', '6']]);
  assert.deepEqual(
    next.pages.flatMap(({ removed }) => removed),
    ['3'],
  );

  // In the same second, so the stamp alone would not tell.
  Object.assign(transport.table('task')[4] ?? {}, { name: 'again' });
  const again = await readAll(host, next.cursor);
  assert.deepEqual(ids(again.pages).flat(), ['5']);
  assert.deepEqual(ids((await readAll(host, again.cursor)).pages).flat(), []);
});

test('what changes while pages are read is not missed', async () => {
  const clock = { nowMs: startMs };
  const transport = new MemoryTransport({ task: [row(1, -3), row(2, -2), row(3, -1)] });
  const host = open(transport, clock);
  const first = await host.changes('jobs', undefined);
  clock.nowMs += 1_200_000;
  Object.assign(transport.table('task')[0] ?? {}, { name: 'late', changed: at(5) });
  Object.assign(transport.table('task')[2] ?? {}, { changed: at(15) });
  const second = await host.changes('jobs', first.cursor);
  assert.equal(second.hasMore, false);
  const next = await readAll(host, second.cursor);
  assert.ok(ids(next.pages).flat().includes('1'));
});

test('a cursor that nobody wrote begins again', async () => {
  const host = open(new MemoryTransport({ task: [row(1, -3)] }));
  for (const cursor of ['', 'c1.', 'c1.{"kind":"since"}', 'c0.{}', 'c1.{"kind":"link"}', 'c1.[]']) {
    const page = await host.changes('jobs', cursor);
    assert.deepEqual([ids([page]), page.isFull], [[['1']], true]);
  }
});

test('wall times when the clocks go back', async () => {
  // 00:50Z is 02:50 in summer, 01:10Z is 02:10 in winter: later, though it looks earlier.
  const clock = { nowMs: Date.parse('2026-10-25T00:55:00Z') };
  const transport = new MemoryTransport({ task: [{ id: 1, name: 'a', changed: '2026-10-25 02:50:00' }] });
  const host = openMemoryHost(
    {
      values: { instant: 'sql-local', timeZone: 'Europe/Berlin' },
      resources: {
        jobs: { entity: 'task', fields: { title: 'name' }, changes: { by: { kind: 'modified-since', paths: ['changed'] } } },
      },
    },
    transport,
    clock,
  );
  const first = await readAll(host, undefined);
  clock.nowMs = Date.parse('2026-10-25T01:15:00Z');
  transport.table('task').push({ id: 2, name: 'b', changed: '2026-10-25 02:10:00' });
  assert.deepEqual(ids((await readAll(host, first.cursor)).pages), [['2']]);
});

test('a delta link gives pages, tombstones, and begins again when it is too old', async () => {
  const transport = new MemoryTransport({}, 'odata-v4');
  const host = openMemoryHost(
    {
      resources: {
        jobs: {
          entity: 'orders',
          where: { field: 'kind', is: 'eq', value: 'job' },
          fields: { title: 'name' },
          changes: { by: { kind: 'delta-link' }, deletes: { kind: 'tombstones' } },
        },
      },
    },
    transport,
  );
  const job = (id: number, kind = 'job') => ({ id, name: `job ${id}`, kind });
  transport.deltas.push({ rows: [job(1), job(2, 'other')], removed: [], next: 'l1', hasMore: true });
  transport.deltas.push({ rows: [job(3)], removed: [], next: 'l2', hasMore: false });
  const first = await readAll(host, undefined);
  assert.deepEqual(
    [ids(first.pages), first.pages.map(({ isFull }) => isFull)],
    [
      [['1'], ['3']],
      [true, true],
    ],
  );

  transport.deltas.push({ rows: [job(3, 'other'), job(4)], removed: [{ id: 1 }], next: 'l3', hasMore: false });
  const second = await host.changes('jobs', first.cursor);
  assert.deepEqual([ids([second]), second.removed, second.isFull], [[['4']], ['1', '3'], false]);

  transport.deltas.push(new HostError('expired', 'It is too old.'));
  transport.deltas.push({ rows: [job(4)], removed: [], next: 'l4', hasMore: false });
  const third = await host.changes('jobs', second.cursor);
  assert.deepEqual([ids([third]), third.isFull], [[['4']], true]);
});

test('a host that tells nothing is read whole each time', async () => {
  const transport = new MemoryTransport({ task: [row(1, 0), row(2, 0), row(3, 0)] });
  const host = openMemoryHost({ resources: { jobs: { entity: 'task', fields: { title: 'name' } } } }, transport);
  const first = await readAll(host, undefined);
  assert.deepEqual(ids(first.pages), [['1', '2'], ['3']]);
  assert.deepEqual(ids((await readAll(host, first.cursor)).pages), [['1', '2'], ['3']]);
  assert.deepEqual(await host.ids('jobs'), { ids: ['1', '2'], next: '2' });
});

test('a window around now is read again and again, and everything now and then', async () => {
  const clock = { nowMs: Date.parse('2026-03-28T22:30:00Z') };
  const transport = new MemoryTransport({
    task: [
      { id: 1, name: 'today', day: '2026-03-28' },
      { id: 2, name: 'far ahead', day: '2026-06-01' },
      { id: 3, name: 'waits', day: null },
      { id: 4, name: 'long ago', day: '2025-01-01' },
    ],
  });
  const host = openMemoryHost(
    {
      values: { timeZone: 'Europe/Berlin' },
      resources: {
        jobs: {
          entity: 'task',
          fields: { title: 'name' },
          changes: { by: { kind: 'window', paths: ['day'], as: 'date', pastDays: 1, nextDays: 2, allEveryHours: 6 } },
        },
      },
    },
    transport,
    clock,
  );
  const first = await readAll(host, undefined);
  assert.deepEqual(ids(first.pages).flat(), ['1', '2', '3', '4']);
  assert.ok(first.pages.every(({ isFull }) => isFull));

  Object.assign(transport.table('task')[1] ?? {}, { day: '2026-03-31', name: 'moved near' });
  const around = await readAll(host, first.cursor);
  // It is the 28th in the zone of the host for half an hour still.
  assert.deepEqual(transport.asks.at(-1)?.window, { from: '2026-03-27', to: '2026-03-30' });
  assert.deepEqual(ids(around.pages).flat(), ['1', '3']);
  assert.ok(
    around.pages.every(({ isFull, removed }) => !isFull && removed.length === 0),
    'what lies outside is not gone',
  );

  clock.nowMs += 3_600_000;
  const nextDay = await readAll(host, around.cursor);
  assert.deepEqual(transport.asks.at(-1)?.window, { from: '2026-03-28', to: '2026-03-31' });
  assert.deepEqual(ids(nextDay.pages).flat(), ['1', '2', '3']);

  clock.nowMs += 5 * 3_600_000;
  const everything = await readAll(host, nextDay.cursor);
  assert.ok(everything.pages.every(({ isFull }) => isFull));
  assert.equal(transport.asks.at(-1)?.window, undefined);
  assert.deepEqual(ids(everything.pages).flat(), ['1', '2', '3', '4']);
});

test('the window is the same on all its pages, and of moments begins and ends with days', async () => {
  const clock = { nowMs: Date.parse('2026-03-28T22:59:59Z') };
  const table = Array.from({ length: 5 }, (_, id) => ({ id, name: `job ${id}`, begins: '2026-03-28T10:00:00Z' }));
  const transport = new MemoryTransport({ task: table });
  const by = { kind: 'window' as const, paths: ['begins'], pastDays: 0, nextDays: 1 };
  const host = openMemoryHost(
    {
      values: { timeZone: 'Europe/Berlin' },
      resources: { jobs: { entity: 'task', fields: { title: 'name' }, changes: { by } } },
    },
    transport,
    clock,
  );
  const first = await readAll(host, undefined);
  const page = await host.changes('jobs', first.cursor);
  clock.nowMs += 5_000;
  const rest = await readAll(host, page.cursor);
  assert.equal([page, ...rest.pages].flatMap(({ changed }) => changed).length, 5);
  const asked = transport.asks.flatMap(({ window }) => window ?? []);
  // The second of the two days has 23 hours.
  assert.deepEqual(
    [...new Set(asked.map((window) => JSON.stringify(window)))],
    ['{"from":"2026-03-27T23:00:00Z","to":"2026-03-29T22:00:00Z"}'],
  );
  assert.equal(asked.length, 3);
});
