import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiKeyCreated, IssuedToken } from '@dispatchkit/contract';
import { noticedMilliseconds } from '../../src/http/auth/revoked.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { silentLog } from '../../src/ports/log.ts';
import { readSnapshotRecords } from '../../src/ports/snapshot-records.ts';
import type { Store, WriteMeta } from '../../src/ports/store.ts';
import { type NativeDatabaseOptions, openNativeDatabase } from '../../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../src/stores/libsql/index.ts';
import { outageGraceMs } from '../../src/stores/libsql/outage.ts';
import type { SqlClient } from '../../src/stores/libsql/sql-client.ts';
import { jobDraft, storeSuite } from '../../src/stores/store-suite.ts';
import { FakeTime } from '../../test/fake-time.ts';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../test/test-connector.ts';
import { type Cluster, openCluster } from './cluster.ts';

/** Tokens are checked anew, and with keys read anew. */
const keysAreOldMs = 60_000;

const meta: WriteMeta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };

/** How reads are spread: each of these keeps the promises of a store. */
const arrangements: Record<string, (cluster: Cluster, name: string) => NativeDatabaseOptions> = {
  'the primary alone': ({ primaryUrl }) => ({ url: primaryUrl }),
  'the primary with a read replica': ({ primaryUrl, replicaUrl }) => ({ url: primaryUrl, readUrl: replicaUrl }),
  'an embedded replica': ({ primaryUrl, folder }, name) => ({
    url: `file:${join(folder, `${name}.db`)}`,
    syncUrl: primaryUrl,
    syncSeconds: 0.5,
  }),
};

for (const [name, optionsOf] of Object.entries(arrangements)) {
  storeSuite(`sqld, ${name}`, async (clock) => {
    const cluster = await openCluster();
    const opening = openLibsqlStore(openNativeDatabase(optionsOf(cluster, 'suite')), { clock, log: silentLog });
    // Without a store nobody would ever close it.
    const store = await opening.catch(async (error: unknown) => {
      await cluster.close();
      throw error;
    });
    return {
      store,
      async close() {
        await store.close();
        await cluster.close();
      },
    };
  });
}

describe('reads at a replica', () => {
  let cluster: Cluster;
  const opened: Store[] = [];
  before(async () => {
    cluster = await openCluster();
  });
  after(async () => {
    for (const store of opened) await store.close();
    await cluster?.close();
  });
  const open = async (options: NativeDatabaseOptions) => {
    const store = await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog });
    opened.push(store);
    return store;
  };
  const put = (store: Store, tenant: string, id: string, title = `Job ${id}`) =>
    store.write(tenant, meta, async (writer) => {
      writer.describe({ type: 'job.changed', jobId: id });
      return writer.put('jobs', { ...jobDraft(id), title });
    });

  for (const [name, optionsOf] of Object.entries(arrangements)) {
    test(`${name}: who writes reads what was written, at once and always`, async () => {
      const store = await open(optionsOf(cluster, 'own'));
      const tenant = `own-${opened.length}`;
      for (let i = 0; i < 15; i++) {
        await put(store, tenant, 'j1', `Title ${i}`);
        const reader = store.read(tenant);
        const [job, page, snapshot] = await Promise.all([
          reader.get('jobs', 'j1'),
          reader.list('jobs', { filters: { q: `${i}` }, sort: [], limit: 5, total: true }),
          reader.snapshot({ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'all', maxJobs: 5 }),
        ]);
        assert.deepEqual([job?.title, page.total, snapshot.seq], [`Title ${i}`, 1, i + 1]);
      }
    });

    test(`${name}: what others write is seen, and the log never lags behind a snapshot`, async () => {
      const [here, there] = [await open(optionsOf(cluster, 'here')), await open({ url: cluster.primaryUrl })];
      const tenant = `others-${opened.length}`;
      await put(here, tenant, 'j0');
      for (let i = 1; i <= 10; i++) {
        await put(there, tenant, `j${i}`);
        const reader = here.read(tenant);
        const snapshot = await readSnapshotRecords(reader, {
          from: '2026-11-20T00:00:00.000Z',
          to: '2026-11-21T00:00:00.000Z',
          jobs: 'all',
          maxJobs: 50,
        });
        const missing = await reader.tail(snapshot.seq, 100);
        assert.equal(snapshot.jobs.length + missing.length, i + 1, 'a snapshot and the events after it are everything');
        assert.equal(await reader.lastSeq(), i + 1);
      }
      await eventually('the last job arrives', async () => (await here.read(tenant).get('jobs', 'j10')) !== undefined);
    });
  }

  test('while the replica is away everything is read at the primary, and afterwards there again', async () => {
    const store = await open({ url: cluster.primaryUrl, readUrl: cluster.replicaUrl });
    const tenant = 'away';
    await put(store, tenant, 'j1');
    await cluster.stopReplica();
    await put(store, tenant, 'j2');
    assert.equal((await store.read(tenant).getMany('jobs', ['j1', 'j2'])).length, 2);
    await cluster.startReplica();
    await put(store, tenant, 'j3');
    assert.equal((await store.read(tenant).getMany('jobs', ['j1', 'j2', 'j3'])).length, 3);
  });

  test('an embedded replica is opened again with what it had, and catches up', async () => {
    const options = arrangements['an embedded replica']?.(cluster, 'again');
    assert.ok(options);
    const tenant = 'again';
    const first = await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog });
    await put(first, tenant, 'j1');
    await first.close();
    await put(await open({ url: cluster.primaryUrl }), tenant, 'j2');
    const second = await open(options);
    assert.equal((await second.read(tenant).getMany('jobs', ['j1', 'j2'])).length, 2);
  });
});

