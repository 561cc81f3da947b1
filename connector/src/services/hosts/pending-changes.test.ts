import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { Assignment, PendingChange, Problem } from '@dispatchkit/contract';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../../test/test-connector.ts';
import { systemActor } from '../actor.ts';

const away = new HostError('unavailable', 'Nobody answers at 10.0.0.7.');

interface Bench extends TestConnector {
  readonly host: MemoryHost;
  idOf(kind: 'jobs' | 'technicians', hostId: string): Promise<string>;
  pending(request?: TestRequest, query?: string): Promise<PendingChange[]>;
  decide(id: string | undefined, how: 'retry' | 'discard', request?: TestRequest): ReturnType<TestConnector['request']>;
  runDue(): Promise<void>;
}

/** Two jobs and two technicians of a host that changes wait for; Ana's visit to the boiler is the host's, too. */
async function open(): Promise<Bench> {
  const host = new MemoryHost();
  const resources = { technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' };
  const hosts = { [tenant]: [{ name: 'erp', manifest: memoryManifest, resources, pollSeconds: 30, whenAway: 'queue' }] };
  const subject = await openTestConnector({ config: stringify({ hosts }), openHost: () => host });
  const { services } = subject.connector;
  host.set('technicians', 'T1', { name: 'Ana' });
  host.set('technicians', 'T2', { name: 'Ben' });
  host.set('jobs', 'J1', { title: 'Boiler', priority: 'normal' });
  host.set('jobs', 'J2', { title: 'Tap' });
  host.set('assignments', 'A1', {
    jobId: 'J1',
    technicianId: 'T1',
    startsAt: '2026-11-20T09:00:00Z',
    endsAt: '2026-11-20T10:00:00Z',
  });
  await subject.connector.runDue();
  return {
    ...subject,
    host,
    async idOf(kind, hostId) {
      const { items } =
        kind === 'jobs' ? await services.listJobs(systemActor(tenant)) : await services.listTechnicians(systemActor(tenant));
      const found = items.find(({ externalRef }) => externalRef === hostId);
      assert(found);
      return found.id;
    },
    async pending(request, query = '') {
      const { status, body } = await subject.request<{ items: PendingChange[] }>('GET', `/v1/pending-changes${query}`, request);
      assert.equal(status, 200);
      return body.items;
    },
    decide: (id, how, request = { as: 'dispatcher' }) =>
      subject.request<Problem>('POST', `/v1/pending-changes/${id}/${how}`, request),
    async runDue() {
      subject.time.advance(120_000);
      await subject.connector.runDue();
    },
  };
}

async function change(bench: Bench, path: string, send: object): Promise<void> {
  const { status, body } = await bench.request('PATCH', `/v1/${path}`, { as: 'dispatcher', ifMatch: '*', send });
  assert.equal(status, 200, JSON.stringify(body));
}

async function visitOf(bench: Bench, jobId: string): Promise<Assignment> {
  const { body } = await bench.request<{ items: Assignment[] }>('GET', `/v1/assignments?jobId=${jobId}`);
  const [visit] = body.items;
  assert(visit);
  return visit;
}

/** The title of the boiler was changed here and there. */
async function openConflict() {
  const bench = await open();
  const jobId = await bench.idOf('jobs', 'J1');
  bench.host.trouble = away;
  await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent', priority: 'high' });
  bench.host.trouble = undefined;
  bench.host.set('jobs', 'J1', { title: 'Boiler, someday' });
  await bench.runDue();
  const [pending] = await bench.pending({ as: 'dispatcher' });
  assert(pending);
  return { bench, jobId, pending };
}

describe('a change that has not reached its host', () => {
  it('is shown with what was to be written and what the host had', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent' });
    const [pending] = await bench.pending({ as: 'dispatcher' });
    assert.deepEqual(pending, {
      id: pending?.id,
      host: 'erp',
      kind: 'jobs',
      recordId: jobId,
      jobId,
      operation: 'update',
      state: 'waiting',
      fields: [{ field: 'title', ours: 'Boiler, urgent', theirs: 'Boiler', conflict: false }],
      asks: false,
      reason: null,
      decidable: true,
      createdAt: new Date(bench.time.now()).toISOString(),
    });
  });

  it('shows what the host has now once it is in conflict', async () => {
    const { bench, pending } = await openConflict();
    await using _ = bench;
    assert.equal(pending.state, 'conflict');
    assert.deepEqual(pending.fields, [
      { field: 'title', ours: 'Boiler, urgent', theirs: 'Boiler, someday', conflict: true },
      { field: 'priority', ours: 'high', theirs: 'normal', conflict: false },
    ]);
    bench.host.set('jobs', 'J1', { title: 'Boiler, never' });
    await bench.runDue();
    assert.equal((await bench.pending())[0]?.fields[0]?.theirs, 'Boiler, never', 'as it is now');
  });

  it('shows what made it a conflict, when nothing more is heard of the host', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent' });
    bench.host.trouble = undefined;
    bench.host.set('jobs', 'J1', { title: 'Boiler, someday' });
    bench.host.changes = () => Promise.reject(away);
    await bench.runDue();
    const [pending] = await bench.pending({ as: 'dispatcher' });
    assert.deepEqual([pending?.state, pending?.fields[0]?.theirs], ['conflict', 'Boiler, someday']);
  });

  it('is written over what the host has when a dispatcher says so', async () => {
    const { bench, jobId, pending } = await openConflict();
    await using _ = bench;
    assert.equal((await bench.decide(pending.id, 'retry')).status, 200);
    await bench.runDue();
    assert.deepEqual([bench.host.at('jobs', 'J1')?.title, await bench.pending()], ['Boiler, urgent', []]);
    assert.equal((await bench.connector.services.getJob(systemActor(tenant), jobId)).title, 'Boiler, urgent');
  });

  it('gives way to what the host has when a dispatcher says so', async () => {
    const { bench, jobId, pending } = await openConflict();
    await using _ = bench;
    assert.equal((await bench.decide(pending.id, 'discard')).status, 200);
    assert.deepEqual(await bench.pending(), []);
    const job = await bench.connector.services.getJob(systemActor(tenant), jobId);
    assert.deepEqual([job.title, job.priority], ['Boiler, someday', 'normal']);
    const again = await bench.decide(pending.id, 'discard');
    assert.deepEqual([again.status, (again.body as Problem).code], [404, 'not_found']);
  });

  it('can be given up while the host is away: what it had last counts', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent' });
    await change(bench, `jobs/${jobId}`, { priority: 'high' });
    const [first] = await bench.pending();
    const asked = bench.host.calls.length;
    assert.equal((await bench.decide(first?.id, 'discard')).status, 200);
    assert.equal(bench.host.calls.length, asked, 'nobody has to wait for it');
    const job = await bench.connector.services.getJob(systemActor(tenant), jobId);
    assert.deepEqual([job.title, job.priority], ['Boiler', 'high'], 'the other change still waits');
    bench.host.trouble = undefined;
    bench.host.set('jobs', 'J1', { title: 'Boiler in the cellar' });
    await bench.runDue();
    assert.equal((await bench.connector.services.getJob(systemActor(tenant), jobId)).title, 'Boiler in the cellar');
  });

  it('tells why the host refuses it, to those who can decide', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent' });
    assert.equal((await bench.pending())[0]?.reason, null, 'how a host is away is for administrators alone');
    bench.host.trouble = undefined;
    bench.host.refusal = 'The task is closed.';
    await bench.runDue();
    const seenAs = async (as: TestRequest['as']) =>
      (await bench.pending({ as })).map((one) => [one.state, one.reason, one.decidable]);
    assert.deepEqual(await seenAs('dispatcher'), [['dead', 'The task is closed.', true]]);
    assert.deepEqual(await seenAs('viewer'), [['dead', null, false]]);
  });

  it('of a job comes with those of its visits, with ids of ours, also when they are taken away', async () => {
    await using bench = await open();
    const [jobId, other, ben] = [
      await bench.idOf('jobs', 'J1'),
      await bench.idOf('jobs', 'J2'),
      await bench.idOf('technicians', 'T2'),
    ];
    const visit = await visitOf(bench, jobId);
    bench.host.trouble = away;
    await change(bench, `jobs/${other}`, { title: 'Tap drips' });
    await change(bench, `assignments/${visit.id}`, { technicianId: ben, override: true });
    await bench.request('DELETE', `/v1/assignments/${visit.id}`, { as: 'dispatcher', ifMatch: '*' });
    const ofJob = (await bench.pending({ as: 'dispatcher' }, `?jobId=${jobId}`)).filter(({ kind }) => kind === 'assignments');
    assert.deepEqual(
      ofJob.map((one) => [one.operation, one.jobId, one.fields]),
      [
        ['update', jobId, [{ field: 'technicianId', ours: ben, theirs: visit.technicianId, conflict: false }]],
        ['delete', jobId, []],
      ],
    );
    assert.deepEqual(
      (await bench.pending({}, `?jobId=${other}`)).map(({ recordId }) => recordId),
      [other],
    );
  });
});

