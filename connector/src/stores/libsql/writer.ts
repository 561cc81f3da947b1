import type { Change, Event, Settings } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { HostMemory } from '../../ports/hosts.ts';
import type { Draft, EventDescription, Records, Tombstone, WriteMeta, Writer } from '../../ports/store.ts';
import { ProblemError } from '../../services/errors.ts';
import { isSameJson, withCanonicalInstants } from './canonical.ts';
import { LibsqlCredentialWriter } from './credentials.ts';
import { codeOf } from './database.ts';
import { keepOfHost } from './hosts.ts';
import { LibsqlReader } from './reader.ts';
import { parseRecord } from './rows.ts';
import { reindexJobs } from './search.ts';
import { writeSettings } from './settings-row.ts';
import type { SqlRunner } from './sql-runner.ts';
import { isOneOf, tableOf, valuesOf } from './tables.ts';

/** A record as it was when the unit of work began, and as it is now. */
interface Touched {
  readonly kind: Kind | 'settings';
  readonly id: string;
  /** `undefined` when it did not exist; a tombstone's record when it was deleted. */
  readonly before: object | undefined;
  readonly wasDeleted: boolean;
  /** `null` when it is deleted. */
  readonly after: object | null;
  readonly version: number;
}

interface Stored<K extends Kind> {
  readonly record: Records[K];
  readonly deleted: boolean;
}

