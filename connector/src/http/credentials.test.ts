import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ApiKey, ApiKeyCreated, Assignment, Event, IssuedToken, Job, Problem, TokenRevocation } from '@dispatchkit/contract';
import { type Action, actions, capabilitiesOf, type Role } from '@dispatchkit/contract';
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import { FakeTime } from '../../test/fake-time.ts';
import { seed } from '../../test/fixture.ts';
import { readStream } from '../../test/read-stream.ts';
import { memoryKeyFile, openTestConnector, type TestConnector, type TestRequest } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';
import { temporaryFolder } from '../stores/test-store.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
  await seed(subject.connector.services, 'acme');
});
after(() => subject[Symbol.asyncDispose]());

const with_ = (token: string): TestRequest => ({ as: null, headers: { authorization: `Bearer ${token}` } });

async function apiKey(scopes: readonly Action[], more: object = {}): Promise<ApiKeyCreated> {
  const { status, body } = await subject.request<ApiKeyCreated>('POST', '/v1/api-keys', {
    as: 'admin',
    send: { name: 'ERP', scopes, ...more },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

const scopesOf = (role: Role) => Object.keys(capabilitiesOf(role)) as Action[];
const statusWith = async (token: string, path = '/v1/jobs') => (await subject.request('GET', path, with_(token))).status;

describe('an API key', () => {
  it('is shown once, and only a hash of it is kept', async () => {
    const { key, ...created } = await apiKey(['jobs:read']);
    assert.match(key, new RegExp(`^dk_acme_${created.id}_[0-9a-f]{64}$`));
    assert.equal(created.prefix, `dk_acme_${created.id}`);
    const { body } = await subject.request<ApiKey>('GET', `/v1/api-keys/${created.id}`, { as: 'admin' });
    const history = await subject.request('GET', '/v1/events?sort=-seq', { as: 'admin' });
    const secret = key.split('_').at(-1) ?? '';
    for (const text of [JSON.stringify(body), JSON.stringify(history.body)]) assert.equal(text.includes(secret), false);
    assert.notEqual((await subject.connector.store.credentials.apiKey('acme', created.id))?.hash, secret);
  });

  it('may do what its scopes say, on all rows, and nothing else', async () => {
    const { key } = await apiKey(['jobs:read', 'jobs:write']);
    const jobs = await subject.request<{ total: number }>('GET', '/v1/jobs', with_(key));
    assert.equal(jobs.status, 200);
    assert.ok(jobs.body.total >= 2);
    assert.equal((await subject.request('POST', '/v1/jobs', { ...with_(key), send: { title: 'From the ERP' } })).status, 201);
    for (const path of ['/v1/technicians', '/v1/settings', '/v1/api-keys', '/v1/snapshot', '/v1/events']) {
      const { status, body, headers } = await subject.request<Problem>('GET', path, with_(key));
      assert.equal(status, 403, path);
      assert.equal(body.code, 'not_allowed');
      assert.match(headers.get('www-authenticate') ?? '', /insufficient_scope/);
    }
  });

  it('is named in the history', async () => {
    const { key, id } = await apiKey(['jobs:write']);
    const { body: job } = await subject.request<{ id: string }>('POST', '/v1/jobs', { ...with_(key), send: { title: 'x' } });
    const { body } = await subject.request<{ items: { actor: object }[] }>('GET', `/v1/jobs/${job.id}/events`);
    assert.deepEqual(body.items[0]?.actor, { id: `api-key:${id}`, name: 'ERP', role: 'api_key' });
  });

  it('is refused with 401 when anything of it is wrong, whatever it is', async () => {
    const { key, id } = await apiKey(['jobs:read']);
    const secret = key.split('_').at(-1) ?? '';
    const wrong = `${secret.startsWith('0') ? '1' : '0'}${secret.slice(1)}`;
    const answers = new Set<string>();
    for (const bad of [
      `dk_acme_${id}_${wrong}`,
      `dk_acme_${id}_${'0'.repeat(64)}`,
      `dk_acme_unknown_${secret}`,
      `dk_other_${id}_${secret}`,
      `dk_acme_key1_${secret}`,
      `dk_acme_${id}_${secret}0`,
      `dk_acme_${id}_${secret.slice(1)}`,
      `dk_acme_${id}_${secret.toUpperCase()}x`,
      `dk_${id}_${secret}`,
      'dk_',
      'dk_acme',
    ]) {
      const { status, body, headers } = await subject.request<Problem>('GET', '/v1/jobs', with_(bad));
      assert.equal(status, 401, bad);
      assert.match(headers.get('www-authenticate') ?? '', /error="invalid_token"/);
      answers.add(body.detail);
    }
    assert.deepEqual([...answers], ['The API key is not accepted.']);
  });

  it('cannot have a scope that is none, or that its maker does not have', async () => {
    const unknown = await subject.request<Problem>('POST', '/v1/api-keys', {
      as: 'admin',
      send: { name: 'x', scopes: ['jobs:all'] },
    });
    assert.equal(unknown.status, 422);
    const { key } = await apiKey(['api_keys:write', 'jobs:read']);
    const more = await subject.request<Problem>('POST', '/v1/api-keys', {
      ...with_(key),
      send: { name: 'x', scopes: ['jobs:read', 'jobs:write'] },
    });
    assert.equal(more.status, 403);
    assert.deepEqual(
      more.body.errors?.map(({ pointer }) => pointer),
      ['/scopes/1'],
    );
    const { status, body } = await subject.request<ApiKeyCreated>('POST', '/v1/api-keys', {
      ...with_(key),
      send: { name: 'x', scopes: ['jobs:read'] },
    });
    assert.equal(status, 201);
    const wider = await subject.request('PATCH', `/v1/api-keys/${body.id}`, {
      ...with_(key),
      ifMatch: '*',
      send: { scopes: ['jobs:write'] },
    });
    assert.equal(wider.status, 403);
    const strong = await apiKey(['jobs:delete']);
    const longer = await subject.request('PATCH', `/v1/api-keys/${strong.id}`, {
      ...with_(key),
      ifMatch: '*',
      send: { expiresAt: null },
    });
    assert.equal(longer.status, 403, 'a key that may do more is not changed');
  });

  it('cannot outlive the key it was made with, and ends when it says', async () => {
    const expiresAt = new Date(subject.time.now() + 3_600_000).toISOString();
    const { key } = await apiKey(['api_keys:write', 'jobs:read'], { expiresAt });
    const child = (end: string | null) =>
      subject.request<ApiKeyCreated>('POST', '/v1/api-keys', {
        ...with_(key),
        send: { name: 'x', scopes: ['jobs:read'], expiresAt: end },
      });
    assert.equal((await child(null)).status, 403);
    assert.equal((await child(new Date(subject.time.now() + 3_700_000).toISOString())).status, 403);
    assert.equal((await child(expiresAt)).status, 201);
    assert.equal((await child(new Date(subject.time.now() - 1).toISOString())).status, 422);
    assert.equal(await statusWith(key), 200);
    subject.time.advance(3_600_000);
    const { status, body } = await subject.request<Problem>('GET', '/v1/jobs', with_(key));
    assert.deepEqual([status, body.code], [401, 'token_expired']);
  });

  for (const [name, take] of [
    [
      'revoked',
      (id: string) => subject.request('PATCH', `/v1/api-keys/${id}`, { as: 'admin', ifMatch: '*', send: { revoked: true } }),
    ],
    ['deleted', (id: string) => subject.request('DELETE', `/v1/api-keys/${id}`, { as: 'admin', ifMatch: '*' })],
    [
      'given other scopes',
      (id: string) =>
        subject.request('PATCH', `/v1/api-keys/${id}`, { as: 'admin', ifMatch: '*', send: { scopes: ['sites:read'] } }),
    ],
  ] as const) {
    it(`${name} counts at once, and ends its streams`, async () => {
      const { key, id } = await apiKey(['jobs:read', 'events:read']);
      assert.equal(await statusWith(key), 200);
      const stream = readStream(
        await subject.fetch('GET', '/v1/events', {
          ...with_(key),
          headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
        }),
      );
      await stream.comment();
      assert.equal((await take(id)).status, 200);
      assert.equal(await statusWith(key), name === 'given other scopes' ? 403 : 401);
      while (await stream.nextOrEnd());
    });
  }

  it('never comes back once it is revoked', async () => {
    const { key, id } = await apiKey(['jobs:read']);
    await subject.request('PATCH', `/v1/api-keys/${id}`, { as: 'admin', ifMatch: '*', send: { revoked: true } });
    const { status } = await subject.request('PATCH', `/v1/api-keys/${id}`, {
      as: 'admin',
      ifMatch: '*',
      send: { revokedAt: null },
    });
    assert.equal(status, 422);
    assert.equal(await statusWith(key), 401);
  });

  it('tells when it was last used, without a version or an event for each use', async () => {
    const { key, id, version } = await apiKey(['jobs:read']);
    const seq = await subject.seq();
    for (let i = 0; i < 5; i++) await statusWith(key);
    const usedAt = new Date(subject.time.now()).toISOString();
    subject.time.advance(60_000);
    await subject.connector.store.ping();
    const { body } = await subject.request<ApiKey>('GET', `/v1/api-keys/${id}`, { as: 'admin' });
    assert.deepEqual([body.lastUsedAt, body.version], [usedAt, version]);
    assert.equal(await subject.seq(), seq);
  });

  it('of another tenant opens nothing here', async () => {
    await seed(subject.connector.services, 'globex');
    const { body } = await subject.request<ApiKeyCreated>('POST', '/v1/api-keys', {
      as: { tenant: 'globex', role: 'admin' },
      send: { name: 'x', scopes: ['jobs:read', 'jobs:write'] },
    });
    const { body: jobs } = await subject.request<{ items: Job[] }>('GET', '/v1/jobs', with_(body.key));
    await subject.request('POST', '/v1/jobs', { ...with_(body.key), send: { id: 'globex-job', title: 'x' } });
    assert.equal((await subject.request('GET', '/v1/jobs/globex-job')).status, 404);
    assert.ok(
      jobs.items.every(({ title }) => title !== 'From the ERP'),
      'made in acme by a test above',
    );
    assert.equal(await statusWith(body.key.replace('dk_globex_', 'dk_acme_')), 401);
  });
});

describe('an embed token', () => {
  const trade = (key: string, send: object) =>
    subject.request<IssuedToken & Problem>('POST', '/v1/embed-tokens', { ...with_(key), send });

  it('is signed by a key that the connector publishes, and says who it is for', async () => {
    const { key } = await apiKey([...scopesOf('dispatcher'), 'embed_tokens:write']);
    const { status, body } = await trade(key, {
      subject: 'employee-17',
      name: 'Kim Ray',
      role: 'dispatcher',
      territories: ['north'],
    });
    assert.equal(status, 201, JSON.stringify(body));
    const published = await subject.request<{ keys: JWK[] }>('GET', '/.well-known/jwks.json', { as: null });
    assert.match(published.headers.get('cache-control') ?? '', /public, max-age=/);
    const { kid, alg } = decodeProtectedHeader(body.token);
    const jwk = published.body.keys.find((candidate) => candidate.kid === kid);
    assert.ok(jwk);
    assert.equal(JSON.stringify(published.body).includes('"d"'), false);
    const { payload } = await jwtVerify(body.token, await importJWK(jwk, alg), { currentDate: new Date(subject.time.now()) });
    const { sub, jti, tenant, role, territories, aud, iat = 0, exp = 0 } = payload;
    assert.deepEqual(
      [sub, jti, tenant, role, territories, aud],
      ['employee-17', body.tokenId, 'acme', 'dispatcher', ['north'], 'dispatchkit'],
    );
    assert.equal(exp - iat, 15 * 60);
    assert.equal(await statusWith(body.token), 200);
  });

  it('never does more than the key it was traded for', async () => {
    const { key } = await apiKey([...scopesOf('viewer'), 'embed_tokens:write']);
    assert.equal((await trade(key, { subject: 'u', role: 'viewer' })).status, 201);
    for (const role of ['dispatcher', 'supervisor', 'admin']) {
      const { status, body } = await trade(key, { subject: 'u', role });
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [403, 'not_allowed', '/role'], role);
    }
    const { key: without } = await apiKey(scopesOf('dispatcher'));
    assert.equal((await trade(without, { subject: 'u', role: 'viewer' })).status, 403);
  });

  it('cannot be traded on, whatever its role', async () => {
    const { key } = await apiKey([...actions]);
    const { body } = await trade(key, { subject: 'boss', role: 'admin' });
    for (const [path, send] of [
      ['/v1/embed-tokens', { subject: 'u', role: 'viewer' }],
      ['/v1/api-keys', { name: 'x', scopes: ['jobs:read'] }],
      ['/v1/jobs/j1/customer-links', {}],
      ['/v1/tokens/revoke', { tokenId: 'x' }],
      ['/v1/webhooks', { url: 'https://example.com/' }],
    ] as const) {
      assert.equal((await subject.request('POST', path, { ...with_(body.token), send })).status, 403, path);
    }
    assert.equal(await statusWith(body.token, '/v1/api-keys'), 403);
    assert.equal(await statusWith(body.token, '/v1/settings'), 200);
  });

  it('lives at most an hour, and is for somebody who exists', async () => {
    const { key } = await apiKey([...actions]);
    for (const [send, pointer] of [
      [{ subject: 'u', role: 'viewer', expiresInMinutes: 61 }, '/expiresInMinutes'],
      [{ subject: 'u', role: 'customer' }, '/role'],
      [{ subject: '', role: 'viewer' }, '/subject'],
      [{ subject: 'api-key:x', role: 'viewer' }, '/subject'],
      [{ subject: 'u', role: 'technician' }, '/technicianId'],
      [{ subject: 'u', role: 'technician', technicianId: 'nobody' }, '/technicianId'],
      [{ subject: 'u', role: 'viewer', origins: ['https://erp.example.com/'] }, '/origins/0'],
    ] as const) {
      const { status, body } = await trade(key, send);
      assert.equal(status, 422, JSON.stringify(send));
      assert.ok(
        body.errors?.some((error) => error.pointer === pointer),
        JSON.stringify(body),
      );
    }
    const { body } = await trade(key, { subject: 'u', role: 'technician', technicianId: 't1', expiresInMinutes: 1 });
    assert.equal(await statusWith(body.token), 200);
    subject.time.advance(60_000 + 61_000);
    assert.equal(await statusWith(body.token), 401);
  });

  it('is only for the pages it names', async () => {
    const { key } = await apiKey([...actions]);
    const { body } = await trade(key, { subject: 'u', role: 'viewer', origins: ['https://erp.example.com'] });
    const from = async (origin: string) =>
      (await subject.request('GET', '/v1/jobs', { as: null, headers: { authorization: `Bearer ${body.token}`, origin } })).status;
    assert.equal(await from('https://evil.example.com'), 403);
    assert.equal(await statusWith(body.token), 200);
  });
});

describe('a customer link', () => {
  it('opens one job and nothing else, until it ends', async () => {
    const { body, status } = await subject.request<IssuedToken>('POST', '/v1/jobs/j1/customer-links', {
      send: { expiresInMinutes: 60 },
    });
    assert.equal(status, 201);
    assert.equal(await statusWith(body.token, '/v1/jobs/j1'), 200);
    for (const path of ['/v1/jobs/j2', '/v1/jobs/j2/events', '/v1/assignments/unknown'])
      assert.equal(await statusWith(body.token, path), 404);
    for (const path of ['/v1/technicians', '/v1/customers', '/v1/sites', '/v1/snapshot', '/v1/settings']) {
      assert.equal(await statusWith(body.token, path), 403, path);
    }
    subject.time.advance(3_600_000 + 61_000);
    assert.equal(await statusWith(body.token, '/v1/jobs/j1'), 401);
  });

  it('is made for jobs that are there, by those who may', async () => {
    assert.equal((await subject.request('POST', '/v1/jobs/unknown/customer-links', { send: {} })).status, 404);
    assert.equal((await subject.request('POST', '/v1/jobs/j1/customer-links', { as: 'viewer', send: {} })).status, 403);
    const tooLong = await subject.request<Problem>('POST', '/v1/jobs/j1/customer-links', { send: { expiresInMinutes: 525_600 } });
    assert.equal(tooLong.status, 422);
  });
});

describe('revoking', () => {
  const revoke = (send: object) => subject.request<TokenRevocation & Problem>('POST', '/v1/tokens/revoke', { as: 'admin', send });

  it('one token by its id ends that one and its streams, at once', async () => {
    const links = await Promise.all(
      [1, 2].map(() => subject.request<IssuedToken>('POST', '/v1/jobs/j1/customer-links', { send: {} })),
    );
    const [first, second] = links.map(({ body }) => body);
    assert.ok(first && second);
    const open = async ({ token }: IssuedToken) => {
      const reader = readStream(
        await subject.fetch('GET', '/v1/events', {
          as: null,
          headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
        }),
      );
      await reader.comment();
      return reader;
    };
    const [gone, stays] = [await open(first), await open(second)];
    const seq = await subject.seq();
    const { status, body } = await revoke({ tokenId: first.tokenId });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(await subject.seq(), seq + 1, 'the history says that tokens were revoked');
    assert.equal(await statusWith(first.token, '/v1/jobs/j1'), 401);
    assert.equal(await statusWith(second.token, '/v1/jobs/j1'), 200);
    while (await gone.nextOrEnd());
    await subject.connector.services.changeJob(
      { tenant: 'acme', id: 'system', name: null, role: 'system', technicianId: null, method: 'system', requestId: null },
      'j1',
      { title: 'Oven will not light at all' },
      null,
    );
    assert.equal((await stays.next()).event, 'event');
    await stays.cancel();
    const { body: list } = await subject.request<{ items: TokenRevocation[] }>('GET', '/v1/tokens/revocations', { as: 'admin' });
    assert.deepEqual([list.items[0]?.kind, list.items[0]?.value], ['token', first.tokenId]);
  });

  it('a subject ends all tokens issued until now, of any issuer, and none that come later', async () => {
    const who = { tenant: 'acme', role: 'dispatcher', subject: 'leaver' } as const;
    const old = await subject.token(who);
    assert.equal(await statusWith(old), 200);
    assert.equal((await revoke({ subject: 'leaver' })).status, 200);
    assert.equal(await statusWith(old), 401);
    subject.time.advance(1_000);
    assert.equal(await statusWith(await subject.token(who)), 200);
    assert.equal(await statusWith(await subject.token({ ...who, subject: 'somebody-else' })), 200);
    assert.equal(
      await statusWith(await subject.token({ ...who, tenant: 'globex' })),
      200,
      'in another tenant the same name is somebody else',
    );
  });

  it('refuses what makes no sense', async () => {
    for (const send of [
      {},
      { tokenId: 'x', subject: 'y' },
      { tokenId: 'x', before: '2026-11-20T10:00:00Z' },
      { subject: 'x', before: '2030-01-01T00:00:00Z' },
      { subject: 'api-key:x' },
    ]) {
      assert.equal((await revoke(send)).status, 422, JSON.stringify(send));
    }
    assert.equal((await subject.request('POST', '/v1/tokens/revoke', { send: { tokenId: 'x' } })).status, 403);
  });
});

describe('the key set', () => {
  it('is readable by everybody, from every page', async () => {
    const { status, headers } = await subject.request('GET', '/.well-known/jwks.json', { as: null });
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/jwk-set+json');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal((await subject.request('POST', '/.well-known/jwks.json', { as: null })).status, 405);
  });
});

describe('two instances on one database', () => {
  it('share signing keys, and notice within two seconds what the other took back', async () => {
    const folder = await temporaryFolder();
    const databaseUrl = `file:${join(folder.path, 'shared.db')}`;
    const keyFile = memoryKeyFile();
    const time = new FakeTime();
    const here = await openTestConnector({ databaseUrl, keyFile, time });
    const there = await openTestConnector({ databaseUrl, keyFile, time });
    try {
      await seed(here.connector.services, 'acme');
      const ask = async (side: TestConnector, token: string) => (await side.request('GET', '/v1/jobs/j1', with_(token))).status;
      const { body: link } = await here.request<IssuedToken>('POST', '/v1/jobs/j1/customer-links', { send: {} });
      const { body: other } = await there.request<IssuedToken>('POST', '/v1/jobs/j1/customer-links', { send: {} });
      for (const side of [here, there]) for (const { token } of [link, other]) assert.equal(await ask(side, token), 200);
      assert.equal(decodeProtectedHeader(link.token).kid, decodeProtectedHeader(other.token).kid, 'of two first keys one stays');

      const { body: key } = await here.request<ApiKeyCreated>('POST', '/v1/api-keys', {
        as: 'admin',
        send: { name: 'ERP', scopes: ['jobs:read', 'events:read'] },
      });
      assert.equal(await ask(there, key.key), 200);
      const stream = readStream(
        await there.fetch('GET', '/v1/events', {
          as: null,
          headers: { authorization: `Bearer ${link.token}`, accept: 'text/event-stream' },
        }),
      );
      await stream.comment();

      await here.request('POST', '/v1/tokens/revoke', { as: 'admin', send: { tokenId: link.tokenId } });
      await here.request('DELETE', `/v1/api-keys/${key.id}`, { as: 'admin', ifMatch: '*' });
      time.advance(2_000);
      assert.equal(await ask(there, link.token), 401);
      assert.equal(await ask(there, key.key), 401);
      assert.equal(await ask(there, other.token), 200);
      while (await stream.nextOrEnd());
    } finally {
      await here[Symbol.asyncDispose]();
      await there[Symbol.asyncDispose]();
      await folder.remove();
    }
  });
});

describe('what a customer sees', () => {
  let link: TestRequest;
  const hidden = 'not for customers';

  before(async () => {
    const { services } = subject.connector;
    const system = systemActor('acme');
    await services.createCustomer(system, { id: 'c-link', name: hidden });
    await services.createSite(system, { id: 's-link', name: hidden, address: hidden, accessNotes: hidden, customerId: 'c-link' });
    await services.createJob(system, {
      id: 'linked',
      title: 'Replace the meter',
      description: hidden,
      externalRef: hidden,
      source: hidden,
      territory: hidden,
      siteId: 's-link',
      quotedPrice: { amount: 12_500, currency: 'EUR' },
      windowStartsAt: '2026-11-21T08:00:00Z',
      windowEndsAt: '2026-11-21T12:00:00Z',
      durationMinutes: 45,
    });
    await services.assignJob(system, {
      id: 'a-link',
      jobId: 'linked',
      technicianId: 't2',
      startsAt: '2026-11-21T09:00:00Z',
      notes: hidden,
      override: true,
    });
    const { body } = await subject.request<IssuedToken>('POST', '/v1/jobs/linked/customer-links', { send: {} });
    link = with_(body.token);
  });

  it('is what the job is and when somebody was promised, and nothing internal', async () => {
    const { body } = await subject.request<Job>('GET', '/v1/jobs/linked', link);
    const { title, windowStartsAt, windowEndsAt, durationMinutes, customerId, siteId, quotedPrice } = body;
    assert.deepEqual(
      { title, windowStartsAt, windowEndsAt, durationMinutes },
      {
        title: 'Replace the meter',
        windowStartsAt: '2026-11-21T08:00:00.000Z',
        windowEndsAt: '2026-11-21T12:00:00.000Z',
        durationMinutes: 45,
      },
    );
    assert.deepEqual([customerId, siteId, quotedPrice], [null, null, null]);
    for (const path of ['/v1/jobs/linked', '/v1/jobs', '/v1/assignments', '/v1/events', '/v1/jobs/linked/events?limit=500']) {
      const answer = await subject.request('GET', path, link);
      assert.equal(answer.status, 200, path);
      const text = JSON.stringify(answer.body);
      for (const word of [hidden, 'c-link', 's-link', '12500']) assert.equal(text.includes(word), false, `${path}: ${word}`);
    }
  });

  it('is no plan before it is released, and then when somebody comes', async () => {
    const assignments = async () => (await subject.request<{ items: Assignment[] }>('GET', '/v1/assignments', link)).body.items;
    assert.deepEqual(await assignments(), []);
    assert.equal((await subject.request('GET', '/v1/assignments/a-link', link)).status, 404);
    const stream = readStream(
      await subject.fetch('GET', '/v1/events', { ...link, headers: { ...link.headers, accept: 'text/event-stream' } }),
    );
    await stream.comment();
    await subject.request('PATCH', '/v1/assignments/a-link', { ifMatch: '*', send: { notes: 'moved about', override: true } });
    await subject.request('PATCH', '/v1/assignments/a-link', { ifMatch: '*', send: { released: true } });
    const [assignment] = await assignments();
    assert.deepEqual([assignment?.startsAt, assignment?.notes, assignment?.overridden], ['2026-11-21T09:00:00.000Z', '', []]);
    const event = JSON.parse((await stream.next()).data) as Event;
    assert.deepEqual(
      event.changes.map(({ kind, id, previous }) => [kind, id, previous]),
      [
        ['assignments', 'a-link', undefined],
        ['jobs', 'linked', { status: 'scheduled' }],
      ],
    );
    assert.deepEqual(event.actor, { id: 'hidden', name: null, role: 'system' });
    assert.equal(JSON.stringify(event).includes(hidden), false);
    await stream.cancel();
  });

  it('cannot be filtered by what is hidden, nor widened', async () => {
    for (const query of ['q=customers', 'externalRef=x', 'customerId=c-link', 'siteId=s-link', 'district=x', 'technicianId=t1']) {
      assert.equal((await subject.request('GET', `/v1/jobs?${query}`, link)).status, 400, query);
    }
    for (const query of ['include=customer', 'include=site', 'include=assignments,site']) {
      const { status, body } = await subject.request('GET', `/v1/jobs?${query}`, link);
      assert.ok(status === 403 || status === 400, `${query}: ${status} ${JSON.stringify(body)}`);
    }
    const { status, body } = await subject.request('GET', '/v1/jobs?include=assignments', link);
    assert.equal(JSON.stringify(body).includes(hidden), false, String(status));
    assert.notEqual((await subject.request('GET', '/v1/nearby?latitude=37.7&longitude=-122.4', link)).status, 200);
    assert.equal((await subject.request('GET', '/v1/exports/jobs.csv', link)).status === 200, false);
  });
});
