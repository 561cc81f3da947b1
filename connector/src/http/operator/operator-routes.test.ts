import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Problem } from '@dispatchkit/contract';
import { FakeTime } from '../../../test/fake-time.ts';
import { openTestConnector, type TestConnector } from '../../../test/test-connector.ts';
import type { Log } from '../../ports/log.ts';
import { temporaryFolder } from '../../stores/test-store.ts';
import { openTestInstallation, type TestInstallation } from '../../stores/test-tenant-stores.ts';
import { hashOfOperatorKey, newOperatorKey } from './operator-keys.ts';
import { MigrationAnswer, operatorOperations, TenantAnswer, TenantPage } from './operator-operations.ts';
import { signingKeyOperations } from './signing-key-routes.ts';

describe('/operator/tenants', () => {
  const key = newOperatorKey();
  const lines: string[] = [];
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let installation: TestInstallation;
  let subject: TestConnector;
  before(async () => {
    const time = new FakeTime();
    const note = (...parts: unknown[]) => lines.push(JSON.stringify(parts));
    const log: Log = { debug: note, info: note, warn: note, error: note };
    folder = await temporaryFolder();
    installation = await openTestInstallation({ folder: folder.path, clock: time, log });
    const hashes = [await hashOfOperatorKey(newOperatorKey()), await hashOfOperatorKey(key)];
    subject = await openTestConnector({
      time,
      log,
      store: installation.store,
      tenantAdmin: installation.admin,
      config: `operators: { keyHashes: [${hashes.join(', ')}] }`,
    });
  });
  after(async () => {
    await subject[Symbol.asyncDispose]();
    await folder.remove();
  });

  const ask = <T = unknown>(method: string, path: string, send?: unknown, authorization = `Bearer ${key}`) =>
    subject.request<T>(method, path, { as: null, headers: { authorization }, ...(send === undefined ? {} : { send }) });
  const tenant = { as: { tenant: 'acme', role: 'admin', technicianId: null } } as const;

  test('a tenant is made, listed, suspended, resumed, migrated and retired', async () => {
    const before = await subject.request<Problem>('GET', '/v1/jobs', tenant);
    assert.deepEqual([before.status, before.body.code], [404, 'unknown_tenant']);

    const made = await ask<TenantAnswer>('POST', '/operator/tenants', { id: 'acme', name: 'Acme Ltd' });
    assert.equal(made.status, 201);
    assert.equal(made.headers.get('location'), '/operator/tenants/acme');
    assert.equal(TenantAnswer.parse(made.body).status, 'active');
    const again = await ask('POST', '/operator/tenants', { id: 'acme' });
    assert.deepEqual([again.status, again.body], [200, made.body]);
    assert.equal((await subject.request('POST', '/v1/jobs', { ...tenant, send: { title: 'Leaking tap' } })).status, 201);

    assert.deepEqual((await ask('GET', '/operator/tenants/acme')).body, made.body);
    const migrated = await ask('POST', '/operator/tenants/acme/migrate');
    assert.deepEqual(MigrationAnswer.parse(migrated.body).to, TenantAnswer.parse(made.body).schemaVersion);

    assert.equal((await ask<TenantAnswer>('POST', '/operator/tenants/acme/suspend')).body.status, 'suspended');
    const shut = await subject.request<Problem>('GET', '/v1/jobs', tenant);
    assert.deepEqual([shut.status, shut.body.code], [403, 'tenant_suspended']);
    await ask('POST', '/operator/tenants/acme/resume');
    assert.equal((await subject.request<{ items: unknown[] }>('GET', '/v1/jobs', tenant)).body.items.length, 1);

    await ask('POST', '/operator/tenants/acme/retire');
    assert.equal((await subject.request('GET', '/v1/jobs', tenant)).status, 404);
    assert.equal((await ask<Problem>('POST', '/operator/tenants', { id: 'acme' })).body.code, 'already_exists');
  });

  test('event streams of a tenant end when it is suspended', async () => {
    await ask('POST', '/operator/tenants', { id: 'streamed' });
    const as = { tenant: 'streamed', role: 'admin', technicianId: null } as const;
    const stream = await subject.fetch('GET', '/v1/events', { as, headers: { accept: 'text/event-stream' } });
    const ended = stream.text();
    await ask('POST', '/operator/tenants/streamed/suspend');
    // The log is looked at every half second.
    let isOpen = true;
    void ended.then(() => {
      isOpen = false;
    });
    for (let turns = 0; isOpen; turns++) {
      assert.ok(turns < 200, 'the stream is still open');
      subject.time.advance(500);
      await turn();
    }
    assert.equal(subject.connector.streamCount, 0);
  });

  test('the list is paged and filtered', async () => {
    for (const id of ['p1', 'p2', 'p3']) await ask('POST', '/operator/tenants', { id });
    await ask('POST', '/operator/tenants/p2/suspend');
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: TenantPage = TenantPage.parse(
        (await ask('GET', `/operator/tenants?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)).body,
      );
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    assert.deepEqual(
      ids.filter((id) => id.startsWith('p')),
      ['p1', 'p2', 'p3'],
    );
    const suspended = TenantPage.parse((await ask('GET', '/operator/tenants?status=suspended')).body);
    assert.deepEqual(
      suspended.items.map(({ id }) => id).filter((id) => id.startsWith('p')),
      ['p2'],
    );
  });

  test('nothing is told or done without an operator key: not to a stranger, not to the admin of a tenant', async () => {
    const others = ['Bearer dko_short', `Bearer ${newOperatorKey()}`, `Basic ${key}`, `Bearer ${key}x`, await admin()];
    for (const { method, path } of Object.values(operatorOperations)) {
      const address = path.replace(':id', 'p1');
      const none = await subject.request<Problem>(method, address, { as: null });
      assert.deepEqual([none.status, none.body.code], [401, 'token_missing'], address);
      for (const authorization of others) {
        const { status, body } = await ask<Problem>(
          method,
          address,
          method === 'POST' ? { id: 'evil' } : undefined,
          authorization,
        );
        assert.deepEqual([status, body.code], [401, 'token_invalid'], `${address} ${authorization.slice(0, 12)}`);
      }
    }
    assert.equal((await ask('GET', '/operator/nothing', undefined, 'Bearer x')).status, 401, 'not even which addresses exist');
    assert.equal(await installation.directory.get('evil'), undefined);
    assert.equal((await installation.directory.get('p1'))?.status, 'active');
    assert.equal((await ask('GET', '/v1/jobs')).status, 401, 'and an operator key opens no tenant');
  });

  test('what cannot be meant is refused with a reason', async () => {
    const cases: [string, string, unknown, number, string][] = [
      ['POST', '/operator/tenants', { id: '../../etc' }, 422, 'invalid'],
      ['POST', '/operator/tenants', { id: 'a', databaseUrl: 'https://elsewhere.example' }, 422, 'invalid'],
      ['POST', '/operator/tenants', { name: 'No id' }, 422, 'invalid'],
      ['POST', '/operator/tenants', [], 422, 'invalid'],
      ['POST', '/operator/tenants?x=1', { id: 'x' }, 400, 'unknown_parameter'],
      ['GET', '/operator/tenants?limit=0', undefined, 400, 'malformed_request'],
      ['GET', '/operator/tenants?limit=501', undefined, 400, 'malformed_request'],
      ['GET', '/operator/tenants?status=gone', undefined, 400, 'malformed_request'],
      ['GET', '/operator/tenants?cursor=%2F', undefined, 400, 'invalid_cursor'],
      ['GET', '/operator/tenants?limit=1&limit=2', undefined, 400, 'unknown_parameter'],
      ['GET', '/operator/tenants/nobody', undefined, 404, 'unknown_tenant'],
      ['GET', '/operator/tenants/%00', undefined, 404, 'unknown_tenant'],
      ['POST', '/operator/tenants/nobody/migrate', undefined, 404, 'unknown_tenant'],
      ['POST', '/operator/tenants/nobody/retire', undefined, 404, 'unknown_tenant'],
      ['DELETE', '/operator/tenants/p1', undefined, 405, 'method_not_allowed'],
      ['GET', '/operator/tenants/p1/retire', undefined, 405, 'method_not_allowed'],
      ['GET', '/operator', undefined, 404, 'not_found'],
      ['GET', '/operator/nothing', undefined, 404, 'not_found'],
    ];
    for (const [method, path, body, status, code] of cases) {
      const answer = await ask<Problem>(method, path, body);
      assert.deepEqual([answer.status, answer.body.code], [status, code], `${method} ${path}`);
    }
  });

  test('the document for operators has every operation, and is shown to operators alone', async () => {
    const { status } = await ask('GET', '/operator/openapi.json', undefined, 'Bearer x');
    assert.equal(status, 401);
    const { body } = await ask<{ openapi: string; paths: Record<string, Record<string, { operationId: string }>> }>(
      'GET',
      '/operator/openapi.json',
    );
    assert.match(body.openapi, /^3\.1\./);
    const documented = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const offered = [...Object.values(operatorOperations), ...Object.values(signingKeyOperations)].map(
      ({ method, path }) => `${method} ${path.replace(':id', '{id}')}`,
    );
    assert.deepEqual(documented.sort(), offered.sort());
    const ids = Object.values(body.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    assert.equal(new Set(ids).size, ids.length);
  });

  test('the log names the operator by the hash of the key, and never holds the key', async () => {
    const name = (await hashOfOperatorKey(key)).slice(0, 8);
    assert.ok(lines.some((line) => line.includes('an operator asks') && line.includes(name)));
    assert.ok(!lines.some((line) => line.includes(key) || line.includes(key.slice(4, 20))));
  });

  async function admin(): Promise<string> {
    return `Bearer ${await subject.token({ tenant: 'p1', role: 'admin', technicianId: null })}`;
  }
});

test('/operator is off unless keys are configured', async () => {
  await using subject = await openTestConnector();
  const { status } = await subject.request('GET', '/operator/tenants', {
    as: null,
    headers: { authorization: `Bearer ${newOperatorKey()}` },
  });
  assert.equal(status, 404);
});
