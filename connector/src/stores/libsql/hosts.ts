import type { HostKind } from '@dispatchkit/contract/manifest';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type {
  HostFact,
  HostKindState,
  HostMemory,
  HostReport,
  HostStore,
  HostTelling,
  HostWrite,
  HostWriteFilter,
} from '../../ports/hosts.ts';
import type { SqlRow } from './sql-client.ts';
import type { SqlRunner } from './sql-runner.ts';
import { isOneOf } from './tables.ts';

interface Access {
  read<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
  change<T>(work: (runner: SqlRunner) => Promise<T>): Promise<T>;
}

export function hostsOn({ read, change }: Access): HostStore {
  const select = (query: SQL) => read((runner) => runner.all(query));
  return {
    keep: (tenant, host, memory) => change((runner) => keepOfHost(runner, tenant, host, memory)),
    beginAnew: (tenant, host) => change((runner) => runner.later(sql`delete from host_kinds where ${ofHost(tenant, host)}`)),
    async knows(tenant, host) {
      const any = (table: string) => sql`exists (select 1 from ${sql.raw(table)} where ${ofHost(tenant, host)})`;
      const [row] = await select(sql`select ${any('host_kinds')} or ${any('host_records')} or ${any('host_writes')} as known`);
      return Number(row?.known) === 1;
    },
    async states(tenant, host) {
      const rows = await select(sql`select state from host_kinds where ${ofHost(tenant, host)}`);
      return rows.map((row) => JSON.parse(String(row.state)) as HostKindState);
    },
    async factsOf(tenant, host, kind, hostIds) {
      const named = isOneOf(sql`host_id`, [...hostIds]);
      return (await select(sql`select * from host_records where ${ofKind(tenant, host, kind)} and ${named}`)).map(factOf);
    },
    async stateAndSeq(tenant, host, kind) {
      const [row] = await select(sql`
        select (select state from host_kinds where ${ofKind(tenant, host, kind)}) as state,
          (select last_seq from tenants where id = ${tenant}) as seq`);
      const state = textOrNull(row?.state);
      return { state: state === null ? undefined : (JSON.parse(state) as HostKindState), seq: Number(row?.seq ?? 0) };
    },
    async factsAndTellings(tenant, host, kind, hostIds, { nowMs, afterSeq }) {
      if (hostIds.length === 0) return { facts: [], tellings: [], toldSince: [] };
      const rows = await select(sql`
        select t.tellings, t.last_seq, r.* from (
          select json_group_array(json(telling)) as tellings, (select last_seq from tenants where id = ${tenant}) as last_seq
          from host_tellings where ${ofHost(tenant, host)} and until_ms > ${nowMs}) t
        left join host_records r on r.tenant = ${tenant} and r.host = ${host} and r.kind = ${kind}
          and ${isOneOf(sql`r.host_id`, [...hostIds])}`);
      const tellings = JSON.parse(String(rows[0]?.tellings)) as HostTelling[];
      // What was told and changed nothing here has no event of its own: its seq is that of the next one, which is not there yet.
      const lastSeq = Number(rows[0]?.last_seq ?? 0);
      const isSince = (seq: number) => seq > afterSeq && seq <= lastSeq;
      const toldSince = rows.filter((row) => isSince(Number(row.told_seq ?? 0))).map((row) => String(row.host_id));
      return { facts: rows.filter((row) => row.host_id !== null).map(factOf), tellings, toldSince };
    },
    async factsOfRecords(tenant, host, kind, ids) {
      const named = isOneOf(sql`id`, [...ids]);
      return (await select(sql`select * from host_records where ${ofKind(tenant, host, kind)} and ${named}`)).map(factOf);
    },
    async hostIds(tenant, host, kind, after, limit) {
      const rows = await select(sql`
        select host_id from host_records where ${ofKind(tenant, host, kind)} and host_id > ${after} order by host_id limit ${limit}`);
      return rows.map((row) => String(row.host_id));
    },
    async unmet(tenant, host, kind, pass) {
      const rows = await select(sql`
        select host_id from host_records where ${ofKind(tenant, host, kind)} and pass < ${pass} order by host_id`);
      return rows.map((row) => String(row.host_id));
    },
    async dangling(tenant, host, after, limit) {
      const rows = await select(sql`
        select * from host_records where ${ofHost(tenant, host)} and is_dangling = 1 and kind || ' ' || host_id > ${after}
        order by kind, host_id limit ${limit}`);
      return rows.map(factOf);
    },
    async counts(tenant, host) {
      const rows = await select(sql`
        select kind, count(*) as records, sum(unmapped <> '[]') as unmapped, sum(rejection is not null) as rejected
        from host_records where ${ofHost(tenant, host)} group by kind`);
      return new Map(
        rows.map((row) => [
          String(row.kind) as HostKind,
          { records: Number(row.records), unmapped: Number(row.unmapped), rejected: Number(row.rejected) },
        ]),
      );
    },
    async unmapped(tenant, host) {
      const rows = await select(sql`
        select r.kind, u.value ->> '$.field' as field, u.value ->> '$.enum' as enum, u.value ->> '$.value' as word,
          max(u.value ->> '$.label') as label, count(*) as n
        from host_records r, json_each(r.unmapped) u where r.tenant = ${tenant} and r.host = ${host} and r.unmapped <> '[]'
        group by 1, 2, 3, 4 order by n desc limit 500`);
      return rows.map((row) => ({
        kind: String(row.kind) as HostKind,
        field: String(row.field),
        enum: String(row.enum),
        value: String(row.word),
        ...(row.label === null ? {} : { label: String(row.label) }),
        count: Number(row.n),
      }));
    },
    async rejections(tenant, host, limit) {
      const rows = await select(sql`
        select * from host_records where ${ofHost(tenant, host)} and rejection is not null order by kind, host_id limit ${limit}`);
      return rows.map(factOf);
    },
    async writes(tenant, host, filter = {}) {
      const rows = await select(sql`
        select change from host_writes where ${matching(tenant, host, filter)} order by id limit ${filter.limit ?? 1_000}`);
      return rows.map((row) => JSON.parse(String(row.change)) as HostWrite);
    },
    async writeCounts(tenant, host) {
      const rows = await select(sql`select state, count(*) as n from host_writes where ${ofHost(tenant, host)} group by state`);
      const of = (state: HostWrite['state']) => Number(rows.find((row) => row.state === state)?.n ?? 0);
      return { waiting: of('waiting'), conflict: of('conflict'), dead: of('dead') };
    },
  };
}

