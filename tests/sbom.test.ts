import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { publishedFolders, sbomOf } from '../scripts/sbom.mjs';
import { root } from './imports.ts';

test('the bill of materials of the connector names all it brings along, with digests, and nothing of the workshop', () => {
  assert.ok(publishedFolders().includes('connector'));
  const { metadata, components } = sbomOf('connector');
  assert.match(metadata.component?.['bom-ref'] ?? '', /^@dispatchkit\/connector@/);
  const manifest = JSON.parse(readFileSync(join(root, 'connector/package.json'), 'utf8'));
  const refs = components.map((component) => component['bom-ref']);
  for (const name of [...Object.keys(manifest.dependencies), '@libsql/core']) {
    assert.ok(
      refs.some((ref) => ref.startsWith(`${name}@`)),
      name,
    );
  }
  for (const tool of [
    '@biomejs/biome',
    'typescript',
    'playwright-core',
    'vite',
    ...Object.keys(manifest.devDependencies ?? {}),
  ]) {
    assert.ok(!refs.some((ref) => ref.startsWith(`${tool}@`)), tool);
  }
  const others = components.filter(({ name, version }) => version !== '0.0.0' && name !== 'dispatchkit');
  assert.ok(others.every((component) => 'hashes' in component));
});
