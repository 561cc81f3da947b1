import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { FakeTime } from '../../../test/fake-time.ts';
import { silentLog } from '../../ports/log.ts';
import { ProblemError } from '../../services/errors.ts';
import { RemoteKeys } from './remote-keys.ts';

const minute = 60_000;
let keyA: JWK;
let keyB: JWK;
let time: FakeTime;
/** What the issuer answers now, and how often it was asked. */
let answer: () => Response | Promise<Response>;
let asked: number;
let keys: RemoteKeys;

before(async () => {
  [keyA, keyB] = await Promise.all([makeKey('a'), makeKey('b')]);
});
beforeEach(() => {
  time = new FakeTime();
  asked = 0;
  answer = () => Response.json({ keys: [keyA] });
  keys = new RemoteKeys('https://login.example.com/keys', {
    fetch: async () => {
      asked++;
      return answer();
    },
    clock: time,
    log: silentLog,
  });
});

describe('keys of a remote issuer', () => {
  it('are read once for many tokens', async () => {
    await Promise.all(Array.from({ length: 20 }, () => find('a')));
    await find('a');
    assert.equal(asked, 1);
  });

  it('a new key is found by asking again, a removed one is refused after the cache time', async () => {
    await find('a');
    time.advance(minute);
    answer = () => Response.json({ keys: [keyA, keyB] });
    await find('b');
    assert.equal(asked, 2);
    answer = () => Response.json({ keys: [keyB] });
    time.advance(11 * minute);
    await assert.rejects(find('a'));
    await find('b');
  });

  it('a flood of unknown key ids makes one fetch per half minute', async () => {
    await find('a');
    time.advance(minute);
    for (let i = 0; i < 100; i++) await assert.rejects(find(`unknown-${i}`));
    assert.equal(asked, 2);
    time.advance(31_000);
    await assert.rejects(find('unknown'));
    assert.equal(asked, 3);
  });

  for (const [name, bad] of Object.entries<() => Response | Promise<Response>>({
    'an empty set': () => Response.json({ keys: [] }),
    'keys of a kind that is never used': () => Response.json({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }),
    garbage: () => new Response('<html>'),
    'something else': () => Response.json([1, 2]),
    'status 500': () => new Response('', { status: 500 }),
    'a broken connection': () => Promise.reject(new TypeError('fetch failed')),
    'more than 256 KB': () => Response.json({ keys: [keyB], padding: 'x'.repeat(300_000) }),
  })) {
    it(`${name} leaves the last good keys in use, and is not asked for again at once`, async () => {
      await find('a');
      answer = bad;
      time.advance(11 * minute);
      await find('a');
      await find('a');
      assert.equal(asked, 2);
      await assert.rejects(
        find('b'),
        (error) => !(error instanceof ProblemError),
        'an unknown key is the token’s fault, not an outage',
      );
    });

    it(`${name} at first is 503 issuer_unavailable, and recovers`, async () => {
      answer = bad;
      await assert.rejects(
        find('a'),
        (error) => error instanceof ProblemError && error.code === 'issuer_unavailable' && error.status === 503,
      );
      await assert.rejects(find('a'), (error) => error instanceof ProblemError);
      assert.equal(asked, 1);
      answer = () => Response.json({ keys: [keyA] });
      time.advance(31_000);
      await find('a');
    });
  }

  it('asks without following redirects and with a time limit', async () => {
    let seen: RequestInit | undefined;
    const watched = new RemoteKeys('https://login.example.com/keys', {
      fetch: async (_, init) => {
        seen = init;
        return Response.json({ keys: [keyA] });
      },
      clock: time,
      log: silentLog,
    });
    await watched.keyFor({ alg: 'ES256', kid: 'a' });
    assert.equal(seen?.redirect, 'manual');
    assert.ok(seen?.signal instanceof AbortSignal);
  });
});

function find(kid: string) {
  return keys.keyFor({ alg: 'ES256', kid });
}

async function makeKey(kid: string): Promise<JWK> {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(publicKey)), kid };
}
