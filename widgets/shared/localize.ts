import { addedText, onTextsAdded } from './added-texts.ts';
import type { HourCycle } from './connection.ts';

/** One text, or its plural forms by CLDR category. `{name}` stands for a value. */
export type Message = string | ({ readonly [category in Intl.LDMLPluralRule]?: string } & { readonly other: string });
export type Messages = Readonly<Record<string, Message>>;

/** Languages the product ships. English is built in, the others load when needed. */
export const languages = ['en', 'de', 'es', 'fr', 'pt-BR', 'nl', 'pl', 'ar'] as const;

/** The texts of one widget: English, and the way to each translation. */
export interface MessageSet<M extends Messages> {
  /** Folder of the widget; hosts that add texts name the set by it. */
  readonly name: string;
  readonly en: M;
  readonly load: Partial<Record<string, () => Promise<{ default: { readonly [K in keyof M]?: Message } }>>>;
  readonly loaded: Map<string, { readonly [K in keyof M]?: Message }>;
}

/**
 * Declares a widget's texts: `defineMessages('job-grid', { title: 'Jobs' }, { de: () => import('./messages/de.ts') })`.
 * A key a translation lacks falls back to English.
 */
export function defineMessages<const M extends Messages>(name: string, en: M, load: MessageSet<M>['load'] = {}): MessageSet<M> {
  return { name, en, load, loaded: new Map() };
}

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);
/** Letters of scripts written from right to left. */
const rightToLeftLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The shipped language that serves a BCP 47 tag best; when none does the tag's own, whose texts are added or English. */
export function languageFor(tag: string): string {
  const exact = languages.find((language) => language.toLowerCase() === tag.toLowerCase());
  if (exact) return exact;
  const primary = tag.toLowerCase().split('-')[0] ?? 'en';
  return languages.find((language) => language === primary || language.startsWith(`${primary}-`)) ?? primary;
}

/** `zh-Hant-TW` → itself, `zh-Hant`, `zh`. */
function withWiderTags(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'));
}

export type Values = Readonly<Record<string, string | number>>;

/** Texts, numbers and times in one language and time zone. Made once per pair and kept. */
export class Localizer {
  readonly tag: string;
  readonly language: string;
  readonly timeZone: string;
  readonly direction: 'ltr' | 'rtl';
  /** Tags that added texts may go by, the narrowest first. */
  readonly #tags: readonly string[];
  readonly #hourCycle: HourCycle;
  #plural: Intl.PluralRules | undefined;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #numberFormats = new Map<string, Intl.NumberFormat>();
  readonly #number: Intl.NumberFormat;

  constructor(tag: string, timeZone: string, hourCycle: HourCycle) {
    this.tag = supported(tag);
    this.language = languageFor(this.tag);
    this.#tags = withWiderTags(this.tag);
    this.timeZone = timeZone;
    this.direction = rightToLeft.has(this.language) ? 'rtl' : 'ltr';
    this.#hourCycle = hourCycle;
    this.#number = new Intl.NumberFormat(this.tag);
  }

