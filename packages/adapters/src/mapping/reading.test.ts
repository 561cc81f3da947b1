import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostManifestInput } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import { MemoryTransport, openMemoryHost, startMs } from './test/memory-transport.ts';

const values: HostManifestInput['values'] = {
  instant: 'sql-local',
  duration: 'hours',
  empty: ['false', 'null'],
  timeZone: 'Europe/Berlin',
};

test('a row becomes our words', async () => {
  const transport = new MemoryTransport({
    task: [
      {
        id: 7,
        name: ' Leak ',
        info: '<p>Ring<br>twice</p>',
        start: '2026-10-25 02:30:00',
        hours: 1.5,
        from: '2026-11-20',
        till: '2026-11-21',
        visit_day: '2026-03-29',
        visit_time: '02:30:00',
        partner: [3, 'Acme'],
        tags: 'gas, water',
        lat: 37.5,
        lon: -122.5,
        city: 'Hilo',
        street: '1 Main St',
        prio: '3',
        empty: false,
      },
    ],
  });
  const host = openMemoryHost(
    {
      values: { ...values, time: 'clock-seconds' },
      enums: { priority: { read: { '1': 'high', '0': 'normal' }, unmapped: 'normal' } },
      resources: {
        jobs: {
          entity: 'task',
          fields: {
            title: { path: 'name', conversions: ['trim'] },
            description: { path: 'info', conversions: ['html-to-text'] },
            windowStartsAt: 'start',
            windowEndsAt: { endOf: { start: 'start', duration: 'hours' } },
            durationMinutes: 'hours',
            requestedAt: { day: 'from' },
            dueAt: { lastDay: 'till' },
            completedAt: { dateAndTime: { date: 'visit_day', time: 'visit_time' } },
            customerId: { path: 'partner', reference: 'customers' },
            skills: { path: 'tags', conversions: [{ split: ',' }] },
            'custom.place': { paths: ['street', 'city'], joinedBy: ', ' },
            'custom.days': { between: { start: 'start', end: 'start' } },
            priority: { path: 'prio', enum: 'priority' },
            type: { path: 'empty', otherwise: 'maintenance' },
            source: { constant: 'erp' },
          },
        },
        sites: { entity: 'task', fields: { name: 'name', 'position.latitude': 'lat', 'position.longitude': 'lon' } },
      },
    },
    transport,
  );
  const [job] = (await host.list('jobs')).records;
  assert.deepEqual(job, {
    kind: 'jobs',
    id: '7',
    token: null,
    unmapped: [{ field: 'priority', enum: 'priority', value: '3' }],
    fields: {
      title: 'Leak',
      description: 'Ring\ntwice',
      windowStartsAt: '2026-10-25T00:30:00.000Z',
      windowEndsAt: '2026-10-25T02:00:00.000Z',
      durationMinutes: 90,
      requestedAt: '2026-11-19T23:00:00.000Z',
      dueAt: '2026-11-21T23:00:00.000Z',
      completedAt: '2026-03-29T01:30:00.000Z',
      customerId: '3',
      skills: [{ key: 'gas' }, { key: 'water' }],
      'custom.place': '1 Main St, Hilo',
      'custom.days': 0,
      priority: 'normal',
      type: 'maintenance',
      source: 'erp',
    },
  });
  assert.deepEqual((await host.list('sites')).records[0]?.fields, {
    name: ' Leak ',
    position: { latitude: 37.5, longitude: -122.5 },
  });
});

test('a value of the wrong type is a fault of its field alone', async () => {
  const transport = new MemoryTransport({ task: [{ id: 1, name: 'Leak', start: { deep: [] }, hours: 'soon' }] });
  const host = openMemoryHost(
    { resources: { jobs: { entity: 'task', fields: { title: 'name', dueAt: 'start', durationMinutes: 'hours' } } } },
    transport,
  );
  const [job] = (await host.list('jobs')).records;
  assert.deepEqual(job?.fields, { title: 'Leak' });
  assert.deepEqual(job?.faults, [
    { field: 'dueAt', hostField: 'start', message: 'expected an instant (iso) such as "2026-11-20T08:00:00Z", found an object' },
    { field: 'durationMinutes', hostField: 'hours', message: 'expected a duration (minutes) such as 90, found the text “xxxx”' },
  ]);
});

test('related rows are asked for together, each once', async () => {
  const transport = new MemoryTransport({
    task: [
      { id: 1, name: 'a', place: [5, 'x'] },
      { id: 2, name: 'b', place: [5, 'x'] },
      { id: 3, name: 'c', place: [6, 'y'] },
      { id: 4, name: 'd', place: false },
    ],
    place: [
      { id: 5, owner: [8, 'Acme'] },
      { id: 6, owner: [9, 'Bolt'] },
    ],
    line: [
      { id: 10, task: [1, 'a'], part: 'pump' },
      { id: 11, task: [1, 'a'], part: 'pipe' },
      { id: 12, task: [3, 'c'], part: 'tap' },
    ],
  });
  transport.pageSize = 10;
  const host = openMemoryHost(
    {
      values,
      resources: {
        jobs: {
          entity: 'task',
          fields: {
            title: 'name',
            customerId: { relation: 'place', path: 'owner', reference: 'customers' },
            certifications: { relation: 'lines', path: 'part' },
            'custom.parts': { relation: 'lines', path: 'part', conversions: ['count'] },
          },
          relations: {
            place: { kind: 'lookup', entity: 'place', key: 'place.0' },
            lines: { kind: 'children', entity: 'line', parent: 'task', atOnce: 3 },
          },
        },
      },
    },
    transport,
  );
  // The host in memory compares the id of a pair by any of its entries, as hosts do.
  const { records } = await host.list('jobs');
  assert.deepEqual(
    records.map(({ fields }) => [fields['customerId'], fields['certifications'], fields['custom.parts']]),
    [
      ['8', ['pump', 'pipe'], 2],
      ['8', [], 0],
      ['9', ['tap'], 1],
      [null, [], 0],
    ],
  );
  assert.deepEqual(transport.asked, ['rows task', 'rows place', 'rows line', 'rows line']);
  const asked = transport.asks.find(({ resource }) => resource.entity === 'place');
  assert.deepEqual(asked?.filter, { field: 'id', is: 'in', value: [5, 6] });
});