describe('a change that the host wants to be confirmed', () => {
  const question = new HostError('needs-confirmation', 'The task has children that are still open. Close it anyway?');

  it('is not made, and the question is told', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    bench.host.refusal = question;
    const send = { title: 'Boiler, done' };
    const { status, body } = await bench.request<Problem>('PATCH', `/v1/jobs/${jobId}`, { as: 'dispatcher', ifMatch: '*', send });
    assert.deepEqual([status, body.code, body.detail], [422, 'host_asks', question.message]);
    assert.match(body.hint ?? '', /^Make the change in Memory ERP/);
  });

  it('that has waited shows the question, until it is settled', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, done' });
    bench.host.trouble = undefined;
    bench.host.refusal = question;
    await bench.runDue();
    const [pending] = await bench.pending({ as: 'dispatcher' });
    assert.deepEqual([pending?.state, pending?.asks, pending?.reason], ['dead', true, question.message]);
    const { body } = await bench.decide(pending?.id, 'retry');
    assert.equal((body as unknown as PendingChange).asks, false, 'it is asked anew');
  });
});

describe('a deletion that the host refuses', () => {
  const refusal = 'There is time recorded on the task.';

  async function deleteWhileAway(bench: Bench, path: string): Promise<void> {
    bench.host.trouble = away;
    const { status } = await bench.request('DELETE', `/v1/${path}`, { as: 'supervisor', ifMatch: '*' });
    assert.equal(status, 200);
    bench.host.trouble = undefined;
  }

  /** The tap, which has a note that is ours alone, was deleted while the host was away, which wants to keep it. */
  async function openRefused() {
    const bench = await open();
    const jobId = await bench.idOf('jobs', 'J2');
    await change(bench, `jobs/${jobId}`, { description: 'Key at the porter' });
    const { number } = await bench.connector.services.getJob(systemActor(tenant), jobId);
    await deleteWhileAway(bench, `jobs/${jobId}`);
    assert.equal((await bench.request('GET', `/v1/jobs/${jobId}`)).status, 404, 'it is gone while nobody has objected');
    bench.host.keepsAll = refusal;
    await bench.runDue();
    const [pending] = await bench.pending({ as: 'supervisor' }, `?jobId=${jobId}`);
    assert(pending);
    return { bench, jobId, number, pending };
  }

  it('brings the job back as it was, with the deletion to decide', async () => {
    const { bench, jobId, number, pending } = await openRefused();
    await using _ = bench;
    const job = await bench.connector.services.getJob(systemActor(tenant), jobId);
    assert.deepEqual([job.number, job.title, job.description], [number, 'Tap', 'Key at the porter']);
    assert.deepEqual(
      [pending.operation, pending.state, pending.jobId, pending.reason, pending.decidable],
      ['delete', 'dead', jobId, refusal, true],
    );
    bench.host.set('jobs', 'J2', { title: 'Tap drips' });
    await bench.runDue();
    assert.equal((await bench.connector.services.getJob(systemActor(tenant), jobId)).title, 'Tap drips', 'it is followed again');
  });

  it('is done when somebody has it sent again, and the host agrees by now', async () => {
    const { bench, jobId, pending } = await openRefused();
    await using _ = bench;
    bench.host.keepsAll = undefined;
    assert.equal((await bench.decide(pending.id, 'retry', { as: 'supervisor' })).status, 200);
    await bench.runDue();
    assert.deepEqual([bench.host.at('jobs', 'J2'), await bench.pending()], [undefined, []]);
    assert.equal((await bench.request('GET', `/v1/jobs/${jobId}`)).status, 404);
  });

  it('is forgotten when somebody gives it up', async () => {
    const { bench, jobId, pending } = await openRefused();
    await using _ = bench;
    assert.equal((await bench.decide(pending.id, 'discard', { as: 'supervisor' })).status, 200);
    assert.deepEqual(await bench.pending(), []);
    assert.equal((await bench.connector.services.getJob(systemActor(tenant), jobId)).description, 'Key at the porter');
  });

  it('may be made once more: what nobody has decided on goes with the job', async () => {
    const { bench, jobId } = await openRefused();
    await using _ = bench;
    bench.host.keepsAll = undefined;
    await deleteWhileAway(bench, `jobs/${jobId}`);
    await bench.runDue();
    assert.deepEqual([bench.host.at('jobs', 'J2'), await bench.pending()], [undefined, []]);
    assert.equal((await bench.request('GET', `/v1/jobs/${jobId}`)).status, 404);
  });

  it('is a conflict where somebody has changed the job there, and shows the job as it is now', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J2');
    await deleteWhileAway(bench, `jobs/${jobId}`);
    bench.host.set('jobs', 'J2', { title: 'Tap, leaking again' });
    bench.host.refusal = new HostError('conflict', 'The task was changed.');
    await bench.runDue();
    assert.equal((await bench.connector.services.getJob(systemActor(tenant), jobId)).title, 'Tap, leaking again');
    const [pending] = await bench.pending({ as: 'supervisor' });
    assert.deepEqual([pending?.operation, pending?.state], ['delete', 'conflict']);
    await bench.decide(pending?.id, 'retry', { as: 'supervisor' });
    await bench.runDue();
    assert.deepEqual([bench.host.at('jobs', 'J2'), await bench.pending()], [undefined, []]);
  });

  it('of a visit brings the visit back', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    const visit = await visitOf(bench, jobId);
    await change(bench, `assignments/${visit.id}`, { notes: 'Ring twice' });
    await deleteWhileAway(bench, `assignments/${visit.id}`);
    bench.host.keepsAll = refusal;
    await bench.runDue();
    const back = await visitOf(bench, jobId);
    assert.deepEqual([back.id, back.notes], [visit.id, 'Ring twice']);
    assert.deepEqual(
      (await bench.pending({ as: 'dispatcher' }, `?jobId=${jobId}`)).map(({ operation, state }) => [operation, state]),
      [['delete', 'dead']],
    );
  });
});

