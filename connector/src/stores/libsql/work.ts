import type { Event } from '@dispatchkit/contract';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { SortKey } from '../../ports/store.ts';
import type {
  Attempt,
  ClaimRequest,
  FollowerReading,
  NewWork,
  Settlement,
  Work,
  WorkFilter,
  WorkListRequest,
  WorkState,
  WorkStore,
} from '../../ports/work.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { readEvents } from './event-log.ts';
import { LibsqlReader, type ReadScope } from './reader.ts';
import type { SqlRow } from './sql-client.ts';
import type { SqlRunner } from './sql-runner.ts';
import { valuesOf } from './tables.ts';

/** Runs one transaction in the queue of writes; it is rolled back when `commit` is false. */
export type WriteScope = <T>(work: (runner: SqlRunner) => Promise<{ readonly commit: boolean; readonly value: T }>) => Promise<T>;

/** Attempts that are kept of one row. */
const keptAttempts = 20;
/** Due rows that are looked at to find fair ones. */
const lookedAt = 500;

export class LibsqlWork implements WorkStore {
  readonly #read: ReadScope;
  /** For a single statement that writes. */
  readonly #run: (query: SQL) => Promise<SqlRow[]>;
  readonly #write: WriteScope;
  readonly #together: Waiting[] = [];

  constructor(scopes: { readonly read: ReadScope; readonly run: (query: SQL) => Promise<SqlRow[]>; readonly write: WriteScope }) {
    this.#read = scopes.read;
    this.#run = scopes.run;
    this.#write = scopes.write;
  }

