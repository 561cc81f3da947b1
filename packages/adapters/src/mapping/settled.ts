import type { HostFilter } from '@dispatchkit/contract/manifest';
import { interpolate } from '../templates/interpolate.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Only values may name settings: fields and operators are the manifest's own. */
export function settledFilter(filter: HostFilter, settings: Settings): HostFilter {
  if ('all' in filter) return { all: filter.all.map((part) => settledFilter(part, settings)) };
  if ('any' in filter) return { any: filter.any.map((part) => settledFilter(part, settings)) };
  if ('not' in filter) return { not: settledFilter(filter.not, settings) };
  if (filter.value === undefined) return filter;
  // A setting that is not there is asked for as nothing, and finds nothing: never everything.
  const value = (interpolate(filter.value, { settings }) ?? null) as Exclude<typeof filter.value, undefined>;
  return { ...filter, value };
}
