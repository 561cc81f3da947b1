/**
 * Every cause of refusal has one stable code, one status and one page under docs/errors/.
 * `title` is the short human summary of RFC 9457; the detail is written where the problem is found.
 */
export const problems = {
  // 400: the request could not be understood
  malformed_request: { status: 400, title: 'The request cannot be read' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  unknown_parameter: { status: 400, title: 'A query parameter is not known' },
  invalid_cursor: { status: 400, title: 'The cursor is not one of ours' },
  // 401, 403
  token_missing: { status: 401, title: 'A bearer token is needed' },
  token_invalid: { status: 401, title: 'The token is not accepted' },
  token_expired: { status: 401, title: 'The token has expired' },
  not_allowed: { status: 403, title: 'This role may not do that' },
  step_up_required: { status: 401, title: 'A stronger sign-in is needed' },
  tenant_suspended: { status: 403, title: 'The tenant is suspended' },
  // 404, 405
  unknown_tenant: { status: 404, title: 'There is no such tenant' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'This method is not offered here' },
  // 408
  body_too_slow: { status: 408, title: 'The body did not arrive in time' },
  // 409: understood, allowed, but the state says no
  assignment_conflict: { status: 409, title: 'The assignment breaks scheduling rules' },
  transition_not_allowed: { status: 409, title: 'The job cannot move to that status' },
  already_exists: { status: 409, title: 'That id or reference is taken' },
  dependency_cycle: { status: 409, title: 'Jobs cannot wait for one another in a circle' },
  in_use: { status: 409, title: 'Other records still refer to it' },
  host_conflict: { status: 409, title: 'The record has changed in the host system' },
  host_unsure: { status: 409, title: 'It is not known whether the host system has made the record' },
  idempotency_in_progress: { status: 409, title: 'The same request is still running' },
  // 412, 413, 414, 415, 422, 428, 429, 431
  stale: { status: 412, title: 'The record has changed since it was read' },
  too_large: { status: 413, title: 'The body is too large' },
  address_too_long: { status: 414, title: 'The address is too long' },
  unsupported_media_type: { status: 415, title: 'The content type is not accepted' },
  invalid: { status: 422, title: 'Some values are not valid' },
  host_refused: { status: 422, title: 'The host system refuses the change' },
  host_asks: { status: 422, title: 'The host system wants the change to be confirmed' },
  unknown_reference: { status: 422, title: 'A referenced record does not exist' },
  idempotency_mismatch: { status: 422, title: 'The key was used for another request' },
  precondition_required: { status: 428, title: 'If-Match is needed' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  // 5xx: ours, or somebody behind us
  internal: { status: 500, title: 'Something went wrong on our side' },
  not_configured: { status: 501, title: 'This installation is not set up for that' },
  timed_out: { status: 503, title: 'The request took too long' },
  issuer_unavailable: { status: 503, title: 'The token issuer cannot be reached' },
  host_unavailable: { status: 503, title: 'The host system cannot be reached' },
  host_loading: { status: 503, title: 'Records of the host system are being loaded' },
  not_ready: { status: 503, title: 'This instance should not be sent requests now' },
  store_unavailable: { status: 503, title: 'The database cannot be reached' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = /* @__PURE__ */ Object.keys(problems) as ProblemCode[];

/** Where the page of a problem code lives; `type` of the problem document. */
export function problemType(code: ProblemCode): string {
  return `https://dispatchkit.dev/errors/${code}`;
}
