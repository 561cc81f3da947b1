/*
 * Searching asks neither for case nor for accents: `muller` finds Müller, and `lukasz` Łukasz. The database folds ASCII letters alone, so
 * the letters that are meant by one are listed for it.
 */

/** Letters that people without them on their keyboard write as two. */
const asTwo: Readonly<Record<string, string>> = { ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE' };
/** Letters that are no letter with an accent, and yet are written like one. */
const asOne: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ı: 'i' };
const plainly: Readonly<Record<string, string>> = { ...asTwo, ...asOne };
/** Accents as they come after their letter, where a text was put in that way. */
const loneAccents = ['\u0300', '\u0301', '\u0302', '\u0303', '\u0308', '\u030a', '\u030c', '\u0327', '\u0328'];

/** A word as it is compared: small letters without accents. What is no Latin, Greek or Cyrillic letter stays as it is. */
export function folded(word: string): string {
  return word
    .replaceAll(/[łøđıßæœ]/giu, (letter) => plainly[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
}

/**
 * A text of which an index, which knows case and accents, makes words. Texts without such letters cost one look.
 * @param text SQL; so is what it gives. The letters stand in it and are not bound: a hundred values cost more than the statement.
 */
export function writtenPlainly(text: string): string {
  return `case when ${text} glob '*[${Object.keys(plainly).join('')}]*' then ${replaced(text, plainly)} else ${text} end`;
}

/** A text as `patternOf` expects it, as SQL of SQL. */
export function searchable(text: string): string {
  return replaced(text, { ...asTwo, ...Object.fromEntries(loneAccents.map((accent) => [accent, ''])) });
}

/** Each is one call around the others, and the database takes no more than some twenty of them. */
function replaced(text: string, letters: Readonly<Record<string, string>>): string {
  return Object.entries(letters).reduce((inner, [letter, plain]) => `replace(${inner}, '${letter}', '${plain}')`, text);
}

/** GLOB pattern that finds the word anywhere in a searchable text. The word holds letters, marks and digits only. */
export function patternOf(word: string): string {
  const letters = [...folded(word)].map((letter) => {
    const variants = variantsOf(letter);
    return variants === undefined ? letter : `[${variants}]`;
  });
  return `*${letters.join('')}*`;
}

/** First and last code points of the blocks whose letters have case and accents: Latin, Greek, Cyrillic, Armenian, and Latin and Greek once more. */
const blocks = [
  [0x41, 0x24f],
  [0x370, 0x587],
  [0x1e00, 0x1fff],
] as const;

let letters: ReadonlyMap<string, string> | undefined;

/** All letters that are compared as this one, with itself; undefined when it is alone. */
function variantsOf(letter: string): string | undefined {
  letters ??= variantsOfAll();
  return letters.get(letter);
}

/** Made when something is searched for the first time. */
function variantsOfAll(): ReadonlyMap<string, string> {
  const all = blocks
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
    .filter((letter) => /\p{L}/u.test(letter));
  const byLetter = Map.groupBy(all, folded);
  return new Map([...byLetter].filter(([letter]) => [...letter].length === 1).map(([letter, same]) => [letter, same.join('')]));
}
