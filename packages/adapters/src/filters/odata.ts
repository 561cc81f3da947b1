import type { Dialect, FilterTest } from './dialect.ts';

export interface ODataFilterSurroundings {
  /** How a value is written behind the operator; undefined when it cannot be. */
  readonly literal: (value: string | number | boolean, field: string) => string | undefined;
  /** `part` within `whole`, in lower case both unless case does not count at this host. */
  readonly contains: (whole: string, part: string) => string;
  /** Navigations to many rows, as paths of names with dots: asked with `any`, or not at all. */
  readonly many?: ReadonlySet<string>;
  readonly canAskAny?: boolean;
  readonly ignoresCase?: boolean;
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]{0,127}$/u;

/** What OData v2 and v4 have in common. `ne null` and the like are written out, because not every host is true to the standard there. */
export function odataDialect(host: ODataFilterSurroundings): Dialect<string> {
  return {
    test(test) {
      const names = test.field.split('.');
      if (!names.every((name) => identifier.test(name))) {
        return undefined;
      }
      const many = names.findIndex((_, at) => host.many?.has(names.slice(0, at + 1).join('.')) === true);
      if (many === -1) {
        const compiled = said(test, names.join('/'), host, names);
        return compiled === undefined ? undefined : { compiled };
      }
      const inner = host.canAskAny === true ? ofAny(test, names, many, host) : undefined;
      return inner === undefined ? undefined : { compiled: inner };
    },
    all: (parts) => parts.join(' and '),
    any: (parts) => `(${parts.join(' or ')})`,
  };
}

/** One entry is enough, as for `matches`; the opposite is that there is none. */
function ofAny(test: FilterTest, names: readonly string[], many: number, host: ODataFilterSurroundings): string | undefined {
  const rest = names.slice(many + 1);
  if (rest.length === 0) {
    return undefined;
  }
  // Nothing is null in all entries; what is asked of one entry is that it is there.
  const wanted: FilterTest = test.is === 'isNull' ? { ...test, not: true } : { ...test, not: false };
  const inner = said(wanted, `x/${rest.join('/')}`, host, rest);
  const isOpposite = test.is === 'isNull' ? !test.not : test.not;
  return inner === undefined ? undefined : `${isOpposite ? 'not ' : ''}${names.slice(0, many + 1).join('/')}/any(x:${inner})`;
}

function said(test: FilterTest, path: string, host: ODataFilterSurroundings, names: readonly string[]): string | undefined {
  const { is, value, not } = test;
  if (is === 'isNull') {
    return `${path} ${not ? 'ne' : 'eq'} null`;
  }
  // Related rows that are not there are null, too; hosts answer so for the field itself.
  const orNull = `${path} eq null`;
  if (is === 'contains' || is === 'startsWith') {
    const whole = host.ignoresCase === true ? path : `tolower(${path})`;
    const part = quoted(host.ignoresCase === true ? String(value) : String(value).toLowerCase());
    const call = is === 'contains' ? host.contains(whole, part) : `startswith(${whole},${part})`;
    return not ? `(${orNull} or not ${call})` : call;
  }
  if (is === 'in') {
    const literals = (Array.isArray(value) ? value : []).map((one) => host.literal(one, names.join('.')));
    if (literals.includes(undefined)) {
      return undefined;
    }
    return not
      ? `(${orNull} or ${literals.map((literal) => `${path} ne ${literal}`).join(' and ')})`
      : `(${literals.map((literal) => `${path} eq ${literal}`).join(' or ')})`;
  }
  const literal = typeof value === 'object' ? undefined : host.literal(value, names.join('.'));
  if (literal === undefined) {
    return undefined;
  }
  return not ? `(${orNull} or ${path} ${opposites[is]} ${literal})` : `${path} ${is} ${literal}`;
}

const opposites = { eq: 'ne', lt: 'ge', le: 'gt', gt: 'le', ge: 'lt' } as const;

/** A text between quotes, which are doubled within. */
export function quoted(text: string): string {
  return `'${text.toWellFormed().replaceAll("'", "''")}'`;
}
