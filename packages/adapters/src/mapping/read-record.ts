import { addDays, dayRange } from '@dispatchkit/scheduling';
import type { HostFieldFault, HostRecord, UnmappedValue } from '../host.ts';
import { HostError } from '../host.ts';
import type { HostRow } from '../seams.ts';
import { dayParts, isPlausibleMs, utcMs } from '../values/calendar.ts';
import { convert } from '../values/conversions.ts';
import { wallInstant } from '../values/instants.ts';
import { good, type Outcome, wrong } from '../values/outcome.ts';
import { versionText } from '../values/row-versions.ts';
import { asTarget, position } from './as-target.ts';
import type { Codecs, ValueForm } from './encodings.ts';
import { idOfRow } from './ids.ts';
import { type FieldPlan, type ResourcePlan, sourcePaths } from './plans.ts';
import { valueAt } from './rows.ts';
import type { Words } from './words.ts';

/** What reading and writing values needs to know of the host. */
export interface Surroundings {
  readonly codecs: Codecs;
  readonly words: ReadonlyMap<string, Words>;
}

/** Rows that belong to a row, by relation: what reads of the row alone do not have. */
export type RelatedRows = ReadonlyMap<string, readonly HostRow[]>;

export const noRelatedRows: RelatedRows = new Map();

/**
 * A row in our words. A field whose value cannot be read is left out and said in `faults`; the others are there.
 * @throws HostError `invalid` when the row has no id
 */
export function readRecord(plan: ResourcePlan, row: HostRow, related: RelatedRows, surroundings: Surroundings): HostRecord {
  const id = idOfRow(row, plan.resource.id);
  if (id === undefined) {
    throw new HostError('invalid', `A row of ${plan.resource.entity} has no id at ${plan.resource.id.paths.join(', ')}.`);
  }
  const { fields, faults, unmapped } = readFields(plan, row, related, surroundings);
  const record: HostRecord = { kind: plan.kind, id, fields, token: tokenOf(plan, row), unmapped };
  return faults.length === 0 ? record : { ...record, faults };
}

/** What the host wants to see again when the row is written, as one text. */
export function tokenOf({ token }: Pick<ResourcePlan, 'token'>, row: HostRow): string | null {
  if (token === undefined) return null;
  const values = token.paths.map((path) => valueAt(row, path));
  if (token.kind === 'all') return JSON.stringify(values.map((value) => value ?? null));
  const found = values.find((value) => typeof value === 'string' || typeof value === 'number');
  if (found === undefined) return null;
  return token.kind === 'version' ? versionText(found) : String(found);
}

interface FieldsRead {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly faults: readonly HostFieldFault[];
  readonly unmapped: readonly UnmappedValue[];
}

export function readFields(
  plan: Pick<ResourcePlan, 'fields' | 'resource'>,
  row: HostRow,
  related: RelatedRows,
  surroundings: Surroundings,
): FieldsRead {
  const fields: Record<string, unknown> = {};
  const faults: HostFieldFault[] = [];
  const unmapped: UnmappedValue[] = [];
  const parts = new Map<string, Record<string, unknown>>();
  for (const field of plan.fields) {
    const outcome = readField(field, plan, row, related, surroundings, unmapped);
    if (!outcome.ok) {
      faults.push({ field: field.name, hostField: sourcePaths(field)[0] ?? null, message: outcome.fault });
      continue;
    }
    const { whole, part } = field.reading;
    if (part === undefined) fields[whole] = outcome.value;
    else parts.set(whole, { ...parts.get(whole), [part]: outcome.value });
  }
  for (const [name, value] of parts) {
    const outcome = wholeOf(value);
    if (outcome.ok) fields[name] = outcome.value;
    else faults.push({ field: name, hostField: null, message: outcome.fault });
  }
  return { fields, faults, unmapped };
}

/** Positions and amounts are there as a whole or not at all. */
function wholeOf(parts: Readonly<Record<string, unknown>>): Outcome<unknown> {
  if ('latitude' in parts || 'longitude' in parts) return position({ latitude: null, longitude: null, ...parts });
  return good('amount' in parts && parts['amount'] === null ? null : parts);
}