export class LibsqlWriter extends LibsqlReader implements Writer {
  readonly seq: number;
  readonly at: string;
  readonly credentials: LibsqlCredentialWriter;
  readonly #runner: SqlRunner;
  readonly #touched = new Map<string, Touched>();
  /** What has been read or written so far; `null` where there is nothing. Nobody else writes meanwhile, so it stays true. */
  readonly #known = new Map<string, Stored<Kind> | null>();
  #settings: Settings | undefined;
  readonly #toReindex = {
    jobs: new Set<string>(),
    removedJobs: new Set<string>(),
    sites: new Set<string>(),
    customers: new Set<string>(),
  };
  #description: EventDescription | undefined;

  constructor(tenant: string, runner: SqlRunner, seq: number, at: string) {
    super(
      tenant,
      (work) => work(runner),
      (work) => work(runner),
    );
    this.#runner = runner;
    this.seq = seq;
    this.at = at;
    this.credentials = new LibsqlCredentialWriter(tenant, runner, at);
  }

  override async get<K extends Kind>(kind: K, id: string): Promise<Records[K] | undefined> {
    const stored = (await this.#stored(kind, [id])).get(id);
    return stored?.deleted ? undefined : stored?.record;
  }

  override async getDeleted<K extends Kind>(kind: K, id: string): Promise<Records[K] | undefined> {
    const stored = (await this.#stored(kind, [id])).get(id);
    return stored?.deleted ? stored.record : undefined;
  }

  override async getMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<Records[K][]> {
    return [...(await this.#stored(kind, ids)).values()].flatMap((stored) => (stored.deleted ? [] : stored.record));
  }

  override async findByExternalRefs<K extends Kind>(kind: K, refs: readonly string[]) {
    const found = await super.findByExternalRefs(kind, refs);
    for (const { record, deleted } of found) this.#remember(kind, record.id, { record, deleted });
    return found;
  }

  override async settings(): Promise<Settings> {
    this.#settings ??= await super.settings();
    return this.#settings;
  }

  async put<K extends Kind>(kind: K, record: Draft<Records[K]>): Promise<Records[K]> {
    const [stored] = await this.putMany(kind, [record]);
    if (!stored) throw new Error('putMany answers every record');
    return stored;
  }

  async putMany<K extends Kind>(kind: K, drafts: readonly Draft<Records[K]>[]): Promise<Records[K][]> {
    const known = await this.#stored(
      kind,
      drafts.map((draft) => draft.id),
    );
    const results: Records[K][] = [];
    const changed: Records[K][] = [];
    for (const draft of drafts) {
      const before = known.get(draft.id);
      const record = this.#stamp(kind, draft, before);
      if (before && !before.deleted && isSameJson(record, before.record)) {
        results.push(before.record);
        continue;
      }
      this.#touch(kind, record.id, before, record, record.version);
      this.#noteForSearch(kind, record, before);
      // The same id may come twice in one call.
      known.set(record.id, { record, deleted: false });
      changed.push(record);
      results.push(record);
    }
    await this.#store(kind, changed);
    return results;
  }

  /** Rises once per unit of work, and not at all when nothing else differs. */
  #stamp<K extends Kind>(kind: K, draft: Draft<Records[K]>, before: Stored<K> | undefined): Records[K] {
    const previous = before?.record;
    const candidate = withCanonicalInstants({
      ...draft,
      // Positions are live, not history: they come by `recordPositions` alone.
      ...(kind === 'technicians' ? { position: positionOf(previous) } : {}),
      version: previous?.version ?? 0,
      createdAt: previous?.createdAt ?? this.at,
      updatedAt: previous?.updatedAt ?? this.at,
    }) as Records[K];
    if (before && !before.deleted && isSameJson(candidate, previous)) return candidate;
    const risen = this.#touched.get(keyOf(kind, draft.id))?.version;
    return { ...candidate, version: risen ?? candidate.version + 1, updatedAt: this.at };
  }

  async remove(kind: Kind, id: string): Promise<Tombstone> {
    const before = (await this.#stored(kind, [id])).get(id);
    if (!before || before.deleted) throw new ProblemError('not_found', `There is no record ${id}.`);
    const version = this.#touched.get(keyOf(kind, id))?.version ?? before.record.version + 1;
    const record = { ...before.record, version, updatedAt: this.at };
    this.#touch(kind, id, before, null, version);
    this.#remember(kind, id, { record, deleted: true });
    if (kind === 'jobs') this.#toReindex.removedJobs.add(id);
    await this.#runner.later(
      sql`update ${tableOf[kind]} set record = ${JSON.stringify(record)}, deleted_at = ${this.at} where tenant = ${this.tenant} and id = ${id}`,
    );
    return { id, version, deletedAt: this.at };
  }

  async keepPrivatePart(kind: Kind, id: string, part: string | null): Promise<void> {
    await this.#runner.later(
      part === null
        ? sql`delete from private_parts where tenant = ${this.tenant} and kind = ${kind} and id = ${id}`
        : sql`insert into private_parts (tenant, kind, id, part) values (${this.tenant}, ${kind}, ${id}, ${part})
            on conflict (tenant, kind, id) do update set part = excluded.part`,
    );
  }

  async putSettings(settings: Omit<Settings, 'version' | 'updatedAt'>): Promise<Settings> {
    const before = await this.settings();
    const unchanged = { ...settings, version: before.version, updatedAt: before.updatedAt };
    if (isSameJson(unchanged, before)) return before;
    const after = { ...settings, version: before.version + 1, updatedAt: this.at };
    this.#touched.set('settings', { kind: 'settings', id: 'settings', before, wasDeleted: false, after, version: after.version });
    await writeSettings(this.#runner, this.tenant, after);
    this.#settings = after;
    return after;
  }

  async keepOfHost(host: string, memory: HostMemory): Promise<void> {
    await keepOfHost(this.#runner, this.tenant, host, memory);
  }

  async nextNumber(counter: string, count = 1): Promise<number> {
    const path = `$."${counter}"`;
    const rows = await this.#runner.all(sql`
      update tenants set counters = json_set(counters, ${path}, coalesce(counters ->> ${path}, 0) + ${count})
      where id = ${this.tenant} returning counters ->> ${path} as last`);
    return Number(rows[0]?.last) - count + 1;
  }

  describe(event: EventDescription): void {
    this.#description = event;
  }

  get changes(): readonly Change[] {
    return [...this.#touched.values()].flatMap((touched) => changeOf(touched) ?? []);
  }

  /** Brings the search index up to date and makes the event; `undefined` when nothing changed. */
  async finish(meta: WriteMeta): Promise<{ event: Event; changes: readonly Change[] } | undefined> {
    const { changes } = this;
    const keys = [...this.#touched.values()].filter(({ kind }) => kind === 'apiKeys');
    const removedKeys = keys.filter(({ after }) => after === null).map(({ id }) => id);
    const areCredentialsChanged = await this.credentials.finish({ apiKeysChanged: keys.length > 0, removedKeys });
    if (changes.length === 0 && !areCredentialsChanged && !this.#description?.counts) return undefined;
    if (!this.#description) throw new Error('A unit of work that changes records has to describe its event.');
    await this.#reindex();
    const { type, jobId = null, technicianId = null, overridden, reason, counts, checkIn, reload } = this.#description;
    const event: Event = {
      seq: this.seq,
      type,
      at: this.at,
      actor: meta.actor,
      method: meta.method,
      requestId: meta.requestId,
      jobId,
      technicianId,
      changes: reload ? [] : [...changes],
      ...(reload ? { reload } : {}),
      ...(overridden?.length ? { overridden: [...overridden] } : {}),
      ...(reason === undefined ? {} : { reason }),
      ...(counts === undefined ? {} : { counts: { ...counts } }),
      ...(checkIn === undefined ? {} : { checkIn }),
    };
    return { event, changes };
  }

  async #stored<K extends Kind>(kind: K, ids: readonly string[]): Promise<Map<string, Stored<K>>> {
    const unknown = ids.filter((id) => !this.#known.has(keyOf(kind, id)));
    if (unknown.length > 0) {
      const rows = await this.#runner.all(
        sql`select id, record, deleted_at from ${tableOf[kind]} where tenant = ${this.tenant} and ${isOneOf(sql`id`, unknown)}`,
      );
      for (const id of unknown) this.#remember(kind, id, null);
      for (const row of rows) {
        this.#remember(kind, String(row.id), { record: parseRecord<K>(row), deleted: row.deleted_at !== null });
      }
    }
    const stored = new Map<string, Stored<K>>();
    for (const id of ids) {
      const known = this.#known.get(keyOf(kind, id));
      if (known) stored.set(id, known as Stored<K>);
    }
    return stored;
  }

  /** Every reader of the unit of work gets the same object, so nobody may change it: what it was is compared with what it becomes. */
  #remember<K extends Kind>(kind: K, id: string, stored: Stored<K> | null): void {
    if (stored) Object.freeze(stored.record);
    this.#known.set(keyOf(kind, id), stored);
  }

  /** What a constraint says against it is heard later, at the latest when the unit of work ends. */
  async #store<K extends Kind>(kind: K, records: readonly Records[K][]): Promise<void> {
    if (records.length === 0) return;
    await this.#runner.later(this.#storing(kind, records));
    for (const record of records) this.#remember(kind, record.id, { record, deleted: false });
  }

  #storing<K extends Kind>(kind: K, records: readonly Records[K][]): SQL {
    const [first] = records;
    // A plain update costs half of what finding out does.
    if (first && records.length === 1 && this.#known.get(keyOf(kind, first.id))) {
      return sql`update ${tableOf[kind]} set record = ${JSON.stringify(first)}, deleted_at = null
        where tenant = ${this.tenant} and id = ${first.id}`;
    }
    return sql`
      insert into ${tableOf[kind]} (tenant, id, record)
      select ${this.tenant}, value ->> '$.id', value from json_each(${JSON.stringify(records)}) where true
      on conflict (tenant, id) do update set record = excluded.record, deleted_at = null`;
  }

  #touch<K extends Kind>(kind: K, id: string, before: Stored<K> | undefined, after: Records[K] | null, version: number): void {
    const key = keyOf(kind, id);
    const first = this.#touched.get(key) ?? { before: before?.record, wasDeleted: before?.deleted ?? false };
    this.#touched.set(key, { kind, id, before: first.before, wasDeleted: first.wasDeleted, after, version });
  }

  /** Status moves are frequent and change nothing that is searched. */
  #noteForSearch<K extends Kind>(kind: K, record: Records[K], before: Stored<K> | undefined): void {
    const fields = searchedFields[kind];
    if (!fields) return;
    const old: object | undefined = before?.deleted ? undefined : before?.record;
    if (old && fields.every((field) => Reflect.get(old, field) === Reflect.get(record, field))) return;
    if (kind === 'jobs') this.#toReindex.jobs.add(record.id);
    // A new site or customer has no jobs yet.
    if (kind === 'sites' && old) this.#toReindex.sites.add(record.id);
    if (kind === 'customers' && old) this.#toReindex.customers.add(record.id);
  }

  async #reindex(): Promise<void> {
    const { jobs, removedJobs, sites, customers } = this.#toReindex;
    if (sites.size + customers.size > 0) {
      const rows = await this.#runner.all(sql`
        select id from jobs where tenant = ${this.tenant}
        and (site_id in ${valuesOf([...sites])} or customer_id in ${valuesOf([...customers])})`);
      for (const row of rows) jobs.add(String(row.id));
    }
    await reindexJobs(this.#runner, this.tenant, { changed: [...jobs], removed: [...removedJobs] });
  }
}

const searchedFields: Partial<Record<Kind, readonly string[]>> = {
  jobs: ['number', 'externalRef', 'title', 'description', 'custom', 'siteId', 'customerId'],
  sites: ['name', 'address', 'district'],
  customers: ['name'],
};

function keyOf(kind: Kind, id: string): string {
  return `${kind}:${id}`;
}

function positionOf(record: object | undefined): unknown {
  return record && 'position' in record ? record.position : null;
}

function changeOf({ kind, id, before, wasDeleted, after, version }: Touched): Change | undefined {
  if (after === null) {
    // Made and deleted in the same unit of work: nobody has to hear of it.
    if (!before || wasDeleted) return undefined;
    return { kind, id, version, record: null, previous: { ...before } };
  }
  const record: Record<string, unknown> = { ...after };
  if (!before || wasDeleted) return { kind, id, version, record };
  const previous: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(before)) {
    if (key !== 'version' && key !== 'updatedAt' && !isSameJson(value, record[key])) previous[key] = value;
  }
  return { kind, id, version, record, previous };
}

/** What the database has against a unit of work, as a refusal the caller may see. */
export function constraintProblem(error: unknown): unknown {
  const message = error instanceof Error ? error.message : '';
  if (!codeOf(error).startsWith('SQLITE_CONSTRAINT')) return error;
  if (/FOREIGN KEY/.test(message)) {
    return new ProblemError('unknown_reference', 'The record refers to something that does not exist.', { cause: error });
  }
  if (/external_ref/.test(message)) return taken('/externalRef', 'externalRef', error);
  if (/number/.test(message)) return taken('/number', 'number', error);
  return new ProblemError('already_exists', 'The id is taken.', { cause: error });
}

function taken(pointer: string, field: string, cause: unknown): ProblemError {
  return new ProblemError('already_exists', `Another record has this ${field}.`, {
    errors: [{ pointer, detail: `This ${field} is taken.` }],
    cause,
  });
}
