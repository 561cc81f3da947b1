import type { ListPage, ListQuery } from './source.ts';
import type { Row } from './tables.ts';

const defaultLimit = 100;

/**
 * A list query over rows in memory: `q` finds rows whose texts hold every word, filters take `a,b` for either,
 * `sort` takes `-priority,dueAt`; rows without the value come last. The cursor is a position.
 */
export function queryRows<T extends Row>(
  rows: Iterable<T>,
  { q, filters, sort, cursor, limit = defaultLimit }: ListQuery = {},
): ListPage<T> {
  let found = [...rows];
  const words = q?.toLocaleLowerCase().split(/\s+/).filter(Boolean) ?? [];
  if (words.length > 0) found = found.filter((row) => hasWords(row, words));
  for (const [field, wanted] of Object.entries(filters ?? {})) {
    const values = new Set(wanted.split(','));
    found = found.filter((row) => values.has(String(fieldOf(row, field))));
  }
  for (const key of sort?.split(',').reverse() ?? []) found.sort(byField(key.trim()));
  const start = Number.parseInt(cursor ?? '0', 10) || 0;
  const end = start + limit;
  return { items: found.slice(start, end), nextCursor: end < found.length ? String(end) : null, total: found.length };
}

function hasWords(row: Row, words: readonly string[]): boolean {
  const text = Object.values(row)
    .filter((value) => typeof value === 'string')
    .join('\n')
    .toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

function fieldOf(row: Row, field: string): unknown {
  const value = Object.hasOwn(row, field) ? row[field as keyof Row] : undefined;
  return value === undefined && field.startsWith('custom.') ? row.custom[field.slice('custom.'.length)] : value;
}

const priorityOrder: Readonly<Record<string, number>> = { low: 0, normal: 1, high: 2, urgent: 3 };

function byField(key: string): (a: Row, b: Row) => number {
  const isDescending = key.startsWith('-');
  const field = isDescending ? key.slice(1) : key;
  const read = (row: Row) => {
    const value = fieldOf(row, field);
    return field === 'priority' ? priorityOrder[String(value)] : value;
  };
  return (a, b) => {
    const left = read(a);
    const right = read(b);
    if (left === right) return 0;
    if (left === null || left === undefined) return 1;
    if (right === null || right === undefined) return -1;
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : String(left) < String(right) ? -1 : 1;
    return isDescending ? -order : order;
  };
}
