import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostErrorKind, HostManifestInput } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import { bodyOf } from '../transports/asking.ts';
import { MemoryTransport, openMemoryHost } from './test/memory-transport.ts';

type Jobs = NonNullable<HostManifestInput['resources']['jobs']>;

const refused = (kind: HostErrorKind, text: RegExp) => (error: unknown) =>
  error instanceof HostError && error.kind === kind && text.test(error.message);

function openJobs(transport: MemoryTransport, more: Partial<Jobs>, values: HostManifestInput['values'] = {}) {
  const fields: Jobs['fields'] = {
    title: 'name',
    description: { path: 'info', conversions: ['html-to-text'] },
    durationMinutes: { path: 'hours', encoding: 'hours' },
    dueAt: 'due',
    status: { path: 'state', enum: 'state' },
    siteId: { path: 'place', reference: 'sites' },
    'custom.code': { path: 'code', write: false },
  };
  return openMemoryHost(
    {
      values,
      enums: { state: { read: { O: 'unscheduled', D: 'completed' }, unmapped: 'unscheduled' } },
      resources: {
        jobs: { entity: 'task', fields, writes: { create: true, update: true, delete: true }, ...more },
        sites: { entity: 'place', id: { encoding: 'integer' }, fields: { name: 'name' } },
      },
    },
    transport,
  );
}

const leak = () => ({
  id: 1,
  name: 'Leak',
  info: '<b>x</b>',
  hours: 1,
  due: '2026-11-20T08:00:00Z',
  state: 'O',
  place: 4,
  code: 'c',
  other: 'kept',
});

test('only what changed is written, as the host writes it', async () => {
  const transport = new MemoryTransport({ task: [leak()] });
  const host = openJobs(transport, {});
  const before = await host.get('jobs', '1');
  const after = await host.update(
    'jobs',
    '1',
    { title: 'Big leak', durationMinutes: 90, dueAt: '2026-11-21T08:00:00.000Z', status: 'completed', siteId: '5' },
    before,
  );
  assert.deepEqual(transport.writes[0]?.ask.fields, {
    name: 'Big leak',
    hours: 1.5,
    due: '2026-11-21T08:00:00Z',
    state: 'D',
    place: 5,
  });
  assert.equal(after.fields['durationMinutes'], 90);
  assert.deepEqual(host.capabilities('jobs'), {
    create: true,
    update: true,
    delete: true,
    writable: ['title', 'durationMinutes', 'dueAt', 'status', 'siteId'],
    words: { status: ['unscheduled', 'completed'] },
    conflicts: 'likely',
    findsCreated: false,
    readsSingly: true,
  });
});

test('what cannot be written is refused by name', async () => {
  const transport = new MemoryTransport({ task: [leak()] });
  const host = openJobs(transport, {});
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ description: 'x' }, /“description” cannot be changed at Memory: the conversion “html-to-text” cannot be undone/],
    [{ 'custom.code': 'x' }, /“custom.code” cannot be changed/],
    [{ priority: 'high' }, /Memory has no field for “priority”/],
    [{ status: 'on_hold' }, /“status” cannot be written to Memory: the host has no word for “on_hold”/],
    [{ dueAt: 'soon' }, /“dueAt” cannot be written/],
    [{ durationMinutes: 'long' }, /“durationMinutes” cannot be written/],
  ];
  for (const [changes, text] of cases)
    await assert.rejects(host.update('jobs', '1', changes, undefined), refused('invalid', text));
  assert.equal(transport.writes.length, 0);
  await assert.rejects(host.update('jobs', '9', { title: 'x' }, await host.get('jobs', '1')), refused('not-found', /any more/));
  await assert.rejects(host.update('sites', '4', { name: 'x' }, undefined), refused('invalid', /cannot be changed from here/));
});

