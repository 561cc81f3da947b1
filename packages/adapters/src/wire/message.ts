const longest = 500;
/** Nobody reads more to find a sentence. */
const longestRead = 4_000;

/** From here on a text is for programmers. What stands before may be a sentence for people. */
const traceback = [
  /Traceback \(most recent call/i,
  /\bstack ?trace\b/i,
  /^\s*File "[^"]*", line \d+/m,
  /^\s*at [\w$.<>[\]` ]+\([^)]*\)/m,
  /\bat [\w$.]+\.[\w$<>]+\([^)]*(?:\.(?:java|cs|js|ts|kt):\d+|:line \d+)?\)/,
  /\bgoroutine \d+ \[/,
  /^#\d+ .*[(:]/m,
  /\n\s*Caused by:/,
];

/** A text that holds any of this is for programmers as a whole. */
const internals = [
  /\b(?:SELECT\b.+\bFROM|INSERT INTO|DELETE FROM|UPDATE\b.+\bSET)\b/s,
  /\bSQLSTATE\b|\bpsycopg\d?\b|\bORA-\d{4,5}\b|\bLINE \d+:|\bDETAIL: |\bsqlite3\.|\bjava\.sql\b/,
  /(?:\/[\w.-]+){2,30}\.(?:py|pyc|js|ts|php|rb|java|go|rs|cs|cgi|pl)\b/,
  /\b[A-Za-z]:\\(?:[\w .-]+\\)+/,
  /\b0x[0-9a-f]{6,}\b/i,
  // All that Python says of a key that is missing.
  /^\s*(['"])[^'"\s]*\1\s*$/,
  /^\s*(?:[\w]+\.)+\w*(?:Error|Exception)\b/,
];

/**
 * A sentence of the host for people: one line, at most 500 characters, without HTML, tracebacks, SQL and addresses of files. Texts that
 * hold JSON, lists and objects are searched for the sentence within. Undefined when there is none.
 */
export function cleanMessage(value: unknown): string | undefined {
  const found = sentenceIn(value, 0);
  if (found === undefined) {
    return undefined;
  }
  const cut = traceback.reduce((text, pattern) => text.slice(0, indexOf(text, pattern)), found.slice(0, longestRead));
  // Last of all: what was taken out between a bracket and a name must not have made a tag.
  const plain = toLine(withoutHtml(cut)).replaceAll(/(?<!<)<+(?=[a-z/!?])/gi, '');
  if (!/[\p{L}\p{N}]/u.test(plain) || internals.some((pattern) => pattern.test(plain))) {
    return undefined;
  }
  const signs = [...plain];
  return signs.length <= longest
    ? plain
    : `${signs
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}

const membersWithText = [
  'message',
  'value',
  'detail',
  'error_description',
  'description',
  'reason',
  'title',
  'msg',
  'text',
  'error',
];

function sentenceIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') {
    return depth < 4 && /^\s*[[{]/.test(value) ? (sentenceIn(parsed(value), depth + 1) ?? plainOnly(value)) : plainOnly(value);
  }
  if (typeof value !== 'object' || value === null || depth > 4) {
    return undefined;
  }
  const parts = Array.isArray(value)
    ? value.slice(0, 3)
    : membersWithText.filter((name) => Object.hasOwn(value, name)).map((name) => (value as Record<string, unknown>)[name]);
  for (const part of parts) {
    const sentence = sentenceIn(part, depth + 1);
    if (sentence !== undefined) {
      return sentence;
    }
  }
  return undefined;
}

/** A text with braces that could not be read as JSON is no sentence. */
function plainOnly(text: string): string | undefined {
  return text.trim() === '' || /^\s*[[{]/.test(text) || isPage(text) ? undefined : text;
}

function parsed(text: string): unknown {
  if (text.length > 20_000) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True for a page of HTML: it is for browsers, whatever it says. */
export function isPage(text: string): boolean {
  return /^(?:\s|<!--[\s\S]{0,2000}?-->)*<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 4_096));
}

function withoutHtml(text: string): string {
  let plain = text;
  // Markup may be hidden in entities; three rounds find what hosts do by mistake.
  for (let round = 0; round < 3; round += 1) {
    plain = plain
      .replaceAll(/<(script|style|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
      .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ' ')
      .replaceAll(/<\/?(?:br|p|div|li|ul|ol|tr|td|h\d|pre)\b[^<>]*>/gi, ' ')
      .replaceAll(/<\/?[a-z][^<>]*>/gi, '');
    plain = decodeEntities(plain);
  }
  return plain;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) {
      return entities[String(name).toLowerCase()] ?? all;
    }
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Without line breaks, control signs, and signs that turn the direction of writing. */
function toLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function indexOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at === -1 ? text.length : at;
}
