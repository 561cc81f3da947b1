import { HostError } from '../host.ts';
import type { HostRow } from '../seams.ts';
import { fingerprint } from '../values/fingerprint.ts';

/** Where a list has got to. */
export interface PageState {
  /** Rows before this page. */
  readonly offset: number;
  /** Pages before this page. */
  readonly number: number;
  /** What the host calls the next page. */
  readonly cursor?: string | undefined;
  /** Address the host has given for the next page. */
  readonly link?: string | undefined;
  /** Rows of this page that came before the link. */
  readonly taken: number;
  /** Fingerprints of the last pages and links: a host that sends one of them again would never end. */
  readonly seen: readonly string[];
  readonly hasBeenEmpty: boolean;
  /** The page before had fewer rows than it was asked for, and nothing said whether there are more. */
  readonly isPerhapsBeyond: boolean;
}

export const firstPage: PageState = { offset: 0, number: 0, taken: 0, seen: [], hasBeenEmpty: false, isPerhapsBeyond: false };

const mostPages = 100_000;
const remembered = 12;

/** @throws HostError `invalid` for what `writePage` has not written */
export function readPage(token: string | undefined): PageState {
  if (token === undefined) {
    return firstPage;
  }
  const state = parsed(token);
  const isState =
    isCount(state['offset']) &&
    isCount(state['number']) &&
    isCount(state['taken']) &&
    ['cursor', 'link'].every((name) => state[name] === undefined || typeof state[name] === 'string') &&
    Array.isArray(state['seen']) &&
    state['seen'].every((one) => typeof one === 'string');
  if (!isState) {
    throw new HostError('invalid', 'There is no such page.');
  }
  return { ...firstPage, ...state };
}

/** What leads to the next page, as the caller keeps it. */
export type PageChange = Pick<PageState, 'offset'> & Partial<Pick<PageState, 'cursor' | 'link' | 'taken' | 'isPerhapsBeyond'>>;

/**
 * The token of the next page: opaque, and of no use to others than `readPage`.
 * @throws HostError `invalid` when the host goes in circles: the same page or link again, or a second page in a row without rows
 */
export function writePage(state: PageState, rows: readonly HostRow[], change: PageChange): string {
  const isEmpty = rows.length === 0;
  if (isEmpty && state.hasBeenEmpty) {
    throw new HostError('invalid', 'The host gives pages without rows, and always one more.');
  }
  const marks = [
    // A page that begins and ends as another is the same one.
    ...(isEmpty ? [] : [fingerprint(JSON.stringify([rows.length, rows[0], rows.at(-1)]))]),
    ...(change.link === undefined ? [] : [fingerprint(change.link)]),
    ...(change.cursor === undefined ? [] : [fingerprint(`cursor ${change.cursor}`)]),
  ];
  if (marks.some((mark) => state.seen.includes(mark)) || state.number >= mostPages) {
    throw new HostError('invalid', 'The host gives the same page again, without end.');
  }
  const next: PageState = {
    offset: change.offset,
    number: state.number + 1,
    cursor: change.cursor,
    link: change.link,
    taken: change.taken ?? 0,
    seen: [...state.seen, ...marks].slice(-remembered),
    hasBeenEmpty: isEmpty,
    isPerhapsBeyond: change.isPerhapsBeyond ?? false,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(next));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function parsed(token: string): Readonly<Record<string, unknown>> {
  try {
    const binary = atob(token.replaceAll('-', '+').replaceAll('_', '/'));
    const state: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0))));
    return typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
