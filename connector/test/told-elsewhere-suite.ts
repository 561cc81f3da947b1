import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { Job } from '@dispatchkit/contract';
import type { Clock } from '../src/ports/clock.ts';
import type { Store } from '../src/ports/store.ts';
import { FakeTime } from './fake-time.ts';
import { type MirrorBench, openMirrorBench } from './mirror-bench.ts';

/** Two instances on one database. */
export interface TwoStores {
  readonly one: Store;
  readonly other: Store;
  close(): Promise<void>;
}

export function toldElsewhereSuite(where: string, openStores: (clock: Clock) => Promise<TwoStores>): void {
  describe(`what one connector tells a host while another on the same database asks it (${where})`, () => {
    it('is the change of who has made it, and what others have changed comes later', async () => {
      await using bench = await openTwo();
      const { one, other, host } = bench;
      const { id, version } = await bench.job('J1');
      host.set('jobs', 'J2', { priority: 'high' });
      onceTold(one, 'update', async () => {
        host.set('jobs', 'J1', { durationMinutes: 45 });
        await other.sync();
        assert.equal((await bench.job('J2')).priority, 'high', 'nothing else has to wait');
      });
      const changed = await one.services.changeJob(one.system, id, { priority: 'urgent' }, version);
      assert.equal(changed.version, version + 1);
      assert.deepEqual(await historyOf(other, id), ['host.synced', 'job.changed']);
      await other.sync();
      const { priority, durationMinutes } = await bench.job('J1');
      assert.deepEqual([priority, durationMinutes], ['urgent', 45]);
    });

    it('is there once when it is new', async () => {
      await using bench = await openTwo();
      onceTold(bench.one, 'create', () => bench.other.sync());
      const { id } = await bench.one.services.createJob(bench.one.system, { title: 'J3' });
      await bench.other.sync();
      assert.deepEqual(await bench.titles(), ['J1', 'J2', 'J3']);
      assert.deepEqual(await historyOf(bench.other, id), ['job.created']);
    });

    it('is deleted by who has deleted it', async () => {
      await using bench = await openTwo();
      const { id, version } = await bench.job('J1');
      onceTold(bench.one, 'remove', () => bench.other.sync());
      await bench.one.services.deleteJob(bench.one.system, id, version);
      await bench.other.sync();
      assert.deepEqual(await bench.titles(), ['J2']);
      assert.deepEqual(await historyOf(bench.other, id), ['host.synced', 'job.deleted']);
    });

    it('is left out of a list of everything, too', async () => {
      await using bench = await openTwo();
      const { id, version } = await bench.job('J1');
      bench.host.hasNoChanges = true;
      onceTold(bench.one, 'update', () => bench.other.sync());
      await bench.one.services.changeJob(bench.one.system, id, { priority: 'urgent' }, version);
      bench.host.set('jobs', 'J2', { priority: 'low' });
      await bench.other.sync();
      assert.deepEqual(await bench.titles(), ['J1', 'J2']);
      assert.equal((await bench.job('J2')).priority, 'low');
      assert.deepEqual(await historyOf(bench.other, id), ['host.synced', 'job.changed']);
    });

    it('is asked for again when the host has refused it', async () => {
      await using bench = await openTwo();
      const { one, other, host } = bench;
      const { id, version } = await bench.job('J1');
      onceTold(one, 'update', async () => {
        host.set('jobs', 'J1', { durationMinutes: 45, priority: 'low' });
        await other.sync();
        throw new HostError('invalid', 'Not on a Friday.');
      });
      const change = one.services.changeJob(one.system, id, { priority: 'urgent' }, version);
      await assert.rejects(change, { code: 'host_refused' });
      await other.sync();
      const { priority, durationMinutes } = await bench.job('J1');
      assert.deepEqual([priority, durationMinutes], ['low', 45]);
    });

    it('is taken in from the host after a while when the teller is gone', async () => {
      await using bench = await openTwo();
      const { one, other, time } = bench;
      const { id, version } = await bench.job('J1');
      const killed = Promise.withResolvers<never>();
      const told = Promise.withResolvers<void>();
      onceTold(one, 'update', () => {
        told.resolve();
        return killed.promise;
      });
      const change = one.services.changeJob(one.system, id, { priority: 'urgent' }, version);
      await told.promise;
      await other.sync();
      assert.equal((await bench.job('J1')).priority, 'normal');
      time.advance(5 * 60_000);
      await other.sync();
      assert.equal((await bench.job('J1')).priority, 'urgent');
      killed.reject(new Error('It was never heard of again.'));
      await assert.rejects(change);
    });

    it('does not make a read say that all of a proxied kind is there', async () => {
      await using bench = await openTwo({ jobs: 'proxy' });
      const { one, other, host } = bench;
      const read = () => other.services.listJobs(other.system, {});
      onceTold(one, 'create', async () => {
        host.set('jobs', 'J4', { title: 'J4' });
        bench.time.advance(70_000);
        await read();
      });
      await one.services.createJob(one.system, { title: 'J3' });
      const { items } = await read();
      assert.deepEqual(items.map(({ title }) => title).sort(), ['J1', 'J2', 'J3', 'J4']);
    });
  });

  describe(`what one connector has told a host since another has asked it (${where})`, () => {
    it('is not taken back by the answer from before', async () => {
      await using bench = await openTwo();
      const { one, other, host } = bench;
      const change = async (priority: Job['priority']) => {
        const { id, version } = await bench.job('J1');
        await one.services.changeJob(one.system, id, { priority }, version);
      };
      await change('high');
      onceAnswered(other, async () => {
        await change('urgent');
        host.set('jobs', 'J1', { durationMinutes: 45 });
      });
      await other.sync();
      const { id, priority, durationMinutes } = await bench.job('J1');
      assert.deepEqual([priority, durationMinutes], ['urgent', 45]);
      assert.deepEqual(await historyOf(other, id), ['host.synced', 'job.changed', 'job.changed', 'host.synced']);
    });

    it('does not come back by the answer from before when it was deleted', async () => {
      await using bench = await openTwo();
      const { one, other, host } = bench;
      host.set('jobs', 'J1', { durationMinutes: 30 });
      host.set('jobs', 'J2', { priority: 'low' });
      const { id, version } = await bench.job('J1');
      onceAnswered(other, () => one.services.deleteJob(one.system, id, version));
      await other.sync();
      assert.deepEqual(await bench.titles(), ['J2']);
      assert.deepEqual(await historyOf(other, id), ['host.synced', 'job.deleted']);
      assert.equal((await bench.job('J2')).priority, 'low');
    });

    it('is believed to be as it was told after three answers from before, and asked for with the next round', async () => {
      await using bench = await openTwo();
      const { one, other, host } = bench;
      const change = async (title: string) => {
        const { id, version } = await bench.job('J1');
        await one.services.changeJob(one.system, id, { title }, version);
      };
      await change('J1 a');
      host.set('jobs', 'J2', { priority: 'low' });
      const { changes } = host;
      let asked = 0;
      host.changes = async (...about) => {
        const page = await changes.apply(host, about);
        await change(`J1 ${++asked}`);
        return page;
      };
      await other.sync();
      assert.equal(asked, 3);
      assert.deepEqual(await bench.titles(), ['J1 3', 'J2']);
      assert.equal((await bench.job('J2')).priority, 'low', 'nothing else has to wait');
      host.changes = changes;
      host.set('jobs', 'J1', { durationMinutes: 45 });
      await other.sync();
      const { title, durationMinutes } = await bench.job('J1');
      assert.deepEqual([title, durationMinutes], ['J1 3', 45]);
    });
  });

  /** Two connectors with one host. */
  async function openTwo({ jobs: mode = 'mirror' }: { readonly jobs?: 'mirror' | 'proxy' } = {}) {
    const time = new FakeTime();
    const stores = await openStores(time);
    const modes = { jobs: mode };
    const one = await openMirrorBench({ store: stores.one, time, modes });
    const other = await openMirrorBench({ store: stores.other, time, modes, host: one.host });
    for (const id of ['J1', 'J2']) one.host.set('jobs', id, { title: id, priority: 'normal' });
    await other.sync();
    const listed = async (filter: object = {}) =>
      (await other.services.listJobs(other.system, { sort: 'title', ...filter })).items;
    await listed();
    return {
      one,
      other,
      time,
      host: one.host,
      titles: async () => (await listed()).map(({ title }) => title),
      async job(externalRef: string) {
        const [found] = await listed({ externalRef });
        assert(found);
        return found;
      },
      async [Symbol.asyncDispose]() {
        await other[Symbol.asyncDispose]();
        await one[Symbol.asyncDispose]();
        await stores.close();
      },
    };
  }
}

/** Acts when the host has said what has changed of the jobs and the asker does not know yet. */
function onceAnswered({ host }: MirrorBench, act: () => Promise<unknown>): void {
  const { changes } = host;
  host.changes = async (kind, cursor, signal) => {
    const page = await changes.call(host, kind, cursor, signal);
    if (kind === 'jobs') {
      host.changes = changes;
      await act();
    }
    return page;
  };
}

/** Acts when the host has done what it is told and the teller does not know yet. */
function onceTold({ host }: MirrorBench, method: 'create' | 'update' | 'remove', act: () => Promise<unknown>): void {
  const { [method]: tell } = host;
  Object.assign(host, {
    async [method](...told: readonly unknown[]) {
      host[method] = tell as never;
      const answer = await Reflect.apply(tell, host, told);
      await act();
      return answer;
    },
  });
}

async function historyOf({ services, system }: MirrorBench, id: string): Promise<string[]> {
  const { items } = await services.history(system, { record: { kind: 'jobs', id } });
  return items.map(({ type }) => type);
}
