import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { silentLog } from '../../ports/log.ts';
import type { Filters, ListRequest, Store, Writer } from '../../ports/store.ts';
import { jobDraft } from '../store-suite.ts';
import { testClock } from '../test-store.ts';
import { openNativeDatabase } from './db.native.ts';
import { openLibsqlStore } from './index.ts';
import type { SqlResult, SqlStatement, SqlTransactionMode } from './sql-client.ts';

let store: Store;
let execute: (statement: SqlStatement) => Promise<SqlResult>;
let statements: Exclude<SqlStatement, string>[] = [];

before(async () => {
  const database = openNativeDatabase({ url: ':memory:' });
  const { client } = database;
  execute = client.execute.bind(client) as typeof execute;
  const noting = (run: typeof execute) => (statement: SqlStatement) => {
    if (typeof statement === 'object') statements.push(statement);
    return run(statement);
  };
  client.execute = noting(execute) as typeof client.execute;
  const begin = client.transaction.bind(client);
  client.transaction = async (mode: SqlTransactionMode) => {
    const transaction = await begin(mode);
    transaction.execute = noting(transaction.execute.bind(transaction) as typeof execute) as typeof transaction.execute;
    return transaction;
  };
  store = await openLibsqlStore(database, { clock: testClock(), log: silentLog });
});
after(() => store.close());

/** The statements that the work makes. */
async function statementsOf(work: () => Promise<unknown>): Promise<Exclude<SqlStatement, string>[]> {
  statements = [];
  await work();
  return statements;
}

/** How the database goes about what the work asks of it. */
async function stepsOf(work: () => Promise<unknown>): Promise<string[]> {
  const steps: string[] = [];
  for (const statement of await statementsOf(work)) {
    const plan = await execute({ ...statement, sql: `explain query plan ${statement.sql}` });
    steps.push(...plan.rows.map((row) => String(row.detail)));
  }
  return steps;
}

const write = (work: (writer: Writer) => Promise<unknown>) =>
  store.write('t', { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null }, work);

const sortOf = (text: string): ListRequest['sort'] =>
  text.split(',').map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));

describe('common lists of jobs are read off an index and do not sort the table', () => {
  const common: readonly [string, Filters][] = [
    ['-priority,dueAt', {}],
    ['-priority,dueAt', { status: ['unscheduled'] }],
    ['-priority,dueAt', { status: ['unscheduled', 'on_hold'] }],
    ['-priority,dueAt', { status: ['unscheduled'], type: ['repair'] }],
    ['dueAt', {}],
    ['-dueAt', {}],
    ['-requestedAt', {}],
    ['-completedAt', {}],
    ['number', {}],
    ['updatedAt', { updatedSince: '2026-11-20T00:00:00.000Z' }],
  ];
  for (const [sort, filters] of common) {
    test(`${sort} ${JSON.stringify(filters)}`, async () => {
      const steps = await stepsOf(() => store.read('t').list('jobs', { filters, sort: sortOf(sort), limit: 50 }));
      const plan = steps.join('; ');
      assert.ok(
        steps.some((step) => /^SEARCH t USING (COVERING )?INDEX /.test(step)),
        plan,
      );
      // Records that are equal in all keys are put in order by id, a handful at a time.
      assert.ok(!steps.includes('USE TEMP B-TREE FOR ORDER BY'), plan);
    });
  }
});

describe('how many there are', () => {
  const request: ListRequest = { filters: {}, sort: sortOf('-priority,dueAt'), limit: 50, total: true, totalUpTo: 1_000 };
  const narrowed: readonly [Filters, string][] = [
    [{}, '(tenant=?)'],
    [{ status: ['unscheduled'] }, '(tenant=? AND status=?)'],
    [{ status: ['unscheduled'], type: ['repair'] }, '(tenant=? AND status=? AND type=?)'],
  ];
  for (const [filters, searched] of narrowed) {
    test(`of ${JSON.stringify(filters)} is counted in an index alone`, async () => {
      const steps = await stepsOf(() => store.read('t').list('jobs', { ...request, filters }));
      const counted = steps.filter((step) => step.startsWith('SEARCH t USING COVERING INDEX') && step.endsWith(searched));
      assert.equal(counted.length, 1, steps.join('; '));
    });
  }
});

