import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { codeOf } from '../../stores/libsql/database.ts';
import { fileOf, openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { readKnownVersion, storeMetaTable } from '../../stores/libsql/migrate.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import { directoryMetaTable, directoryMigrations } from '../../stores/libsql/tenants/directory-migrations.ts';
import { checkDatabase } from '../backup/check-database.ts';
import { copyDatabase, type Source, toDisk } from '../backup/copy-database.ts';
import { type InstalledDatabase, installedDatabases } from '../backup/installation.ts';
import { type BackedUp, digestOf, type Manifest } from '../backup/manifest.ts';
import { exists } from '../backup/replace-file.ts';
import { configWith, noDatabase } from '../database.ts';
import { CliError } from '../fail.ts';
import { toOutput } from '../say.ts';
import { cannotWrite, isFileFault } from '../write-fault.ts';

/** Writes a backup to the file (one database) or into the folder (a database per tenant). The connector may go on working. */
export async function runBackup(target: string, options: { readonly database?: string }, say = toOutput): Promise<void> {
  const config = await configWith(options);
  const path = resolve(target);
  if (await exists(path))
    throw new CliError(`${target} is there already.`, 'A backup never overwrites anything. Choose another name.');
  const manifest = config.tenants.mode === 'shared' ? await backUpFile(config, path) : await backUpFolder(config, path);
  const bytes = manifest.databases.reduce((sum, database) => sum + database.bytes, 0);
  const count = manifest.databases.length === 1 ? '' : `, ${manifest.databases.length} databases`;
  say(`Backed up to ${target} (${(bytes / 1024 / 1024).toFixed(1)} MB${count}). It has been read again and is sound.`);
}

async function backUpFile(config: Config, path: string): Promise<Manifest> {
  await makeFolder(dirname(path));
  const entries: BackedUp[] = [];
  for await (const database of installedDatabases(config)) entries.push(await backUp(database, dirname(path), basename(path)));
  return keepManifest(`${path}.json`, entries);
}

/** Folder by folder: where a file system makes none (`/proc`), Node would try to make them all for ever. */
async function makeFolder(path: string): Promise<void> {
  if (await exists(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    throw isFileFault(error) ? cannotWrite(path, error) : error;
  });
}

async function backUpFolder(config: Config, folder: string): Promise<Manifest> {
  await makeFolder(join(folder, 'tenants'));
  try {
    const entries: BackedUp[] = [];
    for await (const database of installedDatabases(config)) {
      const file = database.tenant === null ? 'directory.db' : `tenants/${database.tenant}.db`;
      entries.push(await backUp(database, folder, file));
    }
    return await keepManifest(join(folder, 'backup.json'), entries);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function backUp({ source, holds, tenant }: InstalledDatabase, folder: string, file: string): Promise<BackedUp> {
  const path = join(folder, file);
  const local = fileOf(source.url);
  // Opening would make an empty one, and the backup would look fine.
  if (local !== undefined && !(await exists(local))) throw noDatabase(local);
  const name = await checkSource(source, holds);
  await copyDatabase(source, path).catch((error: unknown) => {
    throw isFileFault(error) || codeOf(error) === 'SQLITE_FULL' ? cannotWrite(path, error as NodeJS.ErrnoException) : error;
  });
  try {
    const { schemaVersion } = await checkDatabase(path, holds);
    return { file, holds, tenant, schemaVersion, ...(await digestOf(path)) };
  } catch (cause) {
    await rm(path, { force: true });
    if (!(cause instanceof CliError)) throw cause;
    throw new CliError(
      `There is no backup, as ${name} itself is damaged. Of its copy: ${cause.message}`,
      'Stop the connector, keep the file, and restore the newest backup that is sound.',
      { cause },
    );
  }
}

/** That there is something this program can back up. @returns what the database is called @throws CliError or DatabaseError */
async function checkSource({ url, authToken }: Source, holds: InstalledDatabase['holds']): Promise<string> {
  const [known, metaTable] = holds === 'directory' ? [directoryMigrations, directoryMetaTable] : [migrations, storeMetaTable];
  const database = openNativeDatabase({ url, ...(authToken ? { authToken } : {}) });
  try {
    const version = await readKnownVersion(database, known, metaTable);
    if (version > 0) return database.name;
  } finally {
    database.client.close();
  }
  throw new CliError(`${database.name} is empty: there is nothing to back up.`, 'Check DISPATCHKIT_DATABASE_URL or --database.');
}

/** Last of all: a backup without a manifest is not complete. */
async function keepManifest(path: string, databases: readonly BackedUp[]): Promise<Manifest> {
  const manifest: Manifest = {
    format: 'dispatchkit-backup',
    formatVersion: 1,
    createdAt: new Date().toISOString(),
    databases: [...databases],
  };
  await writeFile(path, `${JSON.stringify(manifest, undefined, 2)}\n`, { flag: 'wx' });
  await toDisk(path);
  return manifest;
}
