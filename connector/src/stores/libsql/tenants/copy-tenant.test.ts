import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { seed } from '../../../../test/fixture.ts';
import { uuidIds } from '../../../ports/ids.ts';
import { silentLog } from '../../../ports/log.ts';
import { createServices, systemActor } from '../../../services/index.ts';
import { temporaryFolder, testClock } from '../../test-store.ts';
import type { Database } from '../database.ts';
import { openNativeDatabase } from '../db.native.ts';
import { openLibsqlStore } from '../libsql-store.ts';
import { migrate } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { copyTenant } from './copy-tenant.ts';

describe('copying a tenant out of a shared database', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let from: Database;
  let to: Database;
  const openFile = (name: string) => openNativeDatabase({ url: `file:${join(folder.path, name)}` });
  beforeEach(async () => {
    folder = await temporaryFolder();
    const clock = testClock();
    const store = await openLibsqlStore(openFile('shared.db'), { clock, log: silentLog });
    const services = createServices({ store, clock, ids: uuidIds, log: silentLog });
    for (const tenant of ['acme', 'other']) {
      await seed(services, tenant);
      await services.createSite(systemActor(tenant), { id: 'placed', position: { latitude: 37.7, longitude: -122.4 } });
      await services.createJob(systemActor(tenant), { title: 'Open, at a place', siteId: 'placed' });
    }
    await store.close();
    from = openFile('shared.db');
    to = openFile('own.db');
    await migrate(to, migrations);
  });
  afterEach(async () => {
    from.client.close();
    to.client.close();
    await folder.remove();
  });
  const copy = (onProgress: (table: string, rows: number) => void = () => {}) =>
    copyTenant({ from, to, tenant: 'acme', onProgress });

  /** Every row of the tenant, by table. */
  async function rowsOf({ client }: Database): Promise<Record<string, string[]>> {
    const names = await client.execute(
      "select name from sqlite_master where type = 'table' and name not like 'jobs_search%' and name not like 'sqlite_%' order by name",
    );
    const found: Record<string, string[]> = {};
    for (const { name } of names.rows) {
      const columns = (await client.execute(`select name from pragma_table_xinfo('${String(name)}')`)).rows.map(
        (row) => row.name,
      );
      const key = name === 'tenants' ? 'id' : 'tenant';
      if (!columns.includes(key)) continue;
      const { rows } = await client.execute({ sql: `select * from ${String(name)} where ${key} = ?`, args: ['acme'] });
      found[String(name)] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return found;
  }

  test('takes every row of every table, and nobody else’s', async () => {
    const copied: Record<string, number> = {};
    const { lastSeq } = await copy((table, rows) => {
      copied[table] = rows;
    });
    const rows = await rowsOf(to);
    assert.deepEqual(rows, await rowsOf(from));
    assert.equal(rows.open_job_places?.length, 1, 'also where open work is, which triggers keep');
    assert.ok(lastSeq > 10 && copied.events === lastSeq && (copied.jobs ?? 0) >= 2 && (copied.assignments ?? 0) >= 1);
    const tenants = await to.client.execute('select distinct tenant from jobs union select id from tenants');
    assert.deepEqual(
      tenants.rows.map(({ tenant }) => tenant),
      ['acme'],
    );
    const check = await to.client.execute('pragma foreign_key_check');
    assert.equal(check.rows.length, 0);
  });

  test('begun again after it was interrupted, it leaves nothing of the first time', async () => {
    await assert.rejects(
      copy((table) => {
        if (table === 'jobs') throw new Error('out of power');
      }),
      /out of power/,
    );
    await from.client.execute(
      "update customers set record = json_set(record, '$.name', 'New name') where tenant = 'acme' and id = 'c1'",
    );
    await copy();
    assert.deepEqual(await rowsOf(to), await rowsOf(from));
  });

  test('is refused when somebody writes meanwhile, when the tenant is not there, and when the schemas differ', async () => {
    await assert.rejects(
      copy((table) => {
        if (table === 'events') void from.client.execute("update tenants set last_seq = last_seq + 1 where id = 'acme'");
      }),
      /Somebody wrote to tenant acme/,
    );
    await assert.rejects(copyTenant({ from, to, tenant: 'nobody', onProgress() {} }), /holds no tenant nobody/);
    await from.client.execute("update meta set value = '1' where key = 'schema_version'");
    await assert.rejects(copy(), /has schema version 1, the new one \d+\. Bring it up to date first/);
  });
});