// The clock moves only when told: until then what has been revoked counts as just read.
describe('a connector whose primary is away', () => {
  const window = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
  const placement = { jobId: 'j2', technicianId: 't1', startsAt: '2026-11-20T14:00:00Z' };
  const reads = [
    ['GET', '/v1/jobs/j1'],
    ['GET', '/v1/jobs?q=tap'],
    ['GET', `/v1/snapshot?${window}`],
    ['GET', `/v1/snapshot?${window}&jobs=all`],
    ['GET', '/v1/jobs/j2/candidates'],
    ['GET', `/v1/technicians/t1/workload?${window}`],
    ['POST', '/v1/assignments/check', placement],
  ] as const;

  /** What the reads answer. All of them do. */
  const answers = async (subject: TestConnector) => {
    const list: unknown[] = [];
    for (const [method, path, send] of reads) {
      const { status, body } = await subject.request(method, path, send ? { send } : {});
      assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(body)}`);
      list.push([method, path, body]);
    }
    return list;
  };

  const cases = { 'the primary with a read replica': ['gone', 'hung'], 'an embedded replica': ['gone', 'hung'] } as const;
  for (const [name, ways] of Object.entries(cases)) {
    for (const away of ways) {
      test(`${name}: reads answer as before when it is ${away}`, async () => {
        await using own = await openOwn(name);
        const { cluster, subject, time } = own;
        const before = await answers(subject);
        if (away === 'gone') await cluster.stopPrimary();
        else cluster.pausePrimary();
        assert.deepEqual(await answers(subject), before);
        const readingLog = refusalOf(subject, 'GET', '/v1/events');
        if (away === 'gone') assert.deepEqual(await refusalOf(subject, 'POST', '/v1/jobs', newJob), storeUnavailable);
        assert.deepEqual(await answers(subject), before, 'what the primary refused is not held against the replica');

        time.advance(noticedMilliseconds);
        // What has been revoked is read at the replica from here on. The answers tell the time, so they differ.
        await answers(subject);
        assert.deepEqual(await readingLog, storeUnavailable);
        assert.deepEqual(await own.credentialStatuses(), { good: [200, 200], revoked: [401, 401] });
        if (away === 'gone') assert.deepEqual(await refusalOf(subject, 'POST', '/v1/jobs', newJob), storeUnavailable);
        time.advance(keysAreOldMs);
        assert.equal(await own.linkStatus(), 200, 'the keys of customer links are read at the replica too');
        assert.equal(own.lines.filter((line) => line.includes('whether credentials count')).length, 1);
        if (away === 'hung') return;
        time.advance(outageGraceMs);
        assert.deepEqual(await refusalOf(subject, 'GET', '/v1/jobs/j1'), storeUnavailable, 'nobody is let in unchecked for ever');
      });
    }
  }

  test('a replica that was started meanwhile takes requests and answers nothing: it is not waited for', async () => {
    await using own = await openOwn('the primary with a read replica');
    const { cluster, subject } = own;
    await cluster.stopPrimary();
    await cluster.stopReplica();
    await cluster.startReplica();
    assert.deepEqual(await refusalOf(subject, 'GET', `/v1/snapshot?${window}`), storeUnavailable);
  });

  const newJob = { as: 'admin', send: { title: 'New' } } as const;
  const storeUnavailable = { status: 503, code: 'store_unavailable' };
  const refusalOf = async (subject: TestConnector, method: string, path: string, request: TestRequest = {}) => {
    const { status, body } = await subject.request<{ code: string }>(method, path, request);
    return { status, code: body.code };
  };

  /** A cluster and a connector on it, with a tenant that the replica knows all of. */
  async function openOwn(name: string) {
    const cluster = await openCluster();
    return openOn(cluster, name).catch(async (error: unknown) => {
      await cluster.close();
      throw error;
    });
  }

  async function openOn(cluster: Cluster, name: string) {
    const options = arrangements[name]?.(cluster, 'lonely');
    assert.ok(options);
    const time = new FakeTime();
    const lines: string[] = [];
    const log = { ...silentLog, warn: (line: string) => lines.push(line) };
    const database = openNativeDatabase(options);
    const store = await openLibsqlStore(database, { clock: time, log });
    const subject = await openTestConnector({ store, time });
    await seed(subject.connector.services, tenant);
    const good = [await subject.token('dispatcher'), (await makeApiKey(subject)).key];
    const revoked = [await revokedToken(subject), await revokedApiKey(subject)];
    const link = await customerLink(subject);
    await eventually('the replica has everything', async () => {
      const { replica } = database;
      assert.ok(replica);
      const there = await stateOf(replica.client).catch(() => undefined);
      const here = await stateOf(database.client);
      // One that has just started has the primary answer.
      return there?.file !== here.file && there?.changes === here.changes;
    });
    const statusOf = async (credential: string) =>
      (await subject.request('GET', '/v1/jobs/j1', { as: null, headers: { authorization: `Bearer ${credential}` } })).status;
    return {
      cluster,
      subject,
      time,
      /** What the store has warned of. */
      lines,
      /** How the customer's link to the job is answered. */
      linkStatus: () => statusOf(link),
      /** How tokens and API keys are answered that are good, and that were revoked in good time. */
      async credentialStatuses() {
        return { good: await Promise.all(good.map(statusOf)), revoked: await Promise.all(revoked.map(statusOf)) };
      },
      async [Symbol.asyncDispose]() {
        await cluster.close();
        await subject[Symbol.asyncDispose]();
      },
    };
  }
});

/** Whose answer it is, and what rises with each change: the seq of the log, and signing keys have a count of their own. */
async function stateOf(client: SqlClient): Promise<{ readonly file: string; readonly changes: string }> {
  const { rows } = await client.execute(`
    select (select file from pragma_database_list where name = 'main') as file,
      (select last_seq from tenants) || ' ' || (select value from meta where key = 'signing_key_changes') as changes`);
  return { file: String(rows[0]?.file), changes: String(rows[0]?.changes) };
}

async function makeApiKey(subject: TestConnector): Promise<ApiKeyCreated> {
  const send = { name: 'ERP', scopes: ['jobs:read'] };
  return (await subject.request<ApiKeyCreated>('POST', '/v1/api-keys', { as: 'admin', send })).body;
}

async function customerLink(subject: TestConnector): Promise<string> {
  const { status, body } = await subject.request<IssuedToken>('POST', '/v1/jobs/j1/customer-links', { send: {} });
  assert.ok(status < 300, JSON.stringify(body));
  return body.token;
}

async function revokedApiKey(subject: TestConnector): Promise<string> {
  const { id, key } = await makeApiKey(subject);
  const answer = await subject.request('PATCH', `/v1/api-keys/${id}`, { as: 'admin', send: { revoked: true }, ifMatch: '"v1"' });
  assert.equal(answer.status, 200);
  return key;
}

async function revokedToken(subject: TestConnector): Promise<string> {
  const tokenId = 'lost';
  const answer = await subject.request('POST', '/v1/tokens/revoke', { as: 'admin', send: { tokenId } });
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
  return subject.token({ tenant, role: 'dispatcher', tokenId });
}

/** Until somebody else's write has arrived. */
async function eventually(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let attempts = 0; !(await look()); attempts++) {
    assert.ok(attempts < 200, what);
    await wait(25);
  }
}
