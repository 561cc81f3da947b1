import { splitPath } from '../templates/path.ts';
import { type Dialect, type FilterTest, identifier } from './dialect.ts';
import { likePattern } from './like.ts';

/** Part of a domain in Polish notation, complete in itself: `["|", leaf, leaf]`. */
export type OdooDomain = readonly unknown[];

/**
 * Domains with operators in front. `partner_id.0` is the id of a pair `[id, label]`; its label cannot be asked for. As in Tryton nothing
 * can be said of what a dotted path does not lead to.
 */
export const odooDialect: Dialect<OdooDomain> = {
  test(test) {
    const path = splitPath(test.field || '.');
    const names = path.length > 1 && path.at(-1) === '0' ? path.slice(0, -1) : path;
    const asksForMissing = test.is === 'isNull' ? !test.not : test.not;
    if (!names.every((name) => identifier.test(name)) || (names.length > 1 && asksForMissing)) {
      return undefined;
    }
    return typeof test.value === 'object' && !Array.isArray(test.value) ? undefined : said(test, names.join('.'));
  },
  all: (parts) => [...parts.slice(1).map(() => '&'), ...parts.flat()],
  any: (parts) => [...parts.slice(1).map(() => '|'), ...parts.flat()],
};

const operators = { eq: '=', lt: '<', le: '<=', gt: '>', ge: '>=', in: 'in' } as const;
const opposites = { eq: '!=', lt: '>=', le: '>', gt: '<=', ge: '<', in: 'not in' } as const;

function said(test: FilterTest, field: string): { compiled: OdooDomain; isWider?: boolean } | undefined {
  const { is, not, value } = test;
  const orNothing = (leaf: unknown) => ['|', leaf, [field, '=', false]];
  if (is === 'isNull') {
    return { compiled: [[field, not ? '!=' : '=', false]] };
  }
  if (is === 'contains' || is === 'startsWith') {
    const { pattern, isWider } = likePattern(String(value), is === 'startsWith');
    const leaf = [field, not ? 'not =ilike' : '=ilike', pattern];
    // There is no `not =ilike` before Odoo 19; `not ilike` puts the signs around the text by itself.
    if (not) {
      return isWider || is === 'startsWith' ? undefined : { compiled: orNothing([field, 'not ilike', String(value)]) };
    }
    return { compiled: [leaf], isWider };
  }
  if (Array.isArray(value) && value.some((one) => typeof one === 'boolean')) {
    return undefined;
  }
  if (not && typeof value === 'boolean') {
    return { compiled: [[field, '!=', value]] };
  }
  // An empty number is shown as 0, which the database does not compare.
  return not
    ? { compiled: orNothing([field, opposites[is], value]), isWider: is !== 'eq' && is !== 'in' && typeof value === 'number' }
    : { compiled: [[field, operators[is], value]] };
}
