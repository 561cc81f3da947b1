import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withHost } from '../../test/test-host.ts';
import { allRows, rowsAsk, testTransport, writeAsk } from '../../test/test-transport.ts';
import { HostError } from '../host.ts';

const v2 = { kind: 'odata-v2', batch: true } as const;
const parameters = (url: string) => new URL(url, 'http://x').searchParams;
const persons = {
  entity: 'A_PersonResp',
  id: { paths: ['ServiceOrder', 'Person'] },
  relations: { order: { kind: 'expand' as const, navigation: 'to_Order' } },
  writes: { create: true, update: true, delete: true },
};
const metadata = `<edmx:Edmx xmlns:edmx="x" Version="1.0"><edmx:DataServices><Schema Namespace="S"><EntityType Name="T"><Key><PropertyRef Name="ServiceOrder"/></Key>
  <Property Name="ServiceOrder" Type="Edm.String" Nullable="false" sap:creatable="false" sap:updatable="false"/>
  <Property Name="Changed" Type="Edm.DateTimeOffset"/><Property Name="Due" Type="Edm.DateTime"/></EntityType>
  <EntityContainer Name="C"><EntitySet Name="A_PersonResp" EntityType="S.T"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;

test('rows come out of their envelopes, by offset and by links', async () => {
  const rows = [1, 2, 3, 4, 5].map((n) => ({
    __metadata: { etag: `W/"${n}"` },
    ServiceOrder: `000${n}`,
    Person: 'P',
    to_Order: { __metadata: {}, Type: 'X', to_Item: { results: [{ Item: '10' }] }, to_Text: { __deferred: { uri: 'x' } } },
  }));
  await withHost(
    ({ url }) => {
      const skip = Number(parameters(url).get('$skip') ?? 0);
      const after = parameters(url).get('$skiptoken');
      // Gives two rows at once, whatever it is asked for, and a link in between.
      const from = after === null ? skip : Number(after);
      const results = rows.slice(from, from + 2);
      const next = after === null && skip === 0 ? { __next: 'A_PersonResp?$skiptoken=2' } : {};
      return { body: { d: { results, __count: '5', ...next } } };
    },
    async ({ url, asked }) => {
      const ask = rowsAsk(persons, { paths: ['Person', 'to_Order.Type', '__metadata.etag'] });
      const found = (await allRows(testTransport(url, v2), ask)) as Record<string, unknown>[];
      assert.deepEqual(
        found.map((row) => row['ServiceOrder']),
        ['0001', '0002', '0003', '0004', '0005'],
      );
      assert.deepEqual(found[0]!['to_Order'], { __metadata: {}, Type: 'X', to_Item: [{ Item: '10' }] });
      const query = parameters(asked[0]!.url);
      assert.equal(query.get('$select'), 'ServiceOrder,Person,to_Order/Type');
      assert.equal(query.get('$expand'), 'to_Order');
      assert.equal(query.get('$format'), 'json');
      assert.equal(query.get('$orderby'), 'ServiceOrder,Person');
      assert.deepEqual(
        asked.map((one) => parameters(one.url).get('$skip')),
        ['0', null, '4'],
      );
    },
  );
});

test('moments are compared as the type of the field wants it', async () => {
  await withHost(
    ({ url }) =>
      url.endsWith('$metadata')
        ? { body: metadata, headers: { 'content-type': 'application/xml' } }
        : { body: { d: { results: [] } } },
    async ({ url, asked }) => {
      const transport = testTransport(url, v2);
      const since = { is: 'ge' as const, value: '/Date(1795161600000)/' };
      const filter = {
        all: [
          { field: 'Changed', ...since },
          { field: 'Due', ...since },
          { field: 'ServiceOrder', is: 'ne' as const, value: '01' },
        ],
      };
      await transport.rows(rowsAsk(persons, { filter }));
      await transport.rows(rowsAsk(persons, { filter }));
      assert.equal(asked.length, 3);
      assert.equal(
        parameters(asked[1]!.url).get('$filter'),
        "Changed ge datetimeoffset'2026-11-20T08:00:00Z' and Due ge datetime'2026-11-20T08:00:00' and (ServiceOrder eq null or ServiceOrder ne '01')",
      );
      const fields = await transport.describe?.('A_PersonResp', undefined);
      assert.deepEqual(fields?.[0], { name: 'ServiceOrder', type: 'Edm.String', required: true, readOnly: true });
      assert.equal(asked.length, 3);
    },
  );
});

test('a row by its composite key', async () => {
  await withHost(
    ({ url }) =>
      url.startsWith('/api/A_PersonResp(ServiceOrder=%270001%27,Person=%27O%27%27N%27)')
        ? { body: { d: { Person: "O'N" } } }
        : { status: 404 },
    async ({ url }) => {
      const ask = rowsAsk(persons);
      assert.deepEqual(await testTransport(url, v2).row({ ...ask, id: { ServiceOrder: '0001', Person: "O'N" } }), {
        Person: "O'N",
      });
    },
  );
});

const part = (status: string, body: string) =>
  [
    '--cs',
    'Content-Type: application/http',
    'content-transfer-encoding: binary',
    '',
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    '',
    body,
  ].join('\r\n');

test('replacing is a change set: delete and create, or neither', async () => {
  await withHost(
    (_, count) => {
      const created = JSON.stringify({ d: { ServiceOrder: '1', Person: 'B\r\n--x' } });
      const answer =
        count === 1
          ? [
              '--b',
              'Content-Type: multipart/mixed; boundary=cs',
              '',
              part('204 No Content', ''),
              part('201 Created', created),
              '--cs--',
              '--b--',
            ].join('\r\n')
          : ['--b', part('400 Bad Request', '{"error":{"message":{"lang":"en","value":"Order is closed"}}}'), '--b--'].join(
              '\r\n',
            );
      return { status: 202, body: answer, headers: { 'content-type': 'multipart/mixed; boundary=b' } };
    },
    async ({ url, asked }) => {
      const { replace } = testTransport(url, v2, { errors: [{ status: [400], is: 'invalid', message: 'error.message.value' }] });
      assert.ok(replace);
      const ask = writeAsk(persons, {
        id: { ServiceOrder: '1', Person: 'A' },
        fields: { ServiceOrder: '1', Person: 'B\r\n--x' },
      });
      assert.deepEqual(await replace(ask), { ServiceOrder: '1', Person: 'B\r\n--x' });
      assert.equal(asked[0]!.url, '/api/$batch');
      const lines = asked[0]!.text.split('\r\n');
      assert.equal(asked[0]!.headers['content-type'], `multipart/mixed; boundary=${lines[0]!.slice(2)}`);
      assert.ok(lines.includes('DELETE A_PersonResp(ServiceOrder=%271%27,Person=%27A%27) HTTP/1.1'));
      assert.ok(lines.includes('POST A_PersonResp HTTP/1.1'));
      assert.equal(lines.at(-2), `${lines[0]}--`);
      await assert.rejects(
        replace(ask),
        (error) => error instanceof HostError && error.kind === 'invalid' && error.message === 'Order is closed',
      );
    },
  );
});

test('older services want MERGE', async () => {
  await withHost(
    () => ({ status: 204 }),
    async ({ url, asked }) => {
      const update = { method: 'MERGE' as const, path: "A_Order('${id}')", body: '${record}' };
      const resource = {
        entity: 'A_Order',
        id: { paths: ['Order'] },
        writes: { update },
        concurrency: { kind: 'etag' as const },
      };
      await testTransport(url, v2).update(writeAsk(resource, { id: { Order: "0'1" }, fields: { A: '1' }, token: 'W/"1"' }));
      assert.deepEqual(
        [asked[0]!.method, asked[0]!.url, asked[0]!.headers['if-match']],
        ['MERGE', "/api/A_Order('0%271')", 'W/"1"'],
      );
    },
  );
});
