import { type HostKind, type HostManifest, hostKinds } from '@dispatchkit/contract/manifest';
import { type Host, HostError, type HostSurroundings } from './host.ts';
import { HostKnowledge } from './mapping/host-knowledge.ts';
import { JobAssignments } from './mapping/job-assignments.ts';
import { probeHost } from './mapping/probe.ts';
import { openResource, type ResourceHost } from './mapping/resource-host.ts';
import type { ResourceSurroundings } from './mapping/resource-rows.ts';
import type { Transport, Wire } from './seams.ts';
import { openTransport } from './transports/index.ts';
import { openWire } from './wire/index.ts';

/**
 * Opens a host system as a manifest describes it. Nothing is asked of it before the first call; every call may throw `HostError`.
 * @param manifest - checked and with its defaults, as `HostManifest.parse` or the manifests shipped here are
 */
export function openHost(manifest: HostManifest, surroundings: HostSurroundings): Host {
  const wire = openWire(manifest, surroundings, (inner) => openTransport(manifest, inner));
  return hostOver(manifest, wire, openTransport(manifest, wire), surroundings.nowMs);
}

/** A host over a transport that is there already. */
export function hostOver(manifest: HostManifest, wire: Wire, transport: Transport, nowMs: () => number): Host {
  const knowledge = new HostKnowledge(manifest, transport, (signal) => wire.values(signal), nowMs);
  const around: ResourceSurroundings = { manifest, transport, knowledge, nowMs };
  const resources = openResources(manifest, around);
  const of = (kind: HostKind) => {
    const resource = resources.get(kind);
    if (resource === undefined) throw new HostError('invalid', `${manifest.title} has no ${kind}.`);
    return resource;
  };
  return {
    manifest,
    kinds: [...resources.keys()],
    capabilities: (kind) => of(kind).capabilities(),
    signIn: async (signal) => {
      await wire.values(signal);
    },
    list: async (kind, list) => of(kind).list(list),
    get: async (kind, id, signal) => of(kind).get(id, signal),
    ids: async (kind, page, signal) => of(kind).ids(page, signal),
    changes: async (kind, cursor, signal) => of(kind).changes(cursor, signal),
    create: async (kind, fields, signal, key) => of(kind).create(fields, signal, key),
    findCreated: async (kind, key, signal) => of(kind).findCreated(key, signal),
    update: async (kind, id, changes, before, signal) => of(kind).update(id, changes, before, signal),
    remove: async (kind, id, before, signal) => of(kind).remove(id, before, signal),
    probe: async (signal) => {
      const plans = [...resources.values()].map((resource) => resource.plan);
      return probeHost(plans, { ...around, wire, list: (kind) => of(kind).list({ signal }), signal });
    },
  };
}

function openResources(manifest: HostManifest, around: ResourceSurroundings): Map<HostKind, ResourceHost | JobAssignments> {
  const found = new Map<HostKind, ResourceHost | JobAssignments>();
  for (const kind of hostKinds) {
    const resource = manifest.resources[kind];
    if (resource === undefined) continue;
    if (!('inJobs' in resource)) {
      found.set(kind, openResource(kind, resource, around));
    } else if (manifest.resources.jobs !== undefined) {
      found.set(kind, new JobAssignments(resource.inJobs, manifest.resources.jobs, around));
    }
  }
  return found;
}