describe('places are found by their index', () => {
  const box = { west: -122.43, south: 37.74, east: -122.41, north: 37.76 };
  const centre = { latitude: 37.75, longitude: -122.42 };
  const byGrid = /^SEARCH sites USING (COVERING )?INDEX sites_grid \(tenant=\? AND <expr>=\? AND longitude>\? AND longitude<\?\)/;

  test('jobs in a small box, by their sites', async () => {
    const steps = await stepsOf(() =>
      store.read('t').list('jobs', { filters: { bbox: box }, sort: sortOf('-priority,dueAt'), limit: 50, total: true }),
    );
    const plan = steps.join('; ');
    assert.ok(
      steps.every((step) => !/\bsites\b/.test(step) || byGrid.test(step)),
      plan,
    );
    assert.ok(
      steps.some((step) => step.startsWith('SEARCH t USING INDEX jobs_site (tenant=? AND site_id=?')),
      plan,
    );
  });

  test('sites in a box', async () => {
    const steps = await stepsOf(() => store.read('t').list('sites', { filters: { bbox: box }, sort: sortOf('name'), limit: 50 }));
    assert.ok(
      steps.some((step) => byGrid.test(step)),
      steps.join('; '),
    );
  });

  /** Records are read only of those that are answered. */
  const answersFew = (steps: readonly string[]) => {
    assert.ok(
      steps.some((step) => /^SEARCH job USING INTEGER PRIMARY KEY/.test(step)),
      steps.join('; '),
    );
    assert.ok(!steps.some((step) => /^SCAN (?!json_each|found|site\b)/.test(step)), steps.join('; '));
  };

  test('open jobs near a place, without a look at those that are over', async () => {
    const filters: Filters = { status: ['unscheduled', 'scheduled'] };
    const steps = await stepsOf(() => store.read('t').nearest('jobs', { box, centre, filters, limit: 20 }));
    const byPlace =
      'SEARCH open_job_places USING COVERING INDEX open_job_places_grid (tenant=? AND cell=? AND longitude>? AND longitude<?)';
    assert.ok(steps.includes(byPlace), steps.join('; '));
    assert.ok(steps.includes('SEARCH t USING INTEGER PRIMARY KEY (rowid=?)'), steps.join('; '));
    answersFew(steps);
  });

  test('jobs of any status near a place, by their sites', async () => {
    const filters: Filters = { status: ['unscheduled', 'completed'] };
    const steps = await stepsOf(() => store.read('t').nearest('jobs', { box, centre, filters, limit: 20 }));
    const plan = steps.join('; ');
    assert.ok(
      steps.some((step) => byGrid.test(step)),
      plan,
    );
    assert.ok(
      steps.some((step) =>
        /^SEARCH t USING (COVERING )?INDEX jobs_site \(tenant=\? AND site_id=\? AND deleted_at=\? AND status=\?\)/.test(step),
      ),
      plan,
    );
    answersFew(steps);
  });
});

