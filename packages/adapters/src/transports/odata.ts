import type { HostErrorRule, HostFilter, HostPaging, HostTransport } from '@dispatchkit/contract/manifest';
import { compileFilter } from '../filters/compile.ts';
import { odataDialect } from '../filters/odata.ts';
import { HostError } from '../host.ts';
import type { HostRow, RowsAsk, RowsPage, Transport, Wire, WireAnswer } from '../seams.ts';
import { read, splitPath } from '../templates/path.ts';
import {
  entityOf,
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
import { entityAddress } from './odata-keys.ts';
import { openMetadata } from './odata-metadata.ts';
import { navigationPaths, type SelectTree, selectTree } from './odata-tree.ts';
import { openODataWrites } from './odata-writes.ts';
import { readPage, writePage } from './pages.ts';
import { absolute, nextPage, pageHeaders, pageQuery, pageValues } from './paging.ts';

type Literal = (value: string | number | boolean, field: string) => string | undefined;

/** Where v2 and v4 differ. */
export interface ODataFlavour {
  readonly kind: 'odata-v4' | 'odata-v2';
  readonly version: 2 | 4;
  readonly canAskAny: boolean;
  readonly paging: HostPaging;
  headers(paths: readonly string[], size: number | undefined): Record<string, string>;
  selection(tree: SelectTree): Record<string, string>;
  /** Asked for where we count ourselves: a host may give fewer rows at once than it was asked for. */
  readonly counting: Readonly<Record<string, string>>;
  literal(isText: (field: string) => boolean, typeOf: (field: string) => string | undefined): Literal;
  contains(whole: string, part: string): string;
  list(body: unknown): { readonly rows: unknown; readonly next: unknown; readonly total: unknown };
  single(body: unknown): unknown;
  /** Of every call. */
  readonly callHeaders: Readonly<Record<string, string>>;
  /** Says the address of what was made. */
  readonly entityHeader: string;
}

/** Of one probe, which asks for many entities. */
const describedForMs = 60_000;

/** What both versions of OData do in the same way. */
export function openOData(
  flavour: ODataFlavour,
  transport: Extract<HostTransport, { kind: 'odata-v4' | 'odata-v2' }>,
  wire: Wire,
  rules: readonly HostErrorRule[],
): Transport {
  const metadata = openMetadata(wire);
  const writes = openODataWrites(flavour, wire, rules);

  async function rows(ask: RowsAsk): Promise<RowsPage> {
    const { resource, signal } = ask;
    const state = readPage(ask.page);
    const connection = await wire.values(signal);
    const entity = entityOf(resource.entity, connection);
    const filter = await compiled(ask, entity);
    if (filter.isNever) {
      return { rows: [], next: undefined, rest: undefined };
    }
    const paging = resource.paging ?? flavour.paging;
    const page = pageValues(paging, state);
    const paths = wantedPaths(ask, filter.rest);
    const order = orderOf(resource)
      .map(({ path, descending }) => `${splitPath(path).join('/')}${descending ? ' desc' : ''}`)
      .join(',');
    const { list } = resource.calls;
    const own = {
      ...(list !== undefined && names(list, 'fields') ? {} : selection(ask, paths)),
      ...(filter.compiled === undefined || (list !== undefined && names(list, 'filter')) ? {} : { $filter: filter.compiled }),
      ...(list !== undefined && names(list, 'order') ? {} : { $orderby: order }),
      ...(list !== undefined && names(list, 'page') ? {} : pageQuery(paging, page, { offset: '$skip', limit: '$top' })),
      ...(paging.kind === 'offset' ? flavour.counting : {}),
      ...(flavour.version === 2 ? { $format: 'json' } : {}),
    };
    const headers = {
      ...flavour.headers(paths, paging.kind === 'link' && paging.sizeHeader === undefined ? paging.size : undefined),
      ...pageHeaders(paging, page),
    };
    const values = templateValues(connection, {
      filter: filter.compiled,
      order,
      fields: paths,
      page,
      since: ask.since,
      window: ask.window,
    });
    const asked =
      list === undefined
        ? { method: 'GET', path: entity, service: resource.service, query: own, headers, isWrite: false, signal }
        : withOwn(requestOf(list, values, false, signal), own, headers, resource.service);
    const answer = await wire.send(
      state.link === undefined ? asked : { ...asked, path: sameList(state.link, asked.path), query: undefined },
    );
    const listed = flavour.list(read(answer.body, list?.take ?? ''));
    const found = rowsIn(listed.rows, flavour.version === 2 ? 'd.results' : 'value');
    return { rows: found, next: following(found, listed, answer), total: count(listed.total), rest: filter.rest };

    function following(
      those: readonly HostRow[],
      { next, total }: { next: unknown; total: unknown },
      answered: WireAnswer,
    ): string | undefined {
      // A host may cut an answer short whatever was asked for: its link counts before our own arithmetic.
      if (typeof next === 'string' && next !== '') {
        const taken = state.taken + those.length;
        return writePage(state, those, { offset: state.offset, link: absolute(next, answered.url), taken });
      }
      if (paging.kind === 'offset') {
        const all = state.taken + those.length;
        const offset = state.offset + all;
        const known = count(total);
        // Without a count only an empty page is the end; but a host that has led here by links of its own would give one more.
        const isLed = state.link !== undefined && all < paging.size;
        const isLast = all === 0 || (known === undefined ? isLed : offset >= known);
        return isLast ? undefined : writePage(state, those, { offset });
      }
      return paging.kind === 'link' ? undefined : nextPage(paging, state, those, answered);
    }
  }

  async function compiled(ask: RowsAsk, entity: string) {
    const types = await typesFor(ask.filter, entity, ask.resource.service, ask.signal);
    const many = Object.values(ask.resource.relations).flatMap((relation) =>
      relation.kind === 'expand' && relation.many ? [relation.navigation.replaceAll('/', '.')] : [],
    );
    const isText = (field: string) => types.get(field) === 'Edm.String' || isTextId(ask, field);
    const dialect = odataDialect({
      literal: flavour.literal(isText, (field) => types.get(field)),
      contains: flavour.contains,
      many: new Set(many),
      canAskAny: flavour.canAskAny,
      ignoresCase: transport.ignoresCase ?? false,
    });
    return compileFilter(ask.filter, dialect, ask.resource.cannotFilter);
  }

  /** `/Date(…)/` does not tell which of two types is compared with, so in v2 the service is asked once. */
  async function typesFor(
    filter: HostFilter | undefined,
    entity: string,
    service: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, string>> {
    if (flavour.version === 4 || filter === undefined || !JSON.stringify(filter).includes('/Date(')) {
      return new Map();
    }
    const fields = await metadata.fieldsOf(entity, service, Number.POSITIVE_INFINITY, signal).catch((error: unknown) => {
      if (error instanceof HostError) {
        return undefined;
      }
      throw error;
    });
    return new Map((fields ?? []).map((field) => [field.name, field.type]));
  }

  function selection(ask: Pick<RowsAsk, 'resource'>, paths: readonly string[]): Record<string, string> {
    const navigations = Object.values(ask.resource.relations).flatMap((relation) =>
      relation.kind === 'expand' ? [relation.navigation] : [],
    );
    return flavour.selection(selectTree(paths, navigationPaths(navigations)));
  }

  async function row(ask: Parameters<Transport['row']>[0]): Promise<HostRow | undefined> {
    const { resource, signal } = ask;
    const connection = await wire.values(signal);
    const paths = wantedPaths(ask, undefined);
    const own = { ...selection(ask, paths), ...(flavour.version === 2 ? { $format: 'json' } : {}) };
    const headers = flavour.headers(paths, undefined);
    const { get } = resource.calls;
    const values = templateValues(connection, { id: idValue(ask.id), fields: paths });
    const answer = await orNone(
      (async () =>
        await wire.send(
          get === undefined
            ? {
                method: 'GET',
                path: entityAddress(ask, connection, flavour.version),
                service: resource.service,
                query: own,
                headers,
                isWrite: false,
                signal,
              }
            : withOwn(requestOf(get, values, false, signal), own, headers, resource.service),
        ))(),
    );
    return answer === undefined ? undefined : rowIn(flavour.single(read(answer.body, get?.take ?? '')));
  }

  return {
    kind: flavour.kind,
    rows,
    row,
    create: writes.create,
    update: writes.update,
    remove: writes.remove,
    ...(transport.batch ? { replace: writes.replace } : {}),
    call: manifestCalls(wire, flavour.callHeaders),
    describe: async (entity, service, signal) =>
      await metadata.fieldsOf(entityOf(entity, await wire.values(signal)), service, describedForMs, signal),
  };
}

function withOwn(
  asked: ReturnType<typeof requestOf>,
  query: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
  service: string | undefined,
): ReturnType<typeof requestOf> {
  return {
    ...asked,
    service: asked.service ?? service,
    query: { ...query, ...asked.query },
    headers: { ...headers, ...asked.headers },
  };
}

function isTextId(ask: Pick<RowsAsk, 'resource'>, field: string): boolean {
  return ask.resource.id.encoding === 'text' && ask.resource.id.paths.includes(field);
}

function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}
