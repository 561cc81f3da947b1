import type { HostFilter } from '@dispatchkit/contract/manifest';
import type { Dialect } from './dialect.ts';
import { type PlainBranch, plain, toFilter } from './plain.ts';

/** `compiled` and `rest` together are the filter; where one is undefined it is true. */
export interface CompiledFilter<Compiled> {
  readonly compiled: Compiled | undefined;
  /** To be looked at here, with `matches`. */
  readonly rest: HostFilter | undefined;
  /** No row can fit: there is nothing to ask. */
  readonly isNever: boolean;
}

interface Part<Compiled> {
  readonly compiled: Compiled | undefined;
  readonly rest: HostFilter | undefined;
}

/**
 * Says as much of a filter as the dialect can.
 * @param cannot - fields the host gets wrong: `field`, `*` for all, `field:contains` and `*:contains` for one operator
 */
export function compileFilter<Compiled>(
  filter: HostFilter | undefined,
  dialect: Dialect<Compiled>,
  cannot: readonly string[] = [],
): CompiledFilter<Compiled> {
  const whole = filter === undefined ? true : plain(filter);
  if (typeof whole === 'boolean') {
    return { compiled: undefined, rest: undefined, isNever: !whole };
  }
  return { ...compile(whole, dialect, new Set(cannot)), isNever: false };
}

function compile<Compiled>(branch: PlainBranch, dialect: Dialect<Compiled>, cannot: ReadonlySet<string>): Part<Compiled> {
  if ('all' in branch) {
    return compileAll(branch.all, dialect, cannot);
  }
  if ('any' in branch) {
    return compileAny(branch, branch.any, dialect, cannot);
  }
  const { field, is, not } = branch.test;
  const operators = is === 'eq' && not ? ['ne', 'eq'] : [is];
  const isLeftOut =
    cannot.has('*') || cannot.has(field) || operators.some((name) => cannot.has(`*:${name}`) || cannot.has(`${field}:${name}`));
  const said = isLeftOut ? undefined : dialect.test(branch.test);
  return { compiled: said?.compiled, rest: said === undefined || said.isWider === true ? toFilter(branch) : undefined };
}

function compileAll<Compiled>(
  branches: readonly PlainBranch[],
  dialect: Dialect<Compiled>,
  cannot: ReadonlySet<string>,
): Part<Compiled> {
  const said: Compiled[] = [];
  const rest: HostFilter[] = [];
  const keys = new Set<string>();
  for (const branch of branches) {
    const part = compile(branch, dialect, cannot);
    const key = part.compiled === undefined ? undefined : dialect.key?.(part.compiled);
    if (key !== undefined && keys.has(key)) {
      rest.push(toFilter(branch));
      continue;
    }
    if (key !== undefined) {
      keys.add(key);
    }
    if (part.compiled !== undefined) {
      said.push(part.compiled);
    }
    if (part.rest !== undefined) {
      rest.push(part.rest);
    }
  }
  return {
    compiled: said.length > 1 ? dialect.all(said) : said[0],
    rest: rest.length > 1 ? { all: rest } : rest[0],
  };
}

/** What is compiled of each part lets through at least its rows, so “or” of them does, too; then all of it is looked at again. */
function compileAny<Compiled>(
  branch: PlainBranch,
  branches: readonly PlainBranch[],
  dialect: Dialect<Compiled>,
  cannot: ReadonlySet<string>,
): Part<Compiled> {
  const parts = branches.map((part) => compile(part, dialect, cannot));
  const said = parts.map((part) => part.compiled).filter((compiled) => compiled !== undefined);
  if (dialect.any === undefined || said.length < parts.length) {
    return { compiled: undefined, rest: toFilter(branch) };
  }
  const isWhole = parts.every((part) => part.rest === undefined);
  return { compiled: dialect.any(said), rest: isWhole ? undefined : toFilter(branch) };
}
