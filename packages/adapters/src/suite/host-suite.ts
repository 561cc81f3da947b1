import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { openHost } from '../open-host.ts';
import { checkManifest, describeManifestFault } from '../validate/index.ts';
import { checksOf } from './checks.ts';
import { readFixtures, readManifest } from './fixtures.ts';

/** Registers the standard suite for the preset in a folder (`manifest.json`, `fixtures/`, `README.md`) with `node:test`. */
export function hostSuite(folder: string): void {
  describe(basename(folder), () => {
    const manifest = readManifest(folder);
    const fixtures = readFixtures(join(folder, 'fixtures'));
    test('is named as its folder', () => assert.equal(manifest.name, basename(folder)));
    test('has nothing wrong with it, and documents what it maps', () => {
      const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
      const { faults } = checkManifest(text, { file: 'manifest.json', folder: filesOf(folder) });
      assert.deepEqual(faults.filter(({ severity }) => severity === 'fault').map(describeManifestFault), []);
    });
    for (const check of checksOf({ manifest, fixtures, openHost })) test(check.name, () => check.run());
  });
}

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = names.filter((name) => /\.(json|md)$/.test(name) && name !== 'manifest.json');
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
