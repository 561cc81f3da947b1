import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ApiKeyCreated, IssuedToken, Problem } from '@dispatchkit/contract';
import { seed } from '../../../test/fixture.ts';
import { samples } from '../../../test/samples.ts';
import { openTestConnector, type TestConnector, type TestRequest } from '../../../test/test-connector.ts';
import { operations } from '../operations/index.ts';

const config = 'auth: { stepUp: { acr: ["urn:example:gold", silver], amr: [mfa, hwk], maxAgeMinutes: 5 } }';

describe('a stronger sign-in', () => {
  let subject: TestConnector;
  before(async () => {
    subject = await openTestConnector({ config });
    await seed(subject.connector.services, 'acme');
  });
  after(() => subject[Symbol.asyncDispose]());

  const at = (minutesAgo: number) => Math.floor(subject.time.now() / 1000) - minutesAgo * 60;
  const strong = () => ({ acr: 'silver', amr: ['pwd', 'mfa'], at: at(4) });
  const admin = (signIn: object): TestRequest => ({ as: { tenant: 'acme', role: 'admin', signIn } });
  const make = (request: TestRequest) =>
    subject.request<ApiKeyCreated & Problem>('POST', '/v1/api-keys', {
      ...request,
      send: { name: 'x', scopes: ['jobs:read', 'settings:write', 'embed_tokens:write', 'api_keys:write'] },
    });

  it('is asked for by everything that gives access, takes it, or changes the tenant', () => {
    const asking = operations.filter(({ stepUp }) => stepUp).map(({ id }) => id);
    for (const id of ['createApiKey', 'changeApiKey', 'deleteApiKey', 'revokeTokens', 'changeSettings', 'createWebhook']) {
      assert.ok(asking.includes(id), id);
    }
    assert.ok(operations.filter(({ stepUp }) => stepUp).every(({ method }) => method !== 'get'));
  });

  it('passes when class, method and age are as configured', async () => {
    assert.equal((await make(admin(strong()))).status, 201);
    assert.equal((await make(admin({ ...strong(), acr: 'urn:example:gold', amr: ['hwk'] }))).status, 201);
  });

  for (const [name, weak] of Object.entries<(minutes: (ago: number) => number) => object>({
    'no word about the sign-in': () => ({}),
    'another class': (ago) => ({ acr: 'bronze', amr: ['mfa'], at: ago(1) }),
    'no class': (ago) => ({ amr: ['mfa'], at: ago(1) }),
    'another method': (ago) => ({ acr: 'silver', amr: ['pwd'], at: ago(1) }),
    'no method': (ago) => ({ acr: 'silver', at: ago(1) }),
    'too long ago': (ago) => ({ acr: 'silver', amr: ['mfa'], at: ago(6) }),
    'no time': () => ({ acr: 'silver', amr: ['mfa'] }),
  })) {
    it(`${name}: 401 that says what to sign in with (RFC 9470), and nothing is written`, async () => {
      const seq = await subject.seq();
      const { status, body, headers } = await make(admin(weak(at)));
      assert.deepEqual([status, body.code], [401, 'step_up_required']);
      const challenge = headers.get('www-authenticate') ?? '';
      assert.match(challenge, /^Bearer realm="dispatchkit", error="insufficient_user_authentication"/);
      assert.match(challenge, /acr_values="urn:example:gold silver", max_age=300$/);
      assert.equal(await subject.seq(), seq);
    });
  }

  it('is not asked for elsewhere', async () => {
    assert.equal((await subject.request('GET', '/v1/api-keys', admin({}))).status, 200);
    assert.equal((await subject.request('POST', '/v1/jobs', { ...admin({}), send: { title: 'x' } })).status, 201);
  });

  it('comes after the role: who may not do it at all is not sent to sign in again', async () => {
    const { status } = await subject.request('POST', '/v1/api-keys', {
      as: 'dispatcher',
      send: { name: 'x', scopes: ['jobs:read'] },
    });
    assert.equal(status, 403);
  });

  it('took place when an API key was made, so the key passes; an embed token never does', async () => {
    const { body } = await make(admin(strong()));
    const bearer = (token: string): TestRequest => ({ as: null, headers: { authorization: `Bearer ${token}` } });
    const asKey = await subject.request('PATCH', '/v1/settings', {
      ...bearer(body.key),
      ifMatch: '*',
      ...samples.changeSettings,
    });
    assert.equal(asKey.status, 200);
    const { body: all } = await subject.request<ApiKeyCreated>('POST', '/v1/api-keys', {
      ...admin(strong()),
      send: { name: 'All', scopes: [...new Set(operations.map(({ action }) => action)), 'assignments:override'] },
    });
    const { body: token, status } = await subject.request<IssuedToken>('POST', '/v1/embed-tokens', {
      ...bearer(all.key),
      send: { subject: 'boss', role: 'admin' },
    });
    assert.equal(status, 201);
    const asEmbed = await subject.request<Problem>('PATCH', '/v1/settings', {
      ...bearer(token.token),
      ifMatch: '*',
      ...samples.changeSettings,
    });
    assert.deepEqual([asEmbed.status, asEmbed.body.code], [401, 'step_up_required']);
  });
});
