import type { HostKind, HostManifest, HostResource } from '@dispatchkit/contract/manifest';
import { addDays, dayOf, dayRange, wallOf } from '@dispatchkit/scheduling';
import { HostError, type HostRecord } from '../host.ts';
import { joinPath, splitPath } from '../templates/path.ts';
import { digits } from '../values/calendar.ts';
import { convert, firstOneWay, nameOf, splitConversions, undo } from '../values/conversions.ts';
import { good, type Outcome } from '../values/outcome.ts';
import { formOf, sortOf, type ValueForm } from './encodings.ts';
import { idParts, referenceValue } from './ids.ts';
import type { FieldPlan, ResourcePlan } from './plans.ts';
import type { Surroundings } from './read-record.ts';

/** Host fields by path, as they are written. */
export type HostFields = Record<string, unknown>;

/** What writing needs besides: ids are written as the kind they are of wants them. */
export interface WriteSurroundings extends Surroundings {
  readonly transport: HostManifest['transport']['kind'];
  readonly idOf: (kind: HostKind) => HostResource['id'] | undefined;
}

/** Why a field cannot be written; undefined when it can. */
export function readOnlyReason(
  { field, reading }: FieldPlan,
  transport: HostManifest['transport']['kind'],
  words: Surroundings['words'],
): string | undefined {
  if (field.write === false) return 'the manifest says so';
  if (field.constant !== undefined) return 'it is always the same';
  if (field.enum !== undefined && words.get(field.enum)?.writable.length === 0) return 'no word of it can be written';
  if (typeof field.write === 'object') return undefined;
  if (field.relation !== undefined) return 'it is of another record';
  const isJoined = field.paths !== undefined && reading.composite === undefined;
  if (isJoined || field.between !== undefined) return 'it is made of several fields';
  const oneWay = firstOneWay(field.conversions);
  if (oneWay !== undefined) return `the conversion “${nameOf(oneWay)}” cannot be undone`;
  const isRemote = transport.startsWith('json') && field.path !== undefined && splitPath(field.path).length > 1;
  return isRemote ? 'it is of another record' : undefined;
}

/**
 * Our changed fields as the host's.
 * @param before - the record the changes were made from, for ends that are written as durations
 * @throws HostError `invalid` that names the first field that cannot be written, or not with this value
 */
export function writeFields(
  plan: Pick<ResourcePlan, 'fields'>,
  changes: Readonly<Record<string, unknown>>,
  before: HostRecord | undefined,
  surroundings: WriteSurroundings,
  title: string,
): HostFields {
  const written: HostFields = {};
  const all = withOtherEnds(plan, withParts(changes), before);
  for (const [name, value] of Object.entries(all)) {
    const field = plan.fields.find((candidate) => candidate.name === name);
    if (field === undefined) throw new HostError('invalid', `${title} has no field for “${name}”.`);
    const reason = readOnlyReason(field, surroundings.transport, surroundings.words);
    if (reason !== undefined) throw new HostError('invalid', `“${name}” cannot be changed at ${title}: ${reason}.`);
    const outcome = writeField(field, value, (path) => instantAt(plan, path, all, before), surroundings);
    if (!outcome.ok) throw new HostError('invalid', `“${name}” cannot be written to ${title}: ${outcome.fault}.`);
    Object.assign(written, outcome.value);
  }
  return written;
}

/** Positions and amounts are mapped by their parts. */
function withParts(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changes)) {
    const parts = { position: ['latitude', 'longitude'], home: ['latitude', 'longitude'], quotedPrice: ['amount', 'currency'] }[
      name
    ];
    if (parts === undefined) all[name] = value;
    else for (const part of parts) all[`${name}.${part}`] = (value as Record<string, unknown> | null)?.[part] ?? null;
  }
  return all;
}

