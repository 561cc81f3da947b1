import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostTransport } from '@dispatchkit/contract/manifest';
import { type Asked, withHost } from '../../test/test-host.ts';
import { allRows, rowsAsk, testTransport, writeAsk } from '../../test/test-transport.ts';
import { HostError } from '../host.ts';

const suiteql: HostTransport = {
  kind: 'sql',
  path: 'query/v1/suiteql',
  resultPath: 'items',
  recordPath: 'record/v1',
  dateTimeColumns: ['lastmodifieddate'],
};
const cases = {
  entity: 'supportcase',
  id: { paths: ['id'], encoding: 'integer' as const },
  writes: { create: true, update: true, delete: true },
};
const query = (asked: Asked) => (JSON.parse(asked.text) as { q: string }).q;

test('rows are queried by name, a page at a time, moments as texts', async () => {
  await withHost(
    ({ url }) => {
      const offset = Number(new URL(url, 'http://x').searchParams.get('offset'));
      const items = [{ id: '1', lastmodifieddate: '2026-11-20 08:00:00', links: [] }, { id: '2' }, { id: '3' }].slice(
        offset,
        offset + 2,
      );
      return { body: { items, hasMore: offset === 0, totalResults: 3 } };
    },
    async ({ url, asked }) => {
      const filter = {
        all: [
          { field: 'title', is: 'eq' as const, value: "'; DROP TABLE x; --" },
          { field: 'lastmodifieddate', is: 'ge' as const, value: '2026-11-20 07:00:00' },
          { field: 'bad name', is: 'eq' as const, value: 1 },
        ],
      };
      const transport = testTransport(url, suiteql);
      await assert.rejects(transport.rows(rowsAsk(cases, { filter })), HostError);
      assert.equal(asked.length, 0);
      const ask = rowsAsk(cases, { paths: ['Title', 'lastmodifieddate'], filter: { all: filter.all.slice(0, 2) } });
      const rows = await allRows(transport, ask);
      assert.deepEqual(rows[0], { id: '1', lastmodifieddate: '2026-11-20 08:00:00', links: [], Title: null });
      assert.equal(rows.length, 3);
      const text = "TO_CHAR(lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS')";
      assert.equal(
        query(asked[0]!),
        `SELECT id, Title, ${text} AS lastmodifieddate FROM supportcase WHERE title = '''; DROP TABLE x; --' AND ${text} >= '2026-11-20 07:00:00' ORDER BY id`,
      );
      assert.deepEqual(
        asked.map((one) => one.url),
        ['/api/query/v1/suiteql?offset=0&limit=1000', '/api/query/v1/suiteql?offset=2&limit=1000'],
      );
      assert.equal(asked[0]!.headers['prefer'], 'transient');
    },
  );
});

test('a single row is queried too, and an id that is no number is not asked for', async () => {
  await withHost(
    () => ({ body: { items: [] } }),
    async ({ url, asked }) => {
      const transport = testTransport(url, suiteql);
      assert.equal(await transport.row({ ...rowsAsk(cases, { paths: ['title'] }), id: { id: '17' } }), undefined);
      assert.equal(query(asked[0]!), 'SELECT id, title FROM supportcase WHERE id = 17 ORDER BY id');
      assert.equal(await transport.row({ ...rowsAsk(cases), id: { id: '1 OR 1 = 1' } }), undefined);
      assert.equal(asked.length, 1);
    },
  );
});

test('queries of the manifest take condition, order and page', async () => {
  await withHost(
    () => ({ body: { items: [{ id: 1 }] } }),
    async ({ url, asked }) => {
      const body = { q: 'SELECT ${fields} FROM a JOIN b ON b.a = a.id WHERE ${filter} ORDER BY ${order}' };
      const resource = { ...cases, calls: { list: { method: 'POST' as const, path: 'query/v1/suiteql', body } } };
      await testTransport(url, suiteql).rows(rowsAsk(resource));
      assert.equal(query(asked[0]!), 'SELECT id FROM a JOIN b ON b.a = a.id WHERE 1 = 1 ORDER BY id');
    },
  );
});

test('writes go to the record', async () => {
  await withHost(
    ({ method }) => ({
      status: 204,
      headers: method === 'POST' ? { location: 'https://x/services/rest/record/v1/supportcase/647' } : {},
    }),
    async ({ url, asked }) => {
      const transport = testTransport(url, suiteql);
      assert.deepEqual(await transport.create(writeAsk(cases, { fields: { 'company.id': 5 } })), { id: '647' });
      await transport.update(writeAsk(cases, { id: { id: '647' }, fields: { title: 'a' } }));
      await transport.remove(writeAsk(cases, { id: { id: '647' } }));
      assert.deepEqual(
        asked.map((one) => [one.method, one.url, one.text]),
        [
          ['POST', '/api/record/v1/supportcase', '{"company":{"id":5}}'],
          ['PATCH', '/api/record/v1/supportcase/647', '{"title":"a"}'],
          ['DELETE', '/api/record/v1/supportcase/647', ''],
        ],
      );
    },
  );
});
