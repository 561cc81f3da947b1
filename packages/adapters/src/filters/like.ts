/**
 * A pattern of SQL's LIKE. Hosts do not agree on how its signs are escaped, so those in the text stand for any one sign: the host then
 * answers at least the rows that are wanted.
 */
export function likePattern(text: string, startsWith: boolean): { readonly pattern: string; readonly isWider: boolean } {
  const plainText = text.replaceAll(/[%_\\[\]]/g, '_');
  return { pattern: startsWith ? `${plainText}%` : `%${plainText}%`, isWider: /[%_\\[\]]/.test(text) };
}
