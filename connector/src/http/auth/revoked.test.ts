import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { FakeTime } from '../../../test/fake-time.ts';
import type { CredentialState, Revocation } from '../../ports/credentials.ts';
import { ProblemError } from '../../services/errors.ts';
import type { Identity } from './identity.ts';
import { Revoked } from './revoked.ts';

const time = new FakeTime();
const identity = (change: Partial<Identity> = {}): Identity => ({
  ...{ kind: 'user', tenant: 'acme', id: 'user-1', name: null, role: 'viewer', technicianId: null, jobId: null },
  ...{ territories: null, tokenId: 'token-1', signIn: { acr: null, amr: [], atMs: null }, origins: null },
  ...{ issuedAtMs: time.now(), expiresAtMs: time.now() + 600_000 },
  ...change,
});

/** A database that answers when it is told to. */
let state: CredentialState;
let list: Revocation[];
let answers: (() => void)[];
let isSlow: boolean;
let looks: number;
let changes: boolean[];
let revoked: Revoked;

beforeEach(() => {
  [state, list, answers, isSlow, looks, changes] = [{ revocations: 0, apiKeys: 0 }, [], [], false, 0, []];
  const credentials = {
    state: async () => {
      looks++;
      const then = state;
      if (isSlow) await new Promise<void>((resolve) => answers.push(resolve));
      return then;
    },
    revocations: async () => list,
    apiKey: async () => undefined,
    noteApiKeyUses: async () => {},
  };
  revoked = new Revoked({ store: { credentials }, clock: time }, (_, { apiKeys }) => changes.push(apiKeys));
});

function revoke(change: Partial<Revocation>): void {
  const at = new Date(time.now()).toISOString();
  list = [
    {
      kind: 'token',
      value: 'token-1',
      before: null,
      revokedAt: at,
      revokedBy: 'admin',
      keptUntil: '2030-01-01T00:00:00Z',
      ...change,
    },
  ];
  state = { ...state, revocations: state.revocations + 1 };
}

const isRefused = (who: Identity) =>
  assert.rejects(revoked.check(who), (error) => error instanceof ProblemError && error.status === 401);

describe('what was taken back', () => {
  it('is looked for once in two seconds, and read when something has changed', async () => {
    for (let i = 0; i < 5; i++) await revoked.check(identity());
    assert.equal(looks, 1);
    revoke({});
    time.advance(1_999);
    await revoked.check(identity());
    time.advance(1);
    await isRefused(identity());
    await revoked.check(identity({ tokenId: 'token-2' }));
    assert.equal(looks, 2);
    assert.deepEqual(changes, [true, false], 'that API keys may be others is only told when they are');
  });

  it('by subject, is what was issued up to then, and what does not say when', async () => {
    revoke({ kind: 'subject', value: 'user-1', before: new Date(time.now()).toISOString() });
    await isRefused(identity());
    await isRefused(identity({ issuedAtMs: time.now() - 1, tokenId: null }));
    await isRefused(identity({ issuedAtMs: null }));
    await revoked.check(identity({ issuedAtMs: time.now() + 1_000 }));
    await revoked.check(identity({ id: 'user-2' }));
  });

  it('while a look is under way counts for the request that waits for it', async () => {
    isSlow = true;
    const waiting = revoked.check(identity());
    revoke({});
    revoked.forget('acme');
    isSlow = false;
    for (const answer of answers) answer();
    await assert.rejects(waiting, ProblemError);
    assert.equal(looks, 2);
  });

  it('is asked for once, however many requests wait', async () => {
    isSlow = true;
    const waiting = Promise.all(Array.from({ length: 50 }, () => revoked.check(identity())));
    for (const answer of answers) answer();
    await waiting;
    assert.equal(looks, 1);
  });

  it('of one tenant says nothing of another', async () => {
    revoke({});
    await isRefused(identity());
    state = { revocations: 0, apiKeys: 0 };
    await revoked.check(identity({ tenant: 'globex' }));
  });
});
