import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withHost } from '../../test/test-host.ts';
import { allRows, rowsAsk, testTransport, writeAsk } from '../../test/test-transport.ts';
import { HostError } from '../host.ts';

const v4 = { kind: 'odata-v4', batch: true } as const;
const guid = '11111111-2222-3333-4444-555555555555';
const label = '_account_value@OData\\.Community\\.Display\\.V1\\.FormattedValue';
const parameters = (url: string) => new URL(url, 'http://x').searchParams;
const orders = {
  entity: 'orders',
  id: { paths: ['orderid'], encoding: 'guid' as const },
  relations: {
    account: { kind: 'expand' as const, navigation: 'account' },
    contact: { kind: 'expand' as const, navigation: 'account.contact' },
    lines: { kind: 'expand' as const, navigation: 'lines', many: true },
  },
  concurrency: { kind: 'etag' as const },
  writes: { create: true, update: true, delete: true },
};

test('links of the host are followed with the same headers', async () => {
  await withHost(
    ({ url, headers }) => {
      const last = parameters(url).has('cookie');
      const link = `http://${headers.host}/api/orders?$select=name&cookie=%253cx%2520y%253e`;
      return { body: { value: [{ orderid: last ? 'b' : 'a' }], ...(last ? {} : { '@odata.nextLink': link }) } };
    },
    async ({ url, asked }) => {
      const ask = rowsAsk(orders, { paths: ['name', label, '@odata\\.etag', 'address.city'] });
      assert.deepEqual(await allRows(testTransport(url, v4), ask), [{ orderid: 'a' }, { orderid: 'b' }]);
      const prefer = 'odata.maxpagesize=500,odata.include-annotations="OData.Community.Display.V1.FormattedValue"';
      assert.deepEqual(
        asked.map((one) => one.headers['prefer']),
        [prefer, prefer],
      );
      assert.deepEqual(
        asked.map((one) => one.headers['odata-version']),
        ['4.0', '4.0'],
      );
      assert.equal(parameters(asked[0]!.url).get('$select'), 'orderid,name,_account_value,address');
      assert.equal(parameters(asked[0]!.url).get('$orderby'), 'orderid');
      assert.equal(asked[1]!.url, '/api/orders?$select=name&cookie=%253cx%2520y%253e');
    },
  );
});

test('related rows are expanded, within each other, and asked about', async () => {
  await withHost(
    () => ({ body: { value: [] } }),
    async ({ url, asked }) => {
      const filter = {
        all: [
          { field: 'account.name', is: 'eq' as const, value: "O'Neil & Söhne" },
          { not: { field: 'lines.state', is: 'eq' as const, value: 2 } },
          { field: 'start', is: 'ge' as const, value: '2026-11-20T08:00:00Z' },
          { field: 'account.id', is: 'eq' as const, value: guid },
        ],
      };
      const ask = rowsAsk(orders, { paths: ['account.name', 'account.contact.phone', 'lines.0.state', 'lines.1.state'], filter });
      assert.equal((await testTransport(url, v4).rows(ask)).rest, undefined);
      const query = parameters(asked[0]!.url);
      assert.equal(query.get('$expand'), 'account($select=name;$expand=contact($select=phone)),lines($select=state)');
      assert.equal(
        query.get('$filter'),
        `account/name eq 'O''Neil & Söhne' and not lines/any(x:x/state eq 2) and start ge 2026-11-20T08:00:00Z and account/id eq ${guid}`,
      );
    },
  );
});

test('pages of a host that knows only $skip and $top', async () => {
  await withHost(
    ({ url }) => {
      const skip = Number(parameters(url).get('$skip'));
      return { body: { value: [1, 2, 3].slice(skip, skip + 2).map((orderid) => ({ orderid })) } };
    },
    async ({ url, asked }) => {
      const rows = await allRows(testTransport(url, v4), rowsAsk({ ...orders, paging: { kind: 'offset', size: 2 } }));
      assert.equal(rows.length, 3);
      assert.deepEqual(
        asked.map((one) => [parameters(one.url).get('$skip'), parameters(one.url).get('$top')]),
        [
          ['0', '2'],
          ['2', '2'],
          ['3', '2'],
        ],
      );
    },
  );
});

