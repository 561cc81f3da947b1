import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { shippedManifest, shippedManifestNames, shippedManifests } from './shipped-manifests.ts';
import { checkManifest, describeManifestFault } from './validate/index.ts';

const hosts = new URL('../hosts/', import.meta.url);

async function folderOf(name: string): Promise<Record<string, string>> {
  const files = await readdir(new URL(`${name}/`, hosts), { recursive: true });
  const texts = await Promise.all(
    files
      .filter((file) => /\.(json|md)$/.test(file))
      .map(async (file) => [file, await readFile(new URL(`${name}/${file}`, hosts), 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

describe('the manifests that come along', () => {
  it('are named as they call themselves, and are there without a file system', () => {
    assert.deepEqual(
      shippedManifests().map(({ name }) => name),
      shippedManifestNames,
    );
    assert.equal(shippedManifest('no-such-host'), undefined);
    assert.equal(shippedManifest('constructor'), undefined);
  });

  for (const name of shippedManifestNames) {
    it(`${name} has no fault, and nothing in its folder is missing`, async () => {
      const folder = await folderOf(name);
      const { faults } = checkManifest(folder['manifest.json'] ?? '', { file: `${name}/manifest.json`, folder });
      const grave = faults.filter(({ severity, file }) => severity === 'fault' || !file.endsWith('manifest.json'));
      assert.deepEqual(grave.map(describeManifestFault), []);
    });
  }

  it('have no code in their folders', async () => {
    const files = await readdir(hosts, { recursive: true });
    assert.deepEqual(
      files.filter((file) => /\.[cm]?[jt]sx?$/.test(file)),
      [],
    );
  });
});
