import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { HostError } from '@dispatchkit/adapters';
import type { Job } from '@dispatchkit/contract';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';

/** What is done while the host is asked what has changed of the jobs: its answer is from before. */
function meanwhile(bench: MirrorBench, act: () => Promise<unknown>): void {
  const { changes } = bench.host;
  bench.host.changes = async (kind, cursor, signal) => {
    const page = await changes.call(bench.host, kind, cursor, signal);
    if (kind === 'jobs') {
      bench.host.changes = changes;
      await act();
    }
    return page;
  };
}

async function openJobs() {
  const bench = await openMirrorBench();
  for (const id of ['J1', 'J2']) bench.host.set('jobs', id, { title: id, priority: 'normal' });
  await bench.sync();
  const jobs = async () => {
    const { items } = await bench.services.listJobs(bench.system, { sort: 'title' });
    return items.map(({ title, priority }) => `${title} ${priority}`);
  };
  const job = async (externalRef: string) => {
    const [found] = (await bench.services.listJobs(bench.system, { externalRef })).items;
    assert(found);
    return found;
  };
  return { bench, jobs, job };
}

describe('what is changed from here while the host is asked', () => {
  for (const isFull of [false, true]) {
    const how = isFull ? 'reads everything' : 'reads what has changed';
    it(`is not taken back by an answer from before (${how})`, async () => {
      const { bench, jobs, job } = await openJobs();
      await using _ = bench;
      bench.host.set('jobs', 'J1', { durationMinutes: 30 });
      if (isFull) bench.host.forgetsCursors = true;
      const { id, version } = await job('J1');
      meanwhile(bench, () => bench.services.changeJob(bench.system, id, { priority: 'urgent' }, version).catch(() => again()));
      // The first try meets the change of the host.
      const again = async () => {
        const now = await job('J1');
        await bench.services.changeJob(bench.system, id, { priority: 'urgent' }, now.version);
      };
      const { length } = bench.host.calls;
      await bench.sync();
      assert.deepEqual(await jobs(), ['J1 urgent', 'J2 normal']);
      assert.equal((await job('J1')).durationMinutes, 30, 'and what the host has changed is there, too');
      const asked = bench.host.calls.slice(length).filter((call) => call === 'changes jobs');
      assert.equal(asked.length, 1, 'not all of it is asked for again');
      const changed = await job('J1');
      await bench.services.changeJob(bench.system, id, { priority: 'low' }, changed.version);
    });

    it(`does not come back when it was deleted, and stays when it was made (${how})`, async () => {
      const { bench, jobs, job } = await openJobs();
      await using _ = bench;
      bench.host.set('jobs', 'J2', { durationMinutes: 30 });
      await bench.sync();
      bench.host.set('jobs', 'J2', { durationMinutes: 45 });
      if (isFull) bench.host.forgetsCursors = true;
      meanwhile(bench, async () => {
        const { id, version } = await job('J1');
        await bench.services.deleteJob(bench.system, id, version);
        await bench.services.createJob(bench.system, { title: 'J3' });
      });
      await bench.sync();
      assert.deepEqual(await jobs(), ['J2 normal', 'J3 normal']);
      await bench.sync();
      assert.deepEqual(await jobs(), ['J2 normal', 'J3 normal']);
      assert.deepEqual(bench.host.idsOf('jobs').length, 2);
    });
  }

  const readings: [what: string, method: 'factsAndTellings' | 'dangling', hasNews: boolean][] = [
    ['an answer that is about to be kept', 'factsAndTellings', true],
    ['an answer without news that is about to be kept', 'factsAndTellings', false],
    ['what was to be looked at again', 'dangling', false],
  ];
  for (const [what, method, hasNews] of readings) {
    it(`is not taken back by ${what}`, async () => {
      const { bench, job } = await openJobs();
      await using _ = bench;
      bench.host.set('customers', 'C1', { name: 'Ada' });
      bench.host.set('jobs', 'J1', { customerId: 'C1' });
      await bench.sync();
      const change = async (priority: Job['priority']) => {
        const { id, version } = await job('J1');
        return bench.services.changeJob(bench.system, id, { priority }, version);
      };
      await change('urgent');
      // The host tells it once more, with news or without.
      bench.host.set('jobs', 'J1', hasNews ? { durationMinutes: 30 } : {});
      const { hosts } = bench.store;
      const read = hosts[method].bind(hosts) as (...asked: readonly unknown[]) => Promise<unknown>;
      const act = mock.fn(() => change('low').catch(() => change('low')));
      Object.assign(hosts, {
        async [method](...asked: readonly unknown[]) {
          const isIt = act.mock.callCount() === 0 && (method === 'dangling' || asked[2] === 'jobs');
          // What has just been changed from here is looked at again.
          if (isIt && method === 'dangling') await change('normal');
          const found = await read(...asked);
          if (isIt) await act();
          return found;
        },
      });
      await bench.sync();
      assert.equal(act.mock.callCount(), 1);
      assert.deepEqual([(await job('J1')).priority, bench.host.at('jobs', 'J1')?.priority], ['low', 'low']);
      await change('high');
      assert.equal(bench.host.at('jobs', 'J1')?.priority, 'high', 'the next change meets no conflict');
    });
  }
});

