import type { HostPaging } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import type { HostRow, WireAnswer } from '../seams.ts';
import { interpolateText } from '../templates/interpolate.ts';
import { read } from '../templates/path.ts';
import { type PageChange, type PageState, writePage } from './pages.ts';

/** Names of the parameters where the manifest leaves them to the transport. */
export interface PagingDefaults {
  readonly offset?: string;
  readonly limit?: string;
}

type NumberedPages = Extract<HostPaging, { kind: 'page' }>;

/** `${page.…}` in calls. */
export interface PageValues {
  readonly offset: number;
  readonly limit: number | undefined;
  readonly number: number;
  readonly cursor: string | undefined;
}

export function pageValues(paging: HostPaging, state: PageState): PageValues {
  return {
    offset: state.offset,
    limit: 'size' in paging ? paging.size : undefined,
    number: state.number + (paging.kind === 'page' ? paging.first : 0),
    cursor: state.cursor,
  };
}

/** What asks for this page in the query. */
export function pageQuery(paging: HostPaging, page: PageValues, defaults: PagingDefaults = {}): Record<string, string> {
  switch (paging.kind) {
    case 'offset':
      return {
        ...named(paging.offset ?? defaults.offset, page.offset),
        ...named(paging.limit ?? defaults.limit, page.limit),
      };
    case 'page':
      return { [paging.page]: String(page.number), ...named(paging.limit, page.limit) };
    case 'cursor':
      return { ...named(paging.parameter, page.cursor), ...named(paging.limit, page.limit) };
    default:
      return {};
  }
}

export function pageHeaders(paging: HostPaging, page: PageValues): Record<string, string> {
  return paging.kind === 'link' && paging.sizeHeader !== undefined
    ? { [paging.sizeHeader.name]: interpolateText(paging.sizeHeader.value, { page }) }
    : {};
}

/**
 * The token of the page after this one; undefined after the last.
 * @param keys - parameters of the address that sign in
 */
export function nextPage(
  paging: HostPaging,
  state: PageState,
  rows: readonly HostRow[],
  answer: Pick<WireAnswer, 'body' | 'headers' | 'url'>,
  keys: readonly string[] = [],
): string | undefined {
  const change = changeOf(paging, state, rows, answer, keys);
  return change === undefined ? undefined : writePage(state, rows, change);
}

function changeOf(
  paging: HostPaging,
  state: PageState,
  rows: readonly HostRow[],
  answer: Pick<WireAnswer, 'body' | 'headers' | 'url'>,
  keys: readonly string[],
): PageChange | undefined {
  const offset = state.offset + rows.length;
  switch (paging.kind) {
    case 'none':
      return undefined;
    case 'offset': {
      const total = totalOf(paging, answer);
      if (paging.more !== undefined) return hasMore(paging.more, answer) && rows.length > 0 ? { offset } : undefined;
      // Hosts give fewer rows at once than they are asked for: without a total, only an empty page is the end.
      const isLast = rows.length === 0 || (total !== undefined && offset >= total);
      return isLast ? undefined : { offset, isPerhapsBeyond: total === undefined && rows.length < paging.size };
    }
    case 'page': {
      const isTold = paging.more !== undefined || pagesOf(paging, answer) !== undefined;
      return isLastPage(paging, state, rows, answer)
        ? undefined
        : { offset, isPerhapsBeyond: !isTold && rows.length < paging.size };
    }
    case 'link': {
      const next = (paging.next === undefined ? undefined : linkIn(read(answer.body, paging.next))) ?? linkHeader(paging, answer);
      return next === undefined || next === null || next === ''
        ? undefined
        : { offset, link: absolute(text(next), answer.url, keys) };
    }
    case 'cursor': {
      const next = read(answer.body, paging.next);
      return next === undefined || next === null || next === '' || next === false ? undefined : { offset, cursor: text(next) };
    }
  }
}

export function totalOf(paging: HostPaging, answer: Pick<WireAnswer, 'body'>): number | undefined {
  return paging.kind === 'offset' && paging.total !== undefined ? count(read(answer.body, paging.total)) : undefined;
}

function isLastPage(
  paging: NumberedPages,
  state: PageState,
  rows: readonly HostRow[],
  answer: Pick<WireAnswer, 'body'>,
): boolean {
  if (paging.more !== undefined) return !hasMore(paging.more, answer);
  const pages = pagesOf(paging, answer);
  return rows.length === 0 || (pages !== undefined && state.number + 1 >= pages);
}

function pagesOf(paging: NumberedPages, answer: Pick<WireAnswer, 'body'>): number | undefined {
  return paging.pages === undefined ? undefined : count(read(answer.body, paging.pages));
}

/** Some hosts refuse a page beyond the end instead of giving an empty one. Resolves to undefined then. */
export async function unlessBeyondEnd(state: PageState, answer: Promise<WireAnswer>): Promise<WireAnswer | undefined> {
  try {
    return await answer;
  } catch (error) {
    const isRefused = error instanceof HostError && (error.kind === 'not-found' || error.kind === 'invalid');
    if (state.isPerhapsBeyond && isRefused && error.status !== undefined && error.status >= 400) return undefined;
    throw error;
  }
}

function hasMore(path: string, { body }: Pick<WireAnswer, 'body'>): boolean {
  const more = read(body, path);
  return more !== false && more !== null && more !== undefined && more !== '' && more !== 0;
}

/** `[{ "rel": "next", "href": "https://…" }]` is what some hosts have for a link. */
function linkIn(found: unknown): unknown {
  if (!Array.isArray(found)) return found;
  const next: unknown = found.find((link) => read(link, 'rel') === 'next');
  return next === undefined ? undefined : read(next, 'href');
}

/** `Link: <https://…>; rel="next"`, RFC 8288. */
function linkHeader(paging: Extract<HostPaging, { kind: 'link' }>, answer: Pick<WireAnswer, 'headers'>): string | undefined {
  const links = paging.linkHeader ? (answer.headers.get('link') ?? '') : '';
  for (const [, address, parameters] of links.matchAll(/<([^<>]*)>((?:\s*;\s*[^\s;,=]+\s*=\s*(?:"[^"]*"|[^\s";,]*))*)/g)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?:[\s;,]|$))/i.test(parameters ?? '')) {
      return address;
    }
  }
  return undefined;
}

/** Links are relative to where they stand. Hosts put keys of the address into them, which are no part of a page. */
export function absolute(link: string, url: string | undefined, keys: readonly string[] = []): string {
  if (url === undefined || !URL.canParse(link, url)) {
    return link;
  }
  const base = new URL(url);
  const address = new URL(link, base);
  if (address.hostname === base.hostname && address.protocol === 'http:' && base.protocol === 'https:' && address.port === '') {
    // Hosts behind a proxy that ends TLS do not know by which address they are reached.
    address.protocol = base.protocol;
    address.port = base.port;
  }
  const parameters = address.search.slice(1).split('&');
  // By hand: `searchParams` would write anew what the host has encoded in its own way.
  address.search = parameters.filter((one) => !keys.includes(nameOf(one))).join('&');
  return address.href;
}

function nameOf(parameter: string): string {
  const name = parameter.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  throw new HostError('invalid', 'The host has named the next page in a way that is not understood.');
}

function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function named(name: string | undefined, value: string | number | undefined): Record<string, string> {
  return name === undefined || value === undefined ? {} : { [name]: String(value) };
}
