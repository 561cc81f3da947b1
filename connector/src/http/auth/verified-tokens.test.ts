import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeTime } from '../../../test/fake-time.ts';
import type { Identity } from './identity.ts';
import { VerifiedTokens } from './verified-tokens.ts';

const time = new FakeTime('2026-11-20T12:00:00Z');
const identity = (id: string, livesMs = 600_000): Identity => ({
  kind: 'user',
  territories: null,
  tokenId: null,
  signIn: { acr: null, amr: [], atMs: null },
  origins: null,
  issuedAtMs: null,
  tenant: 'acme',
  id,
  name: null,
  role: 'dispatcher',
  technicianId: null,
  jobId: null,
  expiresAtMs: time.now() + livesMs,
});

function subject(livesMs?: number) {
  const verified: string[] = [];
  const refused = new Set<string>();
  const tokens = new VerifiedTokens(async (token) => {
    verified.push(token);
    if (refused.has(token)) throw new Error('refused');
    return identity(token, livesMs);
  }, time);
  return { tokens, verified, refused };
}

describe('verified tokens', () => {
  it('are looked at once a minute, each for itself', async () => {
    const { tokens, verified } = subject();
    for (const token of ['a', 'b', 'a', 'a', 'b']) assert.equal((await tokens.identityOf(token)).id, token);
    assert.deepEqual(verified, ['a', 'b']);
    time.advance(59_999);
    await tokens.identityOf('a');
    assert.deepEqual(verified, ['a', 'b']);
    time.advance(1);
    await tokens.identityOf('a');
    assert.deepEqual(verified, ['a', 'b', 'a']);
  });

  it('are refused a minute after their key was taken back, and from then on', async () => {
    const { tokens, refused } = subject();
    await tokens.identityOf('a');
    refused.add('a');
    time.advance(60_000);
    for (let i = 0; i < 2; i++) await assert.rejects(tokens.identityOf('a'), /refused/);
  });

  it('are not believed past their expiry', async () => {
    const { tokens, verified } = subject(10_000);
    await tokens.identityOf('a');
    time.advance(10_000);
    await tokens.identityOf('a');
    assert.equal(verified.length, 2);
  });

  it('that are refused are not remembered', async () => {
    const { tokens, verified, refused } = subject();
    refused.add('a');
    await assert.rejects(tokens.identityOf('a'), /refused/);
    refused.clear();
    await tokens.identityOf('a');
    assert.equal(verified.length, 2);
  });

  it('are forgotten, oldest first, when there are too many', async () => {
    const { tokens, verified } = subject();
    for (let i = 0; i <= 2_000; i++) await tokens.identityOf(`t${i}`);
    verified.length = 0;
    await tokens.identityOf('t2000');
    await tokens.identityOf('t1');
    assert.deepEqual(verified, []);
    await tokens.identityOf('t0');
    assert.deepEqual(verified, ['t0']);
  });
});
