import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openHost, shippedManifest } from '@dispatchkit/adapters';
import type { HostConfig, HostMode } from '../../ports/hosts.ts';
import { Mirrors, mappedFields } from './mirrors.ts';

it('the times of a task that are those of its assignments are no window of the job where these are mirrored, too', () => {
  for (const name of ['tryton-6', 'sap-s4hana', 'bitcorp']) {
    const windowWith = (assignments: HostMode) => {
      const mirror = new Mirrors([configOf(name, { jobs: 'mirror', assignments })], open).get('acme', name);
      assert.ok(mirror);
      return [...mappedFields(mirror, 'jobs')].filter((field) => /^window|^dueAt/.test(field));
    };
    assert.notDeepEqual(windowWith('own'), [], name);
    assert.deepEqual(windowWith('mirror'), [], name);
  }
});

function configOf(name: string, modes: HostConfig['modes']): HostConfig {
  const manifest = shippedManifest(name);
  assert.ok(manifest);
  const settings = Object.fromEntries(Object.keys(manifest.settings).map((setting) => [setting, 'https://erp.example.com']));
  return { tenant: 'acme', name, manifest, settings, secrets: {}, modes, pollSeconds: 30, whenAway: 'refuse' };
}

function open({ manifest, settings }: HostConfig) {
  const surroundings = {
    settings,
    fetch: () => Promise.reject(new Error('Nobody is asked.')),
    nowMs: () => 0,
    wait: async () => {},
  };
  return openHost(manifest, surroundings);
}
