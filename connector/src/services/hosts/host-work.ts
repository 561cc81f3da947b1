import { HostError } from '@dispatchkit/adapters';
import type { NewWork } from '../../ports/work.ts';
import type { WorkHandler } from '../work/handlers.ts';
import { followHints } from './follow-hints.ts';
import type { Mirror, Mirrors } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { syncMirror } from './sync.ts';

const kind = 'host-sync';
const longestWaitMs = 5 * 60_000;

/** Fetches from one host and sends to it what waits, again and again. One at a time, under the leases of background work. */
export function hostWorkHandler(options: HostSurroundings, mirrors: Mirrors): WorkHandler {
  const failures = new WeakMap<Mirror, number>();
  return {
    kind,
    perSubject: 1,
    // A connector that is killed during a long first load goes on where it was.
    retryDelaysMs: Array<number>(50).fill(60_000),
    async run({ tenant, work, signal }) {
      const mirror = mirrors.get(tenant, work.subject);
      if (!mirror) return { done: true, forget: true };
      try {
        if (work.payload.hints === true) await followHints(options, mirror, signal);
        else await syncMirror(options, mirror, signal);
        failures.delete(mirror);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof HostError)) throw error;
        failures.set(mirror, (failures.get(mirror) ?? 0) + 1);
        if (error.retryAfterMs !== undefined) return { postponedUntilMs: options.clock.now() + error.retryAfterMs };
      }
      if (work.payload.once === true) return { done: true, forget: true };
      const waitMs = mirror.pollSeconds * 1000 * 2 ** Math.min(failures.get(mirror) ?? 0, 10);
      return { postponedUntilMs: options.clock.now() + Math.max(mirror.pollSeconds * 1000, Math.min(waitMs, longestWaitMs)) };
    },
  };
}

/** Sees to it that every configured host is fetched from. May be called again and again. */
export async function beginHostWork({ store, clock, log }: HostSurroundings, mirrors: Mirrors): Promise<void> {
  for (const tenant of mirrors.tenants) {
    const standing = mirrors
      .of(tenant)
      .map(({ name }): NewWork => ({ id: `${kind}:${name}`, kind, subject: name, payload: {}, dueAtMs: clock.now() }));
    try {
      await store.work.enqueue(tenant, standing, clock.now());
      await store.work.revive(tenant, { kind }, clock.now());
    } catch (cause) {
      // A tenant that is not there (yet) does not keep the others from being fetched.
      log.error('A tenant has host systems that cannot be fetched from', { tenant }, cause);
    }
  }
}

/** Fetches once more, beside the usual turns. */
export async function syncSoon({ store, ids, clock }: HostSurroundings, { tenant, name }: Mirror, inMs = 0): Promise<void> {
  const once: NewWork = {
    id: `${kind}:${name}:${ids.next()}`,
    kind,
    subject: name,
    payload: { once: true },
    dueAtMs: clock.now() + inMs,
  };
  await store.work.enqueue(tenant, [once], clock.now());
}

/** Asks for what the host has told of. One turn for all that is told before. */
export async function followSoon({ store, clock }: HostSurroundings, { tenant, name }: Mirror, dueAtMs: number): Promise<void> {
  const turn: NewWork = {
    id: `${kind}:${name}:hints-${dueAtMs}`,
    kind,
    subject: name,
    payload: { once: true, hints: true },
    dueAtMs,
  };
  await store.work.enqueue(tenant, [turn], clock.now());
}
