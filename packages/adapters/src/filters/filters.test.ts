import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { HostFilter } from '@dispatchkit/contract/manifest';
import fc from 'fast-check';
import { evaluateFrappe, evaluateOdoo, evaluateTryton } from '../../test/filters/domains.ts';
import { evaluateOData } from '../../test/filters/odata.ts';
import type { HostRow } from '../seams.ts';
import {
  compileFilter,
  type Dialect,
  frappeDialect,
  literalV2,
  literalV4,
  matches,
  odataDialect,
  odooDialect,
  parametersDialect,
  sqlDialect,
  trytonDialect,
} from './index.ts';

const sign = fc.constantFrom(
  'a',
  'B',
  'é',
  "'",
  '"',
  '%',
  '_',
  '\\',
  '(',
  ')',
  ' ',
  '&',
  '|',
  ';',
  '-',
  '$',
  '[',
  '/',
  '\n',
  '1',
  '🙂',
);
const text = fc.string({ unit: sign, maxLength: 5 });
const number = fc.constantFrom(-3, -1, 0, 1, 2.5, 7, 1e21);
const instant = fc.constantFrom('2026-03-29T01:00:00Z', '2026-11-20T08:00:00Z', '2026-11-20T08:00:01Z');
const fields = { n: number, t: text, b: fc.boolean(), d: instant };
const row: fc.Arbitrary<HostRow> = fc.record({
  n: fc.option(number),
  t: fc.option(text),
  b: fc.option(fc.boolean()),
  d: fc.option(instant),
});

const leaf: fc.Arbitrary<HostFilter> = fc.constantFrom('n', 't', 'b', 'd').chain((field): fc.Arbitrary<HostFilter> => {
  const value = fields[field as keyof typeof fields] as fc.Arbitrary<string | number | boolean>;
  const parts =
    field === 't' ? [fc.record({ field: fc.constant(field), is: fc.constantFrom('contains', 'startsWith'), value })] : [];
  return fc.oneof(
    fc.record({ field: fc.constant(field), is: fc.constantFrom('eq', 'ne', 'lt', 'le', 'gt', 'ge'), value }),
    fc.record({ field: fc.constant(field), is: fc.constantFrom('eq', 'ne', 'lt'), value: fc.constant(null) }),
    fc.record({ field: fc.constant(field), is: fc.constant('in'), value: fc.array(value, { maxLength: 3 }) }),
    fc.record({ field: fc.constant(field), is: fc.constant('isNull'), value: fc.constantFrom(true, false, undefined) }),
    ...parts,
  ) as fc.Arbitrary<HostFilter>;
});
const filter: fc.Arbitrary<HostFilter> = fc.letrec<{ filter: HostFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'filter' },
    leaf,
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
    tie('filter').map((not) => ({ not })),
  ),
})).filter;

/** What was asked of the host and what is left together are the filter, on any row. */
function holdsFor<Compiled>(
  dialect: Dialect<Compiled>,
  evaluate: (compiled: Compiled, row: HostRow) => boolean,
  only: { cannot?: readonly string[]; rows?: fc.Arbitrary<HostRow>; filters?: fc.Arbitrary<HostFilter> } = {},
): void {
  fc.assert(
    fc.property(only.filters ?? filter, only.rows ?? row, (asked, candidate) => {
      const { compiled, rest, isNever } = compileFilter(asked, dialect, only.cannot);
      const isAnswered = !isNever && (compiled === undefined || evaluate(compiled, candidate));
      assert.equal(
        isAnswered && (rest === undefined || matches(rest, candidate)),
        matches(asked, candidate),
        JSON.stringify({ compiled, rest }),
      );
    }),
    { numRuns: 3_000 },
  );
}

const v4 = odataDialect({
  literal: literalV4((field) => field === 't'),
  contains: (whole, part) => `contains(${whole},${part})`,
});
const v2Types: Readonly<Record<string, string>> = { t: 'Edm.String', d: 'Edm.DateTimeOffset' };
const v2 = odataDialect({
  literal: literalV2((field) => v2Types[field]),
  contains: (whole, part) => `substringof(${part},${whole})`,
});

test('OData v4 means what is meant here', () => holdsFor(v4, evaluateOData));
test('OData v2 means what is meant here', () => holdsFor(v2, evaluateOData));
test('domains of Tryton mean what is meant here', () => holdsFor(trytonDialect, evaluateTryton));
test('domains of Odoo mean what is meant here', () => {
  // Truths are never empty there: nothing is the same as false.
  const asksForNothing = (asked: HostFilter) => /"b","is":"(?:isNull|\w+","value":null)/.test(JSON.stringify(asked));
  holdsFor(odooDialect, evaluateOdoo, {
    filters: filter.filter((asked) => !asksForNothing(asked)),
    rows: row.filter((candidate) => candidate['b'] !== null),
  });
});
test('triples of Frappe mean what is meant here', () => holdsFor(frappeDialect, evaluateFrappe));
test('parameters mean what is meant here, even where the host ignores them', () => {
  holdsFor(parametersDialect, (compiled, candidate) =>
    Object.entries(compiled).every(([name, value]) => String(candidate[name]) === value),
  );
  holdsFor(parametersDialect, () => true);
});

