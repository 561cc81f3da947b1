import type { Conversion } from '@dispatchkit/contract/manifest';
import { read } from '../templates/path.ts';
import { htmlToText } from './html.ts';
import { good, kindOf, type Outcome, wrong } from './outcome.ts';

/**
 * Some steps are about the form of the host's value (pairs, wrappings, parts of a text) and come before it is decoded; others count with what
 * was decoded. `decodesBefore` says where decoding stands: before the first of the second sort.
 */
export function splitConversions(conversions: readonly Conversion[]): {
  readonly before: readonly Conversion[];
  readonly after: readonly Conversion[];
  /** A table or a count answers our value, so that there is nothing left to decode. */
  readonly isDecoded: boolean;
} {
  const at = conversions.findIndex(isOfValues);
  const before = at === -1 ? conversions : conversions.slice(0, at);
  return { before, after: at === -1 ? [] : conversions.slice(at), isDecoded: before.some(answersOurs) };
}

function isOfValues(conversion: Conversion): boolean {
  if (typeof conversion === 'string') return conversion === 'invert-boolean';
  return 'multiply' in conversion || 'round' in conversion;
}

function answersOurs(conversion: Conversion): boolean {
  return conversion === 'count' || (typeof conversion === 'object' && 'table' in conversion);
}

/** The host's value on its way to ours. Nothing stays nothing. */
export function convert(value: unknown, conversions: readonly Conversion[]): Outcome<unknown> {
  let outcome: Outcome<unknown> = good(value);
  for (const conversion of conversions) {
    if (!outcome.ok) return outcome;
    if (outcome.value === null || outcome.value === undefined) {
      if (conversion !== 'count') continue;
    }
    outcome = step(outcome.value, conversion);
  }
  return outcome;
}

/** Our value on its way to the host's: the inverses, from the last to the first. */
export function undo(value: unknown, conversions: readonly Conversion[]): Outcome<unknown> {
  let outcome: Outcome<unknown> = good(value);
  for (const conversion of conversions.toReversed()) {
    if (!outcome.ok || outcome.value === null || outcome.value === undefined) return outcome;
    outcome = inverse(outcome.value, conversion);
  }
  return outcome;
}

/** The first step that has no inverse, or undefined when all can be undone. */
export function firstOneWay(conversions: readonly Conversion[]): Conversion | undefined {
  return conversions.find((conversion) => !isInvertible(conversion));
}

function isInvertible(conversion: Conversion): boolean {
  if (typeof conversion === 'string') {
    return ['trim', 'one-line', 'first', 'id-of-pair', 'unwrap-value', 'invert-boolean'].includes(conversion);
  }
  if ('multiply' in conversion) return conversion.multiply !== 0;
  if ('table' in conversion) return new Set(Object.values(conversion.table)).size === Object.keys(conversion.table).length;
  return !('truncate' in conversion || 'pluck' in conversion);
}

function step(value: unknown, conversion: Conversion): Outcome<unknown> {
  if (typeof conversion === 'string') return namedStep(value, conversion);
  if ('split' in conversion) return onText(value, (text) => partsOf(text, conversion.split));
  if ('join' in conversion) {
    return Array.isArray(value) ? good(value.map((part) => textOf(part)).join(conversion.join)) : wrong('a list', value);
  }
  if ('multiply' in conversion) return onNumber(value, (number) => number * conversion.multiply);
  if ('round' in conversion) return onNumber(value, (number) => round(number, conversion.round));
  if ('table' in conversion) return lookUp(value, conversion);
  if ('prefix' in conversion) return onText(value, (text) => `${conversion.prefix}${text}`);
  if ('truncate' in conversion) return onText(value, (text) => cut(text, conversion.truncate));
  if ('parseJson' in conversion) return typeof value === 'string' ? parseJson(value) : good(value);
  if ('pluck' in conversion) {
    return Array.isArray(value)
      ? good(value.map((entry) => read(entry, conversion.pluck) ?? null))
      : good(read(value, conversion.pluck) ?? null);
  }
  return wrong('a conversion of the list', conversion);
}

function namedStep(value: unknown, conversion: Extract<Conversion, string>): Outcome<unknown> {
  switch (conversion) {
    case 'trim':
      return onText(value, (text) => text.trim());
    case 'lower-case':
      return onText(value, (text) => text.toLowerCase());
    case 'upper-case':
      return onText(value, (text) => text.toUpperCase());
    case 'one-line':
      return onText(value, oneLine);
    case 'html-to-text':
      return onText(value, htmlToText);
    case 'strip-leading-zeros':
      return onText(value, (text) => text.replace(/^0+(?=.)/, ''));
    case 'first':
      return Array.isArray(value) ? good(value[0] ?? null) : good(value);
    case 'id-of-pair':
      return pairPart(value, 0);
    case 'label-of-pair':
      return pairPart(value, 1);
    case 'unwrap-value':
      return isObject(value) && Object.hasOwn(value, 'value') ? good(value['value']) : isObject(value) ? good(null) : good(value);
    case 'count':
      return value === null || value === undefined ? good(0) : Array.isArray(value) ? good(value.length) : wrong('a list', value);
    case 'invert-boolean':
      return typeof value === 'boolean' ? good(!value) : wrong('a truth', value);
  }
}

