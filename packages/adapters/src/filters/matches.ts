import type { HostFilter } from '@dispatchkit/contract/manifest';
import type { HostRow } from '../seams.ts';
import { splitPath } from '../templates/path.ts';
import { comparable, isSame } from './comparable.ts';
import type { FilterTest } from './dialect.ts';
import { type PlainBranch, plain } from './plain.ts';

/** True for what the host means by nothing. Default: null, and what is not there. */
export type IsNothing = (value: unknown) => boolean;

/**
 * Whether a row fits a filter. What every dialect is measured by:
 * - Two values are true or false, never unknown: what is not equal is unequal, and `not` holds for empty fields.
 * - Of a list (several related rows, a pair of id and label) one entry is enough; an empty list is nothing.
 * - Ranges compare numbers with numbers, texts with texts by code units, and moments however they are written.
 * - `contains` and `startsWith` are about texts, without regard to case.
 */
export function matches(filter: HostFilter, row: HostRow, isNothing: IsNothing = isNullish): boolean {
  const whole = plain(filter);
  return typeof whole === 'boolean' ? whole : holds(whole, row, isNothing);
}

function holds(branch: PlainBranch, row: HostRow, isNothing: IsNothing): boolean {
  if ('all' in branch) {
    return branch.all.every((part) => holds(part, row, isNothing));
  }
  if ('any' in branch) {
    return branch.any.some((part) => holds(part, row, isNothing));
  }
  const { test } = branch;
  const found = entriesAt(row, splitPath(test.field));
  const fits =
    test.is === 'isNull' ? found.every((entry) => isNothing(entry)) : found.some((entry) => fitsEntry(test, entry, isNothing));
  return fits !== test.not;
}

/** Everything a path leads to: through lists to all their entries. Tryton names related rows by a key that ends in a dot. */
function entriesAt(found: unknown, names: readonly string[]): readonly unknown[] {
  const [name, ...others] = names;
  if (Array.isArray(found) && (name === undefined || !/^\d+$/.test(name))) {
    return found.flatMap((entry) => entriesAt(entry, names));
  }
  if (name === undefined) {
    return [found];
  }
  if (typeof found !== 'object' || found === null) {
    return [];
  }
  const related = `${name}.`;
  const key = others.length > 0 && Object.hasOwn(found, related) ? related : name;
  return Object.hasOwn(found, key) ? entriesAt((found as Readonly<Record<string, unknown>>)[key], others) : [];
}

function fitsEntry(test: FilterTest, entry: unknown, isNothing: IsNothing): boolean {
  switch (test.is) {
    case 'eq':
      return isEqual(test.value, entry);
    case 'in':
      return Array.isArray(test.value) && test.value.some((value) => isEqual(value, entry));
    case 'contains':
      return typeof entry === 'string' && entry.toLowerCase().includes(String(test.value).toLowerCase());
    case 'startsWith':
      return typeof entry === 'string' && entry.toLowerCase().startsWith(String(test.value).toLowerCase());
    default:
      return !isNothing(entry) && isInRange(test, entry);
  }
}

function isEqual(value: unknown, entry: unknown): boolean {
  const wanted = comparable(value);
  const found = comparable(entry);
  return wanted !== undefined && found !== undefined && isSame(wanted, found);
}

function isInRange(test: FilterTest, entry: unknown): boolean {
  const bound = comparable(test.value);
  const found = comparable(entry);
  if (bound === undefined || found === undefined || bound.kind !== found.kind) {
    return false;
  }
  switch (test.is) {
    case 'lt':
      return found.value < bound.value;
    case 'le':
      return found.value <= bound.value;
    case 'gt':
      return found.value > bound.value;
    default:
      return found.value >= bound.value;
  }
}

function isNullish(value: unknown): boolean {
  return value === null || value === undefined;
}
