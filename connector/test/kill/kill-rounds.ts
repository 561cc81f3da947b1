import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Assignment, Event, Job } from '@dispatchkit/contract';
import { checkDatabase } from '../../src/cli/backup/check-database.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { issueDevToken } from '../../src/runtimes/node.ts';
import { attempt, type Granted, startLoad, type Wish } from './load.ts';
import { type ServerProcess, startServer } from './server.ts';

export interface KillOptions {
  readonly rounds: number;
  readonly workers?: number;
  /** Told about each round. */
  readonly say?: (line: string) => void;
}

export interface KillFigures {
  readonly rounds: number;
  /** Requests that were answered with success before a kill, over all rounds. */
  readonly acknowledged: number;
  /** Requests under way at a kill, sent again with the same key. */
  readonly retried: number;
  /** Of those, how many had been done before the kill and were answered from memory. */
  readonly doneBefore: number;
  readonly lost: number;
  readonly doubled: number;
  readonly events: number;
  /** From the start of the process to its first answer, by round. */
  readonly restartMs: readonly number[];
}

/**
 * Kills a working connector (`kill -9`) at random moments under load, starts it again, repeats what was under way with the same
 * idempotency keys, and looks for every acknowledged write: each must be there, once, with the id and the seq it was answered with.
 */
export async function runKillRounds({ rounds, workers = 6, say = () => {} }: KillOptions): Promise<KillFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-kill-'));
  const granted: Granted[] = [];
  const restartMs: number[] = [];
  let server: ServerProcess | undefined;
  try {
    const { env, token } = await prepare(folder);
    server = await startServer(folder, env);
    await addTechnician(server.address, token);
    let retried = 0;
    let doneBefore = 0;
    for (let round = 1; round <= rounds; round++) {
      const load = startLoad({ address: server.address, token, workers, round });
      await untilBusy(load.granted, workers);
      await wait(Math.random() * 500);
      await server.kill();
      const unknown = await load.broken;
      granted.push(...load.granted);

      server = await startServer(folder, env);
      restartMs.push(server.startMs);
      const again = await Promise.all(unknown.map((wish) => mustBeGranted({ address: server?.address ?? '', token }, wish)));
      granted.push(...again);
      retried += unknown.length;
      const known = again.filter(({ seq }) => seq === null).length;
      doneBefore += known;
      say(
        `round ${round}: ${load.granted.length} acknowledged, ${unknown.length} sent again (${known} had been done), up again in ${server.startMs.toFixed(0)} ms`,
      );
    }
    const findings = await lookForAll(server.address, token, granted);
    await server.kill();
    await checkDatabase(join(folder, 'data', 'dispatchkit.db'), 'all tenants');
    return { rounds, acknowledged: granted.length - retried, retried, doneBefore, restartMs, ...findings };
  } finally {
    await server?.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A configuration of its own, and a token that outlives restarts: the key of the development issuer is in the data directory. */
async function prepare(folder: string) {
  const file = join(folder, 'connector.yaml');
  const text = `dataDirectory: ${join(folder, 'data')}\nlogLevel: error\npages: { enabled: false }\n`;
  await writeFile(file, text);
  const token = await issueDevToken(
    { tenant: 'acme', role: 'admin', technicianId: null, ttlSeconds: 3_600 },
    parseConfig({ file, text }, {}),
    {},
  );
  return { env: { DISPATCHKIT_CONFIG: file }, token };
}

async function addTechnician(address: string, token: string): Promise<void> {
  const wish: Wish = { key: 'technician', path: '/v1/technicians', body: { id: 't1', name: 'Ada Reyes' } };
  assert.ok(await attempt({ address, token }, wish));
}

async function untilBusy(granted: readonly Granted[], workers: number): Promise<void> {
  while (granted.length < workers * 4) await wait(5);
}

async function mustBeGranted(to: { address: string; token: string }, wish: Wish): Promise<Granted> {
  const granted = await attempt(to, wish);
  assert.ok(granted, `${wish.key} was not answered`);
  return granted;
}

async function lookForAll(address: string, token: string, granted: readonly Granted[]) {
  const jobs = await readAll<Job>(address, token, '/v1/jobs');
  const assignments = await readAll<Assignment>(address, token, '/v1/assignments');
  const events = await readEvents(address, token);
  const byName = new Map<string, string[]>();
  const note = (name: string, id: string) => byName.set(name, [...(byName.get(name) ?? []), id]);
  for (const { id, title } of jobs) note(`${title}-job`, id);
  for (const { id, notes } of assignments) note(`${notes}-assignment`, id);

  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, i) => i + 1),
    'the log has a gap',
  );
  const isThere = ({ wish, id, seq }: Granted) =>
    byName.get(wish.key)?.includes(id) && (seq === null || events[seq - 1]?.changes.some((change) => change.id === id));
  return {
    lost: granted.filter((one) => !isThere(one)).length,
    doubled: [...byName.values()].filter((ids) => ids.length > 1).length,
    events: events.length,
  };
}

async function readEvents(address: string, token: string): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const { items } = await read<{ items: Event[] }>(
      address,
      token,
      `/v1/events?after=${events.at(-1)?.seq ?? 0}&limit=500&sort=seq`,
    );
    if (items.length === 0) return events;
    events.push(...items);
  }
}

async function readAll<T>(address: string, token: string, path: string): Promise<T[]> {
  const all: T[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: { items: T[]; nextCursor: string | null } = await read(
      address,
      token,
      `${path}?limit=500${next && `&cursor=${next}`}`,
    );
    all.push(...page.items);
    next = page.nextCursor;
  }
  return all;
}

async function read<T>(address: string, token: string, path: string): Promise<T> {
  const response = await fetch(address + path, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  });
  assert.equal(response.status, 200, `${path}: ${response.status}`);
  return (await response.json()) as T;
}
