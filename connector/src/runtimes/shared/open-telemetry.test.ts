import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seed } from '../../../test/fixture.ts';
import { openTestConnector, tenant } from '../../../test/test-connector.ts';
import { silentLog } from '../../ports/log.ts';
import { openTelemetry } from './open-telemetry.ts';

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: { readonly key: string; readonly value: Record<string, unknown> }[];
  readonly status: { readonly code: number };
}

const endpoint = 'http://collector.test/v1/traces';
const config = { endpoint, headers: { 'x-team': 'key' }, share: 1, serviceName: 'dispatchkit' };

/** A collector, with what it was sent. */
function collector(answer: () => Response | Promise<Response> = () => new Response('{}')) {
  const spans: SentSpan[] = [];
  const requests: RequestInit[] = [];
  const fetch = async (address: string, init: RequestInit = {}) => {
    assert.equal(address, endpoint);
    requests.push(init);
    const { resourceSpans } = await new Response(init.body).json();
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    return answer();
  };
  return { spans, requests, fetch };
}

async function connectorWith(options: { share?: number } = {}) {
  const { spans, requests, fetch } = collector();
  const tracing = openTelemetry({ ...config, ...options }, { fetch, log: silentLog });
  const subject = await openTestConnector({ tracing });
  await seed(subject.connector.services, tenant);
  await tracing.flush();
  spans.length = 0;
  return { subject, spans, requests, tracing };
}

const callerTrace = '0af7651916cd43dd8448eb211c80319c';
const traceparent = (flags: string) => `00-${callerTrace}-b7ad6b7169203331-${flags}`;

describe('traces', () => {
  it('go on where the caller is, and show sign-in, service and transaction as parts of the request', async () => {
    const { subject, spans, requests, tracing } = await connectorWith();
    const made = await subject.fetch('POST', '/v1/customers', {
      send: { name: 'Mill Street School' },
      headers: { traceparent: traceparent('01') },
    });
    assert.equal(made.status, 201);
    await tracing.flush();
    const byName = new Map(spans.map((span) => [span.name, span]));
    const request = byName.get('POST createCustomer');
    assert.ok(request);
    assert.deepEqual([request.traceId, request.parentSpanId, request.kind], [callerTrace, 'b7ad6b7169203331', 2]);
    for (const part of ['auth', 'service']) assert.equal(byName.get(part)?.parentSpanId, request.spanId, part);
    assert.equal(byName.get('store.write')?.parentSpanId, byName.get('service')?.spanId);
    assert.ok(spans.every(({ traceId }) => traceId === callerTrace));
    assert.equal(new Headers(requests[0]?.headers).get('x-team'), 'key');
    await subject[Symbol.asyncDispose]();
  });

  it('hold nothing personal: no address, name, token or content', async () => {
    const { subject, spans, tracing } = await connectorWith();
    const as = { tenant, role: 'admin', name: 'Robin Doe' } as const;
    await subject.fetch('GET', '/v1/jobs?q=Mill%20Street', { as });
    await subject.fetch('PATCH', '/v1/jobs/j1', { as, ifMatch: '"v9"', send: { title: 'Leaking tap' } });
    await tracing.flush();
    const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    const expected = [
      'dispatchkit.operation',
      'dispatchkit.problem',
      'error.type',
      'http.request.method',
      'http.response.status_code',
    ];
    assert.deepEqual([...keys].sort(), expected);
    assert.doesNotMatch(JSON.stringify(spans), /Mill|Robin|j1|Leaking|acme|eyJ/);
    await subject[Symbol.asyncDispose]();
  });

  it('leave out whom the caller leaves out, and no more than the share of the others', async () => {
    const { subject, spans, tracing } = await connectorWith({ share: 0 });
    await subject.fetch('GET', '/v1/jobs', { headers: { traceparent: traceparent('00') } });
    await subject.fetch('GET', '/v1/jobs', { headers: { traceparent: traceparent('01') } });
    await tracing.flush();
    assert.deepEqual(spans, []);
    await subject[Symbol.asyncDispose]();
  });

  it('begin anew when the header is none', async () => {
    const { subject, spans, tracing } = await connectorWith();
    for (const wrong of [
      '',
      'x',
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
      `ff-${callerTrace}-b7ad6b7169203331-01`,
      'é'.repeat(9),
    ]) {
      assert.equal((await subject.fetch('GET', '/v1/jobs', { headers: { traceparent: wrong } })).status, 200);
    }
    await tracing.flush();
    const roots = spans.filter(({ kind }) => kind === 2);
    assert.equal(new Set(roots.map(({ traceId }) => traceId)).size, 5);
    assert.ok(roots.every(({ parentSpanId }) => !parentSpanId));
    await subject[Symbol.asyncDispose]();
  });

  it('do not mix requests that run at the same time', async () => {
    const { subject, spans, tracing } = await connectorWith();
    const ids = Array.from({ length: 20 }, (_, index) => `${(index + 1).toString(16).padStart(32, 'a')}`);
    await Promise.all(
      ids.map((id) =>
        subject.fetch('POST', '/v1/customers', { send: { name: 'x' }, headers: { traceparent: `00-${id}-b7ad6b7169203331-01` } }),
      ),
    );
    await tracing.flush();
    for (const id of ids) {
      const names = spans.filter(({ traceId }) => traceId === id).map(({ name }) => name);
      assert.deepEqual(names.sort(), ['POST createCustomer', 'auth', 'service', 'store.write']);
    }
    await subject[Symbol.asyncDispose]();
  });

  it('reach the systems that are asked meanwhile', async () => {
    const { spans, fetch } = collector();
    const tracing = openTelemetry(config, { fetch, log: silentLog });
    const asked: Headers[] = [];
    const yaml = 'auth: { issuers: [{ issuer: "https://login.example.com", jwksUri: "https://login.example.com/keys" }] }';
    const subject = await openTestConnector({
      config: yaml,
      tracing,
      fetch: async (_address, init) => {
        asked.push(new Headers(init?.headers));
        return new Response('{}', { status: 500 });
      },
    });
    const token = ['{"alg":"ES256","kid":"k"}', '{"iss":"https://login.example.com","aud":"dispatchkit"}', 'x']
      .map(btoa)
      .join('.')
      .replaceAll('=', '');
    await subject.fetch('GET', '/v1/jobs', {
      as: null,
      headers: { authorization: `Bearer ${token}`, traceparent: traceparent('01') },
    });
    await tracing.flush();
    const call = spans.find(({ name }) => name === 'fetch');
    assert.equal(asked[0]?.get('traceparent'), `00-${callerTrace}-${call?.spanId}-01`);
    await subject[Symbol.asyncDispose]();
  });

  it('are lost, and nothing else, when the collector is away', async () => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => warnings.push(message) };
    for (const answer of [() => new Response('no', { status: 503 }), () => Promise.reject(new TypeError('fetch failed'))]) {
      const tracing = openTelemetry(config, { fetch: collector(answer).fetch, log });
      const subject = await openTestConnector({ tracing });
      assert.equal((await subject.fetch('GET', '/v1/jobs')).status, 200);
      await subject[Symbol.asyncDispose]();
    }
    assert.equal(warnings.length, 2);
  });
});
