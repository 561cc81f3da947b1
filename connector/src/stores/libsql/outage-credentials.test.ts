import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakeTime } from '../../../test/fake-time.ts';
import type { Identity } from '../../http/auth/identity.ts';
import { noticedMilliseconds, Revoked } from '../../http/auth/revoked.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store, WriteMeta } from '../../ports/store.ts';
import { ProblemError } from '../../services/errors.ts';
import { temporaryFolder } from '../test-store.ts';
import type { Database } from './database.ts';
import { openNativeDatabase } from './db.native.ts';
import { openLibsqlStore } from './index.ts';
import { outageGraceMs } from './outage-credentials.ts';
import type { SqlClient } from './sql-client.ts';

const meta: WriteMeta = { actor: { id: 'admin', name: null, role: 'admin' }, method: 'api', requestId: null };

describe('whether credentials count while the primary is away', () => {
  let time: FakeTime;
  let primary: Switched;
  let replica: Switched;
  let url: string;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  /** Another instance, for which the primary is never away. */
  let elsewhere: Store;
  let store: Store;
  let revoked: Revoked;
  let lines: string[];

  beforeEach(async () => {
    time = new FakeTime();
    lines = [];
    folder = await temporaryFolder();
    url = `file:${join(folder.path, 'primary.db')}`;
    elsewhere = await openLibsqlStore(openNativeDatabase({ url }), { clock: time, log: silentLog });
    primary = switched(openNativeDatabase({ url }).client);
    // Never behind, unless a test has it look at a copy.
    replica = switched(openNativeDatabase({ url }).client);
    store = await open({ replica: { client: replica.client } });
    revoked = lookingAt(store);
  });
  afterEach(async () => {
    primary.way = 'there';
    await store.close();
    await elsewhere.close();
    await folder.remove();
  });

  const open = (more: Partial<Database>) =>
    openLibsqlStore(
      { ...openNativeDatabase({ url }), client: primary.client, ...more },
      { clock: time, log: { ...silentLog, info: (line) => lines.push(line), warn: (line) => lines.push(line) } },
    );
  const lookingAt = (of: Store) => new Revoked({ store: of, clock: time }, () => {});
  const revoke = (tenant: string, tokenId: string, through = elsewhere) =>
    through.write(tenant, meta, async (writer) => {
      const [revokedAt, keptUntil] = [writer.at, '2027-01-01T00:00:00.000Z'];
      await writer.credentials.revoke({ kind: 'token', value: tokenId, before: null, revokedAt, revokedBy: 'admin', keptUntil });
      writer.describe({ type: 'tokens.revoked' });
    });
  /** From now on the replica hears of nothing any more. */
  const leaveBehind = async () => {
    const path = join(folder.path, 'copy.db');
    const { client } = openNativeDatabase({ url });
    await client.execute({ sql: 'vacuum into ?', args: [path] });
    client.close();
    replica.client.close();
    replica.target = openNativeDatabase({ url: `file:${path}` }).client;
  };
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
    await leaveBehind();
    await revoke('acme', 'lost');
    assert.equal(await statusOf('acme', 'lost'), 401);
    assert.equal(await statusOf('globex', 'good'), 200);
    primary.way = 'gone';
    assert.deepEqual([await statusOf('acme', 'lost'), await statusOf('acme', 'good')], [503, 503]);
    assert.equal(await statusOf('globex', 'good'), 200);
  });

  it('is not asked of a replica that lacks what was written through this instance', async () => {
    await leaveBehind();
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
    const alone = await open({});
    revoked = lookingAt(alone);
    assert.equal(await statusOf('acme', 'good'), 200);
    primary.way = 'gone';
    assert.equal(await statusOf('acme', 'good'), 503);
    assert.deepEqual(lines, []);
    primary.way = 'there';
    await alone.close();
  });
});

interface Switched {
  readonly client: SqlClient;
  target: SqlClient;
  way: 'there' | 'gone' | 'hung';
  /** Statements so far. */
  asked: number;
}

/** A client whose server can be taken away. */
function switched(target: SqlClient): Switched {
  const reach = async (): Promise<SqlClient> => {
    subject.asked += 1;
    if (subject.way === 'gone') throw new TypeError('fetch failed');
    return subject.way === 'hung' ? new Promise(() => {}) : subject.target;
  };
  const subject: Switched = {
    target,
    way: 'there',
    asked: 0,
    client: {
      protocol: target.protocol,
      execute: async (statement) => (await reach()).execute(statement),
      transaction: async (mode) => (await reach()).transaction(mode),
      close: () => subject.target.close(),
    },
  };
  return subject;
}

function identityOf(tenant: string, tokenId: string): Identity {
  return {
    ...{ kind: 'user', tenant, id: 'user-1', name: null, role: 'viewer', technicianId: null, jobId: null, territories: null },
    ...{ tokenId, scopes: [], signIn: { acr: null, amr: [], atMs: null }, origins: null, issuedAtMs: null },
    expiresAtMs: Number.POSITIVE_INFINITY,
  };
}
