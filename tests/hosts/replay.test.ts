import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Host, HostError, openHost } from '@dispatchkit/adapters';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { everyRecord, surroundings } from './support/open.ts';
import { idOf, type ReplayServer, startReplayServer } from './support/replay-server.ts';

const count = 95;

describe('Dataverse as documented, by a manifest', () => {
  let server: ReplayServer;
  let host: Host;

  beforeEach(async () => {
    server = await startReplayServer(count);
    host = open(server.url);
  });
  afterEach(() => server.close());

  test('pages are followed by their links, as they are and with the same headers', async () => {
    const jobs = await everyRecord(host, 'jobs');
    assert.deepEqual(
      jobs.map(({ id }) => id),
      Array.from({ length: count }, (_, i) => idOf(i)),
    );
    assert.equal(server.requests.filter((request) => request === 'GET /api/data/v9.2/orders').length, 3);
    assert.equal(server.requests.filter((request) => request.includes('token')).length, 1);
  });

  test('changes and deletions come by the delta link', async () => {
    const { cursor } = await catchUp(host, undefined);
    server.change(idOf(3), 'Changed');
    server.remove(idOf(4));
    const { changed, removed, isFull } = await host.changes('jobs', cursor);
    assert.equal(isFull, false);
    assert.deepEqual(
      changed.map(({ id, fields }) => [id, fields.title]),
      [[idOf(3), 'Changed']],
    );
    assert.deepEqual(removed, [idOf(4)]);
  });

  test('a link that has expired leads to everything again', async () => {
    const { cursor } = await catchUp(host, undefined);
    server.remove(idOf(4));
    server.expireLinks();
    const again = await catchUp(host, cursor);
    assert.equal(again.isFull, true);
    assert.equal(again.ids.length, count - 1);
    server.change(idOf(5), 'After');
    const { changed, isFull } = await host.changes('jobs', again.cursor);
    assert.equal(isFull, false);
    assert.deepEqual(
      changed.map(({ id }) => id),
      [idOf(5)],
    );
  });

  test('a stale change is refused as a conflict, and a fresh one is written', async () => {
    const before = await host.get('jobs', idOf(1));
    server.change(idOf(1), 'By somebody else');
    const late = host.update('jobs', idOf(1), { title: 'Too late' }, before);
    await assert.rejects(late, (error) => error instanceof HostError && error.kind === 'conflict');
    const fresh = await host.get('jobs', idOf(1));
    assert.equal(fresh?.fields.title, 'By somebody else');
    assert.equal((await host.update('jobs', idOf(1), { title: 'In time' }, fresh)).fields.title, 'In time');
  });

  test('when the host asks to wait, it is waited for', async () => {
    await host.get('jobs', idOf(1));
    server.limit(2, '1');
    assert.equal((await host.get('jobs', idOf(1)))?.fields.title, 'Order 2');
  });

  test('a wrong secret is told as such, and not repeated in the message', async () => {
    const wrong = open(server.url, 'guess-of-tests-only');
    await assert.rejects(wrong.list('jobs'), (error) => {
      assert.ok(error instanceof HostError);
      assert.equal(error.kind, 'auth');
      assert.doesNotMatch(error.message, /guess/);
      return true;
    });
  });
});

async function catchUp(host: Host, since: string | undefined): Promise<{ cursor: string; ids: string[]; isFull: boolean }> {
  const ids: string[] = [];
  let cursor = since;
  let isFull = false;
  for (;;) {
    const page = await host.changes('jobs', cursor);
    ids.push(...page.changed.map(({ id }) => id));
    isFull ||= page.isFull;
    cursor = page.cursor;
    if (!page.hasMore) return { cursor, ids, isFull };
  }
}

function open(url: string, secret = 'of-tests-only'): Host {
  const manifest = HostManifest.parse({
    manifest: 1,
    name: 'replayed',
    title: 'Orders',
    host: { product: 'Dataverse', versions: '9.2' },
    settings: {
      url: { title: 'Address', type: 'url' },
      clientSecret: { title: 'Secret', type: 'secret' },
    },
    connection: {
      baseUrl: '${settings.url}/api/data/v9.2',
      headers: { 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' },
      auth: {
        kind: 'oauth2-client-credentials',
        tokenUrl: '${settings.url}/oauth2/v2.0/token',
        clientId: 'dispatchkit',
        clientSecret: '${secrets.clientSecret}',
      },
    },
    transport: { kind: 'odata-v4' },
    resources: {
      jobs: {
        entity: 'orders',
        id: { paths: ['orderid'], encoding: 'guid' },
        fields: { title: 'title' },
        paging: { kind: 'link', size: 40 },
        writes: { update: true },
        concurrency: { kind: 'etag' },
        changes: { by: { kind: 'delta-link' }, deletes: { kind: 'tombstones' } },
      },
    },
  });
  return openHost(manifest, surroundings({ url, clientSecret: secret }));
}
