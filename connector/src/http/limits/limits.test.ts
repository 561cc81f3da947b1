import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { seed } from '../../../test/fixture.ts';
import { openTestConnector, type TestConnector, tenant } from '../../../test/test-connector.ts';

let subject: TestConnector;
afterEach(() => subject[Symbol.asyncDispose]());

const limits = (settings: string) => `limits: { enabled: true, ${settings} }\nserver: { trustProxy: 1 }`;

describe('rate limits', () => {
  it('are off while the development issuer is on, unless asked for', async () => {
    subject = await openTestConnector();
    const { headers } = await subject.request('GET', '/v1/jobs');
    assert.equal(headers.get('ratelimit'), null);
  });

  describe('of a subject', () => {
    beforeEach(async () => {
      subject = await openTestConnector({ config: limits('subject: { quota: 20, windowSeconds: 10 }') });
      await seed(subject.connector.services, tenant);
    });

    it('are told with every answer', async () => {
      const { headers } = await subject.request('GET', '/v1/settings');
      assert.equal(headers.get('ratelimit-policy'), '"subject";q=20;w=10, "tenant";q=60000;w=60');
      assert.equal(headers.get('ratelimit'), '"subject";r=19;t=1, "tenant";r=59999;t=1');
      const refused = await subject.request('GET', '/v1/settings?nonsense=1');
      assert.match(refused.headers.get('ratelimit') ?? '', /^"subject";r=18;/);
    });

    it('answer 429 with Retry-After, and end by themselves', async () => {
      for (let i = 0; i < 20; i++) assert.equal((await subject.request('GET', '/v1/settings')).status, 200);
      const { status, headers, body } = await subject.request<Problem>('GET', '/v1/settings');
      assert.deepEqual([status, body.code, headers.get('retry-after')], [429, 'rate_limited', '1']);
      assert.match(headers.get('ratelimit') ?? '', /"subject";r=0;t=10/);
      assert.match(body.hint ?? '', /^Wait 1 second, as Retry-After says/);
      subject.time.advance(1_000);
      assert.equal((await subject.request('GET', '/v1/settings')).status, 200);
    });

    it('come before role and body are judged, and after the token', async () => {
      for (let i = 0; i < 20; i++) await subject.request('GET', '/v1/settings', { as: 'viewer' });
      const post = { raw: '{', headers: { 'content-type': 'text/plain' } };
      assert.equal((await subject.request('POST', '/v1/jobs', { as: 'viewer', ...post })).status, 429);
      assert.equal((await subject.request('POST', '/v1/jobs', { as: null, ...post })).status, 401);
    });

    it('count subjects and tenants apart, and dear operations more', async () => {
      for (let i = 0; i < 20; i++) await subject.request('GET', '/v1/settings');
      assert.equal((await subject.request('GET', '/v1/settings', { as: 'admin' })).status, 200);
      const elsewhere = await subject.request('GET', '/v1/settings', { as: { tenant: 'other', role: 'dispatcher' } });
      assert.equal(elsewhere.status, 200);
      const window = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
      const { headers } = await subject.request('GET', `/v1/snapshot?${window}`, { as: 'viewer' });
      assert.match(headers.get('ratelimit') ?? '', /"subject";r=10;/);
    });
  });

  describe('of an address', () => {
    beforeEach(async () => {
      subject = await openTestConnector({ config: limits('address: { quota: 20, windowSeconds: 20 }') });
    });
    const from = (forwarded: string, peer = '198.51.100.1', headers = {}) =>
      subject.connector.fetch(
        new Request('http://127.0.0.1:8787/v1/jobs', { headers: { 'x-forwarded-for': forwarded, ...headers } }),
        { address: peer },
      );

    it('hold before anybody has signed in, for each address by itself', async () => {
      for (let i = 0; i < 20; i++) assert.equal((await from('203.0.113.1')).status, 401);
      const refused = await from('203.0.113.1');
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '1']);
      assert.match(refused.headers.get('ratelimit') ?? '', /^"address";r=0;t=20$/);
      assert.equal((await from('203.0.113.2')).status, 401);
    });

    it('cannot be got around by writing other addresses in front', async () => {
      for (let i = 0; i < 20; i++) await from(`192.0.2.${i}, 203.0.113.1`);
      assert.equal((await from('192.0.2.99, 203.0.113.1')).status, 429);
    });

    it('end sooner for bad tokens', async () => {
      const bad = { authorization: 'Bearer a.b.c' };
      const statuses = [];
      for (let i = 0; i < 4; i++) statuses.push((await from('203.0.113.1', undefined, bad)).status);
      assert.deepEqual(statuses, [401, 401, 429, 429]);
    });

    it('do not count this machine itself, nor health', async () => {
      for (let i = 0; i < 40; i++) assert.equal((await from('127.0.0.1')).status, 401);
      for (let i = 0; i < 40; i++) {
        const health = new Request('http://127.0.0.1:8787/healthz');
        assert.equal((await subject.connector.fetch(health, { address: '203.0.113.1' })).status, 200);
      }
    });
  });

  it('positions: each technician has a quota', async () => {
    subject = await openTestConnector({ config: limits('fixes: { quota: 10, windowSeconds: 10 }') });
    await seed(subject.connector.services, tenant);
    const fixes = (technicianId: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        technicianId,
        latitude: 37.7,
        longitude: -122.4,
        accuracyMeters: null,
        headingDegrees: null,
        at: new Date(subject.time.now() - i * 1000).toISOString(),
      }));
    const send = (list: unknown) => subject.request('POST', '/v1/fixes', { as: 'admin', send: { fixes: list } });
    assert.equal((await send([...fixes('t1', 10), ...fixes('t2', 5)])).status, 202);
    assert.equal((await send(fixes('t2', 5))).status, 202);
    const refused = await send(fixes('t1', 2));
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '2']);
    assert.match(refused.headers.get('ratelimit') ?? '', /"fixes";r=0/);
  });
});

