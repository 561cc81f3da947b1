import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Assignment, Customer, Job, Problem } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { naughtyStrings } from '../../test/naughty.ts';
import { checkScenario, nameOf, type Scenario, scenarios } from '../../test/scenarios.ts';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import type { Log } from '../ports/log.ts';
import type { Page } from '../ports/store.ts';
import { systemActor } from '../services/index.ts';
import { openApiDocument } from './document.ts';

let subject: TestConnector;
/** Each scenario has the fixture for itself. */
function ask(title: string, list: readonly Scenario[]): void {
  const [method = '', path = ''] = title.split(' ');
  describe(title, () => {
    for (const scenario of list) {
      it(nameOf(scenario), async () => {
        const before = await subject.seq();
        checkScenario(scenario, await subject.request<Problem>(method, scenario.path ?? path, scenario));
        const { wrote } = scenario.expect;
        if (wrote !== undefined) assert.equal((await subject.seq()) - before, wrote, 'events written');
      });
    }
  });
}

describe('the wire', () => {
  beforeEach(async () => {
    subject = await openTestConnector();
    await seed(subject.connector.services, tenant);
  });
  afterEach(() => subject[Symbol.asyncDispose]());

  for (const [title, list] of Object.entries(scenarios)) ask(title, list);

  describe('Idempotency-Key', () => {
    const send = { name: 'Mill Street School' };
    it('gives the first answer again, and writes once', async () => {
      const headers = { 'idempotency-key': '"order-7"' };
      const first = await subject.request<Customer>('POST', '/v1/customers', { send, headers });
      const before = await subject.seq();
      const again = await subject.request<Customer>('POST', '/v1/customers', { send, headers: { 'idempotency-key': 'order-7' } });
      assert.equal(first.headers.get('idempotent-replayed'), null);
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.equal(again.status, 201);
      assert.deepEqual(again.body, first.body);
      for (const header of ['etag', 'location']) assert.equal(again.headers.get(header), first.headers.get(header));
      assert.equal(await subject.seq(), before);
    });
    it('refuses the key for another body or another address', async () => {
      const headers = { 'idempotency-key': 'k' };
      await subject.request('POST', '/v1/customers', { send, headers });
      const other = await subject.request<Problem>('POST', '/v1/customers', { send: { name: 'Another' }, headers });
      assert.equal(other.status, 422);
      assert.equal(other.body.code, 'idempotency_mismatch');
      const elsewhere = await subject.request<Problem>('POST', '/v1/sites', { send, headers });
      assert.equal(elsewhere.body.code, 'idempotency_mismatch');
    });
    it('belongs to one subject of one tenant', async () => {
      const headers = { 'idempotency-key': 'k' };
      const ids = new Set<string>();
      for (const as of ['dispatcher', 'admin', { tenant: 'north', role: 'dispatcher' }] as const) {
        const { status, body } = await subject.request<Customer>('POST', '/v1/customers', { as, send, headers });
        assert.equal(status, 201);
        ids.add(body.id);
      }
      assert.equal(ids.size, 3);
    });
    it('is forgotten after 24 hours', async () => {
      const headers = { 'idempotency-key': 'k' };
      const first = await subject.request<Customer>('POST', '/v1/customers', { send, headers });
      subject.time.advance(25 * 3_600_000);
      const later = await subject.request<Customer>('POST', '/v1/customers', { send, headers });
      assert.notEqual(later.body.id, first.body.id);
    });
    it('running at the same time: one is made, the others are told or get its answer', async () => {
      const headers = { 'idempotency-key': 'k' };
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => subject.request<Customer & Problem>('POST', '/v1/customers', { send, headers })),
      );
      const made = answers.filter(({ status }) => status === 201);
      assert.ok(made.length >= 1);
      assert.equal(new Set(made.map(({ body }) => body.id)).size, 1);
      for (const { status, body } of answers) if (status !== 201) assert.equal(body.code, 'idempotency_in_progress');
    });
    it('does not keep a refusal', async () => {
      const headers = { 'idempotency-key': 'k' };
      const refused = await subject.request('POST', '/v1/sites', { send: { name: 'Depot', customerId: 'c9' }, headers });
      assert.equal(refused.status, 422);
      await subject.request('POST', '/v1/customers', { send: { id: 'c9', name: 'Depot Ltd' } });
      const accepted = await subject.request('POST', '/v1/sites', { send: { name: 'Depot', customerId: 'c9' }, headers });
      assert.equal(accepted.status, 201);
    });
  });

  describe('Dispatch-Seq', () => {
    const seqOf = (headers: Headers) => headers.get('dispatch-seq');
    it('says up to which event a stream has to be read to have seen the change', async () => {
      const before = await subject.seq();
      const created = await subject.request('POST', '/v1/jobs', { send: { title: 'One' } });
      assert.equal(seqOf(created.headers), String(before + 1));
      const changed = await subject.request('PATCH', '/v1/jobs/j2', { ifMatch: '*', send: { title: 'Two' } });
      assert.equal(seqOf(changed.headers), String(before + 2));
      const deleted = await subject.request('DELETE', '/v1/jobs/j2', { ifMatch: '*', as: 'admin' });
      assert.equal(seqOf(deleted.headers), String(before + 3));
    });
    it('is that of the newest event when nothing changed or the answer is an earlier one', async () => {
      const before = await subject.seq();
      const same = await subject.request('PATCH', '/v1/jobs/j2', { ifMatch: '*', send: { title: 'Leaking tap' } });
      assert.equal(seqOf(same.headers), String(before));
      const request = { send: { title: 'One' }, headers: { 'idempotency-key': 'k-seq' } };
      for (let i = 0; i < 2; i++) {
        assert.equal(seqOf((await subject.request('POST', '/v1/jobs', request)).headers), String(before + 1));
      }
    });
    it('is not on reads, checks, fixes and refusals', async () => {
      const check = { jobId: 'j2', technicianId: 't1', startsAt: '2026-11-20T09:00:00Z' };
      const fix = { technicianId: 't1', latitude: 1, longitude: 1, accuracyMeters: 5, headingDegrees: null };
      for (const [method, path, send] of [
        ['GET', '/v1/jobs', undefined],
        ['POST', '/v1/assignments/check', check],
        ['POST', '/v1/fixes', { fixes: [{ ...fix, at: '2026-11-20T11:59:00Z' }] }],
        ['POST', '/v1/jobs', { title: '' }],
      ] as const) {
        const { headers } = await subject.request(method, path, { as: 'admin', ...(send ? { send } : {}) });
        assert.equal(seqOf(headers), null, path);
      }
    });
  });

  describe('concurrency', () => {
    it('of ten writers with one ETag exactly one wins', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          subject.request('PATCH', '/v1/jobs/j2', { ifMatch: '"v1"', send: { title: `Title ${i}` } }),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [200, ...Array.from({ length: 9 }, () => 412)]);
    });
    it('a conflict tells its rules, and override records them', async () => {
      const send = { jobId: 'j2', technicianId: 't1', startsAt: '2026-11-20T09:30:00Z' };
      const refused = await subject.request<Problem>('POST', '/v1/assignments', { send });
      assert.equal(refused.status, 409);
      assert.equal(refused.body.code, 'assignment_conflict');
      assert.ok(refused.body.violations?.some(({ code }) => code === 'overlap'));
      const placed = await subject.request<Assignment>('POST', '/v1/assignments', { send: { ...send, override: true } });
      assert.equal(placed.status, 201);
      assert.ok(placed.body.overridden.includes('overlap'));
    });
    it('a deleted assignment comes back under its id, one version on', async () => {
      const removed = await subject.request<{ version: number }>('DELETE', '/v1/assignments/a1', { ifMatch: '"v1"' });
      assert.equal(removed.body.version, 2);
      const send = { id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: '2026-11-20T09:00:00Z', override: true };
      const back = await subject.request<Assignment>('POST', '/v1/assignments', { send });
      assert.equal(back.status, 201);
      assert.equal(back.headers.get('etag'), '"v3"');
    });
    it('a batch is all or nothing', async () => {
      const before = await subject.seq();
      const operations = [
        { op: 'update', id: 'a1', version: 1, patch: { notes: 'first' } },
        { op: 'delete', id: 'a1', version: 99 },
      ];
      const { status } = await subject.request('POST', '/v1/assignments/batch', { send: { operations } });
      assert.equal(status, 412);
      assert.equal(await subject.seq(), before);
      const { body } = await subject.request<Assignment>('GET', '/v1/assignments/a1');
      assert.equal(body.notes, '');
    });
  });

  describe('lists', () => {
    it('page to the end by Link, showing everything once while others insert', async () => {
      for (let i = 0; i < 25; i++)
        await subject.request('POST', '/v1/customers', { send: { id: `n${i}`, name: `Customer ${String(i).padStart(2, '0')}` } });
      const seen: string[] = [];
      let path: string | undefined = '/v1/customers?limit=7&sort=name';
      while (path !== undefined) {
        const { body, headers }: { body: Page<Customer>; headers: Headers } = await subject.request<Page<Customer>>('GET', path);
        seen.push(...body.items.map(({ id }) => id));
        await subject.request('POST', '/v1/customers', { send: { name: 'AAA inserted before' } });
        path = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      assert.equal(new Set(seen).size, seen.length);
      for (let i = 0; i < 25; i++) assert.ok(seen.includes(`n${i}`), `n${i}`);
    });
    for (const [path, standard] of [
      ['jobs', '-priority,dueAt'],
      ['technicians', 'name'],
      ['customers', 'name'],
      ['sites', 'name'],
      ['shifts', 'startsAt'],
    ]) {
      it(`${path} come in the documented order when none is asked for: ${standard}`, async () => {
        const document = openApiDocument() as { paths: Record<string, { get: { parameters: { name: string }[] } }> };
        const parameter = document.paths[`/v1/${path}`]?.get.parameters.find(({ name }) => name === 'sort');
        assert.match(JSON.stringify(parameter), new RegExp(`Standard: ${standard}\\.`));
        const first = async (query: string) => (await subject.request<Page<unknown>>('GET', `/v1/${path}?limit=1${query}`)).body;
        // The cursor names the order it belongs to.
        assert.equal((await first('')).nextCursor, (await first(`&sort=${standard}`)).nextCursor);
        assert.notEqual((await first('')).nextCursor, null);
      });
    }
    it('a cursor of another order is refused', async () => {
      const { body } = await subject.request<Page<Job>>('GET', '/v1/jobs?limit=1&sort=title');
      const { status, body: problem } = await subject.request<Problem>(
        'GET',
        `/v1/jobs?limit=1&sort=-number&cursor=${body.nextCursor}`,
      );
      assert.equal(status, 400);
      assert.equal(problem.code, 'invalid_cursor');
    });
    it('history pages both ways without a gap', async () => {
      const all = Array.from({ length: await subject.seq() }, (_, i) => i + 1);
      for (const sort of ['seq', '-seq']) {
        const seen: number[] = [];
        let cursor = '';
        do {
          const { body } = await subject.request<{ items: { seq: number }[]; nextCursor: string | null }>(
            'GET',
            `/v1/events?limit=4&sort=${sort}${cursor}`,
          );
          seen.push(...body.items.map(({ seq }) => seq));
          cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
        } while (cursor !== '');
        assert.deepEqual(seen, sort === 'seq' ? all : all.toReversed());
      }
    });
    it('history of a technician pages to the end, own events only', async () => {
      await subject.request('PATCH', '/v1/jobs/j2', { ifMatch: '*', send: { title: 'Not theirs' } });
      await subject.request('PATCH', '/v1/assignments/a1', { ifMatch: '*', send: { notes: 'Theirs' } });
      const seen: unknown[] = [];
      let path: string | undefined = '/v1/events?limit=1&sort=-seq';
      while (path !== undefined) {
        const { body, headers }: { body: Page<unknown>; headers: Headers } = await subject.request<Page<unknown>>('GET', path, {
          as: 'technician',
        });
        seen.push(...body.items);
        path = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      const text = JSON.stringify(seen);
      assert.match(text, /Theirs/);
      assert.match(text, /"assignment.created"/);
      assert.doesNotMatch(text, /Not theirs|Bo Lindqvist/);
    });
    it('history goes on behind pages of which nothing may be seen', async () => {
      const assignment = { id: 'a2', jobId: 'j1', technicianId: 't2', startsAt: '2026-11-20T10:00:00Z', override: true };
      await subject.request('POST', '/v1/assignments', { send: assignment });
      for (const notes of ['1', '2', '3'])
        await subject.request('PATCH', '/v1/assignments/a2', { ifMatch: '*', send: { notes } });
      const seen: unknown[] = [];
      let pages = 0;
      let path: string | undefined = '/v1/jobs/j1/events?limit=1';
      while (path !== undefined) {
        const { body, headers }: { body: Page<unknown>; headers: Headers } = await subject.request<Page<unknown>>('GET', path, {
          as: 'technician',
        });
        pages += 1;
        seen.push(...body.items);
        path = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      }
      assert.match(JSON.stringify(seen), /"a1"/);
      assert.doesNotMatch(JSON.stringify(seen), /"a2"/);
      assert.ok(pages > seen.length, 'what is not theirs left pages empty');
    });
    it('history says who, how and by which request', async () => {
      await subject.request('POST', '/v1/jobs/j1/transitions', {
        send: { to: 'dispatched' },
        headers: { 'dispatch-method': 'drag', 'x-request-id': 'mine-1' },
      });
      const { body } = await subject.request<{ items: { method: string; requestId: string; actor: { id: string } }[] }>(
        'GET',
        '/v1/jobs/j1/events?limit=1',
      );
      assert.equal(body.items[0]?.method, 'drag');
      assert.equal(body.items[0]?.requestId, 'mine-1');
      assert.equal(body.items[0]?.actor.id, 'development-dispatcher');
    });
  });

  describe('naughty strings', () => {
    beforeEach(async () => {
      const customFields = [{ key: 'note', label: 'Note', entity: 'job', kind: 'text' } as const];
      await subject.connector.services.changeSettings(systemActor(tenant), { customFields }, null);
    });
    for (const value of naughtyStrings) {
      it(JSON.stringify(value.slice(0, 40)), async () => {
        const { body: job } = await subject.request<Job>('POST', '/v1/jobs', {
          send: { title: 'Strings', description: value, custom: { note: value.slice(0, 2000) } },
        });
        assert.equal(job.description, value);
        const { body } = await subject.request<Job>('GET', `/v1/jobs/${job.id}`);
        assert.equal(body.description, value);
        assert.equal(body.custom.note, value.slice(0, 2000));
        const search = await subject.request('GET', `/v1/jobs?q=${encodeURIComponent(value.slice(0, 200))}`);
        assert.equal(search.status, 200);
        const reference = await subject.request('GET', `/v1/jobs?externalRef=${encodeURIComponent(value.slice(0, 100))}`);
        assert.ok([200, 400].includes(reference.status));
      });
    }
  });
});

