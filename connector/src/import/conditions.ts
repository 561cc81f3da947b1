import { withoutGuard } from '../export/formula.ts';
import type { Condition } from './map-schema.ts';

/** What a condition or a rule sees of a row. */
export interface RowView {
  /** Cells by position, untrimmed. */
  readonly cells: readonly string[];
  /** Fields worked out so far. */
  readonly fields: Readonly<Record<string, unknown>>;
}
export type RowTest = (row: RowView) => boolean;

/** @param columnIndex position of a column; the map has been checked against the header before */
export function compileCondition(condition: Condition, columnIndex: (name: string) => number): RowTest {
  const { all, any, not } = condition;
  if (all) return every(all.map((part) => compileCondition(part, columnIndex)));
  if (any) return some(any.map((part) => compileCondition(part, columnIndex)));
  if (not) {
    const test = compileCondition(not, columnIndex);
    return (row) => !test(row);
  }
  if (condition.field !== undefined && condition.before !== undefined) return before(condition.field, condition.before);
  const text = textOf(condition, columnIndex);
  const tests = textTests(condition);
  return (row) => {
    const value = text(row);
    return tests.every((test) => test(value));
  };
}

function every(tests: readonly RowTest[]): RowTest {
  return (row) => tests.every((test) => test(row));
}

function some(tests: readonly RowTest[]): RowTest {
  return (row) => tests.some((test) => test(row));
}

/** Instants compare as times; a missing one is before nothing. */
function before(earlier: string, later: string): RowTest {
  return ({ fields }) => {
    const [a, b] = [fields[earlier], fields[later]];
    return typeof a === 'string' && typeof b === 'string' && Date.parse(a) < Date.parse(b);
  };
}

function textOf(condition: Condition, columnIndex: (name: string) => number): (row: RowView) => string {
  const { column, field } = condition;
  if (column !== undefined) {
    const index = columnIndex(column);
    return ({ cells }) =>
      withoutGuard(cells[index] ?? '')
        .trim()
        .toLowerCase();
  }
  return ({ fields }) => String(fields[field ?? ''] ?? '').toLowerCase();
}

function textTests(condition: Condition): ((text: string) => boolean)[] {
  const tests: ((text: string) => boolean)[] = [];
  const { is, in: among, contains, startsWith, empty } = condition;
  if (is !== undefined) tests.push((text) => text === is.trim().toLowerCase());
  if (among) {
    const words = new Set(among.map((word) => word.trim().toLowerCase()));
    tests.push((text) => words.has(text));
  }
  if (contains !== undefined) tests.push((text) => text.includes(contains.toLowerCase()));
  if (startsWith !== undefined) tests.push((text) => text.startsWith(startsWith.toLowerCase()));
  if (empty !== undefined) tests.push((text) => (text === '') === empty);
  return tests;
}
