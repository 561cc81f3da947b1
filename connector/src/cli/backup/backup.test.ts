import assert from 'node:assert/strict';
import { copyFile, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { letGoOfFiles } from '../../../test/let-go.ts';
import { runCommand } from '../../../test/run-command.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store, WriteMeta } from '../../ports/store.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../stores/libsql/index.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import { jobDraft } from '../../stores/store-suite.ts';
import { temporaryFolder, testClock } from '../../stores/test-store.ts';
import { openTestInstallation } from '../../stores/test-tenant-stores.ts';
import { runBackup } from '../actions/backup.ts';
import { type RestoreOptions, runRestore } from '../actions/restore.ts';
import { explain } from '../fail.ts';

const meta: WriteMeta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };

function put(store: Store, tenant: string, id: string) {
  return store.write(tenant, meta, async (writer) => {
    writer.describe({ type: 'job.created', jobId: id });
    return writer.put('jobs', { ...jobDraft(id), title: `Job ${id} at the harbour` });
  });
}

/** So that others may have the file alone. */
async function close(store: Store): Promise<void> {
  await store.close();
  await letGoOfFiles();
}

async function put50(store: Store, tenant: string): Promise<void> {
  for (let i = 0; i < 50; i++) await put(store, tenant, `j${i}`);
}

