import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InStatement } from '@libsql/client';
import { silentLog } from '../../ports/log.ts';
import type { Filters, ListRequest } from '../../ports/store.ts';
import { testClock } from '../test-store.ts';
import { openNativeDatabase } from './db.native.ts';
import { openLibsqlStore } from './index.ts';

const sortOf = (text: string): ListRequest['sort'] =>
  text.split(',').map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));

/** What people look at: these pages are read off an index, however many jobs there are. */
const common: readonly [string, string, Filters][] = [
  ['jobs', '-priority,dueAt', {}],
  ['jobs', '-priority,dueAt', { status: ['unscheduled'] }],
  ['jobs', '-priority,dueAt', { status: ['unscheduled', 'on_hold'] }],
  ['jobs', 'dueAt', {}],
  ['jobs', '-dueAt', {}],
  ['jobs', '-requestedAt', {}],
  ['jobs', '-completedAt', {}],
  ['jobs', 'number', {}],
  ['jobs', 'updatedAt', { updatedSince: '2026-11-20T00:00:00.000Z' }],
];

test('common lists of jobs walk an index and do not sort the table', async () => {
  const database = openNativeDatabase({ url: ':memory:' });
  const statements: InStatement[] = [];
  const { client } = database;
  const execute = client.execute.bind(client) as (statement: InStatement) => ReturnType<typeof client.execute>;
  client.execute = (statement: InStatement) => {
    statements.push(statement);
    return execute(statement);
  };
  const store = await openLibsqlStore(database, { clock: testClock(), log: silentLog });
  for (const [kind, sort, filters] of common) {
    statements.length = 0;
    await store.read('t').list(kind as 'jobs', { filters, sort: sortOf(sort), limit: 50 });
    const [statement] = statements;
    assert.ok(typeof statement === 'object');
    const plan = await execute({ ...statement, sql: `explain query plan ${statement.sql}` });
    const steps = plan.rows.map((row) => String(row.detail));
    const name = `${kind} by ${sort} ${JSON.stringify(filters)}: ${steps.join('; ')}`;
    assert.ok(
      steps.some((step) => step.startsWith('SEARCH t USING INDEX')),
      name,
    );
    // Records that are equal in all keys are put in order by id, a handful at a time.
    assert.ok(!steps.includes('USE TEMP B-TREE FOR ORDER BY'), name);
  }
  await store.close();
});
