import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { type Log, silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { temporaryFolder } from '../test-store.ts';
import { FileClient } from './file-client.ts';
import { openLibsqlStore } from './index.ts';
import { WriteQueue } from './write-queue.ts';

/** A disk that takes what it is given when told, one call after the other. */
export class HeldDisk {
  readonly #waiting: PromiseWithResolvers<void>[] = [];
  #asked = Promise.withResolvers<void>();
  isHeld = false;
  calls = 0;

  readonly bringToDisk = (): Promise<void> => {
    this.calls += 1;
    if (!this.isHeld) return Promise.resolve();
    const call = Promise.withResolvers<void>();
    this.#waiting.push(call);
    this.#asked.resolve();
    return call.promise;
  };

  /** Settles with the only call there is. */
  async #only(): Promise<PromiseWithResolvers<void>> {
    await this.#asked.promise;
    this.#asked = Promise.withResolvers();
    const [call, ...more] = this.#waiting.splice(0);
    assert.ok(call);
    assert.equal(more.length, 0, 'one after the other');
    return call;
  }

  async take(): Promise<void> {
    (await this.#only()).resolve();
  }

  letGo(): void {
    this.isHeld = false;
    for (const call of this.#waiting.splice(0)) call.resolve();
  }

  async refuse(): Promise<void> {
    (await this.#only()).reject(new Error('EIO'));
  }
}

/** A store on a file of such a disk, which takes everything at once until it is held. */
export async function storeOnHeldDisk(
  disk: HeldDisk,
  clock: Clock,
  log: Log = silentLog,
): Promise<{ store: Store; close(): Promise<void> }> {
  const folder = await temporaryFolder();
  const client = new FileClient(join(folder.path, 'jobs.db'), { busyTimeoutMs: 0, bringToDisk: disk.bringToDisk });
  const database = { client, name: 'jobs.db', singleConnection: false, writes: new WriteQueue() };
  const store = await openLibsqlStore(database, { clock, log });
  return {
    store,
    async close() {
      disk.letGo();
      await store.close();
      await folder.remove();
    },
  };
}
