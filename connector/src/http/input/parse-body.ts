import type { z } from 'zod';
import { checked, type PropertyWords } from '../../internal/faults.ts';
import { refuse } from '../problem.ts';

/** @throws ProblemError `invalid`, with a pointer to everything that is wrong */
export function parseBody<Body extends z.ZodType>(schema: Body, json: unknown, wordsFor?: PropertyWords): z.output<Body> {
  const body = checked(schema, json, wordsFor);
  if (!body.faults) return body.data;
  throw refuse('invalid', {
    detail: body.faults.length === 1 ? 'One value is not valid.' : `${body.faults.length} values are not valid.`,
    hint: 'Each entry of errors says where it is and what is wrong with it.',
    errors: body.faults,
  });
}
