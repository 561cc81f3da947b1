import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import fc from 'fast-check';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { secretsOf } from '../observability/config-secrets.ts';
import { lineLog } from '../observability/line-log.ts';
import { silentLog } from '../ports/log.ts';
import { prometheusMetrics } from '../runtimes/shared/prometheus.ts';
import { openNativeDatabase } from '../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../stores/libsql/index.ts';

const metricsToken = 'metrics-token-0123456789';

describe('what is told of requests', () => {
  let subject: TestConnector;
  let lines: string[];
  const line = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}');

  async function open(config = ''): Promise<void> {
    lines = [];
    const whole = `metrics: { token: ${metricsToken} }\n${config}`;
    const log = lineLog({
      least: 'debug',
      format: 'json',
      write: (text) => lines.push(text),
      secrets: secretsOf({ token: metricsToken }),
    });
    subject = await openTestConnector({ config: whole, log, metrics: prometheusMetrics() });
    await seed(subject.connector.services, tenant);
    lines.length = 0;
  }
  const figures = async () => {
    const response = await subject.fetch('GET', '/metrics', { as: null, headers: { authorization: `Bearer ${metricsToken}` } });
    assert.equal(response.status, 200);
    return response.text();
  };

  beforeEach(() => open());
  afterEach(() => subject[Symbol.asyncDispose]());

  it('is one line: which operation, how it ended, how long it took, for which tenant, by whom without a name', async () => {
    const { headers } = await subject.request('GET', '/v1/jobs/j1?fields=title', {
      as: { tenant, role: 'admin', name: 'Robin Doe' },
    });
    assert.equal(lines.length, 1);
    const { time, durationMs, subject: person, ...rest } = line();
    assert.deepEqual(rest, {
      level: 'info',
      message: 'request',
      requestId: headers.get('x-request-id'),
      operation: 'getJob',
      method: 'GET',
      status: 200,
      tenant,
    });
    assert.equal(typeof time, 'string');
    assert.equal(typeof durationMs, 'number');
    assert.match(String(person), /^[0-9a-f]{16}$/);
    assert.doesNotMatch(lines.join(), /Robin|j1|fields/);
  });

  it('names the refusal, and the same person by the same pseudonym', async () => {
    await subject.request('GET', '/v1/jobs', { as: 'viewer' });
    const { subject: person } = line();
    await subject.request('DELETE', '/v1/jobs/j1', { as: 'viewer' });
    assert.deepEqual([line().status, line().code, line().operation, line().subject], [403, 'not_allowed', 'deleteJob', person]);
    await subject.request('GET', '/v1/jobs', { as: null });
    assert.deepEqual([line().status, line().code, line().subject], [401, 'token_missing', undefined]);
  });

  it('leaves out successes as configured, and never failures', async () => {
    await subject[Symbol.asyncDispose]();
    await open('logRequests: 0');
    await subject.request('GET', '/v1/jobs');
    assert.deepEqual(lines, []);
    await subject.request('GET', '/v1/nothing');
    assert.equal(line().code, 'not_found');
  });

  it('passes over who only watches', async () => {
    for (const path of ['/healthz', '/readyz']) await subject.request('GET', path, { as: null });
    await figures();
    assert.deepEqual(
      lines.map((text) => JSON.parse(text).level),
      ['debug', 'debug', 'debug'],
    );
  });

  it('counts by operation, method and class of status, whatever callers make up', async () => {
    for (const path of ['/v1/jobs/j1', '/v1/jobs/nobody', '/v1/no/such/place', '/admin.php', '/v1/jobs?limit=1&x=2']) {
      await subject.fetch('GET', path);
    }
    await subject.fetch('PURGE', '/v1/jobs');
    await subject.fetch('BREW', '/coffee');
    const text = await figures();
    const series = [...text.matchAll(/^dispatchkit_http_request_duration_seconds_count\{(.*)\} (\d+)$/gm)].map(
      ([, labels, count]) => `${labels} ${count}`,
    );
    assert.deepEqual(series.sort(), [
      'operation="getJob",method="GET",status="2xx" 1',
      'operation="getJob",method="GET",status="4xx" 1',
      'operation="listJobs",method="GET",status="4xx" 1',
      'operation="unrouted",method="GET",status="4xx" 2',
      'operation="unrouted",method="other",status="4xx" 2',
    ]);
    assert.match(text, /dispatchkit_http_problems_total\{code="unknown_parameter"\} 1/);
    assert.doesNotMatch(text, /acme|j1|nobody|coffee|BREW/);
  });

  it('counts writes and streams', async () => {
    const made = await subject.fetch('POST', '/v1/customers', { send: { name: 'Mill Street School' } });
    assert.equal(made.status, 201);
    const stream = await subject.fetch('GET', '/v1/events', { headers: { accept: 'text/event-stream' } });
    const text = await figures();
    assert.match(text, /^dispatchkit_store_write_queue_length 0$/m);
    assert.match(text, /^dispatchkit_store_write_wait_seconds_count [1-9]/m);
    assert.match(text, /^dispatchkit_streams_open 1$/m);
    await stream.body?.cancel();
    assert.match(await figures(), /^dispatchkit_streams_open 0$/m);
  });
});

