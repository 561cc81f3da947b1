import { splitPath } from '../templates/path.ts';
import { type Dialect, type FilterTest, identifier } from './dialect.ts';
import { likePattern } from './like.ts';

/** A clause of Tryton: `["field", "operator", value]`, or `["AND" | "OR", clause, …]`. */
export type TrytonClause = readonly unknown[];

/**
 * Nested lists. Through relations Tryton asks whether there is a related row that fits, so the opposite of a dotted test, and emptiness at
 * the end of one, cannot be said: the row it goes through may be missing.
 */
export const trytonDialect: Dialect<TrytonClause> = {
  test(test) {
    const names = splitPath(test.field || '.').map((name) => name.replace(/\.$/, ''));
    const isNamed = names.every((name) => identifier.test(name)) && names.join('.') !== 'OR' && names.join('.') !== 'AND';
    const asksForMissing = test.is === 'isNull' ? !test.not : test.not;
    if (!isNamed || (names.length > 1 && asksForMissing)) {
      return undefined;
    }
    return said(test, names.join('.'));
  },
  all: (parts) => ['AND', ...parts],
  any: (parts) => ['OR', ...parts],
};

const operators = { eq: '=', lt: '<', le: '<=', gt: '>', ge: '>=', in: 'in' } as const;
const opposites = { eq: '!=', lt: '>=', le: '>', gt: '<=', ge: '<', in: 'not in' } as const;

function said(test: FilterTest, field: string): { compiled: TrytonClause; isWider?: boolean } | undefined {
  const { is, not, value } = test;
  if (is === 'isNull') {
    return { compiled: [field, not ? '!=' : '=', null] };
  }
  if (is === 'contains' || is === 'startsWith') {
    const { pattern, isWider } = likePattern(String(value), is === 'startsWith');
    if (not) {
      return isWider ? undefined : { compiled: ['OR', [field, 'not ilike', pattern], [field, '=', null]] };
    }
    return { compiled: [field, 'ilike', pattern], isWider };
  }
  return { compiled: not ? ['OR', [field, opposites[is], value], [field, '=', null]] : [field, operators[is], value] };
}
