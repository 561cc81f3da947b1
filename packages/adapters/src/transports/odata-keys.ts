import type { HostResource } from '@dispatchkit/contract/manifest';
import { quoted } from '../filters/odata.ts';
import { HostError } from '../host.ts';
import type { ConnectionValues, IdParts } from '../seams.ts';
import { percentEncode } from '../templates/interpolate.ts';
import { entityOf } from './asking.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `('0001')`, `(17)`, `(guid)` or `(A='1',B='2')`, percent-encoded. @throws HostError `not-found` for what can be no key */
export function odataKey(resource: Pick<HostResource, 'id'>, id: IdParts, version: 2 | 4): string {
  const { paths, encoding } = resource.id;
  const literals = paths.map((path) => percentEncode(keyLiteral(id[path], encoding, version)));
  return paths.length === 1 ? `(${literals[0]})` : `(${paths.map((path, at) => `${path}=${literals[at]}`).join(',')})`;
}

function keyLiteral(value: string | number | undefined, encoding: HostResource['id']['encoding'], version: 2 | 4): string {
  const text = String(value ?? '');
  const isKey = encoding === 'guid' ? guid.test(text) : encoding === 'integer' ? /^-?\d{1,19}$/.test(text) : text !== '';
  if (!isKey) {
    throw new HostError('not-found', 'The host does not have this.');
  }
  if (encoding === 'guid') {
    return version === 2 ? `guid'${text}'` : text;
  }
  return encoding === 'integer' || typeof value === 'number' ? text : quoted(text);
}

/** Where one row is, relative to its service. */
export function entityAddress(
  ask: { readonly resource: Pick<HostResource, 'entity' | 'id'>; readonly id?: IdParts | undefined },
  connection: ConnectionValues,
  version: 2 | 4,
): string {
  return `${entityOf(ask.resource.entity, connection)}${odataKey(ask.resource, ask.id ?? {}, version)}`;
}

/** The parts of a key from the address of an entity, `…/accounts(guid)`, or from a key alone. Undefined when they are not there. */
export function readODataKey(address: string, paths: readonly string[]): Record<string, string> | undefined {
  const text = decoded(/\(([^()]*)\)\/?$/.exec(address)?.[1] ?? address);
  const [path = 'id'] = paths;
  if (paths.length === 1) {
    const alone = text.startsWith(`${path}=`) ? text.slice(path.length + 1) : text;
    return alone === '' ? undefined : { [path]: unquoted(alone) };
  }
  const parts: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|,)([\p{L}_][\p{L}\p{N}_]*)=((?:\w*'(?:[^']|'')*')|[^,']*)/gu)) {
    parts[name] = unquoted(value);
  }
  return paths.every((name) => Object.hasOwn(parts, name)) ? parts : undefined;
}

function unquoted(literal: string): string {
  return /^(?:guid)?'(.*)'$/su.exec(literal)?.[1]?.replaceAll("''", "'") ?? literal;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
