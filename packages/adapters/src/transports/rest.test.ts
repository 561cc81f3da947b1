import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostPaging } from '@dispatchkit/contract/manifest';
import { withHost } from '../../test/test-host.ts';
import { allRows, rowsAsk, testTransport, writeAsk } from '../../test/test-transport.ts';
import { HostError } from '../host.ts';

const numbers = Array.from({ length: 7 }, (_, at) => ({ id: at + 1 }));
const rest = { kind: 'rest' } as const;
const list = (take: string) => ({ list: { path: 'jobs', take } });
const parameters = (url: string) => new URL(url, 'http://x').searchParams;

function isHostError(kind: HostError['kind'], pattern = /./) {
  return (error: unknown) => error instanceof HostError && error.kind === kind && pattern.test(error.message);
}

test('a list without pages is asked for once', async () => {
  await withHost(
    () => ({ body: numbers }),
    async ({ url, asked }) => {
      assert.deepEqual(await allRows(testTransport(url, rest), rowsAsk({ entity: 'jobs' })), numbers);
      assert.equal(asked.length, 1);
      assert.equal(asked[0]!.url, '/api/jobs');
    },
  );
});

test('pages by offset end with an empty page, or where the total says so', async () => {
  for (const total of [undefined, 'count']) {
    await withHost(
      ({ url }) => {
        const offset = Number(parameters(url).get('skip'));
        return { body: { items: numbers.slice(offset, offset + 3), count: numbers.length } };
      },
      async ({ url, asked }) => {
        // With a total, the host may give fewer rows than it was asked for.
        const paging: HostPaging = { kind: 'offset', offset: 'skip', limit: 'top', size: total === undefined ? 3 : 5, total };
        const ask = rowsAsk({ entity: 'jobs', paging, calls: list('items') });
        assert.deepEqual(await allRows(testTransport(url, rest), ask), numbers);
        assert.deepEqual(
          asked.map((one) => parameters(one.url).get('skip')),
          total === undefined ? ['0', '3', '6', '7'] : ['0', '3', '6'],
        );
      },
    );
  }
});

test('a page that is shorter than it might be is not the end', async () => {
  const most = 2;
  await withHost(
    ({ url }) => {
      const offset = parameters(url).get('skip') ?? (Number(parameters(url).get('page')) - 1) * most;
      return { body: numbers.slice(Number(offset), Number(offset) + most) };
    },
    async ({ url, asked }) => {
      const byOffset: HostPaging = { kind: 'offset', offset: 'skip', limit: 'top', size: 100 };
      const byNumber: HostPaging = { kind: 'page', page: 'page', limit: 'limit', first: 1, size: 100 };
      for (const paging of [byOffset, byNumber]) {
        const before = asked.length;
        const ask = rowsAsk({ entity: 'jobs', paging });
        assert.deepEqual(await allRows(testTransport(url, rest), ask), numbers);
        assert.equal(asked.length - before, 5);
      }
    },
  );
});

test('a page past the end may be refused, but no page before it', async () => {
  const paging: HostPaging = { kind: 'page', page: 'page', limit: 'limit', first: 1, size: 4 };
  for (const status of [400, 404]) {
    await withHost(
      ({ url }) => {
        const page = Number(parameters(url).get('page'));
        return page > 2 ? { status, body: { detail: 'Invalid page.' } } : { body: numbers.slice(page * 4 - 4, page * 4) };
      },
      async ({ url }) => {
        const ask = rowsAsk({ entity: 'jobs', paging });
        assert.deepEqual(await allRows(testTransport(url, rest), ask), numbers);
      },
    );
    await withHost(
      ({ url }) => (parameters(url).get('page') === '1' ? { body: numbers.slice(0, 4) } : { status, body: {} }),
      async ({ url }) => {
        // A full page says nothing of an end.
        await assert.rejects(allRows(testTransport(url, rest), rowsAsk({ entity: 'jobs', paging })), HostError);
      },
    );
  }
});

test('pages by number begin where the manifest says', async () => {
  for (const first of [0, 1] as const) {
    await withHost(
      ({ url }) => {
        const page = Number(parameters(url).get('page')) - first;
        return { body: { data: numbers.slice(page * 3, page * 3 + 3), pagination: { totalPages: 3 } } };
      },
      async ({ url, asked }) => {
        const paging: HostPaging = { kind: 'page', page: 'page', limit: 'limit', first, size: 3, pages: 'pagination.totalPages' };
        const ask = rowsAsk({ entity: 'jobs', paging, calls: list('data') });
        assert.deepEqual(await allRows(testTransport(url, rest), ask), numbers);
        assert.equal(asked.length, 3);
      },
    );
  }
});