  /** A text with its values filled in; `count` chooses the plural form. */
  text<M extends Messages>(set: MessageSet<M>, key: keyof M & string, values: Values = {}): string {
    const message: Message =
      addedText(this.#tags, set.name, key) ?? set.loaded.get(this.language)?.[key] ?? (set.en[key] as Message);
    const form = typeof message === 'string' ? message : (message[this.#pluralOf(Number(values.count))] ?? message.other);
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? this.#number.format(value) : this.isolate(value);
    });
  }

  /**
   * A name, title or address for the middle of a sentence: marked (U+2068 … U+2069) where it may run the other way than the language,
   * or `1293 Golden Gate Ave` would be read `Golden Gate Ave 1293` between Arabic words.
   */
  isolate(value: string): string {
    const isForeign = this.direction === 'rtl' ? value !== '' : rightToLeftLetters.test(value);
    return isForeign ? `\u2068${value}\u2069` : value;
  }

  #pluralOf(count: number): Intl.LDMLPluralRule {
    this.#plural ??= new Intl.PluralRules(this.tag);
    return this.#plural.select(count);
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  percent(ratio: number): string {
    return this.#numberFormat('percent', { style: 'percent', maximumFractionDigits: 0 }).format(ratio);
  }

  /** `14:30`, or `2:30 PM` where people write it so. */
  time(ms: number): string {
    return this.#format('time', { hour: 'numeric', minute: '2-digit' }).format(ms);
  }

  /** `Fri 20 Nov 2026` in the manner of the language. */
  day(ms: number): string {
    return this.#format('day', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(ms);
  }

  /** `Fri 20 Nov` in the manner of the language. */
  shortDay(ms: number): string {
    return this.#format('short-day', { weekday: 'short', day: 'numeric', month: 'short' }).format(ms);
  }

  dateTime(ms: number): string {
    return this.#format('date-time', { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(ms);
  }

  /** A tick of a time axis: `14:00`, or `2 PM` where people write it so; minutes only where they are not zero. */
  hour(ms: number): string {
    const twelve = this.#format('hour', { hour: 'numeric' });
    const { hourCycle } = twelve.resolvedOptions();
    const isWhole = ms % 3_600_000 === 0;
    return isWhole && (hourCycle === 'h12' || hourCycle === 'h11') ? twelve.format(ms) : this.time(ms);
  }

  /** `16 – 22 Nov 2026` in the manner of the language; both ends are instants inside their days. */
  dayRange(startMs: number, endMs: number): string {
    return this.#format('day-range', { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(startMs, endMs);
  }

  timeRange(startMs: number, endMs: number): string {
    return `${this.time(startMs)} – ${this.time(endMs)}`;
  }

  /** `45 min`, `1 h 06`, from two days on `3 days`, from two years on `15 yrs`: never negative. */
  duration(minutes: number): string {
    const whole = Math.max(0, Math.round(minutes));
    // The symbols of the SI read the same in every Latin script, and are shorter than "2 Std." or "26 mins".
    const symbols: Readonly<Record<string, string>> = this.direction === 'rtl' ? {} : { minute: 'min', hour: 'h' };
    const unit = (value: number, name: string) => {
      const symbol = symbols[name];
      if (symbol) return `${this.number(value)}\u00a0${symbol}`;
      return this.#numberFormat(name, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
    };
    if (whole < 60) return unit(whole, 'minute');
    const hours = Math.floor(whole / 60);
    if (hours < 48) {
      const rest = whole % 60;
      return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')}\u00a0${this.#twoDigits(rest)}`;
    }
    const days = Math.round(hours / 24);
    return days < 730 ? unit(days, 'day') : unit(Math.round(days / 365), 'year');
  }

  /** `850 m`, `6.2 km`. */
  distance(meters: number): string {
    const far = meters >= 1000;
    const digits = far && meters < 100_000 ? 1 : 0;
    return this.#numberFormat(`${far ? 'kilometer' : 'meter'}-${digits}`, {
      style: 'unit',
      unit: far ? 'kilometer' : 'meter',
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(far ? meters / 1000 : Math.round(meters / 10) * 10);
  }

  #twoDigits(value: number): string {
    return this.#numberFormat('two-digits', { minimumIntegerDigits: 2 }).format(value);
  }

  /** Making a format costs a hundred times what using it does, and rows show many durations. */
  #numberFormat(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    let format = this.#numberFormats.get(name);
    if (!format) {
      format = new Intl.NumberFormat(this.tag, options);
      this.#numberFormats.set(name, format);
    }
    return format;
  }

  #format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    let format = this.#formats.get(name);
    if (!format) {
      const cycle = this.#hourCycle === 'auto' || options.hour === undefined ? {} : { hourCycle: this.#hourCycle };
      format = new Intl.DateTimeFormat(this.tag, { ...options, ...cycle, timeZone: this.timeZone });
      this.#formats.set(name, format);
    }
    return format;
  }
}

function supported(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

const localizers = new Map<string, Localizer>();
// Widgets keep what they have written by its localizer; other words, another localizer.
onTextsAdded(() => localizers.clear());

export function localizerFor(tag: string, timeZone: string, hourCycle: HourCycle = 'auto'): Localizer {
  const key = `${tag}|${timeZone}|${hourCycle}`;
  let localizer = localizers.get(key);
  if (!localizer) {
    localizer = new Localizer(tag, timeZone, hourCycle);
    localizers.set(key, localizer);
  }
  return localizer;
}

const loading = new Map<MessageSet<Messages>, Map<string, Promise<void>>>();

/** Loads a translation once. Returns undefined when nothing has to be waited for; a failed load keeps English and is tried again. */
export function ensureMessages(set: MessageSet<Messages>, language: string): Promise<void> | undefined {
  if (language === 'en' || set.loaded.has(language)) return undefined;
  const load = set.load[language];
  if (!load) return undefined;
  let perLanguage = loading.get(set);
  if (!perLanguage) {
    perLanguage = new Map();
    loading.set(set, perLanguage);
  }
  let promise = perLanguage.get(language);
  if (!promise) {
    promise = load().then(
      (module) => {
        set.loaded.set(language, module.default);
        // Widgets that keep what they have drawn see by a new localizer that the words are others now.
        for (const [key, localizer] of localizers) if (localizer.language === language) localizers.delete(key);
      },
      () => {
        perLanguage.delete(language);
      },
    );
    perLanguage.set(language, promise);
  }
  return promise;
}