test('writes: entity tags, references, and what was made', async () => {
  await withHost(
    ({ method, headers }) =>
      headers['if-match'] === 'W/"old"'
        ? { status: 412, body: { error: { message: 'The version does not match.' } } }
        : method === 'POST'
          ? { status: 204, headers: { 'odata-entityid': `https://x/api/orders(${guid})` } }
          : { status: 204 },
    async ({ url, asked }) => {
      const transport = testTransport(url, v4);
      const fields = { name: 'a', 'account@odata.bind': `/accounts(${guid})` };
      assert.deepEqual(await transport.create(writeAsk(orders, { fields })), { orderid: guid });
      assert.deepEqual(JSON.parse(asked[0]!.text), fields);
      assert.equal(asked[0]!.headers['prefer'], 'return=representation');
      await transport.update(writeAsk(orders, { id: { orderid: guid }, fields: { name: 'b' }, token: 'W/"7"' }));
      await transport.remove(writeAsk(orders, { id: { orderid: guid } }));
      assert.deepEqual(
        asked.slice(1).map((one) => [one.method, one.url, one.headers['if-match']]),
        [
          ['PATCH', `/api/orders(${guid})`, 'W/"7"'],
          ['DELETE', `/api/orders(${guid})`, '*'],
        ],
      );
      await assert.rejects(
        transport.update(writeAsk(orders, { id: { orderid: guid }, fields: {}, token: 'W/"old"' })),
        (error) => error instanceof HostError && error.kind === 'conflict' && error.message === 'The version does not match.',
      );
    },
  );
});

test('what can be no key is not there, and is not asked for', async () => {
  await withHost(
    () => ({ status: 404, body: {} }),
    async ({ url, asked }) => {
      const transport = testTransport(url, v4);
      assert.equal(await transport.row({ ...rowsAsk(orders), id: { orderid: "1') or true" } }), undefined);
      assert.equal(asked.length, 0);
      assert.equal(await transport.row({ ...rowsAsk(orders), id: { orderid: guid } }), undefined);
      assert.equal(asked.length, 1);
    },
  );
});

test('changes since a link, with what is gone', async () => {
  await withHost(
    ({ url, headers }) => {
      const at = parameters(url).get('$deltatoken');
      const link = (token: string) => `http://${headers.host}/api/orders?$deltatoken=${token}`;
      if (at === 'old') {
        return { status: 410, body: { error: { message: 'Gone' } } };
      }
      if (parameters(url).has('$skiptoken')) {
        return { body: { value: [{ orderid: 'b' }], '@odata.deltaLink': link('1') } };
      }
      return at === null
        ? { body: { value: [{ orderid: 'a' }], '@odata.nextLink': `http://${headers.host}/api/orders?$skiptoken=1` } }
        : {
            body: {
              value: [
                { orderid: 'c' },
                { '@odata.context': 'https://x/$metadata#orders/$deletedEntity', id: guid, reason: 'deleted' },
                { '@removed': { reason: 'deleted' }, '@id': `orders(${guid})` },
                { '@odata.context': 'https://x/$metadata#orders/$deletedLink', source: 'a' },
              ],
              '@odata.deltaLink': link('2'),
            },
          };
    },
    async ({ url, asked }) => {
      const { delta } = testTransport(url, v4);
      assert.ok(delta);
      const { page: _, filter: __, ...ask } = rowsAsk(orders, { paths: ['name'] });
      const prefer = 'odata.track-changes';
      const first = await delta({ ...ask, link: undefined, prefer });
      assert.deepEqual([first.rows, first.hasMore], [[{ orderid: 'a' }], true]);
      const second = await delta({ ...ask, link: first.next, prefer });
      assert.deepEqual([second.rows, second.hasMore], [[{ orderid: 'b' }], false]);
      const third = await delta({ ...ask, link: second.next, prefer });
      assert.deepEqual(third.rows, [{ orderid: 'c' }]);
      assert.deepEqual(third.removed, [{ orderid: guid }, { orderid: guid }]);
      assert.equal(asked[0]!.url, '/api/orders?$select=orderid%2Cname');
      assert.match(asked[0]!.headers['prefer'] as string, /^odata\.track-changes,odata\.maxpagesize=500/);
      const old = `${url}/api/orders?$deltatoken=old`;
      await assert.rejects(
        delta({ ...ask, link: old, prefer }),
        (error) => error instanceof HostError && error.kind === 'expired',
      );
    },
  );
});

