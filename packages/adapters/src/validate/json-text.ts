/** Where a value of a JSON text begins, and what is inside it. */
export interface JsonNode {
  readonly start: number;
  /** Of an object, by key. */
  readonly keys?: ReadonlyMap<string, { readonly start: number; readonly node: JsonNode }>;
  /** Of a list. */
  readonly items?: readonly JsonNode[];
}

export interface JsonFault {
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
  readonly hint: string;
}

export interface JsonText {
  /** Undefined when the text could not be read to its end. */
  readonly value: unknown;
  readonly root: JsonNode | undefined;
  readonly faults: readonly JsonFault[];
}

/** Deeper than anybody writes, and far from where a program gives up. */
const deepest = 50;

/**
 * Reads JSON with the way back from its values to where they stand. What it is sure of, it reads over and goes on (comments, commas at the
 * end, keys that stand twice); anything else ends the reading. Takes time in proportion to the text.
 */
export function readJsonText(text: string): JsonText {
  const reader = new Reader(text);
  try {
    const { value, node } = reader.document();
    return { value, root: node, faults: reader.faults };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { value: undefined, root: undefined, faults: [...reader.faults, error.fault] };
  }
}

class Unreadable extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.found);
    this.fault = fault;
  }
}

interface Read {
  readonly value: unknown;
  readonly node: JsonNode;
}

class Reader {
  readonly faults: JsonFault[] = [];
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Read {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    this.#skip();
    if (!/^[[{]/.test(this.#rest(1)))
      this.#stop('"{"', 'Write it as JSON, beginning with {. YAML, XML and pages of HTML are not read here.');
    const read = this.#value();
    this.#skip();
    if (this.#at < this.#text.length) this.#stop('the end of the file', 'Something stands behind the last bracket.');
    return read;
  }

  #value(): Read {
    const sign = this.#text[this.#at];
    if (sign === '{') return this.#object();
    if (sign === '[') return this.#list();
    const start = this.#at;
    if (sign === '"') return { value: this.#string(), node: { start } };
    const [word] = /^[^\s,:{}[\]"]+/.exec(this.#rest(40)) ?? [];
    if (word === undefined) this.#stop('a value', 'A text in double quotes, a number, true, false, null, {…} or […].');
    const value = literalOf(word);
    if (value === undefined) this.#stop('a value', valueHint(word));
    this.#at += word.length;
    return { value, node: { start } };
  }

  #object(): Read {
    const start = this.#at;
    const value: Record<string, unknown> = {};
    const keys = new Map<string, { start: number; node: JsonNode }>();
    this.#entries(start, '}', () => {
      const keyStart = this.#at;
      if (this.#text[this.#at] !== '"') this.#stop('a name in double quotes', 'Names stand in double quotes, too.');
      const key = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#stop('":"', 'Between a name and its value stands a colon.');
      this.#at += 1;
      this.#skip();
      const read = this.#value();
      if (keys.has(key)) {
        const found = `the key ${JSON.stringify(key)} a second time`;
        this.faults.push({ offset: keyStart, found, expected: 'unique keys', hint: 'Only one of the two can count.' });
        return;
      }
      keys.set(key, { start: keyStart, node: read.node });
      // Defined and not assigned, so that `__proto__` is a name as any other.
      Object.defineProperty(value, key, { value: read.value, writable: true, enumerable: true, configurable: true });
    });
    return { value, node: { start, keys } };
  }

  #list(): Read {
    const start = this.#at;
    const value: unknown[] = [];
    const items: JsonNode[] = [];
    this.#entries(start, ']', () => {
      const read = this.#value();
      value.push(read.value);
      items.push(read.node);
    });
    return { value, node: { start, items } };
  }

  #entries(start: number, end: '}' | ']', entry: () => void): void {
    this.#depth += 1;
    if (this.#depth > deepest) this.#stop(`at most ${deepest} levels`, 'Nothing in the language is nested so deep.');
    this.#at += 1;
    this.#skip();
    while (this.#text[this.#at] !== end) {
      if (this.#at >= this.#text.length) {
        const opened = this.#text.slice(0, start).split('\n').length;
        this.#stop(`"${end}"`, `The "${this.#text[start]}" in line ${opened} is not closed.`);
      }
      entry();
      this.#skip();
      if (this.#text[this.#at] !== ',') {
        if (this.#text[this.#at] === end || this.#at >= this.#text.length) continue;
        this.#stop(`"," or "${end}"`, 'Is a comma or a bracket missing before it?');
      }
      const comma = this.#at;
      this.#at += 1;
      this.#skip();
      if (this.#text[this.#at] === end) {
        const found = `a comma before "${end}"`;
        this.faults.push({ offset: comma, found, expected: 'none after the last entry', hint: 'Remove the trailing comma.' });
      }
    }
    this.#at += 1;
    this.#depth -= 1;
  }

  #string(): string {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const sign = this.#text[at];
      if (sign === '\\') at += 1;
      else if (sign === '\n') break;
      else if (sign === '"') {
        try {
          const text: unknown = JSON.parse(this.#text.slice(start, at + 1));
          this.#at = at + 1;
          return String(text);
        } catch {
          this.#stop(
            'a text in double quotes',
            'Tabs and other control characters are written \\t or \\u0009, a backslash as \\\\.',
          );
        }
      }
    }
    this.#stop('a text that ends', 'The closing double quote is missing; a new line within a text is written \\n.');
  }

  /** Spaces, and comments with a fault. */
  #skip(): void {
    for (;;) {
      while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
      const opening = this.#rest(2);
      if (opening !== '//' && opening !== '/*' && opening[0] !== '#') return;
      const closing = opening === '/*' ? '*/' : '\n';
      const end = this.#text.indexOf(closing, this.#at);
      this.faults.push({
        offset: this.#at,
        found: 'a comment',
        expected: 'none, JSON has no comments',
        hint: 'Say it under "notes", or in the "note" of a field.',
      });
      this.#at = end === -1 ? this.#text.length : end + closing.length;
    }
  }

  #rest(length: number): string {
    return this.#text.slice(this.#at, this.#at + length);
  }

  #stop(expected: string, hint: string): never {
    const [sight = ''] = /^(?:"[^"\n]{0,38}"?|[^\s,:{}[\]"]+|.)?/s.exec(this.#rest(40)) ?? [];
    const found = this.#at >= this.#text.length ? 'the end of the file' : sight.startsWith('"') ? sight : JSON.stringify(sight);
    throw new Unreadable({ offset: this.#at, found, expected, hint });
  }
}

function literalOf(word: string): unknown {
  if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) return undefined;
  return JSON.parse(word) as unknown;
}

function valueHint(word: string): string {
  if (/^(?:true|false|null|none)$/i.test(word)) return 'true, false and null are written small.';
  if (word.startsWith("'") || /^[A-Za-z_$]/.test(word)) return 'Texts stand in double quotes.';
  return 'A number begins with a digit or "-", has a point for its decimals, and nothing before a first 0.';
}
