import { type Dialect, type FilterTest, identifier, type Said } from './dialect.ts';
import { likePattern } from './like.ts';

/**
 * Conditions of SQL, with literals: SuiteQL has no parameters. Names are letters, digits and `_` only. Empty texts are null in Oracle, so
 * nothing is asked about them.
 * @param column - what a field is compared as; undefined when it cannot be asked for
 */
export function sqlDialect(column: (field: string) => string | undefined = plainColumn): Dialect<string> {
  return {
    test(test) {
      const name = column(test.field);
      return name === undefined ? undefined : said(test, name);
    },
    all: (parts) => parts.join(' AND '),
    any: (parts) => `(${parts.join(' OR ')})`,
  };
}

/** `a` or `a.b`. */
export function plainColumn(field: string): string | undefined {
  return field.split('.').every((name) => identifier.test(name)) ? field : undefined;
}

const operators = { eq: '=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;
const opposites = { eq: '<>', lt: '>=', le: '>', gt: '<=', ge: '<' } as const;

function said({ is, not, value }: FilterTest, column: string): Said<string> | undefined {
  const orNull = `${column} IS NULL`;
  if (is === 'isNull') {
    return { compiled: `${column} IS ${not ? 'NOT ' : ''}NULL` };
  }
  if (is === 'contains' || is === 'startsWith') {
    const { pattern, isWider } = likePattern(String(value).toLowerCase(), is === 'startsWith');
    const text = sqlLiteral(pattern);
    if (text === undefined || (not && isWider)) {
      return undefined;
    }
    return not
      ? { compiled: `(${orNull} OR LOWER(${column}) NOT LIKE ${text})` }
      : { compiled: `LOWER(${column}) LIKE ${text}`, isWider };
  }
  if (is === 'in') {
    const literals = (Array.isArray(value) ? value : []).map(sqlLiteral);
    if (literals.includes(undefined)) {
      return undefined;
    }
    return {
      compiled: not ? `(${orNull} OR ${column} NOT IN (${literals.join(', ')}))` : `${column} IN (${literals.join(', ')})`,
    };
  }
  const literal = typeof value === 'object' ? undefined : sqlLiteral(value);
  if (literal === undefined) {
    return undefined;
  }
  return { compiled: not ? `(${orNull} OR ${column} ${opposites[is]} ${literal})` : `${column} ${operators[is]} ${literal}` };
}

/** Undefined for what no literal can hold: empty texts, and texts with a NUL, that some readers end at. Truths are T and F in NetSuite. */
export function sqlLiteral(value: string | number | boolean): string | undefined {
  if (typeof value === 'string') {
    return value === '' || value.includes('\0') ? undefined : `'${value.toWellFormed().replaceAll("'", "''")}'`;
  }
  return typeof value === 'boolean' ? (value ? "'T'" : "'F'") : String(value);
}
