import { helpOf } from '@dispatchkit/contract/manifest';
import type { JsonSchema } from './manifest-schema.ts';

/** Visits every key of a schema, with the name of its definition, the kinds it belongs to and the keys above it. */
export function visitKeys(schema: JsonSchema, visit: (path: readonly string[], key: JsonSchema) => void): void {
  const { $defs = {}, ...root } = schema;
  walk(root, [String(root.id ?? 'HostManifest')], visit);
  for (const [name, definition] of Object.entries($defs)) walk(definition as JsonSchema, [name], visit);
}

/** Fills in titles, descriptions and examples that the schema does not bring itself. */
export function addHelp(schema: JsonSchema): void {
  visitKeys(schema, (path, key) => {
    const [title, description, example] = helpOf(path) ?? [];
    key.title ??= title;
    key.description ??= description;
    if (example !== undefined) key.examples ??= [example];
  });
}

function walk(node: unknown, path: readonly string[], visit: (path: readonly string[], key: JsonSchema) => void): void {
  if (Array.isArray(node)) for (const part of node) walk(part, path, visit);
  if (!isSchema(node)) return;
  const kind = node.properties && kindOf(node.properties);
  const here = kind === undefined ? path : [...path, kind];
  for (const [name, key] of Object.entries(node.properties ?? {})) {
    if (!isSchema(key)) continue;
    visit([...here, name], key);
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
