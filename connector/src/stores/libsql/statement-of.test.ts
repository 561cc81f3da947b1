import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SQL, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { statementOf } from './statement-of.ts';
import { isOneOf, tableOf, valuesOf } from './tables.ts';

const tenant = 'acme';
const queries: Readonly<Record<string, SQL>> = {
  'text alone': sql`select 1`,
  nothing: sql``,
  'values and a table': sql`select record from ${tableOf.timeOff} t where tenant = ${tenant} and n = ${7} and gone is ${null}`,
  'queries within': sql`select 1 where ${isOneOf(sql`id`, ['a', 'b'])} and ${sql.join([sql`x = ${1}`, sql`y in ${valuesOf(['"?'])}`], sql` and `)}`,
  'raw text': sql`select ${sql.raw('key_0')} from t`,
  'a column': sql`select ${tableOf.jobs.siteId} from ${tableOf.jobs}`,
  'values written out': sql`select ${tableOf.jobs.siteId} from t where x = ${"it's"}`.inlineParams(),
  'a name': sql`select ${sql.identifier('odd "name')} where x = ${2}`,
};

for (const [name, query] of Object.entries(queries)) {
  test(`a query of ${name} is written as the dialect writes it`, () => {
    const { sql: text, params } = new SQLiteSyncDialect().sqlToQuery(query);
    assert.deepEqual(statementOf(query), { sql: text, args: params });
  });
}