test('what somebody else has changed in the meantime is a conflict that names the fields', async () => {
  const transport = new MemoryTransport({ task: [leak()] });
  const host = openJobs(transport, {});
  const before = await host.get('jobs', '1');
  Object.assign(transport.table('task')[0] ?? {}, { hours: 3, info: 'computed', other: 'changed' });
  await assert.rejects(
    host.update('jobs', '1', { title: 'x' }, before),
    refused('conflict', /^“durationMinutes” changed at Memory/),
  );
  await assert.rejects(host.remove('jobs', '1', before), refused('conflict', /durationMinutes/));
  Object.assign(transport.table('task')[0] ?? {}, { hours: 1 });
  await host.update('jobs', '1', { title: 'x' }, before);
  assert.equal(transport.writes.length, 1);
});

test('what is refused because it is gone is said to be gone, other refusals stay the host’s own', async () => {
  const transport = new MemoryTransport({ task: [leak()] });
  transport.update = async () => {
    throw new HostError('invalid', 'You are not allowed to write this.');
  };
  const host = openJobs(transport, {});
  const before = await host.get('jobs', '1');
  await assert.rejects(host.update('jobs', '1', { title: 'Mine' }, before), refused('invalid', /not allowed/));
  transport.tables.set('task', []);
  await assert.rejects(host.update('jobs', '1', { title: 'Mine' }, before), refused('not-found', /any more/));
});

test('a token is sent back, and asked for where nobody has one', async () => {
  const transport = new MemoryTransport({ task: [{ ...leak(), '@odata.etag': 'W/"7"' }] });
  const host = openJobs(transport, { concurrency: { kind: 'etag' } });
  const before = await host.get('jobs', '1');
  assert.equal(before?.token, 'W/"7"');
  await host.update('jobs', '1', { title: 'x' }, { ...before, token: 'W/"6"' });
  await host.update('jobs', '1', { title: 'y' }, undefined);
  await host.remove('jobs', '1', before);
  assert.deepEqual(
    transport.writes.map(({ ask }) => ask.token),
    ['W/"6"', 'W/"7"', 'W/"7"'],
  );
  assert.equal(host.capabilities('jobs').conflicts, 'sure');
});

test('a version that is a number goes back as a number', async () => {
  for (const version of [7, '7']) {
    const transport = new MemoryTransport({ task: [{ ...leak(), version }] });
    const host = openJobs(transport, {
      concurrency: { kind: 'field', path: 'version' },
      writes: {
        update: true,
        actions: [{ when: { field: 'status', is: ['completed'] }, call: { path: 'done', body: ['${token}'] } }],
      },
    });
    const before = await host.get('jobs', '1');
    await host.update('jobs', '1', { title: 'x' }, before);
    const [written] = transport.writes;
    assert(written);
    assert.equal(bodyOf(written.ask)['version'], version);
    await host.update('jobs', '1', { status: 'completed' }, before);
    assert.equal(transport.calls[0]?.values.token, version);
  }
});

test('what follows a write names the token that the write has made', async () => {
  const row = { ...leak(), '@odata.etag': 'e1' };
  const transport = new MemoryTransport({ task: [row] });
  let version = 1;
  const change = () => Object.assign(transport.table('task')[0] ?? {}, { '@odata.etag': `e${++version}` });
  const { update } = transport;
  transport.update = async (ask) => {
    await update.call(transport, ask);
    change();
  };
  transport.onCall = change;
  const done = { when: { field: 'status', is: ['completed'] }, call: { path: 'done', headers: { 'If-Match': '${token}' } } };
  const host = openJobs(transport, {
    concurrency: { kind: 'etag' },
    writes: {
      update: true,
      also: [{ fields: ['hours'], call: { path: 'effort', headers: { 'If-Match': '${token}' } } }],
      actions: [done],
    },
  });
  const before = await host.get('jobs', '1');
  await host.update('jobs', '1', { title: 'x', durationMinutes: 90, status: 'completed' }, before);
  assert.deepEqual([transport.writes[0]?.ask.token, ...transport.calls.map(({ values }) => values.token)], ['e1', 'e2', 'e3']);
  await host.update('jobs', '1', { status: 'completed' }, before && { ...before, token: 'e9' });
  assert.equal(transport.calls[2]?.values.token, 'e9', 'without a write before, what was read counts');
});

