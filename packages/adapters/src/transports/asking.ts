import type { HostCall, HostFilter, HostPaging, HostResource } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import type {
  ConnectionValues,
  HostRow,
  IdParts,
  RowsAsk,
  Transport,
  Wire,
  WireAnswer,
  WireRequest,
  WriteAsk,
} from '../seams.ts';
import {
  interpolate,
  interpolatePath,
  interpolateText,
  interpolateTexts,
  percentEncode,
  type TemplateValues,
} from '../templates/interpolate.ts';
import { read, write } from '../templates/path.ts';
import { versionOf } from '../values/row-versions.ts';

/* What all transports need: calls of the manifest made into requests, rows found in answers. */

/** Entities may name settings. */
export function entityOf(entity: string, values: Pick<ConnectionValues, 'settings'>): string {
  return entity.includes('${') ? interpolateText(entity, { settings: values.settings }) : entity;
}

/** Values of the connection that calls about records may name: secrets are not among them. */
export function templateValues(connection: ConnectionValues, values: TemplateValues): TemplateValues {
  return { settings: connection.settings, session: connection.session, context: connection.context, ...values };
}

export function requestOf(
  call: HostCall,
  values: TemplateValues,
  isWrite: boolean,
  signal: AbortSignal | undefined,
): WireRequest {
  return {
    method: call.method,
    path: interpolatePath(call.path, values),
    service: call.service,
    query: interpolateTexts(call.query, values),
    headers: interpolateTexts(call.headers, values),
    body: call.body === undefined ? undefined : interpolate(call.body, values),
    isWrite,
    answersNothing: call.answersNothing,
    signal,
  };
}

/** Calls of the manifest that are about no list and no record. */
export function manifestCalls(wire: Wire, headers: Readonly<Record<string, string>> = {}): Transport['call'] {
  return async (call, values, isWrite, signal) => {
    const connection = await wire.values(signal);
    const asked = requestOf(call, templateValues(connection, { ...values }), isWrite, signal);
    const answer = await wire.send({ ...asked, headers: { ...headers, ...asked.headers } });
    return read(answer.body, call.take);
  };
}

/** True when a call of the manifest places `${filter}`, `${page.…}` and the like by itself. */
export function names(call: HostCall, value: string): boolean {
  const text = JSON.stringify([call.path, call.query, call.headers, call.body]);
  return text.includes(`\${${value}}`) || text.includes(`\${${value}.`);
}

/** @throws HostError `invalid` when there is no list of objects */
export function rowsIn(found: unknown, where: string): readonly HostRow[] {
  if (!Array.isArray(found) || !found.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))) {
    const place = where === '' ? '' : ` at “${where}”`;
    throw new HostError('invalid', `The host has answered without a list of records${place}.`);
  }
  return found as HostRow[];
}

/** A single record; undefined for what hosts say instead of “not found”. @throws HostError `invalid` for anything else */
export function rowIn(found: unknown): HostRow | undefined {
  if (found === undefined || found === null || found === false || found === '' || (Array.isArray(found) && found.length === 0)) {
    return undefined;
  }
  if (typeof found !== 'object' || Array.isArray(found)) {
    throw new HostError('invalid', 'The host has answered with something that is no record.');
  }
  return found as HostRow;
}

/** Undefined instead of `not-found`. */
export async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HostError && error.kind === 'not-found') {
      return undefined;
    }
    throw error;
  }
}

/** The order that was asked for, and then by id: pages of an order with ties may overlap. */
export function orderOf(resource: Pick<HostResource, 'order' | 'id'>): { readonly path: string; readonly descending: boolean }[] {
  const order = [...(resource.order ?? [])];
  const ties = resource.id.paths.filter((path) => !order.some((one) => one.path === path));
  return [...order, ...ties.map((path) => ({ path, descending: false }))];
}

/** What has to be read: what was asked for, the id, and what is looked at here. */
export function wantedPaths(ask: Pick<RowsAsk, 'paths' | 'resource'>, rest: HostFilter | undefined): string[] {
  return [...new Set([...ask.resource.id.paths, ...ask.paths, ...(rest === undefined ? [] : fieldsOf(rest))])];
}

function fieldsOf(filter: HostFilter): string[] {
  if ('not' in filter) {
    return fieldsOf(filter.not);
  }
  const parts = 'all' in filter ? filter.all : 'any' in filter ? filter.any : undefined;
  return parts === undefined ? ('field' in filter ? [filter.field] : []) : parts.flatMap(fieldsOf);
}

