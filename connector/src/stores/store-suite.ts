import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Event } from '@dispatchkit/contract';
import { isOpen, jobStatuses, priorities } from '@dispatchkit/contract/words';
import type { Clock } from '../ports/clock.ts';
import { readSnapshotRecords } from '../ports/snapshot-records.ts';
import type { Draft, Page, Records, Store, WriteMeta, Writer } from '../ports/store.ts';
import { ProblemError } from '../services/errors.ts';
import { type TestClock, testClock } from './test-store.ts';

const meta: WriteMeta = { actor: { id: 'ada', name: 'Ada', role: 'dispatcher' }, method: 'api', requestId: 'r1' };

/** What every store promises (ports/store.ts), shown on real ones. */
export function storeSuite(name: string, open: (clock: Clock) => Promise<{ store: Store; close(): Promise<void> }>): void {
  describe(`store: ${name}`, () => {
    let clock: TestClock;
    let store: Store;
    let close: () => Promise<void>;
    let tenants = 0;
    /** Each test has tenants of its own. */
    const tenant = () => `tenant-${++tenants}`;
    before(async () => {
      clock = testClock();
      ({ store, close } = await open(clock));
    });
    after(() => close());

    const write = <T>(to: string, work: (writer: Writer) => Promise<T>, as: Partial<WriteMeta> = {}) =>
      store.write(to, { ...meta, ...as }, work);
    const putJob = (to: string, job: Partial<Records['jobs']> & { id: string }) =>
      write(to, async (writer) => {
        writer.describe({ type: 'job.changed', jobId: job.id });
        return writer.put('jobs', { ...jobDraft(job.id), ...job });
      });

    test('a record comes back as it was put, with version 1 and stamps', async () => {
      const t = tenant();
      const { result, event, seq } = await putJob(t, {
        id: 'j1',
        title: 'Wasserrohrbruch 💧 <b>"x"</b> \u2028 ﷽',
        custom: { a: 0, b: false, c: '' },
      });
      assert.equal(result.version, 1);
      assert.equal(result.createdAt, new Date(clock.now()).toISOString());
      assert.equal(seq, 1);
      assert.equal(event?.seq, 1);
      assert.deepEqual(await store.read(t).get('jobs', 'j1'), result);
      assert.equal(result.title, 'Wasserrohrbruch 💧 <b>"x"</b> \u2028 ﷽');
      assert.deepEqual(event.changes, [{ kind: 'jobs', id: 'j1', version: 1, record: result }]);
      assert.equal(event.requestId, 'r1');
      assert.deepEqual(event.actor, meta.actor);
    });

    test('a change raises the version once per unit of work and tells what was before', async () => {
      const t = tenant();
      const first = await putJob(t, { id: 'j1' });
      clock.advanceMinutes(1);
      const { result, event } = await write(t, async (writer) => {
        writer.describe({ type: 'job.changed', jobId: 'j1' });
        await writer.put('jobs', { ...first.result, title: 'A' });
        return writer.put('jobs', { ...first.result, title: 'B', priority: 'urgent' });
      });
      assert.equal(result.version, 2);
      assert.equal(result.createdAt, first.result.createdAt);
      assert.notEqual(result.updatedAt, first.result.updatedAt);
      assert.deepEqual(event?.changes, [
        { kind: 'jobs', id: 'j1', version: 2, record: result, previous: { title: 'Job j1', priority: 'normal' } },
      ]);
    });

    test('putting the same again changes nothing: no version, no event, no seq', async () => {
      const t = tenant();
      const first = await putJob(t, { id: 'j1', dueAt: '2026-11-20T10:00:00Z' });
      clock.advanceMinutes(1);
      // The same instant, written another way.
      const again = await putJob(t, { id: 'j1', dueAt: '2026-11-20T10:00Z' });
      assert.equal(again.result.version, 1);
      assert.equal(again.event, null);
      assert.equal(again.seq, first.seq);
      assert.equal(await store.read(t).lastSeq(), 1);
    });

    test('a unit of work that throws leaves nothing behind', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1' });
      await assert.rejects(
        write(t, async (writer) => {
          writer.describe({ type: 'job.created' });
          await writer.put('jobs', jobDraft('j2'));
          throw new Error('changed my mind');
        }),
        /changed my mind/,
      );
      assert.equal(await store.read(t).get('jobs', 'j2'), undefined);
      assert.equal((await search(store, t, 'j2')).length, 0);
      assert.equal(await store.read(t).lastSeq(), 1);
    });

    test('a change without a described event is refused', async () => {
      await assert.rejects(
        write(tenant(), (writer) => writer.put('jobs', jobDraft('j1'))),
        /describe its event/,
      );
    });

    test('seq counts from 1 without a gap per tenant, whatever fails or runs at once', async () => {
      const [a, b] = [tenant(), tenant()];
      const attempts = Array.from({ length: 60 }, (_, i) =>
        write(i % 2 ? a : b, async (writer) => {
          writer.describe({ type: 'job.created', jobId: `j${i}` });
          await writer.put('jobs', jobDraft(`j${i}`));
          if (i % 5 === 0) throw new Error('no');
          return writer.seq;
        }),
      );
      const outcomes = await Promise.allSettled(attempts);
      assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 48);
      for (const t of [a, b]) {
        const events = await store.read(t).tail(0, 100);
        assert.deepEqual(
          events.map((event) => event.seq),
          Array.from({ length: 24 }, (_, i) => i + 1),
        );
        assert.equal(await store.read(t).lastSeq(), 24);
        assert.equal(await store.read(t).firstSeq(), 1);
      }
    });

    test('listeners hear of their tenant, in order, after the change can be read', async () => {
      const [a, b] = [tenant(), tenant()];
      const heard: Event[] = [];
      const stop = store.onCommitted(a, (event) => heard.push(event));
      store.onCommitted(a, () => {
        throw new Error('a bad listener');
      });
      await Promise.all([putJob(a, { id: 'j1' }), putJob(b, { id: 'j1' }), putJob(a, { id: 'j2' }), putJob(a, { id: 'j3' })]);
      stop();
      await putJob(a, { id: 'j4' });
      assert.deepEqual(
        heard.map((event) => [event.seq, event.jobId]),
        [
          [1, 'j1'],
          [2, 'j2'],
          [3, 'j3'],
        ],
      );
    });

    test('reads go on while a write is waiting', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1' });
      const results = await Promise.all([
        putJob(t, { id: 'j2' }),
        ...Array.from({ length: 20 }, () => store.read(t).get('jobs', 'j1')),
        store.read(t).snapshot({ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'all', maxJobs: 10 }),
        putJob(t, { id: 'j3' }),
      ]);
      assert.equal(results.length, 23);
    });

    test('no call shows another tenant', async () => {
      const [a, b] = [tenant(), tenant()];
      await write(a, async (writer) => {
        writer.describe({ type: 'jobs.imported' });
        await writer.put('customers', customerDraft('c1', 'Secret Customer'));
        await writer.put('sites', siteDraft('s1'));
        await writer.put('technicians', technicianDraft('t1'));
        await writer.put('jobs', { ...jobDraft('j1'), externalRef: 'x1', customerId: 'c1', siteId: 's1' });
        await writer.put('assignments', assignmentDraft('a1', 'j1', 't1', '2026-11-20T18:00:00Z', 60));
        await writer.put('shifts', stretchDraft('h1', 't1', { breaks: [] }));
        await writer.put('timeOff', stretchDraft('o1', 't1', { reason: 'ill' }));
      });
      const other = store.read(b);
      for (const kind of ['jobs', 'customers', 'sites', 'technicians', 'assignments', 'shifts', 'timeOff'] as const) {
        assert.deepEqual((await other.list(kind, { filters: {}, sort: [], limit: 10, total: true })).total, 0, kind);
        assert.equal(await other.get(kind, `${kind[0]}1`), undefined);
      }
      assert.deepEqual(await other.getMany('jobs', ['j1']), []);
      assert.deepEqual(await other.findByExternalRefs('jobs', ['x1']), []);
      assert.deepEqual(await other.assignmentsOfJobs(['j1']), []);
      assert.equal(await other.isAssigned('j1', 't1'), false);
      assert.deepEqual(await other.assignmentsOfTechnicians(['t1'], ['scheduled']), []);
      assert.equal((await store.read(a).assignmentsOfTechnicians(['t1', 't2'], ['scheduled'])).length, 1);
      assert.deepEqual(await store.read(a).assignmentsOfTechnicians(['t1'], ['en_route', 'completed']), []);
      assert.equal((await other.jobNumbersTaken(['N-j1'])).size, 0);
      assert.deepEqual(await search(store, b, 'Secret'), []);
      assert.deepEqual(await other.tail(0, 10), []);
      assert.deepEqual(await other.references('jobs', 'j1'), {});
      const scheduling = await other.schedulingRecords(['j1'], ['t1'], {
        from: '2026-11-20T00:00:00.000Z',
        to: '2026-11-21T00:00:00.000Z',
      });
      assert.ok(Object.values(scheduling).every((records) => records.length === 0));
      const snapshot = await readSnapshotRecords(other, {
        from: '2026-11-20T00:00:00.000Z',
        to: '2026-11-21T00:00:00.000Z',
        jobs: 'all',
        maxJobs: 10,
      });
      assert.equal(snapshot.jobs.length + snapshot.sites.length + snapshot.technicians.length + snapshot.jobsTotal, 0);
      // The same ids are free to take.
      assert.equal((await putJob(b, { id: 'j1', externalRef: 'x1' })).result.version, 1);
      await assert.rejects(putJob(b, { id: 'j2', siteId: 's1' }), problem('unknown_reference'));
    });

    test('a deletion leaves a tombstone, and the record can come back', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1', externalRef: 'x1' });
      const { result, event } = await write(t, async (writer) => {
        writer.describe({ type: 'job.deleted', jobId: 'j1' });
        return writer.remove('jobs', 'j1');
      });
      assert.deepEqual([result.id, result.version], ['j1', 2]);
      assert.equal(event?.changes[0]?.record, null);
      assert.equal(event.changes[0]?.version, 2);
      assert.equal(await store.read(t).get('jobs', 'j1'), undefined);
      assert.equal((await store.read(t).getDeleted('jobs', 'j1'))?.version, 2);
      assert.deepEqual(await search(store, t, 'Job'), []);
      assert.deepEqual(
        (await store.read(t).findByExternalRefs('jobs', ['x1'])).map((found) => found.deleted),
        [true],
      );
      // Its reference and its number are free again.
      await putJob(t, { id: 'j2', externalRef: 'x1', number: 'N-j1' });
      const back = await putJob(t, { id: 'j1', number: 'N-other' });
      assert.equal(back.result.version, 3);
      assert.equal((await search(store, t, 'Job')).length, 2);
    });

    test('updatedSince shows changes and tombstones', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1' });
      await putJob(t, { id: 'j2' });
      clock.advanceMinutes(1);
      const since = new Date(clock.now()).toISOString();
      await putJob(t, { id: 'j3' });
      await write(t, async (writer) => {
        writer.describe({ type: 'job.deleted' });
        await writer.remove('jobs', 'j1');
      });
      const page = await store.read(t).list('jobs', { filters: { updatedSince: since }, sort: [], limit: 10, total: true });
      assert.deepEqual(
        page.items.map((job) => job.id),
        ['j3'],
      );
      assert.deepEqual(page.deleted, [{ id: 'j1', version: 2, deletedAt: since }]);
      assert.equal(page.total, 2);
    });

    test('references and numbers are unique per tenant', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1', externalRef: 'x1' });
      await assert.rejects(putJob(t, { id: 'j2', externalRef: 'x1' }), problem('already_exists', '/externalRef'));
      await assert.rejects(putJob(t, { id: 'j2', number: 'N-j1' }), problem('already_exists', '/number'));
    });

    test('paging shows each record once, though others are inserted meanwhile', async () => {
      const t = tenant();
      await write(t, async (writer) => {
        writer.describe({ type: 'jobs.imported', reload: true });
        await writer.putMany(
          'jobs',
          Array.from({ length: 23 }, (_, i) => ({
            ...jobDraft(`j${i}`),
            priority: i % 2 ? ('high' as const) : ('low' as const),
            dueAt: i % 3 ? `2026-11-${10 + (i % 7)}T00:00:00.000Z` : null,
          })),
        );
      });
      for (const descending of [true, false]) {
        const seen: string[] = [];
        let cursor: string | null = null;
        for (let page = 0; page === 0 || cursor; page++) {
          const next: Page<Records['jobs']> = await store.read(t).list('jobs', {
            filters: { ids: Array.from({ length: 23 }, (_, i) => `j${i}`) },
            sort: [
              { field: 'priority', descending: true },
              { field: 'dueAt', descending },
            ],
            limit: 4,
            ...(cursor ? { cursor } : {}),
          });
          seen.push(...next.items.map((job) => job.id));
          cursor = next.nextCursor;
          await putJob(t, { id: `new-${descending}-${page}`, priority: 'urgent' });
        }
        assert.equal(seen.length, 23);
        assert.equal(new Set(seen).size, 23);
        const jobs = await Promise.all(seen.map((id) => store.read(t).get('jobs', id)));
        const ranks = jobs.map((job) => (job?.priority === 'high' ? 0 : 1));
        assert.deepEqual(ranks, [...ranks].sort());
        const due = jobs.filter((job) => job?.priority === 'high').map((job) => job?.dueAt ?? null);
        const dated = due.filter((at) => at !== null);
        assert.deepEqual(
          due.slice(dated.length).every((at) => at === null),
          true,
          'without a value comes last',
        );
        assert.deepEqual(dated, descending ? [...dated].sort().reverse() : [...dated].sort());
      }
    });

    test('priorities and statuses sort in their own order, not by the alphabet', async () => {
      const t = tenant();
      await write(t, async (writer) => {
        writer.describe({ type: 'jobs.imported', reload: true });
        for (const priority of priorities) await writer.put('jobs', { ...jobDraft(`p-${priority}`), priority });
        for (const status of jobStatuses) await writer.put('jobs', { ...jobDraft(`s-${status}`), status });
      });
      const sorted = async (field: 'priority' | 'status', prefix: string) => {
        const page = await store.read(t).list('jobs', { filters: {}, sort: [{ field, descending: false }], limit: 100 });
        return page.items.filter((job) => job.id.startsWith(prefix)).map((job) => job[field]);
      };
      assert.deepEqual(await sorted('priority', 'p-'), [...priorities]);
      assert.deepEqual(await sorted('status', 's-'), [...jobStatuses]);
    });

    test('a foreign or damaged cursor, an unknown sort field: refused, never an error', async () => {
      const t = tenant();
      for (let i = 0; i < 3; i++) await putJob(t, { id: `j${i}` });
      const sort = [{ field: 'number', descending: false }];
      const { nextCursor } = await store.read(t).list('jobs', { filters: {}, sort, limit: 1 });
      assert.ok(nextCursor);
      const bad = [
        '',
        'x',
        '%%%',
        nextCursor.slice(1),
        `${nextCursor}A`,
        btoa('[]'),
        btoa('{"a":1}'),
        btoa('["number",{},"j1"]'),
        'A'.repeat(5000),
      ];
      for (const cursor of bad) {
        await assert.rejects(
          store.read(t).list('jobs', { filters: {}, sort, limit: 1, cursor }),
          problem('invalid_cursor'),
          cursor,
        );
      }
      const otherSort = [{ field: 'number', descending: true }];
      await assert.rejects(
        store.read(t).list('jobs', { filters: {}, sort: otherSort, limit: 1, cursor: nextCursor }),
        problem('invalid_cursor'),
      );
      for (const field of ['nope', '__proto__', 'constructor', 'title; drop table jobs']) {
        await assert.rejects(
          store.read(t).list('jobs', { filters: {}, sort: [{ field, descending: false }], limit: 1 }),
          problem('malformed_request', 'query:sort'),
        );
      }
    });

    test('full text finds jobs by their own words, their site and their customer, and follows changes', async () => {
      const t = tenant();
      const describeIt = (writer: Writer) => writer.describe({ type: 'job.changed' });
      await write(t, async (writer) => {
        describeIt(writer);
        await writer.put('customers', customerDraft('c1', 'Café Größenwahn'));
        await writer.put('sites', { ...siteDraft('s1'), address: '1 Dr Carlton B Goodlett Place', district: 'Tenderloin' });
        await writer.put('jobs', {
          ...jobDraft('j1'),
          title: 'Graffiti removal',
          number: 'J-26-00042',
          customerId: 'c1',
          siteId: 's1',
        });
        await writer.put('jobs', { ...jobDraft('j2'), description: 'line one\nstreetlight flickers' });
      });
      const cases: [string, string[]][] = [
        ['graffiti', ['j1']],
        ['GRAFF rem', ['j1']],
        ['J-26-00042', ['j1']],
        ['cafe grossenwahn', ['j1']],
        ['cafe größen', ['j1']],
        ['goodlett tenderloin', ['j1']],
        ['street', ['j2']],
        ['graffiti streetlight', []],
      ];
      for (const [q, expected] of cases) assert.deepEqual((await search(store, t, q)).sort(), expected, q);
      await write(t, async (writer) => {
        describeIt(writer);
        await writer.put('customers', customerDraft('c1', 'Bistro'));
        await writer.put('sites', { ...siteDraft('s1'), address: '9 Elm Street', district: 'Mission' });
      });
      assert.deepEqual(await search(store, t, 'goodlett'), []);
      assert.deepEqual(await search(store, t, 'cafe'), []);
      assert.deepEqual(await search(store, t, 'elm bistro mission'), ['j1']);
    });

    test('search takes any input', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1', title: 'Plain' });
      const naughty = [
        '"',
        "'",
        '*',
        '^',
        'AND',
        'OR NOT',
        'NEAR(a b)',
        'title:x',
        '-',
        '(',
        ')',
        '\u0000',
        '; drop table jobs',
        '%',
        '_',
        '\\',
        '💥',
        'a'.repeat(10_000),
        '{}',
        'plain"*',
        '\ud800',
      ];
      for (const q of naughty) {
        for (const kind of ['jobs', 'customers', 'sites', 'technicians'] as const) {
          const page = await store.read(t).list(kind, { filters: { q }, sort: [], limit: 5 });
          assert.ok(Array.isArray(page.items), q);
        }
      }
      assert.deepEqual(await search(store, t, 'plain"*'), ['j1']);
    });

    test('filters: status, technician, box across the 180th meridian, interval', async () => {
      const t = tenant();
      await write(t, async (writer) => {
        writer.describe({ type: 'jobs.imported' });
        await writer.put('technicians', technicianDraft('t1'));
        await writer.put('sites', { ...siteDraft('fiji'), position: { latitude: -17, longitude: 179.9 } });
        await writer.put('sites', { ...siteDraft('samoa'), position: { latitude: -14, longitude: -171 } });
        await writer.put('sites', { ...siteDraft('sf'), position: { latitude: 37.7, longitude: -122.4 } });
        await writer.put('jobs', { ...jobDraft('j1'), siteId: 'fiji', requestedAt: '2026-11-20T08:00:00Z' });
        await writer.put('jobs', { ...jobDraft('j2'), siteId: 'samoa', status: 'scheduled' });
        await writer.put('jobs', { ...jobDraft('j3'), siteId: 'sf', status: 'completed', completedAt: '2026-11-21T00:00:00Z' });
        await writer.put('assignments', assignmentDraft('a1', 'j2', 't1', '2026-11-20T23:30:00Z', 60));
      });
      const ids = async (filters: Parameters<ReturnType<Store['read']>['list']>[1]['filters']) =>
        (await store.read(t).list('jobs', { filters, sort: [{ field: 'number', descending: false }], limit: 10 })).items.map(
          (job) => job.id,
        );
      assert.deepEqual(await ids({ bbox: { west: 170, south: -30, east: -160, north: 0 } }), ['j1', 'j2']);
      assert.deepEqual(await ids({ bbox: { west: -130, south: 30, east: -120, north: 40 } }), ['j3']);
      assert.deepEqual(await ids({ status: ['scheduled', 'completed'] }), ['j2', 'j3']);
      assert.deepEqual(await ids({ status: [] }), []);
      assert.deepEqual(await ids({ technicianId: ['t1'] }), ['j2']);
      assert.deepEqual(await ids({ ownedBy: 't1' }), ['j2']);
      assert.deepEqual(await ids({ ownedBy: '' }), []);
      assert.deepEqual(await ids({ ofJob: 'j3' }), ['j3']);
      assert.deepEqual(await ids({ interval: { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' } }), [
        'j1',
        'j2',
      ]);
      assert.deepEqual(await ids({ interval: { from: '2026-11-21T00:00:00.000Z' } }), ['j2', 'j3']);
      const overlapping = await store
        .read(t)
        .list('assignments', { filters: { interval: { from: '2026-11-21T00:30:00.000Z' } }, sort: [], limit: 5 });
      assert.deepEqual(overlapping.items, [], 'the interval is half open');
    });

    test('open work is near where its site is, whatever happens to either', async () => {
      const t = tenant();
      const change = (work: (writer: Writer) => Promise<unknown>) =>
        write(t, async (writer) => {
          writer.describe({ type: 'job.changed' });
          await work(writer);
        });
      const near = async (latitude: number, status = jobStatuses.filter(isOpen)) => {
        const box = { west: 170, south: latitude - 1, east: -160, north: latitude + 1 };
        const request = { box, centre: { latitude, longitude: 180 }, filters: { status }, limit: 10 };
        const found = await store.read(t).nearest('jobs', request);
        return found.map(({ record, position }) => `${record.id} ${position.longitude}`);
      };
      const at = (latitude: number) => ({ ...siteDraft('s1'), position: { latitude, longitude: 179 } });
      await change(async (writer) => {
        await writer.put('sites', at(10));
        await writer.put('sites', { ...siteDraft('s2'), position: { latitude: 10, longitude: -178 } });
        await writer.put('sites', siteDraft('nowhere'));
        await writer.putMany('jobs', [
          { ...jobDraft('j1'), siteId: 's1' },
          { ...jobDraft('j2'), siteId: 's2', status: 'on_hold' },
          { ...jobDraft('done'), siteId: 's1', status: 'completed' },
          { ...jobDraft('lost'), siteId: 'nowhere' },
          jobDraft('homeless'),
        ]);
      });
      await change((writer) => writer.put('jobs', jobDraft('elsewhere')));
      assert.deepEqual(await near(10), ['j1 179', 'j2 -178']);
      assert.deepEqual(await near(10, ['on_hold']), ['j2 -178']);
      assert.deepEqual(await near(10, ['on_hold', 'completed']), ['done 179', 'j2 -178']);
      assert.deepEqual(await near(10, ['completed']), ['done 179']);

      const draft = { ...jobDraft('j1'), siteId: 's1' };
      await change((writer) => writer.put('jobs', { ...draft, status: 'cancelled' }));
      assert.deepEqual(await near(10), ['j2 -178'], 'cancelled');
      await change((writer) => writer.put('jobs', draft));
      assert.deepEqual(await near(10), ['j1 179', 'j2 -178'], 'open again');
      await change((writer) => writer.put('sites', at(20)));
      assert.deepEqual([await near(10), await near(20)], [['j2 -178'], ['j1 179']], 'the site moved');
      await change((writer) => writer.put('jobs', { ...draft, siteId: 's2' }));
      assert.deepEqual([await near(10), await near(20)], [['j1 -178', 'j2 -178'], []], 'the job moved');
      await change((writer) => writer.remove('jobs', 'j1'));
      assert.deepEqual(await near(10), ['j2 -178'], 'deleted');
      await change((writer) => writer.put('jobs', draft));
      assert.deepEqual(await near(20), ['j1 179'], 'restored');
      await change((writer) => writer.put('sites', siteDraft('s1')));
      assert.deepEqual([await near(10), await near(20)], [['j2 -178'], []], 'nobody knows where the site is');
      await change((writer) => writer.put('sites', at(10)));
      assert.deepEqual(await near(10), ['j1 179', 'j2 -178'], 'somebody found out');
      assert.deepEqual(await store.read(tenant()).nearest('jobs', { ...nearAnywhere, filters: { status: ['on_hold'] } }), []);
    });

    test('the snapshot holds what belongs together, and cuts at the newest', async () => {
      const t = tenant();
      await write(t, async (writer) => {
        writer.describe({ type: 'jobs.imported' });
        await writer.put('technicians', technicianDraft('t1'));
        await writer.put('technicians', technicianDraft('t2'));
        await writer.put('customers', customerDraft('c1', 'C1'));
        await writer.put('customers', customerDraft('c2', 'unrelated'));
        await writer.put('sites', { ...siteDraft('s1'), customerId: 'c1' });
        const done = { status: 'completed', explicitStatus: 'completed' } as const;
        await writer.put('jobs', { ...jobDraft('open'), siteId: 's1' });
        await writer.put('jobs', {
          ...jobDraft('old'),
          ...done,
          completedAt: '2026-01-01T00:00:00Z',
          requestedAt: '2026-01-01T00:00:00Z',
        });
        await writer.put('jobs', { ...jobDraft('today'), ...done, completedAt: '2026-11-20T01:00:00Z' });
        await writer.put('assignments', assignmentDraft('a1', 'open', 't1', '2026-12-24T10:00:00Z', 60));
        await writer.put('shifts', stretchDraft('h1', 't1', { breaks: [] }));
        await writer.put('shifts', stretchDraft('h2', 't2', { breaks: [] }));
      });
      const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
      const snapshot = await readSnapshotRecords(store.read(t), { ...window, jobs: 'window', maxJobs: 10 });
      assert.deepEqual(snapshot.jobs.map((job) => job.id).sort(), ['open', 'today']);
      assert.deepEqual([snapshot.jobsTotal, snapshot.truncated, snapshot.seq], [3, false, 1]);
      assert.deepEqual(
        snapshot.assignments.map((assignment) => assignment.id),
        ['a1'],
      );
      assert.deepEqual(
        snapshot.sites.map((site) => site.id),
        ['s1'],
      );
      assert.deepEqual(
        snapshot.customers.map((customer) => customer.id),
        ['c1'],
      );
      assert.equal(snapshot.shifts.length, 2);
      const all = await readSnapshotRecords(store.read(t), { ...window, jobs: 'all', maxJobs: 2 });
      assert.equal(all.truncated, true);
      assert.deepEqual(
        all.jobs.map((job) => job.id),
        ['open', 'today'],
      );
      const own = await readSnapshotRecords(store.read(t), { ...window, jobs: 'all', maxJobs: 10, ownedBy: 't2' });
      assert.deepEqual([own.jobs.length, own.jobsTotal, own.technicians.map((technician) => technician.id)], [0, 0, ['t2']]);
      assert.deepEqual(
        own.shifts.map((shift) => shift.id),
        ['h2'],
      );
    });

    test('positions are kept without version or event, and never go back in time', async () => {
      const t = tenant();
      await write(t, async (writer) => {
        writer.describe({ type: 'technician.created' });
        await writer.put('technicians', technicianDraft('t1'));
      });
      const heard: string[] = [];
      store.onPosition(t, (technicianId, position) => heard.push(`${technicianId} ${position.latitude}`));
      const at = (minute: number, latitude: number) =>
        new Map([
          ['t1', { latitude, longitude: 1, accuracyMeters: 5, headingDegrees: null, at: `2026-11-20T10:0${minute}:00.000Z` }],
        ]);
      assert.deepEqual(await store.recordPositions(t, at(2, 12)), ['t1']);
      assert.deepEqual(await store.recordPositions(t, at(1, 11)), []);
      assert.deepEqual(await store.recordPositions(t, at(2, 13)), []);
      assert.deepEqual(await store.recordPositions(tenant(), at(5, 15)), [], 'another tenant');
      const technician = await store.read(t).get('technicians', 't1');
      assert.deepEqual([technician?.position?.latitude, technician?.version], [12, 1]);
      assert.equal(await store.read(t).lastSeq(), 1);
      assert.deepEqual(heard, ['t1 12']);
      const { result } = await write(t, async (writer) => {
        writer.describe({ type: 'technician.changed' });
        return writer.put('technicians', { ...technicianDraft('t1'), name: 'New' });
      });
      assert.equal(result.position?.latitude, 12, 'a change of the record keeps the position');
    });

    test('a position is kept as every instant is written, so putting its technician again changes nothing', async () => {
      const t = tenant();
      const put = () =>
        write(t, async (writer) => {
          writer.describe({ type: 'technician.changed' });
          return writer.put('technicians', technicianDraft('t1'));
        });
      await put();
      const heard: string[] = [];
      store.onPosition(t, (_, position) => heard.push(position.at));
      const at = (instant: string) =>
        new Map([['t1', { latitude: 1, longitude: 1, accuracyMeters: 5, headingDegrees: null, at: instant }]]);
      await store.recordPositions(t, at('2026-11-20T10:00:00Z'));
      assert.deepEqual(await store.recordPositions(t, at('2026-11-20T10:00:00.000Z')), [], 'the same instant');
      assert.deepEqual(await store.recordPositions(t, at('2026-11-20T10:00:00.500Z')), ['t1'], 'half a second later');
      assert.deepEqual(heard, ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.500Z']);
      const { event, result } = await put();
      assert.deepEqual([event, result.version], [null, 1]);
    });

    test('history of a job holds what touched it, whatever the event was about', async () => {
      const t = tenant();
      await putJob(t, { id: 'j1' });
      await putJob(t, { id: 'j2' });
      await write(t, async (writer) => {
        writer.describe({ type: 'jobs.imported', reload: true });
        await writer.putMany('jobs', [{ ...jobDraft('j1'), title: 'x' }, { ...jobDraft('j2'), title: 'x' }, jobDraft('j3')]);
      });
      const seqs = async (jobId: string) =>
        (await store.read(t).events({ jobId, limit: 10, descending: true })).map((event) => event.seq);
      assert.deepEqual([await seqs('j1'), await seqs('j2'), await seqs('j3')], [[3, 1], [3, 2], [3]]);
      assert.deepEqual((await store.read(t).tail(2, 10))[0]?.changes, [], 'a reload lists no records');
    });

    test('an idempotency key makes a unit of work happen once', async () => {
      const t = tenant();
      let runs = 0;
      let replays = 0;
      const once = (fingerprint: string, subject = 'ada') =>
        write(
          t,
          async (writer) => {
            runs += 1;
            writer.describe({ type: 'job.created' });
            return writer.put('jobs', jobDraft(`j${runs}`));
          },
          { actor: { ...meta.actor, id: subject }, idempotency: { key: 'k1', fingerprint, onReplay: () => replays++ } },
        );
      const [first, second] = await Promise.all([once('f1'), once('f1')]);
      assert.deepEqual(second.result, first.result);
      assert.deepEqual([runs, replays, second.event, second.seq], [1, 1, null, 1]);
      await assert.rejects(once('f2'), problem('idempotency_mismatch'));
      await once('f1', 'bob');
      assert.equal(runs, 2, 'keys belong to their subject');
      clock.advanceMinutes(24 * 60 + 1);
      await once('f1');
      assert.equal(runs, 3, 'kept for 24 hours');
    });

    test('a failed unit of work may be tried again with its key', async () => {
      const t = tenant();
      const idempotency = { key: 'k', fingerprint: 'f' };
      await assert.rejects(write(t, () => Promise.reject(new Error('no')), { idempotency }));
      const { result } = await write(
        t,
        (writer) => {
          writer.describe({ type: 'job.created' });
          return writer.put('jobs', jobDraft('j1'));
        },
        { idempotency },
      );
      assert.equal(result.version, 1);
    });

    test('settings have defaults, then versions', async () => {
      const t = tenant();
      assert.equal((await store.read(t).settings()).timeZone, 'UTC');
      const { result, event } = await write(t, async (writer) => {
        writer.describe({ type: 'settings.changed' });
        return writer.putSettings({ ...(await writer.settings()), timeZone: 'Europe/Berlin' });
      });
      assert.deepEqual([result.version, result.timeZone], [2, 'Europe/Berlin']);
      assert.deepEqual(event?.changes[0]?.previous, { timeZone: 'UTC' });
      assert.deepEqual(await store.read(t).settings(), result);
      assert.ok((await store.tenants()).includes(t));
    });

    test('counters never give a number twice', async () => {
      const t = tenant();
      const numbers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          write(t, async (writer) => {
            const number = await writer.nextNumber('c', 2);
            writer.describe({ type: 'job.created' });
            await writer.put('jobs', jobDraft(`j${i}`));
            return number;
          }),
        ),
      );
      assert.deepEqual(
        numbers.map((outcome) => outcome.result),
        Array.from({ length: 20 }, (_, i) => 2 * i + 1),
      );
    });
  });
}

