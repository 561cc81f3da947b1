import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { FakeTime } from '../../../test/fake-time.ts';
import { silentLog } from '../../ports/log.ts';
import { readSnapshotRecords } from '../../ports/snapshot-records.ts';
import type { Reader, Store, WriteMeta } from '../../ports/store.ts';
import { jobDraft } from '../store-suite.ts';
import { temporaryFolder } from '../test-store.ts';
import type { Replica } from './database.ts';
import { openNativeDatabase } from './db.native.ts';
import { lastSeq } from './event-log.ts';
import { openLibsqlStore } from './index.ts';
import { migrations } from './migrations/index.ts';
import { primaryPatienceMs, replicaPatienceMs } from './patience.ts';
import { type ReadScopes, ReplicaReads } from './replica-reads.ts';
import type { SqlClient } from './sql-client.ts';
import { isUnavailable, unavailable } from './unavailable.ts';

const meta: WriteMeta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };
const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'all', maxJobs: 500 } as const;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
before(async () => {
  folder = await temporaryFolder();
});
after(() => folder.remove());

describe('reads of one moment at a replica', () => {
  const time = new FakeTime();
  let elsewhere: Store;
  let store: Store;
  /** Called before each statement at the replica. */
  let beforeEachStatement: () => Promise<void> = async () => {};
  let tenants = 0;
  let jobs = 0;

  before(async () => {
    // A copy that is never behind: what is wrong with a read can only come from reading in several steps.
    const url = `file:${join(folder.path, 'moments.db')}`;
    elsewhere = await openLibsqlStore(openNativeDatabase({ url }), { clock: time, log: silentLog });
    const { client } = openNativeDatabase({ url });
    const execute = client.execute.bind(client) as typeof client.execute;
    client.execute = async (statement: Parameters<typeof execute>[0]) => {
      await beforeEachStatement();
      return execute(statement);
    };
    store = await openLibsqlStore({ ...openNativeDatabase({ url }), replica: { client } }, { clock: time, log: silentLog });
  });
  after(async () => {
    await store.close();
    await elsewhere.close();
  });
  beforeEach(() => {
    beforeEachStatement = async () => {};
  });

  /** A tenant with one job; each write adds one more, so that there are as many jobs as events. */
  const newTenant = async () => {
    const tenant = `t${++tenants}`;
    await addJob(tenant);
    return tenant;
  };
  const addJob = (tenant: string) =>
    elsewhere.write(tenant, meta, async (writer) => {
      const id = `j${++jobs}`;
      writer.describe({ type: 'job.created', jobId: id });
      return writer.put('jobs', jobDraft(id));
    });
  /** Writes before those statements of the replica, counted from now. */
  const writeBefore = (tenant: string, places: ReadonlySet<number> | 'all') => {
    const counted = { statements: 0 };
    beforeEachStatement = async () => {
      counted.statements += 1;
      if (places === 'all' || places.has(counted.statements)) await addJob(tenant);
    };
    return counted;
  };

  it('answers from the replica when nothing is written meanwhile', async () => {
    const tenant = await newTenant();
    const counted = writeBefore(tenant, new Set());
    assert.equal((await store.read(tenant).snapshot(window)).seq, 1);
    assert.ok(counted.statements > 5, 'it was read there');
  });

  it('reads again when something was written meanwhile', async () => {
    const tenant = await newTenant();
    await store.read(tenant).snapshot(window);
    const counted = writeBefore(tenant, new Set());
    await store.read(tenant).snapshot(window);
    const undisturbed = counted.statements;
    const disturbed = writeBefore(tenant, new Set([4]));
    const { seq, jobs } = await readSnapshotRecords(store.read(tenant), window);
    assert.deepEqual([seq, jobs.length], [2, 2]);
    // A look at the seq and what is read are two statements: the third look is the first to see what came before the fourth statement.
    assert.equal(disturbed.statements, 3 * 2 + undisturbed);
  });

  it('leaves it to the primary when something is written all the time', async () => {
    const tenant = await newTenant();
    writeBefore(tenant, 'all');
    const { seq, jobs } = await readSnapshotRecords(store.read(tenant), window);
    assert.ok(seq > 10);
    assert.equal(jobs.length, seq);
    const { seq: before } = await store.readNewest(tenant).snapshot(window);
    await store.read(tenant).get('jobs', 'j1');
    assert.equal(await elsewhere.read(tenant).lastSeq(), before + 2, 'the replica is not at rest: it was asked again, once');
  });

  it('is whole whenever others write, in snapshots and in what placements are judged by', async () => {
    const reads: Record<string, (reader: Reader, ids: readonly string[]) => Promise<void>> = {
      async snapshot(reader) {
        const { seq, jobs } = await readSnapshotRecords(reader, window);
        assert.equal(jobs.length, seq);
      },
      async scheduling(reader, ids) {
        const { jobs } = await reader.schedulingRecords(ids, [], window);
        assert.ok(jobs.length >= 1);
      },
    };
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }),
        fc.constantFrom(...Object.values(reads)),
        async (places, read) => {
          beforeEachStatement = async () => {};
          const tenant = await newTenant();
          const id = `j${jobs}`;
          writeBefore(tenant, new Set(places));
          await read(store.read(tenant), [id]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

// As a server that has just started, which asks the primary before it has a state of its own, and as several servers at one address.
describe('a replica whose next answer may be of an older state', () => {
  const tenant = 'acme';
  let store: Store;
  let elsewhere: Store;
  /** For each request whether the newest state answers it; the older one answers those after that. */
  let newest: boolean[];
  let asked: number;
  let older: SqlClient;
  before(async () => {
    const [url, copy] = [`file:${join(folder.path, 'ahead.db')}`, join(folder.path, 'behind.db')];
    const time = new FakeTime();
    const primary = openNativeDatabase({ url });
    elsewhere = await openLibsqlStore(openNativeDatabase({ url }), { clock: time, log: silentLog });
    await put('j1', 'Old');
    await primary.client.execute({ sql: 'vacuum into ?', args: [copy] });
    older = openNativeDatabase({ url: `file:${copy}` }).client;
    const readAtOnce: Replica['readAtOnce'] = async (statements) => {
      asked += 1;
      const transaction = await (newest.shift() ? primary.client : older).transaction('read');
      try {
        return await transaction.batch(statements);
      } finally {
        transaction.close();
      }
    };
    store = await openLibsqlStore({ ...primary, replica: { client: older, readAtOnce } }, { clock: time, log: silentLog });
  });
  after(async () => {
    await store.close();
    await elsewhere.close();
  });
  beforeEach(() => {
    newest = [];
    asked = 0;
  });

  const put = (id: string, title: string, where = elsewhere) =>
    where.write(tenant, meta, async (writer) => {
      writer.describe({ type: 'job.changed', jobId: id });
      return writer.put('jobs', { ...jobDraft(id), title });
    });
  const anyOrder = fc.array(fc.boolean(), { maxLength: 40 });

  it('answers in itself what nobody here has written', async () => {
    assert.equal((await store.read(tenant).get('jobs', 'j1'))?.title, 'Old');
    assert.ok(asked > 0);
  });

  it('is of one moment', async () => {
    await put('j2', 'New');
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        newest = [...order];
        const { seq, jobs } = await readSnapshotRecords(store.read(tenant), window);
        assert.equal(jobs.length, seq);
      }),
    );
  });

  it('hides nothing from whoever wrote it', async () => {
    await put('j1', 'New', store);
    for (let ahead = 0; ahead < 8; ahead++) {
      newest = Array.from({ length: ahead }, () => true);
      assert.equal((await store.read(tenant).get('jobs', 'j1'))?.title, 'New');
      assert.equal((await store.read(tenant).get('jobs', 'j1'))?.title, 'New');
    }
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        newest = [...order];
        const reader = store.read(tenant);
        const request = { filters: { q: 'new' }, sort: [], limit: 5, total: true } as const;
        const [job, page] = await Promise.all([reader.get('jobs', 'j1'), reader.list('jobs', request)]);
        assert.deepEqual([job?.title, page.total], ['New', 2]);
      }),
    );
  });

  it('may have none of the tables at all', async () => {
    const { client } = openNativeDatabase({ url: `file:${join(folder.path, 'empty.db')}` });
    const whole = older;
    older = client;
    for (let ahead = 0; ahead < 3; ahead++) {
      newest = Array.from({ length: ahead }, () => true);
      assert.equal((await store.read(tenant).get('jobs', 'j2'))?.title, 'New');
    }
    older = whole;
    client.close();
  });
});

