import type { booleanEncodings } from '@dispatchkit/contract/manifest';
import { good, type Outcome, wrong } from './outcome.ts';

export type BooleanEncoding = (typeof booleanEncodings)[number];

/** What each encoding writes for true and for false. */
const written: Readonly<Record<BooleanEncoding, readonly [unknown, unknown]>> = {
  json: [true, false],
  'zero-one': [1, 0],
  'text-zero-one': ['1', '0'],
  'yes-no': ['Yes', 'No'],
  'true-false-text': ['true', 'false'],
  'x-or-empty': ['X', ''],
};

/** Real booleans are taken in every encoding, and 1 and 0: some databases behind a host tell them one way, some the other. */
export function decodeBoolean(raw: unknown, encoding: BooleanEncoding): Outcome<boolean> {
  if (typeof raw === 'boolean') return good(raw);
  if (raw === 1 || raw === 0) return good(raw === 1);
  const text = typeof raw === 'string' ? raw.trim().toLowerCase() : undefined;
  if (encoding !== 'json' && text !== undefined) {
    const [yes, no] = written[encoding];
    if (text === String(yes).toLowerCase()) return good(true);
    if (text === String(no).toLowerCase()) return good(false);
    if (encoding === 'yes-no' && (text === 'y' || text === 'n')) return good(text === 'y');
  }
  return wrong(`a truth (${encoding}) such as ${JSON.stringify(written[encoding][0])}`, raw);
}

export function encodeBoolean(value: unknown, encoding: BooleanEncoding): Outcome<unknown> {
  if (typeof value !== 'boolean') return wrong('true or false', value);
  return good(written[encoding][value ? 0 : 1]);
}
