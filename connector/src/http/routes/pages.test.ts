import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { openTestConnector, type TestConnector } from '../../../test/test-connector.ts';
import { pagesDirectory } from '../../runtimes/shared/pages-directory.ts';

const script = 'export const answer = 42;\n'.repeat(100);
let directory: string;
let subject: TestConnector;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatchkit-pages-'));
  const root = join(directory, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Console</title>');
  await writeFile(join(root, 'check-in.html'), '<!doctype html><title>Check-in</title>');
  await writeFile(join(root, 'assets/app-Bf3kQ9zA.js'), script);
  await writeFile(join(root, 'assets/app-Bf3kQ9zA.js.br'), brotliCompressSync(script));
  await writeFile(join(root, 'assets/inter.woff2'), 'font');
  await writeFile(join(root, 'assets/notes.exe'), 'no type we serve');
  await writeFile(join(root, '.env'), 'SECRET=1');
  await writeFile(join(directory, 'secret.txt'), 'outside');
  await symlink(join(directory, 'secret.txt'), join(root, 'assets/link.txt'));
  subject = await openTestConnector({
    pages: pagesDirectory(root),
    config: 'pages: { tileOrigins: ["https://tiles.example.com"] }',
  });
});
after(async () => {
  await subject[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => subject.fetch('GET', path, { as: null, headers });

describe('pages', () => {
  for (const [path, title] of [
    ['/', 'Console'],
    ['/check-in', 'Check-in'],
  ] as const) {
    it(`${path} is the ${title} page, under a strict policy`, async () => {
      const response = await get(path);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(response.headers.get('cache-control'), 'no-cache');
      assert.match(await response.text(), new RegExp(title));
      const policy = response.headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'none'",
        "img-src 'self' data: blob: https://tiles.example.com",
      ]) {
        assert.ok(policy.split('; ').includes(part), part);
      }
      assert.doesNotMatch(policy, /unsafe/);
    });
  }

  it('assets with a hash in their name are kept for a year', async () => {
    const response = await get('/assets/app-Bf3kQ9zA.js');
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(await response.text(), script);
    assert.equal((await get('/assets/inter.woff2')).headers.get('cache-control'), 'no-cache');
  });

  it('the stored compressed form is given to who accepts it', async () => {
    const response = await get('/assets/app-Bf3kQ9zA.js', { 'accept-encoding': 'gzip, br;q=0.9' });
    assert.equal(response.headers.get('content-encoding'), 'br');
    assert.equal(response.headers.get('vary'), 'Accept-Encoding');
    assert.equal(brotliDecompressSync(Buffer.from(await response.arrayBuffer())).toString(), script);
    assert.equal((await get('/assets/app-Bf3kQ9zA.js', { 'accept-encoding': 'br;q=0' })).headers.get('content-encoding'), null);
  });

  it('an unchanged page is not sent again', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    const again = await get('/', { 'if-none-match': etag });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), '');
  });

  for (const path of [
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/link.txt',
    '/.env',
    '/assets/notes.exe',
    '/assets/',
    '/assets',
    '/assets/missing-12345678.js',
    '//secret.txt',
    '/assets/app-Bf3kQ9zA.js/x.js',
    '/assets/%00.js',
    `/assets/${'a'.repeat(5000)}.js`,
  ]) {
    it(`${path.slice(0, 60)} is 404`, async () => {
      const { status } = await subject.request('GET', path, { as: null });
      assert.equal(status, 404);
    });
  }

  it('that are not built say so, with the command that builds them, and the API answers all the same', async () => {
    const empty = await openTestConnector({ pages: pagesDirectory(join(directory, 'nowhere')) });
    for (const path of ['/', '/check-in']) {
      const response = await empty.fetch('GET', path, { as: null });
      assert.equal(response.status, 404);
      assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.match(await response.text(), /npm run build/);
    }
    assert.equal((await empty.request('GET', '/assets/app.js', { as: null })).status, 404);
    assert.equal((await empty.request('GET', '/v1/jobs')).status, 200);
    await empty[Symbol.asyncDispose]();
  });

  it('are not written to', async () => {
    const { status, headers } = await subject.request('POST', '/', { as: null });
    assert.equal(status, 405);
    assert.equal(headers.get('allow'), 'GET, HEAD, OPTIONS');
  });
});
