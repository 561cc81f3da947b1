import type { Log } from '../../ports/log.ts';

/** Who wants to hear of a tenant. A listener that throws does not keep others from hearing. */
export class Listeners<Args extends unknown[]> {
  readonly #byTenant = new Map<string, Set<(...args: Args) => void>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  add(tenant: string, listener: (...args: Args) => void): () => void {
    // A wrapper of its own, so that one function may be added twice and removed once.
    const entry = (...args: Args) => listener(...args);
    const listeners = this.#byTenant.get(tenant) ?? new Set();
    this.#byTenant.set(tenant, listeners.add(entry));
    return () => {
      listeners.delete(entry);
      if (listeners.size === 0 && this.#byTenant.get(tenant) === listeners) this.#byTenant.delete(tenant);
    };
  }

  has(tenant: string): boolean {
    return this.#byTenant.has(tenant);
  }

  tell(tenant: string, ...args: Args): void {
    for (const listener of [...(this.#byTenant.get(tenant) ?? [])]) {
      try {
        listener(...args);
      } catch (error) {
        this.#log.error('a listener failed', { tenant }, error);
      }
    }
  }
}
