import { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { inOurWords } from './fault-words.ts';
import { pointerOf } from './pointer.ts';

/** One wrong value: where it is, and what is wrong with it. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

const maxFaults = 50;
const maxDepth = 32;

/** What is to be said of a property at the top that the schema does not know; undefined when there is nothing particular to say. */
export type PropertyWords = (property: string) => string | undefined;

/** What the schema makes of a value, or everything that is wrong with it. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  wordsFor: PropertyWords = () => undefined,
): { readonly data: z.output<Schema>; readonly faults?: never } | { readonly faults: readonly Fault[] } {
  const result = schema.safeParse(value, { error: inOurWords });
  const faults = [...structureFaults(schema, value, wordsFor), ...(result.success ? [] : schemaFaults(result.error))];
  return result.success && faults.length === 0 ? { data: result.data } : { faults };
}

/**
 * Everything zod would let pass but we refuse: properties the schema does not know (zod drops them, and the sender would believe
 * they were kept), text that is not well-formed Unicode (it cannot be stored byte for byte), and nesting without end.
 */
export function structureFaults(schema: z.ZodType, value: unknown, wordsFor: PropertyWords = () => undefined): Fault[] {
  const faults: Fault[] = [];
  visit(schema, value, [], { faults, wordsFor });
  return faults;
}

interface Visit {
  readonly faults: Fault[];
  readonly wordsFor: PropertyWords;
}

function visit(schema: z.ZodType | undefined, value: unknown, path: readonly PropertyKey[], seen: Visit): void {
  const { faults, wordsFor } = seen;
  if (faults.length >= maxFaults) return;
  if (path.length > maxDepth) {
    faults.push({ pointer: pointerOf(path), detail: `Nested more than ${maxDepth} levels deep.` });
    return;
  }
  if (typeof value === 'string' && !value.isWellFormed()) {
    faults.push({ pointer: pointerOf(path), detail: 'The text holds half of a surrogate pair; send well-formed Unicode.' });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const shape = unwrap(schema, value);
  if (Array.isArray(value)) {
    const element = shape instanceof z.ZodArray ? (shape.element as z.ZodType) : undefined;
    for (const [index, item] of value.entries()) visit(element, item, [...path, index], seen);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, key];
    if (!key.isWellFormed() || key === '__proto__') {
      faults.push({ pointer: path.length === 0 ? '' : pointerOf(path), detail: 'A property has a name that cannot be used.' });
    } else if (shape instanceof z.ZodObject && !Object.hasOwn(shape.shape, key)) {
      const particular = path.length === 0 ? wordsFor(key) : undefined;
      faults.push({ pointer: pointerOf(at), detail: particular ?? unknownProperty(key, Object.keys(shape.shape)) });
    } else {
      visit(memberSchema(shape, key), item, at, seen);
    }
  }
}

function unknownProperty(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return meant ? `There is no such property. Did you mean "${meant}"?` : `There is no such property. Known: ${known.join(', ')}.`;
}

function memberSchema(shape: z.ZodType | undefined, key: string): z.ZodType | undefined {
  if (shape instanceof z.ZodObject) return shape.shape[key] as z.ZodType;
  if (shape instanceof z.ZodRecord) return shape.valueType as z.ZodType;
  return undefined;
}

/** Takes off what wraps a schema, and picks the branch of a union that the value belongs to. */
function unwrap(schema: z.ZodType | undefined, value: object): z.ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrap(schema.unwrap() as z.ZodType, value);
  }
  if (schema instanceof z.ZodPipe) return unwrap(schema.in as z.ZodType, value);
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly z.ZodType[];
    return unwrap(
      options.find((option) => couldBe(option, value)),
      value,
    );
  }
  return schema;
}

/** Whether the literal members of an object schema (the discriminator of a union) fit. */
function couldBe(option: z.ZodType, value: object): boolean {
  if (!(option instanceof z.ZodObject)) return false;
  return Object.entries(option.shape).every(
    ([key, member]) => !(member instanceof z.ZodLiteral) || member.values.has((value as Record<string, never>)[key] as never),
  );
}

/** What zod found, as faults with JSON Pointers. Values are never repeated: they may be secrets or personal. */
function schemaFaults(error: z.ZodError): Fault[] {
  return error.issues.slice(0, maxFaults).map((issue) => ({ pointer: pointerOf(issue.path), detail: sentence(issue.message) }));
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
