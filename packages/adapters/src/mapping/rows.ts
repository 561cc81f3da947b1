import type { HostFilter } from '@dispatchkit/contract/manifest';
import { splitPath } from '../templates/path.ts';

/**
 * What stands at a path of a row. Through a list it is the list of what stands in its entries; related rows may be named by a key that ends in
 * a dot, as Tryton does. Undefined when nothing stands there.
 */
export function valueAt(row: unknown, path: string): unknown {
  return follow(row, splitPath(path), 0);
}

/** From the name at this position on. */
function follow(row: unknown, names: readonly string[], from: number): unknown {
  let found = row;
  for (let at = from; at < names.length; at += 1) {
    const name = names[at] ?? '';
    if (Array.isArray(found) && !/^\d+$/.test(name)) {
      return found.map((entry) => follow(entry, names, at)).filter((value) => value !== undefined);
    }
    if (typeof found !== 'object' || found === null) return undefined;
    const isLast = at === names.length - 1;
    const key = !isLast && Object.hasOwn(found, `${name}.`) ? `${name}.` : name;
    if (!Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
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
