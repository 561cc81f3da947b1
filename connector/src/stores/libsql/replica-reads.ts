import { sql } from 'drizzle-orm';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { systemTimers, type Timers } from '../../ports/timers.ts';
import type { Replica } from './database.ts';
import { lastSeq } from './event-log.ts';
import { readAtOneMoment } from './one-moment.ts';
import { answeredWithin, replicaPatienceMs } from './patience.ts';
import type { ReadScope } from './reader.ts';
import { runnerOn, type SqlRunner } from './sql-runner.ts';
import { isUnavailable, unavailable } from './unavailable.ts';

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
  readonly timers?: Timers;
  readonly log: Log;
}

/** What was read at a replica; undefined when the primary has to be asked. */
type Found<T> = { readonly value: T } | undefined;

/**
 * Reads records at a replica, by one rule: whoever has written through this instance reads what was written. After a write a tenant is
 * read at the primary until the replica has the event of that write. What other instances write is seen when the replica has it,
 * usually within milliseconds. While the replica is away, or does not answer in time, everything is read at the primary; what that one
 * cannot answer either is asked for once more at the replica, unless it still rests.
 */
export class ReplicaReads {
  readonly #options: ReplicaReadsOptions;
  readonly #timers: Timers;
  readonly #runner: SqlRunner;
  /** This instance's newest write, by tenant; gone once the replica has it, and with it all before. */
  readonly #awaited = new Map<string, Awaited>();
  /** Undefined while the replica answers. */
  #restsUntilMs: number | undefined;
  #hasSchema = false;

  constructor(options: ReplicaReadsOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#runner = this.#inTime(runnerOn(options.replica.client));
  }

  /** To be called after each write of this instance, in their order: with its event, or with a position that was kept. */
  expect(tenant: string, awaited: Awaited): void {
    this.#awaited.set(tenant, awaited);
  }

  scopesOf(tenant: string): ReadScopes {
    const { primary } = this.#options;
    return {
      one: (work) =>
        this.#read(
          tenant,
          async () => ({ value: await work(this.#runner) }),
          () => primary.one(work),
        ),
      together: (work) =>
        this.#read(
          tenant,
          () => readAtOneMoment(this.#runner, tenant, work),
          () => primary.together(work),
        ),
    };
  }

  /**
   * At the replica or not at all. Without a tenant, of what belongs to none: no write of this instance is waited for.
   * @throws ProblemError `store_unavailable` when it cannot answer now
   */
  async only<T>(tenant: string | undefined, work: (runner: SqlRunner) => Promise<T>): Promise<T> {
    const found = await this.#unlessResting(tenant, async () => ({ value: await work(this.#runner) }));
    if (!found) throw unavailable();
    return found.value;
  }

  close(): void {
    this.#options.replica.client.close();
  }

  async #read<T>(tenant: string, there: () => Promise<Found<T>>, atPrimary: () => Promise<T>): Promise<T> {
    const found = await this.#unlessResting(tenant, there);
    if (found) return found.value;
    try {
      return await atPrimary();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      // One that hangs takes longer to be given up than a replica rests, and nobody else is left to ask.
      const later = await this.#unlessResting(tenant, there);
      if (later) return later.value;
      throw error;
    }
  }

  async #unlessResting<T>(tenant: string | undefined, there: () => Promise<Found<T>>): Promise<Found<T>> {
    return this.#isResting() ? undefined : this.#atReplica(tenant, there);
  }

  async #atReplica<T>(tenant: string | undefined, there: () => Promise<Found<T>>): Promise<Found<T>> {
    try {
      const found = (await this.#isUpToDate(tenant)) ? await there() : undefined;
      this.#restsUntilMs = undefined;
      return found;
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (this.#restsUntilMs === undefined) this.#options.log.warn('the replica does not answer; reading at the primary', {});
      this.#rest();
      return undefined;
    }
  }

  #isResting(): boolean {
    if (this.#restsUntilMs === undefined) return false;
    if (this.#options.clock.now() < this.#restsUntilMs) return true;
    // Whoever comes first looks whether it is back; nobody else waits for that.
    this.#rest();
    return false;
  }

  #rest(): void {
    this.#restsUntilMs = this.#options.clock.now() + restMs;
  }

  async #isUpToDate(tenant: string | undefined): Promise<boolean> {
    this.#hasSchema ||= await this.#readsSchema();
    if (!this.#hasSchema) return false;
    const awaited = tenant === undefined ? undefined : this.#awaited.get(tenant);
    if (tenant === undefined || awaited === undefined) return true;
    const isThere = await hasArrived(this.#runner, tenant, awaited);
    // A newer write may have come meanwhile.
    if (isThere && this.#awaited.get(tenant) === awaited) this.#awaited.delete(tenant);
    return isThere;
  }

  async #readsSchema(): Promise<boolean> {
    const known = await this.#runner.all(sql`select 1 from sqlite_master where name = 'meta'`);
    if (known.length === 0) return false;
    const [row] = await this.#runner.all(sql`select value from meta where key = 'schema_version'`);
    return Number(row?.value ?? 0) >= this.#options.schemaVersion;
  }

  /** A replica that was started while its primary is away takes statements and never answers them. */
  #inTime(runner: SqlRunner): SqlRunner {
    return {
      all: (query) => answeredWithin(replicaPatienceMs, this.#timers, runner.all(query)),
      later: (query) => runner.later(query),
    };
  }
}

async function hasArrived(runner: SqlRunner, tenant: string, awaited: Awaited): Promise<boolean> {
  if ('seq' in awaited) return (await lastSeq(runner, tenant)) >= awaited.seq;
  const [row] = await runner.all(
    sql`select record ->> '$.position.at' as at from technicians where tenant = ${tenant} and id = ${awaited.technicianId}`,
  );
  return String(row?.at ?? '') >= awaited.positionAt;
}