function readField(
  plan: FieldPlan,
  { resource }: Pick<ResourcePlan, 'resource'>,
  row: HostRow,
  related: RelatedRows,
  surroundings: Surroundings,
  unmapped: UnmappedValue[],
): Outcome<unknown> {
  const { field } = plan;
  const { relation } = field;
  const said = relation === undefined ? undefined : resource.relations[relation];
  const rows =
    relation === undefined
      ? undefined
      : said?.kind === 'expand'
        ? asRows(valueAt(row, said.navigation))
        : (related.get(relation) ?? []);
  const read =
    rows === undefined ? readSource(plan, row, surroundings, unmapped) : readRelated(plan, rows, surroundings, unmapped);
  if (!read.ok) return read;
  const fitted = asTarget(read.value, plan.target, plan.name);
  return fitted.ok && fitted.value === null ? good(field.otherwise ?? null) : fitted;
}

/** Of several related rows a list takes all, everything else the first that says something. */
function readRelated(
  plan: FieldPlan,
  rows: readonly HostRow[],
  surroundings: Surroundings,
  unmapped: UnmappedValue[],
): Outcome<unknown> {
  const { conversions, path } = plan.field;
  const [first] = conversions;
  const takesList = first === 'count' || (typeof first === 'object' && 'join' in first);
  if (takesList && path !== undefined) {
    return convert(
      rows.map((row) => valueAt(row, path) ?? null),
      conversions,
    );
  }
  const isList = plan.reading.sort === 'list';
  const values: unknown[] = [];
  for (const row of rows) {
    const outcome = readSource(plan, row, surroundings, unmapped);
    if (!outcome.ok) return outcome;
    if (outcome.value === null) continue;
    if (!isList) return outcome;
    values.push(outcome.value);
  }
  return good(isList ? values : null);
}

function readSource(plan: FieldPlan, row: HostRow, surroundings: Surroundings, unmapped: UnmappedValue[]): Outcome<unknown> {
  const { field } = plan;
  if (field.constant !== undefined) return good(field.constant);
  if (plan.reading.composite !== undefined) return good(compositeId(plan.reading.composite.paths, row, surroundings));
  if (field.paths !== undefined) return good(joined(field.paths, field.joinedBy, row, surroundings));
  if (field.path !== undefined || field.enum !== undefined) return readValue(plan, row, surroundings, unmapped);
  const outcome = readTimes(plan, row, surroundings);
  return outcome.ok ? convert(outcome.value, field.conversions) : outcome;
}

function compositeId(paths: readonly string[], row: HostRow, { codecs }: Surroundings): string | null {
  const isWhole = paths.every((path) => !codecs.isEmpty(valueAt(row, path), 'text'));
  return isWhole ? (idOfRow(row, { paths }) ?? null) : null;
}

function joined(paths: readonly string[], between: string, row: HostRow, { codecs }: Surroundings): string | null {
  const texts = paths
    .map((path) => valueAt(row, path))
    .map((value) => (Array.isArray(value) && value.length === 2 ? value[1] : value))
    .filter((value) => !codecs.isEmpty(value, 'text') && ['string', 'number'].includes(typeof value))
    .map((value) => String(value).trim())
    .filter((text) => text !== '');
  return texts.length === 0 ? null : texts.join(between);
}

function readValue(
  { name, field, reading }: FieldPlan,
  row: HostRow,
  { codecs, words }: Surroundings,
  unmapped: UnmappedValue[],
): Outcome<unknown> {
  const { sort, form, conversions } = reading;
  const { before, after, isDecoded } = conversions;
  const found = field.path === undefined ? undefined : valueAt(row, field.path);
  // What is nothing at the host is nothing to convert; words may have a name for it.
  const isNothing = field.enum === undefined && codecs.isEmpty(found, sort);
  const shaped = convert(isNothing ? null : found, field.enum !== undefined && codecs.isNothing(found) ? [] : before);
  if (!shaped.ok) return shaped;
  if (field.enum !== undefined) {
    const list = words.get(field.enum);
    const read = list?.read(shaped.value, row);
    if (read?.unmapped !== undefined) unmapped.push({ field: name, enum: field.enum, ...read.unmapped });
    return good(read?.word ?? null);
  }
  if (isDecoded) return convert(shaped.value, after);
  if (codecs.isEmpty(shaped.value, sort)) return good(null);
  const decoded = form === undefined ? good(shaped.value) : codecs.decode(shaped.value, form, field.encoding);
  return decoded.ok ? convert(decoded.value, after) : decoded;
}

