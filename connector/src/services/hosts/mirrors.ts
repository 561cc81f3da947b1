import type { Host } from '@dispatchkit/adapters';
import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import type { Kind } from '@dispatchkit/contract/words';
import type { HostConfig } from '../../ports/hosts.ts';
import { definitions } from '../definitions/index.ts';
import type { Reference } from '../references.ts';

export interface Mirror extends HostConfig {
  readonly host: Host;
  /** Kinds whose records are the host's, in the order they are fetched: what is referred to comes first. */
  readonly kinds: readonly HostKind[];
  /** Those of them that are fetched by themselves; the others (proxied) when somebody reads them. */
  readonly polled: readonly HostKind[];
}

export type HostsOf = (tenant: string) => readonly HostConfig[];

/** Host systems by tenant. Opened when they are first asked for. */
export class Mirrors {
  readonly #configs: readonly HostConfig[];
  readonly #more: HostsOf;
  readonly #open: (config: HostConfig) => Host;
  readonly #opened = new Map<string, readonly Mirror[]>();

  /** @param more hosts that are not in the configuration; nothing is fetched from them by itself */
  constructor(configs: readonly HostConfig[], open: (config: HostConfig) => Host, more: HostsOf = () => []) {
    this.#configs = configs;
    this.#more = more;
    this.#open = open;
  }

  get tenants(): readonly string[] {
    return [...new Set(this.#configs.map(({ tenant }) => tenant))];
  }

  of(tenant: string): readonly Mirror[] {
    const known = this.#opened.get(tenant);
    if (known) return known;
    const configs = [...this.#configs.filter((config) => config.tenant === tenant), ...this.#more(tenant)];
    const opened = configs.map((config) => this.#mirror(config));
    // Only tenants that have a host are remembered: the others are as many as tokens name.
    if (opened.length > 0) this.#opened.set(tenant, opened);
    return opened;
  }

  get(tenant: string, name: string): Mirror | undefined {
    return this.of(tenant).find((mirror) => mirror.name === name);
  }

  /** Whose records of this kind are. */
  mirrorOf(tenant: string, kind: Kind | 'settings'): Mirror | undefined {
    return this.of(tenant).find((mirror) => mirror.kinds.some((mirrored) => mirrored === kind));
  }

  #mirror(config: HostConfig): Mirror {
    const kinds = loadOrder.filter((kind) => (config.modes[kind] ?? 'own') !== 'own');
    const polled = kinds.filter((kind) => config.modes[kind] === 'mirror');
    const meant = { ...config, manifest: fieldsFor(config.manifest, kinds) };
    return { ...meant, host: this.#open(meant), kinds, polled };
  }
}

/** Without the fields that mean something else while these kinds are the host's. */
function fieldsFor(manifest: HostManifest, kinds: readonly HostKind[]): HostManifest {
  const resources = Object.entries(manifest.resources).map(([kind, resource]) => {
    if (!('fields' in resource)) return [kind, resource];
    const fields = Object.entries(resource.fields).filter(([, { unless }]) => unless === undefined || !kinds.includes(unless));
    return [kind, { ...resource, fields: Object.fromEntries(fields) }];
  });
  return { ...manifest, resources: Object.fromEntries(resources) };
}

export const loadOrder: readonly HostKind[] = [
  'crews',
  'customers',
  'sites',
  'technicians',
  'equipment',
  'jobs',
  'shifts',
  'timeOff',
  'assignments',
];

/** Fields of a kind that hold ids of other records. */
export function referencesOf(kind: HostKind): readonly Reference[] {
  return kind === 'assignments'
    ? [
        { field: 'jobId', kind: 'jobs' },
        { field: 'technicianId', kind: 'technicians' },
      ]
    : definitions[kind].references;
}

/** Our fields that are the host's. What refers to kinds that are not its own is ours. */
export function mappedFields(mirror: Mirror, kind: HostKind): ReadonlySet<string> {
  const resource = mirror.manifest.resources[kind];
  if (!resource) return new Set();
  const names = 'inJobs' in resource ? ['jobId', 'technicianId', 'startsAt', 'endsAt'] : Object.keys(resource.fields);
  const foreign = referencesOf(kind).filter((reference) => !mirror.kinds.some((mirrored) => mirrored === reference.kind));
  return new Set(names.filter((name) => !foreign.some(({ field }) => field === name)));
}
