import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Host, HostError, type HostRecord } from '@dispatchkit/adapters';
import type { AdapterWrite, Job, Problem } from '@dispatchkit/contract';
import { openTryton } from './support/open-tryton.ts';
import { reasonToSkip, startTryton, type Tryton } from './support/tryton.ts';
import { fillTryton, type TrytonCompany } from './support/tryton-company.ts';
import { openTrytonConnector, type TrytonConnector } from './support/tryton-connector.ts';

/** On SQLite stamps are whole seconds, and of two changes in one second the later wins unnoticed. */
describe('two people at Tryton on PostgreSQL', { skip: reasonToSkip('postgresql') }, () => {
  let tryton: Tryton;
  let company: TrytonCompany;

  before(
    async () => {
      tryton = await startTryton({ on: 'postgresql' });
      company = await fillTryton(tryton.client, { tasks: 12 });
    },
    // The first time, activating the modules takes long on a busy machine.
    { timeout: 300_000 },
  );
  after(() => tryton?.remove());

  const writeThere = (task: number, name: string) => tryton.client.call('project.work', 'write', [task], { name });
  const nameThere = async (task: number) =>
    (await tryton.client.call<{ name: string }[]>('project.work', 'read', [task], ['name']))[0]?.name;

  describe('by its manifest', () => {
    let host: Host;
    before(async () => {
      host = await openTryton(tryton);
    });

    test('a stamp tells changes of the same second apart', async () => {
      for (const task of company.tasks.slice(0, 6)) {
        const mine = await host.update('jobs', String(task), { title: 'Mine' }, await recordOf(task));
        await writeThere(task, 'Theirs');
        const late = host.update('jobs', String(task), { title: 'Lost?' }, mine);
        await assert.rejects(late, (error) => error instanceof HostError && error.kind === 'conflict');
        assert.equal(await nameThere(task), 'Theirs');
      }
    });

    test('of two who write the same at once, one is told', async () => {
      const task = company.tasks[6] ?? 0;
      const before = await recordOf(task);
      const titles = ['One', 'Other'];
      const both = await Promise.allSettled(titles.map((title) => host.update('jobs', String(task), { title }, before)));
      const lost = both.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      assert.deepEqual(
        lost.map((error) => error instanceof HostError && error.kind),
        ['conflict'],
      );
      assert.equal(await nameThere(task), titles[both.findIndex(({ status }) => status === 'fulfilled')]);
    });

    async function recordOf(task: number): Promise<HostRecord> {
      const record = await host.get('jobs', String(task));
      assert.ok(record);
      return record;
    }
  });

  describe('through the mirror of a connector', () => {
    let connector: TrytonConnector;
    before(async () => {
      connector = await openTrytonConnector(tryton, { mode: 'mirror', whenAway: 'queue' });
      await connector.runDue();
    });
    after(() => connector?.[Symbol.asyncDispose]());

    test('a change after somebody else’s is refused with both values, and theirs is taken over', async () => {
      const task = company.tasks[8] ?? 0;
      const { id } = await connector.jobOf(task);
      const mine = await change(id, 'Mine');
      assert.equal(mine.status, 200);
      await writeThere(task, 'Theirs');
      const late = await change<Problem>(id, 'Lost?');
      assert.deepEqual([late.status, late.body.code], [409, 'host_conflict']);
      assert.deepEqual(late.body.conflicts, [{ field: 'title', ours: 'Lost?', theirs: 'Theirs' }]);
      assert.equal((await connector.jobOf(task)).title, 'Theirs');
      assert.equal(await nameThere(task), 'Theirs');
      assert.equal((await change(id, 'After all')).status, 200);
      assert.equal(await nameThere(task), 'After all');
    });

    test('a change that has waited is held up with both values, until somebody decides', async () => {
      const [kept = 0, given = 0] = company.tasks.slice(9, 11);
      await tryton.kill();
      for (const task of [kept, given]) {
        const { status, body } = await change<Job>((await connector.jobOf(task)).id, 'Mine');
        assert.deepEqual([status, body.title], [200, 'Mine']);
      }
      await tryton.start();
      for (const task of [kept, given]) await writeThere(task, 'Theirs');
      connector.passTime(1);
      await connector.runDue();
      const held = await conflicts();
      assert.deepEqual(
        held.map(({ conflicts: fields }) => fields),
        Array(2).fill([{ field: 'title', ours: 'Mine', theirs: 'Theirs' }]),
      );
      // Meanwhile it is seen as it was changed here, and Tryton has its own.
      assert.deepEqual([(await connector.jobOf(kept)).title, await nameThere(kept)], ['Mine', 'Theirs']);
      await decide(held, kept, 'retry');
      await decide(held, given, 'discard');
      await connector.runDue();
      assert.deepEqual(await conflicts(), []);
      assert.deepEqual([(await connector.jobOf(kept)).title, await nameThere(kept)], ['Mine', 'Mine']);
      assert.deepEqual([(await connector.jobOf(given)).title, await nameThere(given)], ['Theirs', 'Theirs']);
    });

    function change<T = Job>(job: string, title: string) {
      return connector.request<T>('PATCH', `/v1/jobs/${job}`, { ifMatch: '*', send: { title } });
    }

    async function conflicts(): Promise<AdapterWrite[]> {
      const path = '/v1/adapters/erp/writes?state=conflict';
      return (await connector.request<{ items: AdapterWrite[] }>('GET', path, { as: 'admin' })).body.items;
    }

    async function decide(held: readonly AdapterWrite[], task: number, decision: 'retry' | 'discard'): Promise<void> {
      const { id: job } = await connector.jobOf(task);
      const write = held.find(({ recordId }) => recordId === job);
      const { status } = await connector.request('POST', `/v1/adapters/erp/writes/${write?.id}/${decision}`, { as: 'admin' });
      assert.equal(status, 200);
    }
  });
});
