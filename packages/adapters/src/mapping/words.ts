import type { EnumMap, HostFilter } from '@dispatchkit/contract/manifest';
import { matches } from '../filters/index.ts';
import type { HostRow } from '../seams.ts';
import { good, type Outcome } from '../values/outcome.ts';
import { partText } from './ids.ts';

/** A row of a table of the host that people edit, as far as words go. */
export interface WordRow {
  /** As the host writes it. */
  readonly id: string | number;
  readonly match: string;
  readonly label: string | undefined;
}

/** What a value of the host means. */
export interface WordRead {
  readonly word: string;
  /** There when the list does not name it. */
  readonly unmapped?: { readonly value: string; readonly label?: string };
}

/** One list of words, both ways. */
export class Words {
  readonly name: string;
  readonly #map: EnumMap;
  readonly #rows: ReadonlyMap<string, WordRow> | undefined;
  /** The host's words by ours. */
  readonly #readAs: ReadonlyMap<string | undefined, readonly string[]>;
  readonly #isNothing: (value: unknown) => boolean;
  #writable: readonly string[] | undefined;

  constructor(name: string, map: EnumMap, rows: readonly WordRow[] | undefined, isNothing: (value: unknown) => boolean) {
    this.name = name;
    this.#map = map;
    this.#rows = rows === undefined ? undefined : new Map(rows.map((row) => [String(row.id), row]));
    this.#readAs = Map.groupBy(Object.keys(map.read ?? {}), (key) => map.read?.[key]);
    this.#isNothing = isNothing;
  }