describe('what a change looks at does not grow with the tenant', () => {
  const reads: readonly [string, () => Promise<unknown>][] = [
    ['a record', () => store.read('t').get('jobs', 'j1')],
    ['the assignments of jobs', () => store.read('t').assignmentsOfJobs(['j1', 'j2'])],
    [
      'what the rules need',
      () =>
        store.read('t').schedulingRecords(['j1'], ['t1'], { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' }),
    ],
    [
      'work under way of a technician',
      () => store.read('t').assignmentsOfTechnicians(['t1', 't2'], ['en_route', 'on_site', 'in_progress']),
    ],
    ['whether a number is taken', () => store.read('t').jobNumbersTaken(['J-1'])],
    ['who refers to a technician', () => store.read('t').references('technicians', 't1')],
  ];
  for (const [name, read] of reads) {
    test(name, async () => {
      // A search by nothing but the tenant reads all it has.
      const searches = (await stepsOf(read)).filter((step) => /\(tenant=\?\)$|^SCAN (?!json_each|\w+ VIRTUAL TABLE)/.test(step));
      assert.deepEqual(searches, []);
    });
  }
});

describe('a unit of work', () => {
  test('reads each record once, and finds what it has written', async () => {
    await write(async (writer) => {
      writer.describe({ type: 'job.created' });
      await writer.put('jobs', jobDraft('j1'));
    });
    const made = await statementsOf(() =>
      write(async (writer) => {
        writer.describe({ type: 'job.changed' });
        const job = await writer.get('jobs', 'j1');
        assert.equal(await writer.getDeleted('jobs', 'j1'), undefined);
        assert.deepEqual(await writer.getMany('jobs', ['j1', 'j1']), [job]);
        await writer.put('jobs', { ...jobDraft('j1'), title: 'New' });
        assert.equal((await writer.get('jobs', 'j1'))?.title, 'New');
        await writer.remove('jobs', 'j1');
        assert.equal(await writer.get('jobs', 'j1'), undefined);
        assert.deepEqual(await writer.getMany('jobs', ['j1']), []);
        assert.equal((await writer.getDeleted('jobs', 'j1'))?.version, 2);
        await writer.put('jobs', jobDraft('j1'));
        assert.equal((await writer.get('jobs', 'j1'))?.title, 'Job j1');
      }),
    );
    const reads = made.filter(({ sql }) => /^select .* from "jobs" where/.test(sql.trim()));
    assert.equal(reads.length, 1, reads.map(({ sql }) => sql).join('\n'));
  });

  test('gives out records that nobody can change by mistake', async () => {
    await write(async (writer) => {
      const job = await writer.get('jobs', 'j1');
      assert.ok(job);
      assert.throws(() => {
        job.title = 'Changed in passing';
      }, TypeError);
    });
  });
});

// Last in this file: the driver ends no transaction any more once a statement that returns what it changes has been explained.
describe('background work is found by an index', () => {
  const filter = { kind: 'send', subject: 's1' };
  const calls: Record<string, () => Promise<unknown>> = {
    settle: () => store.work.settle('acme', 'w1', 'me', { to: 'dead', nowMs: 1 }),
    'tenants with work': () => store.work.tenantsWithWork({ kinds: ['send'], standing: [], nowMs: 1, dueByMs: 1 }),
    outlook: () => store.work.outlook('acme', ['send']),
    list: () => store.work.list('acme', { ...filter, limit: 10 }),
    counts: () => store.work.counts('acme', filter),
    postpone: () => store.work.postpone('acme', filter, 1, 1),
    revive: () => store.work.revive('acme', filter, 1),
    retention: () => store.work.remove('acme', { kind: 'send', states: ['done'], finishedBeforeMs: 1 }),
  };
  for (const [name, call] of Object.entries(calls)) {
    test(name, async () => {
      const steps = await stepsOf(call);
      assert.ok(steps.length > 0 && !steps.some((step) => /SCAN work\b/.test(step)), steps.join('; '));
    });
  }

  test('claiming, which touches the rows it claims and no others, however many are due', async () => {
    await store.work.enqueue('acme', [{ id: 'w1', kind: 'send', subject: 's1', payload: {}, dueAtMs: 1 }], 1);
    const claim = { kinds: ['send'], nowMs: 1, leasedUntilMs: 2, owner: 'me', limit: 1, perSubject: {}, running: {} };
    const steps = await stepsOf(() => store.work.claim('acme', claim));
    assert.ok(steps.includes('SEARCH work USING INDEX work_due_of_tenant (tenant=? AND due_ms<?)'), steps.join('; '));
    assert.ok(steps.includes('SEARCH work USING INDEX sqlite_autoindex_work_1 (tenant=? AND id=?)'), steps.join('; '));
  });
});