describe('what a host is told while it is asked', () => {
  const moments = ['before it has answered', 'before its answer is kept here'] as const;
  for (const moment of moments) {
    it(`is the change of who has made it, though the host tells it, too, ${moment}`, async () => {
      const { bench, job } = await openJobs();
      await using _ = bench;
      const { id, version } = await job('J1');
      const round = syncOnce(bench, moment, 'update');
      const changed = await bench.services.changeJob(bench.system, id, { priority: 'urgent' }, version);
      await round.end();
      assert.equal(changed.version, version + 1);
      assert.deepEqual(await historyOf(bench, id), ['host.synced', 'job.changed']);
    });

    it(`is there once when it is new, ${moment}`, async () => {
      const { bench, jobs } = await openJobs();
      await using _ = bench;
      const round = syncOnce(bench, moment, 'create');
      const { id } = await bench.services.createJob(bench.system, { title: 'J3' });
      await round.end();
      await bench.sync();
      assert.deepEqual(await jobs(), ['J1 normal', 'J2 normal', 'J3 normal']);
      assert.deepEqual(await historyOf(bench, id), ['job.created']);
    });

    it(`is deleted by who has deleted it, ${moment}`, async () => {
      const { bench, job, jobs } = await openJobs();
      await using _ = bench;
      const { id, version } = await job('J1');
      const round = syncOnce(bench, moment, 'remove');
      await bench.services.deleteJob(bench.system, id, version);
      await round.end();
      assert.deepEqual(await jobs(), ['J2 normal']);
      assert.deepEqual(await historyOf(bench, id), ['host.synced', 'job.deleted']);
    });
  }

  it('does not keep what others have changed from being taken in, when the host refuses it', async () => {
    const { bench, job } = await openJobs();
    await using _ = bench;
    const { id, version } = await job('J1');
    const { update } = bench.host;
    let round: ReturnType<typeof syncAsFarAsItGets> | undefined;
    bench.host.update = async () => {
      bench.host.update = update;
      bench.host.set('jobs', 'J1', { durationMinutes: 45 });
      round = syncAsFarAsItGets(bench);
      await round.reached;
      throw new HostError('invalid', 'Not on a Friday.');
    };
    await assert.rejects(bench.services.changeJob(bench.system, id, { priority: 'urgent' }, version), { code: 'host_refused' });
    await round?.ended;
    const { priority, durationMinutes } = await job('J1');
    assert.deepEqual([priority, durationMinutes], ['normal', 45]);
  });

  /** Synchronizes when the host has done what it is told and nobody here knows yet. */
  function syncOnce(bench: MirrorBench, moment: (typeof moments)[number], method: 'create' | 'update' | 'remove') {
    let round: ReturnType<typeof syncAsFarAsItGets> | undefined;
    const begin = async () => {
      round = syncAsFarAsItGets(bench);
      await round.reached;
    };
    const { [method]: tell } = bench.host;
    const { states } = bench.store.hosts;
    Object.assign(bench.host, {
      async [method](...told: readonly unknown[]) {
        bench.host[method] = tell as never;
        const answer = await Reflect.apply(tell, bench.host, told);
        if (moment === 'before it has answered') await begin();
        else {
          // What is asked of the store between the two.
          bench.store.hosts.states = async (...asked) => {
            bench.store.hosts.states = states;
            await begin();
            return states.apply(bench.store.hosts, asked);
          };
        }
        return answer;
      },
    });
    return {
      end: async () => {
        assert(round, 'the moment has come');
        await round.ended;
      },
    };
  }

  /** `reached` resolves when it is done with the jobs, or waits before it writes any. */
  function syncAsFarAsItGets(bench: MirrorBench) {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const { factsAndTellings } = bench.store.hosts;
    bench.store.hosts.factsAndTellings = async (...about) => {
      const known = await factsAndTellings.apply(bench.store.hosts, about);
      if (about[2] === 'jobs') resolve();
      return known;
    };
    const write = mock.method(bench.store, 'write');
    const ended = bench.sync();
    const reached = (async () => {
      await asked;
      // Nothing but reads of a file that is open comes between what is known of records and their being written.
      for (let turn = 0; turn < 100; turn++) await setImmediate();
      const isWriting = write.mock.callCount() > 0;
      write.mock.restore();
      bench.store.hosts.factsAndTellings = factsAndTellings;
      if (isWriting) await ended;
    })();
    return { reached, ended };
  }

  async function historyOf({ services, system }: MirrorBench, id: string): Promise<string[]> {
    const { items } = await services.history(system, { record: { kind: 'jobs', id } });
    return items.map(({ type }) => type);
  }
});