/** A host that knows a start and a duration moves the end with the start; who moved the start alone wants the end to stay. */
function withOtherEnds(
  { fields }: Pick<ResourcePlan, 'fields'>,
  changes: Readonly<Record<string, unknown>>,
  before: HostRecord | undefined,
): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = { ...changes };
  for (const { name, field } of fields) {
    const other = field.endOf?.start ?? field.startOf?.end;
    if (other === undefined || name in changes || field.write === false) continue;
    const movesOther = fields.some((candidate) => candidate.field.path === other && typeof changes[candidate.name] === 'string');
    const stays = before?.fields[name];
    if (movesOther && typeof stays === 'string') all[name] = stays;
  }
  return all;
}

/** The instant at a host field, as it will be after the write. */
function instantAt(
  { fields }: Pick<ResourcePlan, 'fields'>,
  path: string,
  changes: Readonly<Record<string, unknown>>,
  before: HostRecord | undefined,
): number | undefined {
  const field = fields.find((candidate) => candidate.field.path === path);
  if (field === undefined) return undefined;
  const value = field.name in changes ? changes[field.name] : before?.fields[field.name];
  return typeof value === 'string' ? Date.parse(value) : undefined;
}

export function writeField(
  plan: FieldPlan,
  value: unknown,
  instantAt: (path: string) => number | undefined,
  surroundings: WriteSurroundings,
): Outcome<HostFields> {
  const { field } = plan;
  const override = typeof field.write === 'object' ? field.write : undefined;
  if (override?.bind !== undefined) return bound(plan, override.path, override.bind, value, surroundings);
  const { composite } = plan.reading;
  if (override === undefined && composite !== undefined) {
    const parts = value === null || value === undefined ? undefined : idParts(String(value), composite.id);
    const nothing = surroundings.codecs.emptyValue(sortOf(plan.target));
    return good(Object.fromEntries(composite.paths.map((path, at) => [path, parts?.[at] ?? nothing])));
  }
  if (override === undefined && field.path === undefined) return writeTimes(plan, value, instantAt, surroundings);
  const path = override?.path ?? field.path ?? '';
  const encoded = encodeValue(plan, value, override === undefined, surroundings);
  if (!encoded.ok) return encoded;
  const converted = override === undefined ? encoded : convert(encoded.value, override.conversions);
  const along = field.enum === undefined ? {} : surroundings.words.get(field.enum)?.along(value);
  return converted.ok ? good({ ...along, [path]: converted.value }) : converted;
}

function encodeValue(plan: FieldPlan, value: unknown, undoes: boolean, surroundings: WriteSurroundings): Outcome<unknown> {
  const { field, target } = plan;
  const { codecs, words } = surroundings;
  if (field.enum !== undefined && value !== null) {
    const list = words.get(field.enum);
    if (list === undefined) return { ok: false, fault: `there are no words “${field.enum}”` };
    const word = list.write(value);
    return word.ok && undoes ? undo(word.value, field.conversions) : word;
  }
  if (value === null || value === undefined) return good(codecs.emptyValue(sortOf(target)));
  const plain = plainValue(plan, value, surroundings);
  if (!plain.ok) return plain;
  const { before, after, isDecoded } = splitConversions(undoes ? field.conversions : []);
  const counted = undo(plain.value, after);
  if (!counted.ok) return counted;
  const encoding = (typeof field.write === 'object' ? field.write.encoding : undefined) ?? field.encoding;
  const form = isDecoded ? undefined : formOf(target, encoding);
  const encoded = form === undefined ? counted : codecs.encode(counted.value, form, encoding);
  return encoded.ok ? undo(encoded.value, before) : encoded;
}

/** Ids as the host writes them, lists of what is told by a key as lists of keys. */
function plainValue({ field, target }: FieldPlan, value: unknown, { idOf }: WriteSurroundings): Outcome<unknown> {
  const kind = field.reference ?? ('to' in target ? target.to : undefined);
  if (kind !== undefined) {
    const id = idOf(kind);
    return good(
      Array.isArray(value) ? value.map((entry) => referenceValue(String(entry), id)) : referenceValue(String(value), id),
    );
  }
  if ((target.type === 'skills' || target.type === 'certifications') && Array.isArray(value)) {
    return good(value.map((entry: unknown) => (isKeyed(entry) ? entry.key : entry)));
  }
  const isWrong = target.type === 'text' && typeof value !== 'string';
  return isWrong ? { ok: false, fault: 'a text is wanted' } : good(value);
}

