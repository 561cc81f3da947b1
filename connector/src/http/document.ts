import {
  type Action,
  Event,
  HostsMessage,
  methods,
  PositionMessage,
  Problem,
  type ProblemCode,
  problems,
} from '@dispatchkit/contract';
import { z } from 'zod';
import type { Example } from './openapi/example.ts';
import { examples as keptExamples } from './openapi/generated/examples.ts';
import { type Json, type JsonObject, members, plain } from './openapi/json.ts';
import { SchemaBook } from './openapi/schema-book.ts';
import { tagDescriptions } from './openapi/tags.ts';
import { operations } from './operations/index.ts';
import type { Operation as Definition, Tag } from './operations/operation.ts';
import { readOptionsOf, sparseJson } from './operations/read-options.ts';

/** What the `data:` of a message of the stream holds. */
const StreamData = z
  .union([Event, PositionMessage, HostsMessage])
  .meta({ id: 'StreamData', description: 'Data of one message of the stream, by its `event:`.' });

/**
 * The OpenAPI 3.1 document of the wire: the same operations the routes are registered from. Deterministic: the same code gives
 * the same text.
 */
export function openApiDocument(examples: Readonly<Record<string, Example>> = keptExamples): JsonObject {
  const book = new SchemaBook();
  const paths: JsonObject = {};
  for (const definition of operations) {
    const path = `/v1${definition.path}`;
    paths[path] = { ...members(paths[path]), [definition.method]: describe(book, definition, examples[definition.id] ?? {}) };
  }
  const used = new Set(operations.map((definition) => definition.tag));
  const tags = Object.entries(tagDescriptions).filter(([name]) => used.has(name as Tag));
  const document: JsonObject = {
    openapi: '3.1.0',
    info: {
      title: 'Dispatchkit connector',
      version: '1',
      description:
        'Field-service dispatch: jobs, assignments, technicians, and a live feed of every change. Refusals are problem details (RFC 9457) with a stable `code`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/', description: 'The connector this document comes from.' }],
    security: [{ bearer: [] }],
    tags: tags.map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: book.components,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A token (JWT) signed by one of the configured issuers, or an API key. Only ever in the Authorization header, never in an address.',
        },
      },
    },
  };
  closeRequestBodies(document);
  return sortKeys(document) as JsonObject;
}

function describe(book: SchemaBook, definition: Definition, example: Example): JsonObject {
  return plain({
    operationId: definition.id,
    tags: [definition.tag],
    summary: definition.summary,
    description: definition.description,
    security: [{ bearer: [] }],
    'x-action': definition.action,
    parameters: [
      ...pathParameters(definition, example),
      ...queryParameters(book, definition),
      ...headerParameters(book, definition),
    ],
    requestBody: requestBody(book, definition, example.request),
    responses: {
      [definition.status ?? (definition.answer || definition.file ? 200 : 204)]: {
        description: definition.summary,
        headers: responseHeaders(definition),
        content: answerContent(book, definition, example.answer),
      },
      ...(definition.method === 'get' && definition.etag && !definition.alwaysFresh
        ? { 304: { description: 'Not changed since that `ETag`.' } }
        : {}),
      ...problemResponses(book, definition),
    },
  }) as JsonObject;
}

function pathParameters({ path }: Definition, { params }: Example) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 64 },
    example: params?.[name],
  }));
}

function queryParameters(book: SchemaBook, definition: Definition) {
  const query = readOptionsOf(definition)?.query ?? definition.query;
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, examples: given, param, ...rest } = book.resolve(book.input(schema as z.ZodType));
    const isRequired = !(schema as z.ZodType).safeParse(undefined).success;
    return {
      ...members(param),
      name,
      in: 'query',
      required: isRequired,
      description,
      schema: rest,
      example: Array.isArray(given) ? given[0] : undefined,
    };
  });
}

const keyed: Readonly<Record<NonNullable<Definition['idempotency']>, string>> = {
  kept: 'Makes repeating safe: the same key and body give the same answer for 24 hours.',
  once: 'Makes repeating safe: with the same key and body it happens once in 24 hours. The answer holds a secret and is not kept: who repeats the request gets 409 `already_exists`, which names what was made.',
  harmless: 'May be sent and does nothing: repeating the request changes nothing more.',
};