const nearAnywhere = { box: { west: -180, south: -90, east: 180, north: 90 }, centre: { latitude: 0, longitude: 0 }, limit: 10 };

async function search(store: Store, tenant: string, q: string): Promise<string[]> {
  return (await store.read(tenant).list('jobs', { filters: { q }, sort: [], limit: 50 })).items.map((job) => job.id);
}

export function problem(code: string, pointer?: string): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof ProblemError, String(error));
    assert.equal(error.code, code);
    if (pointer !== undefined)
      assert.ok(
        error.errors?.some((each) => each.pointer === pointer),
        JSON.stringify(error.errors),
      );
    return true;
  };
}

const base = (id: string) => ({ id, externalRef: null, custom: {} });

export function jobDraft(id: string): Draft<Records['jobs']> {
  return {
    ...base(id),
    number: `N-${id}`,
    type: 'repair',
    title: `Job ${id}`,
    description: '',
    priority: 'normal',
    status: 'unscheduled',
    explicitStatus: null,
    statusReason: null,
    customerId: null,
    siteId: null,
    durationMinutes: 60,
    skills: [],
    certifications: [],
    equipmentIds: [],
    territory: null,
    requestedAt: null,
    windowStartsAt: null,
    windowEndsAt: null,
    dueAt: null,
    completedAt: null,
    source: null,
    quotedPrice: null,
  };
}

