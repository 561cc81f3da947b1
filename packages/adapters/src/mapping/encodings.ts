import {
  booleanEncodings,
  dateEncodings,
  decimalEncodings,
  durationEncodings,
  type HostField,
  instantEncodings,
  timeEncodings,
  type ValueEncodings,
} from '@dispatchkit/contract/manifest';
import { type BooleanEncoding, decodeBoolean, encodeBoolean } from '../values/booleans.ts';
import { type DateEncoding, decodeDate, encodeDate } from '../values/dates.ts';
import { type DecimalEncoding, decodeDecimal, encodeDecimal } from '../values/decimals.ts';
import { type DurationEncoding, decodeDuration, encodeDuration } from '../values/durations.ts';
import { emptyValue, isEmpty, type ValueSort } from '../values/empties.ts';
import { decodeInstant, encodeInstant, type InstantEncoding } from '../values/instants.ts';
import type { Outcome } from '../values/outcome.ts';
import { decodeTime, encodeTime, type TimeEncoding } from '../values/times.ts';
import type { Target } from './targets.ts';

/** The ways values can be written, each with a name of its own. */
export type ValueForm = 'instant' | 'date' | 'time' | 'duration' | 'boolean' | 'decimal';

/** The names of the ways each form can be written in. */
export const encodingsOf: Readonly<Record<ValueForm, readonly string[]>> = {
  instant: instantEncodings,
  date: dateEncodings,
  time: timeEncodings,
  duration: durationEncodings,
  boolean: booleanEncodings,
  decimal: decimalEncodings,
};

/** How one host writes values; a field may say otherwise. */
export class Codecs {
  readonly timeZone: string;
  readonly #values: ValueEncodings;

  constructor(values: ValueEncodings, timeZone: string) {
    this.#values = values;
    this.timeZone = timeZone;
  }

  decode(raw: unknown, form: ValueForm, encoding: HostField['encoding']): Outcome<unknown> {
    switch (form) {
      case 'instant':
        return decodeInstant(raw, this.#named(form, encoding) as InstantEncoding, this.timeZone);
      case 'date':
        return decodeDate(raw, this.#named(form, encoding) as DateEncoding);
      case 'time':
        return decodeTime(raw, this.#named(form, encoding) as TimeEncoding);
      case 'duration':
        return decodeDuration(raw, this.#named(form, encoding) as DurationEncoding);
      case 'boolean':
        return decodeBoolean(raw, this.#named(form, encoding) as BooleanEncoding);
      case 'decimal':
        return decodeDecimal(raw, this.#named(form, encoding) as DecimalEncoding);
    }
  }

  encode(value: unknown, form: ValueForm, encoding: HostField['encoding']): Outcome<unknown> {
    switch (form) {
      case 'instant':
        return encodeInstant(value, this.#named(form, encoding) as InstantEncoding, this.timeZone);
      case 'date':
        return encodeDate(value, this.#named(form, encoding) as DateEncoding);
      case 'time':
        return encodeTime(value, this.#named(form, encoding) as TimeEncoding);
      case 'duration':
        return encodeDuration(value, this.#named(form, encoding) as DurationEncoding);
      case 'boolean':
        return encodeBoolean(value, this.#named(form, encoding) as BooleanEncoding);
      case 'decimal':
        return encodeDecimal(value, this.#named(form, encoding) as DecimalEncoding);
    }
  }

  /** Instants are wall times without an offset. */
  get hasWallTimes(): boolean {
    return this.#values.instant === 'iso-local' || this.#values.instant === 'sql-local';
  }

  isEmpty(raw: unknown, sort: ValueSort): boolean {
    return isEmpty(raw, this.#values.empty, sort);
  }

  emptyValue(sort: ValueSort): unknown {
    return emptyValue(this.#values.empty, sort);
  }

  /** What the host means by nothing in conditions. */
  readonly isNothing = (value: unknown): boolean => isEmpty(value, this.#values.empty, 'text');

  /** An encoding of another sort of value says nothing about this one: a start and a duration may share a field. */
  #named(form: ValueForm, encoding: HostField['encoding']): string {
    return encoding !== undefined && encodingsOf[form].includes(encoding) ? encoding : this.#values[form];
  }
}

/** How a value of a target is written by itself; undefined for texts, words, ids and lists. */
export function formOf(target: Target, encoding: HostField['encoding']): ValueForm | undefined {
  switch (target.type) {
    case 'instant':
      return 'instant';
    case 'day':
      return 'date';
    case 'minutes':
      return 'duration';
    case 'number':
    case 'integer':
      return 'decimal';
    case 'boolean':
      return 'boolean';
    case 'any':
      return formOfEncoding(encoding);
    default:
      return undefined;
  }
}

export function sortOf(target: Target): ValueSort {
  switch (target.type) {
    case 'instant':
    case 'day':
      return 'instant';
    case 'minutes':
    case 'number':
    case 'integer':
    case 'position':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'references':
    case 'texts':
    case 'skills':
    case 'certifications':
      return 'list';
    default:
      return 'text';
  }
}

/** Fields of the tenant's own are of the sort that their encoding is of, where that is sure. */
function formOfEncoding(encoding: HostField['encoding']): ValueForm | undefined {
  if (encoding === undefined) return undefined;
  const forms = (Object.keys(encodingsOf) as ValueForm[]).filter((form) => encodingsOf[form].includes(encoding));
  return forms.length === 1 ? forms[0] : undefined;
}
