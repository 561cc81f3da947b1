import { isDeepStrictEqual } from 'node:util';

const anything = '*';
const anyStretch = '...';

/** Whether a value is as a pattern says: only what the pattern names counts, `"*"` is anything, `"..."` any stretch of a list. */
export function isLike(pattern: unknown, value: unknown): boolean {
  if (pattern === anything) return value !== undefined;
  if (typeof pattern === 'string' && typeof value === 'string') return isTextLike(pattern, value);
  if (Array.isArray(pattern)) return isListLike(pattern, value);
  if (!isObject(pattern)) return isDeepStrictEqual(pattern, value);
  return isObject(value) && Object.entries(pattern).every(([name, part]) => isLike(part, value[name]));
}

/** A text that may have `*` in it for any stretch of it. */
export function isTextLike(pattern: string, text: string): boolean {
  if (!pattern.includes(anything)) return pattern === text;
  const parts = pattern.split(anything);
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** One parameter of a query: a text, or JSON that stands in one. */
export function isParameterLike(pattern: unknown, text: string | null): boolean {
  if (text === null) return false;
  if (typeof pattern === 'string') return isTextLike(pattern, text);
  try {
    return isLike(pattern, JSON.parse(text));
  } catch {
    return false;
  }
}

function isListLike(pattern: readonly unknown[], value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  const [first, ...others] = pattern;
  if (pattern.length === 0) return value.length === 0;
  if (first !== anyStretch) return value.length > 0 && isLike(first, value[0]) && isListLike(others, value.slice(1));
  return value.some((_, at) => isListLike(others, value.slice(at))) || isListLike(others, []);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