test('conditions of SQL mean what is meant here, in a database', () => {
  const database = new DatabaseSync(':memory:');
  const evaluate = (compiled: string, candidate: HostRow) => {
    const truth = candidate['b'] === null ? null : candidate['b'] === true ? 'T' : 'F';
    const asked = database.prepare(`SELECT 1 FROM (SELECT ? AS n, ? AS t, ? AS b, ? AS d) WHERE ${compiled}`);
    const [n, t, d] = ['n', 't', 'd'].map((name) => (candidate[name] ?? null) as string | number | null);
    return asked.get(n ?? null, t ?? null, truth, d ?? null) !== undefined;
  };
  // In Oracle there are no empty texts.
  holdsFor(sqlDialect(), evaluate, { rows: row.filter((candidate) => candidate['t'] !== '') });
  database.close();
});

test('what the manifest says the host gets wrong is not asked', () => {
  holdsFor(trytonDialect, () => assert.fail('was asked'), { cannot: ['*'] });
  const { compiled, rest } = compileFilter(
    {
      all: [
        { field: 'a', is: 'eq', value: 1 },
        { field: 'a', is: 'ne', value: 2 },
      ],
    },
    v4,
    ['a:ne'],
  );
  assert.equal(compiled, 'a eq 1');
  assert.deepEqual(rest, { not: { field: 'a', is: 'eq', value: 2 } });
});

test('names that are no names are not asked', () => {
  for (const field of ["a eq 1 or 'x", 'a b', "a'", 'a)', 'a;DROP TABLE b', '', 'a..b', '@odata\\.etag']) {
    for (const dialect of [v4, v2, trytonDialect, odooDialect, frappeDialect, sqlDialect()] as Dialect<unknown>[]) {
      const asked: HostFilter = { field, is: 'eq', value: 1 };
      assert.deepEqual(compileFilter(asked, dialect), { compiled: undefined, rest: asked, isNever: false });
    }
  }
});

test('nothing is below what Frappe takes empty fields for, so it is not asked for what is', () => {
  for (const value of ['', 0]) {
    const asked: HostFilter = { not: { field: 'a', is: 'ge', value } };
    assert.deepEqual(compileFilter(asked, frappeDialect), { compiled: undefined, rest: asked, isNever: false });
  }
});

test('related rows: one of many is enough', () => {
  const dialect = odataDialect({
    literal: literalV4(() => true),
    contains: (whole, part) => `contains(${whole},${part})`,
    many: new Set(['items']),
    canAskAny: true,
  });
  const rows: HostRow[] = [{ items: [] }, { items: [{ a: 1 }, { a: 2 }] }, { items: [{ a: 2 }] }, { items: [{ a: null }] }];
  for (const is of ['eq', 'ne', 'lt', 'ge', 'isNull'] as const) {
    for (const not of [false, true]) {
      const test: HostFilter = is === 'isNull' ? { field: 'items.a', is } : { field: 'items.a', is, value: 2 };
      const asked = not ? { not: test } : test;
      const { compiled, rest } = compileFilter(asked, dialect);
      assert.equal(rest, undefined);
      for (const candidate of rows) {
        assert.equal(
          evaluateOData(compiled ?? '', candidate),
          matches(asked, candidate),
          `${compiled} ${JSON.stringify(candidate)}`,
        );
      }
    }
  }
});

test('moments are the same however they are written', () => {
  const at: HostFilter = { field: 'a', is: 'eq', value: '2026-11-20T08:00:00Z' };
  const tryton = { __class__: 'datetime', year: 2026, month: 11, day: 20, hour: 8, minute: 0, second: 0, microsecond: 0 };
  for (const a of ['2026-11-20T09:00:00.000+01:00', '/Date(1795161600000)/', '/Date(1795161600000+0000)/', tryton]) {
    assert.equal(matches(at, { a }), true, JSON.stringify(a));
  }
  assert.equal(matches({ field: 'a', is: 'lt', value: '2026-11-20 08:00:00.000001' }, { a: '2026-11-20 08:00:00' }), true);
  assert.equal(matches({ field: 'active', is: 'eq', value: true }, { active: 1 }), true);
});

test('pairs, lists and related rows of a dotted read are entered', () => {
  assert.equal(matches({ field: 'stage_id', is: 'eq', value: 5 }, { stage_id: [5, 'New'] }), true);
  assert.equal(matches({ field: 'parent.party', is: 'eq', value: 5 }, { parent: 1, 'parent.': { party: 5 } }), true);
  assert.equal(matches({ field: 'user_ids', is: 'isNull' }, { user_ids: [] }), true);
  assert.equal(
    matches({ field: 'name', is: 'isNull' }, { name: false }, (value) => value === false),
    true,
  );
});

test('literals of OData v2 say their type', () => {
  const literal = literalV2((field) => ({ offset: 'Edm.DateTimeOffset', local: 'Edm.DateTime', money: 'Edm.Decimal' })[field]);
  assert.equal(literal('/Date(1795161600000)/', 'offset'), "datetimeoffset'2026-11-20T08:00:00Z'");
  assert.equal(literal('/Date(1795161600000)/', 'local'), "datetime'2026-11-20T08:00:00'");
  assert.equal(literal('/Date(1795161600000+0000)/', 'x'), "datetimeoffset'2026-11-20T08:00:00Z'");
  assert.equal(literal('1.50', 'money'), '1.50m');
  assert.equal(literal('1 or 1 eq 1', 'money'), undefined);
  assert.equal(literal("O'Neil", 'x'), "'O''Neil'");
});
