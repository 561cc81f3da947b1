import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ApiKeyCreated, Problem } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { samples } from '../../test/samples.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import { operations } from './operations/index.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
  await seed(subject.connector.services, 'acme');
});
after(() => subject[Symbol.asyncDispose]());

describe('Idempotency-Key', () => {
  const posts = operations.filter(({ method }) => method === 'post');

  for (const { id, path, idempotency } of posts.filter(({ idempotency }) => idempotency === undefined)) {
    it(`is refused by ${id}, which would happen again`, async () => {
      const sample = samples[id];
      const { status, body } = await subject.request<Problem>('POST', `/v1${sample?.path ?? path}`, {
        as: 'admin',
        headers: { 'idempotency-key': 'k' },
        ...(sample?.send === undefined ? {} : { send: sample.send }),
      });
      assert.deepEqual([status, body.code, idempotency], [400, 'malformed_request', undefined]);
      assert.match(body.detail, /Idempotency-Key/);
      assert.ok(body.hint);
    });
  }

  it('makes an API key once, whose secret is told once', async () => {
    const request = { as: 'admin', send: { name: 'ERP', scopes: ['jobs:read'] }, headers: { 'idempotency-key': 'key' } } as const;
    const first = await subject.request<ApiKeyCreated>('POST', '/v1/api-keys', request);
    const before = await subject.seq();
    const again = await subject.request<Problem>('POST', '/v1/api-keys', request);
    assert.deepEqual([first.status, again.status, again.body.code], [201, 409, 'already_exists']);
    assert.match(again.body.detail, new RegExp(first.body.id));
    assert.equal(JSON.stringify(again.body).includes(first.body.key), false);
    assert.equal(await subject.seq(), before);
    const other = { ...request, send: { ...request.send, name: 'Another' } };
    assert.equal((await subject.request<Problem>('POST', '/v1/api-keys', other)).body.code, 'idempotency_mismatch');
  });

  it('revokes once', async () => {
    const request = { as: 'admin', send: { subject: 'kim' }, headers: { 'idempotency-key': 'revoke' } } as const;
    const first = await subject.request('POST', '/v1/tokens/revoke', request);
    subject.time.advance(60_000);
    const again = await subject.request('POST', '/v1/tokens/revoke', request);
    assert.deepEqual([again.status, again.body, again.headers.get('idempotent-replayed')], [200, first.body, 'true']);
  });

  it('erases once: the repeated request is answered, although the version it names is gone', async () => {
    const request = { as: 'admin', ifMatch: '"v1"', headers: { 'idempotency-key': 'erase' } } as const;
    const first = await subject.request('POST', '/v1/customers/c1/erase', request);
    const again = await subject.request('POST', '/v1/customers/c1/erase', request);
    assert.deepEqual([first.status, again.status, again.body], [200, 200, first.body]);
  });
});
