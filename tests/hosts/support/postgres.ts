import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from './run.ts';

/** A PostgreSQL server with an empty database, reached through a socket in its own folder and by nothing else. */
export interface Postgres {
  /** For programs that speak to it through libpq. */
  readonly environment: Readonly<Record<'PGHOST' | 'PGUSER', string>>;
  /** Ends it and removes everything. */
  remove(): Promise<void>;
}

/** Debian keeps each version's programs out of everybody's way. */
const versions = '/usr/lib/postgresql';
const user = 'fsm';
/** It does not start as root; nobody is everywhere. */
const nobody = 65_534;

export function hasPostgres(): boolean {
  // Tryton runs on the system's Python, whatever else there is.
  const driver = spawnSync('/usr/bin/python3', ['-c', 'import psycopg2'], { stdio: 'ignore' });
  return programFolder() !== undefined && driver.status === 0;
}

/** Started for tests: what would survive a power cut is of no interest. */
export async function startPostgres(database: string): Promise<Postgres> {
  const initdb = program('initdb');
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-postgres-'));
  const data = join(folder, 'data');
  const environment = { PGHOST: folder, PGUSER: user };
  const own: SpawnOptions = { cwd: folder, ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}) };
  let server: ChildProcess | undefined;
  const remove = async () => {
    if (server && server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      // At once, whoever is connected.
      server.kill('SIGQUIT');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    if (own.uid !== undefined) await chown(folder, nobody, nobody);
    // Who may enter the folder may do everything.
    const rights = ['--username', user, '--auth', 'trust'];
    await run(initdb, ['-D', data, ...rights, '--no-sync', '--locale', 'C', '--encoding', 'UTF8'], own);
    const options = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'jit=off', 'autovacuum=off'];
    server = spawn(program('postgres'), ['-D', data, ...options.flatMap((option) => ['-c', option])], {
      ...own,
      stdio: 'ignore',
    });
    await untilReady(environment, server);
    await run(program('createdb'), [database], { env: { ...process.env, ...environment } });
  } catch (error) {
    await remove();
    throw error;
  }
  return { environment, remove };
}

/** Writes all there is in a database to a file. */
export function dump({ environment }: Postgres, database: string, file: string): Promise<void> {
  return run(program('pg_dump'), ['--file', file, database], { env: { ...process.env, ...environment } });
}

/** Fills an empty database with what was dumped. */
export function restore({ environment }: Postgres, database: string, file: string): Promise<void> {
  const quietly = ['--quiet', '--no-psqlrc', '--set', 'ON_ERROR_STOP=1', '--single-transaction'];
  return run(program('psql'), [...quietly, '--file', file, database], { env: { ...process.env, ...environment } });
}

/** @throws Error when it is not installed */
function program(name: string): string {
  const folder = programFolder();
  if (folder === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql python3-psycopg2');
  return join(folder, name);
}

function programFolder(): string | undefined {
  if (!existsSync(versions)) return undefined;
  const found = readdirSync(versions).map((version) => join(versions, version, 'bin'));
  return found.findLast((folder) => existsSync(join(folder, 'initdb')));
}

async function untilReady(environment: Postgres['environment'], server: ChildProcess): Promise<void> {
  const deadline = AbortSignal.timeout(60_000);
  const isReady = () =>
    spawnSync(program('pg_isready'), { env: { ...process.env, ...environment }, stdio: 'ignore' }).status === 0;
  while (!isReady()) {
    deadline.throwIfAborted();
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}.`);
    await wait(50);
  }
}
