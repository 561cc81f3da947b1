import { z } from 'zod';
import { type Json, type JsonObject, members, plain } from './json.ts';

const components = '#/components/schemas/';

/** Schemas of a document: each that has an id is written once, as a component. */
export class SchemaBook {
  readonly components: JsonObject = {};

  /** What a caller sends. */
  input(schema: z.ZodType): Json {
    return this.#write(schema, 'input');
  }

  /** What a caller gets. */
  output(schema: z.ZodType): Json {
    return this.#write(schema, 'output');
  }

  /** Adds a component that is not written down in code. Returns the reference to it. */
  add(id: string, schema: JsonObject): JsonObject {
    this.components[id] = schema;
    return { $ref: `${components}${id}` };
  }

  /** The schema itself, where it is a reference. */
  resolve(schema: Json | undefined): JsonObject {
    const { $ref } = members(schema);
    return typeof $ref === 'string' ? this.resolve(this.components[$ref.slice(components.length)]) : members(schema);
  }

  readonly #written = { input: new Map<z.ZodType, Json>(), output: new Map<z.ZodType, Json>() };

  #write(schema: z.ZodType, io: 'input' | 'output'): Json {
    const known = this.#written[io].get(schema) ?? this.#convert(schema, io);
    this.#written[io].set(schema, known);
    return known;
  }

  #convert(schema: z.ZodType, io: 'input' | 'output'): Json {
    // Inside an object, so that the schema itself becomes a component too.
    const written = z.toJSONSchema(z.object({ root: schema }), { io, unrepresentable: 'any', override: tidy });
    for (const [id, definition] of Object.entries(written.$defs ?? {})) {
      const component = shorten(plain(definition));
      const known = this.components[id];
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(component)) {
        throw new Error(`There are two schemas with the id ${id}, or it is not the same sent and received.`);
      }
      this.components[id] = component;
    }
    return shorten(plain(written.properties?.root));
  }
}

interface Written {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

/** Takes out what only says what everybody knows, and what would be wrong. */
function tidy({ zodSchema, jsonSchema }: Written): void {
  const meta = z.globalRegistry.get(zodSchema);
  // A parameter travels as text; what it means is said by hand, and then counts alone.
  if (meta?.type !== undefined) {
    for (const key of Object.keys(jsonSchema)) if (!(key in meta)) delete jsonSchema[key];
  }
  delete jsonSchema.id;
  // Closed is said where it is true: of what is sent (see closeRequestBodies). Answers may grow.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if ('example' in jsonSchema) {
    jsonSchema.examples = [jsonSchema.example as never];
    delete jsonSchema.example;
  }
}

/** References of this document in place of zod's, and `type: [x, null]` in place of a choice between a plain type and null. */
function shorten(value: Json): Json {
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  const { anyOf, ...rest } = value;
  const short = nullable(anyOf);
  const whole: JsonObject = short === undefined ? value : { ...short, ...rest };
  return Object.fromEntries(
    Object.entries(whole).map(([key, member]) =>
      key === '$ref' && typeof member === 'string' ? [key, member.replace('#/$defs/', components)] : [key, shorten(member)],
    ),
  );
}

function nullable(anyOf: Json | undefined): JsonObject | undefined {
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return undefined;
  const [first, second] = anyOf.map(members);
  if (first === undefined || second?.type !== 'null' || typeof first.type !== 'string' || first.type === 'object')
    return undefined;
  return {
    ...first,
    type: [first.type, 'null'],
    ...(Array.isArray(first.enum) ? { enum: [...first.enum, null] } : {}),
  };
}
