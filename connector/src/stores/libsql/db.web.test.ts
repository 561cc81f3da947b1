import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { silentLog } from '../../ports/log.ts';
import { testClock } from '../test-store.ts';
import { DatabaseError } from './database.ts';
import { openWebDatabase } from './db.web.ts';
import { openLibsqlStore } from './index.ts';

describe('a database over HTTP', () => {
  for (const url of ['', 'week.db', 'ftp://127.0.0.1/']) {
    test(`${JSON.stringify(url)} is no address of one, and the message says what is`, () => {
      assert.throws(() => openWebDatabase({ url }), names('cannot_open', 'DISPATCHKIT_DATABASE_URL'));
    });
  }

  test('a server that is none answers with its name and without the token', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('nothing here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    const database = openWebDatabase({ url: `http://127.0.0.1:${address.port}`, authToken: 'secret-token' });
    const opening = openLibsqlStore(database, { clock: testClock(), log: silentLog });
    await assert.rejects(opening, names('cannot_open', `127.0.0.1:${address.port}`));
    await new Promise((resolve) => server.close(resolve));
  });
});

function names(reason: DatabaseError['reason'], word: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof DatabaseError, String(error));
    assert.equal(error.reason, reason);
    assert.ok(error.message.includes(word) && !error.message.includes('secret-token'), error.message);
    return true;
  };
}
