import type { HostErrorRule, HostFilter, HostPaging, HostTransport } from '@dispatchkit/contract/manifest';
import { compileFilter } from '../filters/compile.ts';
import { odataDialect } from '../filters/odata.ts';
import { HostError } from '../host.ts';
import type {
  ConnectionValues,
  DescribedField,
  HostRow,
  IdParts,
  RowsAsk,
  RowsPage,
  Transport,
  Wire,
  WireAnswer,
  WriteAsk,
} from '../seams.ts';
import { read, splitPath } from '../templates/path.ts';
import { errorOf } from '../wire/errors.ts';
import {
  bodyOf,
  createdRow,
  entityOf,
  idValue,
  ifMatch,
  names,
  nested,
  orderOf,
  orNone,
  requestOf,
  rowIn,
  rowsIn,
  sameList,
  templateValues,
  wantedPaths,
  writeValues,
} from './asking.ts';
import { readEdmx, type ServiceDescription } from './edmx.ts';
import { readBatch, writeBatch } from './odata-batch.ts';
import { odataKey, readODataKey } from './odata-keys.ts';
import { navigationPaths, type SelectTree, selectTree } from './odata-tree.ts';
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
  readonly writeHeaders: Readonly<Record<string, string>>;
  /** Says the address of what was made. */
  readonly entityHeader: string;
}

/** What both versions of OData do in the same way. */
export function openOData(
  flavour: ODataFlavour,
  transport: Extract<HostTransport, { kind: 'odata-v4' | 'odata-v2' }>,
  wire: Wire,
  rules: readonly HostErrorRule[],
): Transport {
  const descriptions = new Map<string, Promise<ServiceDescription | undefined>>();

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
    const values = templateValues(connection, { filter: filter.compiled, order, fields: paths, page, since: ask.since });
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
        const isLast = all === 0 || (known === undefined ? all < paging.size : offset >= known);
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
    const fields = await described(entity, service, signal).catch((error: unknown) => {
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
                path: address(ask, connection),
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

  async function send(ask: WriteAsk, what: 'create' | 'update' | 'delete'): Promise<{ answer: WireAnswer; found: unknown }> {
    const { resource, signal } = ask;
    const choice = resource.writes[what];
    const connection = await wire.values(signal);
    const body = bodyOf(ask);
    if (choice !== true && choice !== false) {
      const asked = requestOf(choice, writeValues(connection, ask, body), true, signal);
      const headers = { ...flavour.writeHeaders, ...ifMatch(ask), ...asked.headers };
      const answer = await wire.send({ ...asked, headers, service: choice.service ?? resource.service });
      return { answer, found: read(flavour.single(answer.body), choice.take) };
    }
    const answer = await wire.send({
      method: what === 'create' ? 'POST' : what === 'update' ? 'PATCH' : 'DELETE',
      path: what === 'create' ? entityOf(resource.entity, connection) : address(ask, connection),
      service: resource.service,
      headers: what === 'create' ? flavour.writeHeaders : { ...plainWriteHeaders(), ...onlyThere(what), ...ifMatch(ask, '*') },
      body: what === 'delete' ? undefined : body,
      answersNothing: what !== 'create',
      isWrite: true,
      signal,
    });
    return { answer, found: flavour.single(answer.body) };
  }

  /** In v4 a PATCH may make what is not there (any more), unless it is told to change only what is. */
  function onlyThere(what: 'update' | 'delete'): Record<string, string> {
    return flavour.version === 4 && what === 'update' ? { 'If-Match': '*' } : {};
  }

  function plainWriteHeaders(): Record<string, string> {
    return Object.fromEntries(Object.entries(flavour.writeHeaders).filter(([name]) => name !== 'Prefer'));
  }

  function address(
    ask: { readonly resource: WriteAsk['resource'] | RowsAsk['resource']; readonly id?: IdParts | undefined },
    connection: ConnectionValues,
  ): string {
    return `${entityOf(ask.resource.entity, connection)}${odataKey(ask.resource, ask.id ?? {}, flavour.version)}`;
  }

  /** The row that was made; where there is none, its key from the address of the answer. */
  function made(ask: WriteAsk, found: unknown, headers: Headers): HostRow {
    const location = headers.get(flavour.entityHeader) ?? headers.get('location');
    const key = location === null ? undefined : readODataKey(location, ask.resource.id.paths);
    const isRow = typeof found === 'object' && found !== null;
    return !isRow && key !== undefined ? nested(key) : createdRow(ask.resource, found, { headers });
  }

  async function replace(ask: WriteAsk): Promise<HostRow> {
    const { resource, signal } = ask;
    const connection = await wire.values(signal);
    const { contentType, body } = writeBatch([
      { method: 'DELETE', path: address(ask, connection), headers: ifMatch(ask, '*') },
      { method: 'POST', path: entityOf(resource.entity, connection).replaceAll(' ', '%20'), body: bodyOf(ask) },
    ]);
    const answer = await wire.send({
      method: 'POST',
      path: '$batch',
      service: resource.service,
      headers: { ...plainWriteHeaders(), Accept: 'multipart/mixed' },
      body,
      contentType,
      isWrite: true,
      signal,
    });
    const parts = readBatch(answer.text ?? '');
    for (const part of parts) {
      const failure = errorOf({ ...part, text: undefined, isPage: false }, rules, 0, true);
      if (failure !== undefined) {
        throw failure;
      }
    }
    const last = parts.at(-1);
    const found = flavour.single(last?.body);
    // What was sent is known in any case, and ids of replaced rows are among it.
    return found === undefined || found === null ? bodyOf(ask) : made(ask, found, last?.headers ?? new Headers());
  }

  async function described(
    entity: string,
    service: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<readonly DescribedField[] | undefined> {
    const set = entity.split('/').at(-1) ?? entity;
    const before = entity.slice(0, entity.length - set.length);
    const key = `${service ?? ''} ${before}`;
    const known =
      descriptions.get(key) ??
      orNone(
        wire.send({ method: 'GET', path: '$metadata', service, headers: { Accept: 'application/xml' }, isWrite: false }),
      ).then((answer) => (answer?.text === undefined ? undefined : readEdmx(answer.text)));
    descriptions.set(key, known);
    known.catch(() => descriptions.delete(key));
    const description = await known;
    signal?.throwIfAborted();
    return description?.fieldsOf(set);
  }

  return {
    kind: flavour.kind,
    rows,
    row,
    create: async (ask) => {
      const { answer, found } = await send(ask, 'create');
      return made(ask, found, answer.headers);
    },
    update: async (ask) => {
      await send(ask, 'update');
    },
    remove: async (ask) => {
      await send(ask, 'delete');
    },
    ...(transport.batch ? { replace } : {}),
    call: async (call, values, isWrite, signal) => {
      const connection = await wire.values(signal);
      const asked = requestOf(call, templateValues(connection, { ...values }), isWrite, signal);
      const answer = await wire.send({ ...asked, headers: { ...plainWriteHeaders(), ...asked.headers } });
      return read(answer.body, call.take);
    },
    describe: async (entity, service, signal) => await described(entityOf(entity, await wire.values(signal)), service, signal),
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
