import type { TidyStep } from './map-schema.ts';

/** Applies the named steps in order. The text is trimmed before and after. */
export function tidy(text: string, steps: readonly TidyStep[]): string {
  let result = text.trim();
  for (const step of steps) result = tidyStep[step](result);
  return result.trim();
}

const tidyStep: Readonly<Record<TidyStep, (text: string) => string>> = {
  trim: (text) => text.trim(),
  collapse: (text) => text.replace(/\s+/g, ' '),
  underscores: (text) => text.replaceAll('_', ' '),
  title_case: titleCase,
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  sentence_case: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  upper_case: (text) => text.toUpperCase(),
  lower_case: (text) => text.toLowerCase(),
  one_line: (text) => text.replace(/\p{Cc}+/gu, ' ').replace(/\s+/g, ' '),
};

/** "SOUTH VAN NESS AVE" → "South Van Ness Ave", "1ST ST" → "1st St", "MCALLISTER" → "McAllister", "O'FARRELL" → "O'Farrell". */
function titleCase(text: string): string {
  return text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word, offset: number, whole: string) => {
    if (/^\d/.test(word)) return /^\d+(st|nd|rd|th)$/.test(word) ? word : word.toUpperCase();
    const afterApostrophe = offset > 0 && /['’]/.test(whole.charAt(offset - 1));
    if (afterApostrophe && word.length <= 2) return word;
    const capital = word.charAt(0).toUpperCase() + word.slice(1);
    return capital.replace(/^Mc(\p{L})(?=\p{L}{3})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
  });
}

/** Cuts at a word where it can, and ends in "…". `maxLength` counts UTF-16 units, the ellipsis included. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength - 1);
  const lastSpace = head.lastIndexOf(' ');
  const cut = lastSpace > maxLength * 0.6 ? head.slice(0, lastSpace) : head;
  // A cut surrogate pair would leave half a letter.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}
