import { CustomField } from '@dispatchkit/contract';
import {
  booleanEncodings,
  dateEncodings,
  decimalEncodings,
  durationEncodings,
  type HostField,
  type HostKind,
} from '@dispatchkit/contract/manifest';
import type { Reader } from '../../ports/store.ts';
import { systemActor, writeMetaOf } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';

/*
 * What a manifest maps to `custom.…` are fields of the tenant's own. They are defined by themselves when the host is first fetched from, and
 * belong to the tenant from then on: labels may be changed, and what is taken out of the settings stays out.
 */

const remembered = 'host-fields';
const mostFields = 64;

const looked = new WeakSet<Mirror>();

/** Defines the tenant's own fields that the manifest fills, each once. */
export async function defineHostFields({ store, log }: HostSurroundings, mirror: Mirror): Promise<void> {
  if (looked.has(mirror)) return;
  const { tenant, name } = mirror;
  const fields = mirror.kinds.flatMap((kind) => fieldsOf(mirror, kind));
  if (fields.length > 0) {
    const known = namesIn(await store.work.recall(tenant, remembered, name));
    const unknown = fields.filter((field) => !known.has(nameOf(field)));
    if (unknown.length > 0) {
      await store.write(tenant, writeMetaOf(systemActor(tenant)), async (writer) => {
        const settings = await writer.settings();
        const there = new Set(settings.customFields.map(nameOf));
        const missing = unknown.filter((field) => !there.has(nameOf(field)));
        const room = missing.slice(0, Math.max(0, mostFields - there.size));
        if (room.length < missing.length) {
          log.warn('a tenant has no room for the fields of a host', { tenant, host: name, left: missing.length - room.length });
        }
        if (room.length === 0) return;
        await writer.putSettings({ ...settings, customFields: [...settings.customFields, ...room] });
        writer.describe({ type: 'settings.changed' });
      });
      await store.work.remember(tenant, remembered, name, () => ({ names: [...new Set([...known, ...fields.map(nameOf)])] }));
    }
  }
  looked.add(mirror);
}

/** The tenant's own fields of records of a kind, where the manifest fills any. Undefined where such records have none. */
export async function ownFields(reader: Reader, mirror: Mirror, kind: HostKind): Promise<readonly CustomField[] | undefined> {
  const entity = entityOf(kind);
  if (entity === undefined) return undefined;
  if (fieldsOf(mirror, kind).length === 0) return [];
  return (await reader.settings()).customFields.filter((field) => field.entity === entity);
}

/**
 * Values as the tenant's own fields hold them; what cannot be one is empty, and what nobody has defined is left out.
 * @param fields undefined where records have no such fields: then everything is kept as it is
 */
export function fittedCustom(
  custom: Readonly<Record<string, unknown>>,
  fields: readonly CustomField[] | undefined,
): Record<string, unknown> {
  const entries = Object.entries(custom).flatMap(([key, value]): [string, unknown][] => {
    const field = fields?.find((candidate) => candidate.key === key);
    if (field) return [[key, fitted(field, value)]];
    return fields ? [] : [[key, plain(value)]];
  });
  return Object.fromEntries(entries);
}

type Scalar = string | number | boolean | null;

/** What a record may hold besides its own fields. */
function plain(value: unknown): Scalar {
  if (typeof value === 'string') return value.trim().slice(0, 2_000) || null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function fitted({ kind, options }: CustomField, value: unknown): Scalar {
  const scalar = plain(value);
  if (scalar === null) return null;
  const text = String(scalar);
  switch (kind) {
    case 'text':
      return text;
    case 'select':
      return options?.includes(text) ? text : null;
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : null;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : null;
    case 'date':
      return /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? null;
  }
}

function fieldsOf({ name, manifest }: Mirror, kind: HostKind): CustomField[] {
  const resource = manifest.resources[kind];
  const entity = entityOf(kind);
  if (!resource || 'inJobs' in resource || entity === undefined) return [];
  return Object.entries(resource.fields).flatMap(([path, field]) => {
    if (!path.startsWith('custom.')) return [];
    const key = path.slice('custom.'.length);
    const said = { key, entity, label: field.label ?? inWords(key), kind: field.kind ?? kindOf(field), host: name };
    return CustomField.safeParse(said).data ?? [];
  });
}

function entityOf(kind: HostKind): CustomField['entity'] | undefined {
  return kind === 'assignments' ? undefined : definitions[kind].customEntity;
}

const isOf = (words: readonly string[], word: string) => words.includes(word);

/** By how the manifest says the host writes it. Words that several sorts of values are written in say nothing. */
function kindOf({ encoding, lastDay, day }: HostField): CustomField['kind'] {
  if (day !== undefined || lastDay !== undefined) return 'date';
  if (encoding === undefined) return 'text';
  const isDate = isOf(dateEncodings, encoding);
  const isBoolean = isOf(booleanEncodings, encoding);
  const isNumber = isOf(decimalEncodings, encoding) || isOf(durationEncodings, encoding);
  if (isBoolean && !isNumber) return 'boolean';
  return isNumber && !isDate && !isBoolean && encoding !== 'text' ? 'number' : 'text';
}

/** `bookingStatus` is “Booking status”. */
function inWords(key: string): string {
  const words = key
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, 80);
}

function nameOf({ entity, key }: Pick<CustomField, 'entity' | 'key'>): string {
  return `${entity}.${key}`;
}

function namesIn(known: Readonly<Record<string, unknown>> | undefined): Set<string> {
  return new Set(Array.isArray(known?.names) ? known.names.map(String) : []);
}
