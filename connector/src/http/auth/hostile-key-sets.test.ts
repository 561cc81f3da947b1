import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Problem } from '@dispatchkit/contract';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { FakeTime } from '../../../test/fake-time.ts';
import { openTestConnector, type TestConnector } from '../../../test/test-connector.ts';

/*
 * A connector whose issuer is a real server that answers in every bad way, as seen by those who send tokens: never 5xx but for 503
 * while no key was ever read, never a refusal of good tokens once keys are known, and little time and memory for it.
 */

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

let server: Server;
let answer: Answer;
let asked: number;
let pairs: Record<'a' | 'b', Pair>;
let time: FakeTime;
let subject: TestConnector;

before(async () => {
  const [a, b] = await Promise.all([1, 2].map(() => generateKeyPair('ES256', { extractable: true })));
  assert.ok(a && b);
  pairs = { a, b };
  server = createServer((request, response) => {
    asked++;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(async () => {
  asked = 0;
  time = new FakeTime();
  answer = keySet('a');
  const { port } = server.address() as AddressInfo;
  const issuer = { issuer: 'https://login.example.com', jwksUri: `http://127.0.0.1:${port}/keys` };
  subject = await openTestConnector({
    config: JSON.stringify({ auth: { issuers: [issuer] }, limits: { enabled: false } }),
    time,
  });
});

function keySet(...kids: ('a' | 'b')[]): Answer {
  return async (_, response) => {
    const keys: JWK[] = [];
    for (const kid of kids) keys.push({ ...(await exportJWK(pairs[kid].publicKey)), kid });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  };
}

async function status(kid: 'a' | 'b', named: string = kid): Promise<number> {
  const now = time.now() / 1000;
  const token = await new SignJWT({ tenant: 'acme', role: 'viewer' })
    .setProtectedHeader({ alg: 'ES256', kid: named })
    .setIssuer('https://login.example.com')
    .setAudience('dispatchkit')
    .setSubject('user-1')
    .setIssuedAt(now)
    .setExpirationTime(now + 600)
    .sign(pairs[kid].privateKey);
  const { status, body, headers } = await subject.request<Problem>('GET', '/v1/jobs', {
    as: null,
    headers: { authorization: `Bearer ${token}` },
  });
  if (status === 401) assert.equal(body.code, 'token_invalid');
  if (status === 503) assert.deepEqual([body.code, headers.get('retry-after')], ['issuer_unavailable', '30']);
  return status;
}

const plain =
  (text: string | Uint8Array, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(text);
  };

/** Sends megabytes until nobody takes them. `sent` tells how much that was. */
function endless(sent: { megabytes: number }, limitMegabytes: number): Answer {
  return async (_, response) => {
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"keys":[');
    while (!response.destroyed && sent.megabytes < limitMegabytes) {
      sent.megabytes++;
      if (!response.write(megabyte)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end(']}');
  };
}

const oneKeyTooMany = (): Answer => async (_, response) => {
  const key = { ...(await exportJWK(pairs.b.publicKey)), kid: 'b' };
  response.end(JSON.stringify({ keys: [key], padding: 'x'.repeat(300_000) }));
};

const bad: Record<string, () => Answer> = {
  'an empty set': () => plain('{"keys":[]}'),
  'no set': () => plain('{}'),
  'a list': () => plain('[]'),
  null: () => plain('null'),
  'a set that is none': () => plain('{"keys":{"0":{}}}'),
  'keys that are none': () => plain('{"keys":[null,7,"key",[],{}]}'),
  'keys of the prototype': () => plain('{"__proto__":{"keys":[]},"constructor":{}}'),
  'only secrets and private keys': () =>
    plain('{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"a"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA","kid":"a"}]}'),
  'a page': () => plain('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  'half a text': () => plain('{"keys":[{"kty":"EC"'),
  'bytes that are no text': () => plain(Buffer.from([0xff, 0xfe, 0x00, 0x80])),
  nothing: () => plain(''),
  'a hundred thousand brackets': () => plain('['.repeat(100_000)),
  'more than 256 KB': oneKeyTooMany,
  '60 MB': () => endless({ megabytes: 0 }, 60),
  'a few bytes that unpack to 50 MB': () => plain(gzipSync(Buffer.alloc(50 * 1024 * 1024, ' ')), { 'content-encoding': 'gzip' }),
  'status 500': () => (_, response) => response.writeHead(500).end('{"keys":[]}'),
  'status 404': () => (_, response) => response.writeHead(404).end(),
  'status 204': () => (_, response) => response.writeHead(204).end(),
  'a redirect to good keys': () => (request, response) => {
    if (request.url === '/elsewhere') keySet('b')(request, response);
    else response.writeHead(302, { location: '/elsewhere' }).end();
  },
  'a connection that breaks': () => (_, response) => response.destroy(),
  'a connection that breaks half way': () => (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"keys":[');
    setImmediate(() => response.destroy());
  },
  'another protocol': () => (_, response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'),
};

describe('an issuer that answers with', () => {
  for (const [name, make] of Object.entries(bad)) {
    it(`${name}: known keys keep working, nobody else gets in, and it recovers`, async () => {
      try {
        assert.equal(await status('a'), 200);
        answer = make();
        time.advance(11 * 60_000);
        assert.equal(await status('a'), 200, 'the last good keys stay');
        assert.equal(await status('b'), 401, 'an unknown key is the fault of the token');
        assert.equal(await status('b', 'a'), 401);
        answer = keySet('b');
        time.advance(31_000);
        assert.equal(await status('b'), 200);
        time.advance(11 * 60_000);
        assert.equal(await status('a'), 401, 'a removed key is refused');
      } finally {
        await subject[Symbol.asyncDispose]();
      }
    });

    it(`${name} from the start: 503 with Retry-After, until there are keys`, async () => {
      try {
        answer = make();
        assert.equal(await status('a'), 503);
        assert.equal(await status('a'), 503);
        assert.equal(asked, name === 'a redirect to good keys' ? asked : 1, 'not asked again at once');
        answer = keySet('a');
        time.advance(31_000);
        assert.equal(await status('a'), 200);
      } finally {
        await subject[Symbol.asyncDispose]();
      }
    });
  }

  it('60 MB: a fraction of it is read', async () => {
    const sent = { megabytes: 0 };
    answer = endless(sent, 60);
    assert.equal(await status('a'), 503);
    await subject[Symbol.asyncDispose]();
    assert.ok(sent.megabytes < 20, `${sent.megabytes} MB were taken`);
  });

  it('silence: who waits, waits once, and known keys answer meanwhile', async () => {
    assert.equal(await status('a'), 200);
    const held: ServerResponse[] = [];
    answer = (_, response) => held.push(response);
    time.advance(11 * 60_000);
    const waiting = status('a');
    await once(server, 'request');
    for (const response of held) response.destroy();
    assert.equal(await waiting, 200);
    time.advance(31_000);
    const askedMeanwhile = once(server, 'request');
    assert.equal(await status('a'), 200, 'not made to wait for an issuer that is known to be silent');
    await askedMeanwhile;
    for (const response of held) response.destroy();
    await subject[Symbol.asyncDispose]();
  });

  it('good keys, and a flood of tokens with unknown ones: one fetch in half a minute', async () => {
    assert.equal(await status('a'), 200);
    time.advance(31_000);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => status('a', `unknown-${i}`)));
    assert.ok(answers.every((each) => each === 401));
    assert.equal(asked, 2);
    time.advance(31_000);
    assert.equal(await status('a', 'unknown-again'), 401);
    assert.equal(asked, 3);
    await subject[Symbol.asyncDispose]();
  });

  it('a thousand keys: those that fit are looked at, and no more than a hundred', async () => {
    const { x: _, ...shape } = await exportJWK(pairs.b.publicKey);
    const many = Array.from({ length: 1_000 }, (__, i) => ({ ...shape, x: 'A'.repeat(43), kid: `k${i}` }));
    const key = { ...(await exportJWK(pairs.a.publicKey)), kid: 'a' };
    answer = plain(JSON.stringify({ keys: [key, ...many] }));
    assert.equal(await status('a'), 200);
    assert.equal(await status('a', 'k5'), 401);
    assert.equal(await status('a', 'k500'), 401);
    await subject[Symbol.asyncDispose]();
  });
});
