import type { Log } from '../../ports/log.ts';
import type { Tenant, TenantDatabases, TenantDirectory, TenantDraft, TenantListRequest } from '../../ports/tenants.ts';
import { ProblemError } from '../errors.ts';
import { unknownTenant } from './problems.ts';

export interface NewTenant {
  readonly id: string;
  /** Default: the id. */
  readonly name?: string;
  /** Default: an address made from the configured template. */
  readonly database?: Pick<TenantDraft, 'databaseUrl' | 'authTokenVariable'>;
}

export interface TenantMigration {
  readonly tenant: string;
  readonly from: number;
  readonly to: number;
}

export interface MigrationProgress {
  readonly tenant: string;
  readonly outcome: TenantMigration | { readonly error: unknown };
  /** Tenants done so far, this one included. */
  readonly done: number;
}

export interface TenantAdminOptions {
  readonly directory: TenantDirectory;
  readonly databases: TenantDatabases;
  /** Called after each change, so that this process need not wait until it notices. */
  readonly onChanged: (tenant: string) => void;
  readonly log: Log;
}

/**
 * What an operator does with tenants that have a database each. Every step can be repeated: what is done already stays as it is, and
 * what was interrupted is finished.
 */
export class TenantAdmin {
  readonly #options: TenantAdminOptions;

  constructor(options: TenantAdminOptions) {
    this.#options = options;
  }

  list(request: TenantListRequest): Promise<Tenant[]> {
    return this.#options.directory.list(request);
  }

  /** @throws ProblemError `unknown_tenant` */
  async get(id: string): Promise<Tenant> {
    const tenant = await this.#options.directory.get(id);
    if (!tenant) throw unknownTenant(id);
    return tenant;
  }

  /**
   * Enters the tenant into the directory, makes its database, lets it in. `created` is false when it was there already.
   * @throws ProblemError `already_exists` for a retired one, or when the database is another tenant's; `invalid`, `store_unavailable`
   */
  create(tenant: NewTenant): Promise<{ readonly tenant: Tenant; readonly created: boolean }> {
    return this.#create(tenant, async () => {});
  }

  /**
   * As `create`, with something put into the database before anybody is let in. When that fails the tenant stays half made.
   * @throws ProblemError `already_exists` also for one that is in use
   */
  async createWith(newTenant: NewTenant, fill: (tenant: Tenant) => Promise<void>): Promise<Tenant> {
    const { tenant, created } = await this.#create(newTenant, fill);
    if (created) return tenant;
    throw new ProblemError('already_exists', `The tenant ${tenant.id} is in use already.`);
  }

  async #create({ id, name = id, database }: NewTenant, fill: (tenant: Tenant) => Promise<void>) {
    const { directory, databases, log } = this.#options;
    const { tenant } = await directory.add({ id, name, ...(database ?? databases.addressFor(id)) });
    if (tenant.status === 'retired') {
      throw new ProblemError('already_exists', `The tenant ${id} was here before and has been retired.`, {
        hint: 'Its database is kept. Resume it, or choose another id.',
      });
    }
    if (tenant.status !== 'creating') return { tenant, created: false };
    const { to } = await this.#prepare(tenant);
    await fill(tenant);
    const created = await this.#change(id, { status: 'active', schemaVersion: to });
    log.info('tenant created', { tenant: id });
    return { tenant: created, created: true };
  }

  /** Brings the schema of one tenant's database up to date. @throws ProblemError `unknown_tenant`, `store_unavailable` */
  async migrate(id: string): Promise<TenantMigration> {
    const tenant = await this.get(id);
    if (tenant.status === 'retired') throw unknownTenant(id);
    const { from, to } = await this.#prepare(tenant);
    if (tenant.schemaVersion !== to) await this.#change(id, { schemaVersion: to });
    return { tenant: id, from, to };
  }

  /** Brings all up to date that are not retired, one after the other. One that fails does not stop the others. */
  async migrateAll(
    onProgress: (progress: MigrationProgress) => void,
  ): Promise<{ readonly done: number; readonly failed: string[] }> {
    const failed: string[] = [];
    let done = 0;
    for await (const { id } of this.#all()) {
      const outcome = await this.migrate(id).catch((error: unknown) => ({ error }));
      if ('error' in outcome) failed.push(id);
      done += 1;
      onProgress({ tenant: id, outcome, done });
    }
    return { done, failed };
  }

  /** Shuts the tenant out; its data stays as it is. @throws ProblemError `unknown_tenant` */
  async suspend(id: string): Promise<Tenant> {
    const { status } = await this.get(id);
    if (status === 'creating' || status === 'retired') throw unknownTenant(id);
    return this.#change(id, { status: 'suspended' });
  }

  /** Lets a suspended or retired tenant in again. @throws ProblemError `unknown_tenant`, `store_unavailable` */
  async resume(id: string): Promise<Tenant> {
    const tenant = await this.get(id);
    if (tenant.status === 'creating') throw unknownTenant(id);
    // One that was away for long has an old schema, or its database is gone.
    const { to } = await this.#prepare(tenant);
    return this.#change(id, { status: 'active', schemaVersion: to });
  }

  /** Takes the tenant out of service for good. Its database is kept where it is. @throws ProblemError `unknown_tenant` */
  async retire(id: string): Promise<Tenant> {
    await this.get(id);
    return this.#change(id, { status: 'retired' });
  }

  async *#all(): AsyncGenerator<Tenant> {
    let after: string | undefined;
    do {
      const page: Tenant[] = await this.#options.directory.list({
        status: ['creating', 'active', 'suspended'],
        limit: 500,
        ...(after === undefined ? {} : { after }),
      });
      yield* page;
      after = page.at(-1)?.id;
    } while (after !== undefined);
  }

  async #prepare(tenant: Tenant): Promise<{ from: number; to: number }> {
    try {
      return await this.#options.databases.prepare(tenant);
    } catch (cause) {
      if (cause instanceof ProblemError) throw cause;
      throw new ProblemError('store_unavailable', `The database of tenant ${tenant.id} cannot be made ready.`, {
        hint: 'The log of the connector says why. It can be tried again at any time.',
        cause,
      });
    }
  }

  async #change(id: string, change: Parameters<TenantDirectory['change']>[1]): Promise<Tenant> {
    const tenant = await this.#options.directory.change(id, change);
    this.#options.onChanged(id);
    if (change.status !== undefined) this.#options.log.info('tenant changed', { tenant: id, status: tenant.status });
    return tenant;
  }
}
