import { HostManifest } from '@dispatchkit/contract/manifest';
import type { PlacedFault } from './fault.ts';
import { closestIssues, type IssuePlace, placesOf, valueAt } from './schema-issues.ts';

type Path = readonly PropertyKey[];

/** What the schema takes of a manifest: all of it, or what is left when the faulty parts are out. */
export interface SoundPart {
  readonly manifest: HostManifest;
  /** As it was written, less the gaps. */
  readonly written: unknown;
  readonly gaps: Gaps;
}

/**
 * Takes out of a manifest what the schema refuses, as little as possible, so that the rest can be looked at. What a manifest cannot be
 * without is replaced. Undefined when nothing can be done with it.
 */
export function soundPart(json: unknown): SoundPart | undefined {
  const gaps = new Gaps(json);
  let written = json;
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = HostManifest.safeParse(written);
    if (parsed.success) return { manifest: parsed.data, written, gaps };
    written = without(written, parsed.error.issues.flatMap(closestIssues).flatMap(placesOf), gaps);
  }
  return undefined;
}

/** Taking a part out may leave what holds it without something it needs, which goes next; nothing is nested this deep. */
const mostRounds = 40;

/** Where a manifest cannot do without: stand-ins that say nothing. Their own faults are in gaps, and so told by nobody. */
const standIns: readonly (readonly [pattern: string, value: unknown])[] = [
  ['manifest', 1],
  ['name', 'unnamed'],
  ['title', 'Unnamed'],
  ['host', { product: 'Unnamed', versions: '1' }],
  ['host/product', 'Unnamed'],
  ['host/versions', '1'],
  ['settings', {}],
  ['connection', { baseUrl: 'https://host.invalid' }],
  ['connection/baseUrl', 'https://host.invalid'],
  ['transport', { kind: 'rest' }],
  ['resources', {}],
  ['resources/*/entity', 'unnamed'],
  ['resources/*/fields', {}],
  ['enums/*/unmapped', 'unnamed'],
];

function standInFor(path: Path): unknown {
  const names = path.map(String);
  return standIns.find(([pattern]) => {
    const parts = pattern.split('/');
    return parts.length === names.length && parts.every((part, at) => part === '*' || part === names[at]);
  })?.[1];
}

/** Where parts of a manifest were taken out because they are faulty. */
export class Gaps {
  readonly #original: unknown;
  /** The places themselves, and what holds them. */
  readonly #gaps = new Set<string>();
  readonly #around = new Set<string>();
  /** What holds keys that the language does not know, of which nobody can say what they were to be. */
  readonly #mistyped = new Set<string>();
  readonly #words = new Set<string>();
  /** What is missing as a whole may have been to use anything. */
  #isUnknownWhatIsUsed = false;
  /** For lists that have lost entries: where those that are left stood. */
  readonly #positions = new WeakMap<object, readonly number[]>();

  constructor(original: unknown) {
    this.#original = original;
  }

  add(path: Path, isUnknownKey: boolean): void {
    const [inner, ...outer] = outwards(path);
    if (inner === undefined || this.#gaps.has(inner)) return;
    this.#gaps.add(inner);
    for (const around of [inner, ...outer]) this.#around.add(around);
    if (isUnknownKey && outer[0] !== undefined) this.#mistyped.add(outer[0]);
    const lost = valueAt(this.#original, path);
    const isSection = standInFor(path) !== undefined || (path[0] === 'resources' && path.length === 2);
    if (lost === undefined || isSection) this.#isUnknownWhatIsUsed = true;
    for (const word of wordsIn(JSON.stringify(lost) ?? '')) this.#words.add(word);
  }

  shorten(list: readonly unknown[], kept: readonly number[], before: readonly unknown[]): void {
    const old = this.#positions.get(before);
    this.#positions.set(
      list,
      kept.map((position) => old?.[position] ?? position),
    );
  }

  /** Where a place of what is left stood in the file. */
  placeOf(path: Path, written: unknown): Path {
    let at = written;
    return path.map((key) => {
      const position = Array.isArray(at) ? this.#positions.get(at)?.[Number(key)] : undefined;
      at = valueAt(at, [key]);
      return position ?? key;
    });
  }

  /** Whether a finding is nothing but a consequence of a fault that is told already. */
  explain({ path, lacks = [], needsUse }: PlacedFault): boolean {
    if (this.#gaps.size === 0) return false;
    if (outwards(path).some((place) => this.#gaps.has(place))) return true;
    if (needsUse !== undefined && (this.#isUnknownWhatIsUsed || wordsIn(needsUse).every((word) => this.#words.has(word))))
      return true;
    return lacks.some((lacking) => {
      const [inner = '', ...outer] = outwards(lacking);
      const isMistyped = outer[0] !== undefined && this.#mistyped.has(outer[0]) && valueAt(this.#original, lacking) === undefined;
      return isMistyped || this.#around.has(inner) || outer.some((place) => this.#gaps.has(place));
    });
  }
}

/** The place itself, what holds it, and so on to the whole. */
function outwards(path: Path): string[] {
  const places = [''];
  for (const key of path) places.unshift(`${places[0]}\n${String(key)}`);
  return places;
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_-]+/gu) ?? [];
}

/** A copy without what stands at these places, or with a stand-in there. What is not there, or stands in already, takes along what holds it. */
function without(json: unknown, places: readonly IssuePlace[], gaps: Gaps): unknown {
  const drops = new Drops();
  for (const { path, isUnknownKey } of places) {
    let at = path;
    while (at.length > 0 && valueAt(json, at) === undefined && standInFor(at) === undefined) at = at.slice(0, -1);
    const standIn = standInFor(at);
    const isInPlace = standIn !== undefined && valueAt(json, at) === standIn;
    const place = isInPlace ? at.slice(0, -1) : at;
    drops.add(place);
    gaps.add(gaps.placeOf(place, json), isUnknownKey);
  }
  return drops.applyTo(json, [], gaps);
}

/** Places to be dropped, as a tree. */
class Drops {
  readonly #inner = new Map<string, Drops>();
  isDropped = false;

  add(path: Path): void {
    const [first, ...rest] = path;
    if (first === undefined) {
      this.isDropped = true;
      return;
    }
    const inner = this.#inner.get(String(first)) ?? new Drops();
    this.#inner.set(String(first), inner);
    inner.add(rest);
  }

  applyTo(value: unknown, path: Path, gaps: Gaps): unknown {
    if (this.isDropped) return standInFor(path) ?? (path.length === 0 ? {} : undefined);
    if (Array.isArray(value)) {
      const list = value as readonly unknown[];
      const kept = [...list.keys()].filter((position) => this.#inner.get(String(position))?.isDropped !== true);
      const shorter = kept.map((position) => this.#applyInside(list[position], position, path, gaps));
      gaps.shorten(shorter, kept, list);
      return shorter;
    }
    if (typeof value !== 'object' || value === null) return value;
    const names = new Set([...Object.keys(value), ...this.#inner.keys()]);
    const entries = [...names].map((name) => [name, this.#applyInside(Reflect.get(value, name), name, path, gaps)] as const);
    return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
  }

  #applyInside(part: unknown, key: string | number, path: Path, gaps: Gaps): unknown {
    const inner = this.#inner.get(String(key));
    return inner === undefined ? part : inner.applyTo(part, [...path, key], gaps);
  }
}
