import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dump, type Postgres, restore, startPostgres } from './postgres.ts';
import { run } from './run.ts';

/** SQLite stamps records with whole seconds, PostgreSQL with microseconds. */
export type TrytonDatabase = 'sqlite' | 'postgresql';

/** A database in which the modules that the adapter maps are activated, and nothing else has happened. */
export interface EmptyTryton {
  /** File that a server is started with. */
  readonly config: string;
  /** For the server, besides what there is. */
  readonly environment: Readonly<Record<string, string>>;
  /** The server has to have ended. */
  remove(): Promise<void>;
}

export const database = 'fsm';
export const password = 'of-tests-only';

/** @param port - of the server that is going to be started */
export async function emptyTryton(on: TrytonDatabase, port: number): Promise<EmptyTryton> {
  await using parts = new AsyncDisposableStack();
  const folder = await temporaryFolder(parts);
  const kept = await keptDatabase(on);
  let environment = {};
  if (on === 'sqlite') await copyFile(kept, join(folder, `${database}.sqlite`));
  else {
    const postgres = await temporaryPostgres(parts);
    await restore(postgres, database, kept);
    ({ environment } = postgres);
  }
  const config = await configure(folder, on, port);
  const all = parts.move();
  return { config, environment, remove: () => all.disposeAsync() };
}

/** Kept from run to run, as activating the modules takes ten seconds, on PostgreSQL and busy machines minutes. */
async function keptDatabase(on: TrytonDatabase): Promise<string> {
  const version = spawnSync('trytond-admin', ['--version'], { encoding: 'utf8' }).stdout.replaceAll(/[^\w.]+/g, '-');
  const cache = fileURLToPath(new URL('../../../.cache/tryton', import.meta.url));
  const kept = join(cache, `${version}.${on}`);
  if (existsSync(kept)) return kept;
  await mkdir(cache, { recursive: true });
  // Others may be at it, too: it is there as a whole, or not at all.
  const whole = `${kept}-${process.pid}`;
  await (on === 'sqlite' ? makeSqlite(whole) : makePostgres(whole));
  await rename(whole, kept);
  return kept;
}

async function makeSqlite(file: string): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const folder = await temporaryFolder(parts);
  const made = join(folder, `${database}.sqlite`);
  // The empty file is what makes it a database.
  await writeFile(made, '');
  await activateModules(folder, 'sqlite', {});
  await copyFile(made, file);
}

async function makePostgres(file: string): Promise<void> {
  await using parts = new AsyncDisposableStack();
  const folder = await temporaryFolder(parts);
  const postgres = await temporaryPostgres(parts);
  await activateModules(folder, 'postgresql', postgres.environment);
  await dump(postgres, database, file);
}

async function temporaryFolder(parts: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-tryton-'));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function temporaryPostgres(parts: AsyncDisposableStack): Promise<Postgres> {
  const postgres = await startPostgres(database);
  parts.defer(() => postgres.remove());
  return postgres;
}

async function configure(folder: string, on: TrytonDatabase, port: number): Promise<string> {
  const config = join(folder, 'trytond.conf');
  const lines = ['[web]', `listen = 127.0.0.1:${port}`, '[database]', `uri = ${on}://`, `path = ${folder}`];
  await writeFile(config, [...lines, '[session]', 'max_attempt = 1000', ''].join('\n'));
  return config;
}

async function activateModules(folder: string, on: TrytonDatabase, environment: EmptyTryton['environment']): Promise<void> {
  const config = await configure(folder, on, 0);
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  const modules = ['-u', 'project_plan', '--activate-dependencies'];
  await run('trytond-admin', ['-c', config, '-d', database, '--email', 'admin@example.com', ...modules], {
    env: { ...process.env, ...environment, TRYTONPASSFILE: passwordFile },
  });
}