test('links are followed as they are, wherever they begin', async () => {
  for (const base of ['', '/api/jobs', 'jobs', 'absolute']) {
    await withHost(
      ({ url, headers }) => {
        const after = Number(parameters(url).get('after') ?? 0);
        const start = base === 'absolute' ? `http://${headers.host}/api/jobs` : base;
        const next = after + 3 < numbers.length ? `${start}?after=${after + 3}&mark=a%252Fb` : null;
        return { body: { items: numbers.slice(after, after + 3), next } };
      },
      async ({ url, asked }) => {
        const ask = rowsAsk({ entity: 'jobs', paging: { kind: 'link', next: 'next' }, calls: list('items') });
        assert.deepEqual(await allRows(testTransport(url, rest), ask), numbers);
        assert.equal(asked[1]!.url, '/api/jobs?after=3&mark=a%252Fb');
      },
    );
  }
});

test('keys in the address are no part of a page', async () => {
  const auth = { kind: 'query' as const, query: { key: '${secrets.secret}' } };
  await withHost(
    ({ url }) => {
      const isLast = parameters(url).has('after');
      return { body: { items: [{ id: isLast ? 2 : 1 }], next: isLast ? null : `${url}&after=1&x=%252F` } };
    },
    async ({ url, asked }) => {
      const transport = testTransport(url, rest, { auth });
      const ask = rowsAsk({ entity: 'jobs', paging: { kind: 'link', next: 'next' }, calls: list('items') });
      const first = await transport.rows(ask);
      assert.doesNotMatch(atob((first.next ?? '').replaceAll('-', '+').replaceAll('_', '/')), /swordfish/);
      assert.equal((await transport.rows({ ...ask, page: first.next })).rows.length, 1);
      assert.deepEqual(parameters(asked[1]!.url).getAll('key'), ['swordfish']);
      assert.equal(parameters(asked[1]!.url).get('x'), '%2F');
    },
  );
});

test('the Link header leads on', async () => {
  await withHost(
    ({ url }) => ({
      body: [numbers[parameters(url).get('p') === '2' ? 1 : 0]],
      headers: { link: parameters(url).get('p') === '2' ? '' : '<?p=1>; rel="prev", <?p=2>; title="a, b"; rel="last next"' },
    }),
    async ({ url }) => {
      const ask = rowsAsk({ entity: 'jobs', paging: { kind: 'link', linkHeader: true } });
      assert.deepEqual(await allRows(testTransport(url, rest), ask), numbers.slice(0, 2));
    },
  );
});

test('cursors are handed back', async () => {
  await withHost(
    ({ url }) => {
      const at = Number(parameters(url).get('cursor') ?? 0);
      return { body: { items: numbers.slice(at, at + 4), cursor: at + 4 < numbers.length ? String(at + 4) : '' } };
    },
    async ({ url }) => {
      const paging: HostPaging = { kind: 'cursor', parameter: 'cursor', next: 'cursor', size: 4, limit: 'limit' };
      assert.deepEqual(
        await allRows(testTransport(url, rest), rowsAsk({ entity: 'jobs', paging, calls: list('items') })),
        numbers,
      );
    },
  );
});

test('hosts that never end are left', async () => {
  const endless: [string, HostPaging, (count: number) => unknown][] = [
    ['the same page', { kind: 'offset', offset: 'o', limit: 'l', size: 2 }, () => ({ items: numbers.slice(0, 2) })],
    [
      'the same link',
      { kind: 'link', linkHeader: false, next: 'next', size: 2 },
      (count) => ({ items: [{ id: count }], next: '?a=1' }),
    ],
    [
      'links in a circle',
      { kind: 'link', linkHeader: false, next: 'next', size: 2 },
      (count) => ({ items: [{ id: count }], next: `?a=${count % 3}` }),
    ],
    [
      'no rows and a link',
      { kind: 'link', linkHeader: false, next: 'next', size: 2 },
      (count) => ({ items: [], next: `?a=${count}` }),
    ],
    [
      'a cursor again',
      { kind: 'cursor', parameter: 'c', next: 'next', size: 2 },
      (count) => ({ items: [{ id: count }], next: 'x' }),
    ],
  ];
  for (const [name, paging, answer] of endless) {
    await withHost(
      (_, count) => ({ body: answer(count) }),
      async ({ url, asked }) => {
        const ask = rowsAsk({ entity: 'jobs', paging, calls: list('items') });
        await assert.rejects(allRows(testTransport(url, rest), ask), isHostError('invalid'), name);
        assert.ok(asked.length <= 4, name);
      },
    );
  }
});

