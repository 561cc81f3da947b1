import { type Problem, type ProblemCode, problems, problemType } from '@dispatchkit/contract';
import { type FieldError, ProblemError, type ProblemFields } from '../services/errors.ts';

/** A refusal that also has something to say in headers: `Allow`, `WWW-Authenticate`, `Retry-After` … */
export class HttpProblemError extends ProblemError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, detail: string, fields: ProblemFields, headers: Readonly<Record<string, string>>) {
    super(code, detail, fields);
    this.headers = headers;
  }
}

interface Refusal extends ProblemFields {
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes the error to throw: `throw refuse('too_large', { detail, hint })`. */
export function refuse(code: ProblemCode, { detail, headers = {}, ...fields }: Refusal): HttpProblemError {
  return new HttpProblemError(code, detail, fields, headers);
}

/** What the caller sees: RFC 9457. Anything that is not a refusal is `internal` and tells nothing of its cause. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof ProblemError)) {
    return {
      ...heading('internal'),
      detail: 'The request could not be finished because of a fault on our side.',
      hint: 'Try again. If it happens again, tell the operator the requestId.',
      ...occurrence(requestId),
    };
  }
  return {
    ...heading(error.code),
    detail: error.detail,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...occurrence(requestId),
    ...(error.errors === undefined ? {} : { errors: error.errors.map(told) }),
    ...(error.violations === undefined ? {} : { violations: [...error.violations] }),
    ...(error.currentVersion === undefined ? {} : { currentVersion: error.currentVersion }),
    ...(error.conflicts === undefined ? {} : { conflicts: [...error.conflicts] }),
    ...(error.allowed === undefined ? {} : { allowed: [...error.allowed] }),
  };
}

function told({ violations, ...error }: FieldError): NonNullable<Problem['errors']>[number] {
  return { ...error, ...(violations === undefined ? {} : { violations: [...violations] }) };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `instance` is a URI (RFC 9457 §3.1.5): of the request id, unless the caller chose one that is no UUID. */
function occurrence(requestId: string) {
  return { ...(uuid.test(requestId) ? { instance: `urn:uuid:${requestId}` } : {}), requestId };
}

function heading(code: ProblemCode) {
  return { type: problemType(code), title: problems[code].title, status: problems[code].status, code };
}

const retryAfterSeconds: Partial<Record<ProblemCode, number>> = {
  store_unavailable: 5,
  rate_limited: 5,
  idempotency_in_progress: 1,
  timed_out: 5,
  host_unavailable: 10,
  host_loading: 5,
};

/** The problem document as a response. */
export function problemResponse(error: unknown, requestId: string): Response {
  const problem = problemOf(error, requestId);
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  const retryAfter = retryAfterSeconds[problem.code as ProblemCode];
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  if (error instanceof HttpProblemError) {
    for (const [name, value] of Object.entries(error.headers)) headers.set(name, value);
  }
  if (problem.currentVersion !== undefined) headers.set('etag', `"v${problem.currentVersion}"`);
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
