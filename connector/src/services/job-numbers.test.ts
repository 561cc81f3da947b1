import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type TestBench, testBenches } from './test-services.ts';

const bench = testBenches();

/** The counts of a year's numbers, in order. */
async function countsOf(b: TestBench, prefix: string): Promise<number[]> {
  const counts: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await b.services.listJobs(b.system, { sort: 'number', limit: 500, ...(cursor ? { cursor } : {}) });
    for (const { number } of page.items) if (number.startsWith(prefix)) counts.push(Number(number.slice(prefix.length)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return counts.toSorted((a, b) => a - b);
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('numbers of jobs', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('create' as const) },
    fc.constant('refused' as const),
    fc.constant('failing' as const),
    fc.constant('import' as const),
    fc.constant('series' as const),
  );

  test('have no gap and come once, whatever is written at the same time and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const b = await bench();
        let runs = 0;
        const run = async (what: (typeof steps)[number]): Promise<number> => {
          const n = ++runs;
          switch (what) {
            case 'create':
              await b.services.createJob(b.system, { title: 'x' });
              return 1;
            case 'refused':
              await assert.rejects(b.services.createJob(b.system, { title: 'x', siteId: 'nowhere' }));
              return 0;
            case 'failing':
              await assert.rejects(failsAfterNumbering(b));
              return 0;
            case 'import': {
              const records = [
                { externalRef: `a${n}`, title: 'x' },
                { externalRef: `b${n}`, title: 'x', siteId: 'nowhere' },
                { externalRef: `c${n}`, title: 'x' },
              ];
              return (await b.services.importRecords(b.system, { kind: 'jobs', records })).created;
            }
            case 'series':
              await b.services.createRecord(b.system, 'series', {
                id: `s${n}`,
                name: 'x',
                rule: 'FREQ=DAILY;COUNT=3',
                startsOn: '2026-11-21',
                job: { title: 'x' },
              });
              return 3;
          }
        };
        const made = (await Promise.all(steps.map(run))).reduce((sum, count) => sum + count, 0);
        assert.deepEqual(await countsOf(b, 'J-26-'), upTo(made));
      }),
      { numRuns: 25 },
    );
  });

  test('begin anew with the year of the tenant’s zone, without a gap on either side', async () => {
    const b = await bench();
    const now = b.clock.now();
    // Midnight in Berlin is 23:00 in UTC.
    for (const at of [
      '2026-12-31T22:59:59.999Z',
      '2026-12-31T23:00:00.000Z',
      '2026-12-31T22:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]) {
      b.clock.set(at);
      await b.services.createJob(b.system, { title: 'x' });
    }
    b.clock.set(new Date(now).toISOString());
    assert.deepEqual([await countsOf(b, 'J-26-'), await countsOf(b, 'J-27-')], [upTo(2), upTo(2)]);
  });

  test('of tenants do not mix, and pass over those given by hand', async () => {
    const [one, two] = [await bench(), await bench()];
    await one.services.createJob(one.system, { title: 'x', number: 'J-26-00002' });
    for (const b of [one, two, one]) await b.services.createJob(b.system, { title: 'x' });
    assert.deepEqual([await countsOf(one, 'J-26-'), await countsOf(two, 'J-26-')], [upTo(3), upTo(1)]);
  });

  test('look as the tenant likes, and count on when that changes', async () => {
    const b = await bench();
    const next = async (jobNumbers: object) => {
      await b.services.changeSettings(b.system, { jobNumbers }, null);
      return (await b.services.createJob(b.system, { title: 'x' })).number;
    };
    assert.equal(await next({ prefix: 'WO', width: 3 }), 'WO-26-001');
    assert.equal(await next({ yearDigits: 4 }), 'WO-2026-002');
    assert.equal(await next({ prefix: '' }), '2026-003');
    assert.equal(await next({ yearDigits: 0, prefix: 'WO' }), 'WO-001');
    b.clock.set('2027-02-01T00:00:00.000Z');
    assert.equal(await next({}), 'WO-002');
    b.clock.set('2026-11-20T07:00:00.000Z');
  });

  /** The number is taken, then the database refuses the job: its number goes back with it. */
  function failsAfterNumbering(b: TestBench): Promise<unknown> {
    return b.store.write(
      b.system.tenant,
      { actor: { id: 'x', name: null, role: 'system' }, method: 'system', requestId: null },
      async (writer) => {
        await writer.nextNumber('job-26');
        throw new Error('a disk that is full');
      },
    );
  }
});
