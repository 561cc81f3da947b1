import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Part } from './part.ts';

/** Pages come from a directory, or from the binding of a worker; what is said about them is the same. */
export const pages: Part = (subject) => {
  describe('pages', () => {
    const get = (path: string, headers: Record<string, string> = {}) => subject().fetch('GET', path, { as: null, headers });

    it('are served with a strict policy, and asked for again only when they changed', async () => {
      const page = await get('/');
      assert.equal(page.status, 200);
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src|script-src 'self'/);
      assert.match(await page.text(), /<title>A page<\/title>/);
      const etag = page.headers.get('etag');
      assert.ok(etag);
      const again = await get('/', { 'if-none-match': etag });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
    });

    it('bring their files, which are kept for ever when their name changes with them', async () => {
      const file = await get('/assets/page-0a1b2c3d.js');
      assert.match(file.headers.get('content-type') ?? '', /^text\/javascript/);
      assert.match(file.headers.get('cache-control') ?? '', /immutable/);
      assert.match(await file.text(), /document\.title/);
    });

    it('never bring what lies outside', async () => {
      for (const path of [
        '/../package.json',
        '/%2e%2e/package.json',
        '/..%2fpackage.json',
        '/assets/../../package.json',
        '/.npmrc',
        '/assets/',
        '/missing.js',
      ]) {
        const response = await get(path);
        assert.equal(response.status, 404, path);
        assert.doesNotMatch(await response.text(), /optionalDependencies|omit-lockfile/, path);
      }
    });
  });
};