describe('pages of other origins', () => {
  beforeEach(async () => {
    subject = await openTestConnector({
      config:
        'cors: { origins: ["https://all.example"], tenants: { acme: ["https://acme.example"], other: ["https://other.example"] } }',
    });
  });
  const preflight = (origin: string) =>
    subject.connector.fetch(
      new Request('http://127.0.0.1:8787/v1/jobs', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
      }),
    );

  it('a preflight has no token: every origin listed at all is answered, no other', async () => {
    for (const origin of ['https://all.example', 'https://acme.example', 'https://other.example']) {
      const { status, headers } = await preflight(origin);
      assert.deepEqual(
        [status, headers.get('access-control-allow-origin'), headers.get('vary')?.includes('Origin')],
        [204, origin, true],
      );
      assert.equal(headers.get('access-control-allow-credentials'), null);
    }
    for (const origin of ['https://evil.example', 'https://acme.example.evil.example', 'null', 'http://acme.example'])
      assert.equal((await preflight(origin)).headers.get('access-control-allow-origin'), null);
  });

  it('a token only from its own tenant’s pages', async () => {
    const ask = (origin: string) => subject.request<Problem>('GET', '/v1/jobs', { headers: { origin } });
    for (const origin of ['https://all.example', 'https://acme.example']) {
      const { status, headers } = await ask(origin);
      assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, origin]);
      for (const name of ['ETag', 'Link', 'Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'Deprecation', 'Sunset'])
        assert.ok(headers.get('access-control-expose-headers')?.split(',').includes(name), name);
    }
    const refused = await ask('https://other.example');
    assert.deepEqual([refused.status, refused.body.code], [403, 'not_allowed']);
    assert.equal((await ask('https://evil.example')).headers.get('access-control-allow-origin'), null);
  });
});
