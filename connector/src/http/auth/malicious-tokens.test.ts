import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { createAdaptorServer } from '@hono/node-server';
import { stringify } from 'yaml';
import { FakeTime } from '../../../test/fake-time.ts';
import { openTestConnector, type TestConnector } from '../../../test/test-connector.ts';
import { type TokenRange, tokenRange } from '../../../test/tokens/malicious-tokens.ts';

const time = new FakeTime();
let range: TokenRange;
let subject: TestConnector;

before(async () => {
  range = await tokenRange(time.now());
  subject = await openTestConnector({ config: stringify({ auth: range.auth, limits: { enabled: false } }), time });
});
after(() => subject[Symbol.asyncDispose]());

async function ask(headers: readonly (readonly [string, string])[], query?: string): Promise<Response> {
  const request = new Request(`http://127.0.0.1:8787/v1/jobs${query ? `?${query}` : ''}`);
  for (const [name, value] of headers) request.headers.append(name, value);
  return subject.connector.fetch(request);
}

describe('malicious tokens', () => {
  it('are told from good ones', async () => {
    for (const token of range.good) assert.equal((await ask([['authorization', `Bearer ${token}`]])).status, 200);
  });

  it('are all refused: 401, a problem that tells nothing, and a challenge', async (test) => {
    const refused = new Map<string, number>();
    const accepted: string[] = [];
    for (const { kind, name, headers, query } of range.malicious) {
      const response = await ask(headers, query);
      const body = await response.text();
      const { code } = JSON.parse(body) as Problem;
      const isChallenged = /^Bearer realm="dispatchkit"(, error="invalid_token"|$)/.test(
        response.headers.get('www-authenticate') ?? '',
      );
      const isProblem = response.headers.get('content-type') === 'application/problem+json' && code.startsWith('token_');
      const isSilent = !/user-1|login\.example|globex|evil|passwd|\bk1\b/.test(body);
      // Headers that are longer than any request needs are refused before anybody looks into them.
      const isTooLong = kind === 'size' && response.status === 431 && code === 'headers_too_large';
      if (isTooLong || (response.status === 401 && isProblem && isChallenged && isSilent))
        refused.set(kind, (refused.get(kind) ?? 0) + 1);
      else accepted.push(`${kind}: ${name} → ${response.status} ${body}`);
    }
    const count = [...refused.values()].reduce((sum, each) => sum + each, 0);
    test.diagnostic(`${count} of ${range.malicious.length} malicious tokens refused`);
    test.diagnostic([...refused].map(([kind, each]) => `${kind} ${each}`).join(', '));
    assert.deepEqual(accepted, []);
    assert.ok(range.malicious.length > 200);
  });

  it('are refused on the wire too, where a header really can come twice', async () => {
    const server = createAdaptorServer({ fetch: (request) => subject.connector.fetch(request) });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [good = ''] = range.good;
    const statusOf = async (...lines: string[]) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(`${['GET /v1/jobs HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', ...lines].join('\r\n')}\r\n\r\n`);
      const chunks: Buffer[] = [];
      for await (const chunk of socket) chunks.push(chunk as Buffer);
      return Number(/^HTTP\/1\.1 (\d+)/.exec(Buffer.concat(chunks).toString())?.[1]);
    };
    try {
      assert.equal(await statusOf(`Authorization: Bearer ${good}`), 200);
      assert.equal(await statusOf(`Authorization: Bearer ${good}`, `Authorization: Bearer ${good}`), 401);
      assert.equal(await statusOf('Authorization: Basic dXNlcjpwYXNz', `Authorization: Bearer ${good}`), 401);
    } finally {
      server.close();
    }
  });
});
