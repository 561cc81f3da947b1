import { type Host, HostError } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { durationBuckets, type Metrics } from '../../ports/metrics.ts';

/** Hosts that tell how long their answers take, and which calls fail. They have the names of their manifests; tenants are never named. */
export function hostObserver(metrics: Metrics): (host: Host) => Host {
  const durations = metrics.histogram({
    name: 'host_call_duration_seconds',
    help: 'Time until a host had answered, with all it had to be asked: read or write.',
    labels: ['host', 'kind', 'call'],
    buckets: durationBuckets,
  });
  const failures = metrics.counter({
    name: 'host_call_failures_total',
    help: 'Calls of hosts that failed, by reason: unavailable, rate-limited, auth, conflict, invalid …',
    labels: ['host', 'kind', 'call', 'reason'],
  });
  return (host) =>
    observedHost(host, async (call, kind, ask) => {
      const labels = { host: host.manifest.name, kind, call };
      const begunMs = performance.now();
      try {
        return await ask();
      } catch (error) {
        failures.add({ ...labels, reason: error instanceof HostError ? error.kind : 'other' });
        throw error;
      } finally {
        durations.observe((performance.now() - begunMs) / 1000, labels);
      }
    });
}

type Observe = <T>(call: 'read' | 'write', kind: HostKind | 'none', ask: () => Promise<T>) => Promise<T>;

function observedHost(host: Host, observe: Observe): Host {
  return {
    manifest: host.manifest,
    kinds: host.kinds,
    capabilities: (kind) => host.capabilities(kind),
    signIn: (signal) => observe('read', 'none', () => host.signIn(signal)),
    probe: (signal) => observe('read', 'none', () => host.probe(signal)),
    list: (kind, ...question) => observe('read', kind, () => host.list(kind, ...question)),
    get: (kind, ...question) => observe('read', kind, () => host.get(kind, ...question)),
    ids: (kind, ...question) => observe('read', kind, () => host.ids(kind, ...question)),
    changes: (kind, ...question) => observe('read', kind, () => host.changes(kind, ...question)),
    findCreated: (kind, ...question) => observe('read', kind, () => host.findCreated(kind, ...question)),
    create: (kind, ...change) => observe('write', kind, () => host.create(kind, ...change)),
    update: (kind, ...change) => observe('write', kind, () => host.update(kind, ...change)),
    remove: (kind, ...change) => observe('write', kind, () => host.remove(kind, ...change)),
  };
}
