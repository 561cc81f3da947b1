import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem, Snapshot } from '@dispatchkit/contract';
import { exportJWK, generateKeyPair } from 'jose';
import { memoryKeyFile, openTestConnector } from '../../../test/test-connector.ts';

const origin = 'http://127.0.0.1:8787';

describe('POST /dev/token', () => {
  it('signs a page of this machine in', async () => {
    await using subject = await openTestConnector();
    const { status, body } = await subject.request<{ token: string; expiresAt: string }>('POST', '/dev/token', {
      as: null,
      send: { role: 'technician', technicianId: 't1' },
      headers: { origin, 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(status, 200);
    assert.equal(body.expiresAt, '2026-11-20T13:00:00.000Z');
    const snapshot = await subject.request<Snapshot>('GET', '/v1/snapshot?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z', {
      as: null,
      headers: { authorization: `Bearer ${body.token}` },
    });
    assert.equal(snapshot.body.actor.technicianId, 't1');
    assert.equal(snapshot.body.actor.tenant, 'demo');
  });

  for (const [name, headers] of Object.entries<Record<string, string>>({
    'another origin': { origin: 'https://evil.example.com' },
    'another port of this machine': { origin: 'http://127.0.0.1:9999' },
    'a frame without an origin': { origin: 'null' },
    'another site, by the browser’s own word': { origin, 'sec-fetch-site': 'cross-site' },
  })) {
    it(`refuses ${name}`, async () => {
      await using subject = await openTestConnector();
      const { status, body } = await subject.request<Problem>('POST', '/dev/token', {
        as: null,
        send: { role: 'admin' },
        headers,
      });
      assert.equal(status, 403);
      assert.equal(body.code, 'not_allowed');
    });
  }

  it('refuses a foreign name that points here', async () => {
    await using subject = await openTestConnector();
    const request = new Request('http://evil.example.com/dev/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://evil.example.com' },
      body: '{"role":"admin"}',
    });
    assert.equal((await subject.connector.fetch(request)).status, 403);
  });

  it('takes neither unknown roles nor another tenant', async () => {
    await using subject = await openTestConnector();
    for (const send of [{ role: 'root' }, { role: 'admin', tenant: 'acme' }, {}]) {
      const { status } = await subject.request('POST', '/dev/token', { as: null, send });
      assert.equal(status, 422);
    }
  });

  it('is not there once an issuer is configured', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwks = JSON.stringify({ keys: [await exportJWK(publicKey)] });
    await using subject = await openTestConnector({
      config: `auth: { issuers: [{ issuer: "https://login.example.com", jwks: ${jwks} }] }`,
    });
    const { status } = await subject.request('POST', '/dev/token', { as: null, send: { role: 'admin' } });
    assert.equal(status, 404);
    assert.equal(subject.connector.devIssuer, undefined);
  });
});

describe('in production', () => {
  it('the development issuer refuses to run', async () => {
    await assert.rejects(
      openTestConnector({ production: true, config: 'auth: { development: { enabled: true } }' }),
      /does not run with NODE_ENV=production/,
    );
    await assert.rejects(openTestConnector({ production: true, keyFile: memoryKeyFile() }), /configure auth\.issuers/);
  });
});
