import type { HostCall, HostFilter, HostTransport } from '@dispatchkit/contract/manifest';
import { compileFilter } from '../filters/compile.ts';
import { frappeDialect } from '../filters/frappe.ts';
import { odataDialect } from '../filters/odata.ts';
import { literalV4 } from '../filters/odata-literals.ts';
import { parametersDialect } from '../filters/parameters.ts';
import type { HostRow, RowsAsk, RowsPage, Transport, Wire } from '../seams.ts';
import { read, splitPath } from '../templates/path.ts';
import {
  entityOf,
  idSegments,
  idValue,
  manifestCalls,
  names,
  noPaging,
  orderOf,
  orNone,
  requestOf,
  rowIn,
  rowsIn,
  sameList,
  templateValues,
  wantedPaths,
} from './asking.ts';
import { describeDocType } from './describe-doctype.ts';
import { readPage } from './pages.ts';
import { nextPage, pageHeaders, pageQuery, pageValues, totalOf, unlessBeyondEnd } from './paging.ts';
import { openWrites } from './writes.ts';

type RestTransport = Extract<HostTransport, { kind: 'rest' }>;

/** Where the entity tag of a single read is put, since it comes as a header. */
const etagPath = '@etag';

/** Paths and methods: `GET entity`, `GET entity/id`, `POST entity`, `PATCH entity/id`, `DELETE entity/id`, unless the manifest has calls of its own. */
export function openRest(transport: RestTransport, wire: Wire, keys: readonly string[] = []): Transport {
  const slash = transport.trailingSlash ? '/' : '';

  async function rows(ask: RowsAsk): Promise<RowsPage> {
    const { resource, signal } = ask;
    const state = readPage(ask.page);
    const filter = compiled(transport, ask.filter, resource.cannotFilter);
    if (filter.isNever) {
      return { rows: [], next: undefined, rest: undefined };
    }
    const connection = await wire.values(signal);
    const paging = resource.paging ?? noPaging;
    const page = pageValues(paging, state);
    const fields = fieldsText(transport, wantedPaths(ask, filter.rest));
    const order = orderText(transport, orderOf(resource));
    const call = resource.calls.list ?? callOf('GET', `${entityOf(resource.entity, connection)}${slash}`);
    const values = templateValues(connection, { filter: filter.text, fields, order, page, since: ask.since, window: ask.window });
    const asked = requestOf({ ...call, service: call.service ?? resource.service }, values, false, signal);
    const query = {
      ...(names(call, 'filter') ? {} : filter.query),
      ...(names(call, 'fields') ? {} : parameter(transport.fieldsParameter, fields)),
      ...(names(call, 'order') ? {} : parameter(transport.orderParameter, order)),
      ...(names(call, 'page') ? {} : pageQuery(paging, page)),
      ...asked.query,
    };
    const headers = { ...pageHeaders(paging, page), ...asked.headers };
    const sent = wire.send(
      state.link === undefined
        ? { ...asked, query, headers }
        : { ...asked, headers, path: sameList(state.link, asked.path), query: undefined },
    );
    const answer = await unlessBeyondEnd(state, sent);
    if (answer === undefined) return { rows: [], next: undefined, rest: undefined };
    const found = rowsIn(read(answer.body, call.take), call.take);
    return { rows: found, next: nextPage(paging, state, found, answer, keys), total: totalOf(paging, answer), rest: filter.rest };
  }

  async function row(ask: Parameters<Transport['row']>[0]): Promise<HostRow | undefined> {
    const { resource, signal } = ask;
    const connection = await wire.values(signal);
    const entity = entityOf(resource.entity, connection);
    const call = resource.calls.get ?? callOf('GET', '');
    const fields = fieldsText(transport, wantedPaths(ask, undefined));
    const asked = requestOf(call, templateValues(connection, { id: idValue(ask.id), fields }), false, signal);
    const path = resource.calls.get === undefined ? `${entity}/${idSegments(resource, ask.id)}${slash}` : asked.path;
    const answer = await orNone(wire.send({ ...asked, path, service: call.service ?? resource.service }));
    const found = answer === undefined ? undefined : rowIn(read(answer.body, call.take));
    const etag = answer?.headers.get('etag') ?? undefined;
    return found === undefined || etag === undefined ? found : { ...found, [etagPath]: etag };
  }

  return {
    kind: 'rest',
    rows,
    row,
    ...openWrites(wire, {
      of: ({ resource }, connection) => `${entityOf(resource.entity, connection)}${slash}`,
      ofOne: ({ resource, id = {} }, connection) =>
        `${entityOf(resource.entity, connection)}/${idSegments(resource, id)}${slash}`,
      updateAnswersNothing: false,
    }),
    call: manifestCalls(wire),
    describe: async (entity, service, signal) =>
      transport.filter.dialect === 'json-triples' ? await describeDocType(wire, entity, service, signal) : undefined,
  };
}

function callOf(method: HostCall['method'], path: string): HostCall {
  return { method, path, query: {}, headers: {}, take: '', answersNothing: false };
}

interface RestFilter {
  readonly query: Readonly<Record<string, string>>;
  /** For `${filter}`. */
  readonly text: string | undefined;
  readonly rest: HostFilter | undefined;
  readonly isNever: boolean;
}

function compiled(transport: RestTransport, filter: HostFilter | undefined, cannot: readonly string[]): RestFilter {
  const how = transport.filter;
  switch (how.dialect) {
    case 'none': {
      const { rest, isNever } = compileFilter(filter, parametersDialect, ['*']);
      return { query: {}, text: undefined, rest, isNever };
    }
    case 'parameters': {
      const { compiled, rest, isNever } = compileFilter(filter, parametersDialect, cannot);
      return { query: compiled ?? {}, text: undefined, rest, isNever };
    }
    case 'json-triples': {
      const { compiled, rest, isNever } = compileFilter(filter, frappeDialect, cannot);
      const text = compiled === undefined ? undefined : JSON.stringify(compiled);
      return { query: parameter(how.parameter, text), text, rest, isNever };
    }
    case 'odata-v4': {
      const dialect = odataDialect({ literal: literalV4(() => false), contains: (whole, part) => `contains(${whole},${part})` });
      const { compiled, rest, isNever } = compileFilter(filter, dialect, cannot);
      return { query: parameter(how.parameter, compiled), text: compiled, rest, isNever };
    }
  }
}

/** Only whole fields can be asked for; what is within them comes along. */
function fieldsText(transport: RestTransport, paths: readonly string[]): string {
  const fields = [...new Set(paths.map((path) => splitPath(path)[0] ?? '').filter((field) => /^[^@]/.test(field)))];
  return transport.fieldsForm === 'json' ? JSON.stringify(fields) : fields.join(',');
}

function orderText(transport: RestTransport, order: ReturnType<typeof orderOf>): string {
  return transport.orderForm === 'minus'
    ? order.map(({ path, descending }) => `${descending ? '-' : ''}${path}`).join(',')
    : order.map(({ path, descending }) => `${path} ${descending ? 'desc' : 'asc'}`).join(', ');
}

function parameter(name: string | undefined, value: string | undefined): Record<string, string> {
  return name === undefined || value === undefined ? {} : { [name]: value };
}
