import type { FilterOperator, FilterValue, HostField, HostFilter } from '@dispatchkit/contract/manifest';
import { addDays, dayOf, dayRange } from '@dispatchkit/scheduling';
import { matches } from '../filters/index.ts';
import type { HostRecord } from '../host.ts';
import { joinPath, splitPath } from '../templates/path.ts';
import { formOf, sortOf } from './encodings.ts';
import { partsOfId, referenceValue } from './ids.ts';
import type { FieldPlan, ResourcePlan } from './plans.ts';
import type { WriteSurroundings } from './write-fields.ts';

/** A filter on our fields, as far as the host can be asked, and what has to be looked at here: together they are the filter. */
export interface TranslatedFilter {
  readonly host: HostFilter | undefined;
  readonly here: HostFilter | undefined;
}

/** A condition on host fields that holds for at least the wanted rows; `isExact` when for no others. How texts are compared is left to the host. */
interface Said {
  readonly host: HostFilter;
  readonly isExact: boolean;
}

/** What can be said to the host is: our words as all of its words, our instants as it writes them, ids with their types. */
export function translateFilter(
  filter: HostFilter | undefined,
  plan: ResourcePlan,
  surroundings: WriteSurroundings,
): TranslatedFilter {
  if (filter === undefined) return { host: undefined, here: undefined };
  const parts = 'all' in filter ? filter.all : [filter];
  const said = parts.map((part) => ({ part, said: say(part, plan, surroundings) }));
  const host = said.flatMap((entry) => (entry.said === undefined ? [] : [entry.said.host]));
  const here = said.filter((entry) => entry.said?.isExact !== true).map((entry) => entry.part);
  return { host: joinedAll(host), here: joinedAll(here) };
}

/** Whether a record fits a filter on our fields. */
export function recordMatches(filter: HostFilter | undefined, record: HostRecord): boolean {
  return filter === undefined || matches(filter, { ...customNested(record.fields), id: record.id });
}

/** `custom.name` is one name of ours, and a path to whoever evaluates filters. */
function customNested(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const custom = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith('custom.') ? [[name.slice('custom.'.length), value]] : [],
    ),
  );
  return { ...fields, custom };
}

function joinedAll(filters: readonly HostFilter[]): HostFilter | undefined {
  return filters.length > 1 ? { all: filters } : filters[0];
}

function say(filter: HostFilter, plan: ResourcePlan, surroundings: WriteSurroundings): Said | undefined {
  if ('all' in filter) {
    const parts = filter.all.map((part) => say(part, plan, surroundings));
    const said = parts.filter((part) => part !== undefined);
    if (said.length === 0 && filter.all.length > 0) return undefined;
    return {
      host: { all: said.map(({ host }) => host) },
      isExact: said.length === parts.length && said.every(({ isExact }) => isExact),
    };
  }
  if ('any' in filter) {
    const said = filter.any.map((part) => say(part, plan, surroundings)).filter((part) => part !== undefined);
    if (said.length < filter.any.length) return undefined;
    return { host: { any: said.map(({ host }) => host) }, isExact: said.every(({ isExact }) => isExact) };
  }
  if ('not' in filter) {
    const said = say(filter.not, plan, surroundings);
    return said?.isExact === true ? { host: { not: said.host }, isExact: true } : undefined;
  }
  return sayTest(filter, plan, surroundings);
}

interface Test {
  readonly field: string;
  readonly is: FilterOperator;
  readonly value?: FilterValue | undefined;
}

function sayTest(test: Test, plan: ResourcePlan, surroundings: WriteSurroundings): Said | undefined {
  if (test.field === 'id') return sayId(test, plan);
  const field = plan.fields.find((candidate) => candidate.name === test.field);
  // What the manifest does not map is nothing in every record; looking at it here says so.
  if (field === undefined || field.field.otherwise !== undefined || field.field.constant !== undefined) return undefined;
  const path = askablePath(field, plan);
  if (field.field.enum !== undefined) return sayWords(test, field.field.enum, path, surroundings);
  if (field.field.day !== undefined) return sayDay(test, field.field.day, field.field, surroundings);
  if (field.field.dateAndTime !== undefined) return sayNearDay(test, field.field.dateAndTime.date, surroundings);
  if (path === undefined) return undefined;
  return test.is === 'isNull' ? sayNothing(path, field, surroundings) : sayValue(test, path, field, surroundings);
}

/** The host field a condition can be about: the field itself, or one of the row it refers to. */
function askablePath({ field, target }: FieldPlan, { resource }: ResourcePlan): string | undefined {
  const wraps = field.conversions.some((conversion) => conversion !== 'trim' && conversion !== 'id-of-pair');
  if (field.path === undefined || wraps || sortOf(target) === 'list' || target.type === 'position') return undefined;
  // The host compares the id of a pair by the field that holds the pair.
  const names = splitPath(field.path);
  if (names.some((name) => /^\d+$/.test(name))) return undefined;
  if (field.relation === undefined) return field.path;
  const relation = resource.relations[field.relation];
  return relation?.kind === 'expand' && !relation.many ? joinPath([...splitPath(relation.navigation), ...names]) : undefined;
}

function sayId({ is, value }: Test, { resource: { id } }: ResourcePlan): Said | undefined {
  if (is !== 'eq' && is !== 'in') return undefined;
  const ids = (Array.isArray(value) ? value : [value]).map(String);
  const conditions = ids.flatMap((text): HostFilter[] => {
    const parts = partsOrNothing(text, id);
    return parts === undefined ? [] : [{ all: Object.entries(parts).map(([field, part]) => ({ field, is: 'eq', value: part })) }];
  });
  const [path = ''] = id.paths;
  if (id.paths.length > 1) return { host: { any: conditions }, isExact: true };
  const values = ids.flatMap((text) => Object.values(partsOrNothing(text, id) ?? {}));
  return { host: { field: path, is: 'in', value: values }, isExact: true };
}

