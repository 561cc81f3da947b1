/** The version of a row as one text that remembers whether it was a number: hosts want to see it again as it was. */
export function versionText(version: string | number): string {
  return typeof version === 'number' || isJson(version) ? JSON.stringify(version) : version;
}

/** As the host had it. */
export function versionOf(text: string): string | number {
  if (!isJson(text)) return text;
  const version: unknown = JSON.parse(text);
  return typeof version === 'number' || typeof version === 'string' ? version : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
