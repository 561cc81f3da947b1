import { Id } from '@dispatchkit/contract';
import type { Config } from '../../config/schema.ts';
import { hashOfOperatorKey, newOperatorKey } from '../../http/operator/operator-keys.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Tenant, TenantStatus } from '../../ports/tenants.ts';
import { openStoreAndTenants } from '../../runtimes/shared/open-store.ts';
import { readConfig } from '../../runtimes/shared/read-config.ts';
import { ProblemError } from '../../services/errors.ts';
import type { NewTenant, TenantAdmin } from '../../services/tenants/tenant-admin.ts';
import type { Database } from '../../stores/libsql/database.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { copySigningKey, copyTenant, lastSeqIn } from '../../stores/libsql/tenants/copy-tenant.ts';
import { requireDatabase } from '../database.ts';
import { CliError } from '../fail.ts';
import { toOutput as say } from '../say.ts';

export interface CreateTenantOptions {
  readonly name?: string;
  readonly databaseUrl?: string;
  readonly authTokenVariable?: string;
}

export async function createTenant(id: string, { name, databaseUrl, authTokenVariable }: CreateTenantOptions): Promise<void> {
  if (!Id.safeParse(id).success) {
    throw new CliError(`${id} cannot be a tenant.`, 'Use letters, digits, "_", "-" and ".", starting with a letter or digit.');
  }
  if (databaseUrl === undefined && authTokenVariable !== undefined) {
    throw new CliError('--auth-token-variable needs --database-url.', 'Without it the configured address and variable are used.');
  }
  if (databaseUrl !== undefined && !/^(file:|libsql:|https?:)/.test(databaseUrl)) {
    throw new CliError(`--database-url ${databaseUrl} cannot be used.`, 'Give file:PATH, libsql://HOST or https://HOST.');
  }
  const tenant: NewTenant = {
    id,
    ...(name === undefined ? {} : { name }),
    ...(databaseUrl === undefined ? {} : { database: { databaseUrl, authTokenVariable: authTokenVariable ?? null } }),
  };
  await withTenants(async (tenants) => {
    const { tenant: made, created } = await tenants.create(tenant).catch(throwCause);
    say(
      created
        ? `Made tenant ${made.id}: ${made.databaseUrl}`
        : `Tenant ${made.id} was there already (${made.status}): ${made.databaseUrl}`,
    );
  });
}

/** Copies a tenant out of a shared database. The tenant there stays as it is. */
export async function moveTenant(id: string, { from, name }: { readonly from: string; readonly name?: string }): Promise<void> {
  const authToken = process.env.DISPATCHKIT_DATABASE_AUTH_TOKEN;
  await withTenants(async (tenants, { signingKeys }) => {
    const source = openNativeDatabase({ url: from, ...(authToken && !from.startsWith('file:') ? { authToken } : {}) });
    try {
      // Before anything is made for a tenant that is not there.
      await lastSeqIn(source, id);
      const { databaseUrl } = await tenants
        .createWith({ id, ...(name === undefined ? {} : { name }) }, async (tenant) => {
          const own = openTenantDatabase(tenant);
          try {
            const { lastSeq } = await copyTenant({ from: source, to: own, tenant: id, onProgress: sayCopied });
            await copySigningKey(source, signingKeys);
            say(`All there, up to event ${lastSeq}.`);
          } finally {
            own.client.close();
          }
        })
        .catch(throwCause);
      say(`Tenant ${id} is active in ${databaseUrl}. Its rows in the shared database are left where they are.`);
    } finally {
      source.client.close();
    }
  });
}

function sayCopied(table: string, rows: number): void {
  if (rows > 0) say(`  ${table.padEnd(20)} ${rows}`);
}

function openTenantDatabase({ databaseUrl: url, authTokenVariable }: Tenant): Database {
  const authToken = authTokenVariable === null ? undefined : process.env[authTokenVariable];
  return openNativeDatabase({ url, ...(authToken ? { authToken } : {}) });
}

