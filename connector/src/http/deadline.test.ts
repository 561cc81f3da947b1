import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { silentLog } from '../ports/log.ts';

let subject: TestConnector;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dispatchkit-'));
  // A file, not memory: there, reads wait for writes.
  const databaseUrl = `file:${join(folder, 'test.db')}`;
  subject = await openTestConnector({ databaseUrl, config: 'limits: { requestSeconds: 20 }' });
});
afterEach(async () => {
  await subject[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Somebody writes and does not finish: whoever writes too has to wait. */
function holdTheStore(): { readonly letGo: () => Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = subject.connector.store.write(
    tenant,
    { actor: { id: 'slow', name: null, role: 'admin' }, method: 'api', requestId: null },
    () => promise,
  );
  return {
    letGo: async () => {
      resolve();
      await held;
    },
  };
}

/** Until the request has come so far that its time is running. */
async function untilTimed(pendingBefore: number): Promise<void> {
  while (subject.time.pending === pendingBefore) await new Promise((resolve) => setImmediate(resolve));
}

describe('a request that takes too long', () => {
  it('is answered timed_out with Retry-After, and is never carried out', async () => {
    const { letGo } = holdTheStore();
    const { pending } = subject.time;
    const asking = subject.request<Problem>('POST', '/v1/customers', { send: { name: 'Late' } });
    await untilTimed(pending);
    subject.time.advance(20_000);
    const { status, body, headers } = await asking;
    assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'timed_out', '5']);
    await letGo();
    assert.equal((await subject.request<{ total: number }>('GET', '/v1/customers')).body.total, 0);
    assert.equal(await subject.seq(), 0);
  });

  it('is the caller’s affair when its body never arrives whole: 408, nothing done, no error in the log', async () => {
    const faults: string[] = [];
    const log = { ...silentLog, error: (message: string) => faults.push(message) };
    await using slow = await openTestConnector({ config: 'limits: { requestSeconds: 20 }', log });
    const half = new TextEncoder().encode('{"name":');
    const waited = Promise.withResolvers<void>();
    const pieces = [half];
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const piece = pieces.shift();
      if (piece) return controller.enqueue(piece);
      waited.resolve();
      return new Promise<void>(() => undefined);
    };
    const raw = new ReadableStream({ pull }, { highWaterMark: 0 });
    const headers = { 'content-type': 'application/json' };
    const asking = slow.request<Problem>('POST', '/v1/customers', { raw, headers });
    await waited.promise;
    slow.time.advance(20_000);
    const { status, body } = await asking;
    assert.deepEqual([status, body.code], [408, 'body_too_slow']);
    assert.equal(await slow.seq(), 0);
    assert.deepEqual(faults, []);
  });

  it('is not carried out either when its caller has hung up', async () => {
    const { letGo } = holdTheStore();
    const hangUp = new AbortController();
    const headers = { authorization: `Bearer ${await subject.token('dispatcher')}`, 'content-type': 'application/json' };
    const request = new Request('http://127.0.0.1:8787/v1/customers', {
      method: 'POST',
      headers,
      body: '{"name":"Gone"}',
      signal: hangUp.signal,
    });
    const { pending } = subject.time;
    const asking = Promise.resolve(subject.connector.fetch(request));
    await untilTimed(pending);
    hangUp.abort();
    await letGo();
    assert.equal((await asking).status, 400);
    assert.equal(await subject.seq(), 0);
  });

  it('leaves no timer behind when it is done in time', async () => {
    const before = subject.time.pending;
    await subject.request('POST', '/v1/customers', { send: { name: 'Quick' } });
    await subject.request('GET', '/v1/customers');
    assert.equal(subject.time.pending, before);
  });
});

describe('every answer', () => {
  it('of OPTIONS and 405 names what is offered at an address that is spelled out, not at the records beside it', async () => {
    for (const path of ['/assignments/batch', '/assignments/check', '/jobs/import', '/series/preview']) {
      const { status, headers } = await subject.fetch('OPTIONS', `/v1${path}`);
      assert.deepEqual([path, status, headers.get('allow')], [path, 204, 'OPTIONS, POST']);
      assert.equal((await subject.fetch('PUT', `/v1${path}`)).headers.get('allow'), 'OPTIONS, POST');
    }
  });

  it('tells how long it took, and when', async () => {
    const { headers } = await subject.request('GET', '/v1/customers');
    assert.match(headers.get('server-timing') ?? '', /^auth;dur=[\d.]+, service;dur=[\d.]+, total;dur=[\d.]+$/);
    assert.equal(headers.get('date'), 'Fri, 20 Nov 2026 12:00:00 GMT');
    const refused = await subject.request('GET', '/v1/customers', { as: null });
    assert.match(refused.headers.get('server-timing') ?? '', /^auth;dur=[\d.]+, total;dur=[\d.]+$/);
  });

  it('is JSON whatever is accepted', async () => {
    for (const accept of ['text/html', 'application/xml;q=1', 'image/*, text/plain', 'application/json;q=0']) {
      const { status, headers } = await subject.request('GET', '/v1/customers', { headers: { accept } });
      assert.deepEqual([status, headers.get('content-type')], [200, 'application/json']);
    }
  });

  it('asks browsers to stay with HTTPS, where a proxy that is believed says it is', async () => {
    await using behind = await openTestConnector({ config: 'server: { trustProxy: ["10.0.0.0/8"] }' });
    const ask = async (peer: string, scheme: string) => {
      const request = new Request('http://127.0.0.1:8787/healthz', { headers: { 'x-forwarded-proto': scheme } });
      return (await behind.connector.fetch(request, { address: peer })).headers.get('strict-transport-security');
    };
    assert.equal(await ask('10.0.0.1', 'https'), 'max-age=31536000');
    assert.equal(await ask('10.0.0.1', 'http'), null);
    assert.equal(await ask('203.0.113.1', 'https'), null);
  });

  it('of OPTIONS and 405 says what PATCH takes, where it is offered', async () => {
    for (const method of ['OPTIONS', 'PUT']) {
      const { headers } = await subject.fetch(method, '/v1/customers/c1');
      assert.equal(headers.get('accept-patch'), 'application/merge-patch+json, application/json');
      assert.equal((await subject.fetch(method, '/v1/customers')).headers.get('accept-patch'), null);
    }
  });
});