describe('a deletion that was taken back before the host has heard of it', () => {
  it('changes the visit there, when the host has kept it', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J1');
    const visit = await visitOf(bench, jobId);
    bench.host.trouble = away;
    await bench.request('DELETE', `/v1/assignments/${visit.id}`, { as: 'dispatcher', ifMatch: '*' });
    const { id, technicianId, endsAt } = visit;
    const send = { id, jobId, technicianId, endsAt, startsAt: '2026-11-20T09:30:00.000Z', override: true };
    const { status, body } = await bench.request('POST', '/v1/assignments', { as: 'dispatcher', send });
    assert.equal(status, 201, JSON.stringify(body));
    bench.host.trouble = undefined;
    bench.host.keepsAll = 'There is time recorded on the task.';
    await bench.runDue();
    await bench.runDue();
    assert.deepEqual([bench.host.idsOf('assignments'), await bench.pending()], [['A1'], []]);
    assert.deepEqual(
      [bench.host.at('assignments', 'A1')?.startsAt, (await visitOf(bench, jobId)).startsAt],
      [send.startsAt, send.startsAt],
    );
  });
});

describe('a deletion of what has a change to decide', () => {
  it('does not wait for the decision', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J2');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Tap, urgent' });
    bench.host.trouble = undefined;
    bench.host.refusal = 'The task is closed.';
    await bench.runDue();
    assert.equal((await bench.pending())[0]?.state, 'dead');
    const { status } = await bench.request('DELETE', `/v1/jobs/${jobId}`, { as: 'supervisor', ifMatch: '*' });
    assert.deepEqual([status, bench.host.at('jobs', 'J2'), await bench.pending()], [200, undefined, []]);
  });

  it('nor does one that waits with it', async () => {
    await using bench = await open();
    const jobId = await bench.idOf('jobs', 'J2');
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Tap, urgent' });
    await bench.request('DELETE', `/v1/jobs/${jobId}`, { as: 'supervisor', ifMatch: '*' });
    bench.host.trouble = undefined;
    bench.host.refusal = 'The task is closed.';
    await bench.runDue();
    assert.deepEqual([bench.host.at('jobs', 'J2'), await bench.pending()], [undefined, []]);
  });
});