/** Id of a record in `${id}`: the value of a single part with its type, the parts of several by name. */
export function idValue(id: IdParts | undefined): string | number | IdParts | undefined {
  const parts = id === undefined ? [] : Object.values(id);
  return parts.length === 1 ? parts[0] : id;
}

/** Percent-encoded segments of a path. @throws HostError `not-found` for ids that would lead elsewhere */
export function idSegments(resource: Pick<HostResource, 'id'>, id: IdParts): string {
  return resource.id.paths
    .map((path) => {
      const part = String(id[path] ?? '');
      if (part === '' || part === '.' || part === '..') {
        throw new HostError('not-found', 'The host does not have this.');
      }
      return percentEncode(part);
    })
    .join('/');
}

/** The only value of an id of one part. @throws HostError `invalid` for several */
export function singleId(id: IdParts | undefined): string | number {
  const [part, ...others] = Object.values(id ?? {});
  if (part === undefined || others.length > 0) {
    throw new HostError('invalid', 'Records of this host have an id of one part.');
  }
  return part;
}

/** Host fields by path, as a row. */
export function nested(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    if (path.includes('@') && !path.includes('\\')) {
      // `nav@odata.bind` is one name.
      row[path] = value;
    } else {
      write(row, path, value);
    }
  }
  return row;
}

/** The row to write: with the stamp that was read, where the host wants it there. */
export function bodyOf(ask: WriteAsk): Record<string, unknown> {
  const row = nested(ask.fields);
  const { concurrency } = ask.resource;
  const token = tokenToSend(ask.resource, ask.token);
  if (concurrency.kind === 'field' && token !== null) {
    write(row, concurrency.path, token);
  }
  return row;
}

/** As the host had it. */
export function tokenToSend(
  { concurrency }: Pick<HostResource, 'concurrency'>,
  token: string | null | undefined,
): string | number | null {
  return token === undefined || token === null ? null : concurrency.kind === 'field' ? versionOf(token) : token;
}

export function ifMatch(ask: WriteAsk, otherwise?: string): Record<string, string> {
  const token = ask.resource.concurrency.kind === 'etag' ? (ask.token ?? otherwise) : undefined;
  return token === undefined ? {} : { 'If-Match': token };
}

export function writeValues(connection: ConnectionValues, ask: WriteAsk, row: Record<string, unknown>): TemplateValues {
  return templateValues(connection, {
    id: idValue(ask.id),
    record: row,
    before: ask.before,
    token: tokenToSend(ask.resource, ask.token),
  });
}

/** The new record, or as much of it as the host has said. @throws HostError `invalid` when not even its id is there */
export function createdRow(
  resource: Pick<HostResource, 'id' | 'writes'>,
  found: unknown,
  answer: Pick<WireAnswer, 'headers'>,
): HostRow {
  const [path = 'id'] = resource.id.paths;
  const { createdId } = resource.writes;
  const given = createdId === undefined ? undefined : read(found, createdId);
  const id = given ?? (typeof found === 'string' || typeof found === 'number' ? found : undefined);
  if (id !== undefined && id !== '') {
    const row: Record<string, unknown> = typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
    write(row, path, id);
    return row;
  }
  if (typeof found === 'object' && found !== null && resource.id.paths.every((part) => (read(found, part) ?? null) !== null)) {
    return found as HostRow;
  }
  const located = lastSegment(answer.headers.get('location'));
  if (located !== undefined && resource.id.paths.length === 1) {
    return nested({ [path]: located });
  }
  throw new HostError('invalid', 'The host has made a record and does not say its id.', { mayBeDone: true });
}

function lastSegment(location: string | null): string | undefined {
  const segment = (location?.split(/[?#]/, 1)[0] ?? '').split('/').findLast((one) => one !== '');
  return segment === undefined ? undefined : decoded(segment);
}

/** An address the host gave for the next page has to be of the same list: tokens of pages go through others' hands. */
export function sameList(link: string, path: string): string {
  const bare = path.split('?', 1)[0] ?? '';
  if (link.startsWith('?')) {
    return `${bare}${link}`;
  }
  const wanted = lastSegment(bare);
  if (wanted !== undefined && lastSegment(link) !== wanted) {
    throw new HostError('invalid', 'The host has given the address of another list as the next page.');
  }
  return link;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

export const noPaging: HostPaging = { kind: 'none' };
