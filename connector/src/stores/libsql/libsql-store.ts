import type { Event, LivePosition } from '@dispatchkit/contract';
import { sql } from 'drizzle-orm/sql/sql';
import { type Clock, instantOf } from '../../ports/clock.ts';
import type { Credentials, SigningKeys } from '../../ports/credentials.ts';
import type { HostStore } from '../../ports/hosts.ts';
import type { Log } from '../../ports/log.ts';
import type { RetentionStore } from '../../ports/retention.ts';
import type { Reader, Store, WriteMeta, WriteOutcome, Writer } from '../../ports/store.ts';
import type { WorkStore } from '../../ports/work.ts';
import { credentialsOn } from './credentials.ts';
import type { Database, Replica } from './database.ts';
import { appendEvent, takeSeq } from './event-log.ts';
import { hostsOn } from './hosts.ts';
import { earlierResult, keepResult } from './idempotency.ts';
import { Listeners } from './listeners.ts';
import { migrate } from './migrate.ts';
import { migrations as allMigrations, type Migration } from './migrations/index.ts';
import { Outage } from './outage.ts';
import { type CredentialsAtReplica, OutageCredentials } from './outage-credentials.ts';
import { outageSigningKeys } from './outage-signing-keys.ts';
import { keepPositions, type Moved } from './positions.ts';
import { LibsqlReader, type ReadScope } from './reader.ts';
import { ReplicaReads } from './replica-reads.ts';
import { retentionOn } from './retention.ts';
import { signingKeysOn } from './signing-keys.ts';
import { Slots } from './slots.ts';
import type { SqlClient } from './sql-client.ts';
import { endTransaction, runnerOn, type SqlRunner, transactionRunnerOn, translate } from './sql-runner.ts';
import { LibsqlWork } from './work.ts';
import type { Ending, WriteQueue } from './write-queue.ts';
import { constraintProblem, LibsqlWriter } from './writer.ts';

export interface LibsqlStoreOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Default: all of this program's. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the store on a database: brings the schema up to date and makes the database keep a write-ahead log.
 * @throws DatabaseError when the database cannot be used; it is closed then
 */
export async function openLibsqlStore(database: Database, options: LibsqlStoreOptions): Promise<Store> {
  try {
    const { from, to } = await database.writes.run(async () => {
      const versions = await migrate(database, options.migrations ?? allMigrations);
      // Readers then never wait for the writer. It stays with the file; servers and replicas see to it themselves.
      if (database.client.protocol === 'file' && !database.singleConnection)
        await database.client.execute('pragma journal_mode = wal');
      return versions;
    });
    if (from !== to) options.log.info('database migrated', { from, to });
    await firstFetch(database.replica, options.log);
    return new LibsqlStore(database, options);
  } catch (error) {
    database.replica?.client.close();
    database.client.close();
    throw error;
  }
}

function credentialsAt(replica: ReplicaReads): CredentialsAtReplica {
  const change = () => Promise.reject(new Error('Nothing is written at a replica.'));
  return (tenant, work) => replica.only(tenant, (runner) => work(credentialsOn({ read: (_, read) => read(runner), change })));
}

/** An embedded replica starts empty. Until it has something, reads go to the primary. */
async function firstFetch(replica: Replica | undefined, log: Log): Promise<void> {
  await replica?.sync?.().catch((cause: unknown) => log.warn('the replica cannot fetch', { cause: String(cause) }));
}

/** The driver opens at most 20 connections to a file, and refuses everything while transactions hold them all. */
const readTransactionsAtOnce = 12;

/** Takes about four milliseconds on a file. */
const positionsAtOnce = 100;

class LibsqlStore implements Store {
  readonly #readSlots = new Slots(readTransactionsAtOnce);
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #newestSchema: number;
  readonly #reads: SqlClient;
  readonly #writes: Pick<SqlClient, 'execute' | 'transaction'>;
  readonly #queue: WriteQueue;
  readonly #committed: Listeners<[Event]>;
  readonly #positions: Listeners<[string, LivePosition]>;
  readonly #committedAnywhere: Listeners<[string, Event]>;
  readonly #replica: ReplicaReads | undefined;
  readonly #outage: Outage | undefined;
  readonly work: WorkStore;
  readonly credentials: Credentials;
  readonly retention: RetentionStore;
  readonly hosts: HostStore;
  readonly signingKeys: SigningKeys;

