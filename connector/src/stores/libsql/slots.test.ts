import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLog } from '../../ports/log.ts';
import { temporaryFolder, testClock } from '../test-store.ts';
import { openNativeDatabase } from './db.native.ts';
import { openLibsqlStore } from './index.ts';
import { Slots } from './slots.ts';

test('so many at once, the others in their order, and a failure frees its place', async () => {
  const slots = new Slots(2);
  const log: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const run = (name: string) =>
    slots.run(async () => {
      log.push(name);
      const end = Promise.withResolvers<void>();
      ends.set(name, end);
      await end.promise;
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const all = ['a', 'b', 'c', 'd'].map((name) => run(name).catch(() => {}));
  await settle();
  assert.deepEqual(log, ['a', 'b']);
  ends.get('b')?.reject(new Error('failed'));
  await settle();
  assert.deepEqual(log, ['a', 'b', 'c']);
  ends.get('a')?.resolve();
  await settle();
  assert.deepEqual(log, ['a', 'b', 'c', 'd']);
  for (const name of ['c', 'd']) ends.get(name)?.resolve();
  await Promise.all(all);
  await slots.run(async () => {
    log.push('e');
  });
  assert.equal(log.at(-1), 'e');
});

test('hundreds of reads at once are all answered, also from a file', async () => {
  const folder = await temporaryFolder();
  const store = await openLibsqlStore(openNativeDatabase({ url: `file:${join(folder.path, 'busy.db')}` }), {
    clock: testClock(),
    log: silentLog,
  });
  const page = { filters: {}, sort: [], limit: 10, total: true };
  const pages = await Promise.all(Array.from({ length: 300 }, () => store.read('acme').list('customers', page)));
  assert.ok(pages.every(({ total }) => total === 0));
  await store.close();
  await folder.remove();
});
