import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TrytonClient } from './tryton-client.ts';

/**
 * A Tryton server of Debian's packages with a database of its own: `apt-get install tryton-server tryton-modules-project-plan python3-tz`.
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

export function hasTryton(): boolean {
  return spawnSync('trytond-admin', ['--version'], { stdio: 'ignore' }).status === 0;
}

const database = 'fsm';
const user = 'admin';
const password = 'of-tests-only';

/** Starts a server on an empty database of its own, with the modules the adapter maps. */
export async function startTryton(): Promise<Tryton> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-tryton-'));
  const port = await freePort();
  const config = await configure(folder, port);
  await copyFile(await emptyDatabase(), join(folder, 'db', `${database}.sqlite`));
  const url = `http://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  const tryton: Tryton = {
    url,
    database,
    user,
    password,
    client: new TrytonClient(url, database),
    async start() {
      server = spawn('trytond', ['-c', config], { stdio: 'ignore' });
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
      await rm(folder, { recursive: true, force: true });
    },
  };
  await tryton.start().catch(async (error: unknown) => {
    await tryton.remove();
    throw error;
  });
  return tryton;
}

async function configure(folder: string, port: number): Promise<string> {
  const config = join(folder, 'trytond.conf');
  await mkdir(join(folder, 'db'));
  await writeFile(
    config,
    `[web]\nlisten = 127.0.0.1:${port}\n[database]\nuri = sqlite://\npath = ${join(folder, 'db')}\n[session]\nmax_attempt = 1000\n`,
  );
  return config;
}

/** Kept from run to run, as activating the modules takes some ten seconds. */
async function emptyDatabase(): Promise<string> {
  const version = spawnSync('trytond-admin', ['--version'], { encoding: 'utf8' }).stdout.replaceAll(/[^\w.]+/g, '-');
  const cache = fileURLToPath(new URL('../../../.cache/tryton', import.meta.url));
  const kept = join(cache, `${version}.sqlite`);
  if (existsSync(kept)) return kept;
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-tryton-'));
  try {
    const config = await configure(folder, 0);
    await writeFile(join(folder, 'password'), password);
    const made = join(folder, 'db', `${database}.sqlite`);
    // The empty file is what makes it a database.
    await writeFile(made, '');
    await runAdmin(
      ['-c', config, '-d', database, '--email', 'admin@example.com', '-u', 'project_plan', '--activate-dependencies'],
      folder,
    );
    await mkdir(cache, { recursive: true });
    // Others may be at it, too: it is there as a whole, or not at all.
    const whole = join(cache, `${version}-${process.pid}.sqlite`);
    await copyFile(made, whole);
    await rename(whole, kept);
    return kept;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runAdmin(args: string[], folder: string): Promise<void> {
  const child = spawn('trytond-admin', args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TRYTONPASSFILE: join(folder, 'password') },
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += String(text);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`trytond-admin ended with ${code}: ${errors.slice(-500)}`);
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

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
