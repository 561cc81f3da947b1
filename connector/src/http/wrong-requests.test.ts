import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { seed as seedRecords } from '../../test/fixture.ts';
import { cases, seed } from '../../test/fuzz/effort.ts';
import { mutate, mutation } from '../../test/fuzz/mutate.ts';
import { samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector, type TestRequest } from '../../test/test-connector.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';

/*
 * Whatever is asked: never a fault of ours, every refusal a whole problem document, every success as its schema says. The last two
 * are looked at by the test connector for each answer.
 */

let subject: TestConnector;
let made = 0;
before(async () => {
  subject = await openTestConnector();
});
after(async () => {
  await subject[Symbol.asyncDispose]();
  console.log(`wrong requests: ${operations.length} operations, ${made} requests`);
});

async function neverFails(operation: Operation, path: string, tenant: string, request: TestRequest): Promise<number> {
  made++;
  const { status, body } = await subject.request(operation.method.toUpperCase(), `/v1${path}`, {
    as: { tenant, role: 'admin' },
    ...(operation.ifMatch ? { ifMatch: '*' } : {}),
    ...request,
  });
  assert.ok(status < 500, `${status} ${JSON.stringify(body)}`);
  return status;
}

const json = { 'content-type': 'application/json' };
const brokenBodies: readonly [string, TestRequest][] = [
  ['nothing', { raw: '', headers: json }],
  ['white space', { raw: ' \n ', headers: json }],
  ['cut off', { raw: '{"a":', headers: json }],
  ['a trailing comma', { raw: '{"a":1,}', headers: json }],
  ['single quotes', { raw: "{'a':1}", headers: json }],
  ['a comment', { raw: '{/* a */}', headers: json }],
  ['NaN', { raw: '{"a":NaN}', headers: json }],
  ['two values', { raw: '{}{}', headers: json }],
  ['not UTF-8', { raw: new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]), headers: json }],
  ['UTF-16', { raw: new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), headers: json }],
  ['no content type', { raw: '{}' }],
  ['text', { raw: '{}', headers: { 'content-type': 'text/plain' } }],
  ['a form', { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['XML', { raw: '<a/>', headers: { 'content-type': 'application/xml' } }],
  ['another charset', { raw: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }],
  ['names that stand twice', { raw: '{"id":"a","id":"b"}', headers: json }],
  ['null', { raw: 'null', headers: json }],
  ['true', { raw: 'true', headers: json }],
  ['a number', { raw: '-1e400', headers: json }],
  ['a text', { raw: '"x"', headers: json }],
  ['a list', { raw: '[{}]', headers: json }],
  ['deep lists', { raw: '['.repeat(20_000) + ']'.repeat(20_000), headers: json }],
  ['deep objects', { raw: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, headers: json }],
  ['__proto__', { raw: '{"__proto__":{"role":"admin"},"constructor":{"prototype":{}}}', headers: json }],
];

describe('wrong bodies', () => {
  for (const operation of operations.filter(({ body, rawBody }) => body ?? rawBody)) {
    const { path = operation.path, send } = samples[operation.id] ?? {};

    it(`${operation.id}: broken ones of every kind are 4xx`, async () => {
      const tenant = `broken-${operation.id}`;
      await seedRecords(subject.connector.services, tenant);
      const writtenBefore = await subject.seq(tenant);
      // A body that may be left out is not broken when it is.
      const broken = brokenBodies.filter(([name]) => name !== 'nothing' || !operation.mayBeEmpty);
      for (const [name, request] of broken) {
        const status = await neverFails(operation, path, tenant, request);
        assert.ok(status >= 400, `${name} → ${status}`);
      }
      assert.equal(await subject.seq(tenant), writtenBefore, 'events written');
    });

    it(`${operation.id}: a good one changed anywhere is taken or 4xx`, async () => {
      const tenant = `changed-${operation.id}`;
      await seedRecords(subject.connector.services, tenant);
      await fc.assert(
        fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
          const body = mutations.reduce(mutate, send ?? {});
          await neverFails(operation, path, tenant, { send: body === undefined ? null : body });
        }),
        { numRuns: cases(8), ...seed },
      );
    });
  }
});

