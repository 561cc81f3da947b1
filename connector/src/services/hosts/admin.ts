import { askingLimits, HostError } from '@dispatchkit/adapters';
import type {
  AdapterForget,
  AdapterForgotten,
  AdapterProbe,
  AdapterRejection,
  AdapterResource,
  AdapterStatus,
  AdapterUnmapped,
  AdapterWrite,
} from '@dispatchkit/contract';
import type { HostKind, HostManifest } from '@dispatchkit/contract/manifest';
import { type Action, boardKinds, type Kind } from '@dispatchkit/contract/words';
import { instantOf } from '../../ports/clock.ts';
import type { HostKindState, HostWrite } from '../../ports/hosts.ts';
import { allow } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { notFound, ProblemError } from '../errors.ts';
import { readActionOf } from '../read-actions.ts';
import { problemOfHost } from './failures.ts';
import { forgetHost } from './forget-host.ts';
import type { Age, Freshness } from './freshness.ts';
import { beginTurns, syncSoon } from './host-work.ts';
import { freshState } from './keep.ts';
import { endedSubscription, lastHookMs } from './last-hook.ts';
import { loadOrder, type Mirror } from './mirrors.ts';
import type { HostOptions, HostSurroundings } from './options.ts';
import { type PendingChangeServices, pendingChangeServices } from './pending-changes.ts';
import { discardWrite, retryWrite } from './settle-write.ts';
import { readStandings, type Standings } from './standing.ts';

export interface HostServices extends HostAdminServices, PendingChangeServices {
  /** How old the copy is that a read with this right has been answered from; undefined when nothing of it is proxied. */
  recordAge(tenant: string, action: Action): Age | undefined;
  /** Watches the host systems of a tenant until it is called off; meanwhile its proxied records are kept fresh. Undefined when no records are theirs. */
  watchHosts(tenant: string): HostWatch | undefined;
}

export interface HostWatch {
  /** How they are doing now. */
  standings(): Promise<Standings>;
  end(): void;
}

/** What an administrator does with host systems. All of it throws `not_allowed`, and `not_found` for a host that is not configured. */
export interface HostAdminServices {
  listAdapters(actor: ActorContext): Promise<{ items: AdapterStatus[] }>;
  getAdapter(actor: ActorContext, name: string): Promise<AdapterStatus>;
  /** Asks the host. @throws ProblemError `host_unavailable`, `host_refused` */
  probeAdapter(actor: ActorContext, name: string): Promise<AdapterProbe>;
  /** Has it fetched from soon, and what is gone there looked for; answers how it is now. */
  syncAdapter(actor: ActorContext, name: string): Promise<AdapterStatus>;
  /** Throws away what is kept of it, also of one that is configured no more. @throws ProblemError `invalid`, `in_use` */
  forgetAdapter(actor: ActorContext, name: string, what: AdapterForget): Promise<AdapterForgotten>;
  listAdapterUnmapped(actor: ActorContext, name: string): Promise<{ items: AdapterUnmapped[] }>;
  listAdapterRejections(actor: ActorContext, name: string): Promise<{ items: AdapterRejection[] }>;
  listAdapterWrites(
    actor: ActorContext,
    name: string,
    options?: { readonly state?: readonly HostWrite['state'][] | undefined },
  ): Promise<{ items: AdapterWrite[] }>;
  /** Has it sent again; what the host has in the same fields is overwritten. */
  retryAdapterWrite(actor: ActorContext, name: string, id: string): Promise<AdapterWrite>;
  /** Gives it up: what the host has counts. */
  discardAdapterWrite(actor: ActorContext, name: string, id: string): Promise<AdapterWrite>;
}