function isKeyed(entry: unknown): entry is { readonly key: string } {
  return typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string';
}

/** OData v4 writes a reference as an address: `"path@odata.bind": "/set(id)"`. */
function bound(plan: FieldPlan, path: string, set: string, value: unknown, surroundings: WriteSurroundings): Outcome<HostFields> {
  const names = splitPath(path);
  if (value === null || value === undefined) return good({ [path]: null });
  const plain =
    plan.field.enum === undefined ? plainValue(plan, value, surroundings) : encodeValue(plan, value, false, surroundings);
  if (!plain.ok) return plain;
  const kind = plan.field.reference ?? ('to' in plan.target ? plan.target.to : undefined);
  const encoding = kind === undefined ? undefined : surroundings.idOf(kind)?.encoding;
  const id = String(plain.value);
  const literal = encoding === 'text' && !isGuid(id) ? `'${id.replaceAll("'", "''")}'` : id;
  return good({ [joinPath([...names.slice(0, -1), `${names.at(-1) ?? ''}@odata.bind`])]: `/${set}(${literal})` });
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Instants that are made of several fields. */
function writeTimes(
  plan: FieldPlan,
  value: unknown,
  instantAt: (path: string) => number | undefined,
  { codecs }: WriteSurroundings,
): Outcome<HostFields> {
  const { field } = plan;
  const { timeZone } = codecs;
  const undone = undo(value, field.conversions);
  if (!undone.ok) return undone;
  const ms = typeof undone.value === 'string' ? Date.parse(undone.value) : Number.NaN;
  if (value !== null && Number.isNaN(ms)) return { ok: false, fault: 'an instant such as 2026-11-20T17:30:00Z is wanted' };
  const at = (path: string, form: ValueForm, content: () => unknown): Outcome<HostFields> => {
    if (value === null) return good({ [path]: codecs.emptyValue(form === 'duration' ? 'number' : 'instant') });
    const encoded = codecs.encode(content(), form, field.encoding);
    return encoded.ok ? good({ [path]: encoded.value }) : encoded;
  };
  if (field.day !== undefined) return at(field.day, 'date', () => dayOf(ms, timeZone));
  if (field.lastDay !== undefined) return at(field.lastDay, 'date', () => lastDayBefore(ms, timeZone));
  if (field.dateAndTime !== undefined) {
    const { date, time } = field.dateAndTime;
    const wall = () => wallOf(ms, timeZone);
    const day = at(date, 'date', () => wall().day);
    const clock = at(time, 'time', () => `${digits(wall().hour)}:${digits(wall().minute)}:${digits(wall().second)}`);
    return day.ok && clock.ok ? good({ ...day.value, ...clock.value }) : day.ok ? clock : day;
  }
  const other = field.endOf?.start ?? field.startOf?.end;
  const duration = field.endOf?.duration ?? field.startOf?.duration;
  if (other === undefined || duration === undefined) return { ok: false, fault: 'it comes from nowhere' };
  const otherMs = instantAt(other);
  if (value !== null && otherMs === undefined)
    return { ok: false, fault: `it is written as a duration, and nothing is known at “${other}”` };
  const minutes = ((otherMs ?? 0) - ms) / (field.endOf === undefined ? 60_000 : -60_000);
  if (minutes < 0) return { ok: false, fault: 'it would end before it starts' };
  return at(duration, 'duration', () => minutes);
}

/** The last whole day that is over at an instant: its own day counts only when it ends there. */
function lastDayBefore(ms: number, timeZone: string): string {
  const day = dayOf(ms, timeZone);
  return dayRange(day, timeZone).startMs === ms ? addDays(day, -1) : day;
}
