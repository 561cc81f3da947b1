import type { Problem } from '@dispatchkit/contract';
import { type ProblemCode, type problems, problemType } from '@dispatchkit/contract/words';
import { DispatchError, type DispatchErrorKind } from './errors.ts';

/** What is refused here, with its status. Pages need not load the table of all problems for that. */
const refusedHere = {
  not_allowed: 403,
  not_found: 404,
  assignment_conflict: 409,
  transition_not_allowed: 409,
  already_exists: 409,
  invalid: 422,
  unknown_reference: 422,
} as const satisfies { [Code in ProblemCode]?: (typeof problems)[Code]['status'] };

/** A refusal found here, in the shape of the connector's own; its sentence is its title, too. */
export function refuse(code: keyof typeof refusedHere, detail: string, more: Partial<Problem> = {}): DispatchError {
  return problemError({
    type: problemType(code),
    title: detail,
    status: refusedHere[code],
    detail,
    code,
    requestId: '',
    ...more,
  });
}

export function problemError(problem: Problem): DispatchError {
  return new DispatchError(kindOf(problem.status, problem.code), problem.detail || problem.title, { problem });
}

/** The short list widgets know, from status and code. */
export function kindOf(status: number, code: string): DispatchErrorKind {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'not-allowed';
  // Others were faster in the host system; no rule of scheduling is broken, so there is nothing to override.
  if (code === 'host_conflict') return 'stale';
  if (code === 'host_unsure') return 'failed';
  if (status === 409) return 'conflict';
  if (status === 412 || status === 404) return 'stale';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 502 || status === 503 || status === 504) return 'connection';
  if (status === 400 || status === 405 || status === 415 || status === 428)
    return code === 'malformed_request' ? 'invalid' : 'incompatible';
  return status < 500 ? 'invalid' : 'failed';
}