  /** `raw` is the value after its conversions; nothing is a word only where the list names it. */
  read(raw: unknown, row: HostRow): WordRead | undefined {
    const { flags, rows, unmapped } = this.#map;
    if (flags !== undefined) {
      const flag = flags.find(({ when }) => matches(when, row, this.#isNothing));
      // None of several flags is a state as any other, and no word that somebody forgot.
      return { word: flag?.is ?? unmapped };
    }
    const named = namedBy(raw, rows !== undefined);
    if (this.#isNothing(raw) || named === undefined) {
      const word = this.#meaning(typeof raw === 'boolean' ? String(raw) : '');
      return word === undefined ? undefined : { word };
    }
    return rows === undefined ? this.#readWord(named, labelOfPair(raw)) : this.#readRow(named, labelOfPair(raw));
  }

  /** What is written for one of our words. */
  write(word: unknown): Outcome<unknown> {
    const text = String(word);
    const value = this.#written(text);
    if (value === undefined) return { ok: false, fault: `the host has no word for “${text}”` };
    if (this.#rows === undefined) return good(value);
    const row = [...this.#rows.values()].find(({ match }) => match === String(value));
    return row === undefined ? { ok: false, fault: `the host has no row that means “${text}” (${String(value)})` } : good(row.id);
  }

  /** The value follows from several fields, not from one. */
  get isOfFlags(): boolean {
    return this.#map.flags !== undefined;
  }

  /** Host fields that are written with a word of ours. */
  along(word: unknown): Readonly<Record<string, unknown>> {
    const { along = {} } = this.#map;
    const text = String(word);
    return Object.hasOwn(along, text) ? (along[text] ?? {}) : {};
  }

  /** Our words that can be written. */
  get writable(): readonly string[] {
    this.#writable ??= this.#findWritable();
    return this.#writable;
  }

  /** A condition on the host field that holds for rows that are read as this word. Undefined when it cannot be said. */
  filter(path: string, word: string): HostFilter | undefined {
    const { flags, read, unmapped } = this.#map;
    if (flags !== undefined) return this.#flagFilter(word);
    if (read === undefined && this.#rows === undefined) return { field: path, is: 'eq', value: word };
    if (this.#rows !== undefined) {
      const ids = (is: (word: string | undefined) => boolean) =>
        [...(this.#rows?.values() ?? [])].filter(({ match }) => is(this.#meaning(match))).map(({ id }) => id);
      const others = ids((meaning) => meaning !== undefined && meaning !== word);
      return word === unmapped
        ? this.#unnamed(path, others)
        : { field: path, is: 'in', value: ids((meaning) => meaning === word) };
    }
    const keys = Object.keys(read ?? {});
    // Nothing and truths are not told apart by their texts, and of numbers alone nobody knows how the host writes them.
    if (keys.some((key) => key === '' || key === 'true' || key === 'false')) return undefined;
    if (keys.every(isWholeNumber) && Object.keys(this.#map.write).length === 0) return undefined;
    const values = (is: (word: string | undefined) => boolean) =>
      keys.filter((key) => is(read?.[key])).map((key) => this.#typed(key));
    if (word === unmapped)
      return this.#unnamed(
        path,
        values((meaning) => meaning !== word),
      );
    return { field: path, is: 'in', value: values((meaning) => meaning === word) };
  }

  /** Words of the host that no list names, of those the table holds. */
  get unnamedRows(): WordRow[] {
    return [...(this.#rows?.values() ?? [])].filter(({ match }) => this.#meaning(match) === undefined);
  }

  names(hostWord: string): boolean {
    return this.#map.flags !== undefined || this.#meaning(hostWord) !== undefined;
  }

  #findWritable(): string[] {
    const { read = {}, write, flags } = this.#map;
    if (flags !== undefined) return [];
    const all = new Set([...Object.keys(write), ...Object.values(read)]);
    return [...all].filter((word) => this.write(word).ok);
  }

  #readWord(named: string, label: string | undefined): WordRead {
    const word = this.#meaning(named);
    if (word !== undefined) return { word };
    return { word: this.#map.unmapped, unmapped: label === undefined ? { value: named } : { value: named, label } };
  }

  #readRow(id: string, pairLabel: string | undefined): WordRead {
    const row = this.#rows?.get(id);
    const word = row === undefined ? undefined : this.#meaning(row.match);
    if (word !== undefined) return { word };
    const label = row?.label ?? pairLabel;
    const value = row === undefined || row.match === '' ? id : row.match;
    return { word: this.#map.unmapped, unmapped: label === undefined ? { value } : { value, label } };
  }

  #meaning(hostWord: string): string | undefined {
    const { read } = this.#map;
    if (read === undefined) return hostWord === '' ? undefined : hostWord;
    return Object.hasOwn(read, hostWord) ? read[hostWord] : undefined;
  }

  #written(word: string): string | number | boolean | undefined {
    const { read, write } = this.#map;
    if (Object.hasOwn(write, word)) return write[word];
    if (this.#map.writesNamedOnly === true) return undefined;
    if (read === undefined) return Object.keys(write).length === 0 ? word : undefined;
    const candidates = this.#readAs.get(word) ?? [];
    const [only] = candidates;
    return candidates.length === 1 && only !== undefined ? this.#typed(only) : undefined;
  }

  /** Keys of `read` are texts; where `write` has numbers, the others are numbers as well. */
  #typed(key: string): string | number {
    return isWholeNumber(key) && Object.values(this.#map.write).some((value) => typeof value === 'number') ? Number(key) : key;
  }

  /** None of these, and not nothing: what is empty has no word. */
  #unnamed(path: string, values: readonly (string | number)[]): HostFilter {
    const nothing: HostFilter[] = [{ field: path, is: 'isNull' }];
    if (this.#isNothing('')) nothing.push({ field: path, is: 'eq', value: '' });
    return { not: { any: [...nothing, { field: path, is: 'in', value: [...values] }] } };
  }

  #flagFilter(word: string): HostFilter {
    const { flags = [], unmapped } = this.#map;
    const cases: HostFilter[] = flags.flatMap(({ when, is }, at) =>
      is === word ? [{ all: [when, ...flags.slice(0, at).map((earlier) => ({ not: earlier.when }))] }] : [],
    );
    if (word === unmapped) cases.push({ not: { any: flags.map(({ when }) => when) } });
    return { any: cases };
  }
}

function isWholeNumber(text: string): boolean {
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text);
}

/** As much of a value that is no word as an operator needs to see what it is. */
const longestNested = 200;

/** The host's word; of an object or list that holds one somewhere all of it, so that it is seen and not lost. */
function namedBy(raw: unknown, isOfRows: boolean): string | undefined {
  if (typeof raw === 'boolean') return String(raw);
  const named = isOfRows ? partText(raw) : scalarText(raw);
  if (named !== undefined || typeof raw !== 'object' || raw === null || (Array.isArray(raw) && raw.length === 0)) return named;
  const text = JSON.stringify(raw);
  return text.length > longestNested ? `${text.slice(0, longestNested - 1).toWellFormed()}…` : text;
}

/** Whether a word that is not named is an object or list that the path of its field should lead into. */
export function isNested(word: string): boolean {
  return /^(?:\{.*[}…]|\[.*[\]…])$/s.test(word);
}

function scalarText(raw: unknown): string | undefined {
  return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : partText(raw);
}

function labelOfPair(raw: unknown): string | undefined {
  return Array.isArray(raw) && raw.length === 2 && typeof raw[1] === 'string' ? raw[1] : undefined;
}