/** One statement, so that a replica answers it while the primary is away. Records are counted only while there is something to wait for. */
export async function readHostReport(runner: SqlRunner, tenant: string, host: string, limit: number): Promise<HostReport> {
  const kinds = sql`host_kinds where ${ofHost(tenant, host)}`;
  const [row] = await runner.all(sql`
    select
      (select json_group_array(json(state)) from ${kinds}) as states,
      case when exists (select 1 from ${kinds} and state ->> '$.phase' <> 'steady') then (
        select json_group_object(kind, n) from (
          select kind, count(*) as n from host_records where ${ofHost(tenant, host)} group by kind)) else '{}' end as loaded,
      (select json_group_object(state, n) from (
        select state, count(*) as n from host_writes where ${ofHost(tenant, host)} group by state)) as writes,
      (select json_group_array(json_object('kind', kind, 'id', record_id, 'waiting', w, 'conflict', c, 'dead', d)) from (
        select kind, record_id, sum(state = 'waiting') as w, sum(state = 'conflict') as c, sum(state = 'dead') as d from host_writes
        where ${ofHost(tenant, host)} group by kind, record_id
        order by d > 0 desc, c > 0 desc, min(id) limit ${limit})) as pending`);
  const read = <T>(name: string) => JSON.parse(String(row?.[name])) as T;
  return {
    states: read('states'),
    loaded: new Map(Object.entries(read<Record<HostKind, number>>('loaded')) as [HostKind, number][]),
    writes: { waiting: 0, conflict: 0, dead: 0, ...read<Partial<HostReport['writes']>>('writes') },
    pending: read('pending'),
  };
}

