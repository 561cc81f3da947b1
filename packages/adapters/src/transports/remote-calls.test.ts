import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostFilter } from '@dispatchkit/contract/manifest';
import { type Asked, withHost } from '../../test/test-host.ts';
import { allRows, rowsAsk, testTransport, writeAsk } from '../../test/test-transport.ts';
import { HostError } from '../host.ts';
import { read } from '../templates/path.ts';

const json = (asked: Asked) => JSON.parse(asked.text);
const integer = { paths: ['id'], encoding: 'integer' as const };
const all = { create: true, update: true, delete: true };
const open: HostFilter = {
  all: [
    { field: 'type', is: 'eq', value: 'task' },
    { not: { field: 'done', is: 'eq', value: true } },
    { field: 'parent.party', is: 'in', value: [1, 2] },
    { field: 'parent.name', is: 'ne', value: 'x' },
  ],
};

function isHostError(kind: HostError['kind'], message: string) {
  return (error: unknown) => error instanceof HostError && error.kind === kind && error.message === message;
}

test('Tryton: positional arguments, the context last, related rows by dots', async () => {
  const tryton = { kind: 'json-rpc-positional', context: '${context.preferences}' } as const;
  const work = { entity: 'project.work', id: integer, paging: { kind: 'offset' as const, size: 2 }, writes: all };
  const context = { preferences: { method: 'POST' as const, path: 'model.res.user.get_preferences', body: [true] } };
  await withHost(
    (asked) => {
      const { id, method, params } = json(asked);
      const results: Record<string, unknown> = {
        'common.server.version': '6.0.29',
        'model.res.user.get_preferences': { company: 3, language: 'de' },
        'model.project.work.search_read': [1, 2, 3].slice(params[1], params[1] + 2).map((one) => ({
          id: one,
          parent: 7,
          'parent.': { id: 7, party: 5, 'party.': { rec_name: 'Acme' } },
        })),
        'model.project.work.read': params[0]?.[0] === 1 ? [{ id: 1 }] : [],
        'model.project.work.create': [9],
        'model.project.work.write': null,
        'model.project.work.delete': null,
        'model.project.work.fields_get': {
          state: { type: 'selection', selection: [['a', 'A']], required: true, readonly: false },
        },
      };
      return { body: { id, result: results[method] } };
    },
    async ({ url, asked }) => {
      const transport = testTransport(url, tryton, { context, services: { server: '${settings.url}/' } });
      const ask = rowsAsk(work, {
        paths: ['parent', 'parent.party.rec_name', 'allocations\\..0.employee', '_timestamp'],
        filter: open,
      });
      const rows = await allRows(transport, ask);
      assert.equal(rows.length, 3);
      assert.equal(read(rows[0], 'parent'), 7);
      assert.equal(read(rows[0], 'parent.party.rec_name'), 'Acme');
      const user = { company: 3, language: 'de' };
      assert.deepEqual(json(asked[0]!).params, [true, {}]);
      assert.deepEqual(json(asked[1]!).params, [
        [['AND', ['type', '=', 'task'], ['OR', ['done', '!=', true], ['done', '=', null]], ['parent.party', 'in', [1, 2]]]],
        0,
        2,
        [['id', 'ASC']],
        ['id', 'parent', 'parent.party.rec_name', 'allocations.employee', '_timestamp', 'parent.name'],
        user,
      ]);
      assert.deepEqual((await transport.rows(ask)).rest, { not: { field: 'parent.name', is: 'eq', value: 'x' } });
      assert.deepEqual(await transport.row({ ...rowsAsk(work), id: { id: 1 } }), { id: 1 });
      assert.equal(await transport.row({ ...rowsAsk(work), id: { id: 2 } }), undefined);

      const stamped = { ...work, concurrency: { kind: 'context-timestamp' as const } };
      assert.deepEqual(await transport.create(writeAsk(stamped, { fields: { name: 'a' } })), { id: 9 });
      assert.deepEqual(json(asked.at(-1)!).params, [[{ name: 'a' }], user]);
      await transport.update(writeAsk(stamped, { id: { id: 9 }, fields: { name: 'b' }, token: '179.22' }));
      const proof = { ...user, _timestamp: { 'project.work,9': '179.22' } };
      assert.deepEqual(json(asked.at(-1)!).params, [[9], { name: 'b' }, proof]);
      await transport.remove(writeAsk(stamped, { id: { id: 9 }, token: '179.22' }));
      assert.deepEqual(json(asked.at(-1)!).params, [[9], proof]);
      assert.deepEqual(await transport.describe?.('project.work', undefined), [
        { name: 'state', type: 'selection', required: true, readOnly: false, words: ['a'] },
      ]);
      assert.ok(asked.every((one) => one.url === '/api' && one.method === 'POST'));
      const version = {
        method: 'POST' as const,
        service: 'server',
        path: 'common.server.version',
        query: {},
        headers: {},
        take: '',
      };
      assert.equal(await transport.call({ ...version, answersNothing: false }, {}, false), '6.0.29');
      assert.deepEqual([asked.at(-1)!.url, json(asked.at(-1)!).params], ['/', []]);
    },
  );
});

