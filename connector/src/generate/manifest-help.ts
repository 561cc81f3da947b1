import { helpOf } from '@dispatchkit/contract/manifest';
import type { JsonSchema } from './manifest-schema.ts';

type Visit = (path: readonly string[], key: JsonSchema, isNeeded: boolean) => void;

/** Visits every key of a schema, with the name of its definition, the kinds it belongs to and the keys above it. */
export function visitKeys(schema: JsonSchema, visit: Visit): void {
  const { $defs = {}, ...root } = schema;
  walk(root, [String(root.id ?? 'HostManifest')], visit);
  for (const [name, definition] of Object.entries($defs)) walk(definition as JsonSchema, [name], visit);
}

/** Fills in titles, descriptions and examples that the schema does not bring itself, and the placeholders of the values of a key. */
export function addHelp(schema: JsonSchema): void {
  visitKeys(schema, (path, key) => {
    const [title, description, example] = helpOf(path) ?? [];
    key.title ??= title;
    const said = key.description?.startsWith('Placeholders:') ? undefined : key.description;
    const legal = placeholdersOf(key, schema);
    const text = said ?? description;
    key.description = text === undefined || legal === undefined || text.includes(legal) ? (text ?? legal) : `${text} ${legal}`;
    if (example !== undefined) key.examples ??= [example];
  });
}

/** Its own, those of the values by name, or those of the texts in a JSON. */
function placeholdersOf(key: JsonSchema, { $defs = {} }: JsonSchema): string | undefined {
  const json = key.$ref?.startsWith('#/$defs/__schema') ? $defs[key.$ref.slice('#/$defs/'.length)] : undefined;
  const [text] = isSchema(json) ? (json.anyOf ?? []) : [];
  const places = [key, key.additionalProperties, text].filter(isSchema);
  const [found] = places.flatMap(({ description }) => /Placeholders: .*$/.exec(description ?? '')?.[0] ?? []);
  return found;
}

function walk(node: unknown, path: readonly string[], visit: Visit): void {
  if (Array.isArray(node)) for (const part of node) walk(part, path, visit);
  if (!isSchema(node)) return;
  const kind = node.properties && kindOf(node.properties);
  const here = kind === undefined ? path : [...path, kind];
  for (const [name, key] of Object.entries(node.properties ?? {})) {
    if (!isSchema(key)) continue;
    visit([...here, name], key, node.required?.includes(name) === true);
    walk(key, [...here, name], visit);
  }
  for (const inside of [node.items, node.anyOf, node.oneOf, node.allOf, node.additionalProperties]) walk(inside, here, visit);
}

/** The word that tells the options of a union apart. */
function kindOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const word = properties.kind ?? properties.dialect;
  return isSchema(word) && typeof word.const === 'string' ? word.const : undefined;
}

function isSchema(node: unknown): node is JsonSchema {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
