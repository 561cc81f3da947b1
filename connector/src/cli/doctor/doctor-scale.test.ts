import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { parseConfig } from '../../config/parse-config.ts';
import { systemClock } from '../../ports/clock.ts';
import { noEgress } from '../../ports/egress.ts';
import { temporaryFolder, testClock } from '../../stores/test-store.ts';
import { openTestInstallation } from '../../stores/test-tenant-stores.ts';
import { examine } from './examine.ts';

describe('the doctor looks at how an installation is spread', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const findings = async (yaml: string, check: string) => {
    const config = parseConfig({ file: 'test.yaml', text: `${yaml}\ndataDirectory: ${folder.path}\n` }, {});
    const parts = { production: false, configFile: undefined, fetch: globalThis.fetch, egress: noEgress, clock: systemClock };
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
