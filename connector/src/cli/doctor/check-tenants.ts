import { silentLog } from '../../ports/log.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import { fileOf } from '../../stores/libsql/db.native.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import type { SqlClient } from '../../stores/libsql/sql-client.ts';
import { directorySource } from '../backup/installation.ts';
import { exists } from '../backup/replace-file.ts';
import type { Check } from './examined.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const check = 'tenants';

/** With a database per tenant: whether the directory answers, and who in it needs a hand. */
export const checkTenants: Check = async ({ config }) => {
  if (config.tenants.mode !== 'database-per-tenant') return [];
  const { url, authToken } = await directorySource(config);
  const file = fileOf(url);
  if (file !== undefined && !(await exists(file)))
    return [ok(check, 'The directory is made with the first tenant: dispatchkit tenants create ID')];
  const { client } = surroundingsOf(config, silentLog).openDatabase({ url, ...(authToken ? { authToken } : {}) });
  try {
    return await judge(client);
  } catch (error) {
    return [
      fail(
        check,
        `The directory cannot be read: ${reasonOf(error)}`,
        'Check tenants.directoryUrl and its token, or restore it from a backup.',
      ),
    ];
  } finally {
    client.close();
  }
};

async function judge(client: SqlClient): Promise<Finding[]> {
  const { rows } = await client.execute('select status, count(*) as n from directory_tenants group by status order by status');
  const counts = rows.map(({ status, n }) => `${String(n)} ${String(status)}`);
  const half = await idsOf(client, "status = 'creating'");
  const newest = migrations.at(-1)?.version ?? 0;
  const old = await idsOf(client, `status in ('active', 'suspended') and schema_version < ${newest}`);
  return [
    ok(check, counts.length === 0 ? 'none yet' : counts.join(', ')),
    ...(half.length === 0 ? [] : [warn(check, `Half made: ${listed(half)}.`, 'Finish with: dispatchkit tenants create ID')]),
    ...(old.length === 0
      ? []
      : [
          warn(
            check,
            `On an older schema than ${newest}: ${listed(old)}.`,
            'They are brought up to date when they are first used, or now by: dispatchkit tenants migrate',
          ),
        ]),
  ];
}

async function idsOf(client: SqlClient, condition: string): Promise<string[]> {
  const { rows } = await client.execute(`select id from directory_tenants where ${condition} order by id`);
  return rows.map(({ id }) => String(id));
}

function listed(ids: readonly string[]): string {
  return `${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ` and ${ids.length - 10} more` : ''}`;
}
