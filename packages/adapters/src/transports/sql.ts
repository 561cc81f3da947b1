import type { HostFilter, HostPaging, HostTransport } from '@dispatchkit/contract/manifest';
import { compileFilter } from '../filters/compile.ts';
import { plainColumn, sqlDialect } from '../filters/sql.ts';
import { HostError } from '../host.ts';
import type { ConnectionValues, HostRow, RowsAsk, RowsPage, Transport, Wire, WriteAsk } from '../seams.ts';
import { interpolatePath } from '../templates/interpolate.ts';
import { read } from '../templates/path.ts';
import {
  entityOf,
  idSegments,
  idValue,
  manifestCalls,
  names,
  orderOf,
  orNone,
  requestOf,
  rowIn,
  rowsIn,
  sameList,
  templateValues,
  wantedPaths,
} from './asking.ts';
import { readPage } from './pages.ts';
import { nextPage, pageQuery, pageValues, totalOf } from './paging.ts';
import { openWrites } from './writes.ts';

type SqlTransport = Extract<HostTransport, { kind: 'sql' }>;

const usualPaging: HostPaging = { kind: 'offset', offset: 'offset', limit: 'limit', size: 1_000, total: 'totalResults' };

/**
 * SuiteQL: lists by a query in the body, writes by paths of records. Single records are queried as well, so that the same columns mean the
 * same; `calls.get` reads them by path where a manifest wants that.
 */
export function openSql(transport: SqlTransport, wire: Wire): Transport {
  const moments = new Set(transport.dateTimeColumns ?? []);
  const compared = (field: string): string | undefined => {
    const column = plainColumn(field);
    return column !== undefined && moments.has(column) ? asText(column) : column;
  };
  const dialect = sqlDialect(compared);

  async function rows(ask: RowsAsk): Promise<RowsPage> {
    const { resource, signal } = ask;
    const state = readPage(ask.page);
    const filter = compileFilter(ask.filter, dialect, resource.cannotFilter);
    if (filter.isNever) {
      return { rows: [], next: undefined, rest: undefined };
    }
    const connection = await wire.values(signal);
    const paging = resource.paging ?? usualPaging;
    const page = pageValues(paging, state);
    const paths = wantedPaths(ask, filter.rest);
    const order = orderText(resource);
    const { list } = resource.calls;
    const values = templateValues(connection, {
      // Within a query of the manifest there has to be a condition.
      filter: filter.compiled ?? '1 = 1',
      order,
      page,
      since: ask.since,
      window: ask.window,
    });
    const pages = list !== undefined && names(list, 'page') ? {} : pageQuery(paging, page);
    const asked =
      list === undefined
        ? query(connection, select(paths, resource, connection, filter.compiled, order), pages, resource.service, signal)
        : withPages(
            requestOf(list, { ...values, fields: names(list, 'fields') ? columns(paths) : undefined }, false, signal),
            pages,
          );
    const answer = await wire.send(
      state.link === undefined ? asked : { ...asked, path: sameList(state.link, asked.path), query: undefined },
    );
    const found = rowsIn(read(answer.body, list?.take || transport.resultPath), transport.resultPath);
    const next = nextPage(paging, state, found, answer);
    return { rows: found.map((one) => withAsked(one, paths)), next, total: totalOf(paging, answer), rest: filter.rest };
  }

  async function row(ask: Parameters<Transport['row']>[0]): Promise<HostRow | undefined> {
    const { resource, signal } = ask;
    const { get } = resource.calls;
    if (get !== undefined) {
      const connection = await wire.values(signal);
      const asked = requestOf(get, templateValues(connection, { id: idValue(ask.id) }), false, signal);
      const answer = await orNone(wire.send({ ...asked, service: get.service ?? resource.service }));
      return rowIn(read(answer?.body, get.take));
    }
    const all: HostFilter[] = [];
    for (const path of resource.id.paths) {
      const value = sqlId(resource, ask.id[path]);
      if (value === undefined) {
        return undefined;
      }
      all.push({ field: path, is: 'eq', value });
    }
    const found = await rows({ ...ask, filter: { all: all }, page: undefined });
    return found.rows[0];
  }

  function query(
    connection: ConnectionValues,
    q: string,
    pages: Readonly<Record<string, string>>,
    service: string | undefined,
    signal: AbortSignal | undefined,
  ) {
    return {
      method: 'POST',
      path: interpolatePath(transport.path, { settings: connection.settings }),
      service,
      query: pages,
      headers: { Prefer: 'transient' },
      body: { q },
      isWrite: false,
      signal,
    };
  }

  function select(
    paths: readonly string[],
    resource: RowsAsk['resource'],
    connection: ConnectionValues,
    condition: string | undefined,
    order: string,
  ): string {
    const table = entityOf(resource.entity, connection);
    if (plainColumn(table) === undefined) {
      throw new HostError('invalid', `“${table}” is no name of a table.`);
    }
    const where = condition === undefined ? '' : ` WHERE ${condition}`;
    return `SELECT ${columns(paths)} FROM ${table}${where} ORDER BY ${order}`;
  }

  function columns(paths: readonly string[]): string {
    return paths
      .map((path) => {
        const column = plainColumn(path);
        if (column === undefined) {
          throw new HostError('invalid', `“${path}” is no name of a column.`);
        }
        return moments.has(column) ? `${asText(column)} AS ${column.split('.').at(-1)}` : column;
      })
      .join(', ');
  }

  function recordsOf({ resource }: WriteAsk, connection: ConnectionValues): string {
    const base = interpolatePath(transport.recordPath, { settings: connection.settings });
    return `${base === '' ? '' : `${base}/`}${entityOf(resource.entity, connection)}`;
  }

  return {
    kind: 'sql',
    rows,
    row,
    ...openWrites(wire, {
      of: recordsOf,
      ofOne: (ask, connection) => `${recordsOf(ask, connection)}/${idSegments(ask.resource, ask.id ?? {})}`,
      updateAnswersNothing: true,
    }),
    call: manifestCalls(wire),
  };
}

function asText(column: string): string {
  return `TO_CHAR(${column}, 'YYYY-MM-DD HH24:MI:SS')`;
}

function orderText(resource: RowsAsk['resource']): string {
  return orderOf(resource)
    .map(({ path, descending }) => {
      const column = plainColumn(path);
      if (column === undefined) {
        throw new HostError('invalid', `“${path}” is no name of a column.`);
      }
      return `${column}${descending ? ' DESC' : ''}`;
    })
    .join(', ');
}

/** Ids are numbers in the database although answers have them as texts. Undefined for what can be none. */
function sqlId(resource: RowsAsk['resource'], value: string | number | undefined): string | number | undefined {
  if (resource.id.encoding !== 'integer') {
    return value === '' ? undefined : value;
  }
  return /^-?\d{1,15}$/.test(String(value)) ? Number(value) : undefined;
}

/** Columns come back in lower case, and those that are null not at all. */
function withAsked(row: HostRow, paths: readonly string[]): HostRow {
  const byLowerCase = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]));
  const asked = paths.map((path) => [path, byLowerCase.get((path.split('.').at(-1) ?? '').toLowerCase()) ?? null] as const);
  return { ...row, ...Object.fromEntries(asked) };
}

function withPages(asked: ReturnType<typeof requestOf>, pages: Readonly<Record<string, string>>): ReturnType<typeof requestOf> {
  return { ...asked, query: { ...pages, ...asked.query }, headers: { Prefer: 'transient', ...asked.headers } };
}
