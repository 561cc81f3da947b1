import { join } from 'node:path';
import type { HostConfig } from '../src/ports/hosts.ts';
import { uuidIds } from '../src/ports/ids.ts';
import { silentLog } from '../src/ports/log.ts';
import type { Store } from '../src/ports/store.ts';
import { Mirrors } from '../src/services/hosts/index.ts';
import { lookForGone, syncMirror } from '../src/services/hosts/sync.ts';
import { createServices, type Services, systemActor } from '../src/services/index.ts';
import { openNativeDatabase } from '../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../src/stores/libsql/index.ts';
import { temporaryFolder } from '../src/stores/test-store.ts';
import { FakeTime } from './fake-time.ts';
import { MemoryHost, type MemoryHostOptions, memoryManifest } from './memory-host.ts';

export interface MirrorBench {
  readonly host: MemoryHost;
  readonly store: Store;
  readonly services: Services;
  readonly time: FakeTime;
  readonly system: ReturnType<typeof systemActor>;
  /** One round, as background work does it. */
  sync(signal?: AbortSignal): Promise<void>;
  /** As an administrator has it done; the round itself comes after. */
  lookForGone(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

type MirrorBenchOptions = MemoryHostOptions &
  Partial<Pick<HostConfig, 'modes' | 'whenAway'>> &
  Partial<Pick<MirrorBench, 'store' | 'host' | 'time'>>;

/** Services on a database file of their own, or on a store that others have open, with one mirrored host in memory. */
export async function openMirrorBench(options: MirrorBenchOptions = {}): Promise<MirrorBench> {
  const folder = await temporaryFolder();
  const { time = new FakeTime(), host = new MemoryHost(options) } = options;
  const opened = () =>
    openLibsqlStore(openNativeDatabase({ url: `file:${join(folder.path, 'mirror.db')}` }), { clock: time, log: silentLog });
  const store = options.store ?? (await opened());
  const config: HostConfig = {
    tenant: 'acme',
    name: 'erp',
    manifest: memoryManifest,
    settings: {},
    secrets: {},
    modes: options.modes ?? { customers: 'mirror', sites: 'mirror', technicians: 'mirror', jobs: 'mirror' },
    pollSeconds: 30,
    whenAway: options.whenAway ?? 'refuse',
  };
  const mirrors = new Mirrors([config], () => host);
  const surroundings = { store, clock: time, ids: uuidIds, log: silentLog };
  const services = createServices({ ...surroundings, hosts: { mirrors, wake: () => {}, timers: time } });
  return {
    host,
    store,
    services,
    time,
    system: systemActor('acme', 'api'),
    async sync(signal = new AbortController().signal) {
      for (const mirror of mirrors.of('acme')) await syncMirror(surroundings, mirror, signal);
    },
    async lookForGone() {
      for (const mirror of mirrors.of('acme')) await lookForGone(surroundings, mirror);
    },
    async [Symbol.asyncDispose]() {
      if (!options.store) await store.close();
      await folder.remove();
    },
  };
}
