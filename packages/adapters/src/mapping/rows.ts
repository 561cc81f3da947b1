import type { HostFilter } from '@dispatchkit/contract/manifest';
import { splitPath } from '../templates/path.ts';

/**
 * What stands at a path of a row. Through a list it is the list of what stands in its entries; related rows may be named by a key that ends in
 * a dot, as Tryton does. Undefined when nothing stands there.
 */
export function valueAt(row: unknown, path: string): unknown {
  return follow(row, splitPath(path));
}

function follow(found: unknown, names: readonly string[]): unknown {
  const [name, ...others] = names;
  if (name === undefined) return found;
  if (Array.isArray(found) && !/^\d+$/.test(name)) {
    return found.map((entry) => follow(entry, names)).filter((value) => value !== undefined);
  }
  if (typeof found !== 'object' || found === null) return undefined;
  const related = `${name}.`;
  const key = others.length > 0 && Object.hasOwn(found, related) ? related : name;
  return Object.hasOwn(found, key) ? follow((found as Readonly<Record<string, unknown>>)[key], others) : undefined;
}

/** The fields a filter speaks of. */
export function fieldsOfFilter(filter: HostFilter | undefined): string[] {
  if (filter === undefined) return [];
  if ('all' in filter) return filter.all.flatMap(fieldsOfFilter);
  if ('any' in filter) return filter.any.flatMap(fieldsOfFilter);
  if ('not' in filter) return fieldsOfFilter(filter.not);
  return [filter.field];
}

/** All of them, or undefined when none says anything. */
export function allOf(...filters: readonly (HostFilter | undefined)[]): HostFilter | undefined {
  const said = filters.filter((filter) => filter !== undefined);
  return said.length > 1 ? { all: said } : said[0];
}
