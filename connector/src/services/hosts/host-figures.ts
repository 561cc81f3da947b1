import type { HostKind } from '@dispatchkit/contract/manifest';
import type { Clock } from '../../ports/clock.ts';
import type { HostWrite } from '../../ports/hosts.ts';
import type { Log } from '../../ports/log.ts';
import type { Measurement, Metrics } from '../../ports/metrics.ts';
import type { Store } from '../../ports/store.ts';
import type { Mirror, Mirrors } from './mirrors.ts';

/** Whoever watches asks for several figures at once, and perhaps from several places. */
const freshMs = 10_000;

/** What is known of one host of one tenant. */
interface Standing {
  /** By name of the manifest: those of several tenants are one figure. */
  readonly host: string;
  readonly kinds: readonly {
    readonly kind: HostKind;
    readonly records: number;
    /** Undefined of what is fetched only when somebody reads it, and before the first success. */
    readonly lastSuccessMs: number | undefined;
  }[];
  readonly writes: Readonly<Record<HostWrite['state'], number>>;
}

/** What copies of hosts tell those who watch: the worst of several tenants where it is about time, their sum elsewhere. */
export function measureHosts(
  metrics: Metrics,
  { store, clock, log }: { readonly store: Store; readonly clock: Clock; readonly log: Log },
  mirrors: Mirrors,
): void {
  let known: { readonly atMs: number; readonly standings: Promise<readonly Standing[]> } | undefined;
  const standings = () => {
    if (!known || clock.now() - known.atMs >= freshMs) known = { atMs: clock.now(), standings: all() };
    return known.standings;
  };
  const all = async () => {
    const found: Standing[] = [];
    for (const tenant of mirrors.tenants) {
      for (const mirror of mirrors.of(tenant)) {
        try {
          found.push(await standingOf(store, mirror));
        } catch (cause) {
          // One tenant that cannot be read does not hide the figures of all others.
          log.error('The figures of a host cannot be read', { tenant, host: mirror.name }, cause);
        }
      }
    }
    return found;
  };
  const oldest = async () =>
    merged(
      (await standings()).flatMap(({ host, kinds }) =>
        kinds.flatMap(({ kind, lastSuccessMs: value }) => (value === undefined ? [] : { labels: { host, kind }, value })),
      ),
      Math.min,
    );
  const labels = ['host', 'kind'];
  metrics.gauge(
    {
      name: 'host_lag_seconds',
      help: 'Since a host was last asked for changes with success; the worst of several tenants.',
      labels,
    },
    async () =>
      (await oldest()).map((figure) => ({ ...figure, value: Math.max(0, Math.round((clock.now() - figure.value) / 1000)) })),
  );
  metrics.gauge({ name: 'host_last_success_timestamp_seconds', help: 'When that was.', labels }, async () =>
    (await oldest()).map((figure) => ({ ...figure, value: figure.value / 1000 })),
  );
  metrics.gauge({ name: 'host_records', help: 'Records of hosts that are known here.', labels }, async () =>
    merged(
      (await standings()).flatMap(({ host, kinds }) =>
        kinds.map(({ kind, records }) => ({ labels: { host, kind }, value: records })),
      ),
      (a, b) => a + b,
    ),
  );
  metrics.gauge(
    {
      name: 'host_writes',
      help: 'Changes that have not reached their host: waiting, conflict (to be decided), dead (refused).',
      labels: ['host', 'state'],
    },
    async () =>
      merged(
        (await standings()).flatMap(({ host, writes }) =>
          Object.entries(writes).map(([state, value]) => ({ labels: { host, state }, value })),
        ),
        (a, b) => a + b,
      ),
  );
}

async function standingOf({ hosts }: Store, { tenant, name, manifest, kinds, polled }: Mirror): Promise<Standing> {
  const [states, counts, writes] = await Promise.all([
    hosts.states(tenant, name),
    hosts.counts(tenant, name),
    hosts.writeCounts(tenant, name),
  ]);
  return {
    host: manifest.name,
    kinds: kinds.map((kind) => {
      const reached = polled.includes(kind) ? states.find((state) => state.kind === kind)?.lastSuccessMs : undefined;
      return { kind, records: counts.get(kind)?.records ?? 0, lastSuccessMs: reached ?? undefined };
    }),
    writes,
  };
}

/** One for each set of labels. */
function merged(measurements: readonly Required<Measurement>[], merge: (a: number, b: number) => number): Measurement[] {
  const byLabels = new Map<string, Required<Measurement>>();
  for (const measurement of measurements) {
    const key = JSON.stringify(measurement.labels);
    const other = byLabels.get(key);
    byLabels.set(key, other ? { ...other, value: merge(other.value, measurement.value) } : measurement);
  }
  return [...byLabels.values()];
}
