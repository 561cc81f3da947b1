import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostPaging } from '@dispatchkit/contract/manifest';
import fc from 'fast-check';
import { firstPage, type PageState, readPage, writePage } from './pages.ts';
import { absolute, nextPage, pageQuery, pageValues } from './paging.ts';

test('however large pages are, every row comes once', () => {
  const paging: fc.Arbitrary<HostPaging> = fc.oneof(
    fc.record({
      kind: fc.constant('offset' as const),
      offset: fc.constant('o'),
      limit: fc.constant('l'),
      size: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      kind: fc.constant('offset' as const),
      offset: fc.constant('o'),
      limit: fc.constant('l'),
      size: fc.integer({ min: 1, max: 9 }),
      total: fc.constant('total'),
    }),
    fc.record({
      kind: fc.constant('offset' as const),
      offset: fc.constant('o'),
      limit: fc.constant('l'),
      size: fc.integer({ min: 1, max: 9 }),
      more: fc.constant('more'),
    }),
    fc.record({
      kind: fc.constant('page' as const),
      page: fc.constant('p'),
      limit: fc.constant('l'),
      first: fc.constantFrom(0, 1),
      size: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      kind: fc.constant('page' as const),
      page: fc.constant('p'),
      limit: fc.constant('l'),
      first: fc.constantFrom(0, 1),
      size: fc.integer({ min: 1, max: 9 }),
      more: fc.constant('more'),
    }),
    fc.record({
      kind: fc.constant('cursor' as const),
      parameter: fc.constant('c'),
      next: fc.constant('next'),
      size: fc.integer({ min: 1, max: 9 }),
    }),
  );
  fc.assert(
    fc.property(paging, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), (how, count, most) => {
      const rows = Array.from({ length: count }, (_, id) => ({ id }));
      const found: unknown[] = [];
      let page: string | undefined;
      do {
        const state = readPage(page);
        const query = pageQuery(how, pageValues(how, state));
        // Whatever it is asked for, the host gives no more at once.
        const size = Math.min('size' in how ? how.size : 0, most);
        const first = how.kind === 'page' ? how.first : 0;
        const at = Number(query['o'] ?? query['c'] ?? (Number(query['p'] ?? 0) - first) * size);
        const those = rows.slice(at, at + size);
        found.push(...those);
        const isMore = at + size < count;
        const body = { total: count, more: isMore, next: isMore ? at + size : null };
        page = nextPage(how, state, those, { body, headers: new Headers() });
      } while (page !== undefined);
      assert.deepEqual(found, rows);
    }),
  );
});

test('tokens of pages are read as they were written', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined }),
      fc.constantFrom('https://a.example/b?c=%252f', '?d', 'ä'),
      (offset, cursor, link) => {
        fc.pre(cursor?.isWellFormed() !== false);
        const state: PageState = readPage(writePage(firstPage, [{ id: 1 }], { offset, cursor, link }));
        assert.deepEqual([state.offset, state.cursor, state.link, state.number], [offset, cursor, link, 1]);
      },
    ),
  );
});

test('links are relative to where they stand, and keep the way the host is reached', () => {
  const url = 'https://erp.example.com/api/jobs?a=1';
  assert.equal(absolute('?a=2', url), 'https://erp.example.com/api/jobs?a=2');
  assert.equal(absolute('jobs?a=%252f', url), 'https://erp.example.com/api/jobs?a=%252f');
  assert.equal(absolute('http://erp.example.com/api/jobs?a=2', url), 'https://erp.example.com/api/jobs?a=2');
  assert.equal(absolute('http://other.example.com/api', url), 'http://other.example.com/api');
  assert.equal(absolute('?key=1&b=%2B&ke%79=2', url, ['key']), 'https://erp.example.com/api/jobs?b=%2B');
});

test('of a list of links the one to the next page is followed', () => {
  const after = (body: unknown) =>
    readPage(
      nextPage({ kind: 'link', next: 'links', linkHeader: false, size: 5 }, firstPage, [{ id: 1 }], {
        body,
        headers: new Headers(),
        url: 'https://erp.example.com/jobs',
      }),
    ).link;
  const links = [
    { rel: 'self', href: '/jobs' },
    { rel: 'next', href: '/jobs?page=2' },
  ];
  assert.equal(after({ links }), 'https://erp.example.com/jobs?page=2');
  assert.equal(after({ links: links.slice(0, 1) }), undefined);
  assert.equal(after({ links: [] }), undefined);
});
