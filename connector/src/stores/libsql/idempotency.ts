import { sql } from 'drizzle-orm/sql/sql';
import type { WriteMeta } from '../../ports/store.ts';
import { ProblemError } from '../../services/errors.ts';
import type { SqlRunner } from './sql-runner.ts';

const keptMs = 24 * 3_600_000;

/** The result kept under the key, in a box, or `undefined` when the key is new. @throws ProblemError `idempotency_mismatch` */
export async function earlierResult<T>(
  runner: SqlRunner,
  tenant: string,
  meta: WriteMeta,
  nowMs: number,
): Promise<{ readonly result: T } | undefined> {
  if (!meta.idempotency) return undefined;
  const { key, fingerprint } = meta.idempotency;
  const rows = await runner.all(sql`
    select fingerprint, result from idempotency
    where tenant = ${tenant} and subject = ${meta.actor.id} and key = ${key} and created_at > ${oldest(nowMs)}`);
  const row = rows[0];
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint) {
    throw new ProblemError('idempotency_mismatch', 'The idempotency key was used for another request.', {
      hint: 'Use a new key for every new request; repeat a key only to repeat the same request.',
    });
  }
  // The key and the fingerprint (method, path, body) are the same, so it is the result of the same service.
  return { result: JSON.parse(String(row.result)) as T };
}

/** Kept in the transaction of the change itself, so that there is never one without the other. */
export async function keepResult(
  runner: SqlRunner,
  tenant: string,
  meta: WriteMeta,
  result: unknown,
  nowMs: number,
): Promise<void> {
  if (!meta.idempotency) return;
  const { key, fingerprint } = meta.idempotency;
  await runner.later(sql`delete from idempotency where created_at <= ${oldest(nowMs)}`);
  await runner.later(sql`
    insert into idempotency (tenant, subject, key, fingerprint, result, created_at)
    values (${tenant}, ${meta.actor.id}, ${key}, ${fingerprint}, ${JSON.stringify(result)}, ${new Date(nowMs).toISOString()})`);
}

function oldest(nowMs: number): string {
  return new Date(nowMs - keptMs).toISOString();
}
