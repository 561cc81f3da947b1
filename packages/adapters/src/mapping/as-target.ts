import { good, type Outcome, wrong } from '../values/outcome.ts';
import { partText } from './ids.ts';
import type { Target } from './targets.ts';

const mostEntries = 1_000;

/** A value that has been decoded, as our field holds it: whole minutes, texts for ids, lists of the right things. */
export function asTarget(value: unknown, target: Target, name: string): Outcome<unknown> {
  if (value === null || value === undefined) return good(null);
  switch (target.type) {
    case 'minutes':
      return whole(value, 'a number of minutes', name === 'durationMinutes');
    case 'integer':
      return whole(value, 'a number', false);
    case 'number':
      return typeof value === 'number' ? good(value) : wrong('a number', value);
    case 'boolean':
      if (value === 'true' || value === 'false') return good(value === 'true');
      return typeof value === 'boolean' ? good(value) : wrong('true or false', value);
    case 'words':
      return target.words.includes(String(value)) ? good(value) : wrong(`one of ${target.words.join(', ')}`, value);
    case 'reference': {
      const id = partText(value);
      return id === undefined ? wrong('an id', value) : good(id);
    }
    case 'references':
      return list(value, (entry) => partText(entry) ?? wrong('an id', entry));
    case 'texts':
      return list(value, (entry) => scalarText(entry) ?? wrong('a text', entry));
    case 'skills':
      return list(value, skill);
    case 'certifications':
      return list(value, certification);
    case 'position':
      return position(value);
    case 'color':
      return typeof value === 'string' && /^#[0-9a-fA-F]{6}$/.test(value)
        ? good(value)
        : wrong('a colour such as #4263eb', value);
    case 'any':
      return ['string', 'number', 'boolean'].includes(typeof value) ? good(value) : wrong('a text, a number or a truth', value);
    default:
      return text(value);
  }
}

function text(value: unknown): Outcome<string> {
  const found = scalarText(value);
  return found === undefined ? wrong('a text', value) : good(found);
}

/** NUL is in no text of ours. */
function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Work that takes no time is work whose length nobody has said. */
function whole(value: unknown, expected: string, isNothingAtZero: boolean): Outcome<number | null> {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrong(expected, value);
  const rounded = Math.round(value);
  return good(rounded === 0 && isNothingAtZero ? null : rounded);
}

type Entry = Outcome<unknown> | string | Readonly<Record<string, unknown>>;

function list(value: unknown, entryOf: (entry: unknown) => Entry): Outcome<unknown> {
  const entries = (Array.isArray(value) ? value.flat(2) : [value]).filter((entry) => entry !== null && entry !== undefined);
  if (entries.length > mostEntries) return { ok: false, fault: `more than ${mostEntries} entries` };
  const seen = new Map<string, unknown>();
  for (const entry of entries) {
    const found = entryOf(entry);
    if (typeof found === 'object' && 'ok' in found && found.ok === false) return found as Outcome<never>;
    seen.set(JSON.stringify(found), found);
  }
  return good([...seen.values()]);
}

function skill(entry: unknown): Entry {
  const named = isObject(entry) ? scalarText(entry['key']) : scalarText(entry);
  if (named === undefined || named === '') return wrong('a skill', entry);
  const level = isObject(entry) ? entry['level'] : undefined;
  return typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 9
    ? { key: named, level }
    : { key: named };
}

function certification(entry: unknown): Entry {
  const named = isObject(entry) ? scalarText(entry['key']) : scalarText(entry);
  if (named === undefined || named === '') return wrong('a certification', entry);
  const expiresOn = isObject(entry) ? entry['expiresOn'] : null;
  return { key: named, expiresOn: typeof expiresOn === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(expiresOn) ? expiresOn : null };
}

/** 0,0 is how hosts say that they do not know. */
export function position(value: unknown): Outcome<unknown> {
  if (!isObject(value)) return wrong('a position', value);
  const { latitude, longitude } = value;
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return good(null);
  const isWithin = (degrees: unknown, most: number) => typeof degrees === 'number' && Math.abs(degrees) <= most;
  if (!isWithin(latitude, 90) || !isWithin(longitude, 180))
    return { ok: false, fault: 'expected a latitude and a longitude in degrees' };
  return good(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
