import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { growth } from './growth.ts';
import { underLoad } from './load.ts';
import { openBenchConnector } from './open-connector.ts';
import { seed } from './seed.ts';
import { throughput } from './throughput.ts';

export const connector: Bench = {
  name: 'connector',
  summary: 'work per second beside a bare Hono route running the same SQL, delay under load, growth to a million jobs',
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-bench-'));
    try {
      options.progress('connector: seeding');
      const seeded = join(folder, 'seeded');
      const seeding = await openBenchConnector(seeded);
      await seed(seeding);
      await seeding.close();
      return [
        ...(await throughput(seeded, folder, options)),
        ...(await underLoad(seeded, folder, options)),
        ...(await growth(folder, options)),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
