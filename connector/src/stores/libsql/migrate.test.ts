import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { silentLog } from '../../ports/log.ts';
import { customerDraft, jobDraft, siteDraft, technicianDraft } from '../store-suite.ts';
import { temporaryFolder, testClock } from '../test-store.ts';
import { DatabaseError } from './database.ts';
import { openNativeDatabase } from './db.native.ts';
import { openLibsqlStore } from './index.ts';
import { migrate } from './migrate.ts';
import { type Migration, migrations } from './migrations/index.ts';
import * as schema from './schema.ts';

const options = { clock: testClock(), log: silentLog };
const meta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null } as const;

describe('opening a database', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'week.db');
  });
  afterEach(() => folder.remove());

  const database = (path = file) => openNativeDatabase({ url: `file:${path}` });
  const next = (statements: string[]): Migration[] => [
    ...migrations,
    { version: (migrations.at(-1)?.version ?? 0) + 1, name: 'next', statements },
  ];

  test('an older one is brought up to date and keeps its records', async () => {
    const old = await openLibsqlStore(database(), options);
    await old.write('t', meta, async (writer) => {
      writer.describe({ type: 'job.created' });
      await writer.put('jobs', jobDraft('j1'));
    });
    await old.close();
    const store = await openLibsqlStore(database(), { ...options, migrations: next(['create table extra (id text)']) });
    assert.equal((await store.read('t').get('jobs', 'j1'))?.version, 1);
    assert.equal(await store.read('t').lastSeq(), 1);
    await store.close();
  });

  test('one of the first schema gets papers for its certifications, and histories of all its records', async () => {
    const old = await openLibsqlStore(database(), { ...options, migrations: migrations.slice(0, 1) });
    await old.write('t', meta, async (writer) => {
      writer.describe({ type: 'customer.created' });
      await writer.put('customers', customerDraft('c1', 'Ada'));
      const certifications = [
        { key: 'gas', expiresOn: '2027-01-31' },
        { key: 'lift', expiresOn: null },
      ];
      await writer.put('technicians', { ...technicianDraft('t1'), certifications });
    });
    await old.close();
    // What the first schema noted down of its own accord was less.
    const first = database();
    await first.client.execute("delete from event_subjects where subject like 'customers:%'");
    first.client.close();
    const store = await openLibsqlStore(database(), options);
    const reader = store.read('t');
    const { items } = await reader.list('certifications', { filters: {}, sort: [{ field: 'key', descending: false }], limit: 9 });
    assert.deepEqual(
      items.map(({ technicianId, key, expiresOn, version }) => [technicianId, key, expiresOn, version]),
      [
        ['t1', 'gas', '2027-01-31', 1],
        ['t1', 'lift', null, 1],
      ],
    );
    for (const { id } of items) assert.equal((await reader.get('certifications', id))?.id, id);
    const history = await reader.events({ record: { kind: 'customers', id: 'c1' }, limit: 9, descending: false });
    assert.equal(history.length, 1);
    await store.close();
  });

  test('work that was open before is near afterwards', async () => {
    const old = await openLibsqlStore(database(), { ...options, migrations: migrations.filter(({ version }) => version < 9) });
    await old.write('t', meta, async (writer) => {
      writer.describe({ type: 'jobs.imported' });
      await writer.put('sites', { ...siteDraft('s1'), position: { latitude: 37.7, longitude: -122.4 } });
      await writer.put('sites', siteDraft('nowhere'));
      await writer.put('jobs', { ...jobDraft('open'), siteId: 's1' });
      await writer.put('jobs', { ...jobDraft('over'), siteId: 's1', status: 'completed' });
      await writer.put('jobs', { ...jobDraft('gone'), siteId: 's1' });
      await writer.put('jobs', { ...jobDraft('lost'), siteId: 'nowhere' });
      await writer.remove('jobs', 'gone');
    });
    await old.close();
    const store = await openLibsqlStore(database(), options);
    const box = { west: -123, south: 37, east: -122, north: 38 };
    const found = await store.read('t').nearest('jobs', {
      box,
      centre: { latitude: 37.7, longitude: -122.4 },
      filters: { status: ['unscheduled'] },
      limit: 9,
    });
    assert.deepEqual(
      found.map(({ record }) => record.id),
      ['open'],
    );
    await store.close();
  });

  test('a newer one is refused by name, with the cure, and is left alone', async () => {
    await (await openLibsqlStore(database(), { ...options, migrations: next([]) })).close();
    const before = await readFile(file);
    await refuses(openLibsqlStore(database(), options), 'newer', [
      file,
      `version ${next([]).at(-1)?.version}`,
      'Update Dispatchkit',
    ]);
    assert.deepEqual(await readFile(file), before);
  });

  test('a failing step changes nothing', async () => {
    await (await openLibsqlStore(database(), options)).close();
    const broken = next(['create table extra (id text)', 'this is not SQL']);
    await refuses(openLibsqlStore(database(), { ...options, migrations: broken }), 'migration_failed', [file, 'unchanged']);
    const again = database();
    const tables = await again.client.execute("select name from sqlite_master where name = 'extra'");
    assert.equal(tables.rows.length, 0);
    again.client.close();
    await (await openLibsqlStore(database(), options)).close();
  });

  test('several programs may open a new one at the same time, and write to it', async () => {
    const program = `
      const [{ openNativeDatabase }, { openLibsqlStore }, { jobDraft }] = await Promise.all(
        ['./db.native.ts', './index.ts', '../store-suite.ts'].map((path) => import(new URL(path, process.argv[1]))));
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const store = await openLibsqlStore(openNativeDatabase({ url: 'file:' + process.argv[2] }), { clock: { now: Date.now }, log });
      const meta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };
      for (let i = 0; i < 20; i++) {
        await store.write('t', meta, async (writer) => {
          writer.describe({ type: 'job.created' });
          await writer.put('jobs', jobDraft(process.argv[3] + '-' + i));
        });
      }
      await store.close();`;
    const runs = ['a', 'b', 'c'].map((name) =>
      promisify(execFile)(process.execPath, [
        '--conditions=dispatchkit-source',
        '--input-type=module',
        '--eval',
        program,
        import.meta.url,
        file,
        name,
      ]),
    );
    await Promise.all(runs);
    const store = await openLibsqlStore(database(), options);
    const events = await store.read('t').tail(0, 100);
    assert.deepEqual(
      events.map((event) => event.seq),
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
    await store.close();
  });

  test('one program may open it twice', async () => {
    const stores = await Promise.all([openLibsqlStore(database(), options), openLibsqlStore(database(), options)]);
    for (const store of stores) await store.close();
  });

  for (const [what, content] of [
    ['a text file', 'id;name\n1;Ada\n'.repeat(200)],
    ['a short file', 'hello'],
  ] as const) {
    test(`${what} is refused by name, with the cure, and is left alone`, async () => {
      await writeFile(file, content);
      await refuses(openLibsqlStore(database(), options), 'not_a_database', [file, 'DISPATCHKIT_DATABASE_URL']);
      assert.equal(await readFile(file, 'utf8'), content);
    });
  }

  test("another program's database is refused and left alone", async () => {
    const other = database();
    await other.client.execute('create table invoices (id integer)');
    other.client.close();
    await refuses(openLibsqlStore(database(), options), 'not_ours', [file, 'another program']);
  });

  test('a folder that does not exist is named', () => {
    const path = join(folder.path, 'nowhere', 'week.db');
    assert.throws(
      () => database(path),
      (error) => error instanceof DatabaseError && error.reason === 'cannot_open' && error.message.includes(path),
    );
  });

  test('the schema the queries are typed by is the one the migrations make', async () => {
    const opened = openNativeDatabase({ url: ':memory:' });
    await migrate(opened, migrations);
    for (const table of Object.values(schema).filter((value) => is(value, SQLiteTable))) {
      const { name, columns, indexes } = getTableConfig(table);
      const made = await opened.client.execute(`select name, type, hidden from pragma_table_xinfo('${name}')`);
      const expected = columns.map((column) => [column.name, column.getSQLType().toUpperCase(), column.generated !== undefined]);
      const actual = made.rows.map((row) => [row.name, String(row.type), Number(row.hidden) !== 0]);
      assert.deepEqual(actual, expected, name);
      const madeIndices = await opened.client.execute(
        `select name from pragma_index_list('${name}') where origin = 'c' order by name`,
      );
      assert.deepEqual(
        madeIndices.rows.map((row) => row.name),
        indexes.map((each) => each.config.name).sort(),
        name,
      );
    }
    opened.client.close();
  });
});

async function refuses(opening: Promise<unknown>, reason: DatabaseError['reason'], words: readonly string[]): Promise<void> {
  await assert.rejects(opening, (error) => {
    assert.ok(error instanceof DatabaseError, String(error));
    assert.equal(error.reason, reason);
    for (const word of words) assert.ok(error.message.includes(word), error.message);
    return true;
  });
}
