import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import { openMirrorBench } from '../../../test/mirror-bench.ts';
import { ProblemError } from '../errors.ts';

describe('a mirrored host', () => {
  it('is loaded: what it has stands here, with references resolved and its ids kept', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const [job] = (await bench.services.listJobs(bench.system, { externalRef: 'J1' })).items;
    const [site] = (await bench.services.listSites(bench.system, { externalRef: 'S1' })).items;
    assert(job && site);
    assert.deepEqual(
      [job.title, job.priority, job.durationMinutes, job.custom, job.siteId, job.explicitStatus],
      ['Boiler', 'high', 90, { meter: 'M-7' }, site.id, null],
    );
    assert.match(job.number, /^J-26-/);
    assert.deepEqual([site.name, site.position, site.geocodeQuality], ['Mill', { latitude: 52.5, longitude: 13.4 }, 'exact']);
    assert.equal(site.customerId, (await bench.services.listCustomers(bench.system)).items[0]?.id);
  });

  it('that has not changed writes nothing', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const seq = await bench.store.read('acme').lastSeq();
    await bench.sync();
    bench.host.forgetsCursors = true;
    await bench.sync();
    assert.equal(await bench.store.read('acme').lastSeq(), seq);
  });

  it('that changes is followed, by events that name the changes', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const seq = await bench.store.read('acme').lastSeq();
    bench.host.set('jobs', 'J1', { priority: 'urgent' });
    await bench.sync();
    const events = await bench.store.read('acme').tail(seq, 10);
    assert.deepEqual(
      events.map(({ type, actor, changes }) => [type, actor.id, changes.map(({ kind, previous }) => [kind, previous])]),
      [['host.synced', 'system', [['jobs', { priority: 'high' }]]]],
    );
  });

  it('keeps what is ours of its records', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const gate = { key: 'gate', label: 'Gate', entity: 'job', kind: 'text' } as const;
    await bench.services.changeSettings(bench.system, { customFields: [gate] }, null);
    const calls = bench.host.calls.length;
    await bench.services.changeJob(bench.system, job.id, { description: 'Ring twice', custom: { gate: '4711' } }, job.version);
    assert.equal(bench.host.calls.length, calls, 'the host is not asked about what is ours');
    bench.host.set('jobs', 'J1', { title: 'Boiler, again' });
    await bench.sync();
    const after = await jobOf(bench, 'J1');
    assert.deepEqual(
      [after.title, after.description, after.custom],
      ['Boiler, again', 'Ring twice', { gate: '4711', meter: 'M-7' }],
    );
  });

  it('that deletes is followed; what hangs on it goes too', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const technician = (await bench.services.listTechnicians(bench.system)).items[0];
    assert(technician);
    await bench.services.assignJob(bench.system, { jobId: job.id, technicianId: technician.id, startsAt: at, override: true });
    bench.host.delete('jobs', 'J1');
    await bench.sync();
    assert.equal((await bench.services.listJobs(bench.system, { externalRef: 'J1' })).items.length, 0);
    assert.equal((await bench.services.listAssignments(bench.system)).items.length, 0);
    bench.host.set('jobs', 'J1', {});
    await bench.sync();
    assert.equal((await jobOf(bench, 'J1')).id, job.id, 'it comes back as what it was');
  });

  it('whose cursor is too old is read whole, and what is gone meanwhile is found', async () => {
    await using bench = await openMirrorBench({ pageSize: 2 });
    fill(bench.host);
    for (let i = 2; i < 8; i++) bench.host.set('jobs', `J${i}`, { title: `Job ${i}` });
    await bench.sync();
    bench.host.delete('jobs', 'J3');
    bench.host.forgetsCursors = true;
    await bench.services.listAdapters(bench.system);
    // Customers ask first, and would find the cursor too old.
    await bench.store.hosts.keep('acme', 'erp', {
      state: { ...(await stateOf(bench, 'jobs')), cursor: null },
    });
    bench.host.forgetsCursors = false;
    await bench.sync();
    const refs = (await bench.services.listJobs(bench.system)).items.map(({ externalRef }) => externalRef);
    assert.deepEqual(refs.sort(), ['J1', 'J2', 'J4', 'J5', 'J6', 'J7']);
  });

  it('goes on where a first load was killed', async () => {
    await using bench = await openMirrorBench({ pageSize: 2, modes: { jobs: 'mirror' } });
    for (let i = 0; i < 9; i++) bench.host.set('jobs', `J${i}`, { title: `Job ${i}` });
    const dying = new AbortController();
    const { changes } = bench.host;
    let pages = 0;
    bench.host.changes = (...question) => {
      if (++pages === 3) dying.abort(new Error('killed'));
      return changes.apply(bench.host, question);
    };
    await assert.rejects(bench.sync(dying.signal), /killed/);
    const { items } = await bench.services.listAdapters(bench.system);
    const jobs = items[0]?.resources.find(({ kind }) => kind === 'jobs');
    assert.deepEqual([jobs?.phase, jobs?.records, jobs?.total], ['loading', 4, 9]);
    await bench.sync();
    assert.equal(pages, 3 + 3, 'what it has is not asked for again');
    assert.equal((await bench.services.listJobs(bench.system)).total, 9);
  });

  it('may refer to what comes later', async () => {
    await using bench = await openMirrorBench();
    bench.host.set('jobs', 'J1', { title: 'Early', siteId: 'S9' });
    await bench.sync();
    assert.equal((await jobOf(bench, 'J1')).siteId, null);
    bench.host.set('sites', 'S9', { name: 'Late' });
    await bench.sync();
    const [site] = (await bench.services.listSites(bench.system)).items;
    assert.equal((await jobOf(bench, 'J1')).siteId, site?.id);
  });

  it('tells words without a translation, and what could not be taken over', async () => {
    await using bench = await openMirrorBench({ modes: { jobs: 'mirror', technicians: 'mirror', assignments: 'mirror' } });
    fill(bench.host);
    bench.host.set('jobs', 'J1', { hostWord: 'parked' });
    bench.host.set('assignments', 'A1', { jobId: 'J1', technicianId: 'nobody', startsAt: at, endsAt: later });
    await bench.sync();
    const admin = { ...bench.system, role: 'admin' as const };
    assert.deepEqual((await bench.services.listAdapterUnmapped(admin, 'erp')).items, [
      { kind: 'jobs', field: 'status', enum: 'statuses', value: 'parked', label: 'Odd', count: 1 },
    ]);
    assert.match((await bench.services.listAdapterRejections(admin, 'erp')).items[0]?.reason ?? '', /technicianId/);
    bench.host.set('technicians', 'nobody', { name: 'Dora' });
    await bench.sync();
    assert.equal((await bench.services.listAdapterRejections(admin, 'erp')).items.length, 0);
    assert.equal((await bench.services.listAssignments(bench.system)).items.length, 1);
  });

  it('tells where technicians are, without an event', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const seq = await bench.store.read('acme').lastSeq();
    bench.host.set('technicians', 'T1', { 'position.latitude': 52.5, 'position.longitude': 13.4, 'position.at': at });
    await bench.sync();
    const { position } = (await bench.services.listTechnicians(bench.system)).items[0] ?? {};
    assert.deepEqual([position?.latitude, position?.longitude, position?.at], [52.5, 13.4, at]);
    assert.equal(await bench.store.read('acme').lastSeq(), seq);
  });

  it('that is away leaves everything to be read, and its status says so', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
    bench.time.advance(60_000);
    await assert.rejects(bench.sync(), HostError);
    assert.equal((await jobOf(bench, 'J1')).title, 'Boiler');
    const [status] = (await bench.services.listAdapters(bench.system)).items;
    const first = status?.resources.find(({ lastError }) => lastError !== null);
    assert.deepEqual([status?.state, first?.lastError, first?.lagSeconds], ['away', 'Nobody answers.', 60]);
    bench.host.trouble = undefined;
    await bench.sync();
    assert.equal((await bench.services.listAdapters(bench.system)).items[0]?.state, 'ready');
  });
});

