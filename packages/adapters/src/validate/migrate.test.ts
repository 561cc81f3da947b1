import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type ManifestMigration, manifestMigrations, migrateManifest } from './migrate.ts';

/** Two made-up steps of a language whose newest version is 3. */
const steps: readonly ManifestMigration[] = [
  {
    from: 2,
    title: 'minutes are seconds',
    migrate: ({ timeoutMinutes, ...rest }) => ({ ...rest, timeoutSeconds: Number(timeoutMinutes) * 60 }),
  },
  { from: 1, title: 'timeout says its unit', migrate: ({ timeout, ...rest }) => ({ ...rest, timeoutMinutes: timeout }) },
];

it('brings an old manifest up to date, step by step', () => {
  const old = { manifest: 1, timeout: 2 };
  assert.deepEqual(migrateManifest(old, steps, 3), {
    json: { manifest: 3, timeoutSeconds: 120 },
    steps: ['timeout says its unit', 'minutes are seconds'],
  });
  assert.deepEqual(old, { manifest: 1, timeout: 2 });
});

it('leaves alone what is up to date, from the future, or no manifest', () => {
  for (const json of [{ manifest: 3 }, { manifest: 9 }, { manifest: '1' }, [], null, 'x'])
    assert.deepEqual(migrateManifest(json, steps, 3), { json, steps: [] });
});

it('has a step for every version before the newest', () => {
  assert.deepEqual(
    manifestMigrations.map(({ from }) => from),
    [],
  );
});
