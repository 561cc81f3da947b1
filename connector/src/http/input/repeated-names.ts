import { pointerOf } from '../../internal/pointer.ts';

/** More names than any body of ours has; an object of so many would only cost time. */
const maxNames = 100_000;

/** Why a valid JSON text is not taken all the same. */
export type JsonFault = { readonly kind: 'repeated'; readonly pointer: string } | { readonly kind: 'too_many_names' };

interface Level {
  /** Names so far; undefined in a list. */
  readonly names: Set<string> | undefined;
  at: string | number;
}

/**
 * Finds a name that stands twice in one object (RFC 7493 §2.3): parsers differ on which of them counts, so what one program checked
 * another would not read. `JSON.parse` takes the last without a word.
 * @param text valid JSON
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const levels: Level[] = [];
  let names = 0;
  for (let i = 0; i < text.length; i++) {
    const level = levels.at(-1);
    switch (text.charCodeAt(i)) {
      case quote: {
        const end = endOfString(text, i);
        if (level?.names && isName(text, end)) {
          const name = nameIn(text.slice(i, end));
          level.at = name;
          if (++names > maxNames) return { kind: 'too_many_names' };
          if (level.names.has(name)) return { kind: 'repeated', pointer: pointerOf(levels.map(({ at }) => at)) };
          level.names.add(name);
        }
        i = end - 1;
        break;
      }
      case openBrace:
        levels.push({ names: new Set(), at: '' });
        break;
      case openBracket:
        levels.push({ names: undefined, at: 0 });
        break;
      case comma:
        if (typeof level?.at === 'number') level.at++;
        break;
      case closeBrace:
      case closeBracket:
        levels.pop();
        break;
    }
  }
  return undefined;
}

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Index after the closing quote. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes++;
  return backslashes % 2 === 1;
}

function isName(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === colon;
}

/** `"\u0061"` and `"a"` are the same name. */
function nameIn(literal: string): string {
  return literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
}
