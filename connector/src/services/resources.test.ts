import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CustomField } from '@dispatchkit/contract';
import fc from 'fast-check';
import { ProblemError } from './errors.ts';
import { type TestBench, testBenches } from './test-services.ts';

const bench = testBenches();

/** What a refusal says, by its code and where it points to. */
function refusal(code: string, ...pointers: string[]) {
  return (error: unknown) => {
    assert(error instanceof ProblemError, String(error));
    assert.equal(error.code, code, error.detail);
    assert.deepEqual(error.errors?.map(({ pointer }) => pointer) ?? [], pointers);
    return true;
  };
}

describe('crews', () => {
  async function withPeople(): Promise<TestBench> {
    const b = await bench();
    for (const id of ['ada', 'bo', 'cy']) await b.services.createTechnician(b.system, { id, name: id });
    return b;
  }
  const crewOf = async (b: TestBench, id: string) => (await b.services.getTechnician(b.system, id)).crewId;
  const members = async (b: TestBench, id: string) => (await b.services.getRecord(b.system, 'crews', id)).technicianIds;

  test('who is written into a crew is in it, and in no other', async () => {
    const b = await withPeople();
    await b.services.createRecord(b.system, 'crews', {
      id: 'north',
      name: 'North',
      technicianIds: ['ada', 'bo', 'ada'],
      leadId: 'ada',
    });
    assert.deepEqual(await members(b, 'north'), ['ada', 'bo']);
    await b.services.createRecord(b.system, 'crews', { id: 'south', name: 'South', technicianIds: ['ada'] });
    assert.equal(await crewOf(b, 'ada'), 'south');
    const north = await b.services.getRecord(b.system, 'crews', 'north');
    assert.deepEqual([north.technicianIds, north.leadId], [['bo'], null]);
  });

  test('a technician who is told their crew is on its list; all of it is one event', async () => {
    const b = await withPeople();
    for (const id of ['north', 'south']) await b.services.createRecord(b.system, 'crews', { id, name: id });
    await b.services.changeTechnician(b.system, 'ada', { crewId: 'north' }, null);
    const seq = await b.store.read(b.system.tenant).lastSeq();
    await b.services.changeTechnician(b.system, 'ada', { crewId: 'south' }, null);
    assert.deepEqual([await members(b, 'north'), await members(b, 'south')], [[], ['ada']]);
    const [event, ...more] = await b.store.read(b.system.tenant).tail(seq, 9);
    assert.equal(more.length, 0);
    assert.deepEqual(event?.changes.map(({ kind, id }) => `${kind} ${id}`).toSorted(), [
      'crews north',
      'crews south',
      'technicians ada',
    ]);
  });

  test('imports, deletions of crews and of technicians keep both sides alike', async () => {
    const b = await withPeople();
    await b.services.createRecord(b.system, 'crews', { id: 'north', name: 'North', technicianIds: ['ada', 'bo'], leadId: 'bo' });
    await b.services.importRecords(b.system, {
      kind: 'technicians',
      records: [{ externalRef: '7', name: 'Di', crewId: 'north' }],
    });
    assert.equal((await members(b, 'north')).length, 3);
    await b.services.deleteTechnician(b.system, 'bo', null);
    assert.equal((await b.services.getRecord(b.system, 'crews', 'north')).leadId, null);
    await b.services.deleteRecord(b.system, 'crews', 'north', null);
    assert.equal(await crewOf(b, 'ada'), null);
  });

  test('only members lead, and crews and members have to exist', async () => {
    const b = await withPeople();
    const crew = { name: 'North', technicianIds: ['ada'] };
    await assert.rejects(b.services.createRecord(b.system, 'crews', { ...crew, leadId: 'bo' }), refusal('invalid', '/leadId'));
    await assert.rejects(
      b.services.createRecord(b.system, 'crews', { name: 'x', technicianIds: ['ada', 'nobody'] }),
      refusal('unknown_reference', '/technicianIds/1'),
    );
    await assert.rejects(
      b.services.changeTechnician(b.system, 'ada', { crewId: 'nope' }, null),
      refusal('unknown_reference', '/crewId'),
    );
    const { id } = await b.services.createRecord(b.system, 'crews', { ...crew, leadId: 'ada' });
    const left = await b.services.changeRecord(b.system, 'crews', id, { technicianIds: ['bo'] }, null);
    assert.deepEqual([left.leadId, await crewOf(b, 'ada'), await crewOf(b, 'bo')], [null, null, id]);
  });

  test('whatever is written in whatever order, both sides agree', async () => {
    const b = await withPeople();
    for (const id of ['north', 'south']) await b.services.createRecord(b.system, 'crews', { id, name: id });
    const person = fc.constantFrom('ada', 'bo', 'cy');
    const step = fc.oneof(
      fc.record({ of: person, crewId: fc.constantFrom('north', 'south', null) }),
      fc.record({ crew: fc.constantFrom('north', 'south'), technicianIds: fc.uniqueArray(person) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const one of steps) {
          if ('of' in one) await b.services.changeTechnician(b.system, one.of, { crewId: one.crewId }, null);
          else await b.services.changeRecord(b.system, 'crews', one.crew, { technicianIds: one.technicianIds }, null);
        }
        const crews = (await b.services.listRecords(b.system, 'crews')).items;
        for (const technician of (await b.services.listTechnicians(b.system)).items) {
          const listed = crews.filter(({ technicianIds }) => technicianIds.includes(technician.id)).map(({ id }) => id);
          assert.deepEqual(listed, technician.crewId === null ? [] : [technician.crewId]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('certifications', () => {
  const held = async (b: TestBench) => (await b.services.getTechnician(b.system, 'ada')).certifications;
  const rows = async (b: TestBench) =>
    (await b.services.listRecords(b.system, 'certifications')).items.map(({ key, expiresOn, number }) => ({
      key,
      expiresOn,
      number,
    }));

  test('papers make the short form that rules read: the longest validity of each', async () => {
    const b = await bench();
    await b.services.createTechnician(b.system, { id: 'ada', name: 'Ada' });
    const add = (key: string, expiresOn: string | null) =>
      b.services.createRecord(b.system, 'certifications', { technicianId: 'ada', key, expiresOn });
    const old = await add('gas', '2026-12-31');
    await add('lift', null);
    const renewed = await add('gas', '2028-12-31');
    assert.deepEqual(await held(b), [
      { key: 'gas', expiresOn: '2028-12-31' },
      { key: 'lift', expiresOn: null },
    ]);
    await b.services.deleteRecord(b.system, 'certifications', renewed.id, null);
    await b.services.changeRecord(b.system, 'certifications', old.id, { expiresOn: '2027-06-30' }, null);
    assert.deepEqual((await held(b))[0], { key: 'gas', expiresOn: '2027-06-30' });
    const soon = await b.services.listRecords(b.system, 'certifications', { expiresBefore: '2027-07-01' });
    assert.deepEqual(
      soon.items.map(({ key }) => key),
      ['gas'],
    );
  });

  test('the short form, written by somebody, makes, changes and takes back papers', async () => {
    const b = await bench();
    await b.services.createTechnician(b.system, {
      id: 'ada',
      name: 'Ada',
      certifications: [{ key: 'gas', expiresOn: '2026-12-31' }],
    });
    const [row] = (await b.services.listRecords(b.system, 'certifications')).items;
    await b.services.changeRecord(b.system, 'certifications', row?.id ?? '', { number: '4711' }, null);
    await b.services.changeTechnician(
      b.system,
      'ada',
      {
        certifications: [
          { key: 'lift', expiresOn: null },
          { key: 'gas', expiresOn: '2027-12-31' },
        ],
      },
      null,
    );
    assert.deepEqual(
      (await rows(b)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      [
        { key: 'gas', expiresOn: '2027-12-31', number: '4711' },
        { key: 'lift', expiresOn: null, number: null },
      ],
    );
    await b.services.changeTechnician(b.system, 'ada', { certifications: [] }, null);
    assert.deepEqual([await rows(b), await held(b)], [[], []]);
    await b.services.deleteTechnician(b.system, 'ada', null);
  });

  test('imports write papers too, and the same import again writes nothing', async () => {
    const b = await bench();
    const records = [{ externalRef: '7', name: 'Ada', certifications: [{ key: 'gas', expiresOn: '2027-01-31' }] }];
    await b.services.importRecords(b.system, { kind: 'technicians', records });
    assert.deepEqual(await rows(b), [{ key: 'gas', expiresOn: '2027-01-31', number: null }]);
    const again = await b.services.importRecords(b.system, { kind: 'technicians', records });
    assert.deepEqual([again.unchanged, again.changed], [1, 0]);
  });

  test('whatever is written on either side, both agree', async () => {
    const b = await bench();
    await b.services.createTechnician(b.system, { id: 'ada', name: 'Ada' });
    const key = fc.constantFrom('gas', 'lift');
    const expiresOn = fc.constantFrom('2026-12-31', '2027-12-31', null);
    const step = fc.oneof(
      fc.array(fc.record({ key, expiresOn }), { maxLength: 3 }),
      fc.record({ key, expiresOn }),
      fc.record({ drop: fc.nat(5) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const one of steps) {
          const { items } = await b.services.listRecords(b.system, 'certifications');
          if (Array.isArray(one)) await b.services.changeTechnician(b.system, 'ada', { certifications: one }, null);
          else if ('key' in one) await b.services.createRecord(b.system, 'certifications', { technicianId: 'ada', ...one });
          else if (items.length > 0)
            await b.services.deleteRecord(b.system, 'certifications', items[one.drop % items.length]?.id ?? '', null);
        }
        const best = new Map<string, string>();
        for (const row of await rows(b)) {
          const until = row.expiresOn ?? '9';
          if (until > (best.get(row.key) ?? '')) best.set(row.key, until);
        }
        const shown = new Map((await held(b)).map((one) => [one.key, one.expiresOn ?? '9']));
        assert.deepEqual(new Map([...shown].toSorted()), new Map([...best].toSorted()));
      }),
      { numRuns: 30 },
    );
  });
});

describe('equipment', () => {
  test('jobs name what there is, and what open work needs is not deleted', async () => {
    const b = await bench();
    await b.services.createRecord(b.system, 'equipment', { id: 'lift', name: 'Lift' });
    await assert.rejects(
      b.services.createJob(b.system, { title: 'x', equipmentIds: ['lift', 'jetter'] }),
      refusal('unknown_reference', '/equipmentIds/1'),
    );
    const { id } = await b.services.createJob(b.system, { title: 'x', equipmentIds: ['lift'] });
    await assert.rejects(b.services.deleteRecord(b.system, 'equipment', 'lift', null), refusal('in_use'));
    await b.services.transitionJob(b.system, id, { to: 'completed' });
    await b.services.deleteRecord(b.system, 'equipment', 'lift', null);
    assert.deepEqual((await b.services.changeJob(b.system, id, { title: 'y' }, null)).equipmentIds, ['lift']);
  });

  test('is at one job at a time', async () => {
    const b = await bench();
    await b.services.createRecord(b.system, 'equipment', { id: 'lift', name: 'Lift' });
    for (const id of ['t1', 't2']) await b.technician(id);
    for (const id of ['j1', 'j2']) await b.job(id, { equipmentIds: ['lift'] });
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const proposal = { jobId: 'j2', technicianId: 't2', startsAt: '2026-11-20T08:30:00Z' };
    const { violations } = await b.services.checkAssignment(b.system, proposal);
    assert.deepEqual(
      violations.map(({ code, subject }) => [code, subject]),
      [['equipment_busy', 'lift']],
    );
    await assert.rejects(b.services.assignJob(b.system, proposal), refusal('assignment_conflict'));
    await b.services.assignJob(b.system, { ...proposal, startsAt: '2026-11-20T09:00:00Z' });
  });
});

describe('dependencies', () => {
  async function withJobs(count: number): Promise<TestBench> {
    const b = await bench();
    for (let i = 1; i <= count; i++) await b.services.createJob(b.system, { id: `j${i}`, title: `Job ${i}` });
    return b;
  }
  const wait = (b: TestBench, jobId: string, dependsOnJobId: string, more: object = {}) =>
    b.services.createRecord(b.system, 'dependencies', { jobId, dependsOnJobId, ...more });

  test('jobs never wait for one another in a circle; who is in it is named', async () => {
    const b = await withJobs(4);
    await wait(b, 'j1', 'j2');
    await wait(b, 'j2', 'j3');
    await assert.rejects(wait(b, 'j3', 'j1'), (error) => {
      refusal('dependency_cycle', '/dependsOnJobId')(error);
      const numbers = 'J-26-00003 would wait for J-26-00001, which waits for J-26-00002, which waits for J-26-00003.';
      assert.equal((error as ProblemError).detail, numbers);
      return true;
    });
    await assert.rejects(wait(b, 'j1', 'j1'), refusal('invalid', '/dependsOnJobId'));
    await assert.rejects(wait(b, 'j1', 'j2'), refusal('already_exists', '/dependsOnJobId'));
    const same = await wait(b, 'j3', 'j1', { type: 'same_technician' });
    await assert.rejects(
      b.services.changeRecord(b.system, 'dependencies', same.id, { type: 'start_to_start' }, null),
      refusal('dependency_cycle', '/dependsOnJobId'),
    );
    await wait(b, 'j4', 'j1');
  });

  test('go with their jobs', async () => {
    const b = await withJobs(3);
    await wait(b, 'j1', 'j2');
    await wait(b, 'j2', 'j3');
    await b.services.deleteJob(b.system, 'j2', null);
    assert.equal((await b.services.listRecords(b.system, 'dependencies')).items.length, 0);
  });

  test('of any that are tried, those that are in never close a circle', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 14 }), async (pairs) => {
        const b = await withJobs(5);
        const inside: [number, number][] = [];
        for (const [from, to] of pairs) {
          const isIn = await wait(b, `j${from + 1}`, `j${to + 1}`).then(
            () => true,
            () => false,
          );
          assert.equal(isIn, from !== to && !inside.some(([a, z]) => a === from && z === to) && !reaches(inside, to, from));
          if (isIn) inside.push([from, to]);
        }
      }),
      { numRuns: 12 },
    );
  });

  function reaches(edges: readonly [number, number][], from: number, to: number): boolean {
    const reached = new Set([from]);
    for (const at of reached) for (const [a, z] of edges) if (a === at) reached.add(z);
    return reached.has(to);
  }
});

describe('views', () => {
  test('a person has own views; those of everybody are changed by supervisors; others are not there', async () => {
    const b = await bench();
    const dispatcher = b.as('dispatcher', { id: 'auth0|ada' });
    const other = b.as('dispatcher', { id: 'auth0|bo' });
    const supervisor = b.as('supervisor');
    const mine = await b.services.createRecord(dispatcher, 'views', { name: 'Mine', widget: 'map' });
    assert.equal(mine.ownerId, 'auth0|ada');
    const shared = await b.services.createRecord(supervisor, 'views', { name: 'All', widget: 'map', ownerId: null });
    const seen = async (actor: typeof other) => (await b.services.listRecords(actor, 'views')).items.map(({ name }) => name);
    assert.deepEqual([await seen(dispatcher), await seen(other), await seen(supervisor)], [['All', 'Mine'], ['All'], ['All']]);
    await assert.rejects(b.services.getRecord(other, 'views', mine.id), refusal('not_found'));
    await assert.rejects(b.services.changeRecord(other, 'views', mine.id, { name: 'x' }, null), refusal('not_found'));
    await assert.rejects(b.services.deleteRecord(supervisor, 'views', mine.id, null), refusal('not_found'));
    await assert.rejects(b.services.changeRecord(other, 'views', shared.id, { name: 'x' }, null), refusal('not_allowed'));
    await assert.rejects(
      b.services.createRecord(other, 'views', { name: 'x', widget: 'map', ownerId: null }),
      refusal('not_allowed'),
    );
    await assert.rejects(
      b.services.createRecord(other, 'views', { name: 'x', widget: 'map', ownerId: 'auth0|ada' }),
      refusal('invalid', '/ownerId'),
    );
    await b.services.changeRecord(dispatcher, 'views', mine.id, { name: 'Ours' }, null);
    await b.services.deleteRecord(supervisor, 'views', shared.id, null);
  });

  test('hold no more than 64 KB', async () => {
    const b = await bench();
    const content = { columns: 'ü'.repeat(40_000) };
    await assert.rejects(
      b.services.createRecord(b.system, 'views', { name: 'x', widget: 'map', content }),
      refusal('invalid', '/content'),
    );
  });
});

describe('custom fields', () => {
  const fields: CustomField[] = [
    { key: 'meter', label: 'Meter', entity: 'job', kind: 'text' },
    { key: 'floors', label: 'Floors', entity: 'job', kind: 'number', min: 0, max: 200 },
    { key: 'builtOn', label: 'Built', entity: 'job', kind: 'date' },
    { key: 'gated', label: 'Gated', entity: 'job', kind: 'boolean' },
    { key: 'heating', label: 'Heating', entity: 'job', kind: 'select', options: ['gas', 'oil'] },
    { key: 'vip', label: 'VIP', entity: 'customer', kind: 'boolean' },
  ];
  async function withFields(): Promise<TestBench> {
    const b = await bench();
    await b.services.changeSettings(b.system, { customFields: fields }, null);
    return b;
  }

  test('hold what their kind says', async () => {
    const b = await withFields();
    const good = { meter: 'A-7', floors: 3, builtOn: '2028-02-29', gated: false, heating: 'oil' };
    const job = await b.services.createJob(b.system, { title: 'x', custom: good });
    assert.deepEqual(job.custom, good);
    for (const [key, values] of Object.entries({
      meter: [1, true],
      floors: ['3', 201, -1],
      builtOn: ['2026-02-29', '29.02.2028', 3],
      gated: ['yes', 1],
      heating: ['wood', 1],
      vip: [true],
      metre: ['x'],
    })) {
      for (const value of values) {
        await assert.rejects(
          b.services.changeJob(b.system, job.id, { custom: { [key]: value } }, null),
          refusal('invalid', `/custom/${key}`),
        );
      }
    }
    const cleared = await b.services.changeJob(b.system, job.id, { custom: { meter: null, nonsense: null } }, null);
    assert.ok(!('meter' in cleared.custom));
  });

  test('an import tells which row holds what no field takes', async () => {
    const b = await withFields();
    const records = [
      { externalRef: '1', title: 'x', custom: { floors: 3 } },
      { externalRef: '2', title: 'x', custom: { floors: 300 } },
    ];
    const { created, rejected } = await b.services.importRecords(b.system, { kind: 'jobs', records });
    assert.equal(created, 1);
    assert.deepEqual(rejected, [{ index: 1, pointer: '/custom/floors', detail: 'Floors is at most 200.' }]);
  });

  test('a field that is gone or changed leaves what records hold alone', async () => {
    const b = await withFields();
    const { id } = await b.services.createJob(b.system, { title: 'x', custom: { heating: 'oil', meter: 'A' } });
    const changed = fields.flatMap((field) =>
      field.key === 'meter' ? [] : field.key === 'heating' ? { ...field, options: ['gas', 'heat pump'] } : field,
    );
    await b.services.changeSettings(b.system, { customFields: changed }, null);
    const job = await b.services.changeJob(b.system, id, { title: 'y' }, null);
    assert.deepEqual(job.custom, { heating: 'oil', meter: 'A' });
  });

  test('the kind of a field that records use stays', async () => {
    const b = await withFields();
    const asText = fields.map((field) =>
      field.key === 'floors' ? { ...field, kind: 'text' as const, min: undefined, max: undefined } : field,
    );
    const { id } = await b.services.createJob(b.system, { title: 'x', custom: { floors: 3 } });
    await assert.rejects(
      b.services.changeSettings(b.system, { customFields: asText }, null),
      refusal('in_use', '/customFields/1/kind'),
    );
    await b.services.changeJob(b.system, id, { custom: { floors: null } }, null);
    await b.services.changeSettings(b.system, { customFields: asText }, null);
  });

  test('lists are filtered, sorted and searched by them', async () => {
    const b = await withFields();
    const customs = {
      a: { floors: 10, meter: 'north wing' },
      b: { floors: 9, gated: true },
      c: {},
      d: { floors: 9.5, gated: false },
    };
    for (const [id, custom] of Object.entries(customs)) await b.services.createJob(b.system, { id, title: id, custom });
    const found = async (options: object) => (await b.services.listJobs(b.system, options)).items.map(({ id }) => id);
    assert.deepEqual(await found({ sort: 'custom.floors' }), ['b', 'd', 'a', 'c']);
    assert.deepEqual(await found({ sort: '-custom.floors' }), ['a', 'd', 'b', 'c']);
    assert.deepEqual(await found({ custom: [{ key: 'floors', values: [9, 10] }], sort: 'title' }), ['a', 'b']);
    assert.deepEqual(await found({ custom: [{ key: 'gated', values: [false] }] }), ['d']);
    assert.deepEqual(await found({ custom: [{ key: 'meter' }] }), ['a']);
    assert.deepEqual(await found({ q: 'wing' }), ['a']);
  });
});

test('a job is not placed before the one it waits for is done', async () => {
  const b = await bench();
  for (const id of ['t1', 't2']) await b.technician(id);
  for (const id of ['j1', 'j2']) await b.job(id);
  await b.services.createRecord(b.system, 'dependencies', { jobId: 'j2', dependsOnJobId: 'j1', lagMinutes: 30 });
  await b.assign('j1', 't1', '2026-11-20T09:00:00Z');
  const proposal = { jobId: 'j2', technicianId: 't2', startsAt: '2026-11-20T10:00:00Z' };
  const { violations } = await b.services.checkAssignment(b.system, proposal);
  assert.deepEqual(
    violations.map(({ code, minutes, limitAt }) => [code, minutes, limitAt]),
    [['dependency_unmet', 30, '2026-11-20T10:30:00.000Z']],
  );
  await assert.rejects(b.services.assignJob(b.system, proposal), refusal('assignment_conflict'));
  const placed = await b.services.assignJob(b.as('dispatcher'), { ...proposal, override: true });
  assert.deepEqual(placed.overridden, ['dependency_unmet']);
});
