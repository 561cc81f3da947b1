import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { programs } from './programs.ts';
import { freePort, start } from './running.ts';

/** A database server of its own, in a folder that goes with it. */
export interface Sqld {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws Error when there is no sqld for this platform */
export async function openSqld(): Promise<Sqld> {
  if (programs.sqld === undefined) throw new Error('There is no sqld for this platform.');
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-sqld-'));
  const port = await freePort();
  const { running } = await start(
    programs.sqld,
    ['--db-path', join(folder, 'data'), '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'],
    { cwd: folder, ready: /listening for incoming/, env: { ...process.env, RUST_LOG: 'info' } },
  );
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(`${url}/health`);
  return {
    url,
    async close() {
      await running.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** It listens before it has its database. */
async function untilHealthy(address: string): Promise<void> {
  for (let attempts = 0; ; attempts++) {
    const isHealthy = await fetch(address, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
    if (attempts === 100) throw new Error('sqld does not get healthy.');
    await setTimeout(50);
  }
}
