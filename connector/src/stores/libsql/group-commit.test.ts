import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { silentLog } from '../../ports/log.ts';
import type { Store, WriteMeta } from '../../ports/store.ts';
import { jobDraft } from '../store-suite.ts';
import { testClock } from '../test-store.ts';
import { HeldDisk, storeOnHeldDisk } from './held-disk.ts';

const meta: WriteMeta = { actor: { id: 'ada', name: 'Ada', role: 'dispatcher' }, method: 'api', requestId: null };

let disk: HeldDisk;
let store: Store;
/** What was answered and told, in order. */
let said: string[];
let close: () => Promise<void>;

beforeEach(async () => {
  disk = new HeldDisk();
  said = [];
  const log = { ...silentLog, error: (message: string) => said.push(message) };
  ({ store, close } = await storeOnHeldDisk(disk, testClock(), log));
  store.onCommitted('t', ({ jobId }) => said.push(`told ${jobId}`));
  // From here on the connection leaves the disk to us.
  await create('first');
  said.splice(0);
  disk.isHeld = true;
  disk.calls = 0;
});

afterEach(() => close());

function create(id: string, more: Partial<WriteMeta> = {}): Promise<unknown> {
  const work = store.write('t', { ...meta, ...more }, async (writer) => {
    writer.describe({ type: 'job.created', jobId: id });
    return writer.put('jobs', jobDraft(id));
  });
  return work.then(
    () => said.push(`answered ${id}`),
    (error: unknown) => said.push(`refused ${id}: ${(error as Error).message}`),
  );
}

/** Settles when these jobs can be read. All of it happens on this thread but what the disk does. */
async function committed(...ids: string[]): Promise<void> {
  await setImmediate();
  assert.equal((await store.read('t').getMany('jobs', ids)).length, ids.length, 'one waits for the disk of another');
}

test('whoever commits while the disk is busy shares the next time it is', async () => {
  const writes = ['a', 'b', 'c'].map((id) => create(id));
  await committed('a', 'b', 'c');
  assert.deepEqual(said.splice(0), [], 'nobody is answered or told before the disk has it');
  await disk.take();
  await writes[0];
  assert.deepEqual(said.splice(0), ['told a', 'answered a']);
  await disk.take();
  await Promise.all(writes);
  assert.deepEqual(
    said.filter((line) => line.startsWith('told')),
    ['told b', 'told c'],
  );
  assert.equal(said.length, 4);
  assert.equal(disk.calls, 2);
});

test('what was committed after the disk began is not taken for safe', async () => {
  const a = create('a');
  await committed('a');
  const b = create('b');
  await committed('b');
  await disk.take();
  await a;
  assert.deepEqual(said, ['told a', 'answered a']);
  await disk.take();
  await b;
  assert.deepEqual(said.slice(2), ['told b', 'answered b']);
});

test('who is answered with the change of another waits for that to be on the disk', async () => {
  const idempotency = { key: 'once', fingerprint: 'f' };
  const first = create('a', { idempotency });
  await committed('a');
  const others = [create('again', { idempotency }), create('first'), positions(), refused()];
  await setImmediate();
  assert.deepEqual(said.splice(0), []);
  await disk.take();
  await first;
  assert.deepEqual(said.splice(0), ['told a', 'answered a']);
  await Promise.all(others);
  assert.deepEqual(said.sort(), ['answered again', 'answered first', 'answered refused', 'answered unmoved']);
  assert.equal(disk.calls, 1, 'there was nothing more to bring');

  async function positions() {
    const at = '2026-11-20T17:00:00.000Z';
    const position = { latitude: 0, longitude: 0, accuracyMeters: null, headingDegrees: null, at };
    await store.recordPositions('t', new Map([['nobody', position]]));
    said.push('answered unmoved');
  }

  async function refused() {
    const work = store.write('t', meta, () => Promise.reject(new Error('No.')));
    await assert.rejects(work, /^Error: No\.$/);
    said.push('answered refused');
  }
});

test('the log tells what is on the disk', async () => {
  const writing = create('a');
  await committed('a');
  const log = store.read('t');
  const asked = [
    log.lastSeq().then((seq) => said.push(`last ${seq}`)),
    log.tail(1, 10).then(([event]) => said.push(`tail ${event?.seq}`)),
  ];
  await setImmediate();
  assert.deepEqual(said.splice(0), []);
  await disk.take();
  await Promise.all([writing, ...asked]);
  assert.deepEqual(said.sort(), ['answered a', 'last 2', 'tail 2', 'told a']);
});

test('a disk that refuses does so to all who wait for it, and they may try again', async () => {
  const idempotency = { key: 'once', fingerprint: 'f' };
  const writes = [create('a'), create('b', { idempotency }), create('c')];
  await committed('a', 'b', 'c');
  await disk.take();
  await writes[0];
  said.splice(0);
  await disk.refuse();
  await Promise.all(writes);
  assert.deepEqual(said.splice(0), ['refused b: The database does not answer.', 'refused c: The database does not answer.']);
  const again = create('b', { idempotency });
  await disk.take();
  await again;
  assert.deepEqual(said, ['answered b']);
});

test('who keeps a copy does not wait for the disk, but who hears of it does', async () => {
  const copy = create('a', { isCopy: true });
  const other = create('b');
  await copy;
  assert.deepEqual(said.splice(0), ['answered a']);
  assert.equal((await store.read('t').get('jobs', 'a'))?.id, 'a');
  await disk.take();
  await other;
  assert.deepEqual(said, ['told a', 'told b', 'answered b']);
});

test('copies that the disk refuses are said, and nobody is told of them', async () => {
  await create('a', { isCopy: true });
  await disk.refuse();
  await setImmediate();
  assert.deepEqual(said, ['answered a', 'Copies are not on the disk, and nobody was told of them']);
});

test('a copy that cannot be kept is refused as anything else', async () => {
  const work = store.write('t', { ...meta, isCopy: true }, () => Promise.reject(new Error('No.')));
  await assert.rejects(work, /^Error: No\.$/);
  assert.deepEqual(said, []);
});

test('background work waits for the disk as well, and not one for the other', async () => {
  const work = { kind: 'k', subject: '', payload: {}, dueAtMs: 0 };
  const asked = ['a', 'b', 'c'].map((id) => store.work.enqueue('t', [{ ...work, id }], 0).then(() => said.push(id)));
  await setImmediate();
  assert.equal((await store.work.list('t', { kind: 'k', limit: 10 })).items.length, 3);
  assert.deepEqual(said.splice(0), []);
  await disk.take();
  await disk.take();
  await Promise.all(asked);
  assert.deepEqual(said, ['a', 'b', 'c']);
});

test('who closes waits until everything is on the disk', async () => {
  const writing = create('a');
  await committed('a');
  const closing = store.close().then(() => said.push('closed'));
  await disk.take();
  await Promise.all([writing, closing]);
  assert.deepEqual(said, ['told a', 'answered a', 'closed']);
});
