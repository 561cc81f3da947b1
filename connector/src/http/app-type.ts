import type { Hono } from 'hono';

/** What every handler finds in its context. */
export interface HttpEnv {
  Variables: { requestId: string };
}
export type HttpApp = Hono<HttpEnv>;
