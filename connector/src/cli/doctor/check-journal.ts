import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Check } from './examined.ts';
import { ok, warn } from './finding.ts';

const check = 'journal';
/** It is written back into the database at about 4 MB, unless a reader that never ends holds it up. */
const largestBytes = 256_000_000;

/** Whether the write-ahead log of a database file is kept short. */
export const checkJournal: Check = async ({ config: { database, dataDirectory, tenants } }) => {
  const { url = `file:${join(resolve(dataDirectory), 'dispatchkit.db')}`, syncUrl } = database;
  if (tenants.mode === 'database-per-tenant' || syncUrl !== undefined || !url.startsWith('file:')) return [];
  const file = `${resolve(url.slice('file:'.length))}-wal`;
  const bytes = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  const size = `${Math.round(bytes / 1e6)} MB`;
  if (bytes < largestBytes) return [ok(check, bytes === 0 ? 'empty' : `${size} not yet written back`)];
  return [
    warn(
      check,
      `${file} has ${size}.`,
      'Something reads without end (a backup tool, a shell): stop it. Restarting the connector writes the journal back.',
    ),
  ];
};
