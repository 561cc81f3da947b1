import type { Assignment, Event, Settings } from '@dispatchkit/contract';
import type { AssignmentStatus, Kind } from '@dispatchkit/contract/words';
import { sql } from 'drizzle-orm/sql/sql';
import type { HostReport } from '../../ports/hosts.ts';
import type {
  EventRequest,
  Interval,
  ListRequest,
  NearestRequest,
  Page,
  Placed,
  Reader,
  Records,
  SchedulingRecords,
  SnapshotRequest,
  SnapshotTexts,
} from '../../ports/store.ts';
import { firstSeq, lastSeq, readEvents } from './event-log.ts';
import { readHostReport } from './hosts.ts';
import { listRecords } from './list-records.ts';
import { nearest } from './nearest.ts';
import { parseRecord, parseRecords } from './rows.ts';
import { readSchedulingRecords } from './scheduling-records.ts';
import { readSettings } from './settings-row.ts';
import { readSnapshot } from './snapshot.ts';
import type { SqlRunner } from './sql-runner.ts';
import { isOneOf, referencesTo, refersTo, tableOf } from './tables.ts';
import { territoriesOf } from './territories.ts';

/** Runs reads that belong together on one committed state. */
export type ReadScope = <T>(work: (runner: SqlRunner) => Promise<T>) => Promise<T>;

export class LibsqlReader implements Reader {
  readonly tenant: string;
  /** For a single statement. */
  readonly #one: ReadScope;
  /** For several that must agree. */
  readonly #together: ReadScope;

  /** For the log of events, whose newest entry must be known. */
  readonly #log: ReadScope;

  constructor(tenant: string, one: ReadScope, together: ReadScope, log = one) {
    this.tenant = tenant;
    this.#one = one;
    this.#together = together;
    this.#log = log;
  }

  get<K extends Kind>(kind: K, id: string): Promise<Records[K] | undefined> {
    return this.#first(kind, id, false);
  }

  getDeleted<K extends Kind>(kind: K, id: string): Promise<Records[K] | undefined> {
    return this.#first(kind, id, true);
  }

