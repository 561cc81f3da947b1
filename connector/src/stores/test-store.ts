import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import { silentLog } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { openNativeDatabase } from './libsql/db.native.ts';
import { openLibsqlStore } from './libsql/index.ts';

/** A clock that moves when told. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advanceMinutes(minutes: number): void;
}

export function testClock(instant = '2026-11-20T17:00:00.000Z'): TestClock {
  let ms = Date.parse(instant);
  return {
    now: () => ms,
    set: (next) => {
      ms = Date.parse(next);
    },
    advanceMinutes: (minutes) => {
      ms += minutes * 60_000;
    },
  };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'dispatchkit-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A store on a real database file in a folder of its own. */
export async function fileStore(clock: Clock): Promise<{ store: Store; close(): Promise<void> }> {
  const folder = await temporaryFolder();
  const store = await openLibsqlStore(openNativeDatabase({ url: `file:${join(folder.path, 'test.db')}` }), {
    clock,
    log: silentLog,
  });
  return {
    store,
    async close() {
      await store.close();
      await folder.remove();
    },
  };
}

export interface TwoStores {
  readonly one: Store;
  readonly other: Store;
  close(): Promise<void>;
}

export async function twoStoresOnOneFile(clock: Clock): Promise<TwoStores> {
  const folder = await temporaryFolder();
  return twoStores(`file:${join(folder.path, 'shared.db')}`, clock, () => folder.remove());
}

/** Two instances on one database, of which `end` disposes. */
export async function twoStores(url: string, clock: Clock, end: () => Promise<void>): Promise<TwoStores> {
  const open = () => openLibsqlStore(openNativeDatabase({ url }), { clock, log: silentLog });
  const [one, other] = [await open(), await open()];
  return {
    one,
    other,
    async close() {
      await one.close();
      await other.close();
      await end();
    },
  };
}

export async function memoryStore(clock: Clock): Promise<{ store: Store; close(): Promise<void> }> {
  const store = await openLibsqlStore(openNativeDatabase({ url: ':memory:' }), { clock, log: silentLog });
  return { store, close: () => store.close() };
}

/**
 * Two instances on one file. `behind` reads at a replica that has stood still since what `prepare` wrote; `ahead` has none.
 */
export async function storesWithStaleReplica(
  clock: Clock,
  prepare: (store: Store) => Promise<void>,
): Promise<{ behind: Store; ahead: Store; close(): Promise<void> }> {
  const folder = await temporaryFolder();
  const [url, copy] = [`file:${join(folder.path, 'primary.db')}`, join(folder.path, 'replica.db')];
  const ahead = await openLibsqlStore(openNativeDatabase({ url }), { clock, log: silentLog });
  await prepare(ahead);
  const primary = openNativeDatabase({ url });
  await primary.client.execute({ sql: 'vacuum into ?', args: [copy] });
  const replica = { client: openNativeDatabase({ url: `file:${copy}` }).client };
  const behind = await openLibsqlStore({ ...primary, replica }, { clock, log: silentLog });
  return {
    behind,
    ahead,
    async close() {
      await behind.close();
      await ahead.close();
      await folder.remove();
    },
  };
}
