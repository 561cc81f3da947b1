import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { NewWork } from '../ports/work.ts';
import { customerDraft, problem } from './store-suite.ts';
import { type TestClock, testClock } from './test-store.ts';

const meta = { actor: { id: 'system', name: null, role: 'system' }, method: 'system', requestId: null } as const;

/** What every store promises of background work. */
export function workSuite(name: string, open: (clock: Clock) => Promise<{ store: Store; close(): Promise<void> }>): void {
  describe(`${name}: background work`, () => {
    let store: Store;
    let close: () => Promise<void>;
    let clock: TestClock;

    beforeEach(async () => {
      clock = testClock();
      ({ store, close } = await open(clock));
      // A tenant is there once it has been written to.
      for (const tenant of ['tenant-1', 'tenant-2']) await writeCustomer(tenant, 'first');
    });
    afterEach(() => close());

    const writeCustomer = (tenant: string, id: string) =>
      store.write(tenant, meta, async (writer) => {
        writer.describe({ type: 'customer.created' });
        await writer.put('customers', customerDraft(id, id));
      });
    const work = (id: string, changes: Partial<NewWork> = {}): NewWork => ({
      id,
      kind: 'send',
      subject: 's1',
      payload: { text: `of ${id}` },
      dueAtMs: clock.now(),
      ...changes,
    });
    const claim = (owner: string, changes: Partial<Parameters<Store['work']['claim']>[1]> = {}, tenant = 'tenant-1') =>
      store.work.claim(tenant, {
        kinds: ['send'],
        nowMs: clock.now(),
        leasedUntilMs: clock.now() + 60_000,
        owner,
        limit: 100,
        perSubject: { send: 100 },
        running: {},
        ...changes,
      });
    const idsOf = (works: readonly { readonly id: string }[]) => works.map(({ id }) => id);

    it('is claimed in the order it is due, as it was enqueued, and by one alone', async () => {
      await store.work.enqueue(
        'tenant-1',
        [work('b', { dueAtMs: clock.now() - 1 }), work('a'), work('c', { dueAtMs: clock.now() + 1 })],
        clock.now(),
      );
      const claimed = await claim('one');
      assert.deepEqual(idsOf(claimed), ['b', 'a']);
      const { payload, attempts, leasedUntilMs, dueAtMs, state } = claimed[0] ?? assert.fail();
      assert.deepEqual(
        [payload, attempts, leasedUntilMs, dueAtMs, state],
        [{ text: 'of b' }, 1, clock.now() + 60_000, clock.now() - 1, 'waiting'],
      );
      assert.deepEqual(await claim('two'), []);
    });

    it('belongs to its tenant and its kind', async () => {
      await store.work.enqueue('tenant-1', [work('a')], clock.now());
      assert.deepEqual(await claim('x', {}, 'tenant-2'), []);
      assert.deepEqual(await claim('x', { kinds: ['other kind'] }), []);
      assert.equal(await store.work.get('tenant-2', 'send', 'a'), undefined);
      assert.equal(await store.work.get('tenant-1', 'other kind', 'a'), undefined);
      assert.equal(await store.work.settle('tenant-2', 'a', 'x', { to: 'dead', nowMs: 0 }), false);
      assert.equal(await store.work.remove('tenant-2', { kind: 'send' }), 0);
      assert.equal(await store.work.revive('tenant-2', { kind: 'send', states: ['waiting'] }, 0), 0);
      assert.deepEqual((await store.work.list('tenant-2', { kind: 'send', limit: 10 })).items, []);
    });

    it('of any shape is shared without loss and without doubling', async () => {
      const plan = fc.record({
        subjects: fc.array(fc.constantFrom('s1', 's2', 's3'), { minLength: 1, maxLength: 40 }),
        limit: fc.integer({ min: 1, max: 10 }),
        perSubject: fc.integer({ min: 1, max: 5 }),
      });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(plan, async ({ subjects, limit, perSubject }) => {
          round++;
          const all = subjects.map((subject, i) => work(`r${round}-${i}`, { subject }));
          await store.work.enqueue('tenant-1', all, clock.now());
          const seen: string[] = [];
          for (;;) {
            const owner = `o${seen.length}-${round}`;
            const claimed = await claim(owner, { limit, perSubject: { send: perSubject } });
            if (claimed.length === 0) break;
            assert.ok(claimed.length <= limit);
            for (const subject of ['s1', 's2', 's3']) {
              assert.ok(claimed.filter((one) => one.subject === subject).length <= perSubject);
            }
            seen.push(...idsOf(claimed));
            for (const { id } of claimed)
              assert.ok(await store.work.settle('tenant-1', id, owner, { to: 'done', nowMs: clock.now() }));
          }
          assert.deepEqual(seen.sort(), idsOf(all).sort());
        }),
        { numRuns: 12 },
      );
    });

    it('that somebody is at already counts for the limit of its subject', async () => {
      await store.work.enqueue('tenant-1', [work('a'), work('b'), work('c', { subject: 's2' })], clock.now());
      const one = await claim('x', { perSubject: { send: 2 }, running: { 'send:s1': 1 } });
      assert.deepEqual(idsOf(one).sort(), ['a', 'c']);
    });

    it('is its owner’s until the lease lapses, and can be extended', async () => {
      await store.work.enqueue('tenant-1', [work('a')], clock.now());
      await claim('first');
      clock.advanceMinutes(0.5);
      assert.equal(await store.work.extend('tenant-1', 'a', 'first', clock.now() + 60_000), true);
      assert.equal(await store.work.extend('tenant-1', 'a', 'second', clock.now() + 60_000), false);
      clock.advanceMinutes(0.75);
      assert.deepEqual(await claim('second'), []);
      clock.advanceMinutes(0.25);
      assert.deepEqual(idsOf(await claim('second')), ['a']);
      assert.equal(await store.work.settle('tenant-1', 'a', 'first', { to: 'done', nowMs: clock.now() }), false);
      assert.equal(await store.work.settle('tenant-1', 'a', 'second', { to: 'done', nowMs: clock.now() }), true);
    });

    it('keeps its last 20 attempts', async () => {
      await store.work.enqueue('tenant-1', [work('a')], clock.now());
      for (let i = 0; i < 25; i++) {
        await claim(`o${i}`);
        const attempt = { atMs: i, durationMs: 1, error: `failed ${i}` };
        await store.work.settle('tenant-1', 'a', `o${i}`, { to: 'waiting', dueAtMs: clock.now(), attempt });
      }
      const { history, attempts } = (await store.work.get('tenant-1', 'send', 'a')) ?? assert.fail();
      assert.deepEqual([attempts, history.length, history[0]?.error, history.at(-1)?.error], [25, 20, 'failed 5', 'failed 24']);
    });

    it('is listed newest first, page by page, and by state', async () => {
      for (let i = 0; i < 7; i++) {
        await store.work.enqueue('tenant-1', [work(`a${i}`), work(`b${i}`, { subject: 's2' })], clock.now());
        clock.advanceMinutes(1);
      }
      await claim('x', { limit: 3 });
      const listed: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.work.list('tenant-1', { kind: 'send', subject: 's1', limit: 3, ...(cursor ? { cursor } : {}) });
        listed.push(...idsOf(page.items));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      assert.deepEqual(listed, ['a6', 'a5', 'a4', 'a3', 'a2', 'a1', 'a0']);
      assert.deepEqual(await store.work.counts('tenant-1', { kind: 'send', subject: 's1' }), { waiting: 7, done: 0, dead: 0 });
      await assert.rejects(
        store.work.list('tenant-1', { kind: 'send', limit: 3, cursor: 'nonsense' }),
        problem('invalid_cursor'),
      );
    });

    it('is postponed, given up, revived and removed, except what somebody is at', async () => {
      await store.work.enqueue(
        'tenant-1',
        [work('a'), work('b', { dueAtMs: clock.now() + 1 }), work('c', { subject: 's2' })],
        clock.now(),
      );
      await claim('x', { limit: 1 });
      const of = { kind: 'send', subject: 's1' };
      await store.work.postpone('tenant-1', of, clock.now() + 5000, 1000);
      const postponed = (await store.work.get('tenant-1', 'send', 'b'))?.dueAtMs ?? 0;
      assert.ok(postponed >= clock.now() + 5000 && postponed < clock.now() + 6000);
      assert.equal(await store.work.giveUp('tenant-1', of, 'Enough.', clock.now()), 1);
      assert.deepEqual(await store.work.counts('tenant-1', of), { waiting: 1, done: 0, dead: 1 });
      assert.equal(await store.work.revive('tenant-1', of, clock.now()), 1);
      assert.equal(await store.work.remove('tenant-1', of), 1);
      assert.deepEqual(await store.work.counts('tenant-1', of), { waiting: 1, done: 0, dead: 0 });
      assert.equal((await store.work.get('tenant-1', 'send', 'c'))?.state, 'waiting');
    });

    it('is found of all tenants, and so are logs that have not been read', async () => {
      const find = () => store.work.tenantsWithWork({ kinds: ['send'], standing: [], nowMs: clock.now(), dueByMs: clock.now() });
      assert.deepEqual(await find(), []);
      await store.work.enqueue('tenant-1', [work('a', { dueAtMs: clock.now() + 1000 })], clock.now());
      assert.deepEqual(await store.work.outlook('tenant-1', ['send']), {
        nextAtMs: clock.now() + 1000,
        isFollowed: false,
        isBehind: false,
      });
      assert.deepEqual(await find(), []);
      await store.work.startFollowing('tenant-2', 'outbox');
      await writeCustomer('tenant-2', 'second');
      assert.deepEqual(await find(), ['tenant-2']);
      assert.deepEqual(await store.work.outlook('tenant-2', ['send']), { nextAtMs: null, isFollowed: true, isBehind: true });
      clock.advanceMinutes(1);
      assert.deepEqual((await find()).sort(), ['tenant-1', 'tenant-2']);
    });

    it('stands for every tenant, once, within its interval', async () => {
      const standing = [{ kind: 'task:x', everyMs: 60_000 }];
      for (let i = 0; i < 3; i++)
        await store.work.tenantsWithWork({ kinds: ['task:x'], standing, nowMs: clock.now(), dueByMs: clock.now() });
      for (const tenant of ['tenant-1', 'tenant-2']) {
        const { items } = await store.work.list(tenant, { kind: 'task:x', limit: 10 });
        assert.equal(items.length, 1);
        const { dueAtMs } = items[0] ?? assert.fail();
        assert.ok(dueAtMs >= clock.now() && dueAtMs < clock.now() + 60_000);
      }
    });

    it('that follows from events is picked once, all or nothing', async () => {
      await store.work.startFollowing('tenant-1', 'outbox');
      await store.work.startFollowing('tenant-1', 'outbox');
      for (let i = 0; i < 5; i++) await writeCustomer('tenant-1', `c${i}`);
      const picked: number[] = [];
      const follow = (fail = false) =>
        store.work.follow(
          'tenant-1',
          'outbox',
          2,
          async (events, { reader }) => {
            // Sees the state of the log, through its own transaction.
            assert.ok((await reader.lastSeq()) >= (events.at(-1)?.seq ?? 0));
            if (fail) throw new Error('not now');
            picked.push(...events.map(({ seq }) => seq));
            return events.map(({ seq }) => work(`e${seq}`));
          },
          clock.now(),
        );
      await assert.rejects(follow(true), /not now/);
      assert.equal(await follow(), true);
      assert.equal(await follow(), true);
      assert.equal(await follow(), false);
      assert.equal(await follow(), false);
      assert.deepEqual(picked, [2, 3, 4, 5, 6]);
      assert.deepEqual(idsOf(await claim('x')), ['e2', 'e3', 'e4', 'e5', 'e6']);
    });

    it('what is remembered of a subject is never overwritten by what another has not seen', async () => {
      const count = () =>
        store.work.remember<{ n: number }>('tenant-1', 'send', 's1', (before) => ({ n: Number(before?.n ?? 0) + 1 }));
      await Promise.all(Array.from({ length: 20 }, count));
      assert.deepEqual(await store.work.recall('tenant-1', 'send', 's1'), { n: 20 });
      assert.equal(await store.work.recall('tenant-2', 'send', 's1'), undefined);
      await store.work.remember('tenant-1', 'send', 's1', () => undefined);
      assert.equal(await store.work.recall('tenant-1', 'send', 's1'), undefined);
    });

    it('private parts of records come and go with the change they belong to', async () => {
      await store.write('tenant-1', meta, async (writer) => {
        writer.describe({ type: 'customer.changed' });
        await writer.put('customers', customerDraft('first', 'renamed'));
        await writer.keepPrivatePart('customers', 'first', 'sealed');
      });
      await assert.rejects(
        store.write('tenant-1', meta, async (writer) => {
          await writer.keepPrivatePart('customers', 'first', 'lost');
          throw new Error('no');
        }),
      );
      assert.equal(await store.read('tenant-1').privatePart('customers', 'first'), 'sealed');
      assert.equal(await store.read('tenant-2').privatePart('customers', 'first'), undefined);
    });
  });
}
