import type { emptyForms } from '@dispatchkit/contract/manifest';
import { classObject } from './calendar.ts';

export type EmptyForm = (typeof emptyForms)[number];

/** What a value is to be, as far as nothing looks different for it. */
export type ValueSort = 'text' | 'number' | 'boolean' | 'instant' | 'list';

/**
 * True when the host says “no value” by this. `false` is no value of everything but truths; `epoch` is the first day of 1970 and the first
 * day of the year 1, as some databases have it.
 */
export function isEmpty(raw: unknown, forms: readonly EmptyForm[], sort: ValueSort): boolean {
  if (raw === undefined || raw === null) return true;
  return forms.some((form) => isSaidBy(form, raw, sort));
}

function isSaidBy(form: EmptyForm, raw: unknown, sort: ValueSort): boolean {
  if (form === 'epoch') return sort === 'instant' && isEpoch(raw);
  if (sort === 'boolean') return false;
  switch (form) {
    case 'false':
      return raw === false;
    case 'empty-text':
      return typeof raw === 'string' && raw.trim() === '';
    case 'zero':
      return raw === 0 || raw === '0';
    default:
      // Null and what is absent are nothing everywhere.
      return false;
  }
}

/** How the host is told “no value”: the first form that fits the sort. What is absent is told as null, or it would stay as it was. */
export function emptyValue(forms: readonly EmptyForm[], sort: ValueSort): unknown {
  const form = forms.find((candidate) => fits(candidate, sort)) ?? 'null';
  switch (form) {
    case 'false':
      return false;
    case 'empty-text':
      return '';
    case 'zero':
      return 0;
    default:
      return null;
  }
}

function fits(form: EmptyForm, sort: ValueSort): boolean {
  switch (form) {
    case 'null':
    case 'absent':
      return true;
    case 'false':
      return sort !== 'boolean';
    case 'empty-text':
      return sort === 'text';
    case 'zero':
      return sort === 'number';
    case 'epoch':
      return false;
  }
}

function isEpoch(raw: unknown): boolean {
  if (typeof raw === 'number') return raw === 0;
  if (typeof raw === 'string') return /^(?:1970-01-01|0001-01-01|00000000$|0000-00-00|\/Date\(0(?:[+-]\d+)?\)\/$)/.test(raw);
  const object = classObject(raw, 'date', 'datetime');
  return object?.['year'] === 1970 && object['month'] === 1 && object['day'] === 1;
}
