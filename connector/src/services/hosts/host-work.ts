import { HostError } from '@dispatchkit/adapters';
import type { NewWork } from '../../ports/work.ts';
import type { WorkHandler } from '../work/handlers.ts';
import { followHints } from './follow-hints.ts';
import type { Mirror, Mirrors } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { lookForGone, syncMirror } from './sync.ts';

const kind = 'host-sync';
/** A host that is away is asked as often as ever, or nearly: people wait for it to be back, and a question that nobody answers costs little. */
const longestWaitMs = 10_000;
/** One that refuses to answer is left alone for longer: many a host locks out who knocks too often. */
const longestWaitOutsideMs = 5 * 60_000;

interface Failures {
  readonly inARow: number;
  readonly longestWaitMs: number;
}

/** Fetches from one host and sends to it what waits, again and again. One at a time, under the leases of background work. */
export function hostWorkHandler(options: HostSurroundings, mirrors: Mirrors): WorkHandler {
  const failures = new WeakMap<Mirror, Failures>();
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
        else {
          if (work.payload.looksForGone === true) await lookForGone(options, mirror);
          await syncMirror(options, mirror, signal);
        }
        failures.delete(mirror);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof HostError)) throw error;
        failures.set(mirror, {
          inARow: (failures.get(mirror)?.inARow ?? 0) + 1,
          longestWaitMs: error.kind === 'unavailable' ? longestWaitMs : longestWaitOutsideMs,
        });
        if (error.retryAfterMs !== undefined) return { postponedUntilMs: options.clock.now() + error.retryAfterMs };
      }
      if (work.payload.once === true) return { done: true, forget: true };
      return { postponedUntilMs: options.clock.now() + waitMs(mirror, failures.get(mirror)) };
    },
  };
}

/** Until the next round: longer and longer while the host does not answer. */
function waitMs({ pollSeconds }: Mirror, failures: Failures | undefined): number {
  const pollMs = pollSeconds * 1000;
  return failures ? Math.max(pollMs, Math.min(pollMs * 2 ** Math.min(failures.inARow, 10), failures.longestWaitMs)) : pollMs;
}

/** From now on nobody fetches from it by turns, until somebody begins again. Resolves to whether that is so: not while somebody is at it. */
export async function leaveAlone({ store, clock }: HostSurroundings, tenant: string, name: string): Promise<boolean> {
  const ofHost = { kind, subject: name };
  const isFree = async () => {
    const { items } = await store.work.list(tenant, { ...ofHost, states: ['waiting'], limit: 500 });
    // Who was killed at it holds it no longer than the lease.
    return items.every(({ leasedUntilMs }) => leasedUntilMs === null || leasedUntilMs <= clock.now());
  };
  if (!(await isFree())) return false;
  await store.work.remove(tenant, ofHost);
  return isFree();
}

/** Has a host fetched from by turns again. */
export async function beginTurns({ store, clock }: HostSurroundings, { tenant, name }: Mirror): Promise<void> {
  await store.work.enqueue(tenant, [turnsOf(name, clock.now())], clock.now());
}

function turnsOf(name: string, dueAtMs: number): NewWork {
  return { id: `${kind}:${name}`, kind, subject: name, payload: {}, dueAtMs };
}

/** Sees to it that every configured host is fetched from. May be called again and again. */
export async function beginHostWork({ store, clock, log }: HostSurroundings, mirrors: Mirrors): Promise<void> {
  for (const tenant of mirrors.tenants) {
    const standing = mirrors.of(tenant).map(({ name }) => turnsOf(name, clock.now()));
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
export async function syncSoon(
  { store, ids, clock }: HostSurroundings,
  { tenant, name }: Mirror,
  { inMs = 0, looksForGone = false }: { readonly inMs?: number; readonly looksForGone?: boolean } = {},
): Promise<void> {
  const once: NewWork = {
    id: `${kind}:${name}:${ids.next()}`,
    kind,
    subject: name,
    payload: { once: true, looksForGone },
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
