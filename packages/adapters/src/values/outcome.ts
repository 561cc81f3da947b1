/** What became of a value: itself, or why not, in words for people. Values of hosts are never trusted, so nothing here throws. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string };

export function good<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** `expected` as in “expected a day such as 2026-11-20”. */
export function wrong(expected: string, found: unknown): Outcome<never> {
  return { ok: false, fault: `expected ${expected}, found ${kindOf(found)}` };
}

/** The sort of a JSON value. The value itself is not told: it may be about a person. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return `the text “${shapeOf(value)}”`;
  return `the ${typeof value} ${String(value)}`;
}

/** The form of a text: every letter an x, every digit a 9. Enough to see what an encoding got wrong. */
function shapeOf(text: string): string {
  const shape = text
    .slice(0, 40)
    .replaceAll(/\p{L}/gu, 'x')
    .replaceAll(/\d/g, '9')
    .replaceAll(/\p{Cc}/gu, ' ');
  return text.length > 40 ? `${shape}…` : shape;
}