test('words of a table people edit are read at the start and every hour', async () => {
  const transport = new MemoryTransport({
    task: [
      { id: 1, name: 'a', stage: [4, 'Neu'] },
      { id: 2, name: 'b', stage: [5, 'Wartet'] },
    ],
    stage: [
      { id: 4, kind: 'open', label: 'Neu' },
      { id: 5, kind: 'waiting', label: 'Wartet' },
      { id: 6, kind: 'done', label: 'Fertig' },
    ],
  });
  const clock = { nowMs: startMs };
  const host = openMemoryHost(
    {
      enums: {
        stage: {
          read: { open: 'unscheduled', done: 'completed' },
          rows: { entity: 'stage', match: 'kind', label: 'label' },
          unmapped: 'on_hold',
        },
      },
      resources: {
        jobs: { entity: 'task', fields: { title: 'name', status: { path: 'stage', enum: 'stage' } }, writes: { update: true } },
      },
    },
    transport,
    clock,
  );
  const first = await host.list('jobs');
  assert.deepEqual(
    first.records.map(({ fields, unmapped }) => [fields['status'], unmapped]),
    [
      ['unscheduled', []],
      ['on_hold', [{ field: 'status', enum: 'stage', value: 'waiting', label: 'Wartet' }]],
    ],
  );
  assert.deepEqual(host.capabilities('jobs').words, { status: ['unscheduled', 'completed'] });
  await host.update('jobs', '1', { status: 'completed' }, first.records[0]);
  assert.deepEqual(transport.writes[0]?.ask.fields, { stage: 6 });
  const loads = () => transport.asked.filter((asked) => asked === 'rows stage').length;
  assert.equal(loads(), 2);
  clock.nowMs += 3_600_000;
  transport.table('stage').push({ id: 9, kind: 'done', label: 'Erledigt' });
  transport.table('task').push({ id: 3, name: 'c', stage: [9, 'Erledigt'] });
  assert.equal((await host.get('jobs', '3'))?.fields['status'], 'completed');
  assert.equal(loads(), 4);
});

test('a filter on our fields is asked of the host as far as it goes, and the rest is said', async () => {
  const transport = new MemoryTransport({
    task: [
      { id: 1, name: 'Leak', state: 'O', note: 'x', type: 'task', start: '2026-11-20 09:00:00' },
      { id: 2, name: 'Pump', state: 'P', note: 'y', type: 'task', start: '2026-11-21 09:00:00' },
      { id: 3, name: 'Leak', state: 'D', note: 'x', type: 'other', start: '2026-11-20 09:00:00' },
    ],
  });
  const host = openMemoryHost(
    {
      values,
      settings: { type: { title: 'Type', type: 'text' } },
      enums: { state: { read: { O: 'unscheduled', P: 'unscheduled', D: 'completed' }, unmapped: 'on_hold' } },
      resources: {
        jobs: {
          entity: 'task',
          where: { field: 'type', is: 'eq', value: '${settings.type}' },
          fields: {
            title: 'name',
            status: { path: 'state', enum: 'state' },
            dueAt: 'start',
            'custom.note': { path: 'note', conversions: ['upper-case'] },
          },
        },
      },
    },
    transport,
    { nowMs: startMs },
    { type: 'task' },
  );
  const page = await host.list('jobs', {
    filter: {
      all: [
        { field: 'status', is: 'in', value: ['unscheduled'] },
        { field: 'dueAt', is: 'lt', value: '2026-11-20T23:00:00Z' },
        { field: 'custom.note', is: 'eq', value: 'X' },
      ],
    },
  });
  assert.deepEqual(
    page.records.map(({ id }) => id),
    ['1'],
  );
  assert.deepEqual(page.filteredHere, { field: 'custom.note', is: 'eq', value: 'X' });
  assert.deepEqual(transport.asks[0]?.filter, {
    all: [
      { field: 'type', is: 'eq', value: 'task' },
      {
        all: [
          { field: 'state', is: 'in', value: ['O', 'P'] },
          { field: 'start', is: 'lt', value: '2026-11-21 00:00:00' },
        ],
      },
    ],
  });
  assert.equal(await host.get('jobs', '3'), undefined);
});

test('a list that never ends is given up', async () => {
  const transport = new MemoryTransport({ task: [{ id: 1, name: 'a' }] });
  transport.rows = async () => ({ rows: [], next: 'again', rest: undefined });
  const host = openMemoryHost({ resources: { jobs: { entity: 'task', fields: { title: 'name' } } } }, transport);
  await assert.rejects(host.list('jobs', { page: 'again' }), (error) => error instanceof HostError && error.kind === 'invalid');
});
