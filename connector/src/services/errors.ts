import type { FieldConflict, Violation } from '@dispatchkit/contract';
import { type JobStatus, type ProblemCode, problems } from '@dispatchkit/contract/words';

/** One wrong value: JSON Pointer into the body, or `query:<name>`. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
  /** Why this entry of several is refused, which may be for another cause than the first. */
  readonly code?: ProblemCode;
  /** The rules that this entry of several breaks. */
  readonly violations?: readonly Violation[];
}

export interface ProblemFields {
  /** What to do about it. */
  readonly hint?: string;
  readonly errors?: readonly FieldError[];
  readonly violations?: readonly Violation[];
  /** For `stale`. */
  readonly currentVersion?: number;
  /** For `host_conflict`. */
  readonly conflicts?: readonly FieldConflict[];
  /** For `transition_not_allowed`. */
  readonly allowed?: readonly JobStatus[];
  /** For the log only, never for the caller. */
  readonly cause?: unknown;
}

/** A refusal with a stable code. What it carries may be shown to the caller, except `cause`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly hint: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly violations: readonly Violation[] | undefined;
  readonly currentVersion: number | undefined;
  readonly conflicts: readonly FieldConflict[] | undefined;
  readonly allowed: readonly JobStatus[] | undefined;

  constructor(code: ProblemCode, detail: string, fields: ProblemFields = {}) {
    super(detail, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.code = code;
    this.status = problems[code].status;
    this.detail = detail;
    this.hint = fields.hint;
    this.errors = fields.errors;
    this.violations = fields.violations;
    this.currentVersion = fields.currentVersion;
    this.conflicts = fields.conflicts;
    this.allowed = fields.allowed;
  }
}

/** Nothing there, or nothing the caller may know of. `pointer` is where the body asks for it, if it does. */
export function notFound(what: string, id: string, pointer?: string): ProblemError {
  const detail = `There is no ${what} ${id}.`;
  return new ProblemError('not_found', detail, pointer === undefined ? {} : { errors: [{ pointer, detail }] });
}

/** One value of a body is not valid. `pointer` is a JSON Pointer into it. */
export function invalid(pointer: string, detail: string, hint?: string): ProblemError {
  return new ProblemError('invalid', detail, { errors: [{ pointer, detail }], ...(hint ? { hint } : {}) });
}

/** One parameter of a query cannot be meant. */
export function malformedQuery(parameter: string, detail: string, hint?: string): ProblemError {
  const errors = [{ pointer: `query:${parameter}`, detail }];
  return new ProblemError('malformed_request', detail, { errors, ...(hint ? { hint } : {}) });
}

/** A field names a record that is not there. */
export function unknownReference(pointer: string, detail: string): ProblemError {
  return new ProblemError('unknown_reference', detail, { errors: [{ pointer, detail }] });
}

/** @throws ProblemError `invalid` with all of them, when there are any */
export function expectNoFaults(errors: readonly FieldError[]): void {
  const [first] = errors;
  if (first) throw new ProblemError('invalid', first.detail, { errors });
}