export async function listTenants({
  status,
  json,
}: {
  readonly status?: readonly TenantStatus[];
  readonly json?: boolean;
}): Promise<void> {
  await withExistingTenants(async (tenants) => {
    let after: string | undefined;
    let count = 0;
    do {
      const page: Tenant[] = await tenants.list({
        limit: 500,
        ...(status && { status }),
        ...(after === undefined ? {} : { after }),
      });
      for (const tenant of page) say(json ? JSON.stringify(tenant) : lineOf(tenant));
      count += page.length;
      after = page.at(-1)?.id;
    } while (after !== undefined);
    if (count === 0 && !json) say('There are none. Make one with: dispatchkit tenants create ID');
  });
}

function lineOf({ id, status, schemaVersion, name, databaseUrl }: Tenant): string {
  return `${id.padEnd(24)}  ${status.padEnd(9)}  schema ${String(schemaVersion).padEnd(3)}  ${databaseUrl}${name === id ? '' : `  ${name}`}`;
}

/** One line per tenant as it is done. Status 1 when one failed. */
export async function migrateTenants(id: string | undefined): Promise<void> {
  if (id !== undefined) {
    return withExistingTenants(async (tenants) => {
      const { from, to } = await tenants.migrate(id).catch(throwCause);
      say(from === to ? `Tenant ${id} is up to date (schema ${to}).` : `Tenant ${id}: schema ${from} → ${to}`);
    });
  }
  await withTenants(async (tenants) => {
    const { done, failed } = await tenants.migrateAll(({ tenant, outcome, done: place }) => {
      if ('error' in outcome) process.stderr.write(`${place}  ${tenant}  failed: ${reasonOf(outcome.error)}\n`);
      else
        say(
          `${place}  ${tenant}  ${outcome.from === outcome.to ? `up to date (schema ${outcome.to})` : `schema ${outcome.from} → ${outcome.to}`}`,
        );
    });
    if (done === 0) return say('There are no tenants yet. Make one with: dispatchkit tenants create ID');
    if (failed.length === 0) return say(`All ${done} tenants are up to date.`);
    process.exitCode = 1;
    process.stderr.write(
      `${failed.length} of ${done} failed: ${failed.slice(0, 20).join(', ')}${failed.length > 20 ? ' …' : ''}\nMend what is said above and run it again; the others are up to date.\n`,
    );
  });
}

export async function changeTenant(change: 'suspend' | 'resume' | 'retire', id: string): Promise<void> {
  await withExistingTenants(async (tenants) => {
    const { status, databaseUrl } = await tenants[change](id).catch(throwCause);
    say(`Tenant ${id} is ${status}.${change === 'retire' ? ` Its database is kept: ${databaseUrl}` : ''}`);
  });
}

export async function printOperatorKey(): Promise<void> {
  const key = newOperatorKey();
  say(
    `key   ${key}\nhash  ${await hashOfOperatorKey(key)}\nKeep the key; it is not shown again. Put the hash into operators.keyHashes and start the connector again.`,
  );
}

/** As `withTenants`, and never makes a directory. @throws CliError when there is none */
function withExistingTenants(work: (tenants: TenantAdmin, store: Store) => Promise<void>): Promise<void> {
  return withTenants(work, requireDatabase);
}

/** The tenants of the configured installation. @throws CliError when they share one database */
async function withTenants(
  work: (tenants: TenantAdmin, store: Store) => Promise<void>,
  require: (config: Config) => Promise<void> = async () => {},
): Promise<void> {
  const config = await readConfig();
  if (config.tenants.mode !== 'database-per-tenant') {
    throw new CliError(
      'Tenants share one database here, and are made by their first write.',
      'For a database each, set tenants: { mode: database-per-tenant } in the file named by DISPATCHKIT_CONFIG.',
    );
  }
  await require(config);
  const { store, tenantAdmin } = await openStoreAndTenants(config, silentLog);
  try {
    if (tenantAdmin) await work(tenantAdmin, store);
  } finally {
    await store.close();
  }
}

/** Whoever sits at the machine may read why; callers of the API are told less. */
function throwCause(error: unknown): never {
  throw causeOf(error);
}

function reasonOf(error: unknown): string {
  const cause = causeOf(error);
  return cause instanceof Error ? cause.message : String(cause);
}

function causeOf(error: unknown): unknown {
  return error instanceof ProblemError && error.code === 'store_unavailable' ? (error.cause ?? error) : error;
}