test('related rows of what has changed are read besides', async () => {
  const changed = Array.from({ length: 25 }, (_, n) => `${guid.slice(0, -2)}${n + 10}`);
  await withHost(
    ({ url, headers }) => {
      const filter = parameters(url).get('$filter');
      // The last one has gone in the meantime.
      const wanted = changed.slice(0, -1).filter((id) => filter?.includes(id));
      return filter === null
        ? {
            body: {
              value: changed.map((orderid) => ({ orderid })),
              '@odata.deltaLink': `http://${headers.host}/api/orders?$deltatoken=1`,
            },
          }
        : { body: { value: wanted.map((orderid) => ({ orderid, account: { name: 'Acme' } })) } };
    },
    async ({ url, asked }) => {
      const { page: _, filter: __, ...ask } = rowsAsk(orders, { paths: ['name', 'account.name'] });
      const answer = await testTransport(url, v4).delta?.({ ...ask, link: undefined, prefer: 'odata.track-changes' });
      assert.equal(answer?.rows.length, 24);
      assert.ok(answer.rows.every((row) => (row['account'] as { name: string }).name === 'Acme'));
      assert.equal(asked.length, 3);
      assert.equal(asked[0]!.url, '/api/orders?$select=orderid%2Cname');
      assert.equal(parameters(asked[1]!.url).get('$expand'), 'account($select=name)');
    },
  );
});

test('a host that tracks no changes says so', async () => {
  await withHost(
    () => ({ body: { value: [] } }),
    async ({ url }) => {
      const { page: _, filter: __, ...ask } = rowsAsk(orders);
      await assert.rejects(
        testTransport(url, v4).delta?.({ ...ask, link: undefined, prefer: 'odata.track-changes' }) ?? Promise.resolve(),
        (error) => error instanceof HostError && error.kind === 'invalid' && /not tracked/.test(error.message),
      );
    },
  );
});

test('metadata describes fields, their words and where they lead', async () => {
  const edmx = `<?xml version="1.0"?><!-- made by hand --><edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>
    <Schema Namespace="Own.Sales" Alias="own" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="State"><Member Name="Open" Value="0"/><Member Name="Done" Value="1"/></EnumType>
      <EntityType Name="base" Abstract="true"><Property Name="modified" Type="Edm.DateTimeOffset"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property></EntityType>
      <EntityType Name="order" BaseType="own.base"><Key><PropertyRef Name="orderid"/></Key>
        <Property Name="orderid" Type="Edm.Guid" Nullable="false"/><Property Name="state" Type="own.State"/><Property Name="a&amp;b" Type='Edm.String'/>
        <NavigationProperty Name="lines" Type="Collection(own.line)"/></EntityType>
      <EntityContainer Name="c"><EntitySet Name="orders" EntityType="Own.Sales.order"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>`;
  await withHost(
    () => ({ body: edmx, headers: { 'content-type': 'application/xml' } }),
    async ({ url, asked }) => {
      const transport = testTransport(url, v4);
      const fields = await transport.describe?.('orders', undefined);
      assert.deepEqual(fields, [
        { name: 'orderid', type: 'Edm.Guid', required: true, readOnly: false },
        { name: 'state', type: 'own.State', required: false, readOnly: false, words: ['Open', 'Done'] },
        { name: 'a&b', type: 'Edm.String', required: false, readOnly: false },
        { name: 'lines', type: 'Collection(own.line)', relation: 'own.line' },
        { name: 'modified', type: 'Edm.DateTimeOffset', required: false, readOnly: true },
      ]);
      assert.equal(await transport.describe?.('nothing', undefined), undefined);
      assert.equal(asked.length, 1);
    },
  );
});

test('XML that is none, or brings entities of its own, is refused', async () => {
  for (const body of [
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a><b></a>',
    '<a>',
    '<a/><b/>',
    '<a',
    '<a'.repeat(200),
    '<a>'.repeat(200),
  ]) {
    await withHost(
      () => ({ body, headers: { 'content-type': 'application/xml' } }),
      async ({ url }) => {
        await assert.rejects(testTransport(url, v4).describe?.('orders', undefined) ?? Promise.resolve(), HostError, body);
      },
    );
  }
});