describe('a replica that does not answer', () => {
  const tenant = 'acme';
  let time: FakeTime;
  let isAnswering: boolean;
  let asked: number;
  /** Settles with the next statement that gets no answer. */
  let isWaiting: PromiseWithResolvers<void>;
  let warnings: string[];
  let reads: ReplicaReads;
  let scopes: ReadScopes;
  let atPrimary: () => Promise<string>;

  beforeEach(async () => {
    time = new FakeTime();
    isAnswering = true;
    asked = 0;
    isWaiting = Promise.withResolvers();
    warnings = [];
    const url = `file:${join(folder.path, 'answers.db')}`;
    await (await openLibsqlStore(openNativeDatabase({ url }), { clock: time, log: silentLog })).close();
    const { client } = openNativeDatabase({ url });
    const execute = client.execute.bind(client) as typeof client.execute;
    client.execute = (statement: Parameters<typeof execute>[0]) => {
      asked += 1;
      if (isAnswering) return execute(statement);
      isWaiting.resolve();
      isWaiting = Promise.withResolvers();
      return new Promise<never>(() => {});
    };
    const replica: Replica = { client };
    atPrimary = async () => 'primary';
    const elsewhere = async <T>() => (await atPrimary()) as T;
    reads = new ReplicaReads({
      replica,
      primary: { one: elsewhere, together: elsewhere },
      schemaVersion: migrations.at(-1)?.version ?? 0,
      clock: time,
      timers: time,
      log: { ...silentLog, warn: (message) => warnings.push(message) },
    });
    scopes = reads.scopesOf(tenant);
  });

  /** Where it was read. */
  const read = (scope: keyof ReadScopes = 'one') =>
    scopes[scope](async (runner) => {
      await lastSeq(runner, tenant);
      return 'replica';
    });

  for (const scope of ['one', 'together'] as const) {
    it(`is not waited for longer than it may take (${scope})`, async () => {
      assert.equal(await read(scope), 'replica');
      isAnswering = false;
      const waiting = isWaiting.promise;
      const reading = read(scope);
      await waiting;
      time.advance(replicaPatienceMs);
      assert.equal(await reading, 'primary');
      assert.equal(time.pending, 0);
      reads.close();
    });
  }

  it('is left alone for a while, and then asked by one alone until it answers', async () => {
    isAnswering = false;
    const together = Promise.all([read(), read()]);
    time.advance(replicaPatienceMs);
    assert.deepEqual(await together, ['primary', 'primary']);
    assert.equal(asked, 2);
    assert.equal(await read(), 'primary');
    assert.equal(asked, 2, 'it rests');
    time.advance(5_000);
    const looking = read();
    assert.equal(await read(), 'primary');
    assert.equal(asked, 3, 'one looks whether it is back');
    time.advance(replicaPatienceMs);
    assert.equal(await looking, 'primary');
    time.advance(5_000);
    isAnswering = true;
    assert.deepEqual([await read(), await read()], ['replica', 'replica']);
    assert.equal(warnings.length, 1);
    reads.close();
  });

  it('is asked again when the primary hung for longer than it rests', async () => {
    isAnswering = false;
    const first = read();
    time.advance(replicaPatienceMs);
    assert.equal(await first, 'primary');
    isAnswering = true;
    atPrimary = async () => {
      time.advance(primaryPatienceMs);
      throw unavailable();
    };
    assert.equal(await read(), 'replica');
    assert.equal(await read(), 'replica', 'it does not rest any more');
    reads.close();
  });

  it('is left alone also when the primary refuses at once', async () => {
    isAnswering = false;
    const first = read();
    time.advance(replicaPatienceMs);
    await first;
    const before = asked;
    atPrimary = async () => {
      throw unavailable();
    };
    await assert.rejects(read(), isUnavailable);
    assert.equal(asked, before);
    reads.close();
  });

  it('is not blamed for a primary that is away', async () => {
    reads.expect(tenant, { seq: 9 });
    assert.equal(await read(), 'primary', 'the replica does not have it yet');
    const before = asked;
    await read();
    assert.ok(asked > before, 'it is not at rest');
    assert.deepEqual(warnings, []);
    reads.close();
  });
});
