import { Id } from '@dispatchkit/contract';
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import type { Log } from '../../ports/log.ts';
import { type Tenant, tenantStatuses } from '../../ports/tenants.ts';
import { unknownTenant } from '../../services/tenants/problems.ts';
import type { TenantAdmin } from '../../services/tenants/tenant-admin.ts';
import type { HttpApp, HttpEnv } from '../app-type.ts';
import type { SigningKeyAdmin } from '../auth/signing-key-admin.ts';
import { parseBody } from '../input/parse-body.ts';
import { readJson, refuseLongBody } from '../input/read-body.ts';
import { refuseQuery } from '../input/read-query.ts';
import { refuse } from '../problem.ts';
import { operatorDocument } from './operator-document.ts';
import type { OperatorKeys } from './operator-keys.ts';
import { operatorOperations as operations, TenantBody } from './operator-operations.ts';
import { signingKeyOperations, signingKeyRoutes } from './signing-key-routes.ts';

export interface OperatorOptions {
  readonly keys: OperatorKeys;
  readonly signingKeys: SigningKeyAdmin;
  /** With a database per tenant. */
  readonly tenants?: TenantAdmin | undefined;
  readonly log: Log;
}

const maxBodyBytes = 16 * 1024;
const document = { method: 'GET', path: '/operator/openapi.json' };

/**
 * What whoever runs the installation may ask: `/operator/tenants` and `/operator/signing-keys`. Not part of `/v1`, where a token says which tenant is meant; operators
 * have keys of their own and see nothing of a tenant's data.
 */
export function operatorRoutes(app: HttpApp, { keys, tenants, signingKeys, log }: OperatorOptions): void {
  const onlyOperators: MiddlewareHandler<HttpEnv> = async ({ req, var: { limits, requestId } }, next) => {
    limits.takeFromAddress();
    const operator = await keys.check(req.raw.headers).catch((error: unknown) => {
      limits.noteBadToken();
      throw error;
    });
    if (req.method !== 'GET') log.info('an operator asks', { operator, requestId, method: req.method, path: req.path });
    await next();
  };
  app.use('/operator/*', onlyOperators);
  app.get(document.path, () => json(operatorDocument()));

  signingKeyRoutes(app, signingKeys);
  if (tenants) tenantRoutes(app, tenants);
  const offered = [document, ...Object.values(signingKeyOperations), ...(tenants ? Object.values(operations) : [])];
  app.all('/operator/*', ({ req }) => answerUnknown(req.path, offered));
}

function tenantRoutes(app: HttpApp, tenants: TenantAdmin): void {
  app.get(operations.list.path, async ({ req }) => {
    const { status, after, limit } = listRequest(new URL(req.url));
    const found = await tenants.list({ limit: limit + 1, ...(status && { status }), ...(after === undefined ? {} : { after }) });
    const items = found.slice(0, limit);
    return json({ items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null });
  });
  app.post(operations.create.path, async ({ req: { raw } }) => {
    refuseQuery(new URL(raw.url));
    const { tenant, created } = await tenants.create(await readBody(raw, TenantBody));
    return json(tenant, created ? { status: 201, headers: { location: `/operator/tenants/${tenant.id}` } } : {});
  });
  app.get(operations.read.path, async ({ req }) => json(await tenants.get(idOf(req.raw, req.param('id')))));
  app.post(operations.migrate.path, async ({ req }) => json(await tenants.migrate(idOf(req.raw, req.param('id')))));
  const changes = {
    suspend: (id: string) => tenants.suspend(id),
    resume: (id: string) => tenants.resume(id),
    retire: (id: string) => tenants.retire(id),
  };
  for (const [name, change] of Object.entries(changes) as [keyof typeof changes, (id: string) => Promise<Tenant>][]) {
    app.post(operations[name].path, async ({ req }) => json(await change(idOf(req.raw, req.param('id')))));
  }
}

function json(value: unknown, init: ResponseInit = {}): Response {
  return Response.json(value, { ...init, headers: { ...init.headers, 'cache-control': 'no-store' } });
}

function idOf(request: Request, id: string): string {
  refuseQuery(new URL(request.url));
  if (!Id.safeParse(id).success) throw unknownTenant(id.slice(0, 64));
  return id;
}

const knownParameters = new Set(['status', 'cursor', 'limit']);

function listRequest({ searchParams }: URL) {
  for (const name of searchParams.keys()) {
    if (!knownParameters.has(name) || searchParams.getAll(name).length > 1) {
      throw refuse('unknown_parameter', {
        detail: 'A query parameter is not known, or given twice.',
        hint: `Known: ${[...knownParameters].join(', ')}.`,
      });
    }
  }
  const status = searchParams.get('status')?.split(',');
  const cursor = searchParams.get('cursor') ?? undefined;
  const limit = searchParams.get('limit') ?? '100';
  const statuses = tenantStatuses.filter((known) => status?.includes(known));
  if (status && statuses.length !== status.length) throw malformed('status', `Give some of ${tenantStatuses.join(', ')}.`);
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > 500) throw malformed('limit', 'Give a number from 1 to 500.');
  if (cursor !== undefined && !Id.safeParse(cursor).success)
    throw refuse('invalid_cursor', { detail: 'The cursor is not one of ours.' });
  return { limit: Number(limit), after: cursor, status: status && statuses };
}

function malformed(parameter: string, detail: string) {
  return refuse('malformed_request', { detail, errors: [{ pointer: `query:${parameter}`, detail }] });
}

async function readBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  refuseLongBody(request, { maxBodyBytes });
  return parseBody(schema, await readJson(request, { maxBodyBytes }));
}

/** 405 with `Allow` where other methods are offered, 404 elsewhere. */
function answerUnknown(path: string, known: readonly { readonly method: string; readonly path: string }[]): never {
  const offered = known.filter((operation) => new RegExp(`^${operation.path.replace(':id', '[^/]+')}$`).test(path));
  if (offered.length === 0) throw refuse('not_found', { detail: 'There is nothing at this address.' });
  const allow = [...new Set(offered.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort().join(', ');
  throw refuse('method_not_allowed', {
    detail: 'This method is not offered at this address.',
    hint: `Offered: ${allow}.`,
    headers: { allow },
  });
}
