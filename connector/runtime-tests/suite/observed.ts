import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { claimsFor } from '../support/claims.ts';
import { openCollector } from '../support/collector.ts';
import { startConnector } from '../support/runtimes.ts';
import { openSqld } from '../support/sqld.ts';
import type { Part } from './part.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const callerSpan = 'b7ad6b7169203331';

/** Log and traces of a connector that is told to tell everything. */
export const observed: Part = (subject, cell) => {
  describe('a connector that is watched', () => {
    it('has one line of JSON for a request and one trace, and neither says who or what', async () => {
      await using opened = new AsyncDisposableStack();
      const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-observed-'));
      opened.defer(() => rm(folder, { recursive: true, force: true }));
      const collector = opened.adopt(await openCollector(), (one) => one.close());
      const sqld = cell.store === 'sqld' ? opened.adopt(await openSqld(), (one) => one.close()) : undefined;
      const { issuer } = subject();
      const config = {
        auth: { issuers: [{ issuer: issuer.name, jwksUri: issuer.jwksUri }], allowPrivate: ['127.0.0.1'] },
        traces: { endpoint: collector.endpoint, headers: { 'x-team': 'header-of-the-collector' } },
        background: { enabled: false },
        pages: { enabled: false },
        logFormat: 'json',
      };
      const databaseUrl = sqld?.url ?? `file:${join(folder, 'dispatchkit.db')}`;
      const { baseUrl, running } = await startConnector(cell.runtime, {
        folder,
        config: JSON.stringify(config),
        databaseUrl,
        port: 0,
      });
      opened.defer(async () => void (await running.end('SIGKILL')));
      assert.equal((await fetch(`${baseUrl}/readyz`)).status, 200);

      const token = await issuer.sign(claimsFor(issuer, 'dispatcher', 'acme'));
      const answer = await fetch(`${baseUrl}/v1/customers?access_token=secret-in-the-address`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          traceparent: `00-${traceId}-${callerSpan}-01`,
          'content-type': 'application/json',
        },
        body: '{"name":"Mill Street School"}',
      });
      assert.equal(answer.status, 400, 'it takes no parameters');
      const made = await fetch(`${baseUrl}/v1/customers`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          traceparent: `00-${traceId}-${callerSpan}-01`,
          'content-type': 'application/json',
        },
        body: '{"name":"Mill Street School"}',
      });
      assert.equal(made.status, 201, await made.text());

      const spans = await collector.trace(traceId, 'store.write');
      const names = spans.filter(({ parentSpanId }) => parentSpanId === callerSpan).map(({ name }) => name);
      assert.ok(names.includes('POST createCustomer'), names.join());
      const service = spans.find(({ name, spanId }) => name === 'service' && spans.some((span) => span.parentSpanId === spanId));
      assert.equal(spans.find(({ name }) => name === 'store.write')?.parentSpanId, service?.spanId);

      const lines = running.output.split('\n').filter((line) => line.includes('"message":"request"'));
      const told = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>);
      const line = told.find(({ status }) => status === 201);
      assert.deepEqual([line?.operation, line?.tenant, line?.traceId], ['createCustomer', 'acme', traceId]);
      assert.equal(line?.requestId, made.headers.get('x-request-id'));
      assert.equal(told.find(({ status }) => status === 400)?.code, 'unknown_parameter');
      assert.doesNotMatch(running.output, /Mill Street|secret-in-the-address|header-of-the-collector|eyJ/);
      assert.doesNotMatch(JSON.stringify(spans), /Mill Street|secret-in|acme|eyJ/);
    });
  });
};
