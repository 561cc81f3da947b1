import type { Clock } from '../../ports/clock.ts';
import { instantOf } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';

/*
 * Hosts end subscriptions without a word, and polling goes on, so nobody notices. When a message came last is kept, to within a minute: a
 * thousand messages a minute are one write.
 */

const rememberedAs = 'host-hook';
const keptEveryMs = 60_000;
const dayMs = 86_400_000;

const keptAtMs = new WeakMap<Mirror, number>();

/** Of a message that was proven; handshakes, too, by which subscriptions are made and renewed. */
export async function noteHook({ store, clock, log }: HostSurroundings, mirror: Mirror): Promise<void> {
  const now = clock.now();
  if (now - (keptAtMs.get(mirror) ?? Number.NEGATIVE_INFINITY) < keptEveryMs) return;
  keptAtMs.set(mirror, now);
  const { tenant, name } = mirror;
  try {
    await store.work.remember(tenant, rememberedAs, name, () => ({ atMs: now }));
  } catch (cause) {
    // The message itself is not lost for that.
    log.error('It could not be kept when a message of a host came', { tenant, host: name }, cause);
  }
}

/** Epoch milliseconds; `null` when none has come. */
export async function lastHookMs(store: Store, { tenant, name }: Pick<Mirror, 'tenant' | 'name'>): Promise<number | null> {
  const known = await store.work.recall(tenant, rememberedAs, name);
  return typeof known?.atMs === 'number' ? known.atMs : null;
}

export async function forgetHooks(store: Store, tenant: string, name: string): Promise<void> {
  await store.work.remember(tenant, rememberedAs, name, () => undefined);
}

/** For people: that the subscription has probably ended, and what to do. Undefined where none has ever been, or it does not end. */
export function endedSubscription(
  { manifest: { title, webhooks } }: Mirror,
  lastMs: number | null,
  clock: Clock,
): string | undefined {
  const days = webhooks?.expiresDays;
  if (days === undefined || lastMs === null || clock.now() - lastMs <= days * dayMs) return undefined;
  return `${title} has sent no message since ${instantOf(lastMs)}, and its subscriptions live ${days} days: they have probably ended. Renew them at the host; "Subscriptions that end" in docs/guides/mirror.md says how. Until then records are only as new as the polling.`;
}
