import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ImportedJob } from './index.ts';
import { testBenches } from './test-services.ts';

const bench = testBenches();
const counts = ({
  created,
  changed,
  unchanged,
  deleted,
}: {
  created: number;
  changed: number;
  unchanged: number;
  deleted: number;
}) => [created, changed, unchanged, deleted];

const row = (i: number, more: Partial<ImportedJob> = {}): ImportedJob => ({
  externalRef: `case-${i}`,
  title: `Request ${i}`,
  requestedAt: '2026-11-19T10:00:00Z',
  customer: { externalRef: `c-${i % 3}`, name: ['Anna', 'Bea', 'Cleo'][i % 3] ?? '' },
  site: { externalRef: `s-${i % 5}`, address: `${i % 5} Market Street`, position: { latitude: 37.7, longitude: -122.4 } },
  ...more,
});

describe('import', () => {
  test('takes over jobs with their customers and sites; a second run changes nothing', async () => {
    const b = await bench();
    const records = Array.from({ length: 1203 }, (_, i) => row(i));
    const progress: number[] = [];
    const supervisor = b.as('supervisor', { method: 'import' });
    const first = await b.services.importRecords(
      supervisor,
      { kind: 'jobs', records },
      { onProgress: (done) => progress.push(done) },
    );
    assert.deepEqual([counts(first), first.rejected], [[1203, 0, 0, 0], []]);
    assert.deepEqual(progress, [500, 1000, 1203]);
    const reader = b.store.read(b.system.tenant);
    const seq = await reader.lastSeq();
    assert.equal(first.seq, seq);
    const events = await reader.tail(seq - 3, 10);
    assert.deepEqual(
      events.map((event) => [event.type, event.reload, event.method]),
      Array(3).fill(['jobs.imported', true, 'import']),
    );
    assert.equal((await b.services.listCustomers(b.system)).total, 3);
    assert.equal((await b.services.listSites(b.system)).total, 5);
    const [job] = (await b.services.listJobs(b.system, { externalRef: 'case-7' })).items;
    assert.equal(job?.number, 'J-26-00008');
    assert.equal((await b.services.getSite(b.system, job?.siteId ?? '')).externalRef, 's-2');
    assert.equal((await b.services.listJobs(b.system, { q: 'bea market', limit: 1, total: true })).total, 401);

    const second = await b.services.importRecords(supervisor, { kind: 'jobs', records });
    assert.deepEqual([counts(second), second.seq], [[0, 0, 1203, 0], seq]);
  });

  test('changes what differs, and leaves alone what was done here', async () => {
    const b = await bench();
    await b.technician('t1', { skills: [] });
    const run = (...records: ImportedJob[]) => b.services.importRecords(b.system, { kind: 'jobs', records });
    await run(row(1), row(2), row(3), row(4));
    const byRef = async (ref: string) => (await b.services.listJobs(b.system, { externalRef: ref })).items[0];
    const [one, two, three] = [await byRef('case-1'), await byRef('case-2'), await byRef('case-3')];
    assert.ok(one && two && three);
    await b.assign(one.id, 't1', '2026-11-20T08:00:00Z', { override: true });
    await b.services.transitionJob(b.system, two.id, { to: 'cancelled', reason: 'twice' });
    await b.services.deleteJob(b.system, three.id, null);
    const open = { explicitStatus: null, statusReason: null, completedAt: null };
    const result = await run(row(1, open), row(2, open), row(3, open), row(4, { title: 'New title' }));
    assert.deepEqual(counts(result), [0, 1, 2, 1]);
    assert.equal((await byRef('case-1'))?.status, 'scheduled');
    assert.equal((await byRef('case-2'))?.status, 'cancelled');
    assert.equal(await byRef('case-3'), undefined);
    assert.deepEqual([(await byRef('case-4'))?.title, (await byRef('case-4'))?.number], ['New title', 'J-26-00004']);
    const closed = { explicitStatus: 'completed', completedAt: '2026-11-20T06:00:00Z' } as const;
    assert.deepEqual(counts(await run(row(1, closed))), [0, 1, 0, 0]);
    assert.deepEqual(
      [(await byRef('case-1'))?.status, (await byRef('case-1'))?.completedAt],
      ['completed', '2026-11-20T06:00:00.000Z'],
    );
    assert.deepEqual(counts(await run(row(1, closed))), [0, 0, 1, 0]);
  });

  test('rejects single records with a reason and takes the others', async () => {
    const b = await bench();
    await b.services.createJob(b.system, { title: 'here', number: 'TAKEN' });
    const records = [
      row(1),
      row(2, { windowStartsAt: '2026-11-20T10:00:00Z', windowEndsAt: '2026-11-20T09:00:00Z' }),
      row(3, { number: 'TAKEN' }),
      { externalRef: 'case-4', title: 'x', siteId: 'nope' },
      row(5, { completedAt: '2026-11-20T09:00:00Z' }),
      row(6, { number: 'MINE' }),
      row(7, { number: 'MINE' }),
    ];
    const result = await b.services.importRecords(b.system, { kind: 'jobs', records });
    assert.deepEqual(
      result.rejected.map(({ index, pointer }) => [index, pointer]),
      [
        [1, '/windowEndsAt'],
        [2, '/number'],
        [3, '/siteId'],
        [4, '/completedAt'],
        [6, '/number'],
      ],
    );
    assert.deepEqual(counts(result), [2, 0, 0, 0]);
  });

  test('the same reference twice is one record, the later one', async () => {
    const b = await bench();
    const records = [row(1, { title: 'old' }), row(1, { title: 'new' })];
    assert.deepEqual(counts(await b.services.importRecords(b.system, { kind: 'jobs', records })), [1, 0, 1, 0]);
    assert.deepEqual(counts(await b.services.importRecords(b.system, { kind: 'jobs', records })), [0, 0, 2, 0]);
    assert.equal((await b.services.listJobs(b.system)).items[0]?.title, 'new');
  });

  test('technicians and customers too', async () => {
    const b = await bench();
    const technicians = [{ externalRef: 'e1', name: 'Ada', skills: [{ key: 'x' }] }];
    const run = () => b.services.importRecords(b.system, { kind: 'technicians', records: technicians });
    assert.deepEqual(
      [counts(await run()), counts(await run())],
      [
        [1, 0, 0, 0],
        [0, 0, 1, 0],
      ],
    );
    const customers = { kind: 'customers', records: [{ externalRef: 'c1', name: 'Ada' }] } as const;
    assert.deepEqual(
      counts(await b.services.importRecords(b.system, { ...customers, records: [...customers.records] })),
      [1, 0, 0, 0],
    );
  });
});
