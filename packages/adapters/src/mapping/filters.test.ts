import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FilterOperator, FilterValue, HostFilter } from '@dispatchkit/contract/manifest';
import fc from 'fast-check';
import { recordMatches } from './filters.ts';
import { MemoryTransport, openMemoryHost } from './test/memory-transport.ts';

/** Around the days the clocks change in Berlin, to the half hour. */
const someMs = fc
  .tuple(fc.constantFrom('2026-03-28', '2026-10-24', '2026-11-20'), fc.integer({ min: 0, max: 96 }))
  .map(([day, halfHours]) => Date.parse(`${day}T12:00:00Z`) + halfHours * 1_800_000);
const wall = someMs.map((ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' '));
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const someRow = fc.record({
  name: orNull(fc.constantFrom('Leak', 'leaky pipe', 'Pump', '')),
  state: orNull(fc.constantFrom('O', 'P', 'D', 'X')),
  start: orNull(wall),
  day: orNull(wall.map((text) => text.slice(0, 10))),
  time: orNull(wall.map((text) => text.slice(11, 16))),
  hours: orNull(fc.constantFrom(0.5, 1, 1.5, 8)),
  place: orNull(fc.integer({ min: 1, max: 3 })),
  closed: fc.boolean(),
});

const instant = someMs.map((ms) => new Date(ms).toISOString());
const leaf = (field: string, is: readonly FilterOperator[], value: fc.Arbitrary<FilterValue>): fc.Arbitrary<HostFilter> =>
  fc.record({ field: fc.constant(field), is: fc.constantFrom(...is), value });
const ranges = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const;

const someTest = fc.oneof(
  leaf('title', ['contains', 'startsWith', 'eq', 'ne'], fc.constantFrom('leak', 'Leak', 'P')),
  leaf('title', ['isNull'], fc.constant(null)),
  leaf('status', ['eq', 'ne'], fc.constantFrom('unscheduled', 'completed', 'on_hold')),
  leaf('status', ['in'], fc.constant(['unscheduled', 'on_hold'])),
  leaf('explicitStatus', ['eq', 'ne'], fc.constantFrom('completed', 'on_hold')),
  leaf('dueAt', ranges, instant),
  leaf('requestedAt', ranges, instant),
  leaf('windowStartsAt', ranges, instant),
  leaf('completedAt', ranges, instant),
  leaf('durationMinutes', ranges, fc.constantFrom(30, 60, 90)),
  leaf('siteId', ['eq', 'ne'], fc.constantFrom('1', '2', 'x')),
  leaf('siteId', ['in'], fc.constant(['1', '3'])),
  leaf('id', ['eq', 'ne'], fc.constantFrom('1', '2')),
  leaf('id', ['in'], fc.constant(['2', '3', 'x'])),
  leaf('source', ['eq'], fc.constantFrom('erp', 'web')),
  leaf('type', ['eq', 'isNull'], fc.constantFrom('repair', 'other')),
);
const { filter: someFilter } = fc.letrec<{ filter: HostFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    someTest,
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
    tie('filter').map((not) => ({ not })),
  ),
}));

test('what the host answers and what is looked at here are together what was asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someRow, { minLength: 1, maxLength: 8 }), someFilter, async (rows, filter) => {
      const transport = new MemoryTransport({ task: rows.map((row, at) => ({ id: at + 1, ...row })) });
      transport.pageSize = 100;
      const host = openMemoryHost(
        {
          values: { instant: 'sql-local', duration: 'hours', timeZone: 'Europe/Berlin' },
          enums: {
            state: { read: { O: 'unscheduled', P: 'unscheduled', D: 'completed' }, unmapped: 'on_hold' },
            flags: { flags: [{ when: { field: 'closed', is: 'eq', value: true }, is: 'completed' }], unmapped: 'on_hold' },
          },
          resources: {
            jobs: {
              entity: 'task',
              id: { encoding: 'integer' },
              fields: {
                title: 'name',
                status: { path: 'state', enum: 'state' },
                explicitStatus: { enum: 'flags' },
                dueAt: 'start',
                requestedAt: { day: 'day' },
                windowStartsAt: { dateAndTime: { date: 'day', time: 'time' } },
                completedAt: { endOf: { start: 'start', duration: 'hours' } },
                durationMinutes: 'hours',
                siteId: { path: 'place', reference: 'sites' },
                source: { constant: 'erp' },
                type: { path: 'name', conversions: ['upper-case'], otherwise: 'other' },
              },
            },
            sites: { entity: 'place', id: { encoding: 'integer' }, fields: { name: 'name' } },
          },
        },
        transport,
      );
      const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
      const all = (await host.list('jobs')).records;
      const wanted = ids(all.filter((record) => recordMatches(filter, record)));
      assert.deepEqual(ids((await host.list('jobs', { filter })).records), wanted);
    }),
    { numRuns: 400 },
  );
});
