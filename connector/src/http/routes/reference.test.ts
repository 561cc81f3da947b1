import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { problemCodes, problems } from '@dispatchkit/contract';
import { openTestConnector, type TestConnector } from '../../../test/test-connector.ts';
import { operations } from '../operations/index.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
});
after(() => subject[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  subject.fetch(method, path, { as: null, headers });

describe('the API reference', () => {
  it('shows every operation and every problem one can meet, without asking anybody else', async () => {
    const response = await get('/docs');
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    for (const { id, path } of operations) assert.ok(text.includes(`id="${id}"`) && text.includes(`/v1${path}`), id);
    assert.ok(problemCodes.filter((code) => text.includes(`<code>${code}</code>`)).length > 25);
    assert.deepEqual(
      [...text.matchAll(/(?:src|href)="(?!#|\/docs\/errors)([^"]+)"/g)].map(([, address]) => address),
      ['/docs/reference.css', '/docs/reference.js', '/openapi.json'],
    );
  });

  it('has the page of every problem code, linked from where one can meet it', async () => {
    const reference = await (await get('/docs')).text();
    const index = await (await get('/docs/errors')).text();
    for (const code of problemCodes) {
      const response = await get(`/docs/errors/${code}`);
      assert.equal(response.status, 200, code);
      assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      const text = await response.text();
      for (const part of [problems[code].title, '<h2>Cause</h2>', '<h2>Cure</h2>']) assert.ok(text.includes(part), code);
      assert.doesNotMatch(text.replaceAll(/<pre>[\s\S]*?<\/pre>/g, ''), /`|\]\(|^#/m, code);
      for (const [, target = ''] of text.matchAll(/href="\/docs\/errors\/([^"]+)"/g))
        assert.ok(Object.hasOwn(problems, target), target);
      assert.ok(index.includes(`href="/docs/errors/${code}"`), code);
    }
    assert.ok(reference.includes('href="/docs/errors/stale"'));
    assert.equal((await get('/docs/errors/nope')).status, 404);
  });

  it('keeps to its own strict policy: nothing inline', async () => {
    const response = await get('/docs');
    const text = await response.text();
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    assert.doesNotMatch(text, /<style|<script(?! src)| style=| on\w+="/);
  });

  it('links only to what is there', async () => {
    const text = await (await get('/docs')).text();
    const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, target = ''] of text.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target);
  });

  for (const [path, type] of [
    ['/docs', 'text/html; charset=utf-8'],
    ['/docs/reference.css', 'text/css; charset=utf-8'],
    ['/docs/reference.js', 'text/javascript; charset=utf-8'],
    ['/openapi.json', 'application/json'],
  ] as const) {
    it(`${path} comes once: unchanged it is 304, and packed for who can unpack it`, async () => {
      const first = await get(path);
      const etag = first.headers.get('etag') ?? '';
      assert.deepEqual(
        [first.status, first.headers.get('content-type'), first.headers.get('vary')],
        [200, type, 'Accept-Encoding'],
      );
      const again = await get(path, { 'if-none-match': etag });
      assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag]);
      const packed = await get(path, { 'accept-encoding': 'gzip' });
      assert.equal(packed.headers.get('content-encoding'), 'gzip');
      const unpacked = new Response(packed.body?.pipeThrough(new DecompressionStream('gzip')));
      assert.equal(await unpacked.text(), await (await get(path)).text());
      const head = await get(path, {}, 'HEAD');
      assert.deepEqual([head.status, await head.text()], [200, '']);
    });
  }

  it('can be left out', async () => {
    await using without = await openTestConnector({ config: 'pages: { reference: false }' });
    assert.equal((await without.fetch('GET', '/docs', { as: null })).status, 404);
    assert.equal((await without.fetch('GET', '/openapi.json', { as: null })).status, 200);
  });
});
