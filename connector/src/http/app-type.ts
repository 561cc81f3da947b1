import type { Hono } from 'hono';
import type { RequestLimits } from './limits/request-limits.ts';
import type { RequestNote } from './request-note.ts';
import type { ServerTiming } from './server-timing.ts';

/** What a runtime knows about who calls, and the request itself does not say. */
export interface Caller {
  /** IP address of the other end of the connection, as text. Undefined when the runtime cannot tell. */
  readonly address?: string | undefined;
}

/** What every handler finds in its context. */
export interface HttpEnv {
  Bindings: Caller;
  Variables: { requestId: string; limits: RequestLimits; timing: ServerTiming; note: RequestNote };
}
export type HttpApp = Hono<HttpEnv>;