  constructor(database: Database, { clock, log, migrations = allMigrations }: LibsqlStoreOptions) {
    this.#newestSchema = migrations.at(-1)?.version ?? 0;
    this.#database = database;
    this.#reads = database.reads ?? database.client;
    this.#writes = database.client.ahead ?? database.client;
    this.#queue = database.writes;
    this.#clock = clock;
    this.#log = log;
    this.#committed = new Listeners(log);
    this.#positions = new Listeners(log);
    this.#replica =
      database.replica &&
      new ReplicaReads({
        replica: database.replica,
        primary: { one: this.#one, together: this.#together },
        schemaVersion: this.#newestSchema,
        clock,
        log,
      });
    this.#committedAnywhere = new Listeners(log);
    this.work = new LibsqlWork({
      read: this.#one,
      run: (query) => this.#alone(() => runnerOn(this.#writes).all(query)),
      write: (work) => this.#alone(() => this.#transact(work)),
    });
    const change = <T>(work: (runner: SqlRunner) => Promise<T>) =>
      this.#alone(() => this.#transact(async (runner) => ({ commit: true, value: await work(runner) })));
    const ofTenants = credentialsOn({ read: (_, work) => this.#one(work), change });
    const ofAll = { read: this.#one, change };
    const replica = this.#replica;
    if (replica) {
      const outage = new Outage({ clock, log });
      this.#outage = outage;
      this.credentials = new OutageCredentials({ primary: ofTenants, atReplica: credentialsAt(replica), outage });
      this.signingKeys = outageSigningKeys({ primary: ofAll, atReplica: (work) => replica.only(undefined, work), outage });
    } else {
      this.credentials = ofTenants;
      this.signingKeys = signingKeysOn(ofAll);
    }
    this.retention = retentionOn({ read: this.#one, change });
    this.hosts = hostsOn({ read: this.#one, change });
  }

  async ping(): Promise<void> {
    await this.#one((runner) => runner.all(sql`select 1`));
  }

  async isCurrent(): Promise<boolean> {
    const rows = await this.#one((runner) => runner.all(sql`select value from meta where key = 'schema_version'`));
    return Number(rows[0]?.value ?? 0) >= this.#newestSchema;
  }

  /** Tenants are told apart by a column here: one is there as soon as somebody writes to it. */
  async admit(): Promise<void> {}

  read(tenant: string): Reader {
    const { one, together } = this.#replica?.scopesOf(tenant) ?? { one: this.#one, together: this.#together };
    // The log is read at the primary: a snapshot of a replica may be behind it, and is brought up to date by it, but never the other way.
    return new LibsqlReader(tenant, one, together, this.#events);
  }

  readNewest(tenant: string): Reader {
    return new LibsqlReader(tenant, this.#one, this.#together, this.#events);
  }

  write<T>(tenant: string, meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>> {
    const unitOfWork = async () => {
      meta.signal?.throwIfAborted();
      const outcome = await this.#transact((runner) => this.#unitOfWork(tenant, meta, work, runner)).catch((error: unknown) => {
        throw constraintProblem(error);
      });
      if (outcome.event) this.#replica?.expect(tenant, { seq: outcome.seq });
      return outcome;
    };
    const onLateFault = (cause: unknown) => {
      this.#log.error('Copies are not on the disk, and nobody was told of them', { tenant }, cause);
    };
    return this.#alone(unitOfWork, {
      end: ({ event, seq }) => {
        if (event) {
          this.#committed.tell(tenant, event);
          this.#committedAnywhere.tell('', tenant, event);
        }
        meta.onWritten?.(seq);
      },
      ...(meta.isCopy ? { settled: () => this.#settledSoon(), onLateFault } : {}),
    });
  }

  /**
   * Runs what writes while nobody else does. The disk is waited for after that, together with whoever has committed meanwhile, and
   * then `end` is called, in the order of the commits: listeners hear of events in the order of their seq, and of nothing that is not
   * on the disk. When the disk refuses, everybody who waited for it is refused as by a database that is away, and nobody is told. Their
   * changes can be read nevertheless, and count as missing on the disk until it takes something again: whoever repeats the request
   * with the same idempotency key asks the disk once more.
   */
  #alone<T>(task: () => Promise<T>, ending: Partial<Ending<T>> = {}): Promise<T> {
    return this.#queue.runAhead(task, { settled: () => this.#settled(), ...ending });
  }

  /** Settles when everything committed so far is on the disk. */
  async #settled(): Promise<void> {
    await this.#database.client.ahead?.settled().catch((error: unknown) => {
      throw translate(error);
    });
  }

  /** As `#settled`, where nobody waits for it: whoever reads what was written has their turn first. */
  async #settledSoon(): Promise<void> {
    await this.#database.client.giveWay?.();
    await this.#settled();
  }

  async #unitOfWork<T>(
    tenant: string,
    meta: WriteMeta,
    work: (writer: Writer) => Promise<T>,
    runner: SqlRunner,
  ): Promise<Transacted<WriteOutcome<T>>> {
    const nowMs = this.#clock.now();
    const seq = await takeSeq(runner, tenant);
    const earlier = await earlierResult<T>(runner, tenant, meta, nowMs);
    if (earlier) {
      meta.idempotency?.onReplay?.();
      return { commit: false, value: { result: earlier.result, event: null, seq: seq - 1 } };
    }
    const writer = new LibsqlWriter(tenant, runner, seq, instantOf(nowMs));
    const result = await work(writer);
    const finished = await writer.finish(meta);
    if (!finished) return { commit: false, value: { result, event: null, seq: seq - 1 } };
    await appendEvent(runner, tenant, finished.event, finished.changes);
    await keepResult(runner, tenant, meta, result, nowMs);
    return { commit: true, value: { result, event: finished.event, seq } };
  }

  async #transact<T>(work: (runner: SqlRunner) => Promise<Transacted<T>>): Promise<T> {
    const transaction = await this.#writes.transaction('write').catch((error: unknown) => {
      throw translate(error);
    });
    try {
      const runner = transactionRunnerOn(transaction);
      const { commit, value } = await this.#answered(work(runner));
      if (!commit) return value;
      await runner.flush();
      await transaction.commit();
      return value;
    } catch (error) {
      throw translate(error);
    } finally {
      await endTransaction(transaction);
    }
  }

