import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import type { RuntimeName } from '../support/runtimes.ts';
import type { Part } from './part.ts';

/** What is still told with a document, in KB of address and headers together; beyond it the runtime refuses by itself. */
const documentedKilobytes: Readonly<Record<RuntimeName, number>> = { node: 1_000, deno: 60, bun: 14, workerd: 60 };

/** Addresses and headers that are too long: told alike where the runtime lets them through, and refused in any case. */
export const heads: Part = (subject, { runtime }) => {
  const long = (kilobytes: number) => 'a'.repeat(kilobytes * 1024);
  const askFor = (kilobytes: number) => fetch(`${subject().baseUrl}/v1/jobs?q=${long(kilobytes)}`);
  const askWith = (kilobytes: number) => {
    const headers = Array.from({ length: kilobytes }, (_, i): [string, string] => [`x-${i}`, long(1).slice(16)]);
    return fetch(`${subject().baseUrl}/v1/jobs`, { headers });
  };

  describe('requests with a long head', () => {
    it('are let in as long as they are no longer than everybody’s', async () => {
      for (const response of [await askFor(12), await askWith(12)]) {
        assert.equal(response.status, 401);
        await response.body?.cancel();
      }
    });

    for (const kilobytes of [25, 50, 200]) {
      it(`of ${kilobytes} KB are refused`, async () => {
        for (const [response, code] of [
          [await askFor(kilobytes), 'address_too_long'],
          [await askWith(kilobytes), 'headers_too_large'],
        ] as const) {
          const text = await response.text();
          assert.ok([400, 414, 431].includes(response.status), `${response.status} ${text}`);
          if (kilobytes > documentedKilobytes[runtime]) continue;
          const problem = JSON.parse(text) as Problem;
          assert.equal(response.headers.get('content-type'), 'application/problem+json');
          // What Node's parser stops at is told as headers, whatever it was.
          if (kilobytes < 64) assert.equal(problem.code, code);
        }
      });
    }

    it('leave the connector as it was', async () => {
      assert.equal((await subject().request('GET', '/v1/jobs')).status, 200);
    });
  });
};
