import { Event, methods, PositionMessage, Problem, type ProblemCode, problems } from '@dispatchkit/contract';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { operations } from './operations/index.ts';
import type { Operation as Definition } from './operations/operation.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What the `data:` of a message of the stream holds. */
const StreamData = z
  .union([Event, PositionMessage])
  .meta({ id: 'StreamData', description: 'Data of one message of the stream, by its `event:`.' });

/**
 * The OpenAPI 3.1 document of the wire: the same operations the routes are registered from. Deterministic: the same code gives
 * the same text.
 */
export function openApiDocument(): Record<string, Json> {
  const collector = new OpenAPIHono();
  for (const definition of operations) collector.openAPIRegistry.registerPath(routeOf(definition));
  collector.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Signed by one of the configured issuers. Only ever in the Authorization header.',
  });
  const document = collector.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Dispatchkit connector',
      version: '1',
      description:
        'Field-service dispatch: jobs, assignments, technicians, and a live feed of every change. Refusals are problem details (RFC 9457) with a stable `code`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(operations.map((definition) => definition.tag))].map((name) => ({ name })),
  });
  const plain = JSON.parse(JSON.stringify(document)) as Record<string, Json>;
  closeRequestBodies(plain);
  return sortKeys(plain) as Record<string, Json>;
}

function routeOf(definition: Definition) {
  const answer = definition.answer;
  return createRoute({
    operationId: definition.id,
    method: definition.method,
    path: `/v1${definition.path}`,
    tags: [definition.tag],
    summary: definition.summary,
    ...(definition.description === undefined ? {} : { description: definition.description }),
    security: [{ bearer: [] }],
    'x-action': definition.action,
    request: {
      params: paramsOf(definition.path),
      headers: headersOf(definition),
      ...(definition.query === undefined ? {} : { query: definition.query }),
      ...(definition.body === undefined ? {} : { body: { required: true, content: bodyContent(definition, definition.body) } }),
    },
    responses: {
      [definition.status ?? (answer || definition.file ? 200 : 204)]: {
        description: definition.summary,
        headers: responseHeaders(definition),
        ...(definition.file === undefined ? {} : { content: { [definition.file]: { schema: z.string() } } }),
        ...(answer === undefined
          ? {}
          : {
              content: {
                'application/json': { schema: answer },
                ...(definition.stream ? { 'text/event-stream': { schema: StreamData } } : {}),
              },
            }),
      },
      ...(definition.method === 'get' && definition.etag && !definition.alwaysFresh
        ? { 304: { description: 'Not changed since that `ETag`.' } }
        : {}),
      ...problemResponses(definition),
    },
  });
}

function paramsOf(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return z.object(
    Object.fromEntries(
      names.map((name) => [
        name,
        z
          .string()
          .min(1)
          .max(64)
          .openapi({ param: { name, in: 'path', required: true } }),
      ]),
    ),
  );
}

function headersOf({ method, ifMatch, idempotent, etag, alwaysFresh }: Definition) {
  return z.object({
    ...(ifMatch === undefined
      ? {}
      : {
          'If-Match':
            ifMatch === 'required'
              ? z.string().openapi({ description: 'The `ETag` the change is based on.', example: '"v7"' })
              : z.string().optional().openapi({ description: 'Only if the record is still at this `ETag`.', example: '"v7"' }),
        }),
    ...(method === 'get' && etag && !alwaysFresh
      ? {
          'If-None-Match': z
            .string()
            .optional()
            .openapi({ description: 'Answer 304 if this is still the `ETag`.', example: '"v7"' }),
        }
      : {}),
    ...(idempotent
      ? {
          'Idempotency-Key': z
            .string()
            .max(255)
            .optional()
            .openapi({ description: 'Makes repeating safe: the same key and body give the same answer for 24 hours.' }),
        }
      : {}),
    ...(method === 'get'
      ? {}
      : {
          'Dispatch-Method': z
            .enum(methods)
            .optional()
            .openapi({ description: 'How the person made the change; kept in its event. Standard: `api`.' }),
        }),
  });
}

