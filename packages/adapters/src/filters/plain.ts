import type { FilterOperator, FilterValue, HostFilter } from '@dispatchkit/contract/manifest';
import type { FilterTest } from './dialect.ts';

/** A filter without `not` but in its tests, and without constants within: `true` and `false` stand alone. */
export type PlainFilter = boolean | PlainBranch;
export type PlainBranch =
  | { readonly all: readonly PlainBranch[] }
  | { readonly any: readonly PlainBranch[] }
  | { readonly test: FilterTest };

type Scalar = string | number | boolean;

export function plain(filter: HostFilter, not = false): PlainFilter {
  if ('not' in filter) {
    return plain(filter.not, !not);
  }
  if ('all' in filter) {
    return not ? anyOf(filter.all, not) : allOf(filter.all, not);
  }
  if ('any' in filter) {
    return not ? allOf(filter.any, not) : anyOf(filter.any, not);
  }
  return plainTest(filter.field, filter.is, filter.value ?? null, not);
}

function allOf(filters: readonly HostFilter[], not: boolean): PlainFilter {
  const parts = filters.map((filter) => plain(filter, not));
  if (parts.includes(false)) {
    return false;
  }
  const branches = parts.filter((part) => typeof part !== 'boolean').flatMap((part) => ('all' in part ? part.all : [part]));
  return branches.length === 0 ? true : branches.length === 1 ? (branches[0] ?? true) : { all: branches };
}

function anyOf(filters: readonly HostFilter[], not: boolean): PlainFilter {
  const parts = filters.map((filter) => plain(filter, not));
  if (parts.includes(true)) {
    return true;
  }
  const branches = parts.filter((part) => typeof part !== 'boolean').flatMap((part) => ('any' in part ? part.any : [part]));
  return branches.length === 0
    ? false
    : branches.length === 1
      ? (branches[0] ?? false)
      : (oneOfSameField(branches) ?? { any: branches });
}

/** `a = 1 or a = 2` is `a in (1, 2)`, which hosts without “or” can be asked, too. */
function oneOfSameField(branches: readonly PlainBranch[]): PlainBranch | undefined {
  const values: Scalar[] = [];
  let field: string | undefined;
  for (const branch of branches) {
    if (!('test' in branch) || branch.test.not || (field !== undefined && branch.test.field !== field)) {
      return undefined;
    }
    const { is, value } = branch.test;
    if (is === 'in' && Array.isArray(value)) {
      values.push(...value);
    } else if (is === 'eq' && typeof value !== 'object') {
      values.push(value);
    } else {
      return undefined;
    }
    field = branch.test.field;
  }
  return field === undefined ? undefined : { test: { field, is: 'in', value: [...new Set(values)], not: false } };
}

/** Tests that can only be answered one way are constants: a range of null, a part of what is no text. */
function plainTest(field: string, is: FilterOperator, value: FilterValue, not: boolean): PlainFilter {
  if (is === 'ne') {
    return plainTest(field, 'eq', value, !not);
  }
  if (is === 'isNull') {
    return { test: { field, is, value: true, not: value === false ? !not : not } };
  }
  if (is === 'eq' && value === null) {
    return { test: { field, is: 'isNull', value: true, not } };
  }
  if (is === 'in') {
    const values = Array.isArray(value) ? [...new Set(value.filter(isComparable))] : [];
    const [first] = values;
    return first === undefined
      ? not
      : { test: values.length === 1 ? { field, is: 'eq', value: first, not } : { field, is, value: values, not } };
  }
  if ((is === 'contains' || is === 'startsWith') && value === '') {
    return { test: { field, is: 'isNull', value: true, not: !not } };
  }
  if (value === null || Array.isArray(value) || !isComparable(value) || !suits(is, value)) {
    return not;
  }
  return { test: { field, is, value, not } };
}

function isComparable(value: Exclude<FilterValue, null>): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

function suits(is: FilterOperator, value: Exclude<FilterValue, null>): boolean {
  return is === 'contains' || is === 'startsWith' ? typeof value === 'string' : is === 'eq' || typeof value !== 'boolean';
}

/** Back in the language of manifests. */
export function toFilter(branch: PlainBranch): HostFilter {
  if ('all' in branch) {
    return { all: branch.all.map(toFilter) };
  }
  if ('any' in branch) {
    return { any: branch.any.map(toFilter) };
  }
  const { field, is, value, not } = branch.test;
  if (is === 'isNull') {
    return not ? { field, is, value: false } : { field, is };
  }
  return not ? { not: { field, is, value } } : { field, is, value };
}
