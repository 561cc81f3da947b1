import type { Log } from '../../../ports/log.ts';
import type { Store } from '../../../ports/store.ts';
import type { Tenant } from '../../../ports/tenants.ts';

interface OpenStore {
  readonly tenant: string;
  readonly store: Promise<Store>;
  /** Calls that are running. */
  uses: number;
}

export interface OpenStoresOptions {
  readonly open: (tenant: Tenant) => Promise<Store>;
  /** So many stay open when nobody uses them. While more are in use at once, more are open. */
  readonly maxOpen: number;
  /** True keeps a tenant's store open though no call is running: somebody listens. */
  readonly isWanted: (tenant: string) => boolean;
  readonly log: Log;
}

/** Stores that are open, the one used least recently first. Opens on first use, closes what has not been used for longest. */
export class OpenStores {
  readonly #options: OpenStoresOptions;
  readonly #open = new Map<string, OpenStore>();
  /** A store is not opened again before it has been closed. */
  readonly #closing = new Map<string, Promise<void>>();
  #running = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(options: OpenStoresOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#open.size;
  }

  has(tenant: string): boolean {
    return this.#open.has(tenant);
  }

  /** Runs `work` with the tenant's store, which stays open at least as long. @throws what opening throws; the next use tries again */
  use<T>(tenant: Tenant, work: (store: Store) => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new Error('The stores are closed.'));
    const open = this.#touch(tenant);
    open.uses += 1;
    const running = open.store.then(work).finally(() => {
      open.uses -= 1;
      this.#running.delete(running);
      this.#trim();
    });
    this.#running.add(running);
    return running;
  }

  /** Finishes what is running, then closes all. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#running);
    for (const open of [...this.#open.values()]) this.#close(open);
    await Promise.all(this.#closing.values());
  }

  #touch(tenant: Tenant): OpenStore {
    const open = this.#open.get(tenant.id) ?? { tenant: tenant.id, store: this.#opened(tenant), uses: 0 };
    this.#open.delete(tenant.id);
    this.#open.set(tenant.id, open);
    return open;
  }

  async #opened(tenant: Tenant): Promise<Store> {
    try {
      await this.#closing.get(tenant.id);
      return await this.#options.open(tenant);
    } catch (error) {
      this.#open.delete(tenant.id);
      throw error;
    }
  }

  #trim(): void {
    if (this.#isClosed) return;
    for (const open of this.#open.values()) {
      if (this.#open.size <= this.#options.maxOpen) return;
      if (open.uses === 0 && !this.#options.isWanted(open.tenant)) this.#close(open);
    }
  }

  #close(open: OpenStore): void {
    this.#open.delete(open.tenant);
    const closing = open.store
      .then((store) => store.close())
      .catch((cause: unknown) =>
        this.#options.log.error('The database of a tenant could not be closed', { tenant: open.tenant }, cause),
      )
      .finally(() => this.#closing.delete(open.tenant));
    this.#closing.set(open.tenant, closing);
  }
}
