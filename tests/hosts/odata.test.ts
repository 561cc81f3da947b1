import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Host, HostError, openHost } from '@dispatchkit/adapters';
import { HostManifest, type HostManifestInput } from '@dispatchkit/contract/manifest';
import { accountId, type ODataServer, orderCount, orderId, startODataServer } from './support/odata-server.ts';
import { everyRecord, surroundings } from './support/open.ts';

for (const version of ['v4', 'v2'] as const) {
  describe(`OData ${version}, by a manifest`, () => {
    let server: ODataServer;
    let host: Host;

    before(async () => {
      server = await startODataServer();
      host = openHost(HostManifest.parse(manifestOf(version)), surroundings({ url: `${server.url}/${version}` }));
    });
    after(() => server?.close());

    test('every order comes once, over all pages, with the name of its customer', async () => {
      const jobs = await everyRecord(host, 'jobs');
      assert.deepEqual(
        jobs.map(({ id }) => id).sort(),
        Array.from({ length: orderCount }, (_, i) => orderId(version, i)),
      );
      const second = jobs.find(({ id }) => id === orderId(version, 1));
      assert.deepEqual(
        { ...second?.fields },
        {
          title: 'Meter to be exchanged 2',
          status: 'scheduled',
          priority: 'high',
          durationMinutes: 60,
          dueAt: '2026-11-21T09:00:00.000Z',
          customerId: accountId(version, 1),
          'custom.customerName': "O'Brien & Sons",
        },
      );
      assert.equal(jobs.find(({ id }) => id === orderId(version, 4))?.fields.dueAt, null);
    });

    test('what is asked of our fields is asked of the host', async () => {
      const { records, filteredHere } = await host.list('jobs', { filter: { field: 'status', is: 'eq', value: 'completed' } });
      assert.equal(filteredHere, undefined);
      assert.ok(records.length > 0);
      assert.ok(records.every(({ fields }) => fields.status === 'completed'));
    });

    test('a change is written', async () => {
      const id = orderId(version, 7);
      const before = await host.get('jobs', id);
      const written = await host.update(
        'jobs',
        id,
        { title: 'Called off', durationMinutes: 45, dueAt: '2026-12-01T10:00:00.000Z' },
        before,
      );
      assert.equal(written.fields.title, 'Called off');
      assert.equal(written.fields.durationMinutes, 45);
      assert.equal(written.fields.dueAt, '2026-12-01T10:00:00.000Z');
      assert.equal((await host.get('jobs', id))?.fields.title, 'Called off');
    });

    test('what somebody else has written meanwhile is a conflict', async () => {
      const id = orderId(version, 8);
      const before = await host.get('jobs', id);
      await host.update('jobs', id, { title: 'By somebody else' }, before);
      const late = host.update('jobs', id, { title: 'Too late' }, before);
      await assert.rejects(late, (error) => error instanceof HostError && error.kind === 'conflict');
      assert.equal((await host.get('jobs', id))?.fields.title, 'By somebody else');
    });

    test('a record is made and taken away', async () => {
      const made = await host.create('customers', { name: 'New customer', phone: '+49 30 1' });
      assert.equal((await host.get('customers', made.id))?.fields.name, 'New customer');
      await host.remove('customers', made.id, made);
      assert.equal(await host.get('customers', made.id), undefined);
    });

    test('probing compares the mapping with the metadata', async () => {
      const { findings } = await host.probe();
      assert.deepEqual(
        findings.filter(({ severity }) => severity === 'fault'),
        [],
      );
      const wrong = manifestOf(version);
      const jobs = wrong.resources.jobs as { fields: Record<string, unknown> };
      jobs.fields.description = 'Remarks';
      const other = openHost(HostManifest.parse(wrong), surroundings({ url: `${server.url}/${version}` }));
      const faults = (await other.probe()).findings.filter(({ severity }) => severity === 'fault');
      assert.deepEqual(
        faults.map(({ kind, hostField }) => ({ kind, hostField })),
        [{ kind: 'jobs', hostField: 'Remarks' }],
      );
    });
  });
}

function manifestOf(version: 'v4' | 'v2'): HostManifestInput {
  const states = version === 'v4' ? [690_970_000, 690_970_001, 690_970_002, 690_970_003] : ['OPEN', 'RELE', 'COMP', 'REJE'];
  const ours = ['unscheduled', 'scheduled', 'completed', 'cancelled'];
  const priorities = { 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' };
  const id = { encoding: version === 'v4' ? ('guid' as const) : ('text' as const) };
  const concurrency = version === 'v4' ? ({ kind: 'etag' } as const) : ({ kind: 'compare' } as const);
  return {
    manifest: 1,
    name: `odata-${version}`,
    title: `Orders by OData ${version}`,
    host: { product: 'Orders', versions: '1' },
    settings: { url: { title: 'Address', type: 'url' } },
    connection: { baseUrl: '${settings.url}' },
    transport: { kind: `odata-${version}` },
    values:
      version === 'v4'
        ? { duration: 'hours' }
        : { instant: 'dotnet', duration: 'hours', decimal: 'text', empty: ['null', 'absent', 'epoch'] },
    enums: {
      state: {
        read: Object.fromEntries(states.map((state, i) => [String(state), ours[i] ?? ''])),
        // What is written tells as what it is asked for.
        write: Object.fromEntries(states.map((state, i) => [ours[i] ?? '', state])),
        unmapped: 'unscheduled',
      },
      priority: { read: priorities, unmapped: 'normal' },
    },
    resources: {
      jobs: {
        entity: 'Orders',
        id: { paths: ['OrderID'], ...id },
        relations: { account: { kind: 'expand', navigation: 'Account' } },
        fields: {
          title: 'Title',
          status: { path: 'State', enum: 'state' },
          priority: { path: 'Priority', enum: 'priority' },
          durationMinutes: { path: 'DurationHours' },
          dueAt: 'DueAt',
          customerId: { path: 'AccountID', reference: 'customers' },
          'custom.customerName': { relation: 'account', path: 'Name', write: false },
        },
        paging: { kind: 'offset', size: 50 },
        writes: { create: true, update: true },
        concurrency,
      },
      customers: {
        entity: 'Accounts',
        id: { paths: ['AccountID'], ...id },
        fields: { name: 'Name', phone: 'Phone' },
        writes: { create: true, update: true, delete: true, defaults: version === 'v2' ? { AccountID: '0000000199' } : {} },
        concurrency,
      },
    },
  };
}