describe('a change of a mirrored record', () => {
  it('goes to the host first, and stands here as the host has it', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const changed = await bench.services.changeJob(
      bench.system,
      job.id,
      { priority: 'low', notes: undefined } as never,
      job.version,
    );
    assert.deepEqual([changed.priority, changed.version], ['low', job.version + 1]);
    assert.equal(bench.host.at('jobs', 'J1')?.priority, 'low');
    const seq = await bench.store.read('acme').lastSeq();
    await bench.sync();
    assert.equal(await bench.store.read('acme').lastSeq(), seq, 'its echo changes nothing');
  });

  it('is one event, of who made it', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const seq = await bench.store.read('acme').lastSeq();
    await bench.services.changeJob({ ...bench.system, id: 'ann', role: 'dispatcher' }, job.id, { title: 'New' }, job.version);
    const events = await bench.store.read('acme').tail(seq, 10);
    assert.deepEqual(
      events.map(({ type, actor }) => [type, actor.id]),
      [['job.changed', 'ann']],
    );
  });

  it('that is a new record gets its name at the host', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const site = (await bench.services.listSites(bench.system)).items[0];
    const job = await bench.services.createJob(bench.system, { title: 'Drip', siteId: site?.id ?? null });
    assert(job.externalRef);
    assert.deepEqual(
      [bench.host.at('jobs', job.externalRef)?.title, bench.host.at('jobs', job.externalRef)?.siteId],
      ['Drip', 'S1'],
    );
    const { total } = await bench.services.listJobs(bench.system);
    await bench.sync();
    assert.equal((await bench.services.listJobs(bench.system)).total, total);
  });

  it('that the host refuses is not made, and its sentence is told', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    bench.host.refusal = 'The task is closed.';
    await assert.rejects(
      bench.services.changeJob(bench.system, job.id, { title: 'No' }, job.version),
      problem('host_refused', /closed/),
    );
    assert.equal((await jobOf(bench, 'J1')).title, 'Boiler');
  });

  it('that somebody has made at the host meanwhile shows both', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    bench.host.set('jobs', 'J1', { priority: 'urgent' });
    const change = bench.services.changeJob(bench.system, job.id, { priority: 'low' }, job.version);
    await assert.rejects(change, (error) => {
      assert(error instanceof ProblemError);
      assert.deepEqual([error.code, error.conflicts], ['host_conflict', [{ field: 'priority', ours: 'low', theirs: 'urgent' }]]);
      return true;
    });
    assert.equal((await jobOf(bench, 'J1')).priority, 'urgent', 'what the host has is taken in');
  });

  it('that somebody has made there already takes in what else they have changed', async () => {
    for (const whenAway of ['refuse', 'queue'] as const) {
      await using bench = await openMirrorBench({ whenAway });
      fill(bench.host);
      await bench.sync();
      const job = await jobOf(bench, 'J1');
      if (whenAway === 'queue') bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
      bench.host.set('jobs', 'J1', { title: 'Boiler, again', status: 'on_hold', priority: 'low' });
      await bench.services.changeJob(bench.system, job.id, { title: 'Boiler, again' }, job.version);
      bench.host.trouble = undefined;
      await bench.sync();
      const { status, priority } = await jobOf(bench, 'J1');
      assert.deepEqual([status, priority], ['on_hold', 'low'], whenAway);
    }
  });

  it('that breaks our rules never reaches the host', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const calls = bench.host.calls.length;
    await assert.rejects(
      bench.services.changeJob(bench.system, job.id, { siteId: 'none' }, job.version),
      problem('unknown_reference'),
    );
    await assert.rejects(bench.services.changeJob(bench.system, job.id, { title: 'x' }, 99), problem('stale'));
    assert.equal(bench.host.calls.length, calls);
  });

  it('of several in one request says what has happened when the host refuses one of them', async () => {
    await using bench = await openMirrorBench({ modes: { technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' } });
    fill(bench.host);
    bench.host.set('jobs', 'J2', { title: 'Lift' });
    await bench.sync();
    const technicianId = (await bench.services.listTechnicians(bench.system)).items[0]?.id ?? '';
    const { create } = bench.host;
    bench.host.create = async (...question) => {
      const made = bench.host.idsOf('assignments').length;
      if (made > 0) throw new HostError('invalid', 'The second one is one too many.');
      return create.apply(bench.host, question);
    };
    const operations = await Promise.all(
      ['J1', 'J2'].map(async (ref) => {
        const assignment = { jobId: (await jobOf(bench, ref)).id, technicianId, startsAt: at, override: true };
        return { op: 'create' as const, assignment };
      }),
    );
    const refused = await bench.services.batchAssignments(bench.system, { operations }).catch((error: unknown) => error);
    assert(refused instanceof ProblemError);
    const [kept, ...others] = (await bench.services.listAssignments(bench.system)).items;
    assert.deepEqual([kept?.jobId, others], [operations[0]?.assignment.jobId, []]);
    const jobs = operations.map(({ assignment }) => `update of jobs ${assignment.jobId}`);
    const done = [...jobs, `create of assignments ${kept?.id}`].join(', ');
    assert.equal(refused.detail, `The second one is one too many. Done before that, and kept: ${done}.`);
  });

  it('of a kind the host cannot change is refused, and the rights say so', async () => {
    const capabilities = { customers: { create: false, update: false, delete: false }, jobs: { delete: false } } as const;
    await using bench = await openMirrorBench({ capabilities });
    fill(bench.host);
    await bench.sync();
    const [customer] = (await bench.services.listCustomers(bench.system)).items;
    assert(customer);
    await assert.rejects(
      bench.services.changeCustomer(bench.system, customer.id, { name: 'Other' }, customer.version),
      problem('host_refused', /does not let it be changed/),
    );
    await assert.rejects(bench.services.createCustomer(bench.system, { name: 'New' }), problem('host_refused'));
    const { rights } = await leftOf(bench);
    assert.deepEqual(
      [rights['customers:write'], rights['jobs:delete'], rights['jobs:write'], rights['sites:write']],
      [undefined, undefined, 'all', 'all'],
    );
  });

  it('of anything is refused by a host that only gives, and snapshots say what is left', async () => {
    const nothing = { create: false, update: false, delete: false } as const;
    const modes = { technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' } as const;
    await using bench = await openMirrorBench({ capabilities: { jobs: nothing, assignments: nothing }, modes });
    fill(bench.host);
    await bench.sync();
    const { rights, limits } = await leftOf(bench);
    assert.deepEqual(
      ['jobs:write', 'jobs:import', 'jobs:delete', 'assignments:write', 'assignments:override'].filter(
        (action) => action in rights,
      ),
      [],
    );
    assert.deepEqual(limits?.jobs, {
      cannot: ['create', 'update', 'delete'],
      readOnly: ['title', 'priority', 'durationMinutes', 'custom.meter'],
      words: { status: ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress'] },
    });
    assert.deepEqual(limits?.assignments, {
      cannot: ['create', 'update', 'delete'],
      readOnly: ['jobId', 'technicianId', 'startsAt', 'endsAt'],
      words: {},
    });
    assert.deepEqual(Object.keys(limits ?? {}), ['jobs', 'assignments'], 'everything can be done with technicians');
  });

  it('of an assignment may be anything but its end where the host does not let them be deleted', async () => {
    const modes = { technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' } as const;
    await using bench = await openMirrorBench({ capabilities: { assignments: { delete: false } }, modes });
    fill(bench.host);
    await bench.sync();
    const { rights, limits } = await leftOf(bench);
    assert.deepEqual([rights['assignments:write'], rights['assignments:override']], ['all', 'all']);
    assert.deepEqual(limits, { assignments: { cannot: ['delete'], readOnly: [], words: {} } });
  });

  it('of a status is told where the host has a word for it', async () => {
    const words = { status: ['unscheduled', 'completed'] };
    await using bench = await openMirrorBench({ capabilities: { jobs: { words } } });
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const { rights, limits } = await leftOf(bench);
    // The steps that follow from assignments are kept here.
    const spoken = ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'completed'];
    assert.deepEqual(
      [rights['jobs:transition'], limits],
      ['all', { jobs: { cannot: [], readOnly: [], words: { status: spoken } } }],
    );
    await assert.rejects(
      bench.services.transitionJob(bench.system, job.id, { to: 'on_hold', reason: 'Parts' }),
      problem('host_refused', /no word for on_hold/),
    );
    await bench.services.transitionJob(bench.system, job.id, { to: 'completed' });
    assert.equal(bench.host.at('jobs', 'J1')?.status, 'completed');
    bench.host.set('jobs', 'J1', { status: 'unscheduled' });
    await bench.sync();
    assert.equal((await jobOf(bench, 'J1')).status, 'unscheduled');
  });

  it('of an assignment is told to a host that keeps them in its jobs', async () => {
    const modes = { technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' } as const;
    await using bench = await openMirrorBench({ modes });
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    const [ada] = (await bench.services.listTechnicians(bench.system)).items;
    const assigned = await bench.services.assignJob(bench.system, {
      jobId: job.id,
      technicianId: ada?.id ?? '',
      startsAt: at,
      override: true,
    });
    assert(assigned.externalRef);
    assert.deepEqual(
      { ...bench.host.at('assignments', assigned.externalRef) },
      { jobId: 'J1', technicianId: 'T1', startsAt: at, endsAt: '2026-11-20T10:30:00.000Z' },
    );
    assert.equal(bench.host.at('jobs', 'J1')?.status, 'scheduled');
    const moved = await bench.services.moveAssignment(
      bench.system,
      assigned.id,
      { startsAt: later, override: true },
      assigned.version,
    );
    assert.equal(bench.host.at('assignments', assigned.externalRef)?.startsAt, later);
    await bench.services.unassign(bench.system, assigned.id, moved.version);
    assert.equal(bench.host.at('assignments', assigned.externalRef), undefined);
  });

  it('while the host is away is refused, when that is the policy', async () => {
    await using bench = await openMirrorBench();
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
    await assert.rejects(
      bench.services.changeJob(bench.system, job.id, { title: 'No' }, job.version),
      problem('host_unavailable'),
    );
    const calls = bench.host.calls.length;
    await assert.rejects(
      bench.services.changeJob(bench.system, job.id, { title: 'No' }, job.version),
      problem('host_unavailable'),
    );
    assert.equal(bench.host.calls.length, calls, 'it is not asked again at once');
    bench.host.trouble = undefined;
    bench.time.advance(3_000);
    await assert.rejects(
      bench.services.changeJob(bench.system, job.id, { title: 'No' }, job.version),
      problem('host_unavailable'),
    );
    bench.time.advance(3_000);
    await bench.services.changeJob(bench.system, job.id, { title: 'Yes' }, job.version);
    assert.equal(bench.host.at('jobs', 'J1')?.title, 'Yes');
  });
});

describe('changes that wait for a host', () => {
  it('stand here at once and are sent in their order when it is back', async () => {
    await using bench = await openMirrorBench({ whenAway: 'queue' });
    fill(bench.host);
    await bench.sync();
    const job = await jobOf(bench, 'J1');
    bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
    const first = await bench.services.changeJob(bench.system, job.id, { title: 'One' }, job.version);
    await bench.services.changeJob(bench.system, job.id, { title: 'Two' }, first.version);
    const created = await bench.services.createJob(bench.system, { title: 'Born while it was dark' });
    assert.equal(created.externalRef, null);
    const waiting = await bench.services.listAdapterWrites({ ...bench.system, role: 'admin' }, 'erp');
    assert.deepEqual(
      waiting.items.map(({ operation, changes, state }) => [operation, changes.title, state]),
      [
        ['update', 'One', 'waiting'],
        ['update', 'Two', 'waiting'],
        ['create', 'Born while it was dark', 'waiting'],
      ],
    );
    await assert.rejects(bench.sync(), HostError);
    bench.host.trouble = undefined;
    await bench.sync();
    assert.equal(bench.host.at('jobs', 'J1')?.title, 'Two');
    const { externalRef } = await bench.services.getJob(bench.system, created.id);
    assert.equal(bench.host.at('jobs', externalRef ?? '')?.title, 'Born while it was dark');
    assert.equal((await bench.services.listAdapterWrites(bench.system, 'erp')).items.length, 0);
    assert.equal((await bench.services.listJobs(bench.system)).total, 2);
  });

  it('in conflict show both values, and are settled either way', async () => {
    for (const settle of ['retryAdapterWrite', 'discardAdapterWrite'] as const) {
      await using bench = await openMirrorBench({ whenAway: 'queue' });
      fill(bench.host);
      await bench.sync();
      const job = await jobOf(bench, 'J1');
      bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
      await bench.services.changeJob(bench.system, job.id, { title: 'Ours' }, job.version);
      bench.host.trouble = undefined;
      bench.host.set('jobs', 'J1', { title: 'Theirs', priority: 'low' });
      await bench.sync();
      const [write] = (await bench.services.listAdapterWrites(bench.system, 'erp')).items;
      assert.deepEqual([write?.state, write?.conflicts], ['conflict', [{ field: 'title', ours: 'Ours', theirs: 'Theirs' }]]);
      const meanwhile = await jobOf(bench, 'J1');
      assert.deepEqual([meanwhile.title, meanwhile.priority], ['Ours', 'low'], 'ours stays until somebody decides');
      await bench.services[settle](bench.system, 'erp', write?.id ?? '');
      await bench.sync();
      const wanted = settle === 'retryAdapterWrite' ? 'Ours' : 'Theirs';
      assert.deepEqual([bench.host.at('jobs', 'J1')?.title, (await jobOf(bench, 'J1')).title], [wanted, wanted]);
      assert.equal((await bench.services.listAdapterWrites(bench.system, 'erp')).items.length, 0);
    }
  });

  it('that the host refuses are dead letters, and can be given up', async () => {
    await using bench = await openMirrorBench({ whenAway: 'queue' });
    fill(bench.host);
    await bench.sync();
    bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
    const created = await bench.services.createJob(bench.system, { title: 'Nobody wants it' });
    bench.host.trouble = undefined;
    bench.host.refusal = 'Jobs need a customer.';
    await bench.sync();
    const [write] = (await bench.services.listAdapterWrites(bench.system, 'erp', { state: ['dead'] })).items;
    assert.equal(write?.lastError, 'Jobs need a customer.');
    await bench.services.discardAdapterWrite(bench.system, 'erp', write?.id ?? '');
    await assert.rejects(bench.services.getJob(bench.system, created.id), problem('not_found'));
  });
});

const at = '2026-11-20T09:00:00.000Z';
const later = '2026-11-20T13:00:00.000Z';

type Bench = Awaited<ReturnType<typeof openMirrorBench>>;

function fill(host: Bench['host']): void {
  host.set('customers', 'C1', { name: 'Harbour Bakery', phone: null });
  host.set('sites', 'S1', {
    name: 'Mill',
    address: 'Mill Lane 1',
    customerId: 'C1',
    'position.latitude': 52.5,
    'position.longitude': 13.4,
  });
  host.set('technicians', 'T1', { name: 'Ada', active: true });
  host.set('jobs', 'J1', {
    title: 'Boiler',
    priority: 'high',
    status: 'unscheduled',
    durationMinutes: 89.6,
    siteId: 'S1',
    customerId: 'C1',
    'custom.meter': 'M-7',
  });
}

async function jobOf({ services, system }: Bench, externalRef: string) {
  const [job] = (await services.listJobs(system, { externalRef })).items;
  assert(job, `there is no job ${externalRef}`);
  return job;
}

/** What a snapshot tells an administrator may be done, and what the host does not let be done of it. */
async function leftOf({ services, system }: Bench) {
  const window = { from: at, to: later, jobs: 'all' } as const;
  const { capabilities: rights, hosts } = await services.snapshot({ ...system, role: 'admin' }, window);
  return { rights, limits: hosts[0]?.limits };
}

async function stateOf({ store }: Bench, kind: string) {
  const state = (await store.hosts.states('acme', 'erp')).find((each) => each.kind === kind);
  assert(state);
  return state;
}

function problem(code: string, detail = /./) {
  return (error: unknown) => {
    assert(error instanceof ProblemError, String(error));
    assert.equal(error.code, code, error.detail);
    assert.match(error.detail, detail);
    return true;
  };
}
