import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../host.ts';
import { MemoryTransport, openMemoryHost } from './test/memory-transport.ts';

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`;
const task = (id: number, who: unknown, hour = 8) => ({ id, name: `job ${id}`, who, from: at(hour), till: at(hour + 1) });

function open(transport: MemoryTransport, many: boolean, writeAs: 'value' | 'list' | 'x2many-set' | 'comma') {
  return openMemoryHost(
    {
      resources: {
        jobs: { entity: 'task', id: { encoding: 'integer' }, fields: { title: 'name' }, writes: { update: true } },
        technicians: { entity: 'person', id: { encoding: 'integer' }, fields: { name: 'name' } },
        assignments: { inJobs: { technician: 'who', many, startsAt: 'from', endsAt: 'till', writeAs, nobody: false } },
      },
    },
    transport,
  );
}

test('a job with its technicians is one assignment for each', async () => {
  const transport = new MemoryTransport({ task: [task(1, [6, 7]), task(2, []), task(3, [7])] });
  transport.pageSize = 10;
  const host = open(transport, true, 'x2many-set');
  const { records } = await host.list('assignments');
  assert.deepEqual(
    records.map(({ id }) => id),
    ['1~6', '1~7', '3~7'],
  );
  assert.deepEqual(records[0]?.fields, {
    jobId: '1',
    technicianId: '6',
    startsAt: '2026-11-20T08:00:00.000Z',
    endsAt: '2026-11-20T09:00:00.000Z',
  });
  const ofSeven = await host.list('assignments', { filter: { field: 'technicianId', is: 'eq', value: '7' } });
  assert.deepEqual(
    ofSeven.records.map(({ id }) => id),
    ['1~7', '3~7'],
  );
  const others = await host.list('assignments', { filter: { not: { field: 'technicianId', is: 'eq', value: '7' } } });
  assert.deepEqual(
    others.records.map(({ id }) => id),
    ['1~6'],
  );
  const ofJob = await host.list('assignments', { filter: { field: 'jobId', is: 'eq', value: '3' } });
  assert.deepEqual([ofJob.records.map(({ id }) => id), ofJob.filteredHere], [['3~7'], undefined]);
  assert.equal(await host.get('assignments', '2~6'), undefined);
  assert.equal(await host.get('assignments', 'nonsense'), undefined);
});

test('making, moving and removing one are writes of the job', async () => {
  const transport = new MemoryTransport({ task: [task(1, [6])] });
  const host = open(transport, true, 'x2many-set');
  const fields = () => transport.writes.at(-1)?.ask.fields;
  // A host takes the command and keeps the list.
  const update = transport.update.bind(transport);
  transport.update = async (ask) => {
    await update(ask);
    const [job] = transport.table('task');
    const [[, , list] = []] = Array.isArray(ask.fields['who']) ? (ask.fields['who'] as unknown[][]) : [];
    if (job !== undefined && list !== undefined) job['who'] = list;
  };
  const made = await host.create('assignments', {
    jobId: '1',
    technicianId: '7',
    startsAt: at(10),
    endsAt: at(11),
    notes: '',
    overridden: [],
  });
  assert.deepEqual([made.id, fields()], ['1~7', { who: [[6, 0, [6, 7]]], from: at(10), till: at(11) }]);
  const moved = await host.update('assignments', '1~7', { technicianId: '8', startsAt: at(9) }, made);
  assert.deepEqual([moved.id, fields()], ['1~8', { who: [[6, 0, [6, 8]]], from: at(9) }]);
  await assert.rejects(
    host.update('assignments', '1~7', { startsAt: at(9) }, made),
    (error) => error instanceof HostError && error.kind === 'conflict',
  );
  await host.remove('assignments', '1~6', undefined);
  await host.remove('assignments', '1~8', undefined);
  assert.deepEqual(fields(), { who: [[6, 0, []]] });
  await host.remove('assignments', '1~8', undefined);
});

test('where a job has one technician, a second is refused', async () => {
  const transport = new MemoryTransport({ task: [task(1, 6), task(2, false)] });
  const host = open(transport, false, 'value');
  await assert.rejects(
    host.create('assignments', { jobId: '1', technicianId: '7' }),
    (error) => error instanceof HostError && error.kind === 'conflict',
  );
  assert.equal((await host.create('assignments', { jobId: '2', technicianId: '7', startsAt: at(8), endsAt: at(9) })).id, '2~7');
  await host.remove('assignments', '2~7', undefined);
  assert.equal(transport.table('task')[1]?.['who'], false);
  await assert.rejects(host.update('assignments', '1~6', { jobId: '2' }, undefined), /part of its job/);
  await assert.rejects(host.update('assignments', '1~6', { status: 'released' }, undefined), /“status”/);
});

test('a change of a job says that all its assignments are there', async () => {
  const transport = new MemoryTransport({ task: [task(1, '6,7'), task(2, '')] });
  const page = await open(transport, true, 'comma').changes('assignments', undefined);
  assert.deepEqual([page.changed.map(({ id }) => id), page.completeFor, page.removed], [['1~6', '1~7'], ['1~', '2~'], []]);
});