function bodyContent(definition: Definition, schema: z.ZodType) {
  return {
    'application/json': { schema },
    ...(definition.mergePatch ? { 'application/merge-patch+json': { schema } } : {}),
  };
}

function responseHeaders(definition: Definition) {
  const text = (description: string) => ({ description, schema: { type: 'string' as const } });
  return {
    'X-Request-Id': text('Names this request in logs, events and problems.'),
    ...(definition.method === 'get' || definition.eventless
      ? {}
      : { 'Dispatch-Seq': text('Seq of the newest event after this change: who has seen it has seen the change.') }),
    ...(definition.file === undefined ? {} : { 'Content-Disposition': text('Name of the file (RFC 6266, RFC 8187).') }),
    ...(definition.etag ? { ETag: text('`"v<version>"` of the record.') } : {}),
    ...(definition.location ? { Location: text('Path of the new record.') } : {}),
    ...(definition.idempotent ? { 'Idempotent-Replayed': text('`true` when this is the answer of an earlier request.') } : {}),
    ...(definition.query?.shape.cursor ? { Link: text('`rel="next"`: the next page.') } : {}),
  };
}

/** Every refusal an operation can give: its own, and those that come with what it takes. */
export function problemsOf(definition: Definition): ProblemCode[] {
  const shared: ProblemCode[] = [
    'malformed_request',
    'unknown_parameter',
    'token_missing',
    'token_invalid',
    'token_expired',
    'not_allowed',
    'internal',
    'issuer_unavailable',
    'store_unavailable',
  ];
  const withBody: ProblemCode[] = definition.body ? ['malformed_json', 'too_large', 'unsupported_media_type', 'invalid'] : [];
  const withId: ProblemCode[] = definition.path.includes('{') ? ['not_found'] : [];
  const withVersion: ProblemCode[] = definition.ifMatch === undefined ? [] : ['stale'];
  const versionNeeded: ProblemCode[] = definition.ifMatch === 'required' ? ['precondition_required'] : [];
  const withKey: ProblemCode[] = definition.idempotent ? ['idempotency_in_progress', 'idempotency_mismatch'] : [];
  return [
    ...new Set([...shared, ...withBody, ...withId, ...withVersion, ...versionNeeded, ...withKey, ...(definition.problems ?? [])]),
  ];
}

function problemResponses(definition: Definition) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(definition)) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
}

/** Bodies are read strictly, so the document says that unknown properties are refused, all the way down. */
function closeRequestBodies(document: Record<string, Json>): void {
  const seen = new Set<Json>();
  const close = (schema: Json | undefined): void => {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return;
    seen.add(schema);
    if (Array.isArray(schema)) {
      for (const item of schema) close(item);
      return;
    }
    if (typeof schema.$ref === 'string') close(resolve(document, schema.$ref));
    if (schema.type === 'object' && schema.properties !== undefined) schema.additionalProperties ??= false;
    for (const child of Object.values(schema)) close(child);
  };
  for (const item of Object.values(members(document.paths))) {
    for (const call of Object.values(members(item))) close(members(call).requestBody);
  }
}

function resolve(document: Record<string, Json>, reference: string): Json | undefined {
  return reference
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((at, key) => members(at)[key], document);
}

function members(value: Json | undefined): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Same document, same text: keys in alphabetical order, arrays as they are. */
function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, key === 'pattern' ? withoutFlags(member) : sortKeys(member)]),
  );
}

/** The generator writes a regular expression with flags as `…/u`; a JSON Schema pattern has no flags and is Unicode by itself. */
function withoutFlags(pattern: Json): Json {
  return typeof pattern === 'string' ? pattern.replace(/\/[a-z]+$/, '') : sortKeys(pattern);
}
