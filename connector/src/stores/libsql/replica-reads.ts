import { sql } from 'drizzle-orm';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { ProblemError } from '../../services/errors.ts';
import type { Replica } from './database.ts';
import { lastSeq } from './event-log.ts';
import type { ReadScope } from './reader.ts';
import { endTransaction, runnerOn, type SqlRunner, translate } from './sql-runner.ts';
import { WriteQueue } from './write-queue.ts';

/** A replica that did not answer is left alone for so long, milliseconds. */
const restMs = 5_000;

/** Reads of one tenant, alone and together. */
export interface ReadScopes {
  readonly one: ReadScope;
  readonly together: ReadScope;
}

/** How a write is recognised. Replicas apply writes in their order. */
export type Awaited = { readonly seq: number } | { readonly technicianId: string; readonly positionAt: string };

export interface ReplicaReadsOptions {
  readonly replica: Replica;
  readonly primary: ReadScopes;
  /** Of the primary: a replica that has not heard of it yet is not read. */
  readonly schemaVersion: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Reads records at a replica, by one rule: whoever has written through this instance reads what was written. After a write a tenant is
 * read at the primary until the replica has the event of that write. What other instances write is seen when the replica has it,
 * usually within milliseconds. While the replica is away everything is read at the primary.
 */
export class ReplicaReads {
  readonly #options: ReplicaReadsOptions;
  readonly #queue = new WriteQueue();
  /** This instance's newest write, by tenant; gone once the replica has it, and with it all before. */
  readonly #awaited = new Map<string, Awaited>();
  #restsUntilMs = 0;
  #hasSchema = false;
  #syncing: Promise<void> | undefined;

  constructor(options: ReplicaReadsOptions) {
    this.#options = options;
  }

  /** To be called after each write of this instance, in their order: with its event, or with a position that was kept. */
  expect(tenant: string, awaited: Awaited): void {
    this.#awaited.set(tenant, awaited);
    this.#fetch();
  }

  scopesOf(tenant: string): ReadScopes {
    const { primary } = this.#options;
    return {
      one: (work) =>
        this.#read(
          tenant,
          () => this.#one(work),
          () => primary.one(work),
        ),
      together: (work) =>
        this.#read(
          tenant,
          () => this.#together(work),
          () => primary.together(work),
        ),
    };
  }

  async close(): Promise<void> {
    await this.#queue.idle();
    this.#options.replica.client.close();
  }

  async #read<T>(tenant: string, there: () => Promise<T>, atPrimary: () => Promise<T>): Promise<T> {
    if (this.#options.clock.now() < this.#restsUntilMs) return atPrimary();
    try {
      return (await this.#isUpToDate(tenant)) ? await there() : await atPrimary();
    } catch (error) {
      const isAway = error instanceof ProblemError && error.code === 'store_unavailable';
      if (!isAway) throw error;
      this.#restsUntilMs = this.#options.clock.now() + restMs;
      this.#options.log.warn('the replica does not answer; reading at the primary', {});
      return atPrimary();
    }
  }

  async #isUpToDate(tenant: string): Promise<boolean> {
    this.#hasSchema ||= await this.#one(async (runner) => {
      const known = await runner.all(sql`select 1 from sqlite_master where name = 'meta'`);
      if (known.length === 0) return false;
      const [row] = await runner.all(sql`select value from meta where key = 'schema_version'`);
      return Number(row?.value ?? 0) >= this.#options.schemaVersion;
    });
    if (!this.#hasSchema) return false;
    const awaited = this.#awaited.get(tenant);
    if (awaited === undefined) return true;
    const isThere = await this.#one((runner) => hasArrived(runner, tenant, awaited));
    // A newer write may have come meanwhile.
    if (isThere && this.#awaited.get(tenant) === awaited) this.#awaited.delete(tenant);
    return isThere;
  }

  /** An embedded replica has to be told; one fetch serves all who have written before it began. */
  #fetch(): void {
    const { sync } = this.#options.replica;
    if (!sync || this.#syncing) return;
    const before = new Map(this.#awaited);
    this.#syncing = this.#queue
      .run(sync)
      .catch((cause: unknown) => this.#options.log.warn('the replica cannot fetch', { cause: String(cause) }))
      .finally(() => {
        this.#syncing = undefined;
        for (const [tenant, awaited] of this.#awaited) if (awaited !== before.get(tenant)) return this.#fetch();
      });
  }

  #one<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T> {
    const { client, singleConnection } = this.#options.replica;
    const read = () => work(runnerOn(client));
    return singleConnection ? this.#queue.run(read) : read();
  }

  #together<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T> {
    const { client, singleConnection } = this.#options.replica;
    const read = async () => {
      const transaction = await client.transaction('read').catch((error: unknown) => {
        throw translate(error);
      });
      try {
        return await work(runnerOn(transaction));
      } finally {
        await endTransaction(transaction);
      }
    };
    return singleConnection ? this.#queue.run(read) : read();
  }
}

async function hasArrived(runner: SqlRunner, tenant: string, awaited: Awaited): Promise<boolean> {
  if ('seq' in awaited) return (await lastSeq(runner, tenant)) >= awaited.seq;
  const [row] = await runner.all(
    sql`select record ->> '$.position.at' as at from technicians where tenant = ${tenant} and id = ${awaited.technicianId}`,
  );
  return String(row?.at ?? '') >= awaited.positionAt;
}
