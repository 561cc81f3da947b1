import type { Kind } from '@dispatchkit/contract/words';
import type { Reader } from '../ports/store.ts';
import { type FieldError, ProblemError } from './errors.ts';

/** A field that holds the id of another record, or a list of them. Dots lead into what it holds: `job.siteId`. */
export interface Reference {
  readonly field: string;
  readonly kind: Kind;
}

/** Every field that names a record must name one that exists. @throws ProblemError `unknown_reference`, with a pointer to each */
export async function expectReferences(
  reader: Reader,
  record: object,
  references: readonly Reference[],
  before?: object,
): Promise<void> {
  const errors: FieldError[] = [];
  for (const { field, kind } of references) {
    // What it already refers to may have been deleted since; that is no reason to refuse another change.
    const known = new Set(before ? namedIn(before, field).map(({ id }) => id) : []);
    const named = namedIn(record, field).filter(({ id }) => !known.has(id));
    if (named.length === 0) continue;
    const there = new Set((await reader.getMany(kind, [...new Set(named.map(({ id }) => id))])).map(({ id }) => id));
    for (const { id, pointer } of named) {
      if (!there.has(id)) errors.push({ pointer, detail: `There is no such record in ${kind}.` });
    }
  }
  if (errors.length > 0)
    throw new ProblemError('unknown_reference', 'The record refers to something that does not exist.', { errors });
}

/** The ids in a field, each with its JSON Pointer. */
export function namedIn(record: object, field: string): { readonly id: string; readonly pointer: string }[] {
  const path = field.split('.');
  const value = path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
    record,
  );
  const pointer = `/${path.join('/')}`;
  if (typeof value === 'string') return [{ id: value, pointer }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((id: unknown, i) => (typeof id === 'string' ? [{ id, pointer: `${pointer}/${i}` }] : []));
}