test('a page of somebody else’s making leads nowhere else', async () => {
  const forged = (state: object) => btoa(JSON.stringify({ offset: 0, number: 1, taken: 0, seen: [], ...state }));
  await withHost(
    () => ({ body: numbers }),
    async ({ url, asked }) => {
      const transport = testTransport(url, rest);
      for (const page of [
        '',
        'x',
        '!',
        forged({ link: '/api/users?all=1' }),
        forged({ link: 'https://evil.example/jobs' }),
        forged({ offset: -1 }),
      ]) {
        await assert.rejects(transport.rows(rowsAsk({ entity: 'jobs' }, { page })), isHostError('invalid'), page);
      }
      assert.equal(asked.length, 0);
    },
  );
});

test('what is no list of records is refused', async () => {
  for (const body of [{ items: [] }, null, 'text', [1], [[]], { data: null }]) {
    await withHost(
      () => ({ body }),
      async ({ url }) => {
        await assert.rejects(
          testTransport(url, rest).rows(rowsAsk({ entity: 'jobs' })),
          isHostError('invalid', /list of records/),
        );
      },
    );
  }
});

test('Frappe is asked in triples, by name, in an order', async () => {
  await withHost(
    () => ({ body: { data: [{ name: 'A/1' }] } }),
    async ({ url, asked }) => {
      const frappe = {
        kind: 'rest',
        filter: { dialect: 'json-triples', parameter: 'filters' },
        fieldsParameter: 'fields',
        fieldsForm: 'json',
        orderParameter: 'order_by',
      } as const;
      const transport = testTransport(url, frappe);
      const resource = {
        entity: 'Maintenance Visit',
        id: { paths: ['name'] },
        calls: { list: { path: 'Maintenance Visit', take: 'data' } },
      };
      const filter = {
        all: [{ field: 'status', is: 'eq' as const, value: 'O\'N "x"' }, { any: [{ field: 'a', is: 'lt' as const, value: 1 }] }],
      };
      const page = await transport.rows(rowsAsk(resource, { paths: ['customer'], filter }));
      assert.deepEqual(page.rest, { field: 'a', is: 'lt', value: 1 });
      const query = parameters(asked[0]!.url);
      assert.equal(asked[0]!.url.split('?')[0], '/api/Maintenance%20Visit');
      assert.deepEqual(JSON.parse(query.get('filters') ?? ''), [
        ['status', '=', 'O\'N "x"'],
        ['a', '<', 1],
      ]);
      assert.deepEqual(JSON.parse(query.get('fields') ?? ''), ['name', 'customer', 'a']);
      assert.equal(query.get('order_by'), 'name asc');
    },
  );
});

test('calls of the manifest place what they name', async () => {
  await withHost(
    () => ({ body: { items: [] } }),
    async ({ url, asked }) => {
      const transport = testTransport(url, { kind: 'rest', filter: { dialect: 'odata-v4', parameter: 'f' } });
      const call = {
        method: 'POST' as const,
        path: 'search',
        body: { where: '${filter}', from: '${page.offset}', since: '${since}' },
        take: 'items',
      };
      const paging = { kind: 'offset', offset: 'o', limit: 'l', size: 2 } as const;
      const filter = { field: 'a', is: 'eq' as const, value: "x' or 'y" };
      await transport.rows(rowsAsk({ entity: 'jobs', calls: { list: call }, paging }, { filter, since: 5 }));
      assert.deepEqual(JSON.parse(asked[0]!.text), { where: "a eq 'x'' or ''y'", from: 0, since: 5 });
      const query = { from: '${window.from}', to: '${window.to}' };
      const planned = { method: 'GET' as const, path: 'jobs', query, take: 'items' };
      const window = { from: '2026-03-27', to: '2026-03-30' };
      await transport.rows(rowsAsk({ entity: 'jobs', calls: { list: planned } }, { window }));
      assert.match(asked[1]!.url, /\?from=2026-03-27&to=2026-03-30$/);
      await transport.rows(rowsAsk({ entity: 'jobs', calls: { list: planned } }));
      assert.doesNotMatch(asked[2]!.url, /from|to=/, 'nothing is left of it when everything is read');
      assert.equal(asked[0]!.url, '/api/search');
    },
  );
});

test('nothing is asked when nothing can fit', async () => {
  await withHost(
    () => ({ body: [] }),
    async ({ url, asked }) => {
      const page = await testTransport(url, rest).rows(rowsAsk({ entity: 'jobs' }, { filter: { any: [] } }));
      assert.deepEqual(page, { rows: [], next: undefined, rest: undefined });
      assert.equal(asked.length, 0);
    },
  );
});

