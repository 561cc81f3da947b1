import { sql } from 'drizzle-orm/sql/sql';
import { publicPartOf, type SigningKey, type SigningKeys } from '../../ports/credentials.ts';
import { storeMetaTable } from './migrate.ts';
import type { SqlRow } from './sql-client.ts';
import type { SqlRunner } from './sql-runner.ts';

export interface SigningKeyAccess {
  read<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
  /** Runs in a transaction. */
  change<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
  /** Told how many changes there have been, whenever keys were read or changed. */
  readonly onSeen?: (changes: number) => void;
  /** Where the database says what is true of all of it. Default: the store's. */
  readonly metaTable?: string;
}

/** Signing keys as rows of the database that the whole installation shares. */
export function signingKeysOn({ read, change, onSeen, metaTable }: SigningKeyAccess): SigningKeys {
  const list = async () => {
    const { changes, keys } = await read(signingKeysIn(metaTable));
    onSeen?.(changes);
    return keys;
  };
  /** `work` says whether it has changed anything. */
  const changeKeys = async (work: (runner: SqlRunner) => Promise<boolean>) => {
    const changes = await change(async (runner) => ((await work(runner)) ? countChange(runner, metaTable) : undefined));
    if (changes !== undefined) onSeen?.(changes);
    return changes !== undefined;
  };
  return {
    list,
    verifying: async () => (await list()).map(publicPartOf),
    addFirst: async (key) => {
      await changeKeys(async (runner) => {
        const signing = await runner.all(sql`select 1 from signing_keys where retired_at is null limit 1`);
        if (signing.length > 0) return false;
        await insert(runner, key);
        return true;
      });
    },
    rotate: async (key, othersVerifyUntil) => {
      await changeKeys(async (runner) => {
        await runner.all(sql`
          update signing_keys set retired_at = ${key.createdAt}, verifies_until = ${othersVerifyUntil} where retired_at is null`);
        await runner.all(sql`delete from signing_keys where verifies_until <= ${key.createdAt}`);
        await insert(runner, key);
        return true;
      });
    },
    remove: (id) =>
      changeKeys(async (runner) => (await runner.all(sql`delete from signing_keys where id = ${id} returning id`)).length > 0),
  };
}

/** Name of the counter that rises with every change, so that of two copies of the database one can tell which is behind. */
const counter = 'signing_key_changes';

/** All keys, newest first, and how many changes led to them: in one statement, so that they belong together. */
export function signingKeysIn(metaTable = storeMetaTable) {
  return async (runner: SqlRunner): Promise<{ readonly changes: number; readonly keys: SigningKey[] }> => {
    const rows = await runner.all(sql`
      select k.*, (select value from ${sql.identifier(metaTable)} where key = ${counter}) as changes
      from (select 1) left join signing_keys k on true order by k.created_at desc, k.id desc`);
    return { changes: Number(rows[0]?.changes ?? 0), keys: rows.filter((row) => row.id !== null).map(signingKeyOf) };
  };
}

async function countChange(runner: SqlRunner, metaTable = storeMetaTable): Promise<number> {
  const [row] = await runner.all(sql`
    insert into ${sql.identifier(metaTable)} (key, value) values (${counter}, '1')
    on conflict (key) do update set value = cast(value as integer) + 1 returning value`);
  return Number(row?.value);
}

async function insert(runner: SqlRunner, key: SigningKey): Promise<void> {
  await runner.all(sql`
    insert into signing_keys (id, algorithm, public_key, sealed_private_key, created_at, retired_at, verifies_until)
    values (${key.id}, ${key.algorithm}, ${JSON.stringify(key.publicKey)}, ${key.sealedPrivateKey}, ${key.createdAt},
      ${key.retiredAt}, ${key.verifiesUntil})`);
}

function signingKeyOf(row: SqlRow): SigningKey {
  return {
    id: String(row.id),
    algorithm: 'ES256',
    publicKey: JSON.parse(String(row.public_key)) as Record<string, unknown>,
    sealedPrivateKey: String(row.sealed_private_key),
    createdAt: String(row.created_at),
    retiredAt: row.retired_at === null ? null : String(row.retired_at),
    verifiesUntil: row.verifies_until === null ? null : String(row.verifies_until),
  };
}
