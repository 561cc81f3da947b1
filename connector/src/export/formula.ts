/**
 * Text that a spreadsheet would run as a formula: it begins with `=`, `+`, `-`, `@` (or their full-width forms), also after blanks
 * or characters that are not shown, or with a tab or a line break (OWASP, CSV injection). Apostrophes in front do not count, so that
 * what was made safe once can be told from what people wrote so themselves.
 */
const active = /^'*(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/** The text with an apostrophe in front when a spreadsheet would run it; otherwise as it is. `withoutGuard` takes it off again. */
export function withGuard(text: string): string {
  return active.test(text) ? `'${text}` : text;
}

/** The text that `withGuard` was given. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && active.test(text.slice(1)) ? text.slice(1) : text;
}
