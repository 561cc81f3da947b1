import { didYouMean } from '../internal/did-you-mean.ts';
import type { ImportedJob } from '../services/index.ts';
import { compileCondition, type RowTest, type RowView } from './conditions.ts';
import { type Fault, ImportError } from './import-error.ts';
import { usesOf } from './map-columns.ts';
import type { ImportMap, Rule } from './map-schema.ts';
import { RowFault } from './row-fault.ts';
import { type CompiledRule, columnOf, compileRule, type RuleContext } from './rules.ts';
import { stableRef } from './stable-ref.ts';
import { type TargetKind, targetSchema } from './targets.ts';

/** A record ready for the connector. Which entity it is, the map says. */
export type MappedRecord = Record<string, unknown> & { externalRef: string };

/** What became of a row. */
export type MappedRow =
  | { readonly kind: 'record'; readonly record: MappedRecord }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string; readonly column: string | null; readonly message: string };

export type RowMapper = (cells: readonly string[]) => MappedRow;

/**
 * A map bound to the header of a file.
 * @throws ImportError `file_columns`, naming every column that is missing
 */
export function compileMap(map: ImportMap, header: readonly string[], fileName: string): RowMapper {
  checkColumns(map, header, fileName);
  const context: RuleContext = { times: map.times, columnIndex: (name) => header.indexOf(name) };
  const skips = rowRules(map.skip, context);
  const rejects = rowRules(map.reject, context);
  const main = recordMapper(map.fields, map.entity, context);
  const custom = compileAll(map.custom, context);
  const site = derivedMapper(map, 'site', context);
  const customer = derivedMapper(map, 'customer', context);

  return (cells) => {
    const fields: Record<string, unknown> = {};
    const row: RowView = { cells, fields };
    const skip = skips.find(({ test }) => test(row));
    if (skip) return { kind: 'skipped', reason: skip.reason };
    try {
      if (cells.length !== header.length)
        throw new RowFault('cell_count', `The row has ${cells.length} cells, the header has ${header.length}`);
      main.work(row, fields);
      const reject = rejects.find(({ test }) => test(row));
      if (reject) throw new RowFault(reject.reason, reject.message, reject.column);
      const record = main.check(fields);
      const values = customValues(custom, row);
      if (values) record.custom = values;
      const derived = { site: site?.(row), customer: customer?.(row) };
      if (derived.site) record.site = derived.site;
      if (derived.customer) record.customer = derived.customer;
      return { kind: 'record', record: record as MappedRecord };
    } catch (fault) {
      if (!(fault instanceof RowFault)) throw fault;
      return { kind: 'rejected', reason: fault.reason, column: fault.column, message: fault.message };
    }
  };
}

function checkColumns(map: ImportMap, header: readonly string[], fileName: string): void {
  const faults = new Map<string, Fault>();
  for (const { name, pointer } of usesOf(map).columns) {
    const times = header.filter((column) => column === name).length;
    if (times === 1 || faults.has(name)) continue;
    const found = times === 0 ? `no column "${name}"` : `${times} columns "${name}"`;
    faults.set(name, {
      where: `header row, for ${pointer} of the map`,
      found,
      expected: 'exactly one',
      hint: closest(name, header),
    });
  }
  if (faults.size === 0) return;
  const names = [...faults.keys()].map((name) => `"${name}"`).join(', ');
  const message = `${fileName} does not have the columns the map reads: ${names}. It has: ${header.join(', ')}`;
  throw new ImportError('file_columns', message, [...faults.values()]);
}

function closest(name: string, header: readonly string[]): string | undefined {
  const meant = header.includes(name) ? undefined : didYouMean(name, header);
  return meant === undefined ? undefined : `Did you mean "${meant}"?`;
}

function rowRules(
  rules: ImportMap['reject'],
  context: RuleContext,
): { reason: string; message: string; column: string | null; test: RowTest }[] {
  return rules.map(({ reason, message, when }) => ({
    reason,
    message: message ?? reason.replaceAll('_', ' '),
    column: when.column ?? null,
    test: compileCondition(when, context.columnIndex),
  }));
}

type CompiledFields = readonly (readonly [string, CompiledRule])[];

function compileAll(rules: Readonly<Record<string, Rule>>, context: RuleContext): CompiledFields {
  return Object.entries(rules).map(([field, rule]) => [field, compileRule(rule, context)]);
}

/** Works the fields of one record out of a row, and checks them against the contract. */
function recordMapper(rules: Readonly<Record<string, Rule>>, kind: TargetKind, context: RuleContext) {
  const compiled = compileAll(rules, context);
  const columns = new Map(Object.entries(rules).map(([field, rule]) => [field, columnOf(rule)]));
  const schema = targetSchema(kind);
  return {
    /** Fills `fields` in the order of the map, so that later rules see earlier fields. */
    work(row: RowView, fields: Record<string, unknown>): void {
      for (const [field, rule] of compiled) {
        const value = rule(row);
        if (value !== undefined) fields[field] = value;
      }
    },
    /** @throws RowFault `missing_value` or `invalid_value` */
    check(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
      if (kind !== 'sites' && fields.externalRef === undefined)
        throw new RowFault('missing_value', 'externalRef is empty', columns.get('externalRef') ?? null);
      const result = schema.safeParse(fields);
      if (result.success) return result.data;
      const [issue] = result.error.issues;
      const field = String(issue?.path[0] ?? '');
      const column = columns.get(field) ?? null;
      if (fields[field] === undefined) throw new RowFault('missing_value', `${field} is empty`, column);
      throw new RowFault('invalid_value', `${issue?.path.join('.')}: ${issue?.message ?? 'not valid'}`, column);
    },
  };
}

function derivedMapper(
  map: ImportMap,
  kind: 'site' | 'customer',
  context: RuleContext,
): ((row: RowView) => ImportedJob['site']) | undefined {
  const derived = map[kind];
  if (!derived) return undefined;
  const key = compileRule(derived.key, context);
  const fields = recordMapper(derived.fields, kind === 'site' ? 'sites' : 'customers', context);
  return (row) => {
    const text = key(row);
    if (text === undefined) return undefined;
    const values: Record<string, unknown> = {};
    fields.work(row, values);
    values.externalRef = stableRef(String(text));
    return fields.check(values) as ImportedJob['site'];
  };
}

function customValues(custom: CompiledFields, row: RowView): Record<string, unknown> | undefined {
  if (custom.length === 0) return undefined;
  const values: Record<string, unknown> = {};
  for (const [field, rule] of custom) {
    const value = rule(row);
    if (value !== undefined) values[field] = value;
  }
  return Object.keys(values).length > 0 ? values : undefined;
}