test('single records: their entity tag, their absence, and ids that are kept within', async () => {
  await withHost(
    ({ url }) =>
      url === '/api/jobs/A%2F%C3%A41' ? { body: { id: 'A/ä1' }, headers: { etag: 'W/"7"' } } : { status: 404, body: {} },
    async ({ url }) => {
      const transport = testTransport(url, rest);
      const ask = rowsAsk({ entity: 'jobs' });
      assert.deepEqual(await transport.row({ ...ask, id: { id: 'A/ä1' } }), { id: 'A/ä1', '@etag': 'W/"7"' });
      assert.equal(await transport.row({ ...ask, id: { id: 'B' } }), undefined);
      await assert.rejects(transport.row({ ...ask, id: { id: '..' } }), isHostError('not-found'));
    },
  );
});

test('writes send what the manifest says, and prove what was read', async () => {
  await withHost(
    ({ method }) =>
      method === 'POST'
        ? { status: 201, headers: { location: '/api/jobs/9' } }
        : method === 'DELETE'
          ? { status: 202, body: 'ok' }
          : { body: {} },
    async ({ url, asked }) => {
      const transport = testTransport(url, rest);
      const resource = {
        entity: 'jobs',
        writes: { create: true, update: true, delete: true },
        concurrency: { kind: 'etag' as const },
      };
      assert.deepEqual(await transport.create(writeAsk(resource, { fields: { 'a.b': 1 } })), { id: '9' });
      await transport.update(writeAsk(resource, { id: { id: 9 }, fields: { a: 2 }, token: '"7"' }));
      await transport.remove(writeAsk(resource, { id: { id: 9 }, token: '"7"' }));
      assert.deepEqual(
        asked.map((one) => [one.method, one.url, one.text, one.headers['if-match']]),
        [
          ['POST', '/api/jobs', '{"a":{"b":1}}', undefined],
          ['PATCH', '/api/jobs/9', '{"a":2}', '"7"'],
          ['DELETE', '/api/jobs/9', '', '"7"'],
        ],
      );
      const stamped = {
        entity: 'jobs',
        writes: { update: { method: 'PUT' as const, path: 'jobs/${id}', body: '${record}' } },
        concurrency: { kind: 'field' as const, path: 'modified' },
      };
      await transport.update(writeAsk(stamped, { id: { id: 9 }, fields: { a: 2 }, token: 'then' }));
      assert.deepEqual([asked[3]!.method, asked[3]!.text], ['PUT', '{"a":2,"modified":"then"}']);
      await assert.rejects(transport.create(writeAsk({ entity: 'jobs' }, {})), isHostError('forbidden'));
    },
  );
});

test('an id may stand elsewhere in the answer', async () => {
  await withHost(
    () => ({ status: 201, body: { message: 'created', task: { id: 12 } } }),
    async ({ url }) => {
      const transport = testTransport(url, rest);
      const row = await transport.create(
        writeAsk({ entity: 'jobs', writes: { create: true, createdId: 'task.id' } }, { fields: {} }),
      );
      assert.equal(row['id'], 12);
      await assert.rejects(
        transport.create(writeAsk({ entity: 'jobs', writes: { create: true } }, { fields: {} })),
        isHostError('invalid', /does not say its id/),
      );
    },
  );
});

test('Frappe describes its document types', async () => {
  await withHost(
    () => ({
      body: {
        data: {
          fields: [
            { fieldname: 'status', fieldtype: 'Select', options: 'Open\nClosed', reqd: 1 },
            { fieldname: 'customer', fieldtype: 'Link', options: 'Customer' },
            { fieldname: 'sb', fieldtype: 'Section Break' },
          ],
        },
      },
    }),
    async ({ url, asked }) => {
      const transport = testTransport(url, { kind: 'rest', filter: { dialect: 'json-triples', parameter: 'filters' } });
      const fields = await transport.describe?.('resource/Maintenance Visit', undefined);
      assert.equal(asked[0]!.url, '/api/resource/DocType/Maintenance%20Visit');
      assert.deepEqual(fields?.find((field) => field.name === 'status')?.words, ['Open', 'Closed']);
      assert.equal(fields?.find((field) => field.name === 'customer')?.relation, 'Customer');
      assert.equal(
        fields?.some((field) => field.name === 'sb'),
        false,
      );
      assert.ok(fields?.some((field) => field.name === 'modified'));
    },
  );
});
