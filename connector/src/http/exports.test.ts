import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Job, Problem } from '@dispatchkit/contract';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';
import { attachment } from './attachment.ts';

describe('exports', () => {
  let subject: TestConnector;
  const system = systemActor(tenant);
  before(async () => {
    subject = await openTestConnector();
    const { services } = subject.connector;
    await seed(services, tenant);
    await services.changeSettings(
      system,
      {
        name: 'Müller & Söhne',
        timeZone: 'Europe/Berlin',
        customFields: [
          { key: 'meterNumber', label: 'Meter', entity: 'job', kind: 'text' },
          { key: 'floors', label: 'Floors', entity: 'job', kind: 'number' },
          { key: 'vip', label: 'VIP', entity: 'customer', kind: 'boolean' },
        ],
      },
      null,
    );
    await services.changeJob(system, 'j1', { custom: { meterNumber: '-12', floors: -3 }, description: '=1+1\n"x", y;' }, null);
  });
  after(() => subject[Symbol.asyncDispose]());

  const text = async (path: string, request?: TestRequest) => (await subject.request<string>('GET', `/v1${path}`, request)).body;
  const rows = async (path: string, request?: TestRequest) =>
    parse(await text(path, request), { columns: true, bom: true }) as Record<string, string>[];

  it('says what it is, under a name people know', async () => {
    const response = await subject.fetch('GET', '/v1/exports/jobs.csv');
    await response.body?.cancel();
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(
      response.headers.get('content-disposition'),
      `attachment; filename="Muller & Sohne jobs 2026-11-20.csv"; filename*=UTF-8''M%C3%BCller%20%26%20S%C3%B6hne%20jobs%202026-11-20.csv`,
    );
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const head = await subject.fetch('HEAD', '/v1/exports/jobs.csv');
    assert.equal(head.status, 200);
  });

  it('writes what belongs to a record beside it, and custom fields as columns', async () => {
    const j1 = (await rows('/exports/jobs.csv')).find(({ id }) => id === 'j1');
    assert.equal(j1?.customer, 'Harbour Bakery');
    assert.equal(j1?.site, 'Bakery');
    assert.equal(j1?.technicians, 'Ada Reyes');
    assert.equal(j1?.startsAt, '2026-11-20T09:00:00.000Z');
    assert.equal(j1?.['custom.meterNumber'], "'-12", 'a text is kept from being a formula');
    assert.equal(j1?.['custom.floors'], '-3', 'a number stays a number');
    assert.equal(j1?.description, `'=1+1\n"x", y;`);
    assert.ok(!('custom.vip' in (j1 ?? {})), "a customer's field is no column of jobs");
  });

  it('takes the columns, the words and the dress asked for', async () => {
    const path = '/exports/jobs.csv?columns=custom.meterNumber,number,customer&header=labels&separator=semicolon&bom=true&ids=j1';
    const response = await subject.fetch('GET', `/v1${path}`);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    assert.match(
      decoder.decode(await response.arrayBuffer()),
      /^\ufeffMeter;Number;Customer\r\n'-12;J-26-\d{5};Harbour Bakery\r\n$/,
    );
  });

  it('takes the filters and the order of the list', async () => {
    assert.deepEqual(
      (await rows('/exports/jobs.csv?status=unscheduled&sort=-title')).map(({ id }) => id),
      ['j3', 'j2'],
    );
    assert.deepEqual(
      (await rows('/exports/shifts.csv?technicianId=t2')).map(({ technician }) => technician),
      ['Bo Lindqvist'],
    );
  });

  for (const [query, pointer] of [
    ['columns=number,nonsense', 'query:columns'],
    ['sort=colour', 'query:sort'],
    ['separator=pipe', 'query:separator'],
    ['status=lost', 'query:status'],
  ] as const) {
    it(`refuses ${query} before anything is written`, async () => {
      const { status, body } = await subject.request<Problem>('GET', `/v1/exports/jobs.csv?${query}`);
      assert.equal(status, 400);
      assert.equal(body.errors?.[0]?.pointer, pointer);
    });
  }
  it('knows no pages', async () => {
    const { body } = await subject.request<Problem>('GET', '/v1/exports/jobs.csv?limit=3');
    assert.equal(body.code, 'unknown_parameter');
  });

  it('shows a technician their own only', async () => {
    const as = 'technician';
    assert.deepEqual(
      (await rows('/exports/jobs.csv', { as })).map(({ id }) => id),
      ['j1'],
    );
    assert.deepEqual(
      (await rows('/exports/technicians.csv', { as })).map(({ id }) => id),
      ['t1'],
    );
    const { status } = await subject.request('GET', '/v1/technicians/t2/calendar.ics', { as });
    assert.equal(status, 404);
  });

  it('writes records as they are, one a line', async () => {
    const lines = (await text('/exports/jobs.ndjson?ids=j1,j2&sort=title')).trimEnd().split('\n');
    const jobs = lines.map((line) => JSON.parse(line) as Job);
    assert.deepEqual(
      jobs.map(({ id }) => id),
      ['j2', 'j1'],
    );
    const { body } = await subject.request('GET', '/v1/jobs/j1');
    assert.deepEqual(jobs[1], body);
  });

  it('writes thousands, each once, a page at a time', async () => {
    const many = 'many';
    await subject.connector.services.importRecords(systemActor(many, 'import'), {
      kind: 'jobs',
      records: Array.from({ length: 1203 }, (_, i) => ({ externalRef: `r${i}`, title: `Job ${i % 7}` })),
    });
    const response = await subject.fetch('GET', '/v1/exports/jobs.csv?columns=externalRef&sort=title', {
      as: { tenant: many, role: 'dispatcher', technicianId: null },
    });
    const pieces: string[] = [];
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) pieces.push(piece);
    const refs = pieces.join('').trimEnd().split('\r\n').slice(1);
    assert.equal(new Set(refs).size, 1203);
    assert.equal(refs.length, 1203);
    assert.equal(pieces.length, 4, 'a header and three pages');
  });

  it('is a calendar that other calendars read', async () => {
    const answer = await subject.request('GET', '/v1/technicians/t1/calendar.ics');
    assert.match(answer.headers.get('content-disposition') ?? '', / Ada Reyes 2026-11-20\.ics"/);
    const calendar = new ICAL.Component(ICAL.parse(await text('/technicians/t1/calendar.ics')));
    assert.equal(calendar.getFirstPropertyValue('x-wr-calname'), 'Ada Reyes');
    const [event] = calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry));
    assert.equal(event?.uid, 'a1@acme.dispatchkit');
    assert.match(event.summary, /^J-26-\d{5} Oven will not light$/);
    assert.equal(event.location, 'Bakery');
    assert.equal(event.startDate.toJSDate().toISOString(), '2026-11-20T09:00:00.000Z');
    assert.equal(event.component.getFirstPropertyValue('status'), 'TENTATIVE');
  });

  it('tells calendars of changes and cancellations', async () => {
    const other = 'calendars';
    const { services } = subject.connector;
    await seed(services, other);
    const actor = systemActor(other);
    const since = new Date(subject.time.now()).toISOString();
    await services.assignJob(actor, {
      id: 'a2',
      jobId: 'j2',
      technicianId: 't2',
      startsAt: '2026-11-20T10:00:00Z',
      override: true,
    });
    await services.moveAssignment(actor, 'a1', { released: true, override: true }, null);
    await services.transitionJob(actor, 'j2', { to: 'cancelled', reason: 'Tap is fine' });
    const events = async (query: string) => {
      const as = { tenant: other, role: 'dispatcher', technicianId: null } as const;
      const calendar = new ICAL.Component(ICAL.parse(await text(`/exports/assignments.ics${query}`, { as })));
      return Object.fromEntries(
        calendar.getAllSubcomponents('vevent').map((entry) => {
          const { uid, sequence, component } = new ICAL.Event(entry);
          return [uid.split('@')[0], [component.getFirstPropertyValue('status'), sequence]];
        }),
      );
    };
    const told = await events('');
    assert.deepEqual([told.a1?.[0], told.a2?.[0]], ['CONFIRMED', 'CANCELLED']);
    await services.unassign(actor, 'a1', null);
    assert.deepEqual(Object.keys(await events('')), ['a2']);
    const after = await events(`?updatedSince=${since}`);
    assert.deepEqual([after.a1?.[0], after.a2], ['CANCELLED', told.a2]);
    assert.ok(Number(after.a1?.[1]) > Number(told.a1?.[1]));
  });

  it('tells calendars of changes of the job, and of work that was given to somebody else', async () => {
    const other = 'revisions';
    const { services } = subject.connector;
    await seed(services, other);
    const actor = systemActor(other);
    const entries = async (path: string) => {
      const as = { tenant: other, role: 'dispatcher', technicianId: null } as const;
      const calendar = new ICAL.Component(ICAL.parse(await text(path, { as })));
      return calendar.getAllSubcomponents('vevent').map((entry) => {
        const { sequence, component, summary, startDate } = new ICAL.Event(entry);
        const [status, stamp] = ['status', 'dtstamp'].map((name) => String(component.getFirstPropertyValue(name)));
        return { sequence, status, stamp, summary, startsAt: startDate.toJSDate().toISOString() };
      });
    };
    const [first] = await entries('/technicians/t1/calendar.ics');
    assert.ok(first);
    let since = '';
    const later = () => {
      subject.time.advance(60_000);
      since = new Date(subject.time.now()).toISOString();
    };

    later();
    assert.deepEqual(await entries(`/technicians/t1/calendar.ics?updatedSince=${since}`), []);
    await services.changeJob(actor, 'j1', { title: 'Oven is cold' }, null);
    const [renamed] = await entries(`/technicians/t1/calendar.ics?updatedSince=${since}`);
    assert.match(renamed?.summary ?? '', /Oven is cold$/);
    assert.ok(Number(renamed?.sequence) > first.sequence, 'a reader takes the highest');
    assert.ok(String(renamed?.stamp) > String(first.stamp));

    later();
    await services.transitionJob(actor, 'j1', { to: 'cancelled', reason: 'Sold' });
    const [cancelled] = await entries(`/technicians/t1/calendar.ics?updatedSince=${since}`);
    assert.equal(cancelled?.status, 'CANCELLED');
    assert.ok(Number(cancelled.sequence) > Number(renamed?.sequence));
    await services.transitionJob(actor, 'j1', { to: 'unscheduled' });

    later();
    const [before] = await entries('/technicians/t1/calendar.ics');
    const elsewhere = { technicianId: 't2', startsAt: '2026-11-21T09:00:00Z', override: true };
    await services.moveAssignment(actor, 'a1', elsewhere, null);
    assert.deepEqual(await entries('/technicians/t1/calendar.ics'), []);
    const [gone, ...more] = await entries(`/technicians/t1/calendar.ics?updatedSince=${since}`);
    assert.deepEqual([gone?.status, gone?.startsAt, more], ['CANCELLED', before?.startsAt, []]);
    assert.ok(Number(gone?.sequence) > Number(before?.sequence));
    const [theirs] = await entries(`/technicians/t2/calendar.ics?updatedSince=${since}`);
    assert.equal(theirs?.status, 'TENTATIVE');

    await services.moveAssignment(actor, 'a1', { technicianId: 't1', override: true }, null);
    const back = await entries(`/technicians/t1/calendar.ics?updatedSince=${since}`);
    assert.deepEqual(
      back.map(({ status }) => status),
      ['TENTATIVE'],
    );
  });
});

describe('names of downloads', () => {
  for (const [name, expected] of [
    ['jobs.csv', 'attachment; filename="jobs.csv"'],
    ['a"b\\c%.csv', `attachment; filename="a_b_c_.csv"; filename*=UTF-8''a%22b%5Cc%25.csv`],
    ["O'Brien (1)*.csv", `attachment; filename="O'Brien (1)*.csv"`],
    ['工作.csv', `attachment; filename="__.csv"; filename*=UTF-8''%E5%B7%A5%E4%BD%9C.csv`],
    ['x\r\nSet-Cookie: a', `attachment; filename="x__Set-Cookie: a"; filename*=UTF-8''x%0D%0ASet-Cookie%3A%20a`],
  ] as const) {
    it(JSON.stringify(name), () => assert.equal(attachment(name), expected));
  }
});
