import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { silentLog } from '../../ports/log.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import type { Database } from '../../stores/libsql/database.ts';
import { fileOf } from '../../stores/libsql/db.native.ts';
import { checkTenantDatabases } from './check-tenant-databases.ts';
import type { Check } from './examined.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';
import { judgeContent, judgeSchema } from './judge-database.ts';

const check = 'database';
const leastFreeBytes = 1_000_000_000;

/** Whether the database answers, is whole, and has the schema of this program. Opens it as it is: nothing is brought up to date. */
export const checkDatabase: Check = async (examined) => {
  const { config } = examined;
  if (config.tenants.mode === 'database-per-tenant') return checkTenantDatabases(examined);
  const { url = `file:${join(resolve(config.dataDirectory), 'dispatchkit.db')}`, authToken, syncUrl } = config.database;
  const file = fileOf(url);
  if (file !== undefined && !(await isThere(file))) return [await judgePlace(file)];
  const token = authToken === undefined ? {} : { authToken };
  let database: Database | undefined;
  try {
    database = surroundingsOf(config, silentLog).openDatabase({ url: syncUrl ?? url, ...token });
    return [await judgeSchema(database), ...(await judgeContent(database)), ...(file === undefined ? [] : await judgeRoom(file))];
  } catch (error) {
    return [
      fail(
        check,
        reasonOf(error),
        file === undefined
          ? 'Check address, token (DISPATCHKIT_DATABASE_AUTH_TOKEN) and that the server runs.'
          : 'Check who owns the file, or restore it from a backup.',
      ),
    ];
  } finally {
    database?.client.close();
  }
};

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Nothing there yet: it is made at the first start, if that may happen. */
async function judgePlace(file: string): Promise<Finding> {
  let folder = dirname(resolve(file));
  while (!(await isThere(folder)) && folder !== dirname(folder)) folder = dirname(folder);
  try {
    await access(folder, constants.W_OK);
    return ok(check, `${file} is made at the first start`);
  } catch {
    return fail(
      check,
      `${file} is not there, and ${folder} may not be written to.`,
      'Give the folder to the account the connector runs as, or set dataDirectory.',
    );
  }
}

async function judgeRoom(file: string): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(dirname(resolve(file)));
  const freeBytes = bavail * bsize;
  if (freeBytes >= leastFreeBytes) return [];
  return [
    warn(
      check,
      `Only ${Math.round(freeBytes / 1e6)} MB are free on its disk.`,
      'Make room: a full disk refuses every write, and backups need as much again.',
    ),
  ];
}
