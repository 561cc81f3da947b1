import { withoutGuard } from '../export/formula.ts';
import { compileCondition, type RowView } from './conditions.ts';
import { convert, type Times } from './convert.ts';
import type { PlusMinutes, Rule, RuleObject } from './map-schema.ts';
import { RowFault } from './row-fault.ts';
import { shorten, tidy } from './tidy.ts';

/** Works one value out of a row; `undefined` when there is none. @throws RowFault */
export type CompiledRule = (row: RowView) => unknown;

export interface RuleContext {
  readonly times: Times;
  /** Position of a column; the map has been checked against the header before. */
  readonly columnIndex: (name: string) => number;
}

/**
 * A rule as a function. The order of its keys in a map does not matter; the steps are: take (from, join, firstOf or value) → `empty` →
 * `replace`, `cutBefore`, `tidy` → `map` → `as` → `plusMinutes` → `default`.
 */
export function compileRule(rule: Rule, context: RuleContext): CompiledRule {
  if (typeof rule === 'string') return compileRule({ from: rule }, context);
  const take = compileTake(rule, context);
  const column = columnOf(rule);
  const applies = rule.when ? compileCondition(rule.when, context.columnIndex) : undefined;
  const finish = compileFinish(rule, context.times, column);
  return (row) => {
    const taken = applies && !applies(row) ? undefined : take(row);
    const value = taken === undefined ? undefined : finish(taken, row);
    if (value !== undefined && value !== null) return value;
    return rule.default ?? undefined;
  };
}

function compileTake(rule: RuleObject, context: RuleContext): CompiledRule {
  const { from, join, firstOf, value } = rule;
  if (from !== undefined) {
    const index = context.columnIndex(from);
    return ({ cells }) => withoutGuard(cells[index] ?? '').trim() || undefined;
  }
  if (join) return compileJoin(rule, join, context);
  if (firstOf) {
    const rules = firstOf.map((part) => compileRule(part, context));
    return (row) => {
      for (const part of rules) {
        const found = part(row);
        if (found !== undefined) return found;
      }
      return undefined;
    };
  }
  return () => value ?? undefined;
}

function compileJoin(rule: RuleObject, join: readonly Rule[], context: RuleContext): CompiledRule {
  const rules = join.map((part) => compileRule(part, context));
  const separator = rule.separator ?? ' ';
  return (row) => {
    const parts: string[] = [];
    for (const part of rules) {
      const value = part(row);
      if (value === undefined) continue;
      const text = rule.dropRepeats ? withoutRepeat(String(value), parts) : String(value);
      if (text !== '') parts.push(text);
    }
    return parts.length === 0 ? undefined : parts.join(separator);
  };
}

/** "Glazier - Routine" after "Glazier" leaves "Routine"; "Other" after "Other" leaves nothing. */
function withoutRepeat(text: string, before: readonly string[]): string {
  for (const part of before) {
    if (text.toLowerCase() === part.toLowerCase()) return '';
    const rest = text.slice(part.length);
    if (text.toLowerCase().startsWith(part.toLowerCase()) && /^[\s:·–-]/.test(rest)) return rest.replace(/^[\s:·–-]+/, '');
  }
  return text;
}

function compileFinish(rule: RuleObject, times: Times, column: string | null): (taken: unknown, row: RowView) => unknown {
  const emptyWords = new Set((rule.empty ?? []).map(fold));
  const table = rule.map ? new Map(Object.entries(rule.map).map(([word, value]) => [fold(word), value])) : undefined;
  const shift = rule.plusMinutes === undefined ? undefined : compileShift(rule.plusMinutes);
  return (taken, row) => {
    let value: unknown = taken;
    if (typeof value === 'string') {
      value = neat(value, rule, emptyWords);
      if (value === undefined) return undefined;
    }
    if (table) value = translate(value, table, rule, column);
    if (value === null || value === undefined) return undefined;
    if (rule.as && rule.as !== 'text' && (typeof value === 'string' || typeof value === 'number')) {
      value = convert(String(value), rule.as, times, column);
    }
    return shift && typeof value === 'string' ? shift(value, row) : value;
  };
}

function neat(text: string, rule: RuleObject, emptyWords: ReadonlySet<string>): string | undefined {
  const isEmptyWord = (word: string) => emptyWords.size > 0 && emptyWords.has(fold(word));
  if (isEmptyWord(text)) return undefined;
  let result = text;
  for (const { find, with: replacement } of rule.replace ?? []) result = result.replaceAll(find, replacement);
  for (const mark of rule.cutBefore ?? []) {
    const at = result.indexOf(mark);
    if (at >= 0) result = result.slice(0, at);
  }
  if (rule.tidy) result = tidy(result, rule.tidy);
  if (rule.maxLength !== undefined) result = shorten(result, rule.maxLength);
  return result === '' || (result !== text && isEmptyWord(result)) ? undefined : result;
}

function translate(value: unknown, table: ReadonlyMap<string, unknown>, rule: RuleObject, column: string | null): unknown {
  const word = String(value);
  const found = table.get(fold(word));
  if (found !== undefined) return found;
  if (rule.else !== undefined) return rule.else;
  throw new RowFault('unknown_value', `"${shorten(word, 60)}" is not in the value map`, column);
}

function compileShift(plus: PlusMinutes): (instant: string, row: RowView) => string | undefined {
  const add = (instant: string, minutes: number) =>
    new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
  if (typeof plus === 'number') return (instant) => add(instant, plus);
  const table = new Map(Object.entries(plus.map).map(([word, minutes]) => [fold(word), minutes]));
  return (instant, { fields }) => {
    const minutes = table.get(fold(String(fields[plus.field] ?? '')));
    return minutes === undefined || minutes === null ? undefined : add(instant, minutes);
  };
}

/** Columns hold few different words, each of them thousands of times. Bounded, cleared when full. */
const folded = new Map<string, string>();

/** Case and runs of spaces do not make two words different. */
function fold(word: string): string {
  let result = folded.get(word);
  if (result === undefined) {
    result = word.trim().replace(/\s+/g, ' ').toLowerCase();
    if (folded.size > 10_000) folded.clear();
    folded.set(word, result);
  }
  return result;
}

/** The column a fault is blamed on: the first one the rule reads. */
export function columnOf(rule: Rule): string | null {
  if (typeof rule === 'string') return rule;
  if (rule.from !== undefined) return rule.from;
  for (const part of rule.join ?? rule.firstOf ?? []) {
    const column = columnOf(part);
    if (column !== null) return column;
  }
  return null;
}
