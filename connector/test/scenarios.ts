import assert from 'node:assert/strict';
import type { Problem } from '@dispatchkit/contract';
import type { Answer, TestRequest } from './test-connector.ts';

const nothing = 0;

/** One request and what has to come of it, on the records of the fixture. */
export interface Scenario extends TestRequest {
  readonly name?: string;
  readonly path?: string;
  readonly expect: {
    readonly status: number;
    readonly problem?: string;
    readonly etag?: string;
    /** Events written by the request. */
    readonly wrote?: number;
    readonly headers?: Readonly<Record<string, string | RegExp | null>>;
    readonly pointers?: readonly string[];
    readonly hint?: RegExp;
  };
}

/** By method and path. They are asked of the application in this process, and of every runtime over a socket. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  'PATCH /v1/assignments/a1': [
    { ifMatch: '"v1"', send: { technicianId: 't2', override: true }, expect: { status: 200, etag: '"v2"', wrote: 1 } },
    { ifMatch: '"v6", "v1"', send: { notes: 'x' }, expect: { status: 200, etag: '"v2"', wrote: 1 } },
    { ifMatch: '*', send: { notes: 'x' }, expect: { status: 200, wrote: 1 } },
    { ifMatch: '"v6"', send: { technicianId: 't2' }, expect: { problem: 'stale', status: 412, etag: '"v1"', wrote: nothing } },
    { ifMatch: 'W/"v1"', send: { technicianId: 't2' }, expect: { problem: 'stale', status: 412, wrote: nothing } },
    { ifMatch: '"other"', send: { technicianId: 't2' }, expect: { problem: 'stale', status: 412, wrote: nothing } },
    { ifMatch: 'v1', send: { technicianId: 't2' }, expect: { problem: 'malformed_request', status: 400, wrote: nothing } },
    { send: { technicianId: 't2' }, expect: { problem: 'precondition_required', status: 428, wrote: nothing, hint: /If-Match/ } },
    {
      as: 'technician',
      ifMatch: '"v1"',
      send: { technicianId: 't2' },
      expect: { problem: 'not_allowed', status: 403, wrote: nothing },
    },
    { ifMatch: '"v1"', send: { technicianId: 'nobody' }, expect: { problem: 'unknown_reference', status: 422, wrote: nothing } },
    {
      path: '/v1/assignments/nowhere',
      ifMatch: '*',
      send: { notes: 'x' },
      expect: { problem: 'not_found', status: 404, wrote: nothing },
    },
    {
      ifMatch: '"v1"',
      raw: '{"notes":"merge patch"}',
      headers: { 'content-type': 'application/merge-patch+json' },
      expect: { status: 200, wrote: 1 },
    },
    {
      ifMatch: '"v1"',
      raw: '[{"op":"replace"}]',
      headers: { 'content-type': 'application/json-patch+json' },
      expect: { problem: 'unsupported_media_type', status: 415, wrote: nothing, headers: { 'accept-patch': /merge-patch/ } },
    },
  ],

  'POST /v1/jobs': [
    {
      send: { title: 'Broken lift' },
      expect: { status: 201, etag: '"v1"', wrote: 1, headers: { location: /^\/v1\/jobs\/[\w-]+$/ } },
    },
    {
      send: { titel: 'Broken lift', durationMinutes: 0, skills: [{ kee: 'gas', key: 'gas' }] },
      expect: {
        problem: 'invalid',
        status: 422,
        wrote: nothing,
        pointers: ['/titel', '/title', '/durationMinutes', '/skills/0/kee'],
      },
    },
    { send: [], expect: { problem: 'invalid', status: 422, wrote: nothing } },
    { send: 'text', expect: { problem: 'invalid', status: 422, wrote: nothing } },
    { raw: 'null', headers: { 'content-type': 'application/json' }, expect: { problem: 'invalid', status: 422, wrote: nothing } },
    { send: { title: 'x', siteId: 'nowhere' }, expect: { problem: 'unknown_reference', status: 422, wrote: nothing } },
    { send: { title: 'x', id: 'j1' }, expect: { problem: 'already_exists', status: 409, wrote: nothing } },
    {
      name: 'cut off',
      raw: '{"title":',
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'malformed_json', status: 400, wrote: nothing },
    },
    {
      name: 'empty',
      raw: '',
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'malformed_json', status: 400, wrote: nothing },
    },
    {
      name: 'not UTF-8',
      raw: new Uint8Array([0x7b, 0xff, 0x7d]),
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'malformed_json', status: 400, wrote: nothing },
    },
    {
      raw: 'title=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      expect: { problem: 'unsupported_media_type', status: 415, wrote: nothing },
    },
    {
      raw: '{}',
      headers: { 'content-type': 'application/json; charset=utf-16' },
      expect: { problem: 'unsupported_media_type', status: 415 },
    },
    {
      name: 'half a surrogate pair',
      raw: '{"title":"\\ud83d"}',
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'invalid', status: 422, wrote: nothing, pointers: ['/title'] },
    },
    {
      name: '__proto__',
      raw: '{"title":"x","__proto__":{"admin":true},"custom":{"constructor":{"prototype":1}}}',
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'invalid', status: 422, wrote: nothing },
    },
    {
      name: 'nested 100,000 deep',
      raw: `{"title":"x","custom":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'malformed_json', status: 400, wrote: nothing },
    },
    {
      name: 'more than 1 MB',
      send: { title: 'x', description: 'y'.repeat(1_100_000) },
      expect: { problem: 'too_large', status: 413, wrote: nothing },
    },
    {
      name: 'more than 1 MB that does not say so',
      raw: endless(),
      headers: { 'content-type': 'application/json' },
      expect: { problem: 'too_large', status: 413, wrote: nothing },
    },
    { path: '/v1/jobs?dryRun=true', send: { title: 'x' }, expect: { problem: 'unknown_parameter', status: 400, wrote: nothing } },
    {
      headers: { 'dispatch-method': 'magic' },
      send: { title: 'x' },
      expect: { problem: 'malformed_request', status: 400, wrote: nothing },
    },
    {
      name: 'a key that is too long',
      headers: { 'idempotency-key': 'k'.repeat(256) },
      send: { title: 'x' },
      expect: { problem: 'malformed_request', status: 400 },
    },
  ],

  'GET /v1/jobs': [
    { path: '/v1/jobs?status=scheduled,on_hold&sort=-priority,dueAt&limit=5&q=oven', expect: { status: 200 } },
    { path: '/v1/jobs?bbox=-122.52,37.70,-122.35,37.84&updatedSince=2026-11-01T00:00:00Z', expect: { status: 200 } },
    {
      path: '/v1/jobs?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z',
      expect: { problem: 'malformed_request', status: 400, pointers: ['query:to'] },
    },
    { path: '/v1/jobs?sort=title,-title', expect: { problem: 'malformed_request', status: 400, pointers: ['query:sort'] } },
    { path: '/v1/jobs?staus=scheduled', expect: { problem: 'unknown_parameter', status: 400, hint: /"status"/ } },
    { path: '/v1/jobs?access_token=a.b.c', expect: { problem: 'unknown_parameter', status: 400 } },
    { as: null, path: '/v1/jobs?access_token=a.b.c', expect: { problem: 'token_missing', status: 401 } },
    { as: null, headers: { cookie: 'token=a.b.c; access_token=a.b.c' }, expect: { problem: 'token_missing', status: 401 } },
    { path: '/v1/jobs?status=done', expect: { problem: 'malformed_request', status: 400, pointers: ['query:status'] } },
    { path: '/v1/jobs?limit=0', expect: { problem: 'malformed_request', status: 400, pointers: ['query:limit'] } },
    { path: '/v1/jobs?limit=501', expect: { problem: 'malformed_request', status: 400, pointers: ['query:limit'] } },
    { path: '/v1/jobs?limit=1e2', expect: { problem: 'malformed_request', status: 400, pointers: ['query:limit'] } },
    { path: '/v1/jobs?limit=5&limit=6', expect: { problem: 'malformed_request', status: 400, pointers: ['query:limit'] } },
    { path: '/v1/jobs?sort=secret', expect: { problem: 'malformed_request', status: 400, pointers: ['query:sort'] } },
    { path: '/v1/jobs?bbox=1,2,3', expect: { problem: 'malformed_request', status: 400, pointers: ['query:bbox'] } },
    {
      path: '/v1/jobs?updatedSince=yesterday',
      expect: { problem: 'malformed_request', status: 400, pointers: ['query:updatedSince'] },
    },
    { path: '/v1/jobs?cursor=2', expect: { problem: 'invalid_cursor', status: 400 } },
    { path: '/v1/jobs?cursor=bm90IG9uZSBvZiBvdXJz', expect: { problem: 'invalid_cursor', status: 400 } },
    { path: '/v1/jobs?__proto__=1', expect: { problem: 'unknown_parameter', status: 400 } },
    { path: '/v1/jobs?q=%22%27;drop%20table%20jobs;--%00%20NEAR(%20*%20OR', expect: { status: 200 } },
  ],

  'GET /v1/jobs/j1': [
    { expect: { status: 200, etag: '"v2"' } },
    {
      headers: { 'if-none-match': '"v2"' },
      expect: { status: 304, etag: '"v2"', headers: { 'content-type': null, 'cache-control': 'no-store' } },
    },
    { headers: { 'if-none-match': 'W/"v2", "v9"' }, expect: { status: 304 } },
    { headers: { 'if-none-match': '*' }, expect: { status: 304 } },
    { headers: { 'if-none-match': '"v1"' }, expect: { status: 200 } },
    { path: '/v1/jobs/j1?expand=id', expect: { problem: 'unknown_parameter', status: 400 } },
    { path: '/v1/jobs/..%2fj1', expect: { problem: 'not_found', status: 404 } },
    { path: "/v1/jobs/j1'%20or%201=1", expect: { problem: 'not_found', status: 404 } },
    { path: '/v1/jobs/%00', expect: { problem: 'not_found', status: 404 } },
    { path: `/v1/jobs/${'j'.repeat(500)}`, expect: { problem: 'not_found', status: 404 } },
  ],

  'PUT /v1/jobs/j1': [
    {
      send: {},
      expect: {
        problem: 'method_not_allowed',
        status: 405,
        wrote: nothing,
        headers: { allow: 'DELETE, GET, HEAD, OPTIONS, PATCH' },
      },
    },
    {
      path: '/v1/jobs',
      send: {},
      expect: { problem: 'method_not_allowed', status: 405, headers: { allow: 'GET, HEAD, OPTIONS, POST' } },
    },
    { path: '/v1/work-orders', send: {}, expect: { problem: 'not_found', status: 404 } },
    { path: '/v1/work-orders', as: null, expect: { problem: 'token_missing', status: 401 } },
    {
      path: '/healthz',
      as: null,
      expect: { problem: 'method_not_allowed', status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } },
    },
    { path: '/elsewhere', as: null, expect: { problem: 'not_found', status: 404 } },
  ],
  'GET /': [
    { path: '/healthz', as: null, expect: { status: 200 } },
    { path: '/readyz', as: null, expect: { status: 200 } },
    { path: '/openapi.json', as: null, expect: { status: 200, headers: { 'content-type': 'application/json' } } },
  ],
  'OPTIONS /v1/jobs': [{ as: null, expect: { status: 204, headers: { allow: 'GET, HEAD, OPTIONS, POST' } } }],
  'GET /v1/snapshot': [
    { path: '/v1/snapshot', expect: { problem: 'malformed_request', status: 400, pointers: ['query:from', 'query:to'] } },
    {
      path: '/v1/snapshot?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z',
      expect: { problem: 'malformed_request', status: 400, pointers: ['query:to'] },
    },
    {
      path: '/v1/snapshot?from=2020-01-01T00:00:00Z&to=2026-11-20T00:00:00Z',
      expect: { problem: 'malformed_request', status: 400 },
    },
  ],
  'GET /v1/events': [
    { path: '/v1/events?limit=3&sort=-seq', expect: { status: 200, headers: { link: /rel="next"/ } } },
    { path: '/v1/events?cursor=zz', expect: { problem: 'invalid_cursor', status: 400 } },
    { path: '/v1/events?after=-1', expect: { problem: 'malformed_request', status: 400 } },
  ],
};

/** Said in messages of a test. */
export function nameOf({ name, expect, ...request }: Scenario): string {
  const asked = [request.path, request.ifMatch, JSON.stringify(request.send), JSON.stringify(request.headers)];
  return `${name ?? asked.filter(Boolean).join(' ')} → ${expect.status} ${expect.problem ?? ''}`;
}

/** Asserts that an answer is what the scenario says. */
export function checkScenario({ expect }: Scenario, { status, headers, body }: Answer<Problem>): void {
  assert.equal(status, expect.status, JSON.stringify(body));
  if (expect.problem) assert.equal(body.code, expect.problem);
  if (expect.etag) assert.equal(headers.get('etag'), expect.etag);
  for (const [header, value] of Object.entries(expect.headers ?? {})) {
    if (value instanceof RegExp) assert.match(headers.get(header) ?? '', value, header);
    else assert.equal(headers.get(header), value, header);
  }
  if (expect.pointers) assert.deepEqual(body.errors?.map(({ pointer }) => pointer).sort(), [...expect.pointers].sort());
  if (expect.hint) assert.match(body.hint ?? '', expect.hint);
}

/** A body of 2 MB whose length nobody says beforehand. */
function endless(): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  let left = 32;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
}
