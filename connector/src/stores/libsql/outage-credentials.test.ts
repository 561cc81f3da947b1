import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { FakeTime } from '../../../test/fake-time.ts';
import { openPrimaryAndReplica, type PrimaryAndReplica, type Switched } from '../../../test/primary-and-replica.ts';
import type { Identity } from '../../http/auth/identity.ts';
import { noticedMilliseconds, Revoked } from '../../http/auth/revoked.ts';
import type { Store, WriteMeta } from '../../ports/store.ts';
import { ProblemError } from '../../services/errors.ts';
import { outageGraceMs } from './outage.ts';

const meta: WriteMeta = { actor: { id: 'admin', name: null, role: 'admin' }, method: 'api', requestId: null };

describe('whether credentials count while the primary is away', () => {
  let installation: PrimaryAndReplica;
  let time: FakeTime;
  let primary: Switched;
  let replica: Switched;
  let store: Store;
  let revoked: Revoked;
  let lines: string[];

  beforeEach(async () => {
    installation = await openPrimaryAndReplica();
    ({ time, primary, replica, store, lines } = installation);
    revoked = lookingAt(store);
  });
  afterEach(() => installation.close());

  const lookingAt = (of: Store) => new Revoked({ store: of, clock: time }, () => {});
  const revoke = (tenant: string, tokenId: string, through = installation.elsewhere) =>
    through.write(tenant, meta, async (writer) => {
      const [revokedAt, keptUntil] = [writer.at, '2027-01-01T00:00:00.000Z'];
      await writer.credentials.revoke({ kind: 'token', value: tokenId, before: null, revokedAt, revokedBy: 'admin', keptUntil });
      writer.describe({ type: 'tokens.revoked' });
    });
  /** Status of a request with that token, when what was looked at before counts no more. */
  const statusOf = async (tenant: string, tokenId: string) => {
    time.advance(noticedMilliseconds);
    return revoked.check(identityOf(tenant, tokenId)).then(
      () => 200,
      (error: unknown) => (error instanceof ProblemError ? error.status : Promise.reject(error)),
    );
  };

  for (const way of ['gone', 'hung'] as const) {
    it(`is read at the replica when it is ${way}, and said once`, async () => {
      await revoke('acme', 'lost');
      assert.equal(await statusOf('acme', 'good'), 200);
      primary.way = 'gone';
      assert.deepEqual([await statusOf('acme', 'good'), await statusOf('acme', 'lost')], [200, 401]);
      primary.way = way;
      // Whether it is back is looked at meanwhile, and nobody waits for that.
      for (let i = 0; i < 5; i++) {
        assert.deepEqual([await statusOf('acme', 'good'), await statusOf('acme', 'lost')], [200, 401]);
      }
      primary.way = 'there';
      time.advance(5_000);
      await statusOf('acme', 'good');
      await store.ping();
      const asked = replica.asked;
      assert.equal(await statusOf('acme', 'lost'), 401);
      assert.equal(replica.asked, asked);
      assert.deepEqual(lines, [
        'the primary does not answer; whether credentials count is read at the replica',
        'the primary answers again; whether credentials count is read there',
      ]);
    });
  }

  it('learns there what others have revoked before it went, and of tenants nobody has asked for yet', async () => {
    assert.equal(await statusOf('acme', 'lost'), 200);
    await revoke('acme', 'lost');
    await revoke('globex', 'lost');
    primary.way = 'gone';
    assert.deepEqual([await statusOf('acme', 'lost'), await statusOf('globex', 'lost')], [401, 401]);
    assert.deepEqual([await statusOf('acme', 'other'), await statusOf('initech', 'lost')], [200, 200]);
  });

  it('is nobody’s to say fifteen minutes after its last answer, until it answers again', async () => {
    assert.equal(await statusOf('acme', 'good'), 200);
    primary.way = 'gone';
    time.advance(outageGraceMs - noticedMilliseconds - 1);
    assert.equal(await statusOf('acme', 'good'), 200);
    time.advance(1);
    assert.equal(await statusOf('acme', 'good'), 503);
    assert.equal(await statusOf('globex', 'good'), 503);
    primary.way = 'there';
    assert.equal(await statusOf('acme', 'good'), 200);
    primary.way = 'gone';
    assert.equal(await statusOf('acme', 'good'), 200, 'a new outage has time of its own');
    assert.equal(lines.filter((line) => line.includes('for too long')).length, 1);
  });

  it('counts from anything it has answered', async () => {
    await statusOf('acme', 'good');
    time.advance(outageGraceMs);
    await store.ping();
    primary.way = 'gone';
    assert.equal(await statusOf('acme', 'good'), 200);
  });

  it('is not asked of a replica that is behind what was seen at the primary, tenant by tenant', async () => {
    await installation.leaveBehind();
    await revoke('acme', 'lost');
    assert.equal(await statusOf('acme', 'lost'), 401);
    assert.equal(await statusOf('globex', 'good'), 200);
    primary.way = 'gone';
    assert.deepEqual([await statusOf('acme', 'lost'), await statusOf('acme', 'good')], [503, 503]);
    assert.equal(await statusOf('globex', 'good'), 200);
  });

  it('is not asked of a replica that lacks what was written through this instance', async () => {
    await installation.leaveBehind();
    await revoke('acme', 'lost', store);
    primary.way = 'gone';
    assert.deepEqual([await statusOf('acme', 'lost'), await statusOf('globex', 'good')], [503, 200]);
  });

  it('is nobody’s to say when the replica is away too', async () => {
    assert.equal(await statusOf('acme', 'good'), 200);
    primary.way = 'gone';
    replica.way = 'gone';
    assert.equal(await statusOf('acme', 'good'), 503);
  });

  it('is nobody’s to say without a replica', async () => {
    const alone = await installation.open({});
    revoked = lookingAt(alone);
    assert.equal(await statusOf('acme', 'good'), 200);
    primary.way = 'gone';
    assert.equal(await statusOf('acme', 'good'), 503);
    assert.deepEqual(lines, []);
    primary.way = 'there';
    await alone.close();
  });
});

function identityOf(tenant: string, tokenId: string): Identity {
  return {
    ...{ kind: 'user', tenant, id: 'user-1', name: null, role: 'viewer', technicianId: null, jobId: null, territories: null },
    ...{ tokenId, scopes: [], signIn: { acr: null, amr: [], atMs: null }, origins: null, issuedAtMs: null },
    expiresAtMs: Number.POSITIVE_INFINITY,
  };
}
