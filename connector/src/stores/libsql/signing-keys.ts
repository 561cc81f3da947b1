import { sql } from 'drizzle-orm';
import type { SigningKey, SigningKeys } from '../../ports/credentials.ts';
import type { SqlRow } from './sql-client.ts';
import type { SqlRunner } from './sql-runner.ts';

interface Access {
  read<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
  change<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
}

/** Signing keys as rows of the database that the whole installation shares. */
export function signingKeysOn({ read, change }: Access): SigningKeys {
  return {
    list: () =>
      read(async (runner) =>
        (await runner.all(sql`select * from signing_keys order by created_at desc, id desc`)).map(signingKeyOf),
      ),
    addFirst: (key) =>
      change(async (runner) => {
        const signing = await runner.all(sql`select 1 from signing_keys where retired_at is null limit 1`);
        if (signing.length === 0) await insert(runner, key);
      }),
    rotate: (key, othersVerifyUntil) =>
      change(async (runner) => {
        await runner.all(sql`
          update signing_keys set retired_at = ${key.createdAt}, verifies_until = ${othersVerifyUntil} where retired_at is null`);
        await runner.all(sql`delete from signing_keys where verifies_until <= ${key.createdAt}`);
        await insert(runner, key);
      }),
    remove: (id) =>
      change(async (runner) => (await runner.all(sql`delete from signing_keys where id = ${id} returning id`)).length > 0),
  };
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
