import type { HostRow } from '../seams.ts';
import { fingerprint } from '../values/fingerprint.ts';

/** Where reading changes stands. Kept by others as an opaque text, so it carries its version. */
export type Cursor =
  /** Pages of everything, the first question or after the host forgot; `maxMs` the newest change seen, `startedMs` when it began. */
  | {
      readonly kind: 'full';
      readonly page: string | null;
      readonly startedMs: number;
      readonly maxMs: number | null;
      readonly seen: Seen;
    }
  /** What changed since; `page` within it. */
  | {
      readonly kind: 'since';
      readonly sinceMs: number;
      readonly page: string | null;
      readonly startedMs: number;
      readonly maxMs: number | null;
      readonly seen: Seen;
    }
  /** What is planned around `nowMs`, which is kept over the pages; `fullMs` when everything was last read. */
  | { readonly kind: 'window'; readonly fullMs: number; readonly nowMs: number; readonly page: string | null }
  | { readonly kind: 'link'; readonly link: string; readonly isFull: boolean };

/** Fingerprints of records that the overlap will answer again, by id, with the time of their change. */
export type Seen = Readonly<Record<string, readonly [fingerprint: string, changedMs: number]>>;

const version = 'c1';
/** More are answered again: harmless, and the cursor stays short. */
const mostSeen = 500;

export function writeCursor(cursor: Cursor): string {
  return `${version}.${JSON.stringify(cursor)}`;
}

/** Undefined for what this version did not write: then everything is read again. */
export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || !text.startsWith(`${version}.`)) return undefined;
  try {
    const cursor: unknown = JSON.parse(text.slice(version.length + 1));
    return isCursor(cursor) ? cursor : undefined;
  } catch {
    return undefined;
  }
}

function isCursor(value: unknown): value is Cursor {
  if (typeof value !== 'object' || value === null) return false;
  const cursor = value as Partial<Record<string, unknown>>;
  if (cursor['kind'] === 'link') return typeof cursor['link'] === 'string';
  const isPaged = cursor['page'] === null || typeof cursor['page'] === 'string';
  if (cursor['kind'] === 'window') {
    return isPaged && typeof cursor['fullMs'] === 'number' && typeof cursor['nowMs'] === 'number';
  }
  const isKnown = cursor['kind'] === 'full' || (cursor['kind'] === 'since' && typeof cursor['sinceMs'] === 'number');
  return (
    isKnown && isPaged && typeof cursor['startedMs'] === 'number' && typeof cursor['seen'] === 'object' && cursor['seen'] !== null
  );
}

/** Those that changed at or after `fromMs`, the newest first when there are too many. */
export function keepSeen(seen: Seen, fromMs: number): Seen {
  const kept = Object.entries(seen).filter(([, [, changedMs]]) => changedMs >= fromMs);
  return Object.fromEntries(kept.sort(([, one], [, other]) => other[1] - one[1]).slice(0, mostSeen));
}

/** Tells two states of a row apart. Stamps alone do not: many hosts show whole seconds. */
export function fingerprintOf(row: HostRow): string {
  return fingerprint(JSON.stringify(row));
}