test('a row that was made with a key is found by it', async () => {
  const key = '019a9f3e-0000-7000-8000-00000000000a';
  for (const clientKey of ['id', 'external']) {
    const transport = new MemoryTransport({ task: [] });
    const host = openJobs(transport, { writes: { create: true, clientKey } });
    assert.equal(host.capabilities('jobs').findsCreated, true);
    assert.equal(await host.findCreated('jobs', key), undefined);
    const made = await host.create('jobs', { title: 'Leak' }, undefined, key);
    assert.deepEqual(transport.writes[0]?.ask.fields, { name: 'Leak', [clientKey]: key });
    assert.deepEqual(await host.findCreated('jobs', key), made);
    assert.equal(await host.findCreated('jobs', '019a9f3e-0000-7000-8000-00000000000b'), undefined);
  }
});

test('what goes wrong after a row was made does not hide that it is there', async () => {
  const transport = new MemoryTransport({ task: [] });
  transport.onCall = () => {
    throw new HostError('invalid', 'It cannot be done yet.');
  };
  const host = openJobs(transport, {
    writes: { create: true, actions: [{ when: { field: 'status', is: ['completed'] }, call: { path: 'done' } }] },
  });
  const mayBeDone = (expected: boolean) => (error: unknown) => error instanceof HostError && error.mayBeDone === expected;
  await assert.rejects(host.create('jobs', { title: 'Leak', status: 'completed' }), mayBeDone(true));
  transport.create = async () => {
    throw new HostError('invalid', 'No.');
  };
  await assert.rejects(host.create('jobs', { title: 'Leak' }), mayBeDone(false));
});

test('an action does what a write cannot, after the other fields', async () => {
  const action = {
    when: { field: 'status', is: ['completed'] },
    call: { method: 'POST', path: 'tasks/${id}/done', body: '${record.name}' },
  } as const;
  const transport = new MemoryTransport({ task: [leak()] });
  transport.onCall = () => Object.assign(transport.table('task')[0] ?? {}, { state: 'D' });
  const jobs = { writes: { update: true, actions: [{ ...action, when: { field: 'status', is: ['completed'] } }] } };
  const host = openJobs(transport, jobs);
  const after = await host.update('jobs', '1', { status: 'completed', title: 'x' }, await host.get('jobs', '1'));
  assert.equal(after.fields['status'], 'completed');
  assert.deepEqual(transport.writes[0]?.ask.fields, { name: 'x' });
  assert.deepEqual([transport.calls[0]?.values.id, transport.calls[0]?.values.record], ['1', { name: 'x' }]);

  const strict = openJobs(new MemoryTransport({ task: [leak()] }), {
    writes: { update: true, actions: [{ ...action, when: { field: 'status', is: ['completed'] }, others: 'refuse' }] },
  });
  await assert.rejects(
    strict.update('jobs', '1', { status: 'completed', title: 'x' }, undefined),
    refused('invalid', /“status” can only be changed by itself/),
  );
});

test('whole rows keep what nobody maps; replaced ones have a new id', async () => {
  const transport = new MemoryTransport({ task: [{ ...leak(), '@odata.etag': 'x' }] });
  await openJobs(transport, { writes: { update: true, sends: 'whole' }, alsoRead: ['other'] }).update(
    'jobs',
    '1',
    { title: 'x' },
    undefined,
  );
  const { '@odata.etag': _, ...whole } = { ...leak(), name: 'x', '@odata.etag': 'x' };
  assert.deepEqual(transport.writes[0]?.ask.fields, whole);

  const replacing = new MemoryTransport({ person: [{ order: 'A', who: '7' }] });
  const host = openMemoryHost(
    {
      resources: {
        assignments: {
          entity: 'person',
          id: { paths: ['order', 'who'] },
          fields: { jobId: 'order', technicianId: 'who' },
          writes: { sends: 'replace' },
        },
      },
    },
    replacing,
  );
  const after = await host.update('assignments', 'A,7', { technicianId: '8' }, undefined);
  assert.deepEqual([after.id, replacing.table('person').map(({ who }) => who)], ['A,8', ['8']]);
});

