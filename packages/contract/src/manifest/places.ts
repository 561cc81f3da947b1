import { z } from 'zod';
import { HostPath } from './connection.ts';
import { helpOf } from './help.ts';
import { HostManifest } from './manifest.ts';
import type { TemplateName } from './templates.ts';

/** A text of a manifest with what the language says of its place. */
export interface ManifestText {
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** Names a placeholder may have there; undefined where placeholders are not replaced at all. */
  readonly legalNames: readonly TemplateName[] | undefined;
  /** It says where something stands in rows or answers of the host. */
  readonly isPath: boolean;
}

/** Every text in a manifest as it was written (before defaults), keys aside. What the schema does not know is passed over. */
export function manifestTexts(manifest: unknown): ManifestText[] {
  const texts: ManifestText[] = [];
  visit(HostManifest, manifest, [], undefined, texts);
  return texts;
}

type LegalNames = readonly TemplateName[] | undefined;

/** `names` are those of the wrappers (`optional`, `default`) the schema was in. */
function visit(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly (string | number)[],
  names: LegalNames,
  texts: ManifestText[],
): void {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const legalNames = namesOf(schema) ?? names;
  const inner = innerOf(schema, value);
  if (inner !== undefined) visit(inner, value, path, legalNames, texts);
  else if (typeof value === 'string') texts.push({ path, text: value, legalNames, isPath: saysWhere(schema, path) });
  else {
    for (const [key, part] of entriesOf(value)) {
      const partSchema = partOf(def, key);
      if (partSchema) visit(partSchema, part, [...path, key], legalNames, texts);
    }
  }
}

/** Fields may be said by their path alone; orders and changes name host fields by a plain text. */
function saysWhere(schema: z.core.$ZodType, path: readonly (string | number)[]): boolean {
  const [root, , part, ...rest] = path;
  if (schema === HostPath) return true;
  if (root !== 'resources') return false;
  if (part === 'fields' || part === 'inJobs') return rest.length === 1;
  return (part === 'order' && rest.at(-1) === 'path') || (part === 'changes' && rest.at(-2) === 'paths');
}

type Definition = z.core.$ZodTypes['_zod']['def'];

/** What a wrapper is about; of a union the first option that takes the value. */
function innerOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
      return def.innerType;
    case 'lazy':
      // Made once and kept, unlike what `getter` answers.
      return (schema as z.core.$ZodLazy)._zod.innerType;
    case 'pipe':
      return def.in;
    case 'union':
      return optionOf(def.options, value);
    default:
      return undefined;
  }
}

/** Most values are of a sort that one option alone takes; trying them on the whole value would take its depth times as long. */
function optionOf(options: readonly z.core.$ZodType[], value: unknown): z.core.$ZodType | undefined {
  const possible = options.filter((option) => mayTake((option as z.core.$ZodTypes)._zod.def.type, value));
  return possible.length < 2 ? possible[0] : possible.find((option) => z.safeParse(option, value).success);
}

function mayTake(type: Definition['type'], value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object' || type === 'record') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'string' || type === 'number' || type === 'boolean') return typeof value === type;
  return type !== 'null' || value === null;
}

function partOf(def: Definition, key: string | number): z.core.$ZodType | undefined {
  if (def.type === 'object') return Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
  if (def.type === 'record') return def.valueType;
  if (def.type === 'array') return def.element;
  return def.type === 'unknown' ? z.unknown() : undefined;
}

function entriesOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function namesOf(schema: z.core.$ZodType): LegalNames {
  return z.globalRegistry.get(schema)?.templateNames as LegalNames;
}

/** Keys the language knows at a place of a manifest, for hints; none where names are free. */
export function manifestKeysAt(manifest: unknown, path: readonly PropertyKey[]): string[] {
  const keys = placesAt(manifest, path).flatMap(
    ({
      schema: {
        _zod: { def },
      },
    }) => (def.type === 'object' ? Object.keys(def.shape) : []),
  );
  return [...new Set(keys)];
}