  async #first<K extends Kind>(kind: K, id: string, deleted: boolean): Promise<Records[K] | undefined> {
    const state = deleted ? sql`deleted_at is not null` : sql`deleted_at is null`;
    const rows = await this.#one((runner) =>
      runner.all(sql`select record from ${tableOf[kind]} where tenant = ${this.tenant} and id = ${id} and ${state}`),
    );
    return rows[0] && parseRecord<K>(rows[0]);
  }

  async getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<Records[K][]> {
    if (ids.length === 0) return [];
    const rows = await this.#one((runner) =>
      runner.all(
        sql`select record from ${tableOf[kind]} where tenant = ${this.tenant} and ${isOneOf(sql`id`, ids)} and deleted_at is null`,
      ),
    );
    return parseRecords<K>(rows);
  }

  nearest<K extends 'jobs' | 'technicians'>(kind: K, request: NearestRequest): Promise<Placed<Records[K]>[]> {
    return this.#one((runner) => nearest(runner, this.tenant, kind, request));
  }

  async findByExternalRefs<K extends Kind>(
    kind: K,
    refs: readonly string[],
  ): Promise<{ readonly record: Records[K]; readonly deleted: boolean }[]> {
    if (refs.length === 0) return [];
    const live = await this.#one((runner) =>
      runner.all(
        sql`select record, deleted_at from ${tableOf[kind]} where tenant = ${this.tenant} and deleted_at is null and ${isOneOf(sql`external_ref`, refs)}`,
      ),
    );
    // A tombstone only matters where nothing living has the reference.
    const found = live.map((row) => ({ record: parseRecord<K>(row), deleted: false }));
    const missing = new Set(refs);
    for (const { record } of found) missing.delete(record.externalRef ?? '');
    if (missing.size === 0) return found;
    const dead = await this.#one((runner) =>
      runner.all(
        sql`select record from ${tableOf[kind]} where tenant = ${this.tenant} and deleted_at is not null and ${isOneOf(sql`external_ref`, [...missing])}`,
      ),
    );
    return [...found, ...dead.map((row) => ({ record: parseRecord<K>(row), deleted: true }))];
  }

  list<K extends Kind>(kind: K, request: ListRequest): Promise<Page<Records[K]>> {
    // A search may ask twice, and either answer is whole. A transaction would keep replicas from answering while the primary is away.
    return this.#one((runner) => listRecords(runner, this.tenant, kind, request));
  }

  async assignmentsOfJobs(jobIds: readonly string[]): Promise<Assignment[]> {
    if (jobIds.length === 0) return [];
    const rows = await this.#one((runner) =>
      runner.all(
        sql`select record from assignments where tenant = ${this.tenant} and ${isOneOf(sql`job_id`, jobIds)} and deleted_at is null
          order by starts_at, id`,
      ),
    );
    return parseRecords<'assignments'>(rows);
  }

  async assignmentsOfTechnicians(technicianIds: readonly string[], statuses: readonly AssignmentStatus[]): Promise<Assignment[]> {
    if (technicianIds.length === 0) return [];
    const rows = await this.#one((runner) =>
      runner.all(
        sql`select record from assignments where tenant = ${this.tenant} and deleted_at is null
          and ${isOneOf(sql`technician_id`, technicianIds)} and ${isOneOf(sql`status`, statuses)}`,
      ),
    );
    return parseRecords<'assignments'>(rows);
  }

  async isAssigned(jobId: string, technicianId: string): Promise<boolean> {
    const rows = await this.#one((runner) =>
      runner.all(
        sql`select 1 from assignments where tenant = ${this.tenant} and job_id = ${jobId} and technician_id = ${technicianId} and deleted_at is null limit 1`,
      ),
    );
    return rows.length > 0;
  }

  async jobNumbersTaken(numbers: readonly string[]): Promise<Map<string, string>> {
    if (numbers.length === 0) return new Map();
    const rows = await this.#one((runner) =>
      runner.all(
        sql`select id, number from jobs where tenant = ${this.tenant} and deleted_at is null and ${isOneOf(sql`number`, numbers)}`,
      ),
    );
    return new Map(rows.map((row) => [String(row.number), String(row.id)]));
  }

  schedulingRecords(jobIds: readonly string[], technicianIds: readonly string[], interval: Interval): Promise<SchedulingRecords> {
    return this.#together((runner) => readSchedulingRecords(runner, this.tenant, jobIds, technicianIds, interval));
  }

  snapshot(request: SnapshotRequest): Promise<SnapshotTexts> {
    return this.#together((runner) => readSnapshot(runner, this.tenant, request));
  }

  settings(): Promise<Settings> {
    return this.#one((runner) => readSettings(runner, this.tenant));
  }

  lastSeq(): Promise<number> {
    return this.#log((runner) => lastSeq(runner, this.tenant));
  }

  firstSeq(): Promise<number> {
    return this.#log((runner) => firstSeq(runner, this.tenant));
  }

  tail(after: number, limit: number): Promise<Event[]> {
    return this.events({ after, limit, descending: false });
  }

  events(request: EventRequest): Promise<Event[]> {
    return this.#log((runner) => readEvents(runner, this.tenant, request));
  }

  hostReport(host: string, limit: number): Promise<HostReport> {
    return this.#one((runner) => readHostReport(runner, this.tenant, host, limit));
  }

  async territoriesAt(kind: 'sites' | 'customers', ids: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#one((runner) => runner.all(territoriesOf(kind, this.tenant, ids)));
    const found = new Map<string, Set<string>>();
    for (const { id, territory } of rows) {
      const territories = found.get(String(id)) ?? new Set();
      found.set(String(id), territories.add(String(territory)));
    }
    return found;
  }

  references(kind: Kind, id: string): Promise<Partial<Record<Kind, number>>> {
    return this.#together(async (runner) => {
      const found: Partial<Record<Kind, number>> = {};
      for (const referrer of referencesTo[kind]) {
        const rows = await runner.all(
          sql`select count(*) as n from ${tableOf[referrer.from]} where tenant = ${this.tenant} and deleted_at is null and ${refersTo(referrer, id)}`,
        );
        const count = Number(rows[0]?.n ?? 0);
        if (count > 0) found[referrer.from] = (found[referrer.from] ?? 0) + count;
      }
      return found;
    });
  }

  async privatePart(kind: Kind, id: string): Promise<string | undefined> {
    const [row] = await this.#one((runner) =>
      runner.all(sql`select part from private_parts where tenant = ${this.tenant} and kind = ${kind} and id = ${id}`),
    );
    return row && String(row.part);
  }
}
