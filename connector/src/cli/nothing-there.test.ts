import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCommand } from '../../test/run-command.ts';

/** In a folder where there is no database. */
describe('where nothing is', { concurrency: 2 }, () => {
  let directory = '';
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-nothing-'));
  });
  after(() => rm(directory, { recursive: true }));
  const folder = async (name: string) => {
    const path = join(directory, name);
    await mkdir(path);
    return path;
  };

  for (const args of [
    ['api-keys', 'list', '--tenant', 'acme'],
    ['api-keys', 'revoke', '--tenant', 'acme', 'x'],
    ['keys', 'list'],
    ['keys', 'retire', 'x'],
    ['export', 'jobs', '--tenant', 'acme'],
    ['adapter', 'forget', 'erp', '--tenant', 'acme'],
    ['backup', 'backup.db'],
  ]) {
    it(`"${args.join(' ')}" says so and makes nothing`, async () => {
      const place = await folder(args.slice(0, 2).join('-'));
      const { code, out, err } = await runCommand(place, args);
      assert.deepEqual([code, out], [1, '']);
      assert.match(
        err,
        /^error: There is no database .*\.dispatchkit.dispatchkit\.db\.\nCheck DISPATCHKIT_CONFIG, .*"dispatchkit migrate" makes/,
      );
      assert.deepEqual(await readdir(place), []);
    });
  }

  it('tenants with a database each are not listed either, and "migrate" says that there are none', async () => {
    const place = await folder('tenants');
    await writeFile(join(place, 'connector.yaml'), 'tenants: { mode: database-per-tenant }\n');
    const env = { DISPATCHKIT_CONFIG: 'connector.yaml' };
    for (const args of [['list'], ['retire', 'acme'], ['migrate', 'acme']]) {
      const { code, out, err } = await runCommand(place, ['tenants', ...args], env);
      assert.deepEqual([code, out], [1, ''], args.join());
      assert.match(err, /^error: There is no database .*directory\.db\./);
    }
    assert.deepEqual(await readdir(place), ['connector.yaml']);
    assert.equal(
      (await runCommand(place, ['migrate'], env)).out,
      'There are no tenants yet. Make one with: dispatchkit tenants create ID\n',
    );
  });

  it('"migrate" makes a database, and says where; the second time it is up to date', async () => {
    const place = await folder('migrate');
    const first = await runCommand(place, ['migrate']);
    assert.match(first.out, /^There was no database at .*\.dispatchkit.dispatchkit\.db: made an empty one \(schema \d+\)\.\n$/);
    const second = await runCommand(place, ['migrate']);
    assert.match(second.out, /^The database .*\.dispatchkit.dispatchkit\.db is up to date \(schema \d+\)\.\n$/);
    assert.equal((await runCommand(place, ['api-keys', 'list', '--tenant', 'acme'])).out, 'acme has no API key.\n');
  });
});
