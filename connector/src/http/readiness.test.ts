import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { FakeTime } from '../../test/fake-time.ts';
import { openTestConnector } from '../../test/test-connector.ts';
import { silentLog } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { openNativeDatabase } from '../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../stores/libsql/index.ts';
import { Readiness } from './readiness.ts';

const time = () => new FakeTime();

/** A store of which only the one question matters. */
const answering = (isCurrent: () => Promise<boolean>) => ({ isCurrent }) as Store;

describe('/readyz', () => {
  it('says that the database answers', async () => {
    await using subject = await openTestConnector();
    assert.deepEqual((await subject.request('GET', '/readyz', { as: null })).body, { status: 'ready' });
  });

  it('names what stands in the way: a closed database, while /healthz still answers', async () => {
    const store = await openLibsqlStore(openNativeDatabase({ url: ':memory:' }), { clock: time(), log: silentLog });
    await using subject = await openTestConnector({ store });
    await store.close();
    const { status, headers, body } = await subject.request<Problem>('GET', '/readyz', { as: null });
    assert.equal(status, 503);
    assert.equal(headers.get('retry-after'), '5');
    assert.deepEqual([body.code, body.detail], ['not_ready', 'database: The database does not answer.']);
    assert.equal((await subject.request('GET', '/healthz', { as: null })).status, 200);
  });

  it('names an older schema than the program needs; a newer one will do, so that instances can be updated one by one', async () => {
    const database = openNativeDatabase({ url: ':memory:' });
    const store = await openLibsqlStore(database, { clock: time(), log: silentLog });
    const readiness = new Readiness({ store, timers: time(), log: silentLog });
    const setVersion = (change: string) =>
      database.client.execute(`update meta set value = value ${change} where key = 'schema_version'`);
    await setVersion('+ 1');
    assert.deepEqual(await readiness.failing(), []);
    await setVersion('- 2');
    assert.deepEqual(await readiness.failing(), ['migrations']);
    await store.close();
  });

  it('says so while the connector stops, and requests are still answered', async () => {
    await using subject = await openTestConnector();
    subject.connector.beginStopping();
    const { body } = await subject.request<Problem>('GET', '/readyz', { as: null });
    assert.equal(body.detail, 'stopping: This instance is stopping.');
    assert.equal((await subject.request('GET', '/v1/jobs')).status, 200);
  });
});

describe('readiness', () => {
  it('does not wait for a database that hangs', async () => {
    const timers = time();
    const readiness = new Readiness({ store: answering(() => new Promise(() => {})), timers, log: silentLog });
    const asked = readiness.failing();
    timers.advance(2_000);
    assert.deepEqual(await asked, ['database']);
  });

  it('asks the database once, however many ask', async () => {
    let count = 0;
    const store = answering(async () => {
      count++;
      return true;
    });
    const timers = time();
    const readiness = new Readiness({ store, timers, log: silentLog });
    await Promise.all(Array.from({ length: 20 }, () => readiness.failing()));
    assert.equal(count, 1);
    assert.equal(timers.pending, 0);
  });
});
