import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newWebhookKeys, signWebhook } from './sign.ts';
import { type ReceivedWebhook, verifyWebhook, WebhookVerificationError } from './verify.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
/** The example of the specification itself. */
const published = {
  body: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
};
const nowMs = 1_614_265_330_000;
const verify = (
  changes: Partial<Record<string, string | undefined>> = {},
  body = published.body,
  keys: string | string[] = secret,
) => verifyWebhook({ body, headers: { ...published.headers, ...changes } }, { keys, nowMs });
const refused = (reason: WebhookVerificationError['reason']) => ({ name: 'WebhookVerificationError', reason });

describe('signatures of webhooks', () => {
  it('the example of the specification is accepted, from an object and from Headers', async () => {
    assert.deepEqual(await verify(), { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAtMs: nowMs });
    const headers = new Headers(published.headers);
    await verifyWebhook({ body: new TextEncoder().encode(published.body), headers }, { keys: secret, nowMs });
  });

  it('the example of the specification is what we sign', async () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: published.body };
    assert.equal(await signWebhook(message, [secret]), published.headers['webhook-signature']);
  });

  for (const [what, changes, body, reason] of [
    ['a body that was written again', {}, '{"test":2432232314}', 'no_match'],
    ['another id', { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJeK' }, undefined, 'no_match'],
    ['another timestamp', { 'webhook-timestamp': '1614265331' }, undefined, 'no_match'],
    ['a timestamp 301 seconds old', { 'webhook-timestamp': '1614265029' }, undefined, 'too_old'],
    ['a timestamp 301 seconds ahead', { 'webhook-timestamp': '1614265631' }, undefined, 'too_new'],
    ['a timestamp in milliseconds', { 'webhook-timestamp': '1614265330000' }, undefined, 'too_new'],
    ['a timestamp that is no number', { 'webhook-timestamp': 'now' }, undefined, 'timestamp_malformed'],
    ['a timestamp with a sign', { 'webhook-timestamp': '+1614265330' }, undefined, 'timestamp_malformed'],
    ['no id', { 'webhook-id': undefined }, undefined, 'header_missing'],
    ['no timestamp', { 'webhook-timestamp': undefined }, undefined, 'header_missing'],
    ['no signature', { 'webhook-signature': undefined }, undefined, 'header_missing'],
    ['an empty signature', { 'webhook-signature': '' }, undefined, 'header_missing'],
    ['a scheme alone', { 'webhook-signature': 'v1,' }, undefined, 'no_match'],
    [
      'a signature without its scheme',
      { 'webhook-signature': 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' },
      undefined,
      'no_match',
    ],
    ['another scheme', { 'webhook-signature': 'v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }, undefined, 'no_match'],
    ['a signature cut short', { 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt' }, undefined, 'no_match'],
    [
      'signatures with commas between them',
      { 'webhook-signature': `v1,AAAA,${published.headers['webhook-signature']}` },
      undefined,
      'no_match',
    ],
  ] as const) {
    it(`${what} is refused`, () => assert.rejects(verify(changes, body), refused(reason)));
  }

  it('one of several signatures is enough, and one of several secrets', async () => {
    const both = `v2,AAAA v1a,AAAA ${published.headers['webhook-signature']}`;
    await verify({ 'webhook-signature': both }, published.body, [other, secret]);
    await assert.rejects(verify({}, published.body, other), refused('no_match'));
  });

  it('a flood of signatures is not worked through', async () => {
    const flood = `${'v1,AAAA '.repeat(1000)}${published.headers['webhook-signature']}`;
    await assert.rejects(verify({ 'webhook-signature': flood }), refused('no_match'));
  });

  for (const scheme of ['v1', 'v1a'] as const) {
    it(`what we sign with ${scheme} verifies, and nothing else does`, async () => {
      const keys = await newWebhookKeys(scheme);
      const others = await newWebhookKeys(scheme);
      const opens = (pair: typeof keys) => pair.publicKey ?? pair.secret;
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 2 ** 33 }), async (body, timestamp) => {
          const signature = await signWebhook({ id: 'msg_1', timestamp, body }, [keys.secret]);
          const received: ReceivedWebhook = {
            body,
            headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(timestamp), 'webhook-signature': signature },
          };
          const options = { nowMs: timestamp * 1000 };
          await verifyWebhook(received, { ...options, keys: opens(keys) });
          await assert.rejects(verifyWebhook(received, { ...options, keys: opens(others) }), refused('no_match'));
          const changed = { ...received, body: Uint8Array.from([...body, 0]) };
          await assert.rejects(verifyWebhook(changed, { ...options, keys: opens(keys) }), refused('no_match'));
        }),
        { numRuns: 40 },
      );
    });
  }

  it('a secret has 32 random bytes; a key in another form is a mistake of the caller', async () => {
    const { secret: fresh } = await newWebhookKeys('v1');
    assert.equal(atob(fresh.slice('whsec_'.length)).length, 32);
    for (const key of ['', 'whsec_', 'whsec_not base64', 'whpk_%%%%'])
      await assert.rejects(verify({}, undefined, key), TypeError);
    await assert.rejects(signWebhook({ id: 'a.b', timestamp: 1, body: '' }, [secret]), TypeError);
  });
});

interface Vector {
  readonly name: string;
  readonly expect: 'valid' | 'invalid';
  readonly secret?: string;
  readonly publicKey?: string;
  readonly now: number;
  readonly toleranceSeconds: number;
  readonly bodyBase64: string;
  readonly headers: Record<string, string>;
}

const shared = process.env.DISPATCHKIT_SHARED;

// A table made by others, for those who have it; the cases above always run.
if (shared) {
  const { vectors } = JSON.parse(readFileSync(join(shared, 'data/vectors/standard-webhooks.json'), 'utf8')) as {
    vectors: Vector[];
  };
  describe('signatures of a table made by others', () => {
    for (const { name, expect, secret: hmac, publicKey, now, toleranceSeconds, bodyBase64, headers } of vectors) {
      it(`${name}: ${expect}`, async () => {
        const result = verifyWebhook(
          { body: Buffer.from(bodyBase64, 'base64'), headers },
          { keys: hmac ?? publicKey ?? '', nowMs: now * 1000, toleranceSeconds },
        );
        if (expect === 'valid') await result;
        else await assert.rejects(result, WebhookVerificationError);
      });
    }
  });
}
