import type { Message } from './localize.ts';

/** Texts by message set (the widget's folder, `shared`, `job-menu`) and key, as in the widget's `messages.ts`. */
export type AddedTexts = Readonly<Record<string, Readonly<Record<string, Message>>>>;

interface Registry {
  /** Language → set → key. */
  readonly languages: Map<string, Map<string, Readonly<Record<string, Message>>>>;
  readonly listeners: Set<() => void>;
}

const registryKey = Symbol.for('dispatchkit.texts');
const holder = globalThis as { [registryKey]?: Registry };
/** Kept under a well-known symbol so that several copies of the library on a page speak the same words. */
holder[registryKey] ??= { languages: new Map(), listeners: new Set() };
const { languages, listeners } = holder[registryKey];

/**
 * Adds a language the product does not ship, or words of your own to one it does. Widgets on the page take them up at once; a key
 * that is missing stays as shipped, else English. May be called again: later texts win key by key.
 *
 * @param language BCP 47 tag, such as `it` or `zh-Hant`; a narrower one, such as `de-CH`, stands before a wider one.
 * @param texts By set and key: `{ shared: { retry: 'Riprova' }, 'job-grid': { title: 'Interventi' } }`. A text with forms for
 *   counts is an object by plural category and needs `other`.
 * @throws RangeError when the tag is none; TypeError when a text is neither a string nor plural forms; nothing is added then.
 */
export function addLanguage(language: string, texts: AddedTexts): void {
  check(language, texts);
  const tag = Intl.getCanonicalLocales(language)[0] ?? language;
  const sets = languages.get(tag) ?? new Map<string, Readonly<Record<string, Message>>>();
  for (const [set, messages] of Object.entries(texts)) sets.set(set, { ...sets.get(set), ...messages });
  languages.set(tag, sets);
  for (const listener of listeners) listener();
}

/** Fetches a JSON file of languages, `{ "it": { "shared": { "retry": "Riprova" } } }`, and adds them. Rejects when it cannot be read. */
export async function addLanguagesFrom(url: string): Promise<void> {
  const response = await fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`The texts at ${url} answered ${response.status}`);
  const body: unknown = await response.json();
  if (!isRecord(body)) throw new TypeError(`The texts at ${url} are not an object by language`);
  for (const [language, texts] of Object.entries(body)) addLanguage(language, texts as AddedTexts);
}

/** The text added for the first of the tags that has it. */
export function addedText(tags: readonly string[], set: string, key: string): Message | undefined {
  if (languages.size === 0) return undefined;
  for (const tag of tags) {
    const text = languages.get(tag)?.get(set)?.[key];
    if (text !== undefined) return text;
  }
  return undefined;
}

export function onTextsAdded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function check(language: string, texts: unknown): void {
  if (!isRecord(texts)) throw new TypeError(`The texts of ${language} are not an object by widget`);
  for (const [set, messages] of Object.entries(texts)) {
    if (!isRecord(messages)) throw new TypeError(`The texts of ${language}, ${set} are not an object by key`);
    for (const [key, message] of Object.entries(messages)) {
      const forms = isRecord(message) && 'other' in message ? Object.values(message) : [message];
      if (!forms.every((form) => typeof form === 'string'))
        throw new TypeError(`The text of ${language}, ${set}, ${key} is neither a string nor plural forms with "other"`);
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