describe('backup and restore of one database', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  let backup: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'live.db');
    backup = join(folder.path, 'backup.db');
  });
  afterEach(() => folder.remove());

  const openStore = (path = file) =>
    openLibsqlStore(openNativeDatabase({ url: `file:${path}` }), { clock: testClock(), log: silentLog });
  const database = () => `file:${file}`;
  const quiet = () => {};
  /** Without a process of its own: most of a process is its start. */
  const take = () => runBackup(backup, { database: database() }, quiet).finally(letGoOfFiles);
  const restore = async (options: RestoreOptions = {}) => {
    await runRestore(backup, { database: database(), ...options }, quiet);
    await letGoOfFiles();
  };
  const names = async () => (await readdir(folder.path)).sort();
  /** What the command says. */
  const reason = async (work: Promise<void>) =>
    work.then(
      () => assert.fail('was not refused'),
      (error: unknown) => explain(error, false),
    );
  const refusal = (options?: RestoreOptions) => reason(restore(options));

  test('what was backed up comes back whole, with search and events, and goes on counting', async () => {
    const store = await openStore();
    await put50(store, 'acme');
    await put(store, 'other', 'o1');
    await take();
    if (process.platform !== 'win32') assert.equal((await stat(backup)).mode & 0o777, 0o600);
    await put(store, 'acme', 'later');
    await close(store);

    await restore({ replace: true });
    const restored = await openStore();
    const reader = restored.read('acme');
    assert.equal(await reader.lastSeq(), 50);
    assert.equal(await reader.get('jobs', 'later'), undefined);
    assert.equal((await reader.list('jobs', { filters: { q: 'harbour' }, sort: [], limit: 100 })).items.length, 50);
    assert.equal(await restored.read('other').lastSeq(), 1);
    assert.equal((await put(restored, 'acme', 'next')).seq, 51);
    await close(restored);
    const kept = (await names()).find((name) => name.startsWith('live.db.replaced-'));
    assert.ok(kept, 'what was there is kept');
    const before = await openStore(join(folder.path, kept));
    assert.equal((await before.read('acme').get('jobs', 'later'))?.id, 'later');
    await close(before);
  });

  test('a backup taken while others write is one committed state: no event missing, none half', async () => {
    const store = await openStore();
    await put50(store, 'acme');
    let isWriting = true;
    let written = 50;
    const writing = Promise.all(
      ['x', 'y'].map(async (name) => {
        for (let i = 0; isWriting; i++) {
          await put(store, 'acme', `${name}${i}`);
          written += 1;
          // The driver answers at once, so nothing else would ever have its turn.
          await turn();
        }
      }),
    );
    const copies = [join(folder.path, 'b1.db'), join(folder.path, 'b2.db')];
    for (const copy of copies) {
      const { code, err } = await runCommand(folder.path, ['backup', copy, '--database', database()]);
      assert.equal(code, 0, err);
    }
    isWriting = false;
    await writing;
    await close(store);
    for (const copy of copies) {
      const restored = await openStore(copy);
      const reader = restored.read('acme');
      const events = await reader.tail(0, 100_000);
      assert.deepEqual(
        events.map(({ seq }) => seq),
        events.map((_, i) => i + 1),
      );
      assert.equal(await reader.lastSeq(), events.length);
      const ids = events.map(({ jobId }) => jobId ?? '');
      assert.equal((await reader.getMany('jobs', ids)).length, events.length, 'each event with its record');
      assert.ok(events.length > 50 && events.length <= written, `${events.length} of ${written}`);
      await close(restored);
    }
  });

  test('a database that is not empty, or in use, is not replaced', async () => {
    const store = await openStore();
    await put(store, 'acme', 'j1');
    await take();
    assert.match(await refusal({ replace: true }), /live\.db is in use\.\nStop the connector/);
    await close(store);
    assert.match(await refusal(), /live\.db is not empty\.\nRestore with --replace/);
    const again = await openStore();
    assert.equal(await again.read('acme').lastSeq(), 1);
    await close(again);
    assert.ok(!(await names()).some((name) => name.includes('restoring') || name.includes('replaced')));
  });

  test('an empty database, or none, may be taken without asking', async () => {
    const store = await openStore();
    await put(store, 'acme', 'j1');
    await take();
    await close(store);
    for (const name of await names()) if (name.startsWith('live.db')) await rm(join(folder.path, name));
    await restore();
    const restored = await openStore();
    assert.equal(await restored.read('acme').lastSeq(), 1);
    await close(restored);
  });

  test('a database that is damaged beyond opening is replaced when that is asked for, and kept with its journal', async () => {
    const store = await openStore();
    await put(store, 'acme', 'j1');
    await take();
    await close(store);
    await writeFile(file, 'scrambled '.repeat(1_000));
    await writeFile(`${file}-wal`, 'scrambled too');
    assert.match(await refusal(), /is not empty/);
    await restore({ replace: true });
    const restored = await openStore();
    assert.equal(await restored.read('acme').lastSeq(), 1);
    await close(restored);
    const kept = (await names()).filter((name) => name.startsWith('live.db.replaced-'));
    assert.ok(
      kept.some((name) => name.endsWith('.stale-wal')),
      kept.join(),
    );
    assert.match(await readFile(join(folder.path, kept[0] ?? ''), 'utf8'), /^scrambled/);
  });

  test('a torn, changed, foreign or newer backup is refused, and nothing happens to the database', async () => {
    const store = await openStore();
    await put50(store, 'acme');
    await take();
    await put(store, 'acme', 'later');
    await close(store);
    const good = join(folder.path, 'good.db');
    await copyFile(backup, good);
    const manifest = await readFile(`${backup}.json`, 'utf8');
    // Looking whether somebody has the file open ends its journal; that is done before the files are compared.
    assert.match(await refusal(), /is not empty/);
    const before = await readFile(file);

    const damages: [what: string, damage: () => Promise<void>, words: RegExp][] = [
      ['torn', () => truncate(backup, 20_000), /has 20000 bytes instead of \d+\.\nNothing has been restored/],
      ['one byte changed', () => overwrite(backup, 30_000, 'x'), /its content has changed/],
      ['no manifest', () => rm(`${backup}.json`), /no readable manifest/],
      ['half a manifest', () => writeFile(`${backup}.json`, manifest.slice(0, 100)), /is damaged/],
      [
        'for a tenant elsewhere',
        () => writeFile(`${backup}.json`, manifest.replace('"tenant": null', '"tenant": "../acme"')),
        /is damaged/,
      ],
      ['gone', () => rm(backup), /There is no backup/],
      ['not a database', () => forge(backup, 'hello '.repeat(2000)), /not a sound database/],
      [
        'damaged before it was backed up',
        () => forgeBy((copy) => overwrite(copy, 60_000, 'garbage'.repeat(6_000))),
        /damaged|not a sound/,
      ],
      ['an event missing', () => forgeSql('delete from events where seq = 7'), /events of tenant acme are missing/],
      [
        'newer',
        () => forgeSql("update meta set value = '9999'"),
        /schema version 9999; this Dispatchkit knows versions up to \d+/,
      ],
      ['of another program', () => forgeSql('drop table meta'), /no database of Dispatchkit/],
    ];
    for (const [what, damage, words] of damages) {
      await copyFile(good, backup);
      await writeFile(`${backup}.json`, manifest);
      await damage();
      assert.match(
        await refusal({ replace: true }).catch((error: unknown) => assert.fail(`${what}: ${String(error)}`)),
        words,
        what,
      );
      assert.deepEqual(await readFile(file), before, what);
    }
    assert.ok(!(await names()).some((name) => name.includes('restoring') || name.includes('replaced')));

    /** A backup whose manifest fits whatever is in it. */
    async function forge(path: string, content: string | Uint8Array): Promise<void> {
      await writeFile(path, content);
      const { digestOf } = await import('./manifest.ts');
      const parsed = JSON.parse(manifest) as { databases: object[] };
      parsed.databases = [{ ...parsed.databases[0], ...(await digestOf(path)) }];
      await writeFile(`${path}.json`, JSON.stringify(parsed));
    }
    async function forgeBy(change: (copy: string) => Promise<void>): Promise<void> {
      const copy = join(folder.path, 'forged.db');
      await copyFile(good, copy);
      await change(copy);
      await forge(backup, await readFile(copy));
      await rm(copy);
    }
    function forgeSql(statement: string): Promise<void> {
      return forgeBy(async (copy) => {
        const { client } = openNativeDatabase({ url: `file:${copy}` });
        await client.execute(statement);
        client.close();
      });
    }
  });

  test('a backup of a database that is damaged or not there leaves nothing that looks like one', async () => {
    assert.match(await reason(take()), /There is no database/);
    const store = await openStore();
    await put50(store, 'acme');
    await close(store);
    const { client } = openNativeDatabase({ url: `file:${file}` });
    await client.execute('delete from events where seq = 7');
    client.close();
    assert.match(
      await reason(take()),
      /no backup, as .*live\.db itself is damaged\..* events of tenant acme are missing\.\nStop the connector/,
    );
    assert.ok(!(await names()).some((name) => name.startsWith('backup')));
  });

  test('what cannot be backed up is named with its cure, and leaves nothing', async () => {
    await writeFile(file, 'not a database\n'.repeat(300));
    assert.match(await reason(take()), /live\.db is not a database, or it is damaged\. Restore it from a backup/);
    await rm(file);
    await writeFile(file, '');
    assert.match(await reason(take()), /live\.db is empty: there is nothing to back up\.\nCheck/);
    await rm(file);
    const store = await openStore();
    await put(store, 'acme', 'j1');
    await close(store);
    assert.match(
      await reason(runBackup(join(file, 'below-a-file.db'), { database: database() }, quiet)),
      /live\.db.*cannot be written: E\w+\.\nCheck the path and your rights\./,
    );
    if (process.platform === 'linux')
      assert.match(
        await reason(runBackup('/proc/nowhere/b.db', { database: database() }, quiet)),
        /\/proc\/nowhere cannot be written/,
      );
    const { client } = openNativeDatabase({ url: `file:${file}` });
    await client.execute("update meta set value = '9999' where key = 'schema_version'");
    client.close();
    assert.match(await reason(take()), /live\.db has schema version 9999, written by a newer Dispatchkit; .* Update Dispatchkit/);
    assert.match(
      await reason(runBackup(backup, { database: 'http://127.0.0.1:9' }, quiet)),
      /The database http:\/\/127\.0\.0\.1:9 does not answer\. Check its address and its token/,
    );
    assert.ok(!(await names()).some((name) => !name.startsWith('live.db')));
  });

  test('a backup overwrites nothing, and one of an older schema is taken and brought up to date', async () => {
    const old = await openLibsqlStore(openNativeDatabase({ url: `file:${file}` }), {
      clock: testClock(),
      log: silentLog,
      migrations: migrations.slice(0, 1),
    });
    await close(old);
    await take();
    assert.match(await reason(take()), /is there already/);
    await restore({ replace: true });
    const restored = await openStore();
    assert.equal((await put(restored, 'acme', 'j1')).seq, 1);
    await close(restored);
  });
});

