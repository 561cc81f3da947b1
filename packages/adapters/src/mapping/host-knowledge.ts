import type { HostManifest } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import type { ConnectionValues, Transport } from '../seams.ts';
import { interpolate } from '../templates/interpolate.ts';
import { orAborted } from '../wire/sessions.ts';
import { Codecs } from './encodings.ts';
import { idsByKind, plainId } from './ids.ts';
import { allRows } from './relations.ts';
import { valueAt } from './rows.ts';
import { settledFilter } from './settled.ts';
import { type WordRow, Words } from './words.ts';
import type { WriteSurroundings } from './write-fields.ts';

const wordsLastMs = 3_600_000;
/** After a table of words could not be read again, the old one is used for so long. */
const tryAgainMs = 60_000;

interface KnownWords {
  readonly words: Words;
  readonly untilMs: number;
}

/** What is asked of the host once, and kept: who we are there, its time zone, its tables of words. */
export class HostKnowledge {
  readonly #manifest: HostManifest;
  readonly #transport: Transport;
  readonly #values: (signal?: AbortSignal) => Promise<ConnectionValues>;
  readonly #nowMs: () => number;
  readonly #idOf: WriteSurroundings['idOf'];
  readonly #words = new Map<string, KnownWords>();
  readonly #loading = new Map<string, Promise<Words>>();
  #codecs: Codecs | undefined;

  constructor(
    manifest: HostManifest,
    transport: Transport,
    values: (signal?: AbortSignal) => Promise<ConnectionValues>,
    nowMs: () => number,
  ) {
    this.#manifest = manifest;
    this.#transport = transport;
    this.#values = values;
    this.#nowMs = nowMs;
    this.#idOf = idsByKind(manifest);
  }

  values(signal?: AbortSignal): Promise<ConnectionValues> {
    return this.#values(signal);
  }

  /** @param enums - names of the lists of words that are needed; those of tables are read from the host */
  async surroundings(enums: readonly string[], signal?: AbortSignal): Promise<WriteSurroundings> {
    const values = await this.#values(signal);
    const codecs = this.#codecsIn(timeZoneOf(this.#manifest.values.timeZone, values));
    const words = new Map<string, Words>();
    for (const name of enums) {
      const list = await orAborted(this.#wordsOf(name, codecs, values), signal);
      if (list !== undefined) words.set(name, list);
    }
    return { codecs, words, transport: this.#manifest.transport.kind, idOf: this.#idOf };
  }

  /** Without asking the host: of tables that have not been read yet, every word of the manifest is taken to have its row. */
  knownWords(enums: readonly string[]): ReadonlyMap<string, Words> {
    const found = new Map<string, Words>();
    for (const name of enums) {
      const map = this.#manifest.enums[name];
      const known =
        this.#words.get(name)?.words ?? (map === undefined ? undefined : new Words(name, map, undefined, () => false));
      if (known !== undefined) found.set(name, known);
    }
    return found;
  }

  /** Whether there is such a zone takes longer to find out than to read a record, and hosts stay where they are. */
  #codecsIn(timeZone: string): Codecs {
    if (this.#codecs?.timeZone !== timeZone) {
      if (!isTimeZone(timeZone)) throw unknownZone(this.#manifest.values.timeZone);
      this.#codecs = new Codecs(this.#manifest.values, timeZone);
    }
    return this.#codecs;
  }

  async #wordsOf(name: string, codecs: Codecs, values: ConnectionValues): Promise<Words | undefined> {
    const map = this.#manifest.enums[name];
    const known = this.#words.get(name);
    if (map === undefined || (known !== undefined && this.#nowMs() < known.untilMs)) return known?.words;
    if (map.rows === undefined) {
      return this.#keep(name, new Words(name, map, undefined, codecs.isNothing), Number.POSITIVE_INFINITY);
    }
    // Shared by all who ask at the same time, so it hears nobody's signal.
    let loading = this.#loading.get(name);
    if (loading === undefined) {
      loading = this.#load(name, codecs, values).finally(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
    }
    try {
      return await loading;
    } catch (error) {
      if (known === undefined) throw error;
      return this.#keep(name, known.words, this.#nowMs() + tryAgainMs);
    }
  }

  async #load(name: string, codecs: Codecs, values: ConnectionValues): Promise<Words> {
    const map = this.#manifest.enums[name];
    const said = map?.rows;
    if (map === undefined || said === undefined) throw new HostError('invalid', `There are no words “${name}”.`);
    const rows = await allRows(
      { transport: this.#transport, isNothing: codecs.isNothing, signal: undefined },
      {
        resource: {
          entity: said.entity,
          service: undefined,
          id: { paths: [said.id], encoding: 'text', renameable: false },
          paging: undefined,
          order: undefined,
          cannotFilter: [],
          calls: {},
          relations: {},
        },
        paths: [...new Set([said.id, said.match, ...(said.label === undefined ? [] : [said.label])])],
        filter: said.where === undefined ? undefined : settledFilter(said.where, values.settings),
      },
    );
    const wordRows = rows.flatMap((row): WordRow[] => {
      const id = plainId(valueAt(row, said.id));
      const label = said.label === undefined ? undefined : textOf(valueAt(row, said.label));
      return id === undefined ? [] : [{ id, match: textOf(valueAt(row, said.match)) ?? '', label }];
    });
    return this.#keep(name, new Words(name, map, wordRows, codecs.isNothing), this.#nowMs() + wordsLastMs);
  }

  #keep(name: string, words: Words, untilMs: number): Words {
    this.#words.set(name, { words, untilMs });
    return words;
  }
}

function timeZoneOf(template: string, values: ConnectionValues): string {
  const zone = interpolate(template, { settings: values.settings, context: values.context });
  if (typeof zone === 'string') return zone;
  throw unknownZone(template);
}

function unknownZone(template: string): HostError {
  return new HostError('invalid', `The time zone of the host (${template}) is none that is known here.`);
}

export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
