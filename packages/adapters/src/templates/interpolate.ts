import { HostError } from '../host.ts';
import { read } from './path.ts';

/** Values by the name before the first dot: `settings`, `session`, `id`, `record`, … */
export type TemplateValues = Readonly<Record<string, unknown>>;

const placeholder = /\$\{([^{}]*)\}/g;
const onePlaceholder = /^\$\{([^{}]*)\}$/;

/** The paths of all placeholders in a text, such as `settings.url`. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/**
 * Fills in the texts of a JSON. A text that is one placeholder becomes the value, with its type; without a value it is left out of an
 * object, null in a list, and undefined by itself. Names of members are taken as they are.
 * @throws HostError `invalid` when a placeholder within a longer text has no value
 */
export function interpolate(json: unknown, values: TemplateValues): unknown {
  if (typeof json === 'string') {
    const alone = onePlaceholder.exec(json);
    return alone === null ? interpolateText(json, values) : read(values, alone[1] ?? '');
  }
  if (Array.isArray(json)) {
    return json.map((item) => interpolate(item, values) ?? null);
  }
  if (typeof json === 'object' && json !== null) {
    const filled = Object.entries(json).map(([name, item]) => [name, interpolate(item, values)] as const);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }
  return json;
}

/**
 * Fills in a text. Objects and lists become JSON.
 * @throws HostError `invalid` when a placeholder has no value: null and empty texts are values only of placeholders alone
 */
export function interpolateText(
  text: string,
  values: TemplateValues,
  encode: (value: string, at: number) => string = (value) => value,
): string {
  return text.replaceAll(placeholder, (_, path: string, at: number) => encode(textOf(read(values, path), path), at));
}

/** Fills in texts by name, for headers and queries. One that is a placeholder alone and has no value, or null, is left out. */
export function interpolateTexts(texts: Readonly<Record<string, string>>, values: TemplateValues): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    const alone = onePlaceholder.exec(text);
    const value = alone === null ? interpolateText(text, values) : read(values, alone[1] ?? '');
    if (value !== undefined && value !== null) {
      filled[name] = asText(value);
    }
  }
  return filled;
}

/**
 * Fills in a relative address. Values are percent-encoded, quotes and brackets too, and can neither add a segment nor go up one.
 * @throws HostError `invalid` for values that are missing or empty, and for segments `.` and `..`
 */
export function interpolatePath(path: string, values: TemplateValues): string {
  const filled = interpolateText(path, values, percentEncode);
  const segments = (filled.split(/[?#]/, 1)[0] ?? '').split('/');
  if (segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw new HostError('invalid', 'An address may not go up.');
  }
  return filled;
}

/**
 * Fills in an absolute address. Up to the end of the host name values are taken as they are (`${settings.url}/api`,
 * `https://${settings.account}.example.com`), but behind a written scheme none may end the host name; after it they are percent-encoded.
 */
export function interpolateUrl(url: string, values: TemplateValues): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(url)?.[0] ?? '';
  const slash = url.indexOf('/', scheme.length);
  const hostEnds = slash === -1 ? url.length : slash;
  return interpolateText(url, values, (value, at) => {
    if (at >= hostEnds) {
      return percentEncode(value);
    }
    if (scheme !== '' && /[\\/?#@\s]/.test(value)) {
      throw new HostError('invalid', 'A setting holds signs that a host name may not have.');
    }
    return at === 0 ? value.trim().replace(/\/+$/, '') : value;
  });
}

/** As RFC 3986 wants it: only letters, digits and `-._~` stay. */
export function percentEncode(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function textOf(value: unknown, path: string): string {
  if (value === undefined || value === null || value === '') {
    throw new HostError('invalid', `“${path}” has no value.`);
  }
  return asText(value);
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
