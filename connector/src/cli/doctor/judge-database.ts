import type { Database } from '../../stores/libsql/database.ts';
import { readVersion } from '../../stores/libsql/migrate.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const check = 'database';
/** A database on a server that takes longer for one row makes every request slow. */
const slowMilliseconds = 250;

/** Whether this program can work with the schema. */
export async function judgeSchema(database: Database): Promise<Finding> {
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

/** What is wrong with a database: a file is read through, a server is asked how long one row takes. */
export function judgeContent(database: Database): Promise<Finding[]> {
  return database.client.protocol === 'file' ? judgePages(database) : judgeSpeed(database);
}

async function judgePages({ client, name }: Database): Promise<Finding[]> {
  const { rows } = await client.execute('pragma quick_check(5)');
  const faults = rows.map((row) => String(row.quick_check)).filter((text) => text !== 'ok');
  if (faults.length === 0) return [];
  return [
    fail(
      check,
      `${name} is damaged: ${faults.join('; ')}`,
      'Stop the connector, keep the file, and restore the newest backup: dispatchkit restore.',
    ),
  ];
}

async function judgeSpeed({ client, name }: Database): Promise<Finding[]> {
  const startedMs = performance.now();
  await client.execute('select 1');
  const milliseconds = performance.now() - startedMs;
  if (milliseconds <= slowMilliseconds) return [];
  return [
    warn(
      check,
      `One row of ${name} takes ${Math.round(milliseconds)} ms.`,
      'Run the connector near the database, or use an embedded replica (database.syncUrl).',
    ),
  ];
}
