import { type Dialect, type FilterTest, identifier, type Said } from './dialect.ts';
import { likePattern } from './like.ts';

/** `[field, operator, value]`, all of which hold. */
export type FrappeTriples = readonly (readonly [string, string, unknown])[];

/**
 * JSON triples. There is no “or”. Empty fields are compared as the least value of their type, and “not set” is also what is empty or 0:
 * such answers are wider than asked for, or not asked for where rows would be left out.
 */
export const frappeDialect: Dialect<FrappeTriples> = {
  test(test) {
    const isScalar = typeof test.value !== 'object' || Array.isArray(test.value);
    return identifier.test(test.field) && isScalar ? said(test) : undefined;
  },
  all: (parts) => parts.flat(),
};

const operators = { eq: '=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;
const opposites = { lt: '>=', le: '>', gt: '<=', ge: '<' } as const;

function said({ field, is, not, value }: FilterTest): Said<FrappeTriples> | undefined {
  switch (is) {
    case 'isNull':
      return not ? undefined : { compiled: [[field, 'is', 'not set']], isWider: true };
    case 'contains':
    case 'startsWith': {
      const { pattern } = likePattern(String(value), is === 'startsWith');
      return not ? undefined : { compiled: [[field, 'like', pattern]], isWider: true };
    }
    case 'eq':
      return isEmptyOrFalsy(value) ? undefined : { compiled: [[field, not ? '!=' : '=', asNumber(value)]] };
    case 'in': {
      const values = Array.isArray(value) ? value : [];
      if (values.some(isEmptyOrFalsy)) {
        return undefined;
      }
      return {
        compiled: not
          ? values.map((one) => [field, '!=', asNumber(one)] as const)
          : [[field, 'in', values.map((one) => asNumber(one))]],
      };
    }
    default:
      // The opposite of a range holds for what is empty, too, which counts as 0 or the first of all days: so only from below.
      return not && (is === 'lt' || is === 'le' || isLeast(value))
        ? undefined
        : { compiled: [[field, not ? opposites[is] : operators[is], value]], isWider: true };
  }
}

/** Empty fields count as these. */
function isEmptyOrFalsy(value: unknown): boolean {
  return value === '' || value === 0 || value === false;
}

/** Nothing is below what empty fields count as. */
function isLeast(value: unknown): boolean {
  return value === '' || (typeof value === 'number' && value <= 0);
}

/** Truths are 1 and 0. */
function asNumber(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
