import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Bench, Result } from '../bench.ts';
import { engine } from './engine.ts';
import { startErp } from './erp.ts';
import { mirrorLoad } from './mirror-load.ts';
import { proxyReads } from './proxy.ts';

/** What it costs to speak to a host by data and not by code: beside what somebody would write by hand for the same host. */
export const adapters: Bench = {
  name: 'adapters',
  summary: 'lines of each manifest; loading a mirror and reading through a proxy beside code written by hand for the same host',
  async run(options) {
    const erp = await startErp();
    const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-bench-'));
    try {
      return [
        ...linesOfManifests(),
        ...(await mirrorLoad(erp.url, folder, options)),
        ...(await proxyReads(erp.url, folder, options)),
        ...(await engine(erp.url, options)),
      ];
    } finally {
      await erp.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function linesOfManifests(): Result[] {
  return globSync('packages/adapters/hosts/*/manifest.json')
    .toSorted()
    .map((file) => {
      const lines = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '').length;
      const common = { case: 'presets', unit: 'lines of manifest', subject: 'lines' };
      return { ...common, step: basename(dirname(file)), median: lines, smallest: lines, largest: lines, ratio: null };
    });
}
