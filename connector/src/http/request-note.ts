import type { Identity } from './auth/identity.ts';

/** What became known of a request on its way, for the log, the figures and the trace. */
export class RequestNote {
  /** Id of the operation that took it; undefined outside the API. */
  operation: string | undefined;
  /** Who asks; undefined until the token was found good. */
  identity: Identity | undefined;
}
