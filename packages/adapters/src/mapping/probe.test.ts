import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryTransport, openMemoryHost } from './test/memory-transport.ts';

test('what the host says of its fields is compared with what is mapped', async () => {
  const transport = new MemoryTransport({
    task: [],
    stage: [
      { id: 1, name: 'Neu' },
      { id: 2, name: 'Fertig' },
    ],
  });
  transport.descriptions = {
    task: [
      { name: 'id', type: 'integer' },
      { name: 'name', type: 'char' },
      { name: 'deadline', type: 'date' },
      { name: 'planned', type: 'datetime' },
      { name: 'computed', type: 'char', readOnly: true },
      { name: 'state', type: 'selection', words: ['open', 'done', 'waiting'] },
      { name: 'stage', type: 'many2one', relation: 'stage' },
      { name: 'partner', type: 'many2one', relation: 'partner' },
      { name: 'team', type: 'many2one', required: true },
    ],
    partner: [{ name: 'city', type: 'char' }],
  };
  const host = openMemoryHost(
    {
      probe: { version: { path: 'about', read: 'about.version' } },
      enums: {
        state: { read: { open: 'unscheduled', done: 'completed' }, unmapped: 'on_hold' },
        stage: { read: { Neu: 'normal' }, rows: { entity: 'stage', match: 'name' }, unmapped: 'low' },
      },
      resources: {
        jobs: {
          entity: 'task',
          fields: {
            title: 'name',
            dueAt: 'deadline',
            requestedAt: { day: 'planned' },
            completedAt: 'finished',
            description: 'computed',
            status: { path: 'state', enum: 'state' },
            priority: { path: 'stage', enum: 'stage' },
            'custom.city': 'partner.city',
            'custom.street': 'partner.street',
            'custom.lost': { relation: 'nowhere', path: 'x' },
          },
          writes: { create: true, update: true },
        },
        sites: { entity: 'unknown', fields: { name: 'name' } },
      },
    },
    transport,
  );
  const { host: who, findings } = await host.probe();
  assert.equal(who, 'Memory, version 1.2');
  assert.deepEqual(
    findings.map(({ severity, field, hostField, message }) => `${severity} ${field} ${hostField}: ${message}`),
    [
      'fault dueAt deadline: “deadline” is of the type “date” at the host, a day without a time: use "day" or "lastDay".',
      'fault requestedAt planned: “planned” is of the type “datetime” at the host, an instant: use "path".',
      'fault completedAt finished: “finished” is not a field of “task”.',
      'warning description computed: The host says that “computed” is read only, and the manifest writes it. Add "write": false.',
      'warning status state: The enum “state” does not name “waiting”: read as “on_hold”.',
      'fault custom.street partner.street: “street” is not a field of “partner”.',
      'fault custom.lost null: There is no relation “nowhere”. Known: none.',
      'warning null team: A new row of “task” needs “team” at the host, and the manifest does not give it. Name it under "writes.defaults", unless the host fills it in.',
      'fact null null: The host does not describe its fields, and “unknown” has no row to look at.',
      'warning priority stage: The enum “stage” does not name “Fertig”: read as “low”.',
    ],
  );
});

test('a host that does not say its version is probed all the same', async () => {
  for (const [read, host] of [
    ['about.version', 'Memory, version 1.2'],
    ['about', null],
    ['release', null],
  ] as const) {
    const resources = { jobs: { entity: 'task', fields: { title: 'name' } } };
    const report = await openMemoryHost({ probe: { version: { read } }, resources }, new MemoryTransport({ task: [] })).probe();
    assert.equal(report.host, host);
    const facts = report.findings.filter(({ message }) => message.includes('does not say its version'));
    assert.equal(facts.length, host === null ? 1 : 0);
  }
});

test('of a host that does not describe its fields some rows are looked at', async () => {
  const transport = new MemoryTransport({
    task: [
      { id: 1, name: 'Tap', state: 'open', deadline: 'soon' },
      { id: 2, name: 'Pump', state: 'waiting', deadline: null },
    ],
    person: [{ name: 'Ada' }],
  });
  const resources = {
    jobs: {
      entity: 'task',
      fields: { title: 'name', description: 'comment', dueAt: 'deadline', status: { path: 'state', enum: 'state' } },
    },
    technicians: { entity: 'person', id: { paths: ['key'] }, fields: { name: 'name' } },
  };
  const enums = { state: { read: { open: 'unscheduled' }, unmapped: 'on_hold' } };
  const { findings } = await openMemoryHost({ enums, resources }, transport).probe();
  const told = findings.map(
    ({ severity, kind, field, hostField, message }) => `${severity} ${kind} ${field} ${hostField}: ${message}`,
  );
  assert.equal(told[0], 'fact jobs null null: The host does not describe its fields. 2 rows of “task” were looked at instead.');
  assert.match(told[1] ?? '', /^warning jobs description comment: “comment” is in none of the 2 rows/);
  assert.match(told[2] ?? '', /^fault jobs dueAt deadline: .*One row has it\.$/);
  assert.equal(told[3], 'warning jobs status null: The enum “state” does not name “waiting”: read as “on_hold”. One row has it.');
  assert.match(told[4] ?? '', /^fault technicians/);
  assert.equal(told.length, 5);
});

test('an object in place of a word is a fault that says where the path should lead', async () => {
  const transport = new MemoryTransport({ task: [{ id: 1, name: 'Tap', prio: { code: 'low' } }] });
  const resources = { jobs: { entity: 'task', fields: { title: 'name', priority: { path: 'prio', enum: 'prio' } } } };
  const enums = { prio: { read: { low: 'low' }, unmapped: 'normal' } };
  const host = openMemoryHost({ enums, resources }, transport);
  const { findings } = await host.probe();
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'fault').map(({ hostField, message }) => [hostField, message]),
    [
      [
        'prio',
        '“prio” holds an object and no word: {"code":"low"}. Let the path lead to the word in it, such as “prio.code”. One row has it.',
      ],
    ],
  );
  const { records } = await host.list('jobs');
  assert.deepEqual(records[0]?.unmapped, [{ field: 'priority', enum: 'prio', value: '{"code":"low"}' }]);
});
