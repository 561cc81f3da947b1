import type { SortKey } from '../../ports/store.ts';
import { ProblemError } from '../../services/errors.ts';

/** Where a page ended: the sort values of its last record (numbers, texts or nothing), then its id. */
export interface Position {
  readonly values: readonly (string | number | null)[];
  readonly id: string;
}

/** Opaque to clients. It names the sort it belongs to, so it cannot be used with another. */
export function encodeCursor(sort: readonly SortKey[], position: Position): string {
  const bytes = new TextEncoder().encode(JSON.stringify([nameOf(sort), ...position.values, position.id]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** @throws ProblemError `invalid_cursor` */
export function decodeCursor(sort: readonly SortKey[], cursor: string): Position {
  const parts = parse(cursor);
  const values = parts.slice(1, -1);
  const id = parts.at(-1);
  if (parts[0] !== nameOf(sort) || values.length !== sort.length || typeof id !== 'string' || !values.every(isValue))
    throw refused();
  return { values, id };
}

function parse(cursor: string): unknown[] {
  if (!/^[A-Za-z0-9_-]{1,4096}$/.test(cursor)) throw refused();
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (Array.isArray(parts)) return parts;
  } catch {
    // Not base64, not UTF-8 or not JSON: all the same to the caller.
  }
  throw refused();
}

function isValue(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

function nameOf(sort: readonly SortKey[]): string {
  return sort.map((key) => `${key.descending ? '-' : ''}${key.field}`).join(',');
}

function refused(): ProblemError {
  return new ProblemError('invalid_cursor', 'The cursor was not given for this list and sort.', {
    hint: 'Start again without a cursor, and keep filters and sort as they are while paging.',
    errors: [{ pointer: 'query:cursor', detail: 'Not a cursor of this list.' }],
  });
}