/** Instants and minutes that are made of several fields. */
function readTimes({ field }: FieldPlan, row: HostRow, { codecs }: Surroundings): Outcome<unknown> {
  const get = (path: string, form: ValueForm): Outcome<unknown> => {
    const raw = valueAt(row, path);
    if (codecs.isEmpty(raw, form === 'duration' ? 'number' : 'instant')) return good(null);
    return codecs.decode(raw, form, field.encoding);
  };
  if (field.day !== undefined) return map(get(field.day, 'date'), (day) => firstMoment(day, codecs.timeZone));
  if (field.lastDay !== undefined) {
    return map(get(field.lastDay, 'date'), (day) => firstMoment(addDays(String(day), 1), codecs.timeZone));
  }
  if (field.dateAndTime !== undefined) {
    const day = get(field.dateAndTime.date, 'date');
    const time = get(field.dateAndTime.time, 'time');
    if (!time.ok) return time;
    const { withoutTime } = field.dateAndTime;
    if ((time.value ?? null) === null && withoutTime === 'nothing') return good(null);
    if ((time.value ?? null) === null && withoutTime === 'day-end') {
      return map(day, (value) => firstMoment(addDays(String(value), 1), codecs.timeZone));
    }
    return map(day, (value) => together(String(value), String(time.value ?? '00:00:00'), codecs.timeZone));
  }
  const { endOf, startOf, between } = field;
  if (between !== undefined) return spanned(get(between.start, 'instant'), get(between.end, 'instant'));
  if (endOf !== undefined) return moved(get(endOf.start, 'instant'), get(endOf.duration, 'duration'), 1);
  if (startOf !== undefined) return moved(get(startOf.end, 'instant'), get(startOf.duration, 'duration'), -1);
  return good(null);
}

function firstMoment(day: unknown, timeZone: string): string {
  return new Date(dayRange(String(day), timeZone).startMs).toISOString();
}

function together(day: string, time: string, timeZone: string): string | null {
  const parts = dayParts(day);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  if (parts === undefined) return null;
  const clock = { hour, minute, second, millisecond: 0 };
  const ms = wallInstant(parts, clock, utcMs(parts, clock) ?? 0, timeZone);
  return ms === undefined ? null : new Date(ms).toISOString();
}

/** To the second: hosts write minutes as fractions of hours. */
function moved(from: Outcome<unknown>, minutes: Outcome<unknown>, sign: 1 | -1): Outcome<unknown> {
  if (!minutes.ok || !from.ok || from.value === null) return minutes.ok ? from : minutes;
  if (typeof minutes.value !== 'number') return good(null);
  const ms = Date.parse(String(from.value)) + sign * Math.round(minutes.value * 60) * 1_000;
  return isPlausibleMs(ms) ? good(new Date(ms).toISOString()) : wrong('a duration of some hours or days', minutes.value);
}

function spanned(start: Outcome<unknown>, end: Outcome<unknown>): Outcome<unknown> {
  if (!end.ok) return end;
  return map(start, (instant) =>
    end.value === null ? null : Math.max(0, Date.parse(String(end.value)) - Date.parse(String(instant))) / 60_000,
  );
}

function map(outcome: Outcome<unknown>, change: (value: unknown) => unknown): Outcome<unknown> {
  return !outcome.ok || outcome.value === null ? outcome : good(change(outcome.value));
}

function asRows(value: unknown): HostRow[] {
  const list = Array.isArray(value) ? value : isResults(value) ? value.results : [value];
  return list.filter((entry): entry is HostRow => typeof entry === 'object' && entry !== null && !Array.isArray(entry));
}

/** OData v2 wraps what it expands. */
function isResults(value: unknown): value is { readonly results: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'results' in value && Array.isArray(value.results);
}
