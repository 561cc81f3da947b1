import type { Condition, ImportMap, Rule } from './map-schema.ts';

/** A name used in a map, with the JSON Pointer of where it is used. */
export interface Use {
  readonly name: string;
  readonly pointer: string;
}
export interface MapUses {
  /** Columns read. */
  readonly columns: readonly Use[];
  /** Fields read by conditions and by `plusMinutes`. */
  readonly fields: readonly Use[];
  /** Rules, for checks of each. */
  readonly rules: readonly { readonly rule: Rule; readonly pointer: string }[];
}

/** Everything a map refers to. */
export function usesOf(map: ImportMap): MapUses {
  const uses = { columns: [] as Use[], fields: [] as Use[], rules: [] as { rule: Rule; pointer: string }[] };
  const record = (rules: Readonly<Record<string, Rule>>, pointer: string) => {
    for (const [field, rule] of Object.entries(rules)) visitRule(rule, `${pointer}/${escapePointer(field)}`, uses);
  };
  for (const kind of ['skip', 'reject'] as const) {
    for (const [i, rule] of map[kind].entries()) visitCondition(rule.when, `/${kind}/${i}/when`, uses);
  }
  record(map.fields, '/fields');
  record(map.custom, '/custom');
  for (const kind of ['site', 'customer'] as const) {
    const derived = map[kind];
    if (!derived) continue;
    visitRule(derived.key, `/${kind}/key`, uses);
    record(derived.fields, `/${kind}/fields`);
  }
  return uses;
}

type Uses = { columns: Use[]; fields: Use[]; rules: { rule: Rule; pointer: string }[] };

function visitRule(rule: Rule, pointer: string, uses: Uses): void {
  uses.rules.push({ rule, pointer });
  if (typeof rule === 'string') {
    uses.columns.push({ name: rule, pointer });
    return;
  }
  if (rule.from !== undefined) uses.columns.push({ name: rule.from, pointer: `${pointer}/from` });
  for (const key of ['join', 'firstOf'] as const) {
    for (const [i, part] of (rule[key] ?? []).entries()) visitRule(part, `${pointer}/${key}/${i}`, uses);
  }
  if (rule.when) visitCondition(rule.when, `${pointer}/when`, uses);
  if (typeof rule.plusMinutes === 'object')
    uses.fields.push({ name: rule.plusMinutes.field, pointer: `${pointer}/plusMinutes/field` });
}

function visitCondition(condition: Condition, pointer: string, uses: Uses): void {
  if (condition.column !== undefined) uses.columns.push({ name: condition.column, pointer: `${pointer}/column` });
  for (const key of ['field', 'before'] as const) {
    const name = condition[key];
    if (name !== undefined) uses.fields.push({ name, pointer: `${pointer}/${key}` });
  }
  for (const key of ['all', 'any'] as const) {
    for (const [i, part] of (condition[key] ?? []).entries()) visitCondition(part, `${pointer}/${key}/${i}`, uses);
  }
  if (condition.not) visitCondition(condition.not, `${pointer}/not`, uses);
}

/** RFC 6901. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
