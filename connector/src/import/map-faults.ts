import type { Fault } from './import-error.ts';
import { escapePointer, type MapUses, usesOf } from './map-columns.ts';
import type { Condition, ImportMap, Rule, RuleObject } from './map-schema.ts';
import { nameHint } from './nearest.ts';
import { type TargetKind, targetFields, targetSchema } from './targets.ts';

/** What a schema cannot say: names that do not exist, rules without a source, values a field would refuse. All of them. */
export function mapFaults(map: ImportMap): Fault[] {
  const uses = usesOf(map);
  return [
    ...recordFaults(map.fields, '/fields', map.entity),
    ...derivedFaults(map),
    ...requiredFaults(map),
    ...fieldUseFaults(map, uses),
    ...uses.rules.flatMap(({ rule, pointer }) => ruleFaults(rule, pointer)),
    ...rowRuleFaults(map),
  ];
}

function recordFaults(rules: Readonly<Record<string, Rule>>, pointer: string, kind: TargetKind): Fault[] {
  const known = targetFields(kind);
  return Object.entries(rules).flatMap(([field, rule]) => {
    const where = `${pointer}/${escapePointer(field)}`;
    if (!known.includes(field))
      return [{ where, found: `"${field}"`, expected: `a field of ${kind}`, hint: nameHint(field, known) }];
    return constantFaults(rule, where, kind, field);
  });
}

function derivedFaults(map: ImportMap): Fault[] {
  const faults: Fault[] = [];
  for (const [key, kind] of [
    ['site', 'sites'],
    ['customer', 'customers'],
  ] as const) {
    const derived = map[key];
    if (!derived) continue;
    if (map.entity !== 'jobs') {
      faults.push({
        where: `/${key}`,
        found: `"${key}" in a map of ${map.entity}`,
        expected: 'it only in a map of jobs',
        hint: 'Remove it.',
      });
    }
    faults.push(...recordFaults(derived.fields, `/${key}/fields`, kind));
    if ('externalRef' in derived.fields) {
      faults.push({
        where: `/${key}/fields/externalRef`,
        found: 'a rule',
        expected: 'none',
        hint: 'The key makes the externalRef.',
      });
    }
  }
  return faults;
}

function requiredFaults(map: ImportMap): Fault[] {
  const needed = ['externalRef', map.entity === 'jobs' ? 'title' : 'name'];
  return needed
    .filter((field) => !(field in map.fields))
    .map((field) => ({
      where: '/fields',
      found: `no "${field}"`,
      expected: 'a rule for it',
      hint: `Add ${field}: name_of_the_column.`,
    }));
}

function fieldUseFaults(map: ImportMap, uses: MapUses): Fault[] {
  const mapped = Object.keys(map.fields);
  return uses.fields
    .filter(({ name }) => !mapped.includes(name))
    .map(({ name, pointer }) => ({
      where: pointer,
      found: `"${name}"`,
      expected: 'a field this map fills',
      hint: nameHint(name, mapped),
    }));
}

function ruleFaults(rule: Rule, pointer: string): Fault[] {
  if (typeof rule === 'string') return [];
  const faults: Fault[] = [];
  const sources = (['from', 'join', 'firstOf', 'value'] as const).filter((key) => rule[key] !== undefined);
  if (sources.length !== 1) {
    const found = sources.length === 0 ? 'no source' : sources.join(' and ');
    faults.push({ where: pointer, found, expected: 'exactly one of from, join, firstOf, value' });
  }
  if (rule.else !== undefined && !rule.map)
    faults.push({
      where: `${pointer}/else`,
      found: 'else without map',
      expected: 'both or neither',
      hint: 'For an empty value use default.',
    });
  for (const key of ['separator', 'dropRepeats'] as const) {
    if (rule[key] !== undefined && !rule.join)
      faults.push({ where: `${pointer}/${key}`, found: `${key} without join`, expected: 'it only beside join' });
  }
  if (rule.plusMinutes !== undefined && rule.as !== 'instant')
    faults.push({ where: `${pointer}/plusMinutes`, found: `as: ${rule.as ?? 'text'}`, expected: 'as: instant' });
  if (rule.when) faults.push(...conditionFaults(rule.when, `${pointer}/when`));
  return faults;
}