  async recordPositions(tenant: string, given: ReadonlyMap<string, LivePosition>): Promise<string[]> {
    const all = [...given];
    const moved: string[] = [];
    for (let start = 0; start < all.length; start += positionsAtOnce) {
      // A person who assigns a job does not wait for the whole fleet.
      if (start > 0) await this.#database.client.giveWay?.();
      moved.push(...(await this.#recordSome(tenant, all.slice(start, start + positionsAtOnce))));
    }
    return moved;
  }

  async #recordSome(tenant: string, given: readonly Moved[]): Promise<string[]> {
    const unitOfWork = async () => {
      const moved = await this.#transact(async (runner) => {
        const value = await keepPositions(runner, tenant, given);
        return { commit: value.length > 0, value };
      });
      for (const [technicianId, { at }] of moved) this.#replica?.expect(tenant, { technicianId, positionAt: at });
      return moved;
    };
    const tell = (moved: readonly Moved[]) => {
      for (const [id, position] of moved) this.#positions.tell(tenant, id, position);
    };
    return (await this.#alone(unitOfWork, { end: tell })).map(([id]) => id);
  }

  onCommitted(tenant: string, listener: (event: Event) => void): () => void {
    return this.#committed.add(tenant, listener);
  }

  onCommittedAnywhere(listener: (tenant: string, event: Event) => void): () => void {
    return this.#committedAnywhere.add('', listener);
  }

  onPosition(tenant: string, listener: (technicianId: string, position: LivePosition) => void): () => void {
    return this.#positions.add(tenant, listener);
  }

  async tenants(): Promise<string[]> {
    const rows = await this.#one((runner) => runner.all(sql`select id from tenants order by id`));
    return rows.map((row) => String(row.id));
  }

  async close(): Promise<void> {
    await this.#queue.idle();
    await this.#replica?.close();
    this.#database.client.close();
  }

  readonly #one: ReadScope = (work) => {
    const read = () => this.#answered(work(runnerOn(this.#reads)));
    return this.#database.singleConnection ? this.#queue.run(read) : read();
  };

  /**
   * Whoever follows the log goes on after what it was told, so that has to be on the disk: when the power fails, its number would be
   * another event's.
   */
  readonly #events: ReadScope = async (work) => {
    const found = await this.#one(work);
    await this.#settled();
    return found;
  };

  readonly #together: ReadScope = (work) => {
    const inTransaction = async () => {
      const transaction = await this.#reads.transaction('read').catch((error: unknown) => {
        throw translate(error);
      });
      try {
        return await this.#answered(work(runnerOn(transaction)));
      } finally {
        await endTransaction(transaction);
      }
    };
    if (this.#database.singleConnection) return this.#queue.run(inTransaction);
    return this.#database.client.protocol === 'file' ? this.#readSlots.run(inTransaction) : inTransaction();
  };

  /** Notes when the primary has answered what was asked of it. */
  async #answered<T>(asking: Promise<T>): Promise<T> {
    const answer = await asking;
    this.#outage?.primaryAnswered();
    return answer;
  }
}

interface Transacted<T> {
  readonly commit: boolean;
  readonly value: T;
}
