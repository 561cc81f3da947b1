import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IssuedToken } from '@dispatchkit/contract';
import { seed } from '../../../test/fixture.ts';
import { openTestConnector } from '../../../test/test-connector.ts';
import type { PublicSigningKey } from '../../ports/credentials.ts';
import { hashOfOperatorKey, newOperatorKey } from './operator-keys.ts';

describe('/operator/signing-keys', () => {
  it('lists, rotates and retires, for operators alone, and never shows a private part', async () => {
    const key = newOperatorKey();
    await using subject = await openTestConnector({ config: `operators: { keyHashes: [${await hashOfOperatorKey(key)}] }` });
    await seed(subject.connector.services, 'acme');
    const ask = <T>(method: string, path: string, token = key) =>
      subject.request<T>(method, `/operator/signing-keys${path}`, { as: null, headers: { authorization: `Bearer ${token}` } });
    const list = async () => (await ask<{ items: PublicSigningKey[] }>('GET', '')).body.items;
    const link = async () => (await subject.request<IssuedToken>('POST', '/v1/jobs/j1/customer-links', { send: {} })).body.token;
    const status = async (token: string) =>
      (await subject.request('GET', '/v1/jobs/j1', { as: null, headers: { authorization: `Bearer ${token}` } })).status;

    const early = await link();
    const rotated = await ask<PublicSigningKey>('POST', '/rotate');
    assert.equal(rotated.status, 201);
    const [newest, oldest] = await list();
    assert.ok(newest && oldest);
    assert.deepEqual([newest.id, newest.verifiesUntil], [rotated.body.id, null]);
    assert.ok(oldest.verifiesUntil !== null);
    assert.doesNotMatch(JSON.stringify(await list()), /"d"|sealed/);

    subject.time.advance(10_000);
    const late = await link();
    assert.deepEqual([await status(early), await status(late)], [200, 200]);
    assert.equal((await ask('POST', `/${oldest.id}/retire`)).status, 204);
    subject.time.advance(70_000);
    assert.deepEqual([await status(early), await status(late)], [401, 200]);

    assert.equal((await ask('POST', '/unknown/retire')).status, 404);
    assert.equal((await ask('DELETE', '')).status, 405);
    assert.equal((await ask('GET', '?x=1')).status, 400);
    const admin = await subject.token('admin');
    for (const path of ['', '/rotate']) assert.equal((await ask(path ? 'POST' : 'GET', path, admin)).status, 401);
    // Without a database per tenant there are no tenants to administer.
    assert.equal(
      (await subject.request('GET', '/operator/tenants', { as: null, headers: { authorization: `Bearer ${key}` } })).status,
      404,
    );
  });
});
