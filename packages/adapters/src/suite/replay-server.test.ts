import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { HostExchange } from '@dispatchkit/contract/manifest';
import { type ReplayServer, startReplayServer } from './replay-server.ts';

let server: ReplayServer;
before(async () => {
  server = await startReplayServer();
});
after(() => server.close());
beforeEach(() => server.play([]));

function exchange(request: object, response: object): HostExchange {
  return HostExchange.parse({ request, response });
}

async function ask(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
  return { status: response.status, body: JSON.parse(await response.text()) as unknown };
}

test('answers what fits, by path, query, headers and body', async () => {
  server.play([
    exchange({ path: '/a b', query: { filters: [['x', '=', '*']], page: '1' } }, { body: 'first' }),
    exchange(
      { method: 'POST', path: '/*', headers: { authorization: 'token *' }, body: { id: '*' } },
      { body: { id: '${request.id}' } },
    ),
  ]);
  assert.deepEqual(await ask('/a%20b?page=1&filters=%5B%5B%22x%22,%22=%22,2%5D%5D&more=1'), { status: 200, body: 'first' });
  const init = { method: 'POST', headers: { authorization: 'token k:s' }, body: '{"id":7,"more":1}' };
  assert.deepEqual(await ask('/rpc', init), { status: 200, body: { id: 7 } });
  assert.equal((await ask('/rpc', { ...init, headers: {} })).status, 599);
  assert.equal((await ask('/a%20b?page=2')).status, 599);
  assert.deepEqual(server.unknown, ['POST /rpc {"id":7,"more":1}', 'GET /a b?page=2']);
});

test('exchanges of a scenario come once each, in order, before the steady ones', async () => {
  const steady = exchange({ path: '/x' }, { body: 'steady' });
  const [one, two] = [exchange({ path: '/x' }, { body: 1 }), exchange({ path: '/x' }, { body: 2 })];
  server.play([steady], [one, two]);
  assert.equal((await ask('/x')).body, 1);
  assert.deepEqual(server.missed(), [two]);
  assert.equal((await ask('/x')).body, 2);
  assert.equal((await ask('/x')).body, 'steady');
  assert.deepEqual(server.missed(), []);
});

test('makes trouble, and spoils answers', async () => {
  server.play([exchange({ path: '/x' }, { body: { a: 1 } })]);
  server.spoil(() => 'spoiled');
  assert.equal((await ask('/x')).body, 'spoiled');
  server.trouble(() => ({ status: 503, text: '{}' }));
  assert.equal((await ask('/x')).status, 503);
  server.trouble(() => 'silence');
  const stop = new AbortController();
  const silent = ask('/x', { signal: stop.signal });
  while (server.silent === 0) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await assert.rejects(silent);
});
