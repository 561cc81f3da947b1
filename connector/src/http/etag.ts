import { refuse } from './problem.ts';

/** The strong entity tag of a version: `"v7"`. */
export function etagOf(version: number): string {
  return `"v${version}"`;
}

/** Versions a caller names in `If-Match`; `any` for `*`. Tags that are not ours, and weak ones, are versions that never match. */
export type ExpectedVersions = 'any' | readonly number[];

const tagList = /^\s*(?:W\/)?"[^"]*"\s*(?:,\s*(?:W\/)?"[^"]*"\s*)*$/;
const ourTag = /^"v(\d{1,15})"$/;

/**
 * Reads `If-Match` (RFC 9110 §13.1.1): strong comparison, lists allowed.
 * @throws ProblemError `precondition_required` when it is needed and missing, `malformed_request`
 */
export function readIfMatch(headers: Headers, needed: boolean): ExpectedVersions | undefined {
  const value = headers.get('if-match');
  if (value === null) {
    if (!needed) return undefined;
    throw refuse('precondition_required', {
      detail: 'This change must say which version it is based on.',
      hint: 'Read the record and send its ETag as If-Match, for example If-Match: "v7".',
    });
  }
  if (value.trim() === '*') return 'any';
  if (!tagList.test(value)) {
    throw refuse('malformed_request', {
      detail: 'The header If-Match cannot be read.',
      hint: 'Send the ETag as it came, with its quotes: If-Match: "v7".',
    });
  }
  return tagsOf(value).map((tag) => Number(ourTag.exec(tag)?.[1] ?? 0));
}

/**
 * `If-Match` of a read (RFC 9110 §13.1.1), looked at before `If-None-Match` (§13.2.2): strong comparison.
 * @throws ProblemError `stale` when the record is at none of these tags, `malformed_request`
 */
export function checkIfMatch(headers: Headers, etag: string): void {
  const expected = readIfMatch(headers, false);
  if (expected === undefined || expected === 'any' || expected.some((version) => etagOf(version) === etag)) return;
  throw refuse('stale', {
    detail: 'The record is not at the version of If-Match.',
    hint: 'Leave If-Match out to read it as it is.',
    headers: { etag },
  });
}

/** Whether a GET may answer 304 (RFC 9110 §13.1.2): weak comparison. */
export function isNoneMatch(headers: Headers, etag: string): boolean {
  const value = headers.get('if-none-match');
  if (value === null) return false;
  if (value.trim() === '*') return true;
  return tagsOf(value).some((tag) => tag.replace(/^W\//, '') === etag);
}

function tagsOf(value: string): string[] {
  return value.match(/(?:W\/)?"[^"]*"/g) ?? [];
}
