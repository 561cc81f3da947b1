import { sql } from 'drizzle-orm/sql/sql';
import type { Credentials, CredentialWriter, Revocation } from '../../ports/credentials.ts';
import { parseRecord } from './rows.ts';
import type { SqlRunner } from './sql-runner.ts';

/** Runs reads of a tenant, or changes in a transaction of their own. */
interface Access {
  read<T>(tenant: string, work: (runner: SqlRunner) => Promise<T>): Promise<T>;
  change<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
}

export function credentialsOn({ read, change }: Access): Credentials {
  return {
    state: (tenant) =>
      read(tenant, async (runner) => {
        const [row] = await runner.all(sql`select revocations, api_keys from credential_states where tenant = ${tenant}`);
        return { revocations: Number(row?.revocations ?? 0), apiKeys: Number(row?.api_keys ?? 0) };
      }),
    revocations: (tenant, at) =>
      read(tenant, async (runner) => {
        const rows = await runner.all(sql`
          select kind, value, before, revoked_at, revoked_by, kept_until from revocations
          where tenant = ${tenant} and kept_until > ${at} order by revoked_at desc, kind, value`);
        return rows.map(
          (row): Revocation => ({
            kind: row.kind === 'token' ? 'token' : 'subject',
            value: String(row.value),
            before: row.before === null ? null : String(row.before),
            revokedAt: String(row.revoked_at),
            revokedBy: String(row.revoked_by),
            keptUntil: String(row.kept_until),
          }),
        );
      }),
    apiKey: (tenant, id) =>
      read(tenant, async (runner) => {
        const [row] = await runner.all(sql`
          select k.record, h.hash from api_key_hashes h join api_keys k on k.tenant = h.tenant and k.id = h.id
          where h.tenant = ${tenant} and h.id = ${id} and k.deleted_at is null`);
        return row && { record: parseRecord<'apiKeys'>(row), hash: String(row.hash) };
      }),
    noteApiKeyUses: (tenant, uses) =>
      change(async (runner) => {
        // The record tells it, but neither its version nor the log does: it is noted with every use.
        await runner.all(sql`
          update api_keys set record = json_set(record, '$.lastUsedAt', u.at)
          from (select value ->> '$[0]' as id, value ->> '$[1]' as at from json_each(${JSON.stringify([...uses])})) u
          where api_keys.tenant = ${tenant} and api_keys.id = u.id and api_keys.deleted_at is null
            and coalesce(api_keys.record ->> '$.lastUsedAt', '') < u.at`);
      }),
  };
}

/** Credential changes of one unit of work. */
export class LibsqlCredentialWriter implements CredentialWriter {
  readonly #tenant: string;
  readonly #runner: SqlRunner;
  readonly #at: string;
  #hasRevoked = false;

  constructor(tenant: string, runner: SqlRunner, at: string) {
    this.#tenant = tenant;
    this.#runner = runner;
    this.#at = at;
  }

  async keepApiKeyHash(id: string, hash: string): Promise<void> {
    await this.#runner.all(sql`insert into api_key_hashes (tenant, id, hash) values (${this.#tenant}, ${id}, ${hash})`);
  }

  async revoke({ kind, value, before, revokedAt, revokedBy, keptUntil }: Revocation): Promise<void> {
    await this.#runner.all(sql`delete from revocations where tenant = ${this.#tenant} and kept_until <= ${this.#at}`);
    await this.#runner.all(sql`
      insert into revocations (tenant, kind, value, before, revoked_at, revoked_by, kept_until)
      values (${this.#tenant}, ${kind}, ${value}, ${before}, ${revokedAt}, ${revokedBy}, ${keptUntil})
      on conflict (tenant, kind, value) do update set before = max(before, excluded.before), revoked_at = excluded.revoked_at,
        revoked_by = excluded.revoked_by, kept_until = max(kept_until, excluded.kept_until)`);
    this.#hasRevoked = true;
  }

  /** Raises the counters for what changed. `removedKeys` are API keys whose records went. */
  async finish({ apiKeysChanged, removedKeys }: { apiKeysChanged: boolean; removedKeys: readonly string[] }): Promise<boolean> {
    for (const id of removedKeys)
      await this.#runner.all(sql`delete from api_key_hashes where tenant = ${this.#tenant} and id = ${id}`);
    if (!apiKeysChanged && !this.#hasRevoked) return false;
    const [revocations, apiKeys] = [this.#hasRevoked ? 1 : 0, apiKeysChanged ? 1 : 0];
    await this.#runner.all(sql`
      insert into credential_states (tenant, revocations, api_keys) values (${this.#tenant}, ${revocations}, ${apiKeys})
      on conflict (tenant) do update set revocations = revocations + ${revocations}, api_keys = api_keys + ${apiKeys}`);
    return true;
  }
}