test('a new row has the defaults and what can be said; what is empty needs no word', async () => {
  const transport = new MemoryTransport({ task: [] });
  const host = openJobs(transport, { writes: { create: true, defaults: { kind: 'job', version: '${context.version}' } } });
  const made = await host.create('jobs', { title: 'New', priority: null, skills: [], dueAt: null });
  assert.deepEqual(transport.writes[0]?.ask.fields, { kind: 'job', version: '1.2', name: 'New', due: null });
  assert.equal(made.id, '100');
  await assert.rejects(host.create('jobs', { title: 'New', priority: 'high' }), refused('invalid', /priority/));
});

test('an end that is a duration is written as one, and stays when the start moves', async () => {
  const transport = new MemoryTransport({ visit: [{ id: 1, job: 'J', who: 'T', start: '2026-11-20T08:00:00Z', length: 60 }] });
  const host = openMemoryHost(
    {
      resources: {
        assignments: {
          entity: 'visit',
          fields: {
            jobId: 'job',
            technicianId: 'who',
            startsAt: 'start',
            endsAt: { endOf: { start: 'start', duration: 'length' } },
          },
          writes: { update: true },
        },
      },
    },
    transport,
  );
  const before = await host.get('assignments', '1');
  await host.update('assignments', '1', { startsAt: '2026-11-20T08:30:00Z' }, before);
  assert.deepEqual(transport.writes[0]?.ask.fields, { start: '2026-11-20T08:30:00Z', length: 30 });
  await host.update('assignments', '1', { endsAt: '2026-11-20T10:00:00Z' }, undefined);
  assert.deepEqual(transport.writes[1]?.ask.fields, { length: 90 });
});

test('a reference of OData is bound', async () => {
  const transport = new MemoryTransport({ task: [{ id: 1, _account_value: 'a' }], account: [] });
  const host = openMemoryHost(
    {
      resources: {
        jobs: {
          entity: 'task',
          fields: {
            customerId: { path: '_account_value', reference: 'customers', write: { path: 'account', bind: 'accounts' } },
          },
          writes: { update: true },
        },
        customers: { entity: 'account', id: { encoding: 'guid' }, fields: { name: 'name' } },
      },
    },
    transport,
  );
  await host.update('jobs', '1', { customerId: '11111111-2222-3333-4444-555555555555' }, undefined);
  await host.update('jobs', '1', { customerId: null }, undefined);
  assert.deepEqual(
    transport.writes.map(({ ask }) => ask.fields),
    [{ 'account@odata\\.bind': '/accounts(11111111-2222-3333-4444-555555555555)' }, { account: null }],
  );
});

test('an id of several parts is read from as many fields, and written to them', async () => {
  const transport = new MemoryTransport({
    task: [
      { id: 1, client_company: 7, client_number: 12 },
      { id: 2, client_company: 7, client_number: null },
    ],
  });
  const host = openMemoryHost(
    {
      resources: {
        jobs: {
          entity: 'task',
          fields: { customerId: { paths: ['client_company', 'client_number'] } },
          writes: { update: true },
        },
        customers: {
          entity: 'client',
          id: { paths: ['company', 'number'], encoding: 'integer' },
          fields: { name: 'name' },
        },
      },
    },
    transport,
  );
  const read = await host.list('jobs');
  assert.deepEqual(
    read.records.map(({ fields }) => fields['customerId']),
    ['7,12', null],
  );
  await host.update('jobs', '1', { customerId: '8,3' }, undefined);
  await host.update('jobs', '1', { customerId: null }, undefined);
  assert.deepEqual(
    transport.writes.map(({ ask }) => ask.fields),
    [
      { client_company: 8, client_number: 3 },
      { client_company: null, client_number: null },
    ],
  );
  await assert.rejects(host.update('jobs', '1', { customerId: '8' }, undefined), refused('invalid', /id/));
});