/** @param options with the store whose writes stay here */
export function hostServices(options: HostSurroundings, hosts: Omit<HostOptions, 'timers'>, freshness?: Freshness): HostServices {
  const { mirrors, wake } = hosts;
  const { store } = options;
  const find = (actor: ActorContext, name: string, action: Action): Mirror => {
    allow(actor, action);
    const mirror = mirrors.get(actor.tenant, name);
    if (!mirror) throw notFound('adapter', name);
    return mirror;
  };
  const findWrite = async (mirror: Mirror, id: string): Promise<HostWrite> => {
    const [write] = await store.hosts.writes(mirror.tenant, mirror.name, { ids: [id] });
    if (!write) {
      throw new ProblemError('not_found', `No change ${id} waits for ${mirror.manifest.title}.`, {
        hint: 'It has reached the host since, or was given up.',
      });
    }
    return write;
  };
  const soon = async (mirror: Mirror, looksForGone = false) => {
    await syncSoon(options, mirror, { looksForGone });
    wake(mirror.tenant);
  };
  return {
    ...pendingChangeServices(options, { mirrors, soon }),
    recordAge: (tenant, action) => freshness?.ageOf(tenant, kindsRead(action)),
    watchHosts(tenant) {
      if (mirrors.of(tenant).every(({ kinds }) => kinds.length === 0)) return undefined;
      const end = freshness?.watch(tenant) ?? (() => {});
      return { standings: () => readStandings(store.read(tenant), mirrors, options.clock.now()), end };
    },
    async listAdapters(actor) {
      allow(actor, 'adapters:read');
      return { items: await Promise.all(mirrors.of(actor.tenant).map((mirror) => statusOf(options, mirror))) };
    },
    getAdapter: async (actor, name) => statusOf(options, find(actor, name, 'adapters:read')),
    async probeAdapter(actor, name) {
      const mirror = find(actor, name, 'adapters:write');
      try {
        const { host, findings } = await mirror.host.probe(actor.signal);
        return { host, findings: [...findings] };
      } catch (error) {
        throw error instanceof HostError ? problemOfHost(mirror, error) : error;
      }
    },
    async syncAdapter(actor, name) {
      const mirror = find(actor, name, 'adapters:write');
      await soon(mirror, true);
      return statusOf(options, mirror);
    },
    async forgetAdapter(actor, name, { records, configured }) {
      allow(actor, 'adapters:write');
      const mirror = mirrors.get(actor.tenant, name);
      if (!mirror && !(await store.hosts.knows(actor.tenant, name))) throw notFound('adapter', name);
      if (mirror && mirror.kinds.length > 0 && !configured) throw stillConfigured(name);
      try {
        return await forgetHost(options, actor, name, { records });
      } finally {
        // Others are fetched from on demand alone.
        if (mirror && mirrors.tenants.includes(actor.tenant)) await beginTurns(options, mirror);
        wake(actor.tenant);
      }
    },
    async listAdapterUnmapped(actor, name) {
      const mirror = find(actor, name, 'adapters:read');
      const words = await store.hosts.unmapped(mirror.tenant, name);
      return { items: words.map(({ label = null, ...word }) => ({ ...word, label })) };
    },
    async listAdapterRejections(actor, name) {
      const mirror = find(actor, name, 'adapters:read');
      const facts = await store.hosts.rejections(mirror.tenant, name, 500);
      return { items: facts.map(({ kind, hostId, rejection }) => ({ kind, hostId, reason: rejection ?? '' })) };
    },
    async listAdapterWrites(actor, name, { state } = {}) {
      const mirror = find(actor, name, 'adapters:read');
      const writes = await store.hosts.writes(mirror.tenant, name, { limit: 500, ...(state ? { states: state } : {}) });
      return { items: writes.map(shown) };
    },
    async retryAdapterWrite(actor, name, id) {
      const mirror = find(actor, name, 'adapters:write');
      const write = await retryWrite(options, mirror, await findWrite(mirror, id));
      await soon(mirror);
      return shown(write);
    },
    async discardAdapterWrite(actor, name, id) {
      const mirror = find(actor, name, 'adapters:write');
      const write = await findWrite(mirror, id);
      await discardWrite(options, mirror, write);
      return shown(write);
    },
  };
}

