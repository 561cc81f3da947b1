import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { createClient } from '@libsql/client';
import { FakeTime } from '../../../test/fake-time.ts';
import { primaryPatienceMs } from './patience.ts';
import { ServerClient } from './server-client.ts';
import type { SqlClient } from './sql-client.ts';
import { isUnavailable } from './unavailable.ts';

describe('a primary that takes requests and answers nothing', () => {
  let server: Server;
  let url: string;
  /** Settles with the next request. */
  let asked: PromiseWithResolvers<void>;
  before(async () => {
    server = createServer(() => asked.resolve());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    url = `http://127.0.0.1:${address.port}`;
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ways: Record<string, (client: SqlClient) => Promise<unknown>> = {
    'a single read': (client) => client.execute('select 1'),
    'a read in a transaction': async (client) => (await client.transaction('read')).execute('select 1'),
  };
  for (const [name, read] of Object.entries(ways)) {
    it(`is given up after ten seconds by ${name}`, async () => {
      const time = new FakeTime();
      const client = new ServerClient((more) => createClient({ url, ...more }), time);
      asked = Promise.withResolvers();
      let isSettled = false;
      const reading = read(client.reads).finally(() => {
        isSettled = true;
      });
      reading.catch(() => {});
      await asked.promise;
      time.advance(primaryPatienceMs - 1);
      await Promise.resolve();
      assert.equal(isSettled, false);
      time.advance(1);
      await assert.rejects(reading, isUnavailable);
      assert.equal(time.pending, 0);
      client.close();
    });
  }

  it('is waited for by what may not be given up', async () => {
    const time = new FakeTime();
    const client = new ServerClient((more) => createClient({ url, ...more }), time);
    asked = Promise.withResolvers();
    const writing = client.execute('delete from jobs');
    writing.catch(() => {});
    await asked.promise;
    assert.equal(time.pending, 0, 'there is no limit');
    client.close();
  });

  it('does not keep the reads behind the first twenty waiting for longer', async () => {
    const time = new FakeTime();
    const client = new ServerClient((more) => createClient({ url, ...more }), time);
    asked = Promise.withResolvers();
    const readings = Promise.allSettled(Array.from({ length: 50 }, () => client.reads.execute('select 1')));
    await asked.promise;
    time.advance(primaryPatienceMs);
    for (const reading of await readings) assert.ok(reading.status === 'rejected' && isUnavailable(reading.reason));
    client.close();
  });
});