describe('backup and restore of a database per tenant', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let env: NodeJS.ProcessEnv;
  beforeEach(async () => {
    folder = await temporaryFolder();
    const config = join(folder.path, 'connector.yaml');
    await writeFile(config, `tenants: { mode: database-per-tenant }\ndataDirectory: ${folder.path}\n`);
    env = { DISPATCHKIT_CONFIG: config };
  });
  afterEach(() => folder.remove());
  const openInstallation = () => openTestInstallation({ folder: folder.path, clock: testClock() });
  const run = async (...args: string[]) => {
    const outcome = await runCommand(folder.path, args, env);
    assert.equal(outcome.code, 0, outcome.err);
    return outcome.out;
  };

  test('all tenants, or one of them, come back', async () => {
    const live = await openInstallation();
    for (const id of ['acme', 'other']) {
      await live.admin.create({ id });
      await put50(live.store, id);
    }
    await live.admin.create({ id: 'gone' });
    await live.admin.retire('gone');
    const backup = join(folder.path, 'monday');
    assert.match(await run('backup', backup), /4 databases/);
    for (const id of ['acme', 'other']) await put(live.store, id, 'later');
    await close(live.store);

    await run('restore', backup, '--tenant', 'acme', '--replace');
    const one = await openInstallation();
    assert.deepEqual([await one.store.read('acme').lastSeq(), await one.store.read('other').lastSeq()], [50, 51]);
    await close(one.store);

    // As on a new machine.
    for (const name of await readdir(folder.path)) {
      if (name !== 'monday' && name !== 'connector.yaml') await rm(join(folder.path, name), { recursive: true });
    }
    await run('restore', backup);
    const all = await openInstallation();
    assert.deepEqual([await all.store.read('acme').lastSeq(), await all.store.read('other').lastSeq()], [50, 50]);
    assert.equal((await all.admin.get('gone')).status, 'retired');
    assert.equal((await put(all.store, 'other', 'next')).seq, 51);
    await close(all.store);
  });

  test('tenants are made, listed, migrated and retired from the command line', async () => {
    assert.match(await run('tenants', 'create', 'acme', '--name', 'Acme Ltd'), /Made tenant acme: file:/);
    assert.match(await run('tenants', 'create', 'acme'), /was there already \(active\)/);
    assert.match(await run('tenants', 'list'), /^acme +active +schema \d+ +file:.*acme\.db {2}Acme Ltd\n$/);
    assert.match(await run('tenants', 'migrate'), /1 {2}acme {2}up to date.*\nAll 1 tenants are up to date\.\n/);
    assert.match(await run('tenants', 'retire', 'acme'), /Tenant acme is retired\. Its database is kept: file:/);
    assert.match(await run('tenants', 'list', '--json', '--status', 'retired'), /^\{"id":"acme",/);
    const printed = await run('tenants', 'operator-key');
    assert.match(printed, /^key {3}dko_[\w-]{43}\nhash {2}[0-9a-f]{64}\n/);
  });

  test('a tenant is moved out of a shared database with all it has', async () => {
    const file = join(folder.path, 'shared.db');
    const shared = await openLibsqlStore(openNativeDatabase({ url: `file:${file}` }), { clock: testClock(), log: silentLog });
    await put50(shared, 'acme');
    await put(shared, 'other', 'o1');
    await close(shared);
    assert.match(
      await run('tenants', 'move', 'acme', '--from', `file:${file}`),
      /jobs +50\n(?:.*\n)*All there, up to event 50\.\nTenant acme is active/,
    );
    const own = await openInstallation();
    const reader = own.store.read('acme');
    assert.deepEqual([await reader.lastSeq(), (await reader.tail(0, 100)).length], [50, 50]);
    assert.equal((await reader.list('jobs', { filters: { q: 'harbour' }, sort: [], limit: 100 })).items.length, 50);
    assert.equal((await put(own.store, 'acme', 'next')).seq, 51);
    await close(own.store);
    const again = await runCommand(folder.path, ['tenants', 'move', 'acme', '--from', `file:${file}`], env);
    assert.equal(again.code, 1);
    assert.match(again.err, /is in use already/);
    const nobody = await runCommand(folder.path, ['tenants', 'move', 'nobody', '--from', `file:${file}`], env);
    assert.match(nobody.err, /holds no tenant nobody/);
    assert.match(await run('tenants', 'list', '--json'), /^\{"id":"acme"[^\n]*\n$/, 'nobody has been entered');
  });

  test('a tenant that cannot be migrated is named, the others are done, and the status tells', async () => {
    const live = await openInstallation();
    for (const id of ['a', 'b', 'c']) await live.admin.create({ id });
    await close(live.store);
    await writeFile(join(folder.path, 'tenants', 'b.db'), 'not a database\n'.repeat(300));
    for (const suffix of ['-wal', '-shm']) await rm(join(folder.path, 'tenants', `b.db${suffix}`), { force: true });
    const { code, out, err } = await runCommand(folder.path, ['migrate'], env);
    assert.equal(code, 1);
    assert.match(out, /1 {2}a {2}up to date.*\n3 {2}c {2}up to date/);
    assert.match(err, /2 {2}b {2}failed: .*b\.db is not a database/);
    assert.match(err, /1 of 3 failed: b\n/);
  });

  test('where tenants share a database, there is nothing to make', async () => {
    const { code, err } = await runCommand(folder.path, ['tenants', 'list']);
    assert.equal(code, 1);
    assert.match(err, /share one database/);
  });
});

async function overwrite(path: string, at: number, text: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.write(text, at);
  await handle.close();
}