function inverse(value: unknown, conversion: Conversion): Outcome<unknown> {
  if (typeof conversion === 'string') {
    if (conversion === 'first') return good([value]);
    if (conversion === 'unwrap-value') return good({ value });
    if (conversion === 'invert-boolean') return namedStep(value, conversion);
    return isInvertible(conversion) ? good(value) : oneWay(conversion);
  }
  if ('split' in conversion) return step(value, { join: conversion.split });
  if ('join' in conversion) return onText(value, (text) => partsOf(text, conversion.join));
  if ('multiply' in conversion)
    return conversion.multiply === 0 ? oneWay(conversion) : onNumber(value, (number) => trimmed(number / conversion.multiply));
  if ('round' in conversion) return good(value);
  if ('prefix' in conversion) {
    return onText(value, (text) => (text.startsWith(conversion.prefix) ? text.slice(conversion.prefix.length) : text));
  }
  if ('table' in conversion) return lookBack(value, conversion.table);
  if ('parseJson' in conversion) return good(JSON.stringify(value));
  return oneWay(conversion);
}

function oneWay(conversion: Conversion): Outcome<never> {
  return { ok: false, fault: `“${nameOf(conversion)}” cannot be undone` };
}

export function nameOf(conversion: Conversion): string {
  return typeof conversion === 'string' ? conversion : (Object.keys(conversion)[0] ?? '');
}

/** Lines are put together with commas, as in an address; what else is no sign is a space. */
function oneLine(text: string): string {
  return text
    .split(/[\n\r\u2028\u2029]+/)
    .map((line) => line.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join(', ');
}

type Table = Extract<Conversion, { table: unknown }>;

function lookUp(value: unknown, conversion: Table): Outcome<unknown> {
  if (Array.isArray(value)) return eachOf(value, (entry) => lookUp(entry, conversion));
  const { table, otherwise } = conversion;
  const key = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (Object.hasOwn(table, key)) return good(table[key]);
  return otherwise === undefined
    ? { ok: false, fault: `the table does not name what was found: ${kindOf(value)}` }
    : good(otherwise);
}

/** Keys are texts in JSON; when all of them are whole numbers, numbers are written. */
function lookBack(value: unknown, table: Table['table']): Outcome<unknown> {
  if (Array.isArray(value)) return eachOf(value, (entry) => lookBack(entry, table));
  const keys = Object.keys(table);
  const key = keys.find((candidate) => table[candidate] === value);
  if (key === undefined) return { ok: false, fault: 'the table has no word of the host for it' };
  return good(keys.every((candidate) => /^(?:0|-?[1-9]\d{0,14})$/.test(candidate)) ? Number(key) : key);
}

function eachOf(list: readonly unknown[], change: (entry: unknown) => Outcome<unknown>): Outcome<unknown> {
  const outcomes = list.map(change);
  return outcomes.find((outcome) => !outcome.ok) ?? good(outcomes.map((outcome) => (outcome.ok ? outcome.value : null)));
}

function onText(value: unknown, change: (text: string) => unknown): Outcome<unknown> {
  if (Array.isArray(value)) {
    const texts = value.map((entry) => textOf(entry));
    return good(texts.map(change));
  }
  return typeof value === 'string' || typeof value === 'number' ? good(change(String(value))) : wrong('a text', value);
}

function onNumber(value: unknown, change: (number: number) => number): Outcome<unknown> {
  const number = typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' ? good(change(number)) : wrong('a number', value);
}

function pairPart(value: unknown, part: 0 | 1): Outcome<unknown> {
  const isPair = (entry: unknown): entry is unknown[] => Array.isArray(entry) && entry.length === 2 && !Array.isArray(entry[0]);
  if (isPair(value)) return good(value[part]);
  if (Array.isArray(value)) return good(value.map((entry) => (isPair(entry) ? entry[part] : entry)));
  // Some answers name the id alone where there is no name to tell.
  return isObject(value) ? wrong('a pair of id and name', value) : good(value);
}

function partsOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function cut(text: string, length: number): string {
  const shorter = text.slice(0, length);
  // Half of a pair of code units is no sign.
  return shorter.isWellFormed() ? shorter : shorter.slice(0, -1);
}

function round(number: number, places: number): number {
  const factor = 10 ** places;
  return Math.round((number + Number.EPSILON) * factor) / factor;
}

/** 0.1 + 0.2 is 0.3 to people. */
function trimmed(number: number): number {
  return Number(number.toPrecision(14));
}

function parseJson(text: string): Outcome<unknown> {
  if (text.length > 1_000_000) return { ok: false, fault: 'the JSON in the text is too long' };
  try {
    return good(JSON.parse(text));
  } catch {
    return { ok: false, fault: 'the text is no JSON' };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
