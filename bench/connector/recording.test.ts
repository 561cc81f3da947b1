import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '@libsql/client';
import { recording, replay } from './recording.ts';

test('what was recorded on one database does the same on another', async () => {
  const schema = 'create table jobs (id text primary key, title text)';
  const [original, copy] = [createClient({ url: ':memory:' }), createClient({ url: ':memory:' })];
  await original.execute(schema);
  await copy.execute(schema);

  const { client, take } = recording(original);
  await client.execute({ sql: 'insert into jobs values (?, ?)', args: ['j1', 'Oven'] });
  const kept = await client.transaction('write');
  await kept.execute("update jobs set title = 'Stove' where id = 'j1'");
  await kept.commit();
  kept.close();
  const dropped = await client.transaction('write');
  await dropped.execute("delete from jobs where id = 'j1'");
  dropped.close();
  await client.execute('select title from jobs');

  const rows = (await replay(copy, take())).at(-1) ?? [];
  assert.deepEqual(rows, (await original.execute('select title from jobs')).rows);
  assert.deepEqual(
    rows.map((row) => ({ ...(row as object) })),
    [{ title: 'Stove' }],
  );
  assert.deepEqual(take(), []);
});
