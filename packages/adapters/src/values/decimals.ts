import type { decimalEncodings } from '@dispatchkit/contract/manifest';
import { classObject } from './calendar.ts';
import { good, type Outcome, wrong } from './outcome.ts';

export type DecimalEncoding = (typeof decimalEncodings)[number];

const decimalText = /^[+-]?\d{1,20}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?$/;

/** Numbers are read in every encoding, and texts of numbers. */
export function decodeDecimal(raw: unknown, encoding: DecimalEncoding): Outcome<number> {
  const inner = classObject(raw, 'Decimal')?.['decimal'] ?? raw;
  const number = typeof inner === 'string' && decimalText.test(inner.trim()) ? Number(inner) : inner;
  if (typeof number === 'number' && Number.isFinite(number)) return good(number);
  return wrong(`a number (${encoding}) such as ${JSON.stringify(encodeNumber(1.5, encoding))}`, raw);
}

export function encodeDecimal(value: unknown, encoding: DecimalEncoding): Outcome<unknown> {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrong('a number', value);
  return good(encodeNumber(value, encoding));
}

function encodeNumber(value: number, encoding: DecimalEncoding): unknown {
  switch (encoding) {
    case 'number':
      return value;
    case 'text':
      return plainText(value);
    case 'class-object':
      return { __class__: 'Decimal', decimal: plainText(value) };
  }
}

/** Without an exponent, as hosts want it. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') && Math.abs(value) < 1e21 ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