const headerValue = fc.string({ unit: fc.constantFrom(...'"v1*W/,; =abc\\0123-_{}'), maxLength: 20 }).map((text) => text.trim());
const parameterValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '501',
    '1e9',
    'null',
    'true',
    '2026-11-20',
    '2026-11-20T00:00:00Z',
    '*',
    '%',
    '1,2,3,4',
    '-title',
    'x,'.repeat(300),
  ),
);

describe('wrong parameters, ids and headers', () => {
  for (const operation of operations) {
    it(operation.id, async () => {
      const tenant = `asked-${operation.id}`;
      await seedRecords(subject.connector.services, tenant);
      const { path = operation.path, send } = samples[operation.id] ?? {};
      const names = [
        'limit',
        'cursor',
        'sort',
        'q',
        'ids',
        'fields',
        'include',
        'bbox',
        'from',
        'to',
        'updatedSince',
        'total',
        ...Object.keys(operation.query?.shape ?? {}),
      ];
      const request = fc.record({
        parameters: fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })), parameterValue, {
          maxKeys: 3,
        }),
        headers: fc.dictionary(
          fc.constantFrom(
            'if-match',
            'if-none-match',
            'idempotency-key',
            'dispatch-method',
            'last-event-id',
            'x-request-id',
            'accept',
            'origin',
            'range',
          ),
          headerValue,
          { maxKeys: 3 },
        ),
        id: fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), { freq: 4 }),
      });
      await fc.assert(
        fc.asyncProperty(request, async ({ parameters, headers, id }) => {
          const [pathname = '', given = ''] = path.split('?');
          const query = new URLSearchParams(given);
          for (const [name, value] of Object.entries(parameters)) query.append(name, value);
          const asked = id === null ? pathname : operation.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id.toWellFormed()));
          await neverFails(operation, `${asked}?${query}`, tenant, { headers, ...(send === undefined ? {} : { send }) });
        }),
        { numRuns: cases(6), ...seed },
      );
    });
  }
});

describe('what is not offered', () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
  const offered = Map.groupBy(operations, ({ path }) => path);
  for (const path of offered.keys()) {
    it(`${path}: other methods are 405 and name those that are`, async () => {
      const address = path.replaceAll(/\{\w+\}/g, 'x1');
      // `/jobs/import` may also be read, as a job that has this id; nobody is told so who asks what there is to do with imports.
      const here = operations.filter((operation) =>
        new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address),
      );
      const methodsOf = (some: typeof operations) => {
        const taken = new Set(some.map(({ method }) => method.toUpperCase()));
        if (taken.has('GET')) taken.add('HEAD');
        return taken;
      };
      const allowed = methodsOf(here.filter((operation) => operation.path === path));
      const taken = methodsOf(here);
      for (const method of methods.filter((candidate) => !taken.has(candidate))) {
        const { status, headers } = await subject.fetch(method, `/v1${address}`, { as: 'admin' });
        assert.deepEqual([method, status], [method, 405]);
        assert.deepEqual(headers.get('allow')?.split(', ').sort(), [...allowed, 'OPTIONS'].sort());
      }
      const options = await subject.fetch('OPTIONS', `/v1${address}`, { as: null });
      assert.deepEqual([options.status, options.headers.get('allow')?.split(', ').sort()], [204, [...allowed, 'OPTIONS'].sort()]);
    });
  }

  it('any other address is 404, and 401 without a token', async () => {
    const known = [...offered.keys()].map((path) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
    const segment = fc.oneof(
      fc.constantFrom('jobs', 'assignments', 'admin', 'debug', 'internal', '..', '.env', 'v2', 'batch'),
      fc.string({ maxLength: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...methods),
        async (segments, method) => {
          const { pathname } = new URL(`/v1/${segments.map((part) => encodeURIComponent(part)).join('/')}`, 'http://127.0.0.1');
          if (!pathname.startsWith('/v1/') || known.some((pattern) => pattern.test(pathname.slice(3)))) return;
          made++;
          assert.equal((await subject.fetch(method, pathname, { as: 'admin' })).status, 404, `${method} ${pathname}`);
          assert.equal((await subject.fetch(method, pathname, { as: null })).status, 401, `${method} ${pathname}`);
        },
      ),
      { numRuns: cases(100), ...seed },
    );
  });
});
