import { z } from 'zod';
import { HostManifest } from './manifest.ts';
import type { TemplateName } from './templates.ts';

/** A text of a manifest with what the language says of its place. */
export interface ManifestText {
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** Names a placeholder may have there; undefined where placeholders are not replaced at all. */
  readonly legalNames: readonly TemplateName[] | undefined;
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
  const inner = innerOf(def, value);
  if (inner !== undefined) visit(inner, value, path, legalNames, texts);
  else if (typeof value === 'string') texts.push({ path, text: value, legalNames });
  else {
    for (const [key, part] of entriesOf(value)) {
      const partSchema = partOf(def, key);
      if (partSchema) visit(partSchema, part, [...path, key], legalNames, texts);
    }
  }
}

type Definition = z.core.$ZodTypes['_zod']['def'];

/** What a wrapper is about; of a union the first option that takes the value. */
function innerOf(def: Definition, value: unknown): z.core.$ZodType | undefined {
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
      return def.innerType;
    case 'lazy':
      return def.getter();
    case 'pipe':
      return def.in;
    case 'union':
      return def.options.find((option) => z.safeParse(option, value).success);
    default:
      return undefined;
  }
}

function partOf(def: Definition, key: string | number): z.core.$ZodType | undefined {
  if (def.type === 'object') return def.shape[key];
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
  let value = manifest;
  let schemas = unwrapped(HostManifest, value);
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    schemas = schemas.flatMap(({ _zod: { def } }) => {
      const part = typeof key === 'symbol' ? undefined : partOf(def, key);
      return part ? unwrapped(part, value) : [];
    });
  }
  return [...new Set(schemas.flatMap(({ _zod: { def } }) => (def.type === 'object' ? Object.keys(def.shape) : [])))];
}

/** What is inside wrappers, and every option of a union that its discriminator does not rule out. */
function unwrapped(schema: z.core.$ZodType, value: unknown): z.core.$ZodTypes[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'union') {
    const word = 'discriminator' in def ? String(def.discriminator) : undefined;
    return def.options.flatMap((option) => unwrapped(option, value)).filter((option) => !isRuledOut(option, word, value));
  }
  const inner = innerOf(def, value);
  return inner === undefined ? [schema as z.core.$ZodTypes] : unwrapped(inner, value);
}

function isRuledOut({ _zod: { def } }: z.core.$ZodTypes, discriminator: string | undefined, value: unknown): boolean {
  if (discriminator === undefined || def.type !== 'object' || typeof value !== 'object' || value === null) return false;
  const word = def.shape[discriminator];
  return word !== undefined && !z.safeParse(word, Reflect.get(value, discriminator)).success;
}
