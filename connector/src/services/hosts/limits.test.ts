import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openHost, shippedManifest } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { limitsOf } from './limits.ts';
import { Mirrors } from './mirrors.ts';

const steps = ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress'];

/** Of a host whose records of these kinds are mirrored. Nothing is asked of it. */
function limits(name: string, kinds: readonly HostKind[]) {
  const manifest = shippedManifest(name);
  assert(manifest);
  const modes = Object.fromEntries(kinds.map((kind) => [kind, 'mirror']));
  const config = {
    tenant: 'acme',
    name,
    manifest,
    settings: {},
    secrets: {},
    modes,
    pollSeconds: 30,
    whenAway: 'refuse' as const,
  };
  const surroundings = {
    fetch: () => Promise.reject(new Error('Nobody is asked')),
    settings: {},
    nowMs: Date.now,
    wait: async () => {},
  };
  const [mirror] = new Mirrors([config], () => openHost(manifest, surroundings)).of('acme');
  assert(mirror);
  return limitsOf(mirror).limits;
}

describe('the limits of hosts that come along', () => {
  it('tell which statuses there is no word for', () => {
    assert.deepEqual(limits('tryton-6', ['jobs'])?.jobs?.words.status, [...steps, 'completed']);
    assert.deepEqual(limits('erpnext', ['jobs'])?.jobs?.words.status, [...steps, 'completed', 'cancelled']);
  });

  it('tell which fields of an assignment are not ours to say, and which of its job', () => {
    const found = limits('fieldopt', ['sites', 'technicians', 'jobs', 'assignments']);
    assert.deepEqual(found?.assignments, { cannot: [], readOnly: ['startsAt', 'endsAt'], words: {} });
    assert.deepEqual([found?.jobs?.cannot, found?.jobs?.readOnly], [['delete'], ['title', 'siteId', 'requestedAt']]);
  });

  it('leave out references to kinds that are not the host’s', () => {
    assert.deepEqual(limits('fieldopt', ['jobs'])?.jobs?.readOnly, ['title', 'requestedAt']);
  });
});