function headerParameters(book: SchemaBook, { method, ifMatch, idempotency, etag, alwaysFresh }: Definition) {
  const parameters = [];
  if (ifMatch !== undefined) {
    const description =
      ifMatch === 'required' ? 'The `ETag` the change is based on.' : 'Only if the record is still at this `ETag`.';
    parameters.push({
      name: 'If-Match',
      required: ifMatch === 'required',
      description,
      schema: { type: 'string' },
      example: '"v7"',
    });
  }
  if (method === 'get' && etag) {
    const description = 'Answer 412 unless the record is at this `ETag`.';
    parameters.push({ name: 'If-Match', description, schema: { type: 'string' }, example: '"v7"' });
  }
  if (method === 'get' && etag && !alwaysFresh) {
    const description = 'Answer 304 if this is still the `ETag`.';
    parameters.push({ name: 'If-None-Match', description, schema: { type: 'string' }, example: '"v7"' });
  }
  if (idempotency !== undefined) {
    const description = keyed[idempotency];
    const example = '5b8f7b0e-1d0a-4a37-9b55-8a3f1f2f0f11';
    parameters.push({ name: 'Idempotency-Key', description, schema: { type: 'string', maxLength: 255 }, example });
  }
  if (method !== 'get') {
    const description = 'How the person made the change; kept in its event. Standard: `api`.';
    parameters.push({ name: 'Dispatch-Method', description, schema: book.input(z.enum(methods)) });
  }
  return parameters.map((parameter) => ({ in: 'header', required: false, ...parameter }));
}

function requestBody(book: SchemaBook, definition: Definition, example: Json | undefined) {
  if (definition.rawBody) {
    const content = Object.entries(definition.rawBody).map(([type, schema]) => [
      type,
      { schema: book.input(schema), example: type === 'application/json' ? example : undefined },
    ]);
    return { required: true, content: Object.fromEntries(content) };
  }
  if (definition.body === undefined) return undefined;
  const schema = book.input(definition.body);
  const described = { schema, example };
  return {
    required: definition.mayBeEmpty !== true,
    content: {
      'application/json': described,
      ...(definition.mergePatch ? { 'application/merge-patch+json': described } : {}),
    },
  };
}

function answerContent(book: SchemaBook, definition: Definition, example: Json | undefined) {
  if (definition.file !== undefined) return { [definition.file]: { schema: { type: 'string' }, example } };
  if (definition.answer === undefined) return undefined;
  const schema = book.output(definition.answer);
  const readOptions = readOptionsOf(definition);
  if (!readOptions) {
    const [event] = (members(example).items ?? []) as Json[];
    const stream = definition.stream ? { 'text/event-stream': { schema: book.output(StreamData), example: event } } : {};
    return { 'application/json': { schema, example }, ...stream };
  }
  const included = readOptions.answer.shape.included;
  const withIncluded =
    included && !readOptions.isPage
      ? { allOf: [schema, { type: 'object', properties: { included: book.output(included) } }] }
      : schema;
  return {
    'application/json': { schema: withIncluded, example },
    [sparseJson]: {
      schema: sparse(book, schema, readOptions.isPage, included && book.output(included)),
      example: example === undefined ? undefined : sparseExample(members(example)),
    },
  };
}

/** As if the first field that has a value had been asked for. */
function sparseExample({ items, ...record }: JsonObject): JsonObject {
  if (Array.isArray(items)) return { ...record, items: items.map((item) => sparseExample(members(item))) };
  const [asked] = Object.entries(record).filter(([name, value]) => name !== 'id' && name !== 'version' && value !== null);
  return Object.fromEntries([...(asked ? [asked] : []), ['id', record.id], ['version', record.version]]) as JsonObject;
}

/** The schema of an answer with `fields`: of each record only id and version are sure to come. */
function sparse(book: SchemaBook, schema: Json, isPage: boolean, included: Json | undefined): Json {
  if (!isPage) {
    const record = sparseRecord(book, schema);
    return included ? { allOf: [record, { type: 'object', properties: { included } }] } : record;
  }
  const page = book.resolve(schema);
  const { items, ...properties } = members(page.properties);
  return book.add(`Sparse${nameOf(schema)}`, {
    ...page,
    description: 'One page of a list, its records with the fields that were asked for.',
    properties: { ...properties, items: { ...members(items), items: sparseRecord(book, members(items).items) } },
  });
}

function sparseRecord(book: SchemaBook, schema: Json | undefined): JsonObject {
  return book.add(`Sparse${nameOf(schema)}`, {
    ...book.resolve(schema),
    description: 'A record with the fields that were asked for.',
    required: ['id', 'version'],
  });
}

function nameOf(schema: Json | undefined): string {
  return String(members(schema).$ref).split('/').at(-1) ?? '';
}

const text = (description: string) => ({ description, schema: { type: 'string' } });