/** What is no id of this host is the id of no row. */
function partsOrNothing(text: string, id: ResourcePlan['resource']['id']): Readonly<Record<string, string | number>> | undefined {
  try {
    return partsOfId(text, id);
  } catch {
    return undefined;
  }
}

function sayWords({ is, value }: Test, name: string, path: string | undefined, { words }: WriteSurroundings): Said | undefined {
  const list = words.get(name);
  if (list === undefined || !['eq', 'ne', 'in'].includes(is)) return undefined;
  const wanted = (Array.isArray(value) ? value : [value]).map(String);
  const conditions = wanted.map((word) => list.filter(path ?? '', word)).filter((condition) => condition !== undefined);
  if (conditions.length < wanted.length || (path === undefined && !list.isOfFlags)) return undefined;
  const host: HostFilter = conditions.length === 1 && conditions[0] !== undefined ? conditions[0] : { any: conditions };
  return { host: is === 'ne' ? { not: host } : host, isExact: true };
}

function sayValue(test: Test, path: string, field: FieldPlan, surroundings: WriteSurroundings): Said | undefined {
  const { is, value } = test;
  if (value === null || value === undefined) return undefined;
  if (is === 'contains' || is === 'startsWith') {
    return field.target.type === 'text' || field.target.type === 'any'
      ? { host: { field: path, is, value }, isExact: false }
      : undefined;
  }
  const values = (Array.isArray(value) ? value : [value]).map((entry) => hostValue(entry, field, surroundings));
  if (values.some((entry) => entry === undefined)) return undefined;
  const written = values as NonNullable<FilterValue>[];
  const [first] = written;
  if (is === 'in') {
    const any = written.map((entry): HostFilter => ({ field: path, is: 'eq', value: entry }));
    const isPlain = written.every((entry) => typeof entry !== 'object');
    return { host: isPlain ? { field: path, is, value: written as (string | number | boolean)[] } : { any }, isExact: true };
  }
  if (first === undefined) return undefined;
  // Everybody orders texts in another way.
  const isText = field.target.type === 'text' || field.target.type === 'any';
  const isRange = is !== 'eq' && is !== 'ne';
  if (isText && isRange) return undefined;
  return { host: { field: path, is, value: first }, isExact: true };
}

/** A value as the host writes it; undefined when it would not read back as the same. */
function hostValue(
  value: string | number | boolean | object,
  field: FieldPlan,
  surroundings: WriteSurroundings,
): FilterValue | undefined {
  const { target } = field;
  const { codecs } = surroundings;
  const kind = field.field.reference ?? ('to' in target ? target.to : undefined);
  if (kind !== undefined) {
    try {
      return referenceValue(String(value), surroundings.idOf(kind));
    } catch {
      return undefined;
    }
  }
  const form = formOf(target, field.field.encoding);
  if (form === undefined) return value as FilterValue;
  const written = codecs.encode(form === 'instant' ? canonical(value) : value, form, field.field.encoding);
  if (!written.ok) return undefined;
  const back = codecs.decode(written.value, form, field.field.encoding);
  const isSame =
    back.ok && (form === 'instant' ? Date.parse(String(back.value)) === Date.parse(String(value)) : back.value === value);
  return isSame ? (written.value as FilterValue) : undefined;
}

function canonical(value: unknown): unknown {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? value : new Date(ms).toISOString();
}

function sayNothing(path: string, field: FieldPlan, { codecs }: WriteSurroundings): Said | undefined {
  const sort = sortOf(field.target);
  const nothing: HostFilter = { field: path, is: 'isNull' };
  if (sort === 'text' && codecs.isEmpty('', sort))
    return { host: { any: [nothing, { field: path, is: 'eq', value: '' }] }, isExact: true };
  return codecs.isEmpty(0, 'number') || codecs.isEmpty('1970-01-01', 'instant') ? undefined : { host: nothing, isExact: true };
}

/** A day is read as its first moment, so every moment has a day that is the same condition. */
function sayDay({ is, value }: Test, path: string, { encoding }: HostField, { codecs }: WriteSurroundings): Said | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) return undefined;
  const day = dayOf(ms, codecs.timeZone);
  const isStart = dayRange(day, codecs.timeZone).startMs === ms;
  const operator = isStart ? is : ({ ge: 'gt', gt: 'gt', lt: 'le', le: 'le' } as const)[is as 'ge'];
  if (operator === undefined || !['eq', 'ne', 'lt', 'le', 'gt', 'ge'].includes(operator)) return undefined;
  const written = codecs.encode(day, 'date', encoding);
  return written.ok ? { host: { field: path, is: operator, value: written.value as FilterValue }, isExact: true } : undefined;
}

/** Of a day and a time in two fields the day is asked for, with one more on each side; the time is looked at here. */
function sayNearDay({ is, value }: Test, path: string, { codecs }: WriteSurroundings): Said | undefined {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms) || !['lt', 'le', 'gt', 'ge'].includes(is)) return undefined;
  const isFrom = is === 'gt' || is === 'ge';
  const written = codecs.encode(addDays(dayOf(ms, codecs.timeZone), isFrom ? -1 : 1), 'date', undefined);
  return written.ok
    ? { host: { field: path, is: isFrom ? 'ge' : 'le', value: written.value as FilterValue }, isExact: false }
    : undefined;
}