  async tenantsWithWork(request: Parameters<WorkStore['tenantsWithWork']>[0]) {
    const { kinds, standing, nowMs, dueByMs } = request;
    const missing = sql`
      from tenants t, json_each(${JSON.stringify(standing)}) s
      where not exists (select 1 from work w where w.tenant = t.id and w.id = s.value ->> '$.kind')`;
    const [lack] = await this.#read((runner) => runner.all(sql`select 1 ${missing} limit 1`));
    if (lack) {
      // Spread over the interval, so that not all tenants have their turn at the same moment.
      await this.#run(sql`
        insert or ignore into work (tenant, id, kind, subject, payload, state, due_ms, scheduled_ms, created_ms)
        select tenant, kind, kind, '', '{}', 'waiting', due_ms, due_ms, ${nowMs} from (
          select t.id as tenant, s.value ->> '$.kind' as kind,
            ${nowMs} + (t.rowid * 2654435761) % (s.value ->> '$.everyMs') as due_ms ${missing})`);
    }
    const rows = await this.#read((runner) =>
      runner.all(sql`
        select tenant from work where state = 'waiting' and due_ms <= ${dueByMs} and kind in ${valuesOf(kinds)}
        union
        select f.tenant from log_followers f join tenants t on t.id = f.tenant where t.last_seq > f.seq`),
    );
    return rows.map((row) => String(row.tenant));
  }

  async outlook(tenant: string, kinds: readonly string[]) {
    const [row] = await this.#read((runner) =>
      runner.all(sql`
        select
          (select min(due_ms) from work where tenant = ${tenant} and state = 'waiting' and kind in ${valuesOf(kinds)}) as next_ms,
          (select min(seq) from log_followers where tenant = ${tenant}) as read_to,
          (select last_seq from tenants where id = ${tenant}) as last_seq`),
    );
    const readTo = numberOrNull(row?.read_to);
    return {
      nextAtMs: numberOrNull(row?.next_ms),
      isFollowed: readTo !== null,
      isBehind: readTo !== null && readTo < Number(row?.last_seq ?? 0),
    };
  }

  async enqueue(tenant: string, work: readonly NewWork[], nowMs: number): Promise<void> {
    if (work.length > 0) await this.#run(insertion(tenant, work, nowMs));
  }

  async claim(tenant: string, request: ClaimRequest): Promise<Work[]> {
    const { kinds, nowMs, leasedUntilMs, owner, limit, perSubject, running } = request;
    const lanes = JSON.stringify(running);
    const room = sql`coalesce((select value from json_each(${JSON.stringify(perSubject)}) where key = kind), 1)
      - coalesce((select value from json_each(${lanes}) where key = kind || ':' || subject), 0)`;
    const isDue = sql`tenant = ${tenant} and state = 'waiting' and due_ms <= ${nowMs}`;
    // Looked for apart, so that nothing is written when there is nothing to claim.
    const found = await this.#read((runner) =>
      runner.all(sql`
        select id from (
          select id, due_ms, kind, subject, row_number() over (partition by kind, subject order by due_ms, id) as place from (
            select id, due_ms, kind, subject from work where ${isDue} and kind in ${valuesOf(kinds)} and ${room} > 0
            order by due_ms, id limit ${lookedAt}))
        where place <= ${room} order by due_ms, id limit ${limit}`),
    );
    if (found.length === 0) return [];
    const ids = found.map((row) => String(row.id));
    // Whoever else has found the same comes second: what is claimed is no longer due. The plus keeps the few ids the way in, however
    // many are due.
    const rows = await this.#run(sql`
      update work set owner = ${owner}, due_ms = ${leasedUntilMs}, attempts = attempts + 1
      where tenant = ${tenant} and id in ${valuesOf(ids)} and state = 'waiting' and +due_ms <= ${nowMs} returning *`);
    return rows.map(workOf).sort((a, b) => a.dueAtMs - b.dueAtMs || (a.id < b.id ? -1 : 1));
  }

  async extend(tenant: string, id: string, owner: string, leasedUntilMs: number): Promise<boolean> {
    const rows = await this.#run(
      sql`update work set due_ms = ${leasedUntilMs} where tenant = ${tenant} and id = ${id} and owner = ${owner} returning id`,
    );
    return rows.length > 0;
  }

  async settle(tenant: string, id: string, owner: string, settlement: Settlement): Promise<boolean> {
    const mine = sql`tenant = ${tenant} and id = ${id} and owner = ${owner}`;
    if (settlement.to === 'done' && settlement.forget) {
      return (await this.#runTogether(sql`delete from work where ${mine} returning id`)).length > 0;
    }
    const change =
      settlement.to === 'waiting'
        ? sql`due_ms = ${settlement.dueAtMs}, scheduled_ms = ${settlement.dueAtMs}, attempts = ${
            settlement.fresh ? sql`0` : settlement.uncounted ? sql`attempts - 1` : sql`attempts`
          }`
        : sql`state = ${settlement.to}, finished_ms = ${settlement.nowMs}`;
    const rows = await this.#runTogether(
      sql`update work set ${change}, owner = null, history = ${historyWith(settlement.attempt)} where ${mine} returning id`,
    );
    return rows.length > 0;
  }

  /** What comes while other writes are busy is written in one transaction: many things end at the same time. */
  #runTogether(query: SQL): Promise<SqlRow[]> {
    const { promise, resolve, reject } = Promise.withResolvers<SqlRow[]>();
    this.#together.push({ query, resolve, reject });
    if (this.#together.length === 1) void this.#writeTogether();
    return promise;
  }

  async #writeTogether(): Promise<void> {
    let group: Waiting[] = [];
    try {
      const results = await this.#write(async (runner) => {
        group = this.#together.splice(0);
        const value: SqlRow[][] = [];
        for (const { query } of group) value.push(await runner.all(query));
        return { commit: true, value };
      });
      for (const [i, { resolve }] of group.entries()) resolve(results[i] ?? []);
    } catch (error) {
      // The transaction could not begin: those it was for are still waiting.
      for (const { reject } of group.length > 0 ? group : this.#together.splice(0)) reject(error);
    }
  }

  async postpone(tenant: string, filter: WorkFilter, untilMs: number, spreadMs: number): Promise<void> {
    const due = sql`${untilMs} + (rowid * 2654435761) % ${Math.max(1, Math.floor(spreadMs))}`;
    await this.#run(sql`
      update work set due_ms = ${due}, scheduled_ms = ${due}
      where ${matching(tenant, filter)} and state = 'waiting' and owner is null and due_ms < ${untilMs}`);
  }

  async get(tenant: string, kind: string, id: string): Promise<Work | undefined> {
    const [row] = await this.#read((runner) =>
      runner.all(sql`select * from work where tenant = ${tenant} and id = ${id} and kind = ${kind}`),
    );
    return row && workOf(row);
  }

  async list(tenant: string, request: WorkListRequest) {
    const position = request.cursor === undefined ? undefined : decodeCursor(newestFirst, request.cursor);
    const [createdAtMs = null] = position?.values ?? [];
    const after = position ? sql`and (created_ms, id) < (${createdAtMs}, ${position.id})` : sql``;
    const rows = await this.#read((runner) =>
      runner.all(sql`
        select * from work where ${matching(tenant, request)} ${after} order by created_ms desc, id desc limit ${request.limit + 1}`),
    );
    const items = rows.slice(0, request.limit).map(workOf);
    const last = rows.length > request.limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor(newestFirst, { values: [last.createdAtMs], id: last.id }) : null };
  }

  async counts(tenant: string, filter: WorkFilter) {
    const rows = await this.#read((runner) =>
      runner.all(sql`select state, count(*) as n from work where ${matching(tenant, filter)} group by state`),
    );
    const of = (state: WorkState) => Number(rows.find((row) => row.state === state)?.n ?? 0);
    return { waiting: of('waiting'), done: of('done'), dead: of('dead') };
  }

  async revive(tenant: string, filter: WorkFilter, nowMs: number): Promise<number> {
    const rows = await this.#run(sql`
      update work set state = 'waiting', due_ms = ${nowMs}, scheduled_ms = ${nowMs}, owner = null, attempts = 0, finished_ms = null
      where ${matching(tenant, { states: ['dead'], ...filter })} and owner is null returning id`);
    return rows.length;
  }

  async giveUp(tenant: string, filter: WorkFilter, error: string, nowMs: number): Promise<number> {
    const rows = await this.#run(sql`
      update work set state = 'dead', finished_ms = ${nowMs}, history = ${historyWith({ atMs: nowMs, durationMs: 0, error })}
      where ${matching(tenant, filter)} and state = 'waiting' and owner is null returning id`);
    return rows.length;
  }

  async remove(tenant: string, filter: WorkFilter): Promise<number> {
    const rows = await this.#run(
      sql`delete from work where ${matching(tenant, filter)} and (state <> 'waiting' or owner is null) returning id`,
    );
    return rows.length;
  }

  async startFollowing(tenant: string, follower: string): Promise<void> {
    await this.#run(sql`
      insert or ignore into log_followers (tenant, name, seq)
      values (${tenant}, ${follower}, coalesce((select last_seq from tenants where id = ${tenant}), 0))`);
  }

  follow(
    tenant: string,
    follower: string,
    limit: number,
    pick: (events: readonly Event[], reading: FollowerReading) => Promise<readonly NewWork[]>,
    nowMs: number,
  ): Promise<boolean> {
    return this.#write(async (runner) => {
      const [row] = await runner.all(sql`select seq from log_followers where tenant = ${tenant} and name = ${follower}`);
      if (!row) return { commit: false, value: false };
      const events = await readEvents(runner, tenant, { after: Number(row.seq), limit, descending: false });
      const last = events.at(-1);
      // Events that were removed by retention before they were read leave nothing to do but to go on after them.
      const readTo = last?.seq ?? sql`(select last_seq from tenants where id = ${tenant})`;
      const scope: ReadScope = (work) => work(runner);
      const work = await pick(events, {
        reader: new LibsqlReader(tenant, scope, scope),
        recall: async (kind, subject) => parsed((await runner.all(memoryOf(tenant, kind, subject)))[0]?.memory),
      });
      if (work.length > 0) await runner.all(insertion(tenant, work, nowMs));
      await runner.all(sql`update log_followers set seq = ${readTo} where tenant = ${tenant} and name = ${follower}`);
      return { commit: true, value: events.length === limit };
    });
  }

  async recall(tenant: string, kind: string, subject: string) {
    const [row] = await this.#read((runner) => runner.all(memoryOf(tenant, kind, subject)));
    return parsed(row?.memory);
  }

  remember<T extends object>(
    tenant: string,
    kind: string,
    subject: string,
    change: (before: Readonly<Record<string, unknown>> | undefined) => T | undefined,
  ): Promise<T | undefined> {
    return this.#write(async (runner) => {
      const [row] = await runner.all(memoryOf(tenant, kind, subject));
      const after = change(parsed(row?.memory));
      await runner.all(
        after === undefined
          ? sql`delete from work_memory where tenant = ${tenant} and kind = ${kind} and subject = ${subject}`
          : sql`insert into work_memory (tenant, kind, subject, memory) values (${tenant}, ${kind}, ${subject}, ${JSON.stringify(after)})
              on conflict (tenant, kind, subject) do update set memory = excluded.memory`,
      );
      return { commit: true, value: after };
    });
  }
}

interface Waiting {
  readonly query: SQL;
  readonly resolve: (rows: SqlRow[]) => void;
  readonly reject: (error: unknown) => void;
}

const newestFirst: readonly SortKey[] = [{ field: 'createdMs', descending: true }];

function insertion(tenant: string, work: readonly NewWork[], nowMs: number): SQL {
  return sql`
    insert or ignore into work (tenant, id, kind, subject, payload, state, due_ms, scheduled_ms, created_ms)
    select ${tenant}, value ->> '$.id', value ->> '$.kind', value ->> '$.subject', value -> '$.payload', 'waiting',
      value ->> '$.dueAtMs', value ->> '$.dueAtMs', ${nowMs} from json_each(${JSON.stringify(work)})`;
}

function matching(tenant: string, { kind, subject, states, ids, fromMs, toMs, finishedBeforeMs }: WorkFilter): SQL {
  const conditions = [sql`tenant = ${tenant}`, sql`kind = ${kind}`];
  if (subject !== undefined) conditions.push(sql`subject = ${subject}`);
  if (states) conditions.push(sql`state in ${valuesOf(states)}`);
  if (ids) conditions.push(sql`id in ${valuesOf(ids)}`);
  if (fromMs !== undefined) conditions.push(sql`created_ms >= ${fromMs}`);
  if (toMs !== undefined) conditions.push(sql`created_ms < ${toMs}`);
  if (finishedBeforeMs !== undefined) conditions.push(sql`finished_ms < ${finishedBeforeMs}`);
  return sql.join(conditions, sql` and `);
}

function historyWith(attempt: Attempt | undefined): SQL {
  if (!attempt) return sql`history`;
  const kept = sql`case when json_array_length(history) >= ${keptAttempts} then json_remove(history, '$[0]') else history end`;
  return sql`json_insert(${kept}, '$[#]', json(${JSON.stringify(attempt)}))`;
}

function memoryOf(tenant: string, kind: string, subject: string): SQL {
  return sql`select memory from work_memory where tenant = ${tenant} and kind = ${kind} and subject = ${subject}`;
}

function workOf(row: SqlRow): Work {
  return {
    id: String(row.id),
    kind: String(row.kind),
    subject: String(row.subject),
    payload: parsed(row.payload) ?? {},
    state: String(row.state) as WorkState,
    dueAtMs: Number(row.scheduled_ms),
    leasedUntilMs: row.owner === null ? null : Number(row.due_ms),
    attempts: Number(row.attempts),
    createdAtMs: Number(row.created_ms),
    finishedAtMs: numberOrNull(row.finished_ms),
    history: JSON.parse(String(row.history)) as Attempt[],
  };
}

/** Written by this store alone, always an object. */
function parsed(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as Record<string, unknown>) : undefined;
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
