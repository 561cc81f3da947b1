import { z } from 'zod';
import { didYouMean } from '../../internal/did-you-mean.ts';
import { type Include, includedOf, includesOf } from './includes.ts';
import type { Operation } from './operation.ts';

/** Media type of an answer that was asked for with `fields`: it lacks what was not named. */
export const sparseJson = 'application/vnd.dispatchkit.sparse+json';

/** What every read of records understands beside its own parameters: `fields` and `include`. */
export interface ReadOptions {
  /** The parameters of the operation and these. */
  readonly query: z.ZodObject;
  /** What may be included, by its word. */
  readonly includes: Readonly<Record<string, Include>>;
  readonly isPage: boolean;
  /** Shape of one record. */
  readonly record: z.ZodObject;
  /** Shape of the whole answer, `included` with it. */
  readonly answer: z.ZodObject;
  /** Shape of an answer with `fields`. */
  readonly sparseAnswer: z.ZodObject;
}

const known = new WeakMap<Operation, ReadOptions | false>();

/** Undefined for what does not answer with a record or a list of them. */
export function readOptionsOf(operation: Operation): ReadOptions | undefined {
  const found = known.get(operation) ?? (work(operation) || false);
  known.set(operation, found);
  return found || undefined;
}

function work(operation: Operation): ReadOptions | undefined {
  const { answer, method, etag, query } = operation;
  if (method !== 'get' || !(answer instanceof z.ZodObject)) return undefined;
  const items: unknown = answer.shape.items;
  const isPage = items instanceof z.ZodArray;
  const record: unknown = isPage ? items.element : etag ? answer : undefined;
  if (!(record instanceof z.ZodObject) || !('id' in record.shape && 'version' in record.shape)) return undefined;
  const includes = includesOf(record);
  const sparse = record.partial().required({ id: true, version: true });
  const included = includedOf(record);
  const withIncluded = included ? { included: included.optional() } : {};
  return {
    query: (query ?? z.object({})).extend({
      fields: fieldsQuery(Object.keys(record.shape)),
      ...(included ? { include: includeQuery(Object.keys(includes)) } : {}),
    }),
    includes,
    isPage,
    record,
    answer: isPage ? answer : record.extend(withIncluded),
    sparseAnswer: isPage ? answer.extend({ items: z.array(sparse) }) : sparse.extend(withIncluded),
  };
}

function fieldsQuery(fields: readonly string[]) {
  return wordsOf(fields, 'field').meta({
    type: 'string',
    description: `Only these fields of each record, comma-separated; \`id\` and \`version\` always come. The answer is then \`${sparseJson}\`.`,
    example: `id,${fields.find((field) => field !== 'id') ?? 'version'}`,
  });
}

function includeQuery(words: readonly string[]) {
  return wordsOf(words, 'thing to include').meta({
    type: 'string',
    description: `Records that come along in \`included\`, comma-separated, of: ${words.join(', ')}. Only those you may read.`,
    example: words.slice(0, 2).join(','),
  });
}

/** Comma-separated words of a list, each with a hint when it is none of them. */
function wordsOf(words: readonly string[], noun: string) {
  return z
    .string()
    .max(2000)
    .transform((value) => [...new Set(value.split(',').map((word) => word.trim()))])
    .superRefine((given, context) => {
      const wrong = given.find((word) => !words.includes(word));
      if (wrong === undefined) return;
      const meant = didYouMean(wrong, words);
      context.addIssue({
        code: 'custom',
        message: `There is no such ${noun} here. ${meant ? `Did you mean "${meant}"?` : `Known: ${words.join(', ')}.`}`,
      });
    })
    .optional();
}
