import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { checkDatabase } from '../backup/check-database.ts';
import { toDisk } from '../backup/copy-database.ts';
import { directorySource, sharedSource, tenantAddress } from '../backup/installation.ts';
import { type BackedUp, digestOf, type Manifest, readManifest } from '../backup/manifest.ts';
import { lookAt, type Place, putInPlace, removeIfThere } from '../backup/replace-file.ts';
import { configWith } from '../database.ts';
import { CliError } from '../fail.ts';
import { toOutput } from '../say.ts';

export interface RestoreOptions {
  readonly database?: string;
  readonly replace?: boolean;
  readonly tenant?: string;
}

/** One database of the backup, its place, and the copy that is to be put there. */
interface Step {
  readonly entry: BackedUp;
  readonly place: Place;
  readonly prepared: string;
}

/**
 * Restores a backup that `dispatchkit backup` made. Everything is copied beside its place and looked through first; only then are
 * the files put in place, each in one step. What was there is kept under another name.
 */
export async function runRestore(source: string, options: RestoreOptions, say = toOutput): Promise<void> {
  const config = await configWith(options);
  const { folder, manifest } = await openBackup(resolve(source), config);
  const steps: Step[] = [];
  try {
    for (const entry of chosen(manifest, options.tenant))
      steps.push(await prepare(folder, entry, config, options.replace ?? false));
    await readdress(steps, config);
    const at = new Date().toISOString();
    for (const { prepared, place } of steps) {
      const aside = await putInPlace(prepared, place, at);
      say(`Restored ${place.path}${aside === undefined ? '' : `; what was there is kept as ${basename(aside)}`}\n`);
    }
  } finally {
    for (const { prepared } of steps) await removeIfThere(prepared);
  }
  say(`The backup of ${manifest.createdAt} is in place. Start the connector; it brings the schema up to date.`);
}

async function openBackup(path: string, { tenants }: Config): Promise<{ folder: string; manifest: Manifest }> {
  const kind = await stat(path).catch((cause: unknown) => {
    throw new CliError(`There is no backup ${path}.`, 'Name the file or the folder that "dispatchkit backup" made.', { cause });
  });
  const isFolder = kind.isDirectory();
  if (isFolder !== (tenants.mode === 'database-per-tenant')) {
    throw new CliError(
      isFolder ? 'This is a backup of a database per tenant.' : 'This is a backup of one database for all tenants.',
      `The configuration says tenants.mode: ${tenants.mode}. Restore with the configuration the backup was made with.`,
    );
  }
  const manifest = await readManifest(isFolder ? join(path, 'backup.json') : `${path}.json`);
  if (isFolder) return { folder: path, manifest };
  // The file may have been given another name since.
  const [entry, ...others] = manifest.databases;
  if (!entry || others.length > 0) throw new CliError('The manifest does not belong to this backup.', 'Take another backup.');
  return { folder: dirname(path), manifest: { ...manifest, databases: [{ ...entry, file: basename(path) }] } };
}

/** The directory last: until then nobody finds the databases of tenants that are new here. */
function chosen({ databases }: Manifest, tenant: string | undefined): BackedUp[] {
  if (tenant === undefined)
    return [...databases].sort((a, b) => Number(a.holds === 'directory') - Number(b.holds === 'directory'));
  const entry = databases.find((database) => database.holds === 'tenant' && database.tenant === tenant);
  if (!entry) throw new CliError(`The backup holds no tenant ${tenant}.`, 'See which it holds in its backup.json.');
  return [entry];
}

async function prepare(folder: string, entry: BackedUp, config: Config, mayReplace: boolean): Promise<Step> {
  const backup = join(folder, entry.file);
  const path = await placeOf(entry, config);
  const place = await lookAt(path, entry.holds === 'directory' ? 'directory_tenants' : 'tenants');
  if (!mayReplace && (place.state === 'used' || place.state === 'foreign')) {
    throw new CliError(`${path} is not empty.`, 'Restore with --replace; what is there is then kept under another name.');
  }
  await mkdir(dirname(path), { recursive: true });
  const prepared = `${path}.restoring`;
  try {
    await copyFile(backup, prepared).catch((cause: unknown) => {
      throw new CliError(`${backup} cannot be copied.`, 'Check that the backup is complete and that there is room on the disk.', {
        cause,
      });
    });
    await checkCopy(prepared, backup, entry);
    await toDisk(prepared);
    return { entry, place, prepared };
  } catch (error) {
    await removeIfThere(prepared);
    throw error;
  }
}

/** What is looked at is the copy, so a backup on a failing disk is found out too. */
async function checkCopy(prepared: string, backup: string, entry: BackedUp): Promise<void> {
  const { bytes, sha256 } = await digestOf(prepared);
  if (bytes !== entry.bytes || sha256 !== entry.sha256) {
    const how = bytes === entry.bytes ? 'its content has changed' : `it has ${bytes} bytes instead of ${entry.bytes}`;
    throw new CliError(`${backup} is not as it was backed up: ${how}.`, 'Nothing has been restored. Use another backup.');
  }
  await checkDatabase(prepared, entry.holds);
}

async function placeOf({ holds, tenant }: BackedUp, config: Config): Promise<string> {
  const url =
    holds === 'tenant' && tenant !== null
      ? await tenantAddress(config, tenant)
      : (await (holds === 'directory' ? directorySource(config) : sharedSource(config))).url;
  if (url.startsWith('file:')) return resolve(url.slice('file:'.length));
  throw new CliError(
    `The backup cannot be restored onto a server (${url.replace(/\?.*$/, '')}).`,
    'Restore it into a file (--database file:PATH), and give that to the server: see docs/guides/scale.md.',
  );
}

/** The directory remembers where databases were when it was backed up; now they are where this configuration puts them. */
async function readdress(steps: readonly Step[], config: Config): Promise<void> {
  const directory = steps.find(({ entry }) => entry.holds === 'directory');
  if (!directory) return;
  const { client } = openNativeDatabase({ url: `file:${directory.prepared}` });
  try {
    for (const { entry } of steps) {
      if (entry.tenant === null) continue;
      await client.execute({
        sql: 'update directory_tenants set database_url = ?, auth_token_variable = null where id = ?',
        args: [await tenantAddress(config, entry.tenant), entry.tenant],
      });
    }
  } finally {
    client.close();
  }
  await toDisk(directory.prepared);
}
