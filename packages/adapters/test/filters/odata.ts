import type { HostRow } from '../../src/seams.ts';

/*
 * Evaluates `$filter` as the standard says, for tests: a comparison with null is false but for eq and ne.
 */

type Value = string | number | boolean | null | readonly unknown[];

/** @throws Error for what is no filter of OData: a quote that gets out makes one of these. */
export function evaluateOData(filter: string, row: HostRow): boolean {
  const reader = new Reader(tokens(filter));
  const result = reader.or({ row });
  reader.end();
  return result;
}

type Scope = { readonly row: HostRow; readonly x?: unknown };

function tokens(text: string): string[] {
  const pattern =
    /\s*((?:datetimeoffset|datetime|guid|time)?'(?:[^']|'')*'|[(),:]|\d{4}-\d\d-\d\d[^\s,)]*|-?\d[\w.+-]*|[\p{L}_][\p{L}\p{N}_/]*)/uy;
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      throw new Error(`Not OData at ${at}: ${text}`);
    }
    found.push(match[1] ?? '');
    at = pattern.lastIndex;
  }
  return found;
}

class Reader {
  private at = 0;
  private readonly list: readonly string[];

  constructor(list: readonly string[]) {
    this.list = list;
  }

  or(scope: Scope): boolean {
    let result = this.and(scope);
    while (this.takes('or')) {
      result = this.and(scope) || result;
    }
    return result;
  }

  end(): void {
    if (this.at !== this.list.length) {
      throw new Error(`Left over: ${this.list.slice(this.at).join(' ')}`);
    }
  }

  private and(scope: Scope): boolean {
    let result = this.unary(scope);
    while (this.takes('and')) {
      result = this.unary(scope) && result;
    }
    return result;
  }

  private unary(scope: Scope): boolean {
    if (this.takes('not')) {
      return !this.unary(scope);
    }
    if (this.takes('(')) {
      const result = this.or(scope);
      this.needs(')');
      return result;
    }
    const name = this.list[this.at] ?? '';
    if (name.endsWith('/any')) {
      return this.any(name, scope);
    }
    if (['contains', 'startswith', 'substringof'].includes(name)) {
      return this.call(name, scope);
    }
    const left = this.operand(scope);
    const operator = this.next();
    return compare(operator, left, this.operand(scope));
  }

  private any(name: string, scope: Scope): boolean {
    this.next();
    this.needs('(');
    this.needs('x');
    this.needs(':');
    const start = this.at;
    const list = at(scope.row, name.slice(0, -4).split('/'));
    let result = false;
    for (const x of Array.isArray(list) && list.length > 0 ? list : [undefined]) {
      this.at = start;
      const fits = this.or({ row: scope.row, x });
      result ||= x !== undefined && fits;
    }
    this.needs(')');
    return result;
  }

  private call(name: string, scope: Scope): boolean {
    this.next();
    this.needs('(');
    const first = this.operand(scope);
    this.needs(',');
    const second = this.operand(scope);
    this.needs(')');
    const [whole, part] = name === 'substringof' ? [second, first] : [first, second];
    if (typeof whole !== 'string' || typeof part !== 'string') {
      return false;
    }
    return name === 'startswith' ? whole.startsWith(part) : whole.includes(part);
  }

  private operand(scope: Scope): Value {
    const token = this.next();
    const text = /^(?:datetimeoffset|datetime|guid|time)?'(.*)'$/su.exec(token);
    if (text !== null) {
      return (text[1] ?? '').replaceAll("''", "'");
    }
    if (token === 'null' || token === 'true' || token === 'false') {
      return token === 'null' ? null : token === 'true';
    }
    if (/^\d{4}-/.test(token)) {
      return token;
    }
    if (/^-?\d/.test(token)) {
      return Number(token);
    }
    if (token === 'tolower') {
      this.needs('(');
      const value = this.operand(scope);
      this.needs(')');
      return typeof value === 'string' ? value.toLowerCase() : value;
    }
    const names = token.split('/');
    return (names[0] === 'x' && scope.x !== undefined ? at(scope.x, names.slice(1)) : at(scope.row, names)) ?? null;
  }

  private takes(token: string): boolean {
    if (this.list[this.at] !== token) {
      return false;
    }
    this.at += 1;
    return true;
  }

  private needs(token: string): void {
    if (!this.takes(token)) {
      throw new Error(`${token} is missing before ${this.list[this.at]}`);
    }
  }

  private next(): string {
    const token = this.list[this.at];
    if (token === undefined) {
      throw new Error('It ends too early.');
    }
    this.at += 1;
    return token;
  }
}

function at(row: unknown, names: readonly string[]): Value {
  let found: unknown = row;
  for (const name of names) {
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  }
  return (found ?? null) as Value;
}

function compare(operator: string, left: Value, right: Value): boolean {
  if (operator === 'eq' || operator === 'ne') {
    return (left === right) === (operator === 'eq');
  }
  if (left === null || right === null) {
    return false;
  }
  switch (operator) {
    case 'lt':
      return left < right;
    case 'le':
      return left <= right;
    case 'gt':
      return left > right;
    case 'ge':
      return left >= right;
    default:
      throw new Error(`No operator: ${operator}`);
  }
}
