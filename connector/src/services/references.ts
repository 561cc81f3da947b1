import type { Kind } from '@dispatchkit/contract/words';
import type { Reader } from '../ports/store.ts';
import { ProblemError } from './errors.ts';

/** Every field that names a record must name one that exists. @throws ProblemError `unknown_reference`, with a pointer to each */
export async function expectReferences(
  reader: Reader,
  record: object,
  references: readonly { readonly field: string; readonly kind: Kind }[],
  before?: object,
): Promise<void> {
  const errors = [];
  for (const { field, kind } of references) {
    const id: unknown = Reflect.get(record, field);
    // What it already refers to may have been deleted since; that is no reason to refuse another change.
    if (typeof id !== 'string' || (before && Reflect.get(before, field) === id)) continue;
    if (!(await reader.get(kind, id))) errors.push({ pointer: `/${field}`, detail: `There is no such record in ${kind}.` });
  }
  if (errors.length > 0)
    throw new ProblemError('unknown_reference', 'The record refers to something that does not exist.', { errors });
}
