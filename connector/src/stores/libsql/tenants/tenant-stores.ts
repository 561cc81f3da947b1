import type { Event, LivePosition } from '@dispatchkit/contract';
import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';
import type { Reader, Store, WriteMeta, WriteOutcome, Writer } from '../../../ports/store.ts';
import type { Tenant, TenantDirectory } from '../../../ports/tenants.ts';
import { Listeners } from '../listeners.ts';
import { Admission } from './admission.ts';
import { OpenStores } from './open-stores.ts';
import { invoke, routed } from './routed.ts';
import { tenantWork } from './tenant-work.ts';

export interface TenantStoresOptions {
  /** Closed together with the stores. */
  readonly directory: TenantDirectory;
  /** Opens a tenant's database and brings its schema up to date. */
  readonly open: (tenant: Tenant) => Promise<Store>;
  readonly clock: Clock;
  readonly log: Log;
  /** So many databases stay open when nobody uses them. */
  readonly maxOpen: number;
}

/** A store over a database per tenant, chosen by the directory. */
export interface TenantStores extends Store {
  /** The directory has changed: it is asked again at the next use. */
  forget(tenant: string): void;
  /** Databases that are open. */
  readonly openCount: number;
}

export function openTenantStores(options: TenantStoresOptions): TenantStores {
  return new DirectoryStores(options);
}

class DirectoryStores implements TenantStores {
  readonly #directory: TenantDirectory;
  readonly #admission: Admission;
  readonly #stores: OpenStores;
  readonly #committed: Listeners<[Event]>;
  readonly #positions: Listeners<[string, LivePosition]>;
  readonly #committedAnywhere: Listeners<[string, Event]>;
  readonly work: Store['work'];
  readonly credentials: Store['credentials'];
  readonly retention: Store['retention'];
  readonly hosts: Store['hosts'];

  constructor({ directory, open, clock, log, maxOpen }: TenantStoresOptions) {
    this.#directory = directory;
    this.#admission = new Admission(directory, { clock, log });
    this.#committed = new Listeners(log);
    this.#positions = new Listeners(log);
    this.#committedAnywhere = new Listeners(log);
    this.#stores = new OpenStores({
      open: async (tenant) => this.#listenTo(tenant.id, await open(tenant)),
      isWanted: (tenant) => this.#committed.has(tenant) || this.#positions.has(tenant),
      maxOpen,
      log,
    });
    this.work = tenantWork({
      use: (tenant, work) => this.#use(tenant, work),
      tenants: () => this.tenants(),
      isOpen: (tenant) => this.#stores.has(tenant),
      log,
    });
    this.credentials = this.#part('credentials');
    this.retention = this.#part('retention');
    this.hosts = this.#part('hosts');
  }

  get signingKeys(): Store['signingKeys'] {
    return this.#directory.signingKeys;
  }

  get openCount(): number {
    return this.#stores.size;
  }

  forget(tenant: string): void {
    this.#admission.forget(tenant);
  }

  ping(): Promise<void> {
    return this.#directory.ping();
  }

  /** Of the directory: tenants' databases are brought up to date one by one, when they are opened. */
  isCurrent(): Promise<boolean> {
    return this.#directory.isCurrent();
  }

  async admit(tenant: string): Promise<void> {
    await this.#admission.admit(tenant);
  }

  read(tenant: string): Reader {
    return this.#reader(tenant, (store) => store.read(tenant));
  }

  readNewest(tenant: string): Reader {
    return this.#reader(tenant, (store) => store.readNewest(tenant));
  }

  write<T>(tenant: string, meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>> {
    return this.#use(tenant, (store) => store.write(tenant, meta, work));
  }

  recordPositions(tenant: string, positions: ReadonlyMap<string, LivePosition>): Promise<string[]> {
    return this.#use(tenant, (store) => store.recordPositions(tenant, positions));
  }

  onCommitted(tenant: string, listener: (event: Event) => void): () => void {
    return this.#committed.add(tenant, listener);
  }

  onCommittedAnywhere(listener: (tenant: string, event: Event) => void): () => void {
    return this.#committedAnywhere.add('', listener);
  }

  onPosition(tenant: string, listener: (technicianId: string, position: LivePosition) => void): () => void {
    return this.#positions.add(tenant, listener);
  }

  async tenants(): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const after = ids.at(-1);
      const page = await this.#directory.list({ status: ['active'], limit: 500, ...(after === undefined ? {} : { after }) });
      ids.push(...page.map(({ id }) => id));
      if (page.length < 500) return ids;
    }
  }

  async close(): Promise<void> {
    await this.#stores.close();
    await this.#directory.close();
  }

  #reader(tenant: string, of: (store: Store) => Reader): Reader {
    return routed<Reader>((method, args) => this.#use(tenant, (store) => invoke(of(store), method, args)), { tenant });
  }

  async #use<T>(tenant: string, work: (store: Store) => Promise<T>): Promise<T> {
    return this.#stores.use(await this.#admission.admit(tenant), work);
  }

  /** A part of the store, all of whose methods take the tenant first and return promises. */
  #part<Name extends 'credentials' | 'retention' | 'hosts'>(name: Name): Store[Name] {
    return routed<Store[Name]>((method, [tenant, ...rest]) =>
      this.#use(String(tenant), (store) => invoke(store[name], method, [tenant, ...rest])),
    );
  }

  /** Listeners are kept here, so that they outlast the store they heard first. */
  #listenTo(tenant: string, store: Store): Store {
    store.onCommitted(tenant, (event) => this.#committed.tell(tenant, event));
    store.onCommittedAnywhere((from, event) => this.#committedAnywhere.tell('', from, event));
    store.onPosition(tenant, (technicianId, position) => this.#positions.tell(tenant, technicianId, position));
    return store;
  }
}
