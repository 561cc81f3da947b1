import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { IssuedToken } from '@dispatchkit/contract';
import { FakeTime } from '../../test/fake-time.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';
import { systemClock } from '../ports/clock.ts';

const command = fileURLToPath(new URL('../../bin/dispatchkit.js', import.meta.url));
const secret = 'a secret of this test, of more than 32 characters';

describe('keys from the command line', () => {
  let directory: string;
  let subject: TestConnector;
  const run = async (...args: readonly string[]) => {
    const env = {
      ...process.env,
      DISPATCHKIT_CONFIG: '',
      DISPATCHKIT_DATABASE_URL: '',
      NODE_ENV: 'production',
      DISPATCHKIT_SECRET: secret,
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=dispatchkit-source', command, ...args], {
      cwd: directory,
      env,
    });
    return stdout.trim();
  };
  const ask = async (token: string, path = '/v1/settings') =>
    (await subject.request('GET', path, { as: null, headers: { authorization: `Bearer ${token}` } })).status;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-'));
    await run('migrate');
    // In production, with nobody configured but the secret: API keys are the only way in.
    subject = await openTestConnector({
      config: `secret: ${secret}`,
      production: true,
      databaseUrl: `file:${join(directory, '.dispatchkit', 'dispatchkit.db')}`,
      time: new FakeTime(new Date(systemClock.now()).toISOString()),
    });
  });
  after(async () => {
    await subject[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  it('let an ERP in that has no identity provider, from the first key to rotation', async () => {
    const key = await run('api-keys', 'create', '--tenant', 'acme', '--name', 'ERP', '--for-role', 'dispatcher');
    assert.equal(await ask(key), 200);
    const trade = async () => {
      const { body, status } = await subject.request<IssuedToken>('POST', '/v1/embed-tokens', {
        as: null,
        headers: { authorization: `Bearer ${key}` },
        send: { subject: 'employee-17', role: 'dispatcher', expiresInMinutes: 60 },
      });
      assert.equal(status, 201);
      return body.token;
    };
    const early = await trade();
    assert.equal(await ask(early, '/v1/jobs'), 200);

    await run('keys', 'rotate');
    subject.time.advance(10_000);
    const late = await trade();
    for (const token of [early, late])
      assert.equal(await ask(token, '/v1/jobs'), 200, 'what the key before has signed still counts');
    const published = await subject.request<{ keys: { kid: string }[] }>('GET', '/.well-known/jwks.json', { as: null });
    const [newest, oldest] = published.body.keys.map(({ kid }) => kid);
    assert.ok(newest && oldest);
    assert.match(await run('keys', 'list'), new RegExp(`^${newest} .*signs\\n${oldest} .*accepted until`));

    await run('keys', 'retire', oldest);
    subject.time.advance(70_000);
    assert.deepEqual([await ask(early, '/v1/jobs'), await ask(late, '/v1/jobs')], [401, 200]);

    const id = key.split('_')[2] ?? '';
    await run('api-keys', 'revoke', '--tenant', 'acme', id);
    subject.time.advance(2_000);
    assert.equal(await ask(key), 401);
    assert.match(await run('api-keys', 'list', '--tenant', 'acme'), new RegExp(`^${id} .*revoked`));
  });
});
