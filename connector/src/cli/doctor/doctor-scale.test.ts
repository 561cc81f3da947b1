import assert from 'node:assert/strict';
import { readdir, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { letGoOfFiles } from '../../../test/let-go.ts';
import { parseConfig } from '../../config/parse-config.ts';
import { type Clock, systemClock } from '../../ports/clock.ts';
import { noEgress } from '../../ports/egress.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { temporaryFolder, testClock } from '../../stores/test-store.ts';
import { openTestInstallation } from '../../stores/test-tenant-stores.ts';
import { examine } from './examine.ts';

describe('the doctor looks at how an installation is spread', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const findings = async (yaml: string, check: string, clock: Clock = systemClock) => {
    const config = parseConfig({ file: 'test.yaml', text: `${yaml}\ndataDirectory: ${folder.path}\n` }, {});
    const parts = { production: false, configFile: undefined, fetch: globalThis.fetch, egress: noEgress, clock };
    const { findings: found } = await examine(async () => config, parts);
    return found.filter((finding) => finding.check === check).map(({ outcome, detail }) => `${outcome} ${detail}`);
  };

  test('tenants are counted; half made ones and old schemas are named', async () => {
    const yaml = 'tenants: { mode: database-per-tenant }';
    assert.match((await findings(yaml, 'tenants')).join(), /^ok The directory is made with the first tenant/);
    const { admin, directory, databases, store } = await openTestInstallation({ folder: folder.path, clock: testClock() });
    for (const id of ['a', 'b', 'c']) await admin.create({ id });
    await admin.retire('c');
    await directory.change('b', { schemaVersion: 1 });
    await directory.add({ id: 'half', name: 'half', ...databases.addressFor('half') });
    const found = await findings(yaml, 'tenants');
    await store.close();
    assert.deepEqual(found.slice(0, 2), ['ok 2 active, 1 creating, 1 retired', 'warn Half made: half.']);
    assert.match(found[2] ?? '', /^warn On an older schema than \d+: b\.$/);
  });

  test('the database of each tenant in service is looked at, and nothing is made', async () => {
    const yaml = 'tenants: { mode: database-per-tenant }';
    const { admin, store } = await openTestInstallation({ folder: folder.path, clock: testClock() });
    for (const id of ['a', 'b', 'c', 'd', 'e']) await admin.create({ id });
    await admin.retire('e');
    await store.close();
    assert.deepEqual(await findings(yaml, 'database'), ['ok looked at those of 4 tenants, nothing wrong with them']);
    const fileOf = (id: string) => join(folder.path, 'tenants', `${id}.db`);
    await writeFile(fileOf('a'), 'not a database\n'.repeat(300));
    const { client } = openNativeDatabase({ url: `file:${fileOf('b')}` });
    await client.execute("update meta set value = '9999' where key = 'schema_version'");
    client.close();
    await rename(fileOf('c'), `${fileOf('c')}.away`);
    await letGoOfFiles();
    const found = (await findings(yaml, 'database')).join('\n');
    assert.match(found, /^ok looked at those of 4 tenants\n/);
    assert.match(found, /\nfail a: .*not a database/);
    assert.match(found, /\nfail .*b\.db has schema version 9999/);
    assert.match(found, /\nfail .*c\.db of the tenant c is not there\.$/m);
    assert.ok(!(await readdir(join(folder.path, 'tenants'))).includes('c.db'));
  });

  test('a look at very many databases ends, and says how far it came', async () => {
    const yaml = 'tenants: { mode: database-per-tenant }';
    const { admin, store } = await openTestInstallation({ folder: folder.path, clock: testClock() });
    for (const id of ['a', 'b', 'c']) await admin.create({ id });
    await store.close();
    let nowMs = 0;
    const hurried = { now: () => (nowMs += 29_000) };
    assert.deepEqual(await findings(yaml, 'database', hurried), [
      'ok looked at those of 2 of 3 tenants, nothing wrong with them',
    ]);
  });

  test('a directory that cannot be read is a fault', async () => {
    await writeFile(join(folder.path, 'directory.db'), 'not a database\n'.repeat(300));
    assert.match(
      (await findings('tenants: { mode: database-per-tenant }', 'tenants')).join(),
      /^fail The directory cannot be read/,
    );
  });

  test('a journal that grows without end is named', async () => {
    assert.deepEqual(await findings('', 'journal'), ['ok empty']);
    const file = join(folder.path, 'dispatchkit.db-wal');
    await writeFile(file, '');
    // Sparse: it takes no room.
    await truncate(file, 300_000_000);
    assert.match((await findings('', 'journal')).join(), /^warn .*dispatchkit\.db-wal has 300 MB\.$/);
  });
});
