import type { HostCall, HostPaging } from '@dispatchkit/contract/manifest';
import { compileFilter } from '../filters/compile.ts';
import type { Dialect } from '../filters/dialect.ts';
import { HostError } from '../host.ts';
import type { ConnectionValues, DescribedField, HostRow, RowsAsk, RowsPage, Transport, Wire, WriteAsk } from '../seams.ts';
import { interpolate, interpolateText, type TemplateValues } from '../templates/interpolate.ts';
import { read, splitPath } from '../templates/path.ts';
import {
  bodyOf,
  createdRow,
  entityOf,
  idValue,
  orderOf,
  orNone,
  rowIn,
  rowsIn,
  singleId,
  templateValues,
  wantedPaths,
  writeValues,
} from './asking.ts';
import { readPage } from './pages.ts';
import { nextPage, pageValues } from './paging.ts';

/** One remote call. `args` is a list or named arguments, as the manifest has it. */
export interface RemoteCall {
  readonly model: string;
  readonly method: string;
  readonly args: unknown;
  /** The manifest names the method whole. */
  readonly isWhole?: boolean;
  readonly service?: string | undefined;
  /** Added to the context of the connection. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly isWrite: boolean;
  readonly signal: AbortSignal | undefined;
}

export interface Search {
  readonly domain: unknown;
  readonly offset: number;
  readonly limit: number | null;
  readonly order: readonly { readonly path: string; readonly descending: boolean }[];
  readonly fields: readonly string[];
}

/** Where Tryton and the versions of Odoo differ. */
export interface RpcFlavour {
  readonly kind: Transport['kind'];
  readonly dialect: Dialect<readonly unknown[]>;
  domain(compiled: readonly unknown[] | undefined): unknown;
  fields(paths: readonly string[]): string[];
  /** What a path is written to. */
  writtenAs(path: string): string;
  send(call: RemoteCall): Promise<unknown>;
  search(search: Search): unknown;
  read(ids: readonly (string | number)[], fields: readonly string[]): unknown;
  create(row: Readonly<Record<string, unknown>>): unknown;
  readonly update: string;
  write(ids: readonly (string | number)[], row: Readonly<Record<string, unknown>>): unknown;
  readonly remove: string;
  delete(ids: readonly (string | number)[]): unknown;
  /** Proof that nobody else has written since. */
  stamp(ask: WriteAsk, model: string): Readonly<Record<string, unknown>>;
  readonly describe: unknown;
}

const usualPaging: HostPaging = { kind: 'offset', size: 500 };

/** Models with `search_read`, `read`, `create`, write and delete. */
export function openRpc(flavour: RpcFlavour, wire: Wire): Transport {
  async function rows(ask: RowsAsk): Promise<RowsPage> {
    const { resource, signal } = ask;
    const state = readPage(ask.page);
    const filter = compileFilter(ask.filter, flavour.dialect, resource.cannotFilter);
    if (filter.isNever) {
      return { rows: [], next: undefined, rest: undefined };
    }
    const connection = await wire.values(signal);
    const paging = resource.paging ?? usualPaging;
    const page = pageValues(paging, state);
    const domain = flavour.domain(filter.compiled);
    const fields = flavour.fields(wantedPaths(ask, filter.rest));
    const order = orderOf(resource);
    const { list } = resource.calls;
    const result =
      list === undefined
        ? await flavour.send({
            model: entityOf(resource.entity, connection),
            method: 'search_read',
            args: flavour.search({ domain, offset: page.offset, limit: page.limit ?? null, order, fields }),
            service: resource.service,
            isWrite: false,
            signal,
          })
        : await manifestCall(
            list,
            { filter: domain, order, fields, page, since: ask.since, window: ask.window },
            false,
            signal,
            connection,
          );
    const found = rowsIn(result, list?.take ?? '');
    // The database of such a host counts the rows itself: fewer than it was asked for are the last.
    const isEnd = list === undefined && page.limit !== undefined && found.length < page.limit;
    const next = isEnd ? undefined : nextPage(paging, state, found, { body: result, headers: new Headers() });
    return { rows: found, next, rest: filter.rest };
  }

  async function row(ask: Parameters<Transport['row']>[0]): Promise<HostRow | undefined> {
    const { resource, signal } = ask;
    const connection = await wire.values(signal);
    const fields = flavour.fields(wantedPaths(ask, undefined));
    const { get } = resource.calls;
    if (get !== undefined) {
      const values = { id: idValue(ask.id), fields };
      return rowIn(await orNone(manifestCall(get, values, false, signal, connection)));
    }
    const call: RemoteCall = {
      model: entityOf(resource.entity, connection),
      method: 'read',
      args: flavour.read([singleId(ask.id)], fields),
      service: resource.service,
      isWrite: false,
      signal,
    };
    const found = await orNone(flavour.send(call));
    return rowIn(Array.isArray(found) ? found[0] : found);
  }

  async function write(
    ask: WriteAsk,
    what: 'create' | 'update' | 'delete',
    usual: Pick<RemoteCall, 'method' | 'args'>,
  ): Promise<unknown> {
    const { resource, signal } = ask;
    const connection = await wire.values(signal);
    const choice = resource.writes[what];
    const model = entityOf(resource.entity, connection);
    const context = flavour.stamp(ask, model);
    return typeof choice === 'object'
      ? await manifestCall(choice, writeValues(connection, ask, rowOf(ask)), true, signal, connection, context)
      : await flavour.send({ ...usual, model, service: resource.service, context, isWrite: true, signal });
  }

  async function manifestCall(
    call: HostCall,
    values: TemplateValues,
    isWrite: boolean,
    signal: AbortSignal | undefined,
    connection: ConnectionValues,
    context?: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    const filled = templateValues(connection, values);
    const { model, method } = remoteName(interpolateText(call.path, filled));
    const args = call.body === undefined ? [] : interpolate(call.body, filled);
    const result = await flavour.send({ model, method, args, isWhole: true, service: call.service, context, isWrite, signal });
    return read(result, call.take);
  }

  function rowOf(ask: WriteAsk): Record<string, unknown> {
    const fields = Object.entries(ask.fields).map(([path, value]) => [flavour.writtenAs(path), value] as const);
    return bodyOf({ ...ask, fields: Object.fromEntries(fields) });
  }

  return {
    kind: flavour.kind,
    rows,
    row,
    create: async (ask) => {
      const found = await write(ask, 'create', { method: 'create', args: flavour.create(rowOf(ask)) });
      return createdRow(ask.resource, Array.isArray(found) ? found[0] : found, { headers: new Headers() });
    },
    update: async (ask) => {
      await write(ask, 'update', { method: flavour.update, args: flavour.write([singleId(ask.id)], rowOf(ask)) });
    },
    remove: async (ask) => {
      await write(ask, 'delete', { method: flavour.remove, args: flavour.delete([singleId(ask.id)]) });
    },
    call: async (call, values, isWrite, signal) =>
      await manifestCall(call, { ...values }, isWrite, signal, await wire.values(signal)),
    describe: async (entity, service, signal) => {
      const model = entityOf(entity, await wire.values(signal));
      const found = await orNone(
        flavour.send({ model, method: 'fields_get', args: flavour.describe, service, isWrite: false, signal }),
      );
      return found === undefined || found === null ? undefined : describedFields(found);
    },
  };
}

/** `model.project.work.write`, `project.task/action_done`, `fsm.order.action_complete`: the method is what stands last. */
function remoteName(path: string): { readonly model: string; readonly method: string } {
  const at = path.includes('/') ? path.lastIndexOf('/') : path.lastIndexOf('.');
  if (at <= 0 || at === path.length - 1 || !/^[\w./]+$/.test(path)) {
    throw new HostError('invalid', `“${path}” names no method of a model.`);
  }
  return { model: path.slice(0, at), method: path.slice(at + 1) };
}

/** The first names of paths: what is within a field comes along with it. */
export function firstNames(paths: readonly string[]): string[] {
  return [...new Set(paths.map((path) => splitPath(path)[0] ?? '').filter((name) => name !== ''))];
}

function describedFields(found: unknown): DescribedField[] {
  if (typeof found !== 'object' || found === null) {
    throw new HostError('invalid', 'The host has not described its fields.');
  }
  return Object.entries(found).map(([name, field]) => {
    const relation = read(field, 'relation');
    const selection = read(field, 'selection');
    return {
      name,
      type: String(read(field, 'type') ?? ''),
      required: read(field, 'required') === true,
      readOnly: read(field, 'readonly') === true,
      ...(typeof relation === 'string' && relation !== '' ? { relation } : {}),
      // Words may also be the name of a method that answers them.
      ...(Array.isArray(selection)
        ? { words: selection.map((pair) => String(read(pair, '0') ?? '')).filter((word) => word !== '') }
        : {}),
    };
  });
}
