import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';

/** Somebody who was killed keeps the others waiting for so long. */
const leaseMs = 30_000;
const lookAgainMs = 200;

export interface TurnOptions {
  readonly store: Pick<Store, 'work'>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Does something while no other process on the same database does what has the same name: a row of background work that nobody handles,
 * held by its lease. A process that stood still for longer than the lease may find another at it, so the task has to bear that.
 */
export async function inTurn<T>(options: TurnOptions, tenant: string, name: string, task: () => Promise<T>): Promise<T> {
  const { clock, timers, store } = options;
  const owner = crypto.randomUUID();
  while (!(await isTaken(options, tenant, name, owner))) {
    const { promise, resolve } = Promise.withResolvers<void>();
    timers.after(lookAgainMs, resolve);
    await promise;
  }
  const stopExtending = timers.every(leaseMs / 3, () => {
    // Failed once it is tried again; failed for good it is as if this process stood still.
    store.work.extend(tenant, name, owner, clock.now() + leaseMs).catch(() => undefined);
  });
  try {
    return await task();
  } finally {
    stopExtending();
    // What the task has come to counts, also when the others have to wait for the lease to end.
    await store.work.settle(tenant, name, owner, { to: 'done', forget: true, nowMs: clock.now() }).catch(() => undefined);
  }
}

async function isTaken({ store: { work }, clock }: TurnOptions, tenant: string, name: string, owner: string): Promise<boolean> {
  const nowMs = clock.now();
  await work.enqueue(tenant, [{ id: name, kind: name, subject: '', payload: {}, dueAtMs: nowMs }], nowMs);
  const claimed = await work.claim(tenant, {
    kinds: [name],
    nowMs,
    leasedUntilMs: nowMs + leaseMs,
    owner,
    limit: 1,
    perSubject: {},
    running: {},
  });
  return claimed.length > 0;
}
