import type { HostPaging } from '@dispatchkit/contract/manifest';
import { type Json, json, list, text } from './document.ts';
import { squashed } from './names.ts';
import { propertiesOf } from './openapi-schemas.ts';

const names = {
  offset: ['offset', 'skip', 'start', 'startindex', 'from'],
  page: ['page', 'pagenumber', 'pageno', 'pageindex'],
  cursor: ['cursor', 'after', 'pagetoken', 'nexttoken', 'startingafter', 'continuationtoken', 'nextcursor'],
  limit: ['limit', 'pagesize', 'perpage', 'size', 'take', 'top', 'count', 'maxresults', 'pagelimit'],
  nextCursor: ['nextcursor', 'nextpagetoken', 'nexttoken', 'cursor', 'continuationtoken', 'endcursor'],
  nextLink: ['next', 'nextlink', 'nexturl', 'nextpage'],
  total: ['total', 'totalcount', 'totalitems', 'totalrecords', 'totalelements', 'count'],
  pages: ['pages', 'totalpages', 'pagecount', 'lastpage'],
  more: ['hasmore', 'hasnext', 'hasnextpage', 'more'],
} as const;

/** How a list is read to its end, guessed from its parameters and from what stands beside the rows. Undefined: no sign of pages. */
export function pagingOf(parameters: readonly Json[], answer: Json, resolve: (node: unknown) => Json): HostPaging | undefined {
  const parameter = (known: readonly string[]) =>
    parameters.find((one) => one.in === 'query' && known.includes(squashed(text(one.name) ?? '')));
  const answerPath = (known: readonly string[]) => pathIn(answer, known, resolve);
  const limit = parameter(names.limit);
  const limitName = text(limit?.name);
  const size = sizeOf(limit, resolve);
  const cursor = parameter(names.cursor);
  const nextCursor = answerPath(names.nextCursor);
  if (cursor && nextCursor !== undefined)
    return { kind: 'cursor', parameter: String(cursor.name), next: nextCursor, size, ...(limitName ? { limit: limitName } : {}) };
  const next = answerPath(names.nextLink);
  const page = parameter(names.page);
  const offset = parameter(names.offset);
  if (offset) {
    const total = answerPath(names.total);
    return {
      kind: 'offset',
      offset: String(offset.name),
      size,
      ...(limitName ? { limit: limitName } : {}),
      ...(total ? { total } : {}),
    };
  }
  if (page) {
    const pages = answerPath(names.pages);
    const more = answerPath(names.more);
    return {
      kind: 'page',
      page: String(page.name),
      limit: limitName ?? 'limit',
      first: json(resolve(page.schema)).minimum === 0 || json(resolve(page.schema)).default === 0 ? 0 : 1,
      size,
      ...(pages ? { pages } : {}),
      ...(more ? { more } : {}),
    };
  }
  return next === undefined ? undefined : { kind: 'link', next, linkHeader: false, size };
}

/** As many as the host gives at once, at most 500. */
function sizeOf(limit: Json | undefined, resolve: (node: unknown) => Json): number {
  const { maximum, default: usual } = resolve(limit?.schema);
  if (typeof maximum === 'number' && maximum >= 1) return Math.min(Math.floor(maximum), 500);
  return typeof usual === 'number' && usual >= 1 ? Math.min(Math.max(Math.floor(usual), 100), 500) : 100;
}

function pathIn(answer: Json, known: readonly string[], resolve: (node: unknown) => Json): string | undefined {
  const properties = Object.entries(propertiesOf(answer, resolve)).map(([name, part]) => [name, resolve(part)] as const);
  const isScalar = (part: Json) => part.type !== 'array' && list(part.type)[0] !== 'array' && !part.properties;
  const direct = properties.find(([name, part]) => known.includes(squashed(name)) && isScalar(part));
  if (direct) return direct[0];
  for (const [name, part] of properties) {
    if (!['meta', 'paging', 'pagination', 'page', 'links', 'pageinfo'].includes(squashed(name))) continue;
    const inner = Object.keys(propertiesOf(part, resolve)).find((key) => known.includes(squashed(key)));
    if (inner !== undefined) return `${name}.${inner}`;
  }
  return undefined;
}