function rowRuleFaults(map: ImportMap): Fault[] {
  const faults: Fault[] = [];
  for (const kind of ['skip', 'reject'] as const) {
    for (const [i, rule] of map[kind].entries()) faults.push(...conditionFaults(rule.when, `/${kind}/${i}/when`));
  }
  for (const [i, rule] of map.skip.entries()) {
    if (!readsFields(rule.when)) continue;
    faults.push({
      where: `/skip/${i}/when`,
      found: 'a test of a field',
      expected: 'tests of columns',
      hint: 'Rows are skipped before fields are worked out; use reject, or test the column.',
    });
  }
  return faults;
}

function readsFields(condition: Condition): boolean {
  const parts = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])];
  return condition.field !== undefined || parts.some(readsFields);
}

function conditionFaults(condition: Condition, pointer: string): Fault[] {
  const faults: Fault[] = [];
  const subjects = (['column', 'field', 'all', 'any', 'not'] as const).filter((key) => condition[key] !== undefined);
  if (subjects.length !== 1) {
    faults.push({
      where: pointer,
      found: subjects.length === 0 ? 'nothing to look at' : subjects.join(' and '),
      expected: 'exactly one of column, field, all, any, not',
    });
  }
  const tests = (['is', 'in', 'contains', 'startsWith', 'empty', 'before'] as const).filter(
    (key) => condition[key] !== undefined,
  );
  const looksAtText = condition.column !== undefined || condition.field !== undefined;
  if (looksAtText && tests.length === 0)
    faults.push({ where: pointer, found: 'no test', expected: 'is, in, contains, startsWith, empty or before' });
  if (!looksAtText && tests.length > 0)
    faults.push({ where: pointer, found: tests.join(' and '), expected: 'tests only beside column or field' });
  if (condition.before !== undefined && condition.field === undefined)
    faults.push({
      where: `${pointer}/before`,
      found: 'before without field',
      expected: 'two fields',
      hint: 'Instants compare as fields.',
    });
  for (const key of ['all', 'any'] as const) {
    for (const [i, part] of (condition[key] ?? []).entries()) faults.push(...conditionFaults(part, `${pointer}/${key}/${i}`));
  }
  if (condition.not) faults.push(...conditionFaults(condition.not, `${pointer}/not`));
  return faults;
}

/** Constants of a rule that the field would refuse for every row: better said now than ten thousand times. */
function constantFaults(rule: Rule, pointer: string, kind: TargetKind, field: string): Fault[] {
  if (typeof rule === 'string' || (rule.as !== undefined && rule.as !== 'text')) return [];
  const schema = targetSchema(kind).shape[field];
  if (!schema) return [];
  const faults: Fault[] = [];
  for (const [where, value] of constantsOf(rule)) {
    if (value === null || value === undefined) continue;
    const result = (
      schema as { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } }
    ).safeParse(value);
    if (!result.success) {
      faults.push({
        where: `${pointer}/${where}`,
        found: JSON.stringify(value),
        expected: `a value of ${field}`,
        hint: result.error?.issues[0]?.message ?? '',
      });
    }
  }
  for (const key of ['firstOf'] as const) {
    for (const [i, part] of (rule[key] ?? []).entries())
      faults.push(...constantFaults(part, `${pointer}/${key}/${i}`, kind, field));
  }
  return faults;
}

function constantsOf(rule: RuleObject): (readonly [string, unknown])[] {
  const constants: (readonly [string, unknown])[] = (['value', 'else', 'default'] as const).map(
    (key) => [key, rule[key]] as const,
  );
  for (const [word, value] of Object.entries(rule.map ?? {})) constants.push([`map/${escapePointer(word)}`, value]);
  return constants;
}
