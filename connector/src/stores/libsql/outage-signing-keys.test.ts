import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { decodeProtectedHeader, errors } from 'jose';
import type { FakeTime } from '../../../test/fake-time.ts';
import { openPrimaryAndReplica, type PrimaryAndReplica, type Switched } from '../../../test/primary-and-replica.ts';
import { OwnTokens } from '../../http/auth/own-tokens.ts';
import { SigningKeyAdmin } from '../../http/auth/signing-key-admin.ts';
import { createSecretBox } from '../../internal/secret-box.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { OwnTokenClaims } from '../../ports/token-signer.ts';
import { ProblemError } from '../../services/errors.ts';
import { outageGraceMs } from './outage.ts';

/** What was read before counts no more. */
const keysAreOldMs = 10_000;
const claims: OwnTokenClaims = { tenant: 'acme', subject: 'user-1', role: 'viewer' };

describe('the keys that tokens are checked with while the primary is away', () => {
  let installation: PrimaryAndReplica;
  let time: FakeTime;
  let primary: Switched;
  let replica: Switched;
  let here: Instance;
  let there: Instance;

  beforeEach(async () => {
    installation = await openPrimaryAndReplica();
    ({ time, primary, replica } = installation);
    here = await instanceOn(installation.store, time);
    there = await instanceOn(installation.elsewhere, time);
  });
  afterEach(() => installation.close());

  /** How tokens signed with that key are answered here, when what was read before counts no more. */
  const statusOf = (kid: string) => {
    time.advance(keysAreOldMs);
    return here.ownTokens.keyFor({ alg: 'ES256', kid }).then(() => 200, statusOfError);
  };
  const published = async () => {
    time.advance(keysAreOldMs);
    return (await here.ownTokens.publicKeys()).map(({ kid }) => kid);
  };

  for (const way of ['gone', 'hung'] as const) {
    it(`are read at the replica when it is ${way}, and published`, async () => {
      const kid = await here.sign();
      primary.way = 'gone';
      assert.equal(await statusOf(kid), 200);
      primary.way = way;
      for (let i = 0; i < 3; i++) assert.deepEqual([await statusOf(kid), await published()], [200, [kid]]);
      assert.equal(await statusOf('unknown'), 401);
      primary.way = 'there';
      await installation.store.ping();
      const { asked } = replica;
      assert.equal(await statusOf(kid), 200);
      assert.equal(replica.asked, asked);
    });
  }

  it('are found there although nobody has asked for any yet', async () => {
    const kid = await there.sign();
    primary.way = 'gone';
    assert.equal(await statusOf(kid), 200);
  });

  it('are those that others have changed in time', async () => {
    const dropped = await here.sign();
    await there.admin.rotate();
    await there.admin.retire(dropped);
    const kid = await there.sign();
    primary.way = 'gone';
    assert.deepEqual([await statusOf(dropped), await statusOf(kid)], [401, 200]);
  });

  it('sign nothing, and cannot be listed, made, rotated or retired', async () => {
    const kid = await here.sign();
    primary.way = 'gone';
    assert.equal(await statusOf(kid), 200);
    const refused = [() => here.sign(), () => here.admin.list(), () => here.admin.rotate(), () => here.admin.retire(kid)];
    for (const attempt of refused) assert.equal(await attempt().then(() => 200, statusOfError), 503);
    primary.way = 'there';
    assert.deepEqual(
      (await there.admin.list()).map(({ id, retiredAt }) => ({ id, retiredAt })),
      [{ id: kid, retiredAt: null }],
    );
    assert.equal(await here.sign(), kid);
  });

  it('make no first key', async () => {
    primary.way = 'gone';
    assert.deepEqual(await published(), []);
    assert.equal(await here.sign().catch(statusOfError), 503);
    primary.way = 'there';
    assert.deepEqual(await there.admin.list(), []);
  });

  it('are nobody’s to say fifteen minutes after its last answer, until it answers again', async () => {
    const kid = await here.sign();
    primary.way = 'gone';
    time.advance(outageGraceMs - keysAreOldMs - 1);
    assert.equal(await statusOf(kid), 200);
    assert.equal(await statusOf(kid), 503);
    await assert.rejects(published(), (error) => statusOfError(error) === 503);
    primary.way = 'there';
    assert.equal(await statusOf(kid), 200);
  });

  describe('are not asked of a replica that is behind', () => {
    it('what was seen at the primary while tokens were checked', async () => {
      const dropped = await there.sign();
      await installation.leaveBehind();
      await there.admin.retire(dropped);
      assert.equal(await statusOf(dropped), 401);
      primary.way = 'gone';
      assert.equal(await statusOf(dropped), 503);
    });

    it('what was seen there while a token was signed', async () => {
      await installation.leaveBehind();
      const kid = await there.sign();
      assert.equal(await here.sign(), kid);
      primary.way = 'gone';
      assert.equal(await statusOf(kid), 503);
    });

    for (const change of ['rotate', 'retire'] as const) {
      it(`a key that this instance had ${change}d`, async () => {
        const kid = await there.sign();
        await installation.leaveBehind();
        await here.admin[change](kid);
        primary.way = 'gone';
        assert.equal(await statusOf(kid), 503);
      });
    }

    it('the first key, made by this instance', async () => {
      await installation.leaveBehind();
      const kid = await here.sign();
      primary.way = 'gone';
      assert.equal(await statusOf(kid), 503);
    });
  });

  it('are nobody’s to say when the replica is away too, or there is none', async () => {
    const kid = await here.sign();
    const alone = await installation.open({});
    const without = await instanceOn(alone, time);
    primary.way = 'gone';
    replica.way = 'gone';
    assert.equal(await statusOf(kid), 503);
    await assert.rejects(without.ownTokens.publicKeys(), (error) => statusOfError(error) === 503);
    primary.way = 'there';
    await alone.close();
  });
});

interface Instance {
  readonly ownTokens: OwnTokens;
  readonly admin: SigningKeyAdmin;
  /** Signs a token. Returns the id of the key. */
  sign(): Promise<string>;
}

async function instanceOn({ signingKeys: keys }: Store, clock: FakeTime): Promise<Instance> {
  const box = createSecretBox('a secret of at least thirty-two characters');
  const ownTokens = new OwnTokens('dispatchkit', { keys, box, clock, log: silentLog });
  return {
    ownTokens,
    admin: new SigningKeyAdmin({ keys, box, clock, maxTokenSeconds: 86_400 }),
    async sign() {
      const { token } = await ownTokens.sign(claims, 900);
      return String(decodeProtectedHeader(token).kid);
    },
  };
}

function statusOfError(error: unknown): number {
  if (error instanceof ProblemError) return error.status;
  if (error instanceof errors.JWKSNoMatchingKey) return 401;
  throw error;
}
