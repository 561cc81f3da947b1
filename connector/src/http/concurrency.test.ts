import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Job } from '@dispatchkit/contract';
import fc from 'fast-check';
import { seed as seedRecords } from '../../test/fixture.ts';
import { cases, seed } from '../../test/fuzz/effort.ts';
import { samples } from '../../test/samples.ts';
import { memoryKeyFile, openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import { operations } from './operations/index.ts';

let folder: string;
/** Two connectors on one database, as two instances would be. */
let subjects: [TestConnector, TestConnector];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dispatchkit-'));
  const options = { databaseUrl: `file:${join(folder, 'test.db')}`, keyFile: memoryKeyFile() };
  subjects = [await openTestConnector(options), await openTestConnector(options)];
});
after(async () => {
  for (const subject of subjects) await subject[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('many writers with one ETag', () => {
  for (const operation of operations.filter(({ ifMatch, method }) => ifMatch === 'required' && method === 'patch')) {
    it(`${operation.id}: exactly one gets through, the others are told which version it is now`, async () => {
      const tenant = `etag-${operation.id}`;
      const [first] = subjects;
      await seedRecords(first.connector.services, tenant);
      const { path = operation.path, send } = samples[operation.id] ?? {};
      const as = { tenant, role: 'admin' } as const;
      const read = await first.request<{ version: number }>('GET', `/v1${path}`, { as });
      const before = await first.seq(tenant);
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          (subjects[i % 2] as TestConnector).request<{ currentVersion?: number }>('PATCH', `/v1${path}`, {
            as,
            ifMatch: `"v${read.body.version}"`,
            send,
          }),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [200, ...Array<number>(11).fill(412)]);
      for (const { status, body } of answers) if (status === 412) assert.equal(body.currentVersion, read.body.version + 1);
      assert.equal((await first.seq(tenant)) - before, 1, 'events written');
    });
  }
});

describe('cursors', () => {
  const sorts = [
    'title',
    '-title',
    'priority,title',
    '-priority,dueAt',
    'dueAt',
    '-dueAt',
    'createdAt',
    'number',
    '-updatedAt',
    'customer',
    'status,-title',
  ];
  const change = fc.record({
    what: fc.constantFrom('insert', 'insert', 'delete'),
    title: fc.string({ maxLength: 6 }),
    pick: fc.nat(),
  });

  it('show what was there all the time exactly once, whatever is inserted and deleted between the pages', async () => {
    let run = 0;
    const [subject] = subjects;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 12 }),
        async (sort, limit, changes) => {
          const tenant = `pages-${run++}`;
          const as = { tenant, role: 'admin' } as const;
          const kept = new Set<string>();
          const fleeting: Job[] = [];
          for (let i = 0; i < 24; i++) {
            const dueAt = i % 3 === 0 ? null : `2026-11-${10 + (i % 15)}T08:00:00Z`;
            const priority = (['low', 'normal', 'high', 'urgent'] as const)[i % 4];
            const job = await subject.connector.services.createJob(
              { tenant, id: 'test', name: null, role: 'system', technicianId: null, method: 'system', requestId: null },
              { title: `Job ${(i * 7) % 24}`, dueAt, priority },
            );
            if (i % 4 === 0) fleeting.push(job);
            else kept.add(job.id);
          }
          const seen: string[] = [];
          let cursor: string | null = null;
          for (let page = 0; page === 0 || cursor !== null; page++) {
            const query: string = `sort=${sort}&limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
            const { body } = await subject.request<{ items: Job[]; nextCursor: string | null }>('GET', `/v1/jobs?${query}`, {
              as,
            });
            seen.push(...body.items.map(({ id }) => id));
            cursor = body.nextCursor;
            for (const { what, title, pick } of changes[page] ?? []) {
              if (what === 'insert') await subject.request('POST', '/v1/jobs', { as, send: { title: `Job ${title}`.trim() } });
              const [gone] = fleeting.length > 0 ? fleeting.splice(pick % fleeting.length, 1) : [];
              if (what === 'delete' && gone) await subject.request('DELETE', `/v1/jobs/${gone.id}`, { as, ifMatch: '*' });
            }
            assert.ok(page < 200, 'the pages have an end');
          }
          assert.equal(new Set(seen).size, seen.length, 'nothing twice');
          for (const id of kept) assert.ok(seen.includes(id), 'nothing left out');
        },
      ),
      { numRuns: cases(6), ...seed },
    );
  });

  it('of another list, another sort or nobody are 400', async () => {
    const [subject] = subjects;
    const tenant = 'cursors';
    await seedRecords(subject.connector.services, tenant);
    const as = { tenant, role: 'admin' } as const;
    const { body } = await subject.request<{ nextCursor: string }>('GET', '/v1/jobs?limit=1&sort=title', { as });
    for (const query of [
      `sort=-title&cursor=${body.nextCursor}`,
      `cursor=${body.nextCursor}`,
      'cursor=x',
      'cursor=%00',
      `sort=title&cursor=${body.nextCursor}x`,
    ]) {
      const { status } = await subject.request('GET', `/v1/jobs?${query}`, { as });
      assert.equal(status, 400, query);
    }
  });
});

describe('a batch', () => {
  it('names the entry that fails by its pointer, and nothing is written', async () => {
    const [subject] = subjects;
    const tenant = 'batch';
    await seedRecords(subject.connector.services, tenant);
    const as = { tenant, role: 'dispatcher' } as const;
    const good = {
      op: 'create',
      assignment: { jobId: 'j2', technicianId: 't2', startsAt: '2026-11-20T13:00:00Z', override: true },
    };
    const before = await subject.seq(tenant);
    const faults: [name: string, operation: unknown, status: number, pointer: string][] = [
      [
        'a version that is not the current one',
        { op: 'update', id: 'a1', version: 9, patch: { notes: 'x' } },
        412,
        '/operations/1/version',
      ],
      ['an assignment that does not exist', { op: 'delete', id: 'nowhere', version: 1 }, 404, '/operations/1/id'],
      ['rules that are broken', { ...good, assignment: { ...good.assignment, override: false } }, 409, '/operations/1'],
      [
        'a job that does not exist',
        { op: 'create', assignment: { ...good.assignment, jobId: 'nowhere' } },
        422,
        '/operations/1/assignment/jobId',
      ],
      [
        'an end before the start',
        { op: 'create', assignment: { ...good.assignment, endsAt: '2026-11-20T12:00:00Z' } },
        422,
        '/operations/1/assignment/endsAt',
      ],
      ['a property that is not known', { op: 'delete', id: 'a1', version: 1, force: true }, 422, '/operations/1/force'],
      ['something else than an entry', 7, 422, '/operations/1'],
    ];
    for (const [name, operation, status, pointer] of faults) {
      const answer = await subject.request<{ errors?: { pointer: string }[] }>('POST', '/v1/assignments/batch', {
        as,
        send: { operations: [good, operation] },
      });
      assert.deepEqual([name, answer.status, answer.body.errors?.[0]?.pointer], [name, status, pointer]);
    }
    assert.equal(await subject.seq(tenant), before, 'events written');
  });
});