export function customerDraft(id: string, name: string): Draft<Records['customers']> {
  return { ...base(id), name, phone: null, email: null, notes: '' };
}

export function siteDraft(id: string): Draft<Records['sites']> {
  return {
    ...base(id),
    customerId: null,
    name: `Site ${id}`,
    address: '',
    district: null,
    position: null,
    geocodeQuality: 'none',
    timeZone: null,
    accessNotes: '',
  };
}

export function technicianDraft(id: string): Draft<Records['technicians']> {
  return {
    ...base(id),
    name: `Technician ${id}`,
    status: 'available',
    color: '#4263eb',
    phone: null,
    email: null,
    skills: [],
    certifications: [],
    territories: [],
    crewId: null,
    home: null,
    timeZone: null,
    position: null,
    active: true,
  };
}

function assignmentDraft(
  id: string,
  jobId: string,
  technicianId: string,
  startsAt: string,
  minutes: number,
): Draft<Records['assignments']> {
  return {
    ...base(id),
    jobId,
    technicianId,
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString(),
    status: 'scheduled',
    lock: 'planned',
    releasedAt: null,
    enRouteAt: null,
    arrivedAt: null,
    startedAt: null,
    completedAt: null,
    overridden: [],
    notes: '',
  };
}

function stretchDraft<T extends object>(id: string, technicianId: string, rest: T) {
  return { ...base(id), technicianId, startsAt: '2026-11-20T16:00:00Z', endsAt: '2026-11-21T00:00:00Z', ...rest };
}