describe('a fault on our side', () => {
  it('is 500 internal; the log has the cause, the caller has none', async () => {
    const logged: unknown[] = [];
    const log: Log = { debug() {}, info() {}, warn() {}, error: (_, __, cause) => logged.push(cause) };
    await using broken = await openTestConnector({ log });
    const cause = new Error('select secret from sqlite_master');
    broken.connector.services.listJobs = () => Promise.reject(cause);
    const { status, body } = await broken.request<Problem>('GET', '/v1/jobs');
    assert.equal(status, 500);
    assert.equal(body.code, 'internal');
    assert.doesNotMatch(JSON.stringify(body), /secret|sqlite|at /);
    assert.deepEqual(logged, [cause]);
  });
});

describe('compression', () => {
  const ask = async (subject: TestConnector, address: string, peer?: string) =>
    subject.connector.fetch(
      new Request(address, {
        headers: { authorization: `Bearer ${await subject.token('dispatcher')}`, 'accept-encoding': 'gzip' },
      }),
      peer === undefined ? {} : { address: peer },
    );
  it('is used for lists between machines, never for single records or on the machine of a developer', async () => {
    await using wide = await openTestConnector();
    await seed(wide.connector.services, tenant);
    const list = await ask(wide, 'https://connector.example.com/v1/technicians');
    assert.equal(list.headers.get('content-encoding'), 'gzip');
    assert.match(list.headers.get('vary') ?? '', /Accept-Encoding/);
    const text = await new Response(list.body?.pipeThrough(new DecompressionStream('gzip'))).text();
    assert.equal((JSON.parse(text) as Page<unknown>).items.length, 3);
    const one = await ask(wide, 'https://connector.example.com/v1/technicians/t2');
    assert.equal(one.headers.get('content-encoding'), null);
    assert.equal(one.headers.get('etag'), '"v1"', 'a strong tag, good for If-Match');
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      const near = await ask(wide, 'http://localhost:8787/v1/technicians', peer);
      assert.equal(near.headers.get('content-encoding'), null, peer);
    }
  });
  it('does not depend on what a proxy calls the connector', async () => {
    await using wide = await openTestConnector();
    await seed(wide.connector.services, tenant);
    const proxied = await ask(wide, 'http://127.0.0.1:8787/v1/technicians', '10.0.0.7');
    assert.equal(proxied.headers.get('content-encoding'), 'gzip');
  });
  it('is used for files, which are told as they are', async () => {
    await using wide = await openTestConnector();
    await seed(wide.connector.services, tenant);
    for (const file of ['jobs.csv', 'jobs.ndjson', 'assignments.ics']) {
      const plain = await wide.fetch('GET', `/v1/exports/${file}`);
      const packed = await ask(wide, `https://connector.example.com/v1/exports/${file}`);
      assert.equal(packed.headers.get('content-encoding'), 'gzip', file);
      assert.equal(packed.headers.get('content-type'), plain.headers.get('content-type'));
      const text = await new Response(packed.body?.pipeThrough(new DecompressionStream('gzip'))).text();
      assert.equal(text, await plain.text());
    }
  });
  it('goes with HSTS where the wire is encrypted', async () => {
    await using wide = await openTestConnector();
    assert.match(
      (await ask(wide, 'https://connector.example.com/healthz')).headers.get('strict-transport-security') ?? '',
      /max-age=\d+/,
    );
    assert.equal((await ask(wide, 'http://127.0.0.1/healthz')).headers.get('strict-transport-security'), null);
  });
});

