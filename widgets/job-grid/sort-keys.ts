/**
 * Sort keys of one column as numbers, one per slot, so that comparing two rows is comparing two numbers whatever the column holds.
 * A row without a value has the key NaN. Texts get the rank of their value among all values; a value that comes later is
 * squeezed between its neighbours, so that nothing else has to change.
 */
export interface SortKeys {
  readonly keys: Float64Array;
  /** @returns whether the key differs from before */
  set(slot: number, value: string | number | null): boolean;
  grow(capacity: number): void;
}

export class NumberKeys implements SortKeys {
  keys: Float64Array;

  constructor(capacity: number) {
    this.keys = new Float64Array(capacity).fill(Number.NaN);
  }

  set(slot: number, value: string | number | null): boolean {
    const key = typeof value === 'number' ? value : Number.NaN;
    if (Object.is(this.keys[slot], key)) return false;
    this.keys[slot] = key;
    return true;
  }

  grow(capacity: number): void {
    this.keys = grown(this.keys, capacity);
  }
}

/** Up to so many different texts are put in the order of the language; beyond that the order of code points of a folded form serves. */
const collatedAtMost = 3000;

export class TextKeys implements SortKeys {
  keys: Float64Array;
  readonly #rankOf = new Map<string, number>();
  /** All known values in order. */
  #values: string[] = [];
  #compare: (a: string, b: string) => number;

  /** Ranks all values at once; the `n`-th belongs to slot `n`. */
  constructor(values: readonly (string | null)[], capacity: number, collator: Intl.Collator) {
    const distinct = new Set<string>();
    for (const value of values) if (value) distinct.add(value);
    this.#compare = distinct.size <= collatedAtMost ? collator.compare : byFoldedForm();
    this.#values = [...distinct].sort(this.#compare);
    this.#rank();
    this.keys = new Float64Array(capacity).fill(Number.NaN);
    for (let slot = 0; slot < values.length; slot++) {
      const value = values[slot];
      if (value) this.keys[slot] = this.#rankOf.get(value) ?? Number.NaN;
    }
  }

  set(slot: number, value: string | number | null): boolean {
    const key = typeof value === 'string' && value ? this.#keyOf(value) : Number.NaN;
    if (Object.is(this.keys[slot], key)) return false;
    this.keys[slot] = key;
    return true;
  }

  grow(capacity: number): void {
    this.keys = grown(this.keys, capacity);
  }

  #keyOf(value: string): number {
    const known = this.#rankOf.get(value);
    if (known !== undefined) return known;
    const at = this.#place(value);
    const before = this.#rankAt(at - 1);
    const after = this.#rankAt(at);
    const rank = before === undefined ? (after ?? 0) - 1 : after === undefined ? before + 1 : (before + after) / 2;
    this.#values.splice(at, 0, value);
    // After some fifty halvings of one gap no number is left between; then all move apart.
    if (rank === before || rank === after) return this.#spread(value);
    this.#rankOf.set(value, rank);
    return rank;
  }

  #rank(): void {
    this.#rankOf.clear();
    for (let index = 0; index < this.#values.length; index++) this.#rankOf.set(this.#values[index] as string, index);
  }

  #spread(value: string): number {
    const before = new Map([...this.#rankOf].map(([text, rank]) => [rank, text]));
    this.#rank();
    for (let slot = 0; slot < this.keys.length; slot++) {
      const text = before.get(this.keys[slot] as number);
      if (text !== undefined) this.keys[slot] = this.#rankOf.get(text) as number;
    }
    return this.#rankOf.get(value) as number;
  }

  #rankAt(index: number): number | undefined {
    const value = this.#values[index];
    return value === undefined ? undefined : this.#rankOf.get(value);
  }

  #place(value: string): number {
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#compare(this.#values[middle] as string, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Lower case, without accents, runs of digits padded so that J-9 comes before J-10; each text is folded once. */
function byFoldedForm(): (a: string, b: string) => number {
  const folded = new Map<string, string>();
  const fold = (text: string): string => {
    let form = folded.get(text);
    if (form === undefined) {
      form = foldText(text).replace(/\d+/g, (digits) => digits.padStart(15, '0'));
      folded.set(text, form);
    }
    return form;
  };
  return (a, b) => {
    const left = fold(a);
    const right = fold(b);
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

const asciiOnly = /^[ -~]*$/;

/** Lower case without accents, for sorting and for searching: `Peña` is found by `pena`. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  return asciiOnly.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
}

export function grown(keys: Float64Array, capacity: number): Float64Array {
  const more = new Float64Array(capacity).fill(Number.NaN);
  more.set(keys);
  return more;
}
