import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Store, WriteMeta } from '../../../ports/store.ts';
import type { TenantDirectory } from '../../../ports/tenants.ts';
import { jobDraft, problem } from '../../store-suite.ts';
import { type TestClock, temporaryFolder, testClock } from '../../test-store.ts';
import { openTestInstallation, type TestInstallation } from '../../test-tenant-stores.ts';
import { openNativeDatabase } from '../db.native.ts';
import { openLibsqlStore } from '../libsql-store.ts';
import { type Migration, migrations } from '../migrations/index.ts';
import { openTenantStores } from './tenant-stores.ts';

const meta: WriteMeta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };
const newest = migrations.at(-1)?.version ?? 0;

describe('a database per tenant', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let clock: TestClock;
  let subject: TestInstallation;
  const open = (options: { maxOpen?: number; migrations?: readonly Migration[] } = {}) =>
    openTestInstallation({ folder: folder.path, clock, ...options });
  beforeEach(async () => {
    folder = await temporaryFolder();
    clock = testClock();
    subject = await open({ maxOpen: 2 });
  });
  afterEach(async () => {
    await subject.store.close();
    await folder.remove();
  });
  const files = async () => (await readdir(join(folder.path, 'tenants'))).filter((name) => name.endsWith('.db')).sort();
  const put = (tenant: string, id: string, store: Store = subject.store) =>
    store.write(tenant, meta, async (writer) => {
      writer.describe({ type: 'job.created', jobId: id });
      return writer.put('jobs', jobDraft(id));
    });

  test('a tenant is made with a file of its own, and making it again changes nothing', async () => {
    const first = await subject.admin.create({ id: 'acme', name: 'Acme Ltd' });
    assert.equal(first.created, true);
    assert.deepEqual([first.tenant.status, first.tenant.name, first.tenant.schemaVersion], ['active', 'Acme Ltd', newest]);
    clock.advanceMinutes(1);
    const again = await subject.admin.create({ id: 'acme', name: 'Another name' });
    assert.deepEqual(again, { tenant: first.tenant, created: false });
    assert.deepEqual(await files(), ['acme.db']);
    assert.deepEqual(await subject.store.tenants(), ['acme']);
  });

  test('of many creations at once one is made', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => subject.admin.create({ id: 'acme' })));
    assert.ok(outcomes.every(({ tenant }) => tenant.status === 'active'));
    assert.equal((await put('acme', 'j1')).seq, 1);
  });

  test('a creation that stopped half way lets nobody in, and is finished by creating again', async () => {
    // What is left when the program dies between the entry in the directory and the database.
    await subject.directory.add({ id: 'acme', name: 'Acme', ...subject.databases.addressFor('acme') });
    await assert.rejects(put('acme', 'j1'), problem('unknown_tenant'));
    assert.deepEqual(await subject.store.tenants(), []);
    const { tenant, created } = await subject.admin.create({ id: 'acme' });
    assert.deepEqual([tenant.status, tenant.name, created], ['active', 'Acme', true]);
    assert.equal((await put('acme', 'j1')).seq, 1);
  });

  test('a database that cannot be made leaves the tenant to be created again', async () => {
    await subject.admin.create({ id: 'first' });
    await writeFile(join(folder.path, 'tenants', 'acme.db'), 'id;name\n'.repeat(300));
    await assert.rejects(subject.admin.create({ id: 'acme' }), problem('store_unavailable'));
    await rm(join(folder.path, 'tenants', 'acme.db'));
    assert.equal((await subject.admin.create({ id: 'acme' })).tenant.status, 'active');
  });

  test('unknown, suspended and retired tenants are kept out, whatever is asked', async () => {
    await subject.admin.create({ id: 'acme' });
    await put('acme', 'j1');
    const asked = (tenant: string) => [
      () => subject.store.admit(tenant),
      () => subject.store.read(tenant).get('jobs', 'j1'),
      () => subject.store.read(tenant).lastSeq(),
      () => put(tenant, 'j2'),
      () => subject.store.recordPositions(tenant, new Map()),
      () => subject.store.credentials.state(tenant),
      () => subject.store.work.outlook(tenant, []),
    ];
    for (const ask of asked('nobody')) await assert.rejects(ask(), problem('unknown_tenant'));
    await subject.admin.suspend('acme');
    for (const ask of asked('acme')) await assert.rejects(ask(), problem('tenant_suspended'));
    await subject.admin.retire('acme');
    for (const ask of asked('acme')) await assert.rejects(ask(), problem('unknown_tenant'));
    await assert.rejects(subject.admin.create({ id: 'acme' }), problem('already_exists'));
    assert.deepEqual(await files(), ['acme.db'], 'the database is kept');
    await subject.admin.resume('acme');
    assert.equal((await subject.store.read('acme').get('jobs', 'j1'))?.version, 1);
    assert.deepEqual(await files(), ['acme.db'], 'nothing else was made');
  });

  test('what another process does to a tenant counts here after five seconds', async () => {
    await subject.admin.create({ id: 'acme' });
    await put('acme', 'j1');
    const elsewhere = await open();
    await elsewhere.admin.suspend('acme');
    assert.equal((await subject.store.read('acme').get('jobs', 'j1'))?.id, 'j1');
    clock.set(new Date(clock.now() + 5_000).toISOString());
    await assert.rejects(put('acme', 'j2'), problem('tenant_suspended'));
    await elsewhere.admin.resume('acme');
    clock.set(new Date(clock.now() + 5_000).toISOString());
    assert.equal((await put('acme', 'j2')).seq, 2);
    await elsewhere.store.close();
  });

  test('few databases stay open, and none with a running write or somebody who listens is closed', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await subject.admin.create({ id });
    const heard: string[] = [];
    const stop = subject.store.onCommitted('a', (event) => heard.push(`a ${event.seq}`));
    await put('a', 'j1');
    const { promise: finish, resolve } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const slow = subject.store.write('b', meta, async (writer) => {
      writer.describe({ type: 'job.created', jobId: 'slow' });
      begin();
      await finish;
      return writer.put('jobs', jobDraft('slow'));
    });
    await begun;
    for (const id of ['c', 'd', 'e', 'c']) await put(id, `j-${id}-${subject.store.openCount}`);
    assert.ok(subject.store.openCount <= 3, `${subject.store.openCount} are open`);
    resolve();
    assert.equal((await slow).seq, 1);
    await put('a', 'j2');
    assert.deepEqual(heard, ['a 1', 'a 2']);
    stop();
    for (const id of ['c', 'd', 'e']) await subject.store.read(id).lastSeq();
    assert.equal(subject.store.openCount, 2);
    assert.equal(await subject.store.read('a').lastSeq(), 2, 'what was closed opens again');
  });

  test('tenants write at the same time, each with a seq of its own', async () => {
    const tenants = Array.from({ length: 6 }, (_, i) => `t${i}`);
    for (const id of tenants) await subject.admin.create({ id });
    await Promise.all(tenants.flatMap((tenant) => Array.from({ length: 10 }, (_, i) => put(tenant, `j${i}`))));
    for (const tenant of tenants) {
      const events = await subject.store.read(tenant).tail(0, 100);
      assert.deepEqual(
        events.map(({ seq }) => seq),
        Array.from({ length: 10 }, (_, i) => i + 1),
      );
    }
  });

  test('an old database is brought up to date when it is first opened, and by migrating all; one that fails stops nobody', async () => {
    await subject.store.close();
    const old = await open({ migrations: migrations.slice(0, 1) });
    for (const id of ['a', 'b', 'c', 'd']) await old.admin.create({ id });
    await old.admin.suspend('c');
    await old.store.close();
    await writeFile(join(folder.path, 'tenants', 'b.db'), 'not a database\n'.repeat(300));

    subject = await open();
    assert.equal((await subject.admin.get('a')).schemaVersion, 1);
    await put('a', 'j1');
    assert.equal((await subject.admin.get('a')).schemaVersion, newest);
    const seen: string[] = [];
    const report = await subject.admin.migrateAll(({ tenant, outcome, done }) =>
      seen.push('error' in outcome ? `${done} ${tenant} failed` : `${done} ${tenant} ${outcome.from}→${outcome.to}`),
    );
    assert.deepEqual(seen, [`1 a ${newest}→${newest}`, '2 b failed', `3 c 1→${newest}`, `4 d 1→${newest}`]);
    assert.deepEqual(report, { done: 4, failed: ['b'] });
    assert.equal((await subject.admin.get('c')).status, 'suspended', 'nobody is let in by it');
    await assert.rejects(put('b', 'j1'), problem('store_unavailable'));
  });

  test('a database that has vanished is not replaced by an empty one', async () => {
    await subject.admin.create({ id: 'acme' });
    for (const name of await readdir(join(folder.path, 'tenants'))) await rm(join(folder.path, 'tenants', name));
    await assert.rejects(subject.store.read('acme').lastSeq(), (error) => {
      problem('store_unavailable')(error);
      assert.match(String((error as Error).cause), /is empty, though it has been in use/);
      return true;
    });
  });

  test('ids that differ in capitals only cannot share a database', async () => {
    await subject.admin.create({ id: 'acme' });
    await assert.rejects(subject.admin.create({ id: 'ACME' }), problem('already_exists'));
  });

  test('the directory is not taken for the database of a tenant, nor the other way round', async () => {
    await subject.admin.create({ id: 'acme' });
    const directory = () => openNativeDatabase({ url: `file:${join(folder.path, 'directory.db')}` });
    await assert.rejects(openLibsqlStore(directory(), { clock, log: quiet }), /belongs to another program/);
    const { openTenantDirectory } = await import('./directory.ts');
    const database = openNativeDatabase({ url: `file:${join(folder.path, 'tenants', 'acme.db')}` });
    await assert.rejects(openTenantDirectory(database, { clock }), /belongs to another program/);
  });

  test('tenants go on while the directory is away; new ones have to wait', async () => {
    await subject.admin.create({ id: 'acme' });
    await subject.admin.create({ id: 'other' });
    let isAway = false;
    const directory: TenantDirectory = {
      ...subject.directory,
      signingKeys: subject.directory.signingKeys,
      get: (id) => (isAway ? Promise.reject(new Error('away')) : subject.directory.get(id)),
      change: (id, change) => subject.directory.change(id, change),
      close: async () => {},
    };
    const store = openTenantStores({
      directory,
      open: (tenant) => subject.databases.open(tenant, directory),
      clock,
      log: quiet,
      maxOpen: 2,
    });
    await put('acme', 'j1', store);
    isAway = true;
    clock.advanceMinutes(10);
    assert.equal((await put('acme', 'j2', store)).seq, 2);
    await assert.rejects(put('other', 'j1', store), /away/);
    await store.close();
  });

  test('background work is found in every database, also in closed ones, and not by opening all of them all the time', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await subject.admin.create({ id });
    const nowMs = clock.now();
    const work = (id: string, dueAtMs: number) => [{ id, kind: 'tidy', subject: '', payload: {}, dueAtMs }];
    await subject.store.work.enqueue('a', work('w1', nowMs), nowMs);
    await subject.store.work.enqueue('d', work('w2', nowMs + 60_000), nowMs);
    const look = (atMs: number) =>
      subject.store.work.tenantsWithWork({ kinds: ['tidy'], standing: [], nowMs: atMs, dueByMs: atMs });
    assert.deepEqual(await look(nowMs), ['a']);
    assert.deepEqual(await look(nowMs + 30_000), ['a']);
    assert.deepEqual(await look(nowMs + 61_000), ['a', 'd']);
    // Somebody else's work in a database that is closed here: that instance does it, and this one looks again later.
    const elsewhere = await open();
    await elsewhere.store.work.enqueue('b', work('w3', nowMs), nowMs);
    await elsewhere.store.close();
    for (const id of ['c', 'd']) await subject.store.read(id).lastSeq();
    assert.deepEqual(await look(nowMs + 62_000), ['a', 'd']);
    assert.deepEqual(await look(nowMs + 11 * 60_000), ['a', 'b', 'd']);
  });
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