/** What a place of a manifest is for, with an example, as the reference says it; empty where it says nothing. */
export function manifestHelpAt(manifest: unknown, path: readonly PropertyKey[]): string {
  for (const { key, names, said } of placesAt(manifest, path)) {
    const help = helpOf(key) ?? helpOf(names);
    const description = said.description ?? help?.[1];
    const example = said.examples?.[0] ?? help?.[2];
    if (description === undefined) continue;
    const shown = example === undefined ? undefined : JSON.stringify(example);
    return shown === undefined || shown.length > 120 ? description : `${description} Such as ${shown}.`;
  }
  return '';
}

interface Place {
  readonly schema: z.core.$ZodTypes;
  /** How the reference names the key it stands under. */
  readonly key: readonly string[];
  /** Its definition, and keys and kinds on the way: what names of keys in it begin with. */
  readonly names: readonly string[];
  /** By the schema or what it is wrapped in. */
  readonly said: { readonly description?: string | undefined; readonly examples?: readonly unknown[] | undefined };
}

/** Several where unions leave open which of their options is meant. */
function placesAt(manifest: unknown, path: readonly PropertyKey[]): Place[] {
  let value = manifest;
  let places = unwrapped({ schema: HostManifest as unknown as z.core.$ZodTypes, key: [], names: [], said: {} }, value);
  for (const key of path) {
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    places = places.flatMap((place) => {
      const { def } = place.schema._zod;
      const part = (typeof key === 'symbol' ? undefined : partOf(def, key)) as z.core.$ZodTypes | undefined;
      if (part === undefined) return [];
      // What stands under a name of the manifest's own, or in a list, is what is said of all of them.
      if (def.type !== 'object') return unwrapped({ ...place, schema: part }, value);
      const names = [...place.names, String(key)];
      return unwrapped({ schema: part, key: names, names, said: {} }, value);
    });
  }
  return places;
}

/** What is inside wrappers, and every option of a union that its discriminator does not rule out. */
function unwrapped({ schema, key, names: outer, said: outside }: Place, value: unknown): Place[] {
  const { def } = schema._zod;
  const { id, description, examples } = z.globalRegistry.get(schema) ?? {};
  // What a definition says of itself is too general for a place.
  const own = id === undefined ? { description, examples: examples as unknown[] | undefined } : {};
  const said = { description: outside.description ?? own.description, examples: outside.examples ?? own.examples };
  const names = id === undefined ? outer : [id];
  const within = (part: z.core.$ZodType) => unwrapped({ schema: part as z.core.$ZodTypes, key, names, said }, value);
  if (def.type === 'union') {
    const word = 'discriminator' in def ? String(def.discriminator) : undefined;
    return def.options.flatMap(within).filter((option) => !isRuledOut(option.schema, word, value));
  }
  const inner = innerOf(schema, value);
  if (inner !== undefined) return within(inner);
  const kind = def.type === 'object' ? kindOf(def.shape) : undefined;
  return [{ schema, key, names: kind === undefined ? names : [...names, kind], said }];
}

/** The word that tells the options of a union apart. */
function kindOf(shape: Readonly<Record<string, z.core.$ZodType>>): string | undefined {
  const word = (shape['kind'] ?? shape['dialect']) as z.core.$ZodTypes | undefined;
  const values = word?._zod.def.type === 'literal' ? word._zod.def.values : [];
  return typeof values[0] === 'string' ? values[0] : undefined;
}

function isRuledOut({ _zod: { def } }: z.core.$ZodTypes, discriminator: string | undefined, value: unknown): boolean {
  if (discriminator === undefined || def.type !== 'object' || typeof value !== 'object' || value === null) return false;
  const word = def.shape[discriminator];
  return word !== undefined && !z.safeParse(word, Reflect.get(value, discriminator)).success;
}