test('Tryton: errors come with 200 and are what the manifest says', async () => {
  const errors = [{ at: 'error.0', equals: 'ConcurrencyException', is: 'conflict' as const, message: 'error.1' }];
  for (const [error, kind, message] of [
    [['ConcurrencyException', 'Records were modified'], 'conflict', 'Records were modified'],
    [["'nope'", 'Traceback (most recent call last)…'], 'invalid', 'The host has answered a remote call without a result.'],
  ] as const) {
    await withHost(
      () => ({ body: { id: 1, error } }),
      async ({ url }) => {
        const transport = testTransport(url, { kind: 'json-rpc-positional' }, { errors });
        await assert.rejects(transport.rows(rowsAsk({ entity: 'a.b' })), isHostError(kind, message));
      },
    );
  }
});

test('Odoo to 18: credentials in the body, domains with operators in front, false for nothing', async () => {
  const odoo = {
    kind: 'json-rpc-execute-kw',
    database: 'db',
    user: '${settings.url}',
    secret: '${secrets.secret}',
    context: { active_test: false },
  } as const;
  const task = { entity: 'project.task', id: integer, paging: { kind: 'offset' as const, size: 2 }, writes: all };
  await withHost(
    (asked) => {
      const { args } = json(asked).params;
      const [, , , , method, list] = args;
      const results: Record<string, unknown> = {
        search_read: [{ id: 1, partner_id: [5, 'Acme'] }],
        read: list[0]?.[0] === 1 ? [{ id: 1 }] : [],
        create: 9,
        write: true,
        unlink: true,
        action_complete: true,
        fields_get: { partner_id: { type: 'many2one', relation: 'res.partner', required: false, readonly: true } },
      };
      return { body: { jsonrpc: '2.0', id: json(asked).id, result: results[method] } };
    },
    async ({ url, asked }) => {
      const transport = testTransport(url, odoo);
      const page = await transport.rows(rowsAsk(task, { paths: ['partner_id.1', 'partner_id.0'], filter: open }));
      assert.deepEqual(page.rest, { not: { field: 'parent.name', is: 'eq', value: 'x' } });
      const context = { active_test: false };
      assert.deepEqual(json(asked[0]!).params, {
        service: 'object',
        method: 'execute_kw',
        args: [
          'db',
          url,
          'swordfish',
          'project.task',
          'search_read',
          [['&', '&', ['type', '=', 'task'], ['done', '!=', true], ['parent.party', 'in', [1, 2]]]],
          { fields: ['id', 'partner_id', 'parent'], offset: 0, limit: 2, order: 'id asc', context },
        ],
      });
      assert.equal(await transport.row({ ...rowsAsk(task), id: { id: 2 } }), undefined);
      assert.deepEqual(await transport.create(writeAsk(task, { fields: { 'partner_id.0': 5, user_ids: [[6, 0, [7]]] } })), {
        id: 9,
      });
      assert.deepEqual(json(asked.at(-1)!).params.args.slice(4), [
        'create',
        [{ partner_id: 5, user_ids: [[6, 0, [7]]] }],
        { context },
      ]);
      await transport.update(writeAsk(task, { id: { id: 9 }, fields: { name: 'b' } }));
      assert.deepEqual(json(asked.at(-1)!).params.args.slice(4), ['write', [[9], { name: 'b' }], { context }]);
      await transport.remove(writeAsk(task, { id: { id: 9 } }));
      assert.deepEqual(json(asked.at(-1)!).params.args.slice(4), ['unlink', [[9]], { context }]);
      const call = {
        method: 'POST' as const,
        path: 'fsm.order.action_complete',
        query: {},
        headers: {},
        take: '',
        answersNothing: false,
      };
      await transport.call({ ...call, body: [['${id}']] }, { id: 9 }, true);
      assert.deepEqual(json(asked.at(-1)!).params.args.slice(3), ['fsm.order', 'action_complete', [[9]], { context }]);
      await transport.call({ ...call, body: { args: [[1]], kwargs: { context: { lang: 'de' } } } }, {}, true);
      assert.deepEqual(json(asked.at(-1)!).params.args.slice(5), [[[1]], { context: { active_test: false, lang: 'de' } }]);
      assert.deepEqual(await transport.describe?.('project.task', undefined), [
        { name: 'partner_id', type: 'many2one', required: false, readOnly: true, relation: 'res.partner' },
      ]);
    },
  );
});

