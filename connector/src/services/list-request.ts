import type { Filters, ListRequest, SortKey } from '../ports/store.ts';
import type { Scope } from './access.ts';
import { malformedQuery } from './errors.ts';
import type { ListOptions } from './options.ts';

const maxLimit = 500;
const defaultLimit = 100;
/** Matches are counted by themselves as long as it costs little; whoever must know more asks for the total. */
const countedUpTo = 1_000;

/** A list as it was asked for, narrowed to what the actor may see. @throws ProblemError `malformed_request` for a bad limit, sort or instant */
export function listRequest(
  options: ListOptions & Filters & { readonly from?: string; readonly to?: string },
  scope: Scope,
  defaultSort: string,
): ListRequest {
  const { sort, cursor, limit = defaultLimit, from, to, total: wantsTotal, q, ...filters } = options;
  // What is seen of some territories has to be looked at row by row, so it is only counted for those who ask.
  const total = wantsTotal ?? (cursor === undefined && scope.territories === undefined);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw malformedQuery('limit', `limit is a whole number from 1 to ${maxLimit}.`);
  return {
    limit,
    total,
    ...(wantsTotal ? {} : { totalUpTo: countedUpTo }),
    sort: sortKeys(sort ?? (filters.updatedSince === undefined ? defaultSort : 'updatedAt')),
    ...(cursor === undefined ? {} : { cursor }),
    filters: {
      ...filters,
      // Nothing typed yet is no question.
      ...(q === undefined || q.trim() === '' ? {} : { q }),
      ...scope,
      ...(filters.updatedSince === undefined ? {} : { updatedSince: instant('updatedSince', filters.updatedSince) }),
      ...(from === undefined && to === undefined ? {} : { interval: interval(from, to) }),
    },
  };
}

/** @throws ProblemError `malformed_request` unless `from` is before `to` */
export function interval(from: string | undefined, to: string | undefined) {
  const bounds = {
    ...(from === undefined ? {} : { from: instant('from', from) }),
    ...(to === undefined ? {} : { to: instant('to', to) }),
  };
  if (bounds.from !== undefined && bounds.to !== undefined && bounds.from >= bounds.to)
    throw malformedQuery('to', 'to must be after from.');
  return bounds;
}

function instant(name: string, value: string): string {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw malformedQuery(name, `${name} is an instant such as 2026-11-20T17:30:00Z.`);
  return new Date(ms).toISOString();
}

function sortKeys(sort: string): SortKey[] {
  const fields = sort.split(',').map((part) => part.trim());
  if (fields.length > 4) throw malformedQuery('sort', 'Sort by at most four fields.');
  const keys = fields.map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
  if (new Set(keys.map((key) => key.field)).size < keys.length) throw malformedQuery('sort', 'Each field can be sorted by once.');
  return keys;
}
