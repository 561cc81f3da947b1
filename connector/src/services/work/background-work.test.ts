import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FakeTime } from '../../../test/fake-time.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Attempt, NewWork, Work } from '../../ports/work.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../stores/libsql/index.ts';
import { temporaryFolder } from '../../stores/test-store.ts';
import { createServices, systemActor } from '../index.ts';
import { BackgroundWork, type BackgroundWorkOptions } from './background-work.ts';
import type { BackgroundTask, LogFollower, WorkCall, WorkHandler, WorkResult } from './handlers.ts';

const minute = 60_000;
const second = 1000;

describe('background work', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let count = 0;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  /** A database of its own, with as many connectors on it as are asked for. */
  async function world() {
    const time = new FakeTime();
    const url = `file:${join(folder.path, `work-${++count}.db`)}`;
    const open = () => openLibsqlStore(openNativeDatabase({ url }), { clock: time, log: silentLog });
    const store = await open();
    const services = createServices({ store, clock: time, ids: uuidIds, log: silentLog });
    const instance = (options: Partial<BackgroundWorkOptions> = {}, on: Store = store) =>
      new BackgroundWork({
        store: on,
        clock: time,
        timers: time,
        ids: uuidIds,
        log: silentLog,
        handlers: [],
        tasks: [],
        followers: [],
        random: () => 0,
        ...options,
      });
    return {
      time,
      store,
      open,
      services,
      instance,
      enqueue: (...work: readonly (Partial<NewWork> & { id: string })[]) =>
        store.work.enqueue('acme', work.map(sendWork(time)), time.now()),
      async get(id: string): Promise<Work> {
        const work = await store.work.get('acme', 'send', id);
        assert(work, `there is no work ${id}`);
        return work;
      },
      [Symbol.asyncDispose]: () => store.close(),
    };
  }

  const sendWork = (time: FakeTime) => (work: Partial<NewWork> & { id: string }) => ({
    kind: 'send',
    subject: '',
    payload: {},
    dueAtMs: time.now(),
    ...work,
  });

  function sender(run: (call: WorkCall) => Promise<WorkResult>, overrides: Partial<WorkHandler> = {}): WorkHandler {
    return { kind: 'send', perSubject: 4, retryDelaysMs: [5 * second, 5 * minute], run, ...overrides };
  }
  const done = async (): Promise<WorkResult> => ({ done: true });

  it('runs what is due, once, and keeps what came of it', async () => {
    await using subject = await world();
    const ran: string[] = [];
    const background = subject.instance({
      handlers: [
        sender(async ({ work }) => {
          ran.push(work.id);
          return { done: true, details: { status: 204 } };
        }),
      ],
    });
    await subject.enqueue({ id: 'a' }, { id: 'b', dueAtMs: subject.time.now() + minute });
    assert.deepEqual(await background.runDue(), { done: 1, failed: 0, dead: 0, postponed: 0 });
    await background.runDue();
    assert.deepEqual(ran, ['a']);
    const { state, attempts, history } = await subject.get('a');
    assert.deepEqual([state, attempts], ['done', 1]);
    assert.deepEqual(history, [
      { atMs: subject.time.now(), durationMs: 0, error: null, details: { status: 204 } },
    ] satisfies Attempt[]);
    assert.equal((await subject.get('b')).state, 'waiting');
  });

  it('enqueued twice is run once', async () => {
    await using subject = await world();
    let runs = 0;
    const background = subject.instance({ handlers: [sender(async () => ({ done: !!++runs as true }))] });
    await subject.enqueue({ id: 'a' });
    await subject.enqueue({ id: 'a' });
    await background.runDue();
    await subject.enqueue({ id: 'a' });
    await background.runDue();
    assert.equal(runs, 1);
  });

  it('that fails is tried again after each of the waits, then it is dead, until it is revived', async () => {
    await using subject = await world();
    const atSeconds: number[] = [];
    const startMs = subject.time.now();
    const background = subject.instance({
      handlers: [
        sender(async () => {
          atSeconds.push((subject.time.now() - startMs) / second);
          return { failed: 'Nobody answered.' };
        }),
      ],
    });
    await subject.enqueue({ id: 'a' });
    for (const wait of [0, 4, 1, 299, 1, 1000]) {
      subject.time.advance(wait * second);
      await background.runDue();
    }
    assert.deepEqual(atSeconds, [0, 5, 305]);
    const dead = await subject.get('a');
    assert.deepEqual([dead.state, dead.attempts], ['dead', 3]);
    assert.deepEqual(
      dead.history.map(({ error }) => error),
      Array(3).fill('Nobody answered.'),
    );
    assert.equal(await subject.store.work.revive('acme', { kind: 'send', ids: ['a'] }, subject.time.now()), 1);
    await background.runDue();
    assert.equal(atSeconds.length, 4);
    assert.equal((await subject.get('a')).attempts, 1);
  });

  it('waits up to a fifth longer than it says, so that what failed together does not come back together', async () => {
    await using subject = await world();
    const background = subject.instance({ random: () => 0.5, handlers: [sender(async () => ({ failed: 'No.' }))] });
    await subject.enqueue({ id: 'a' });
    await background.runDue();
    assert.equal((await subject.get('a')).dueAtMs, subject.time.now() + 5500);
  });

  it('is tried again when its handler throws; the cause is not kept', async () => {
    await using subject = await world();
    const background = subject.instance({ handlers: [sender(() => Promise.reject(new Error('secret of the cause')))] });
    await subject.enqueue({ id: 'a' });
    assert.equal((await background.runDue()).failed, 1);
    assert.doesNotMatch(JSON.stringify(await subject.get('a')), /secret of the cause/);
  });

  it('that is postponed has not been tried', async () => {
    await using subject = await world();
    const background = subject.instance({
      handlers: [sender(async ({ nowMs }) => ({ postponedUntilMs: nowMs + minute }))],
    });
    await subject.enqueue({ id: 'a' });
    assert.equal((await background.runDue()).postponed, 1);
    const { attempts, dueAtMs, history } = await subject.get('a');
    assert.deepEqual([attempts, dueAtMs, history], [0, subject.time.now() + minute, []]);
  });

  it('of many tenants runs so many at a time as was said, and no more', async () => {
    await using subject = await world();
    let running = 0;
    let most = 0;
    const background = subject.instance({
      parallel: 5,
      handlers: [
        sender(async () => {
          most = Math.max(most, ++running);
          await new Promise<void>((fulfil) => setImmediate(fulfil));
          running--;
          return { done: true };
        }),
      ],
    });
    for (let i = 0; i < 20; i++) {
      const work = ['a', 'b', 'c'].map((id) => sendWork(subject.time)({ id }));
      await subject.store.work.enqueue(`t${i}`, work, subject.time.now());
    }
    assert.equal((await background.runDue()).done, 60);
    assert.equal(most, 5);
  });

  it('of one subject does not crowd out that of others', async () => {
    await using subject = await world();
    const gate = Promise.withResolvers<void>();
    const ran: string[] = [];
    const background = subject.instance({
      parallel: 8,
      handlers: [
        sender(
          async ({ work }) => {
            ran.push(work.subject);
            if (work.subject === 'slow') await gate.promise;
            return { done: true };
          },
          { perSubject: 2 },
        ),
      ],
    });
    const flood = Array.from({ length: 600 }, (_, i) => ({ id: `slow-${i}`, subject: 'slow' }));
    await subject.enqueue(...flood);
    await subject.enqueue({ id: 'quick', subject: 'quick', dueAtMs: subject.time.now() + 1 });
    subject.time.advance(1);
    const running = background.runDue();
    await until(() => ran.includes('quick'));
    assert.deepEqual(ran, ['slow', 'slow', 'quick']);
    gate.resolve();
    await background.stop();
    await running;
  });

  describe('of several instances', () => {
    it('is done once, by whoever comes first', async () => {
      await using subject = await world();
      const other = await subject.open();
      const ran: string[] = [];
      const handlers = [
        sender(async ({ work }) => {
          ran.push(work.id);
          await Promise.resolve();
          return { done: true };
        }),
      ];
      const ids = Array.from({ length: 60 }, (_, i) => `w${i}`);
      await subject.enqueue(...ids.map((id, i) => ({ id, subject: `s${i % 9}` })));
      const instances = [subject.instance({ handlers }), subject.instance({ handlers }, other)];
      await Promise.all(instances.map((instance) => instance.runDue()));
      await other.close();
      assert.deepEqual(ran.sort(), ids.sort());
    });

    it('is taken over when the lease of a dead one lapses, and counts as an attempt', async () => {
      await using subject = await world();
      await subject.enqueue({ id: 'a' });
      // Claims, and is never heard of again.
      await subject.store.work.claim('acme', {
        kinds: ['send'],
        nowMs: subject.time.now(),
        leasedUntilMs: subject.time.now() + minute,
        owner: 'crashed',
        limit: 10,
        perSubject: {},
        running: {},
      });
      const attempts: number[] = [];
      const background = subject.instance({
        handlers: [
          sender(async ({ work }) => {
            attempts.push(work.attempts);
            return { done: true };
          }),
        ],
      });
      await background.runDue();
      subject.time.advance(minute - 1);
      await background.runDue();
      assert.deepEqual(attempts, [], 'while the lease holds');
      subject.time.advance(1);
      await background.runDue();
      assert.deepEqual(attempts, [2]);
      const late = { to: 'done', nowMs: subject.time.now() } as const;
      assert.equal(await subject.store.work.settle('acme', 'a', 'crashed', late), false);
    });

    it('is given up when every one of them dies over it', async () => {
      await using subject = await world();
      await subject.enqueue({ id: 'poison' });
      const claim = { kinds: ['send'], limit: 1, perSubject: {}, running: {}, owner: 'crashes' };
      for (let i = 0; i < 3; i++) {
        await subject.store.work.claim('acme', { ...claim, nowMs: subject.time.now(), leasedUntilMs: subject.time.now() + 1 });
        subject.time.advance(1);
      }
      let runs = 0;
      const background = subject.instance({ handlers: [sender(async () => ({ done: !!++runs as true }))] });
      assert.equal((await background.runDue()).dead, 1);
      assert.equal(runs, 0);
    });

    it('keeps its lease while it runs, however long that takes', async () => {
      await using subject = await world();
      const gate = Promise.withResolvers<void>();
      let runs = 0;
      const handlers = [
        sender(async () => {
          runs++;
          await gate.promise;
          return { done: true };
        }),
      ];
      await subject.enqueue({ id: 'long' });
      const first = subject.instance({ handlers }).runDue();
      await until(() => runs === 1);
      const second = subject.instance({ handlers });
      for (let i = 0; i < 9; i++) {
        subject.time.advance(20 * 1000);
        await until(async () => ((await subject.get('long')).leasedUntilMs ?? 0) === subject.time.now() + minute);
        await second.runDue();
      }
      gate.resolve();
      await first;
      assert.equal(runs, 1);
      assert.equal((await subject.get('long')).state, 'done');
    });

    it('tells the handler when another has taken over', async () => {
      await using subject = await world();
      const aborted = Promise.withResolvers<void>();
      let isRunning = false;
      const handlers = [
        sender(async ({ signal }) => {
          isRunning = true;
          signal.addEventListener('abort', () => aborted.resolve());
          await aborted.promise;
          throw signal.reason;
        }),
      ];
      await subject.enqueue({ id: 'a' });
      const run = subject.instance({ handlers }).runDue();
      await until(() => isRunning);
      // As a process that was frozen for a while would find it.
      await subject.store.work.claim('acme', {
        kinds: ['send'],
        nowMs: subject.time.now() + 2 * minute,
        leasedUntilMs: subject.time.now() + 3 * minute,
        owner: 'another',
        limit: 1,
        perSubject: {},
        running: {},
      });
      subject.time.advance(20 * second);
      await run;
      assert.equal((await subject.get('a')).attempts, 2, 'what the other has noted stays');
    });
  });

  describe('running by itself', () => {
    it('wakes up when the next thing is due, and keeps one timer', async () => {
      await using subject = await world();
      const ran: string[] = [];
      const background = subject.instance({
        handlers: [
          sender(async ({ work }) => {
            ran.push(work.id);
            return { done: true };
          }),
        ],
      });
      await subject.enqueue({ id: 'later', dueAtMs: subject.time.now() + 10 * second });
      background.start();
      await background.settled();
      background.wake('acme');
      await background.settled();
      assert.equal(subject.time.pending, 1);
      subject.time.advance(10 * second - 1);
      await background.settled();
      assert.deepEqual(ran, []);
      subject.time.advance(1);
      await background.settled();
      assert.deepEqual(ran, ['later']);
      await background.stop();
      assert.equal(subject.time.pending, 0);
    });

    it('finds within a minute what another instance has left behind', async () => {
      await using subject = await world();
      let runs = 0;
      const background = subject.instance({ handlers: [sender(async () => ({ done: !!++runs as true }))] });
      background.start();
      await background.settled();
      const other = await subject.open();
      await other.work.enqueue('acme', [sendWork(subject.time)({ id: 'a' })], subject.time.now());
      await other.close();
      subject.time.advance(minute);
      await background.settled();
      assert.equal(runs, 1);
      await background.stop();
    });

    it('takes over what a dead instance was at as soon as the lease lapses', async () => {
      await using subject = await world();
      await subject.enqueue({ id: 'a' });
      const claim = { kinds: ['send'], limit: 1, perSubject: {}, running: {}, owner: 'dead', nowMs: subject.time.now() };
      await subject.store.work.claim('acme', { ...claim, leasedUntilMs: subject.time.now() + 3 * second });
      let runs = 0;
      const background = subject.instance({ handlers: [sender(async () => ({ done: !!++runs as true }))] });
      background.start();
      await background.settled();
      subject.time.advance(3 * second - 1);
      await background.settled();
      assert.equal(runs, 0);
      subject.time.advance(1);
      await background.settled();
      assert.equal(runs, 1);
      await background.stop();
    });

    it('stops: what runs is told, goes back uncounted, and nothing more begins', async () => {
      await using subject = await world();
      let isRunning = false;
      const background = subject.instance({
        handlers: [
          sender(
            ({ signal }) =>
              new Promise((_, reject) => {
                isRunning = true;
                signal.addEventListener('abort', () => reject(signal.reason));
              }),
          ),
        ],
      });
      await subject.enqueue({ id: 'a' });
      background.start();
      await until(() => isRunning);
      const stopped = background.stop();
      subject.time.advance(5 * second);
      await stopped;
      const { state, attempts, leasedUntilMs } = await subject.get('a');
      assert.deepEqual([state, attempts, leasedUntilMs], ['waiting', 0, null]);
    });
  });

  describe('that comes round', () => {
    const hourly = (ran: string[], run = async () => {}): BackgroundTask => ({
      name: 'roll-up',
      everyMinutes: 60,
      async run({ tenant, nowMs }) {
        ran.push(`${tenant} ${new Date(nowMs).toISOString().slice(11, 16)}`);
        await run();
      },
    });

    it('runs once an interval for every tenant, spread over the interval, whoever is alive', async () => {
      await using subject = await world();
      for (let i = 0; i < 50; i++) await subject.services.createCustomer(systemActor(`t${i}`), { name: 'Mill' });
      const ran: string[] = [];
      const instances = [subject.instance({ tasks: [hourly(ran)] }), subject.instance({ tasks: [hourly(ran)] })];
      const minutes = new Set<string>();
      await instances[0]?.runDue();
      for (let i = 0; i < 60; i++) {
        subject.time.advance(minute);
        for (const instance of instances) await instance.runDue();
      }
      for (const line of ran) minutes.add(line.slice(-5));
      assert.equal(new Set(ran.map((line) => line.split(' ')[0])).size, 50);
      assert.equal(ran.length, 50);
      assert.ok(minutes.size > 20, `spread over ${minutes.size} minutes`);
    });

    it('keeps its rhythm after a pause, and leaves out the turns that were missed', async () => {
      await using subject = await world();
      await subject.services.createCustomer(systemActor('acme'), { name: 'Mill' });
      const ran: string[] = [];
      const background = subject.instance({ tasks: [hourly(ran)] });
      for (let i = 0; i < 70; i++) {
        await background.runDue();
        subject.time.advance(minute);
      }
      const first = ran[0]?.slice(-2);
      subject.time.advance(5 * 60 * minute);
      for (let i = 0; i < 60; i++) {
        await background.runDue();
        subject.time.advance(minute);
      }
      assert.ok(ran.length >= 3 && ran.length <= 4, ran.join());
      assert.equal(ran.at(-1)?.slice(-2), first);
    });

    it('is tried again after one minute, two, four … when it fails', async () => {
      await using subject = await world();
      await subject.services.createCustomer(systemActor('acme'), { name: 'Mill' });
      const ran: string[] = [];
      const background = subject.instance({ tasks: [hourly(ran, () => Promise.reject(new Error('not today')))] });
      for (let i = 0; i < 80; i++) {
        await background.runDue();
        subject.time.advance(minute);
      }
      const minutes = ran.map((line) => Date.parse(`2026-11-20T${line.slice(-5)}:00Z`) / minute);
      const waits = minutes.slice(1).map((at, i) => at - (minutes[i] ?? 0));
      assert.deepEqual(waits.slice(0, 4), [1, 2, 4, 8]);
    });
  });

  describe('that follows from events', () => {
    const follower: LogFollower = {
      name: 'outbox',
      mayBegin: () => true,
      pick: async (_tenant, events) =>
        events.map(({ seq, type }) => ({ id: `e${seq}`, kind: 'send', subject: '', payload: { type }, dueAtMs: 0 })),
    };

    it('is begun right after the commit, once per event, and from the moment it is asked for', async () => {
      await using subject = await world();
      const seen: unknown[] = [];
      const background = subject.instance({
        followers: [follower],
        handlers: [
          sender(async ({ work }) => {
            seen.push(`${work.id} ${work.payload.type}`);
            return { done: true };
          }),
        ],
      });
      const actor = systemActor('acme');
      await subject.services.createCustomer(actor, { name: 'before' });
      background.start();
      await subject.store.work.startFollowing('acme', 'outbox');
      await subject.services.createCustomer(actor, { id: 'c1', name: 'one' });
      await subject.services.createJob(actor, { title: 'two' });
      subject.time.advance(100);
      await background.settled();
      assert.deepEqual(seen.sort(), ['e2 customer.created', 'e3 job.created']);
      await background.stop();
    });

    it('is not lost when the process dies right after the commit', async () => {
      await using subject = await world();
      await subject.store.work.startFollowing('acme', 'outbox');
      const actor = systemActor('acme');
      for (let i = 0; i < 250; i++) await subject.services.createCustomer(actor, { id: `c${i}`, name: 'x' });
      const seen = new Set<string>();
      const background = subject.instance({
        followers: [follower],
        handlers: [
          sender(
            async ({ work }) => {
              assert.ok(!seen.has(work.id));
              seen.add(work.id);
              return { done: true, forget: true };
            },
            { perSubject: 16 },
          ),
        ],
      });
      const { done: count } = await background.runDue();
      assert.equal(count, 250);
      assert.equal(seen.size, 250);
    });

    it('that cannot be picked is tried again, and keeps nothing else from being done', async () => {
      await using subject = await world();
      await subject.store.work.startFollowing('acme', 'outbox');
      await subject.services.createCustomer(systemActor('acme'), { name: 'x' });
      await subject.enqueue({ id: 'other' });
      let isBroken = true;
      const ran: string[] = [];
      const background = subject.instance({
        followers: [
          { ...follower, pick: (...call) => (isBroken ? Promise.reject(new Error('not yet')) : follower.pick(...call)) },
        ],
        handlers: [
          sender(async ({ work }) => {
            ran.push(work.id);
            return { done: true };
          }),
        ],
      });
      background.start();
      await background.settled();
      assert.deepEqual(ran, ['other']);
      isBroken = false;
      subject.time.advance(10 * second);
      await background.settled();
      assert.deepEqual(ran, ['other', 'e1']);
      await background.stop();
    });

    it('is enqueued once by any number of instances', async () => {
      await using subject = await world();
      await subject.store.work.startFollowing('acme', 'outbox');
      for (let i = 0; i < 20; i++) await subject.services.createCustomer(systemActor('acme'), { name: 'x' });
      const other = await subject.open();
      const runs: string[] = [];
      const options = {
        followers: [follower],
        handlers: [
          sender(async ({ work }) => {
            runs.push(work.id);
            return { done: true };
          }),
        ],
      };
      await Promise.all([subject.instance(options).runDue(), subject.instance(options, other).runDue()]);
      await other.close();
      assert.equal(new Set(runs).size, 20);
      assert.equal(runs.length, 20);
    });
  });

  it('costs one query for a thousand tenants that have nothing to do', async () => {
    await using subject = await world();
    for (let i = 0; i < 1000; i++)
      await subject.store.write(`t${i}`, meta, async (writer) => {
        writer.describe({ type: 'customer.created' });
        await writer.put('customers', customer);
      });
    const background = subject.instance({ handlers: [sender(done)] });
    const startedMs = performance.now();
    await background.runDue();
    assert.deepEqual(
      await subject.store.work.tenantsWithWork({
        kinds: ['send'],
        standing: [],
        nowMs: subject.time.now(),
        dueByMs: subject.time.now(),
      }),
      [],
    );
    assert.ok(performance.now() - startedMs < 250, `${performance.now() - startedMs} ms`);
  });
});

const meta = { actor: { id: 'system', name: null, role: 'system' }, method: 'system', requestId: null } as const;
const customer = { id: 'c1', externalRef: null, custom: {}, name: 'Mill', phone: null, email: null, notes: '' };

/** Lets pending promises and the database go on until it holds. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 2000; i++) {
    if (await condition()) return;
    await new Promise<void>((fulfil) => setImmediate(fulfil));
  }
  assert.fail('it never came true');
}