test('Odoo to 18: errors in the body without a rule, and nothing of their debug', async () => {
  for (const [name, message, kind, said] of [
    ['odoo.exceptions.MissingError', 'Record does not exist', 'not-found', 'Record does not exist'],
    ['odoo.exceptions.AccessDenied', 'Access Denied', 'auth', 'Access Denied'],
    ['odoo.exceptions.UserError', 'Cannot move to completed', 'invalid', 'Cannot move to completed'],
    ['builtins.ValueError', "Invalid field 'x' on 'y'", 'invalid', 'The host does not accept this.'],
  ] as const) {
    const data = { name, message, debug: 'Traceback (most recent call last):\n  File "/opt/odoo/x.py"' };
    await withHost(
      () => ({ body: { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data } } }),
      async ({ url }) => {
        const transport = testTransport(url, {
          kind: 'json-rpc-execute-kw',
          database: 'd',
          user: 'u',
          secret: '${secrets.secret}',
        });
        const ask = writeAsk({ entity: 'a.b', id: integer, writes: all }, { id: { id: 1 }, fields: {} });
        await assert.rejects(transport.update(ask), isHostError(kind, said));
      },
    );
  }
});

test('Odoo 19: named arguments and bare results', async () => {
  const task = { entity: 'project.task', id: integer, writes: all };
  await withHost(
    ({ url }) => {
      const results: Record<string, unknown> = { search_read: [{ id: 1 }], read: [], create: [9], write: true, unlink: true };
      const method = url.split('/').at(-1) ?? '';
      return method in results ? { body: results[method] } : { status: 404, body: { name: 'x', message: 'No such method' } };
    },
    async ({ url, asked }) => {
      const transport = testTransport(url, { kind: 'json-named', context: { active_test: false } });
      await transport.rows(rowsAsk(task, { paths: ['name'], filter: { field: 'active', is: 'eq', value: true } }));
      assert.equal(asked[0]!.url, '/api/project.task/search_read');
      const context = { active_test: false };
      const question = { domain: [['active', '=', true]], fields: ['id', 'name'], offset: 0, limit: 500, order: 'id asc' };
      assert.deepEqual(json(asked[0]!), { ...question, context });
      assert.equal(await transport.row({ ...rowsAsk(task), id: { id: 2 } }), undefined);
      assert.deepEqual(await transport.create(writeAsk(task, { fields: { name: 'a' } })), { id: 9 });
      assert.deepEqual(json(asked.at(-1)!), { vals_list: [{ name: 'a' }], context });
      await transport.update(writeAsk(task, { id: { id: 9 }, fields: { name: 'b' } }));
      assert.deepEqual(json(asked.at(-1)!), { ids: [9], vals: { name: 'b' }, context });
      await transport.remove(writeAsk(task, { id: { id: 9 } }));
      assert.deepEqual(json(asked.at(-1)!), { ids: [9], context });
      assert.equal(await transport.describe?.('project.task', undefined), undefined);
    },
  );
});
