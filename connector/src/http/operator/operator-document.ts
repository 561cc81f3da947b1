import { Problem } from '@dispatchkit/contract';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { tenantStatuses } from '../../ports/tenants.ts';
import { MigrationAnswer, operatorOperations, TenantAnswer, TenantBody, TenantPage } from './operator-operations.ts';
import { signingKeyOperations } from './signing-key-routes.ts';

const SigningKeyAnswer = z
  .object({
    id: z.string().meta({ description: 'The `kid`.' }),
    algorithm: z.literal('ES256'),
    publicKey: z.record(z.string(), z.unknown()).meta({ description: 'JWK without private parts.' }),
    createdAt: z.string(),
    retiredAt: z.string().nullable().meta({ description: 'It has signed nothing since then.' }),
    verifiesUntil: z.string().nullable().meta({ description: 'Tokens it signed are accepted until then.' }),
  })
  .meta({ id: 'SigningKey' });

interface Described {
  readonly id: string;
  readonly tag: 'tenants' | 'signing keys';
  readonly summary: string;
  readonly at: { readonly method: string; readonly path: string };
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Answers of success, by status; `null` without a body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** Refusals beyond those every operation shares, by status. */
  readonly refusals?: Readonly<Record<number, string>>;
}

const { list, create, read, migrate, suspend, resume, retire } = operatorOperations;
const unknownTenant = { 404: '`unknown_tenant`' };
const unavailable = { 503: '`store_unavailable`: the database cannot be made ready; try again.' };

const described: readonly Described[] = [
  {
    id: 'listTenants',
    tag: 'tenants',
    summary: 'List tenants, by id',
    at: list,
    query: z.object({
      status: z
        .string()
        .optional()
        .openapi({ description: `Some of ${tenantStatuses.join(', ')}, with commas between.` }),
      limit: z.string().optional().openapi({ description: '1 to 500, standard 100.' }),
      cursor: z.string().optional().openapi({ description: '`nextCursor` of the page before.' }),
    }),
    answers: { 200: TenantPage },
  },
  {
    id: 'createTenant',
    tag: 'tenants',
    summary: 'Make a tenant and its database; 200 when it is there already',
    at: create,
    body: TenantBody,
    answers: { 200: TenantAnswer, 201: TenantAnswer },
    refusals: { 409: '`already_exists`: it was retired, or its database is another tenant’s.', ...unavailable },
  },
  {
    id: 'readTenant',
    tag: 'tenants',
    summary: 'Read one tenant',
    at: read,
    answers: { 200: TenantAnswer },
    refusals: unknownTenant,
  },
  {
    id: 'migrateTenant',
    tag: 'tenants',
    summary: 'Bring the schema of a tenant’s database up to date',
    at: migrate,
    answers: { 200: MigrationAnswer },
    refusals: { ...unknownTenant, ...unavailable },
  },
  {
    id: 'suspendTenant',
    tag: 'tenants',
    summary: 'Keep everybody of a tenant out; its data stays',
    at: suspend,
    answers: { 200: TenantAnswer },
    refusals: unknownTenant,
  },
  {
    id: 'resumeTenant',
    tag: 'tenants',
    summary: 'Let a suspended or retired tenant in again',
    at: resume,
    answers: { 200: TenantAnswer },
    refusals: { ...unknownTenant, ...unavailable },
  },
  {
    id: 'retireTenant',
    tag: 'tenants',
    summary: 'Take a tenant out of service; its database is kept',
    at: retire,
    answers: { 200: TenantAnswer },
    refusals: unknownTenant,
  },
  {
    id: 'listSigningKeys',
    tag: 'signing keys',
    summary: 'List the keys that sign embed tokens, newest first',
    at: signingKeyOperations.listSigningKeys,
    answers: { 200: z.object({ items: z.array(SigningKeyAnswer) }) },
  },
  {
    id: 'rotateSigningKeys',
    tag: 'signing keys',
    summary: 'Sign with a new key from now on',
    at: signingKeyOperations.rotateSigningKeys,
    answers: { 201: SigningKeyAnswer },
  },
  {
    id: 'retireSigningKey',
    tag: 'signing keys',
    summary: 'Drop a key: nothing it signed is accepted any more',
    at: signingKeyOperations.retireSigningKey,
    answers: { 204: null },
    refusals: { 404: '`not_found`' },
  },
];

/** The OpenAPI 3.1 document of `/operator`. It is shown to operators alone. */
export function operatorDocument(): Record<string, unknown> {
  const collector = new OpenAPIHono();
  for (const operation of described) collector.openAPIRegistry.registerPath(routeOf(operation));
  collector.openAPIRegistry.registerComponent('securitySchemes', 'operatorKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An operator key: `dko_…`. Tokens of tenants are not accepted.',
  });
  const document = collector.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Dispatchkit connector, for operators',
      version: '1',
      description: 'What whoever runs the installation may ask. Tenants are there with a database per tenant only.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ operatorKey: [] }],
  });
  return { ...document };
}

function routeOf({ id, tag, summary, at, query, body, answers, refusals = {} }: Described) {
  const hasId = at.path.includes(':id');
  return createRoute({
    operationId: id,
    method: at.method.toLowerCase() as 'get' | 'post',
    path: at.path.replace(':id', '{id}'),
    tags: [tag],
    summary,
    security: [{ operatorKey: [] }],
    request: {
      ...(hasId ? { params: z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path', required: true } }) }) } : {}),
      ...(query === undefined ? {} : { query }),
      ...(body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, schema]) => [status, answerOf(summary, schema)])),
      ...Object.fromEntries(
        Object.entries({ ...shared, ...(body === undefined ? {} : ofBodies), ...refusals }).map(([status, text]) => [
          status,
          { description: text, content: { 'application/problem+json': { schema: Problem } } },
        ]),
      ),
    },
  });
}

const shared = {
  400: '`malformed_request`, `unknown_parameter` or `invalid_cursor`',
  401: '`token_missing` or `token_invalid`',
  429: '`rate_limited`',
};
const ofBodies = { 413: '`too_large`', 415: '`unsupported_media_type`', 422: '`invalid`' };

function answerOf(description: string, schema: z.ZodType | null) {
  return schema === null ? { description } : { description, content: { 'application/json': { schema } } };
}
