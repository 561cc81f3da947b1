import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { codeOf } from './database.ts';
import { FileClient } from './file-client.ts';

let folder: string;
let client: FileClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dispatchkit-file-'));
  client = open();
  await client.execute('pragma journal_mode = wal');
  await client.execute('create table jobs (id text primary key, title text)');
});
afterEach(async () => {
  client.close();
  await rm(folder, { recursive: true });
});

const open = () => new FileClient(join(folder, 'jobs.db'), { busyTimeoutMs: 0 });
const insert = (id: string) => ({ sql: 'insert into jobs (id, title) values (?, ?)', args: [id, `Job ${id}`] });
const ids = async (from = client) => (await from.execute('select id from jobs order by id')).rows.map(({ id }) => id);

test('a prepared statement sees the tables as they are now', async () => {
  await client.execute(insert('1'));
  const all = 'select * from jobs';
  assert.deepEqual((await client.execute(all)).rows, [{ id: '1', title: 'Job 1' }]);
  await client.execute('alter table jobs add column priority integer default 3');
  assert.deepEqual((await client.execute(all)).rows, [{ id: '1', title: 'Job 1', priority: 3 }]);
  await client.execute('drop table jobs');
  await assert.rejects(client.execute(all), /no such table/);
});

test('a refused statement works again with other values', async () => {
  await client.execute(insert('1'));
  await assert.rejects(client.execute(insert('1')), (error) => codeOf(error).startsWith('SQLITE_CONSTRAINT'));
  const other = open();
  await other.execute(insert('2'));
  other.close();
  await client.execute(insert('3'));
  assert.deepEqual(await ids(), ['1', '2', '3']);
});

test('what a transaction has written is seen outside once it is committed', async () => {
  const transaction = await client.transaction('write');
  await transaction.batch([insert('1'), insert('2')]);
  assert.deepEqual(await ids(), []);
  await transaction.commit();
  transaction.close();
  assert.deepEqual(await ids(), ['1', '2']);
});

test('what is not committed is gone, however it ends', async () => {
  for (const end of ['rollback', 'close'] as const) {
    const transaction = await client.transaction('write');
    await transaction.execute(insert(end));
    await transaction[end]();
    await assert.rejects(transaction.execute(insert('late')), (error) => codeOf(error) === 'TRANSACTION_CLOSED');
  }
  assert.deepEqual(await ids(), []);
});

test('reading transactions stay at their moment and write nothing', async () => {
  const reading = await client.transaction('read');
  await reading.execute('select count(*) from jobs');
  await client.execute(insert('1'));
  assert.deepEqual((await reading.execute('select id from jobs')).rows, []);
  await assert.rejects(reading.execute(insert('2')));
  reading.close();
  assert.deepEqual(await ids(), ['1']);
});

test('another one that writes is reported as busy, and is no harm to what comes after', async () => {
  const other = open();
  const writing = await other.transaction('write');
  await assert.rejects(client.transaction('write'), (error) => codeOf(error).startsWith('SQLITE_BUSY'));
  await writing.execute(insert('1'));
  await writing.commit();
  other.close();
  assert.deepEqual(await ids(), ['1']);
  await client.execute(insert('2'));
  assert.deepEqual(await ids(), ['1', '2']);
});

test('too many transactions at once are refused, and the next works', async () => {
  const transactions = await Promise.all(Array.from({ length: 20 }, () => client.transaction('read')));
  await assert.rejects(client.execute('select 1'), (error) => codeOf(error) === 'TRANSACTION_ACTIVE');
  transactions[0]?.close();
  await client.execute('select 1');
  for (const transaction of transactions) transaction.close();
});

test('closed, everything is in the file itself, and nothing more is answered', async () => {
  await client.execute(insert('1'));
  client.close();
  await assert.rejects(client.execute('select 1'), (error) => codeOf(error) === 'CLIENT_CLOSED');
  await copyFile(join(folder, 'jobs.db'), join(folder, 'copy.db'));
  const copy = new FileClient(join(folder, 'copy.db'), { busyTimeoutMs: 0 });
  assert.deepEqual(await ids(copy), ['1']);
  copy.close();
});

test('the log is brought into the file seldom, and then whole', async () => {
  const size = async () => (await stat(join(folder, 'jobs.db'))).size;
  const before = await size();
  const megabytes = async (count: number) => {
    for (let i = 0; i < count; i++) await client.execute('insert into jobs (title) values (randomblob(1000000))');
  };
  await megabytes(10);
  assert.equal(await size(), before);
  await megabytes(25);
  assert.ok((await size()) > 30_000_000);
});

test('many different statements do not pile up', async () => {
  for (let i = 0; i < 1000; i++) assert.deepEqual((await client.execute(`select ${i} as n`)).rows, [{ n: i }]);
});

test('who writes is answered when it is on the disk, and nobody else waits for that', async () => {
  let asked = Promise.withResolvers<void>();
  let onDisk = Promise.withResolvers<void>();
  const slow = new FileClient(join(folder, 'jobs.db'), {
    busyTimeoutMs: 0,
    bringToDisk: () => {
      asked.resolve();
      return onDisk.promise;
    },
  });
  const writes = [
    async () => {
      const transaction = await slow.transaction('write');
      await transaction.execute(insert('1'));
      await transaction.commit();
    },
    () => slow.execute(insert('2')),
    () =>
      slow.execute({ sql: 'with later as (select 3 as id) insert into jobs (id) select id from later returning id', args: [] }),
  ];
  for (const [i, write] of writes.entries()) {
    asked = Promise.withResolvers();
    onDisk = Promise.withResolvers();
    let isAnswered = false;
    const writing = write().then(() => {
      isAnswered = true;
    });
    await asked.promise;
    assert.equal((await ids(slow)).length, i + 1);
    assert.equal(isAnswered, false);
    onDisk.resolve();
    await writing;
  }
  slow.close();
});

test('who reads waits for no disk', async () => {
  const bringToDisk = () => Promise.reject(new Error('Nothing was written.'));
  const reading = new FileClient(join(folder, 'jobs.db'), { busyTimeoutMs: 0, bringToDisk });
  await reading.execute({ sql: 'with some as (select id from jobs) select id from some', args: [] });
  const transaction = await reading.transaction('read');
  await transaction.execute('select id from jobs');
  await transaction.commit();
  const undone = await reading.transaction('write');
  await undone.execute(insert('1'));
  await undone.rollback();
  reading.close();
});

test('a disk that does not take it is said, as any fault of the file', async () => {
  const failing = new FileClient(join(folder, 'jobs.db'), {
    busyTimeoutMs: 0,
    bringToDisk: () => Promise.reject(new Error('EIO')),
  });
  const transaction = await failing.transaction('write');
  await transaction.execute(insert('1'));
  await assert.rejects(transaction.commit(), (error) => codeOf(error) === 'SQLITE_IOERR_FSYNC');
  failing.close();
});

test('a file without a log yet is brought to the disk by the engine', async () => {
  const bringToDisk = () => Promise.reject(new Error('There is no log.'));
  const fresh = new FileClient(join(folder, 'fresh.db'), { busyTimeoutMs: 0, bringToDisk });
  const transaction = await fresh.transaction('write');
  await transaction.execute('create table jobs (id text)');
  await transaction.commit();
  fresh.close();
});
