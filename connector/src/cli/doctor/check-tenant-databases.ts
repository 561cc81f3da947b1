import { silentLog } from '../../ports/log.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import type { DatabaseAddress } from '../../stores/libsql/configured.ts';
import type { Database } from '../../stores/libsql/database.ts';
import { fileOf } from '../../stores/libsql/db.native.ts';
import { directorySource } from '../backup/installation.ts';
import { exists } from '../backup/replace-file.ts';
import type { Check, Examined } from './examined.ts';
import { type Finding, fail, ok, reasonOf } from './finding.ts';
import { judgeContent, judgeSchema } from './judge-database.ts';

const check = 'database';
const atOnce = 4;
/** Reading thousands of databases through takes hours; then those that are first in the alphabet stand for the rest. */
const patienceMs = 60_000;

interface TenantDatabase extends DatabaseAddress {
  readonly tenant: string;
}

type Open = (address: DatabaseAddress) => Database;

/** The database of every tenant that is in service: whether it is there, answers, is whole, and is not newer than this program. */
export async function checkTenantDatabases({ config, clock }: Examined): ReturnType<Check> {
  const open: Open = surroundingsOf(config, silentLog).openDatabase;
  const directory = await directorySource(config);
  const file = fileOf(directory.url);
  if (file !== undefined && !(await exists(file))) return [ok(check, 'Each is made with its tenant.')];
  const all = await inService(open, addressOf(directory.url, directory.authToken));
  // What is wrong with the directory is told under "tenants".
  if (all === undefined) return [];
  const waiting = [...all];
  const bad: Finding[] = [];
  const lastStartMs = clock.now() + patienceMs;
  const work = async () => {
    while (clock.now() <= lastStartMs) {
      const next = waiting.shift();
      if (next === undefined) return;
      bad.push(...(await examineOne(next, open)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const seen = all.length - waiting.length;
  const number = waiting.length === 0 ? `${seen}` : `${seen} of ${all.length}`;
  const found = bad.length === 0 ? ', nothing wrong with them' : '';
  return [ok(check, all.length === 0 ? 'No tenant is in service yet.' : `looked at those of ${number} tenants${found}`), ...bad];
}

const addressOf = (url: string, authToken: string | undefined): DatabaseAddress =>
  authToken === undefined ? { url } : { url, authToken };

async function inService(open: Open, directory: DatabaseAddress): Promise<TenantDatabase[] | undefined> {
  let database: Database | undefined;
  try {
    database = open(directory);
    const { rows } = await database.client.execute(
      "select id, database_url, auth_token_variable from directory_tenants where status in ('active', 'suspended') order by id",
    );
    return rows.map(({ id, database_url, auth_token_variable: variable }) => {
      const authToken = variable === null ? undefined : process.env[String(variable)];
      return { tenant: String(id), ...addressOf(String(database_url), authToken) };
    });
  } catch {
    return undefined;
  } finally {
    database?.client.close();
  }
}

async function examineOne({ tenant, ...address }: TenantDatabase, open: Open): Promise<Finding[]> {
  const file = fileOf(address.url);
  if (file !== undefined && !(await exists(file))) {
    return [
      fail(check, `${file} of the tenant ${tenant} is not there.`, 'Put it back where it was, or restore it from a backup.'),
    ];
  }
  let database: Database | undefined;
  try {
    database = open(address);
    const schema = await judgeSchema(database);
    // Those on an older schema are listed under "tenants".
    return [...(schema.outcome === 'fail' ? [schema] : []), ...(await judgeContent(database))];
  } catch (error) {
    const cure =
      file === undefined
        ? 'Check its address and token, and that the server runs.'
        : 'Check who owns the file, or restore it from a backup.';
    return [fail(check, `${tenant}: ${reasonOf(error)}`, cure)];
  } finally {
    database?.client.close();
  }
}
