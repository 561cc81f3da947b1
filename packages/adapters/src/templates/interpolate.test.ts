import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HostError } from '../host.ts';
import { interpolate, interpolatePath, interpolateText, interpolateTexts, interpolateUrl, placeholders } from './interpolate.ts';

const values = {
  settings: { url: 'https://erp.example.com/', database: 'fsm', account: '12345', empty: '', nothing: null, zone: 'a/b' },
  context: { user: { company: 3, companies: [1, 3] } },
  id: "O'Neil/7",
};

test('a placeholder alone keeps its type', () => {
  assert.equal(interpolate('${context.user.company}', values), 3);
  assert.deepEqual(interpolate(['${context.user}', 1, null, true], values), [{ company: 3, companies: [1, 3] }, 1, null, true]);
  assert.deepEqual(interpolate({ a: { b: '${context.user.companies}' } }, values), { a: { b: [1, 3] } });
});

test('without a value it is left out, in a list null', () => {
  assert.deepEqual(interpolate({ a: '${record.x}', b: '${settings.nothing}', c: ['${record.x}'] }, values), {
    b: null,
    c: [null],
  });
  assert.equal(interpolate('${record.x}', values), undefined);
  assert.deepEqual(
    interpolateTexts({ 'If-Match': '${token}', a: '${settings.nothing}', b: '${settings.empty}', c: 'x' }, values),
    {
      b: '',
      c: 'x',
    },
  );
});

test('within a text a value is needed', () => {
  assert.equal(interpolate('db ${settings.database}!', values), 'db fsm!');
  assert.equal(interpolateText('of ${context.user.companies}', values), 'of [1,3]');
  for (const text of ['Bearer ${session.token}', 'x${settings.nothing}', 'x${settings.empty}', 'x${constructor.name}']) {
    assert.throws(
      () => interpolate(text, values),
      (error) => error instanceof HostError && error.kind === 'invalid',
    );
  }
});

test('values in a path stay within their segment', () => {
  assert.equal(interpolatePath("tasks('${id}')/x?a=1", values), "tasks('O%27Neil%2F7')/x?a=1");
  for (const id of ['', '.', '..']) {
    assert.throws(() => interpolatePath('tasks/${id}', { id }), HostError);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
      fc.pre(id !== '.' && id !== '..');
      const url = new URL(interpolatePath('tasks/${id}/done', { id }), 'https://erp.example.com/api/');
      const segments = url.pathname.split('/');
      assert.equal(segments.length, 5);
      assert.equal(decodeURIComponent(segments[3] ?? ''), id.toWellFormed());
      assert.equal(url.search + url.hash, '');
    }),
  );
});

test('in an address values are taken as they are up to the host name', () => {
  assert.equal(interpolateUrl('${settings.url}/api/${settings.zone}', values), 'https://erp.example.com/api/a%2Fb');
  assert.equal(interpolateUrl('https://${settings.account}.example.com/x', values), 'https://12345.example.com/x');
  assert.throws(() => interpolateUrl('https://${settings.zone}.example.com', values), HostError);
});

test('placeholders are found', () => {
  assert.deepEqual(placeholders('${settings.url}/$filter=${filter}{x}'), ['settings.url', 'filter']);
});
