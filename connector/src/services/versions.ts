import { ProblemError } from './errors.ts';

/** @throws ProblemError `stale` when the caller has read another version than there is now; `null` takes any */
export function expectVersion(
  record: { readonly id?: string; readonly version: number },
  expected: number | null | undefined,
  pointer?: string,
): void {
  if (expected === null || expected === undefined || expected === record.version) return;
  throw new ProblemError('stale', `The record is at version ${record.version}, not ${expected}.`, {
    hint: 'Read it again and repeat the change if it still makes sense.',
    currentVersion: record.version,
    ...(pointer === undefined ? {} : { errors: [{ pointer, detail: `Version is ${record.version}.` }] }),
  });
}