describe('pages of other origins', () => {
  let open: TestConnector;
  before(async () => {
    open = await openTestConnector({ config: 'cors: { origins: ["https://erp.example.com"] }' });
  });
  after(() => open[Symbol.asyncDispose]());
  const preflight = { 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'authorization,if-match' };

  it('listed: preflight without a token, and answers that can be read', async () => {
    const origin = 'https://erp.example.com';
    const asked = await open.request('OPTIONS', '/v1/jobs/j1', { as: null, headers: { origin, ...preflight } });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('access-control-allow-origin'), origin);
    assert.match(asked.headers.get('access-control-allow-headers') ?? '', /If-Match/);
    assert.equal(asked.headers.get('access-control-allow-credentials'), null);
    const refused = await open.request('GET', '/v1/jobs', { as: null, headers: { origin } });
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('access-control-allow-origin'), origin);
    assert.match(refused.headers.get('access-control-expose-headers') ?? '', /ETag.*Dispatch-Seq/);
    assert.match(refused.headers.get('vary') ?? '', /Origin/);
  });
  for (const origin of [
    'https://evil.example.com',
    'https://erp.example.com.evil.com',
    'http://erp.example.com',
    'null',
    'https://ERP.example.com',
  ]) {
    it(`${origin} gets no permission`, async () => {
      const asked = await open.request('OPTIONS', '/v1/jobs', { as: null, headers: { origin, ...preflight } });
      assert.equal(asked.headers.get('access-control-allow-origin'), null);
    });
  }
});
