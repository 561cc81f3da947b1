import { Problem } from '@dispatchkit/contract';
import { z } from 'zod';
import { tenantStatuses } from '../../ports/tenants.ts';
import { type JsonObject, plain } from '../openapi/json.ts';
import { SchemaBook } from '../openapi/schema-book.ts';
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
        .meta({ description: `Some of ${tenantStatuses.join(', ')}, with commas between.` }),
      limit: z.string().optional().meta({ description: '1 to 500, standard 100.' }),
      cursor: z.string().optional().meta({ description: '`nextCursor` of the page before.' }),
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
export function operatorDocument(): JsonObject {
  const book = new SchemaBook();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of described) {
    const path = operation.at.path.replace(':id', '{id}');
    paths[path] = { ...paths[path], [operation.at.method.toLowerCase()]: describe(book, operation) };
  }
  return plain({
    openapi: '3.1.0',
    info: {
      title: 'Dispatchkit connector, for operators',
      version: '1',
      description: 'What whoever runs the installation may ask. Tenants are there with a database per tenant only.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ operatorKey: [] }],
    paths,
    components: {
      schemas: book.components,
      securitySchemes: {
        operatorKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An operator key: `dko_…`. Tokens of tenants are not accepted.',
        },
      },
    },
  }) as JsonObject;
}

function describe(book: SchemaBook, { id, tag, summary, at, query, body, answers, refusals = {} }: Described) {
  const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const jsonOf = (schema: unknown) => ({ 'application/json': { schema } });
  const problem = { 'application/problem+json': { schema: book.output(Problem) } };
  return {
    operationId: id,
    tags: [tag],
    summary,
    security: [{ operatorKey: [] }],
    parameters: [...(at.path.includes(':id') ? [idParameter] : []), ...queryParameters(book, query)],
    requestBody: body && { required: true, content: jsonOf(book.input(body)) },
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [
          status,
          { description: summary, content: schema === null ? undefined : jsonOf(book.output(schema)) },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries({ ...shared, ...(body && ofBodies), ...refusals }).map(([status, description]) => [
          status,
          { description, content: problem },
        ]),
      ),
    },
  };
}

function queryParameters(book: SchemaBook, query: z.ZodObject | undefined) {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = book.resolve(book.input(schema as z.ZodType));
    return { name, in: 'query', required: false, description, schema: rest };
  });
}

const shared = {
  400: '`malformed_request`, `unknown_parameter` or `invalid_cursor`',
  401: '`token_missing` or `token_invalid`',
  429: '`rate_limited`',
};
const ofBodies = { 413: '`too_large`', 415: '`unsupported_media_type`', 422: '`invalid`' };
