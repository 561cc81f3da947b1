import type { DescribedHostField } from './described.ts';
import { isJson, type Json, json, list, text } from './document.ts';
import { squashed } from './names.ts';

/** Looks up `$ref` inside the document. Cycles and references elsewhere end as an empty object. */
export function resolver(document: Json): (node: unknown) => Json {
  return (node) => {
    let found: unknown = node;
    for (let steps = 0; steps < 20 && isJson(found) && typeof found.$ref === 'string'; steps++) {
      const { $ref } = found;
      if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return {};
      found = $ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => json(at)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')], document);
    }
    return json(found);
  };
}

type Resolve = (node: unknown) => Json;

/** Properties of a schema, those of `allOf` included. */
export function propertiesOf(schema: Json, resolve: Resolve, depth = 0): Json {
  if (depth > 8) return {};
  const parts = list(schema.allOf).map((part) => propertiesOf(resolve(part), resolve, depth + 1));
  return Object.assign({}, ...parts, json(schema.properties)) as Json;
}

/** Host fields of an object, nested objects with dots; two levels are enough to find names. */
export function hostFieldsOf(schema: Json, resolve: Resolve, prefix = ''): DescribedHostField[] {
  return Object.entries(propertiesOf(schema, resolve)).flatMap(([name, property]): DescribedHostField[] => {
    const inner = withoutNull(resolve(property), resolve);
    const path = `${prefix}${name.replaceAll('.', '\\.')}`;
    const type = typeOf(inner, resolve);
    if (type === 'object' && prefix.split('.').length < 3) return hostFieldsOf(inner, resolve, `${path}.`);
    const words = list(inner.enum).filter((word) => typeof word === 'string' || typeof word === 'number');
    return [
      {
        path,
        type,
        isReadOnly: inner.readOnly === true,
        ...(words.length > 0 ? { words } : {}),
        ...(text(inner.description) ? { description: text(inner.description) } : {}),
      },
    ];
  });
}

interface Rows {
  /** Path in the answer. */
  readonly take: string;
  readonly item: Json;
}

/** The rows in an answer: the list itself, or the one list of objects in it. */
export function listIn(schema: Json, resolve: Resolve): Rows | undefined {
  if (typeOf(schema, resolve) === 'list') return { take: '', item: resolve(schema.items) };
  return listBelow(schema, resolve, []);
}

function listBelow(schema: Json, resolve: Resolve, path: readonly string[]): Rows | undefined {
  const usual = ['items', 'data', 'results', 'records', 'value', 'rows', 'list', 'content', 'entries'];
  const properties = Object.entries(propertiesOf(schema, resolve)).map(([name, part]) => [name, resolve(part)] as const);
  const lists = properties.filter(([, part]) => typeOf(part, resolve) === 'list' && isObject(resolve(part.items), resolve));
  const [name, part] = lists.find(([key]) => usual.includes(squashed(key))) ?? (lists.length === 1 ? lists[0] : undefined) ?? [];
  if (name !== undefined && part) return { take: [...path, name].join('.'), item: resolve(part.items) };
  if (path.length > 0) return undefined;
  for (const [key, inner] of properties) {
    const found =
      ['data', 'result', 'response', 'embedded'].includes(squashed(key)) && isObject(inner, resolve)
        ? listBelow(inner, resolve, [key])
        : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The record in an answer: itself, or what the one envelope around it holds. */
export function recordIn(schema: Json, resolve: Resolve): Rows {
  const properties = Object.entries(propertiesOf(schema, resolve)).map(([name, part]) => [name, resolve(part)] as const);
  const envelope = properties.find(
    ([name, part]) => ['data', 'result', 'item', 'record'].includes(squashed(name)) && isObject(part, resolve),
  );
  const isEnvelope = envelope !== undefined && properties.every(([name]) => !['id', 'uuid'].includes(squashed(name)));
  return isEnvelope ? { take: envelope[0], item: envelope[1] } : { take: '', item: schema };
}

function isObject(schema: Json, resolve: Resolve): boolean {
  return typeOf(schema, resolve) === 'object';
}

/** `["string","null"]` of 3.1, `anyOf` with null, and `nullable` of 3.0 are the thing itself. */
function withoutNull(schema: Json, resolve: Resolve): Json {
  const options = [...list(schema.anyOf), ...list(schema.oneOf)].map(resolve).filter((option) => option.type !== 'null');
  return options.length === 1 && options[0] ? { ...schema, ...options[0] } : schema;
}

function typeOf(schema: Json, resolve: Resolve): DescribedHostField['type'] {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (type === 'array') return 'list';
  if (type === 'object' || (type === undefined && Object.keys(propertiesOf(schema, resolve)).length > 0)) return 'object';
  if (type === 'string') {
    if (schema.format === 'date-time') return 'instant';
    if (schema.format === 'date' || schema.format === 'time' || schema.format === 'duration') return schema.format;
  }
  return type === 'number' || type === 'integer' || type === 'boolean' ? type : 'text';
}
