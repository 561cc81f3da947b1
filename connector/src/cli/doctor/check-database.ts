import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { silentLog } from '../../ports/log.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import type { Database } from '../../stores/libsql/database.ts';
import { readVersion } from '../../stores/libsql/migrate.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import type { Check } from './examined.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const check = 'database';
const leastFreeBytes = 1_000_000_000;
/** A database on a server that takes longer for one row makes every request slow. */
const slowMilliseconds = 250;

/** Whether the database answers, is whole, and has the schema of this program. Opens it as it is: nothing is brought up to date. */
export const checkDatabase: Check = async ({ config }) => {
  if (config.tenants.mode === 'database-per-tenant') {
    return [ok(check, 'One for each tenant; "dispatchkit tenants list" tells of each.')];
  }
  const { url = `file:${join(resolve(config.dataDirectory), 'dispatchkit.db')}`, authToken, syncUrl } = config.database;
  const file =
    url.startsWith('file:') && !url.startsWith('file::memory:')
      ? url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '')
      : undefined;
  if (file !== undefined && !(await isThere(file))) return [await judgePlace(file)];
  const token = authToken === undefined ? {} : { authToken };
  let database: Database | undefined;
  try {
    database = surroundingsOf(config, silentLog).openDatabase({ url: syncUrl ?? url, ...token });
    return [
      await judgeSchema(database),
      ...(await judgeContent(database, file)),
      ...(file === undefined ? [] : await judgeRoom(file)),
    ];
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

async function judgeSchema(database: Database): Promise<Finding> {
  const newest = migrations.at(-1)?.version ?? 0;
  const version = await readVersion(database);
  if (version > newest) {
    return fail(
      check,
      `${database.name} has schema version ${version}; this program knows ${newest}.`,
      'Update Dispatchkit: an older one must not write to it.',
    );
  }
  if (version < newest) {
    return warn(
      check,
      `${database.name} has schema version ${version}, this program ${newest}.`,
      'It is brought up to date at the next start, or by: dispatchkit migrate. Make a backup first.',
    );
  }
  return ok(check, `${database.name}, schema version ${version}`);
}

async function judgeContent(database: Database, file: string | undefined): Promise<Finding[]> {
  const startedMs = performance.now();
  await database.client.execute('select 1');
  const milliseconds = performance.now() - startedMs;
  if (file === undefined) {
    return milliseconds <= slowMilliseconds
      ? []
      : [
          warn(
            check,
            `One row takes ${Math.round(milliseconds)} ms.`,
            'Run the connector near the database, or use an embedded replica (database.syncUrl).',
          ),
        ];
  }
  const { rows } = await database.client.execute('pragma quick_check(5)');
  const faults = rows.map((row) => String(row[0])).filter((text) => text !== 'ok');
  if (faults.length === 0) return [];
  return [
    fail(
      check,
      `${file} is damaged: ${faults.join('; ')}`,
      'Stop the connector, keep the file, and restore the newest backup: dispatchkit restore.',
    ),
  ];
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
