import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../support/free-port.ts';
import { hasPostgres } from './postgres.ts';
import { TrytonClient } from './tryton-client.ts';
import { database, emptyTryton, password, type TrytonDatabase } from './tryton-database.ts';

/**
 * A Tryton server of Debian's packages with a database of its own: `apt-get install tryton-server tryton-modules-project-plan python3-tz`, for
 * PostgreSQL also `postgresql python3-psycopg2`.
 */
export interface Tryton {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Signed in, for filling the database and for looking at it. */
  readonly client: TrytonClient;
  /** Kills it, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and database. */
  start(): Promise<void>;
  /** Ends it and removes everything. */
  remove(): Promise<void>;
}

/** @param on - whether it has all it needs for this database */
export function hasTryton(on: TrytonDatabase = 'sqlite'): boolean {
  return spawnSync('trytond-admin', ['--version'], { stdio: 'ignore' }).status === 0 && (on === 'sqlite' || hasPostgres());
}

/** Why tests of it are left out; false when they are not: it is installed, or has to be. */
export function reasonToSkip(on: TrytonDatabase = 'sqlite'): string | false {
  if (process.env.DISPATCHKIT_REQUIRE_HOSTS === '1' || hasTryton(on)) return false;
  const packages = 'tryton-server tryton-modules-project-plan python3-tz';
  return `Not installed: apt-get install ${packages}${on === 'postgresql' ? ' postgresql python3-psycopg2' : ''}`;
}

const user = 'admin';

/** Starts a server on an empty database of its own, with the modules the adapter maps. On PostgreSQL that takes some twenty seconds. */
export async function startTryton({ on = 'sqlite' }: { readonly on?: TrytonDatabase } = {}): Promise<Tryton> {
  const port = await freePort();
  const { config, environment, remove } = await emptyTryton(on, port);
  const url = `http://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  const tryton: Tryton = {
    url,
    database,
    user,
    password,
    client: new TrytonClient(url, database),
    async start() {
      server = spawn('trytond', ['-c', config], { stdio: 'ignore', env: { ...process.env, ...environment } });
      await untilReady(url, server);
      await tryton.client.signIn(user, password);
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
    async remove() {
      await tryton.kill();
      await remove();
    },
  };
  await tryton.start().catch(async (error: unknown) => {
    await tryton.remove();
    throw error;
  });
  return tryton;
}

/** The server says nothing when it is ready; it answers. */
async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = AbortSignal.timeout(60_000);
  for (;;) {
    deadline.throwIfAborted();
    if (server.exitCode !== null) throw new Error(`trytond ended with ${server.exitCode}; perhaps its port was taken.`);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 0, method: 'common.server.version', params: [] }),
      signal: deadline,
    }).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
