import type { HostFilter } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import type { HostRow, IdParts, Transport, Wire } from '../seams.ts';
import { read } from '../templates/path.ts';
import { entityOf, rowsIn, sameList, wantedPaths } from './asking.ts';
import { readODataKey } from './odata-keys.ts';
import { navigationPaths, type SelectTree, selectTree } from './odata-tree.ts';
import { annotationsOf, asObject, odataV4, preferences } from './odata-v4.ts';
import { absolute } from './paging.ts';

type Delta = NonNullable<Transport['delta']>;

/** Rows with related rows that are read at once: each names its id in the address. */
const completedAtOnce = 20;

/**
 * Delta links of v4. Hosts track fields of the row itself only: nothing is expanded, filtered or sorted. Where related rows are wanted,
 * what has changed is read besides; what has gone meanwhile is left to the next question.
 */
export function openDelta(wire: Wire, transport: Pick<Transport, 'rows'>): Delta {
  async function completed(ask: Parameters<Delta>[0], changed: readonly HostRow[]): Promise<readonly HostRow[]> {
    const { resource, paths, signal } = ask;
    const rows: HostRow[] = [];
    for (let at = 0; at < changed.length; at += completedAtOnce) {
      const any = changed.slice(at, at + completedAtOnce).map((row) => isRow(idOf(row, resource.id.paths)));
      let page: string | undefined;
      do {
        const answer = await transport.rows({ resource, paths, filter: { any }, page, signal });
        rows.push(...answer.rows);
        page = answer.next;
      } while (page !== undefined);
    }
    return rows;
  }

  return async (ask) => {
    const { resource, signal } = ask;
    const entity = entityOf(resource.entity, await wire.values(signal));
    const paths = wantedPaths(ask, undefined);
    const navigations = Object.values(resource.relations).flatMap((relation) =>
      relation.kind === 'expand' ? [relation.navigation] : [],
    );
    const tree = selectTree(paths, navigationPaths(navigations));
    const size = resource.paging !== undefined && 'size' in resource.paging ? resource.paging.size : 500;
    const prefer = preferences([ask.prefer, `odata.maxpagesize=${size}`, ...annotationsOf(paths)]);
    const answer = await orExpired(
      wire.send({
        method: 'GET',
        path: ask.link === undefined ? entity : sameList(ask.link, entity),
        service: resource.service,
        query: ask.link === undefined ? selected(tree) : undefined,
        headers: { ...odataV4.headers([], undefined), ...prefer },
        isWrite: false,
        signal,
      }),
    );
    const body = asObject(answer.body);
    const entries = rowsIn(body['value'], 'value');
    const hasMore = typeof body['@odata.nextLink'] === 'string';
    const link = hasMore ? body['@odata.nextLink'] : body['@odata.deltaLink'];
    if (typeof link !== 'string' || link === '') {
      throw new HostError('invalid', `The host gives no delta link for “${entity}”: its changes are not tracked.`);
    }
    const next = absolute(link, answer.url);
    if (hasMore && next === ask.link) {
      throw new HostError('invalid', 'The host gives the same page again, without end.');
    }
    const changed = entries.filter((entry) => !isRemoved(entry) && !isLinkChange(entry));
    return {
      rows: tree.expand.size === 0 ? changed : await completed(ask, changed),
      removed: entries.filter(isRemoved).map((entry) => idOf(entry, resource.id.paths)),
      next,
      hasMore,
    };
  };
}

function selected(tree: SelectTree): Record<string, string> {
  return tree.select.size === 0 ? {} : { $select: [...tree.select].join(',') };
}

function isRow(id: IdParts): HostFilter {
  return { all: Object.entries(id).map(([field, value]) => ({ field, is: 'eq', value })) };
}

/** 4.0 says it in the context, 4.01 by a member. */
function isRemoved(entry: HostRow): boolean {
  const context = entry['@odata.context'];
  return (
    (typeof context === 'string' && context.endsWith('$deletedEntity')) ||
    typeof (entry['@removed'] ?? entry['@odata.removed']) === 'object'
  );
}

/** Changes of relations say nothing of the row itself. */
function isLinkChange(entry: HostRow): boolean {
  const context = entry['@odata.context'];
  return typeof context === 'string' && /\$(?:deletedLink|link)$/.test(context);
}

function idOf(entry: HostRow, paths: readonly string[]): IdParts {
  const own = paths.map((path) => [path, read(entry, path)] as const);
  if (own.every(([, value]) => typeof value === 'string' || typeof value === 'number')) {
    return Object.fromEntries(own) as IdParts;
  }
  const id = entry['id'] ?? entry['@odata.id'] ?? entry['@id'];
  const parts = typeof id === 'string' ? readODataKey(id, paths) : undefined;
  if (parts === undefined) {
    throw new HostError('invalid', 'The host says that something is gone, but not what.');
  }
  return parts;
}

/** Links that have aged out: 410, or 400 and 404 with a message of their own. The answer is always to begin anew. */
async function orExpired<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HostError && error.status === 410) {
      throw new HostError('expired', error.message, { status: 410, cause: error });
    }
    throw error;
  }
}
