import { type JobStatus, jobStatuses } from '@dispatchkit/contract/words';
import { type ColumnOption, columnOptions } from './columns.ts';
import type { SortTerm } from './job-grid.model.ts';

/** What a person can set on the grid and a host can keep: the detail of `dk-view-changed`, and what the JSON child may hold. */
export interface JobGridView {
  readonly columns?: readonly (string | ColumnOption)[];
  /** `due,-priority`: by due time, then by priority, the most urgent first. */
  readonly sort?: string;
  readonly statuses?: string;
  readonly query?: string;
}

export function parseSort(text: string): SortTerm[] {
  return words(text).map((word) => ({ columnId: word.replace(/^-/, ''), descending: word.startsWith('-') }));
}

export function formatSort(terms: readonly SortTerm[]): string {
  return terms.map(({ columnId, descending }) => (descending ? `-${columnId}` : columnId)).join(',');
}

/** What a click on a heading makes of the sort: alone, or added to the others. Up, down, and when added: away. */
export function nextSort(terms: readonly SortTerm[], columnId: string, add: boolean): SortTerm[] {
  const now = terms.find((term) => term.columnId === columnId);
  const turned = { columnId, descending: now ? !now.descending : false };
  if (!add) return [terms.length === 1 || !now ? turned : { columnId, descending: now.descending }];
  if (!now) return [...terms, turned];
  return now.descending ? terms.filter((term) => term !== now) : terms.map((term) => (term === now ? turned : term));
}

export function parseStatuses(text: string): ReadonlySet<JobStatus> {
  const wanted = new Set(words(text));
  return new Set(jobStatuses.filter((status) => wanted.has(status)));
}

/** Reads the JSON child of the element; undefined when it is not an object. Throws what JSON.parse throws. */
export function parseView(json: string): JobGridView | undefined {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { columns, sort, statuses, query } = value as Record<string, unknown>;
  return {
    ...(Array.isArray(columns) ? { columns: columnOptions(columns) } : {}),
    ...(typeof sort === 'string' ? { sort } : {}),
    ...(typeof statuses === 'string' ? { statuses } : Array.isArray(statuses) ? { statuses: statuses.join(',') } : {}),
    ...(typeof query === 'string' ? { query } : {}),
  };
}

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}
