import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { operations as allOperations } from '../../src/http/operations/index.ts';
import type { Operation } from '../../src/http/operations/operation.ts';
import { wrongBodies } from '../../test/naughty.ts';
import { samples } from '../../test/samples.ts';
import type { Subject } from '../support/subject.ts';
import type { Part } from './part.ts';

/** They want a host system that answers, one that nobody reads at the moment, or a change that waits for one. */
const ofLivingHosts = new Set([
  'probeAdapter',
  'forgetAdapter',
  'retryAdapterWrite',
  'discardAdapterWrite',
  'retryPendingChange',
  'discardPendingChange',
]);

/** Every operation once as it should be, once without a token, once by a stranger, and with bodies of every wrong kind. */
export const operations: Part = (subject) => {
  describe('every operation', () => {
    const deletes = allOperations.filter(({ method }) => method === 'delete');
    const others = allOperations.filter(({ method, id }) => method !== 'delete' && !ofLivingHosts.has(id));
    for (const [what, list] of [
      ['reads, makes and changes', others],
      ['deletes', deletes],
    ] as const) {
      describe(`that ${what}`, () => {
        let tenant = '';
        before(async () => {
          tenant = await subject().newTenant();
        });
        for (const operation of list) {
          it(`${operation.id} answers as documented`, async () => {
            // Some take away what the samples after them are about.
            const own = /^(batch|purge)/.test(operation.id) ? await subject().newTenant() : tenant;
            const answer = await ask(subject(), operation, own);
            assert.equal(
              answer.status,
              operation.status ?? (operation.answer || operation.file ? 200 : 204),
              JSON.stringify(answer.body),
            );
            if (operation.etag) assert.match(answer.headers.get('etag') ?? '', /^"v\d+"$/);
            if (operation.location) assert.match(answer.headers.get('location') ?? '', new RegExp(`^/v1${operation.location}/`));
          });
        }
      });
    }

    it('needs a token, whatever else is wrong', async () => {
      for (const operation of allOperations) {
        const { status, headers, body } = await subject().request<Problem>(operation.method.toUpperCase(), pathOf(operation), {
          as: null,
          ...(operation.body ? { raw: '{not json', headers: { 'content-type': 'text/plain' } } : {}),
        });
        assert.equal(status, 401, operation.id);
        assert.equal(body.code, 'token_missing', operation.id);
        assert.match(headers.get('www-authenticate') ?? '', /^Bearer /, operation.id);
      }
    });

    it('hides the records of other tenants: 404, and nothing written', async () => {
      const before = await subject().seq();
      for (const operation of allOperations.filter(({ path }) => path.includes('{'))) {
        const { status, body } = await ask(subject(), operation, 'stranger');
        assert.equal(status, 404, `${operation.id} ${JSON.stringify(body)}`);
      }
      for (const operation of allOperations.filter(({ path, method }) => !path.includes('{') && method === 'get')) {
        const { body } = await ask(subject(), operation, 'stranger');
        assert.doesNotMatch(JSON.stringify(body ?? ''), /Ada Reyes|Oven will not light|Harbour Bakery/, operation.id);
      }
      assert.equal(await subject().seq(), before);
    });

    it('answers bodies of every wrong kind with 4xx', async () => {
      for (const operation of allOperations.filter(({ body }) => body)) {
        for (const raw of wrongBodies.filter((text) => text !== '{}')) {
          const { status } = await subject().request(operation.method.toUpperCase(), pathOf(operation), {
            as: 'admin',
            raw,
            headers: { 'content-type': 'application/json' },
            ...(operation.ifMatch ? { ifMatch: '*' } : {}),
          });
          assert.ok(status >= 400 && status < 500, `${operation.id} ${raw} → ${status}`);
        }
      }
    });

    it('HEAD is GET without a body', async () => {
      for (const path of ['/v1/jobs', '/v1/jobs/j1', '/healthz', '/openapi.json']) {
        const response = await subject().fetch('HEAD', path);
        assert.equal(response.status, 200, path);
        assert.equal(await response.text(), '', path);
      }
    });
  });
};

function ask(subject: Subject, operation: Operation, tenant: string) {
  const { send } = samples[operation.id] ?? {};
  return subject.request(operation.method.toUpperCase(), pathOf(operation), {
    as: 'admin',
    tenant,
    ...(operation.ifMatch ? { ifMatch: '*' } : {}),
    ...(send === undefined ? {} : { send }),
  });
}

function pathOf({ id, path }: Operation): string {
  return `/v1${samples[id]?.path ?? path}`;
}
