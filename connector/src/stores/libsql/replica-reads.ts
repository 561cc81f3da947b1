import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { systemTimers, type Timers } from '../../ports/timers.ts';
import type { Replica } from './database.ts';
import { storeMetaTable } from './migrate.ts';
import { readAtOneMoment } from './one-moment.ts';
import { answeredWithin, replicaPatienceMs } from './patience.ts';
import { type Awaited, IsBehind, provenRunner, type ReadInOrder } from './proven-runner.ts';
import type { ReadScope } from './reader.ts';
import type { SqlClient, SqlResult, SqlStatement } from './sql-client.ts';
import { type SqlRunner, translate } from './sql-runner.ts';
import { isUnavailable, unavailable } from './unavailable.ts';

/** A replica that did not answer is left alone for so long, milliseconds. */
const restMs = 5_000;

/** Reads of one tenant, alone and together. */
export interface ReadScopes {
  readonly one: ReadScope;
  readonly together: ReadScope;
}

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
  /** This instance's newest write, by tenant. Never forgotten: what has arrived once may be missing again in the next answer. */
  readonly #awaited = new Map<string, Awaited>();
  /** Undefined while the replica answers. */
  #restsUntilMs: number | undefined;
  #hasSchema = false;

  constructor(options: ReplicaReadsOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
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
          () => this.#eachAsItIs(tenant, work),
          () => primary.one(work),
        ),
      together: (work) =>
        this.#read(
          () => this.#atOneMoment(tenant, work),
          () => primary.together(work),
        ),
    };
  }

  /**
   * What agrees with each other, at the replica or not at all. Without a tenant a single statement, of what belongs to none: no write of
   * this instance is waited for.
   * @throws ProblemError `store_unavailable` when it cannot answer now
   */
  async only<T>(tenant: string | undefined, work: (runner: SqlRunner) => Promise<T>): Promise<T> {
    const there = () => (tenant === undefined ? this.#eachAsItIs(tenant, work) : this.#atOneMoment(tenant, work));
    const found = await this.#unlessResting(there);
    if (!found) throw unavailable();
    return found.value;
  }

  close(): void {
    this.#options.replica.client.close();
  }

  async #eachAsItIs<T>(tenant: string | undefined, work: (runner: SqlRunner) => Promise<T>): Promise<Found<T>> {
    return { value: await work(this.#runnerFor(tenant)) };
  }

  #atOneMoment<T>(tenant: string, work: (runner: SqlRunner) => Promise<T>): Promise<Found<T>> {
    return readAtOneMoment((told) => this.#runnerFor(tenant, told), work);
  }

  #runnerFor(tenant: string | undefined, told?: (seq: number) => void): SqlRunner {
    const awaited = tenant === undefined ? undefined : this.#awaited.get(tenant);
    return provenRunner(this.#readInOrder, { schemaVersion: this.#options.schemaVersion, tenant, awaited }, told);
  }

  async #read<T>(there: () => Promise<Found<T>>, atPrimary: () => Promise<T>): Promise<T> {
    const found = await this.#unlessResting(there);
    if (found) return found.value;
    try {
      return await atPrimary();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      // One that hangs takes longer to be given up than a replica rests, and nobody else is left to ask.
      const later = await this.#unlessResting(there);
      if (later) return later.value;
      throw error;
    }
  }

  async #unlessResting<T>(there: () => Promise<Found<T>>): Promise<Found<T>> {
    return this.#isResting() ? undefined : this.#atReplica(there);
  }

  async #atReplica<T>(there: () => Promise<Found<T>>): Promise<Found<T>> {
    try {
      this.#hasSchema ||= await this.#knowsSchema();
      const found = this.#hasSchema ? await there() : undefined;
      this.#restsUntilMs = undefined;
      return found;
    } catch (error) {
      if (error instanceof IsBehind) {
        this.#restsUntilMs = undefined;
        return undefined;
      }
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

  /** An embedded replica hands statements on tables it does not have to the primary, and holds up the whole process meanwhile. */
  async #knowsSchema(): Promise<boolean> {
    const [found] = await this.#readInOrder([`select 1 from sqlite_master where name = '${storeMetaTable}'`]).catch(
      (error: unknown) => {
        throw translate(error);
      },
    );
    return found !== undefined && found.rows.length > 0;
  }

  /** A replica that was started while its primary is away takes statements and never answers them. */
  readonly #readInOrder: ReadInOrder = (statements) => {
    const { client, readAtOnce } = this.#options.replica;
    const answer = readAtOnce ? readAtOnce(statements) : oneByOne(client, statements);
    return answeredWithin(replicaPatienceMs, this.#timers, answer);
  };
}

async function oneByOne(client: SqlClient, statements: readonly SqlStatement[]): Promise<SqlResult[]> {
  const results: SqlResult[] = [];
  for (const statement of statements) results.push(await client.execute(statement));
  return results;
}
