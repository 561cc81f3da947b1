import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Job, kinds, type Problem } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../test/test-connector.ts';
import { operations } from './operations/index.ts';
import { readOptionsOf, sparseJson } from './operations/read-options.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
  await seed(subject.connector.services, tenant);
});
after(() => subject[Symbol.asyncDispose]());

interface Body {
  readonly items: readonly Partial<Job>[];
  readonly included?: Readonly<Record<string, readonly { readonly id: string }[]>>;
}
const get = <T = Body>(path: string, as: TestRequest = {}) => subject.request<T>('GET', `/v1${path}`, as);
const idsIn = (included: Body['included'] = {}) =>
  Object.fromEntries(Object.entries(included).map(([kind, records]) => [kind, records.map(({ id }) => id).sort()]));

describe('include', () => {
  it('brings what the records of a list refer to, each once', async () => {
    const { body } = await get('/jobs?ids=j1,j2&include=customer,site,assignments');
    assert.deepEqual(idsIn(body.included), { customers: ['c1'], sites: ['s1'], assignments: ['a1'] });
    assert.equal(body.items.length, 2);
  });

  it('brings it with a single record too', async () => {
    const { body } = await get<Body & Job>('/jobs/j1?include=customer');
    assert.deepEqual([body.id, idsIn(body.included)], ['j1', { customers: ['c1'] }]);
  });

  it('is there, empty, when there is nothing to bring', async () => {
    assert.deepEqual(idsIn((await get('/jobs/j2?include=customer,assignments')).body.included), {
      assignments: [],
      customers: [],
    });
    assert.deepEqual(idsIn((await get('/jobs?ids=nobody&include=assignments')).body.included), { assignments: [] });
    assert.equal((await get('/jobs')).body.included, undefined);
  });

  it('works both ways round', async () => {
    assert.deepEqual(idsIn((await get('/customers/c1?include=sites')).body.included), { sites: ['s1'] });
    assert.deepEqual(idsIn((await get('/assignments?include=job,technician')).body.included), {
      jobs: ['j1'],
      technicians: ['t1'],
    });
    assert.deepEqual(idsIn((await get('/technicians/t1/shifts?include=technician')).body.included), { technicians: ['t1'] });
  });

  it('shows a technician what a read would show, and refuses a customer what a read would refuse', async () => {
    const own = await get('/jobs?include=customer,site', { as: 'technician' });
    assert.deepEqual(idsIn(own.body.included), { customers: ['c1'], sites: ['s1'] });
    const as = { tenant, role: 'customer', jobId: 'j1' } as const;
    // The plan is not released, so a customer does not see it yet.
    assert.deepEqual(idsIn((await get('/jobs/j1?include=assignments', { as })).body.included), { assignments: [] });
    const refused = await get<Problem>('/jobs/j1?include=customer', { as });
    assert.deepEqual([refused.status, refused.body.code], [403, 'not_allowed']);
  });

  it('is never answered by 304: what comes along changes by itself', async () => {
    const first = await get('/jobs/j1?include=customer');
    const again = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } };
    assert.equal((await get('/jobs/j1?include=customer', again)).status, 200);
    assert.equal((await get('/jobs/j1', again)).status, 304);
  });

  it('says what was meant', async () => {
    const { status, body } = await get<Problem>('/jobs?include=costumer');
    assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [400, 'malformed_request', 'query:include']);
    assert.match(body.errors?.[0]?.detail ?? '', /Did you mean "customer"/);
    const unknown = await get<Problem>('/jobs?inclde=customer');
    assert.deepEqual([unknown.body.code, unknown.body.hint], ['unknown_parameter', 'Did you mean "include"?']);
    assert.equal((await get('/equipment?include=job')).status, 400);
  });
});

describe('fields', () => {
  it('leaves out what was not asked for, and says so by the content type', async () => {
    const { body, headers } = await get('/jobs?fields=title,status&ids=j1');
    assert.deepEqual(Object.keys(body.items[0] ?? {}).sort(), ['id', 'status', 'title', 'version']);
    assert.equal(headers.get('content-type'), sparseJson);
    const single = await get<Job>('/jobs/j1?fields=title');
    assert.deepEqual(Object.keys(single.body).sort(), ['id', 'title', 'version']);
    assert.equal(single.headers.get('etag'), '"v2"');
  });

  it('goes together with include, paging and conditions', async () => {
    const { body } = await get<Body & { nextCursor: string | null }>(
      '/jobs?ids=j1,j2&fields=title&include=customer&limit=1&sort=-title',
    );
    assert.deepEqual(
      [Object.keys(body.items[0] ?? {}).sort(), idsIn(body.included)],
      [['id', 'title', 'version'], { customers: ['c1'] }],
    );
    const next = await get(`/jobs?ids=j1,j2&fields=title&limit=1&sort=-title&cursor=${body.nextCursor}`);
    assert.deepEqual(next.body.items, [{ id: 'j2', title: 'Leaking tap', version: 1 }]);
    assert.equal((await get('/jobs/j1?fields=title', { headers: { 'if-none-match': '"v2"' } })).status, 304);
  });

  it('says what was meant', async () => {
    const { status, body } = await get<Problem>('/jobs?fields=titel');
    assert.deepEqual([status, body.errors?.[0]?.pointer], [400, 'query:fields']);
    assert.match(body.errors?.[0]?.detail ?? '', /Did you mean "title"/);
    for (const fields of ['', ',', '__proto__', 'title,', 'constructor'])
      assert.equal((await get(`/jobs?fields=${fields}`)).status, 400, fields);
  });

  it('can be asked for at every list and every single record', () => {
    for (const kind of kinds) {
      const collection = `/${kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      const reads = operations.filter(
        ({ method, path }) => method === 'get' && (path === collection || path.replace(/\/\{\w+\}$/, '') === collection),
      );
      assert.equal(reads.length, 2, kind);
      for (const operation of reads) assert.ok(readOptionsOf(operation), operation.id);
    }
  });
});

describe('conditions of a read', () => {
  it('If-Match is looked at before If-None-Match', async () => {
    const both = (match: string, noneMatch: string) =>
      get('/jobs/j1', { headers: { 'if-match': match, 'if-none-match': noneMatch } }).then(({ status }) => status);
    assert.equal(await both('"v1"', '"v2"'), 412);
    assert.equal(await both('"v2"', '"v2"'), 304);
    assert.equal(await both('"v2"', '"v1"'), 200);
    assert.equal(await both('W/"v2"', '"v1"'), 412);
    assert.equal(await both('*', 'W/"v2"'), 304);
  });
});