/** Inside a transaction. */
export async function keepOfHost(runner: SqlRunner, tenant: string, host: string, memory: HostMemory): Promise<void> {
  const { forget = [], facts = [], state, writes = [], sent = [], telling, told = [], toldSeq = null } = memory;
  if (forget.length > 0) {
    await runner.later(sql`
      delete from host_records where ${ofHost(tenant, host)} and (kind, host_id) in (
        select value ->> '$.kind', value ->> '$.hostId' from json_each(${JSON.stringify(forget)}))`);
  }
  if (facts.length > 0) {
    await runner.later(sql`
      insert into host_records (tenant, host, kind, host_id, id, token, fields, unmapped, is_dangling, rejection, pass, told_seq)
      select ${tenant}, ${host}, value ->> '$.kind', value ->> '$.hostId', value ->> '$.id', value ->> '$.token', value -> '$.fields',
        value -> '$.unmapped', value ->> '$.isDangling', value ->> '$.rejection', value ->> '$.pass', ${toldSeq}
      from json_each(${JSON.stringify(facts)}) where true
      on conflict (tenant, host, kind, host_id) do update set id = excluded.id, token = excluded.token, fields = excluded.fields,
        unmapped = excluded.unmapped, is_dangling = excluded.is_dangling, rejection = excluded.rejection, pass = excluded.pass,
        told_seq = coalesce(excluded.told_seq, told_seq)`);
  }
  if (state) {
    await runner.later(sql`
      insert into host_kinds (tenant, host, kind, state) values (${tenant}, ${host}, ${state.kind}, ${JSON.stringify(state)})
      on conflict (tenant, host, kind) do update set state = excluded.state`);
  }
  if (writes.length > 0) {
    await runner.later(sql`
      insert into host_writes (tenant, host, id, kind, record_id, state, change)
      select ${tenant}, ${host}, value ->> '$.id', value ->> '$.kind', value ->> '$.recordId', value ->> '$.state', value
      from json_each(${JSON.stringify(writes)}) where true
      on conflict (tenant, host, id) do update set state = excluded.state, change = excluded.change`);
  }
  if (sent.length > 0) await runner.later(sql`delete from host_writes where ${matching(tenant, host, { ids: sent })}`);
  if (telling) {
    const { id, notedMs, untilMs } = telling;
    // Whoever was killed has left its own behind.
    await runner.later(sql`delete from host_tellings where ${ofHost(tenant, host)} and until_ms <= ${notedMs}`);
    await runner.later(sql`
      insert into host_tellings (tenant, host, id, until_ms, telling)
      values (${tenant}, ${host}, ${id}, ${untilMs}, ${JSON.stringify(telling)})
      on conflict (tenant, host, id) do update set until_ms = excluded.until_ms, telling = excluded.telling`);
  }
  if (told.length > 0)
    await runner.later(sql`delete from host_tellings where ${ofHost(tenant, host)} and ${isOneOf(sql`id`, told)}`);
}

function ofHost(tenant: string, host: string): SQL {
  return sql`tenant = ${tenant} and host = ${host}`;
}

function ofKind(tenant: string, host: string, kind: HostKind): SQL {
  return sql`${ofHost(tenant, host)} and kind = ${kind}`;
}

function matching(tenant: string, host: string, { states, ids, recordIds, operations }: HostWriteFilter): SQL {
  const conditions = [ofHost(tenant, host)];
  if (states) conditions.push(isOneOf(sql`state`, [...states]));
  if (ids) conditions.push(isOneOf(sql`id`, [...ids]));
  if (recordIds) conditions.push(isOneOf(sql`record_id`, [...recordIds]));
  if (operations) conditions.push(isOneOf(sql`change ->> '$.operation'`, [...operations]));
  return sql.join(conditions, sql` and `);
}

function factOf(row: SqlRow): HostFact {
  return {
    kind: String(row.kind) as HostKind,
    hostId: String(row.host_id),
    id: textOrNull(row.id),
    token: textOrNull(row.token),
    fields: JSON.parse(String(row.fields)) as HostFact['fields'],
    unmapped: JSON.parse(String(row.unmapped)) as HostFact['unmapped'],
    isDangling: Number(row.is_dangling) === 1,
    rejection: textOrNull(row.rejection),
    pass: Number(row.pass),
  };
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
