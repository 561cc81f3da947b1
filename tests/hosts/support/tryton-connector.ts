import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AdapterStatus, Assignment, Job, Snapshot } from '@dispatchkit/contract';
import { systemTimers } from '../../../connector/src/ports/timers.ts';
import { openTestConnector, type TestConnector } from '../../../connector/test/test-connector.ts';
import type { Tryton } from './tryton.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** A connector whose records are a Tryton's. Ids of Tryton are those of its rows. */
export interface TrytonConnector extends Pick<TestConnector, 'request'> {
  /** So often Tryton has been called, whether or not it answered. */
  readonly calls: number;
  status(): Promise<AdapterStatus>;
  snapshot(): Promise<Snapshot>;
  /** The job of a task, if it is here. */
  findJob(task: number): Promise<Job | undefined>;
  jobOf(task: number): Promise<Job>;
  assignmentsOf(task: number): Promise<readonly Assignment[]>;
  /** Who works on a task, as Tryton has it. */
  employeesOn(task: number): Promise<number[]>;
  /** For the connector it is so much later. */
  passTime(minutes: number): void;
  /** Does what is due in the background. */
  runDue(): Promise<void>;
  /** The same again and again until something holds. */
  until(holds: () => Promise<boolean>): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const kinds = ['customers', 'sites', 'technicians', 'jobs', 'assignments'];

/** Opens one on a database of its own. Nothing has been fetched yet. */
export async function openTrytonConnector(
  { url, database, user, password, client }: Tryton,
  { mode, whenAway = 'refuse' }: { readonly mode: 'mirror' | 'proxy'; readonly whenAway?: 'refuse' | 'queue' },
): Promise<TrytonConnector> {
  const host = {
    ...{ name: 'erp', manifest: 'tryton-6', whenAway },
    settings: { url, database, user, password: { env: 'ERP_PASSWORD' } },
    resources: Object.fromEntries(kinds.map((kind) => [kind, mode])),
  };
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-on-tryton-'));
  let aheadMs = 0;
  let calls = 0;
  const subject = await openTestConnector({
    config: JSON.stringify({ hosts: { acme: [host] } }),
    environment: { ERP_PASSWORD: password },
    databaseUrl: `file:${join(folder, 'connector.db')}`,
    clock: { now: () => Date.now() + aheadMs },
    timers: systemTimers,
    fetch(address, init) {
      calls += 1;
      return fetch(address, init);
    },
  });
  const { request } = subject;

  const opened: TrytonConnector = {
    request,
    get calls() {
      return calls;
    },
    status: async () => (await request<AdapterStatus>('GET', '/v1/adapters/erp', { as: 'admin' })).body,
    snapshot: async () => (await request<Snapshot>('GET', '/v1/snapshot?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z')).body,
    findJob: async (task) => (await request<Page<Job>>('GET', `/v1/jobs?externalRef=${task}`)).body.items[0],
    async jobOf(task) {
      const job = await opened.findJob(task);
      assert.ok(job, `The task ${task} is not here.`);
      return job;
    },
    async assignmentsOf(task) {
      const { id } = await opened.jobOf(task);
      return (await request<Page<Assignment>>('GET', `/v1/assignments?jobId=${id}`)).body.items;
    },
    async employeesOn(task) {
      const rows = await client.call<{ employee: number }[]>(
        ...(['project.allocation', 'search_read', [['work', '=', task]], 0, null, null, ['employee']] as const),
      );
      return rows.map(({ employee }) => employee);
    },
    passTime(minutes) {
      aheadMs += minutes * 60_000;
    },
    async runDue() {
      await subject.connector.runDue();
    },
    async until(holds) {
      const deadline = AbortSignal.timeout(90_000);
      while (!(await holds())) {
        deadline.throwIfAborted();
        await opened.runDue();
        await wait(20);
      }
    },
    async [Symbol.asyncDispose]() {
      await subject[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return opened;
}