describe('a conflict that is told at once', () => {
  it('names records by ids of ours, as the board knows them', async () => {
    await using bench = await open();
    const [jobId, ana, ben] = [
      await bench.idOf('jobs', 'J1'),
      await bench.idOf('technicians', 'T1'),
      await bench.idOf('technicians', 'T2'),
    ];
    bench.host.set('technicians', 'T3', { name: 'Cleo' });
    await bench.runDue();
    const visit = await visitOf(bench, jobId);
    assert.equal(visit.technicianId, ana);
    bench.host.set('assignments', 'A1', { technicianId: 'T2' });
    const send = { technicianId: await bench.idOf('technicians', 'T3'), override: true };
    const { body } = await bench.request<Problem>('PATCH', `/v1/assignments/${visit.id}`, {
      as: 'dispatcher',
      ifMatch: '*',
      send,
    });
    assert.deepEqual(
      [body.code, body.conflicts],
      ['host_conflict', [{ field: 'technicianId', ours: send.technicianId, theirs: ben }]],
    );
  });
});

describe('whose business a change is', () => {
  it('technicians see those of their own records, without who else is named, and decide nothing', async () => {
    await using bench = await open();
    const [jobId, other] = [await bench.idOf('jobs', 'J1'), await bench.idOf('jobs', 'J2')];
    const [ana, ben] = [await bench.idOf('technicians', 'T1'), await bench.idOf('technicians', 'T2')];
    const visit = await visitOf(bench, jobId);
    bench.host.trouble = away;
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent' });
    await change(bench, `jobs/${other}`, { title: 'Tap drips' });
    await change(bench, `assignments/${visit.id}`, { technicianId: ben, notes: 'Key at the porter', override: true });
    const as = (technicianId: string): TestRequest => ({ as: { tenant, role: 'technician', technicianId } });
    const seen = await bench.pending(as(ben));
    assert.deepEqual(
      seen.flatMap((one) => one.fields.map(({ field }) => `${one.kind} ${field}`)).filter((name) => !name.endsWith('status')),
      ['jobs title'],
    );
    assert.deepEqual(await bench.pending(as(ana)), [], 'the visit is no longer hers');
    for (const how of ['retry', 'discard'] as const) {
      const { status, body } = await bench.decide(seen[0]?.id, how, as(ben));
      assert.deepEqual([status, (body as Problem).code], [403, 'not_allowed']);
    }
  });

  it('nobody decides on what they may not write, or do not see', async () => {
    await using bench = await open();
    const [ana, jobId] = [await bench.idOf('technicians', 'T1'), await bench.idOf('jobs', 'J1')];
    bench.host.trouble = away;
    await bench.request('PATCH', `/v1/technicians/${ana}`, { as: 'supervisor', ifMatch: '*', send: { name: 'Ana Ruiz' } });
    await change(bench, `jobs/${jobId}`, { title: 'Boiler, urgent' });
    const [technician, job] = await bench.pending({ as: 'dispatcher' });
    assert.deepEqual([technician?.kind, technician?.decidable], ['technicians', false]);
    assert.equal((await bench.decide(technician?.id, 'discard')).status, 403);
    assert.equal((await bench.decide(technician?.id, 'discard', { as: 'supervisor' })).status, 200);
    const stranger: TestRequest = { as: { tenant: 'elsewhere', role: 'admin' } };
    assert.equal((await bench.decide(job?.id, 'discard', stranger)).status, 404);
    assert.deepEqual(await bench.pending(stranger), []);
    assert.equal((await bench.request('GET', '/v1/pending-changes', { as: { tenant, role: 'customer', jobId } })).status, 403);
  });
});