function responseHeaders(definition: Definition) {
  return {
    'X-Request-Id': text('Names this request in logs, events and problems.'),
    RateLimit: text(
      'What is left of each limit, and after how many seconds all of it is there again. Absent while limits are off.',
    ),
    ...(definition.method === 'get' || definition.eventless
      ? {}
      : { 'Dispatch-Seq': text('Seq of the newest event after this change: who has seen it has seen the change.') }),
    ...(definition.file === undefined ? {} : { 'Content-Disposition': text('Name of the file (RFC 6266, RFC 8187).') }),
    ...(definition.etag ? { ETag: text('`"v<version>"` of the record.') } : {}),
    ...(definition.location ? { Location: text('Path of the new record.') } : {}),
    ...(definition.idempotency === 'kept'
      ? { 'Idempotent-Replayed': text('`true` when this is the answer of an earlier request.') }
      : {}),
    ...(definition.query?.shape.cursor ? { Link: text('`rel="next"`: the next page.') } : {}),
  };
}

function idempotencyProblems({ idempotency }: Definition): ProblemCode[] {
  if (idempotency === 'kept') return ['idempotency_in_progress', 'idempotency_mismatch'];
  return idempotency === 'once' ? ['idempotency_in_progress', 'idempotency_mismatch', 'already_exists'] : [];
}

/** Changes of records that can be a host's. */
const toldToHosts: ReadonlySet<Action> = new Set([
  'jobs:write',
  'jobs:delete',
  'jobs:transition',
  'jobs:import',
  'assignments:write',
  'technicians:write',
  'shifts:write',
  'time_off:write',
  'customers:write',
  'sites:write',
  'crews:write',
  'equipment:write',
]);

/** Reads of records that can be a host's. */
const askedOfHosts: ReadonlySet<Action> = new Set([
  'jobs:read',
  'assignments:read',
  'technicians:read',
  'shifts:read',
  'time_off:read',
  'customers:read',
  'sites:read',
  'crews:read',
  'equipment:read',
]);

/** Every refusal an operation can give: its own, and those that come with what it takes. */
export function problemsOf(definition: Definition): ProblemCode[] {
  const shared: ProblemCode[] = [
    'malformed_request',
    'unknown_parameter',
    'token_missing',
    'token_invalid',
    'token_expired',
    'not_allowed',
    'unknown_tenant',
    'tenant_suspended',
    'internal',
    'rate_limited',
    'address_too_long',
    'headers_too_large',
    'timed_out',
    'issuer_unavailable',
    'store_unavailable',
  ];
  const withBody: ProblemCode[] = definition.body
    ? ['malformed_json', 'body_too_slow', 'too_large', 'unsupported_media_type', 'invalid']
    : [];
  const withId: ProblemCode[] = definition.path.includes('{') ? ['not_found'] : [];
  const isRead = definition.method === 'get' && definition.etag === true;
  const withVersion: ProblemCode[] = definition.ifMatch === undefined && !isRead ? [] : ['stale'];
  const versionNeeded: ProblemCode[] = definition.ifMatch === 'required' ? ['precondition_required'] : [];
  const withStepUp: ProblemCode[] = definition.stepUp ? ['step_up_required'] : [];
  const withKey: ProblemCode[] = idempotencyProblems(definition);
  const isTold = definition.method !== 'get' && !definition.eventless && toldToHosts.has(definition.action);
  const ofHost: ProblemCode[] = isTold ? ['host_refused', 'host_asks', 'host_conflict', 'host_unsure', 'host_unavailable'] : [];
  const isAsked = definition.method === 'get' && askedOfHosts.has(definition.action);
  const fromHost: ProblemCode[] = isAsked ? ['host_loading', 'host_unavailable'] : [];
  return [
    ...new Set([
      ...shared,
      ...withBody,
      ...withId,
      ...withStepUp,
      ...withVersion,
      ...versionNeeded,
      ...withKey,
      ...ofHost,
      ...fromHost,
      ...(definition.problems ?? []),
    ]),
  ];
}

function problemResponses(book: SchemaBook, definition: Definition) {
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
        ...(status === 429 ? { headers: { 'Retry-After': text('Seconds to wait.') } } : {}),
        content: {
          'application/problem+json': { schema: book.output(Problem) },
        },
      },
    ]),
  );
}

/** Bodies are read strictly, so the document says that unknown properties are refused, all the way down. */
function closeRequestBodies(document: JsonObject): void {
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

function resolve(document: JsonObject, reference: string): Json | undefined {
  return reference
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((at, key) => members(at)[key], document);
}

/** Same document, same text: keys in alphabetical order, arrays as they are. */
function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sortKeys(member)]),
  );
}
