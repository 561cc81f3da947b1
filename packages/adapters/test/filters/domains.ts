import type { FrappeTriples } from '../../src/filters/frappe.ts';
import type { OdooDomain } from '../../src/filters/odoo.ts';
import type { TrytonClause } from '../../src/filters/tryton.ts';
import type { HostRow } from '../../src/seams.ts';

/*
 * Evaluates domains as the databases below them do, for tests: a comparison with null is unknown, which is as good as false.
 */

export function evaluateTryton(clause: TrytonClause, row: HostRow): boolean {
  const [first, ...others] = clause;
  if (first === 'AND') {
    return (others as TrytonClause[]).every((part) => evaluateTryton(part, row));
  }
  if (first === 'OR') {
    return (others as TrytonClause[]).some((part) => evaluateTryton(part, row));
  }
  const [operator, value] = others;
  return leaf(row[String(first)] ?? null, String(operator), value, 'sql');
}

/** Odoo takes what is empty into `!=` and `not in` by itself; an empty field is false. */
export function evaluateOdoo(domain: OdooDomain, row: HostRow): boolean {
  const stack: boolean[] = [];
  for (const token of [...domain].reverse()) {
    if (token === '&' || token === '|') {
      const one = stack.pop();
      const other = stack.pop();
      if (one === undefined || other === undefined) {
        throw new Error('The domain lacks a leaf.');
      }
      stack.push(token === '&' ? one && other : one || other);
    } else {
      const [field, operator, value] = token as [string, string, unknown];
      stack.push(leaf(row[field] ?? null, operator, value, 'odoo'));
    }
  }
  if (stack.length !== 1) {
    throw new Error('The domain has too many leaves.');
  }
  return stack[0] === true;
}

/** Frappe compares empty fields as '' and 0, with `ifnull`. */
export function evaluateFrappe(triples: FrappeTriples, row: HostRow): boolean {
  return triples.every(([field, operator, value]) => {
    const found = row[field] ?? null;
    if (operator === 'is') {
      return value === 'not set' ? found === null || found === '' || found === 0 : found !== null && found !== '';
    }
    const coalesced = found ?? (typeof value === 'number' ? 0 : '');
    const usesNull = operator === '=' || operator === 'in' || operator === 'like';
    return leaf(usesNull ? found : coalesced, operator === 'like' ? 'ilike' : operator, value, 'sql');
  });
}

function leaf(found: unknown, operator: string, value: unknown, kind: 'sql' | 'odoo'): boolean {
  if (value === null || (kind === 'odoo' && value === false)) {
    const isEmpty = found === null || (kind === 'odoo' && found === false);
    return operator === '=' ? isEmpty : !isEmpty;
  }
  if (found === null) {
    return kind === 'odoo' && (operator === '!=' || operator === 'not in');
  }
  switch (operator) {
    case '=':
      return same(found, value);
    case '!=':
      return !same(found, value);
    case 'in':
      return (value as unknown[]).some((one) => same(found, one));
    case 'not in':
      return !(value as unknown[]).some((one) => same(found, one));
    case 'ilike':
    case '=ilike':
      return like(String(found), String(value));
    case 'not ilike':
      return !like(String(found), kind === 'odoo' ? `%${String(value)}%` : String(value));
    default:
      return range(found as number, operator, value as number);
  }
}

function same(found: unknown, value: unknown): boolean {
  return found === value || (typeof found === 'boolean' && Number(found) === value);
}

function range(found: number | string, operator: string, value: number | string): boolean {
  switch (operator) {
    case '<':
      return found < value;
    case '<=':
      return found <= value;
    case '>':
      return found > value;
    case '>=':
      return found >= value;
    default:
      throw new Error(`No operator: ${operator}`);
  }
}

function like(text: string, pattern: string): boolean {
  const parts = [...pattern.toLowerCase()].map((sign) =>
    sign === '%' ? '[^]*' : sign === '_' ? '[^]' : sign.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
  );
  return new RegExp(`^${parts.join('')}$`, 'u').test(text.toLowerCase());
}