function stillConfigured(name: string): ProblemError {
  const detail = `${name} is still configured, so everything would be fetched again.`;
  return new ProblemError('invalid', detail, {
    hint: 'Take it out of the configuration first, or say that it is meant: "configured": true, --configured on the command line.',
    errors: [{ pointer: '/configured', detail }],
  });
}

function kindsRead(action: Action): readonly Kind[] {
  if (action === 'snapshot:read') return boardKinds;
  return boardKinds.filter((kind) => readActionOf[kind] === action);
}

function shown({ createdMs, conflicts, changes, asks = false, ...write }: HostWrite): AdapterWrite {
  return { ...write, asks, changes: { ...changes }, conflicts: [...conflicts], createdAt: instantOf(createdMs) };
}

/** What the manifest says of its limits, and what follows from it. */
function limitsOf(kind: HostKind, manifest: HostManifest): string[] {
  const resource = manifest.resources[kind];
  const said = resource === undefined || 'inJobs' in resource ? [] : resource.limits;
  return [...said, ...askingLimits(kind, manifest).map(({ message }) => message)];
}

async function statusOf({ store, clock }: HostSurroundings, mirror: Mirror): Promise<AdapterStatus> {
  const { tenant, name, manifest, modes, whenAway, pollSeconds } = mirror;
  const [states, counts, writes, hookMs] = await Promise.all([
    store.hosts.states(tenant, name),
    store.hosts.counts(tenant, name),
    store.hosts.writeCounts(tenant, name),
    lastHookMs(store, mirror),
  ]);
  const ended = endedSubscription(mirror, hookMs, clock);
  const resources = loadOrder
    .filter((kind) => manifest.resources[kind])
    .map((kind): AdapterResource => {
      const state = states.find((each) => each.kind === kind) ?? freshState(kind);
      const can = mirror.host.capabilities(kind);
      return {
        kind,
        mode: modes[kind] ?? 'own',
        phase: state.phase,
        ...(counts.get(kind) ?? { records: 0, unmapped: 0, rejected: 0 }),
        total: state.phase === 'loading' ? state.total : null,
        lagSeconds: state.lastSuccessMs === null ? null : Math.max(0, Math.round((clock.now() - state.lastSuccessMs) / 1000)),
        lastSuccessAt: state.lastSuccessMs === null ? null : instantOf(state.lastSuccessMs),
        lastError: state.lastError,
        lastErrorAt: state.lastErrorMs === null ? null : instantOf(state.lastErrorMs),
        limits: limitsOf(kind, manifest),
        can: { create: can.create, update: can.update, delete: can.delete, writable: [...can.writable] },
      };
    });
  const mirrored = resources.filter(({ mode }) => mode !== 'own');
  const failing = mirrored.filter(({ lastError }) => lastError !== null);
  return {
    name,
    title: manifest.title,
    product: manifest.host.product,
    state: stateOf(mirrored, failing, states),
    whenAway,
    pollSeconds,
    hookPath: manifest.webhooks ? `/hooks/${tenant}/${name}` : null,
    lastHookAt: hookMs === null ? null : instantOf(hookMs),
    warnings: ended === undefined ? [] : [ended],
    resources,
    writes: { waiting: writes.waiting, conflicts: writes.conflict, dead: writes.dead },
  };
}

function stateOf(
  mirrored: readonly AdapterResource[],
  failing: readonly AdapterResource[],
  states: readonly HostKindState[],
): AdapterStatus['state'] {
  // A host whose lists are doubted has answered.
  const hasAnswered = failing.length < mirrored.length || states.some(({ missing }) => missing?.isMany);
  if (failing.length > 0) return hasAnswered ? 'broken' : 'away';
  return mirrored.some(({ lastSuccessAt }) => lastSuccessAt === null) ? 'starting' : 'ready';
}
