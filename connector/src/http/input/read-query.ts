import type { z } from 'zod';
import { didYouMean } from '../../internal/did-you-mean.ts';
import { inOurWords } from '../../internal/fault-words.ts';
import type { Fault } from '../../internal/faults.ts';
import { refuse } from '../problem.ts';

/** Reads the query string by its schema. Unknown, repeated and wrong parameters are refused, never passed over. */
export function readQuery<Query extends z.ZodObject>(url: URL, schema: Query): z.output<Query> {
  const known = Object.keys(schema.shape);
  const values: Record<string, string | Record<string, string>> = {};
  const custom: Record<string, string> = {};
  const given = new Set<string>();
  for (const [name, value] of url.searchParams) {
    const customKey = known.includes('custom') ? customKeyOf(name) : undefined;
    if (customKey === undefined && (!known.includes(name) || name === 'custom')) throw unknownParameter(name, known);
    if (given.has(customKey === undefined ? name : `custom.${customKey}`)) {
      throw refuse('malformed_request', {
        detail: `The query parameter "${name}" is given more than once.`,
        hint: 'Give it once; several values are separated by commas.',
        errors: [{ pointer: `query:${name}`, detail: 'Given more than once.' }],
      });
    }
    given.add(customKey === undefined ? name : `custom.${customKey}`);
    if (customKey === undefined) values[name] = value;
    else custom[customKey] = value;
  }
  if (Object.keys(custom).length > 0) values.custom = custom;
  const result = schema.safeParse(values, { error: inOurWords });
  if (result.success) return result.data;
  const errors = known.flatMap((name): Fault[] => {
    const issue = result.error.issues.find(({ path }) => path[0] === name);
    return issue ? [{ pointer: `query:${name}`, detail: issue.message }] : [];
  });
  throw refuse('malformed_request', {
    detail: `${errors.length === 1 ? 'A query parameter is' : 'Query parameters are'} wrong or missing.`,
    errors,
  });
}

/** For what takes no parameters. @throws ProblemError `unknown_parameter` */
export function refuseQuery({ searchParams }: URL): void {
  if (searchParams.size === 0) return;
  throw refuse('unknown_parameter', {
    detail: 'This operation takes no query parameters.',
    hint: 'Leave the query string out.',
  });
}

/** `custom.meterNumber`, or `custom[meterNumber]` as clients made from the reference write it. */
function customKeyOf(name: string): string | undefined {
  const [, dotted, bracketed] = /^custom(?:\.([a-z]\w{0,63})|\[([a-z]\w{0,63})\])$/.exec(name) ?? [];
  return dotted ?? bracketed;
}

function unknownParameter(name: string, known: readonly string[]) {
  const meant = didYouMean(name, known);
  const list = known.length === 0 ? 'There are none here.' : `Known here: ${known.join(', ')}.`;
  const shown = /^[\w.[\]-]{1,64}$/.test(name) ? ` "${name}"` : '';
  return refuse('unknown_parameter', {
    detail: `The query parameter${shown} is not known.`,
    hint: meant ? `Did you mean "${meant}"?` : list,
  });
}