describe('/metrics', () => {
  it('is not there unless it has a token, whoever asks from wherever', async () => {
    for (const config of ['', 'metrics: { port: 0 }']) {
      await using subject = await openTestConnector({ config, metrics: prometheusMetrics() });
      assert.equal((await subject.request('GET', '/metrics', { as: null })).status, 404);
      assert.equal((await subject.request('GET', '/metrics', { as: 'admin' })).status, 404);
    }
  });

  it('answers its token and no other', async () => {
    await using subject = await openTestConnector({
      config: `metrics: { token: ${metricsToken} }`,
      metrics: prometheusMetrics(),
    });
    const ask = (authorization?: string) =>
      subject.request<Problem>('GET', '/metrics', { as: null, headers: authorization === undefined ? {} : { authorization } });
    assert.equal((await ask()).body.code, 'token_missing');
    for (const wrong of [metricsToken.slice(0, -1), `${metricsToken}x`, 'x']) {
      assert.equal((await ask(`Bearer ${wrong}`)).body.code, 'token_invalid');
    }
    assert.equal((await ask(`Bearer ${await subject.token('admin')}`)).status, 401, 'being an admin of a tenant is not enough');
  });

  it('has a place of its own for who watches, with health and nothing else', async () => {
    await using subject = await openTestConnector({ config: 'metrics: { port: 0 }', metrics: prometheusMetrics() });
    const ask = async (path: string) => {
      const response = await subject.connector.watch?.(new Request(`http://127.0.0.1:9100${path}`));
      return response?.status;
    };
    assert.deepEqual(await Promise.all(['/metrics', '/healthz', '/readyz', '/v1/jobs', '/'].map(ask)), [200, 200, 200, 404, 404]);
  });
});

describe('secrets, put wherever a request has room', () => {
  it('are in no line of the log, also when everything fails', async () => {
    const lines: string[] = [];
    const log = lineLog({ least: 'debug', format: 'json', write: (text) => lines.push(text) });
    const store = await openLibsqlStore(openNativeDatabase({ url: ':memory:' }), {
      clock: { now: () => Date.now() },
      log: silentLog,
    });
    let secret = '';
    const failing = new Proxy(store, {
      get(target, name) {
        if (name === 'read' || name === 'write') {
          return () => {
            const cause = Object.assign(new Error(`refused: {"authorization":"Bearer ${secret}"}`), {
              config: { headers: { cookie: secret } },
            });
            throw new Error(`GET https://u:${secret}@db.example.com/v2?authToken=${secret} failed with password=${secret}`, {
              cause,
            });
          };
        }
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    await using subject = await openTestConnector({ store: failing, log });
    const places = fc.constantFrom('query', 'path', 'token', 'basic', 'cookie', 'key', 'requestId', 'body', 'header', 'fails');
    await fc.assert(
      fc.asyncProperty(fc.uuid(), places, async (given, place) => {
        secret = given.replaceAll('-', '');
        const asked = {
          query: ['GET', `/v1/jobs?access_token=${secret}&q=${secret}`, {}],
          path: ['GET', `/v1/jobs/${secret}?token=${secret}`, {}],
          token: ['GET', '/v1/jobs', { as: null, headers: { authorization: `Bearer eyJ${secret}.${secret}.${secret}` } }],
          basic: ['GET', '/v1/jobs', { as: null, headers: { authorization: `Basic ${secret}` } }],
          cookie: ['GET', '/v1/jobs', { headers: { cookie: `session=${secret}` } }],
          key: ['GET', '/v1/jobs', { as: null, headers: { authorization: `Bearer dk_${secret}`, 'x-api-key': secret } }],
          requestId: ['GET', '/v1/jobs', { headers: { 'x-request-id': `dk_${secret}` } }],
          body: ['POST', '/v1/jobs', { send: { title: 'x', [`password${secret}`]: secret } }],
          header: [
            'PATCH',
            '/v1/jobs/j1',
            { ifMatch: `"${secret}"`, headers: { 'idempotency-key': secret }, send: { title: secret } },
          ],
          fails: ['GET', '/v1/settings', {}],
        }[place] as [string, string, object];
        const before = lines.length;
        await (await subject.fetch(...asked)).text();
        assert.ok(lines.length > before, 'something was logged');
        assert.doesNotMatch(lines.slice(before).join('\n'), new RegExp(secret), place);
      }),
      { numRuns: 60 },
    );
    assert.match(
      lines.join('\n'),
      /"code":"internal".*"error":\{"name":"Error","message":"GET https:/,
      'and yet it says what failed',
    );
  });
});
