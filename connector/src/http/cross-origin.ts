import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { HttpEnv } from './app-type.ts';
import { refuse } from './problem.ts';

/** Origins whose pages may call the API, exactly as browsers send them. */
export interface CorsOrigins {
  /** With tokens of any tenant. */
  readonly origins: readonly string[];
  /** Only with tokens of one tenant. */
  readonly tenants: Readonly<Record<string, readonly string[]>>;
}

const exposedHeaders = [
  'ETag',
  'Location',
  'Link',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Deprecation',
  'Sunset',
  'Content-Disposition',
  'Server-Timing',
  'X-Request-Id',
  'Dispatch-Seq',
  'Idempotent-Replayed',
  'WWW-Authenticate',
];
const acceptedHeaders = [
  'Authorization',
  'Content-Type',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'Dispatch-Method',
  'Last-Event-ID',
  'X-Request-Id',
  'Traceparent',
  'Tracestate',
];

/**
 * Which pages may call. A preflight carries no token, so it is answered for every origin that is listed at all; the request itself
 * does, and is refused when the origin is listed for other tenants only.
 */
export class CrossOrigin {
  readonly #forAll: ReadonlySet<string>;
  readonly #byTenant: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #known: ReadonlySet<string>;

  constructor({ origins, tenants }: CorsOrigins) {
    this.#forAll = new Set(origins);
    this.#byTenant = new Map(Object.entries(tenants).map(([tenant, own]) => [tenant, new Set(own)]));
    this.#known = new Set([...origins, ...Object.values(tenants).flat()]);
  }

  /** Answers pages of the listed origins, and nobody else's. Without credentials: tokens are sent by hand, cookies are never read. */
  get middleware(): MiddlewareHandler<HttpEnv> {
    const answerOrigin = cors({
      origin: (origin) => (this.#known.has(origin) ? origin : null),
      allowMethods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
      allowHeaders: acceptedHeaders,
      exposeHeaders: exposedHeaders,
      maxAge: 600,
    });
    return (context, next) => (context.req.header('origin') ? answerOrigin(context, next) : next());
  }

  /** @throws ProblemError `not_allowed` for a page of another tenant's origin */
  check(tenant: string, headers: Headers): void {
    const origin = headers.get('origin');
    if (origin === null || !this.#known.has(origin) || this.#forAll.has(origin)) return;
    if (this.#byTenant.get(tenant)?.has(origin)) return;
    throw refuse('not_allowed', {
      detail: 'Pages of this origin may not call with a token of this tenant.',
      hint: 'The operator lists the origins of a tenant under cors.tenants.',
    });
  }
}
