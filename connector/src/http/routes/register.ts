import type { z } from 'zod';
import type { Operation } from '../operations/operation.ts';
import type { Handler } from '../serve-operation.ts';

/** Puts a handler behind an operation. Types of params, query, body and answer follow from the operation. */
export type Register = <Path extends string, Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>(
  operation: Operation<Path, Query, Body, Answer>,
  handler: Handler<Path, Query, Body, Answer>,
) => void;
