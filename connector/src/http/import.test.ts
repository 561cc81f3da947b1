import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ImportResult, Job, Problem } from '@dispatchkit/contract';
import { openTestConnector, type TestConnector, type TestRequest } from '../../test/test-connector.ts';

let subject: TestConnector;
beforeEach(async () => {
  subject = await openTestConnector();
});
afterEach(() => subject[Symbol.asyncDispose]());

const ask = <T = ImportResult>(query: string, request: TestRequest) =>
  subject.request<T>('POST', `/v1/jobs/import${query}`, { as: 'supervisor', ...request });
const send = (raw: BodyInit, type: string, query = '') => ask(query, { raw, headers: { 'content-type': type } });
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const jobs = async () => (await subject.request<{ items: Job[] }>('GET', '/v1/jobs?sort=externalRef&include=customer,site')).body;

const record = (externalRef: string, more = {}) => ({
  externalRef,
  title: `Job ${externalRef}`,
  customer: { externalRef: 'C-1', name: 'Harbour Bakery' },
  site: { externalRef: 'S-1', address: '1 Quay', position: { latitude: 37.7, longitude: -122.4 } },
  ...more,
});

describe('import of records', () => {
  it('takes lines of JSON, with customers and sites, and changes nothing the second time', async () => {
    const body = lines(record('A'), record('B'));
    const first = (await send(body, 'application/x-ndjson')).body;
    assert.deepEqual([first.created, first.rejected, first.rows, first.dryRun, first.map], [2, 0, 2, false, null]);
    const seq = await subject.seq();
    const again = (await send(`${body}\n\n`, 'application/x-ndjson; charset=utf-8')).body;
    assert.deepEqual([again.unchanged, again.created], [2, 0]);
    assert.equal(await subject.seq(), seq);
    const { items } = await jobs();
    assert.deepEqual(
      items.map(({ title }) => title),
      ['Job A', 'Job B'],
    );
  });

  it('tells what it did not take, line by line, and takes the rest', async () => {
    const body = [
      JSON.stringify(record('A')),
      '',
      '{"externalRef": "B", ',
      JSON.stringify({ title: 'No reference' }),
      JSON.stringify(record('C', { titel: 'x' })),
      JSON.stringify(record('A')),
      JSON.stringify(record('D', { siteId: 'nowhere', site: undefined })),
      '{"externalRef":"E","title":"a","title":"b"}',
      '"text"',
    ].join('\r\n');
    const { body: result, status } = await send(body, 'application/x-ndjson');
    assert.equal(status, 200);
    assert.deepEqual([result.rows, result.created, result.rejected], [8, 1, 7]);
    assert.deepEqual(
      result.rejects.map(({ line, reason, pointer }) => [line, reason, pointer]),
      [
        [3, 'unreadable', null],
        [4, 'invalid_value', '/externalRef'],
        [5, 'invalid_value', '/titel'],
        [6, 'duplicate_ref', '/externalRef'],
        [8, 'unreadable', null],
        [9, 'invalid_value', ''],
        [7, 'not_accepted', '/siteId'],
      ],
    );
    assert.match(result.rejects[2]?.detail ?? '', /Did you mean "title"/);
  });

  it('takes a list in JSON', async () => {
    const { body } = await ask('', { send: { records: [record('A'), record('B'), { title: 'x' }] } });
    assert.deepEqual([body.created, body.rejects.map(({ line }) => line)], [2, [3]]);
  });

  it('writes nothing in a dry run', async () => {
    const { body } = await ask('?dryRun=true', { send: { records: [record('A'), {}] } });
    assert.deepEqual([body.dryRun, body.valid, body.created, body.rejected], [true, 1, 0, 1]);
    assert.equal(await subject.seq(), 0);
  });

  it('says how the change was made', async () => {
    await ask('', { send: { records: [record('A')] } });
    const { body } = await subject.request<{ items: { type: string; method: string }[] }>('GET', '/v1/events');
    assert.deepEqual(
      body.items.map(({ type, method }) => [type, method]),
      [['jobs.imported', 'import']],
    );
  });
});

describe('import of CSV', () => {
  const file = ['ref,what', 'X-1,Broken lift', 'X-2,', 'X-3,"Leaking\ntap"', 'X-1,Again'].join('\n');
  const map = [
    'mapVersion: 1',
    'name: Ours',
    'entity: jobs',
    'fields:',
    '  externalRef: ref',
    '  title: { from: what, tidy: [one_line] }',
  ].join('\n');
  const sendForm = async (parts: Record<string, string | Blob>, query = '') => {
    const data = new FormData();
    for (const [name, part] of Object.entries(parts)) data.append(name, part);
    const form = new Response(data);
    return ask(query, { raw: await form.arrayBuffer(), headers: { 'content-type': form.headers.get('content-type') ?? '' } });
  };

  it('takes a file with a map of one’s own', async () => {
    const { body } = await sendForm({ map, file: new Blob([file]) });
    assert.deepEqual([body.map, body.rows, body.created, body.rejected], ['Ours', 4, 2, 2]);
    assert.deepEqual(
      body.rejects.map(({ line, reason, column }) => [line, reason, column]),
      [
        [3, 'missing_value', 'what'],
        [6, 'duplicate_ref', null],
      ],
    );
    assert.deepEqual(
      (await jobs()).items.map(({ title }) => title),
      ['Broken lift', 'Leaking tap'],
    );
  });

  it('checks it in a dry run', async () => {
    const { body } = await sendForm({ map, file: new Blob([file]) }, '?dryRun=true');
    assert.deepEqual([body.valid, body.rejected], [2, 2]);
    assert.equal(await subject.seq(), 0);
  });

  const faults: [
    name: string,
    run: () => Promise<{ status: number; body: unknown }>,
    status: number,
    code: string,
    detail: RegExp,
  ][] = [
    [
      'a column the map reads is missing',
      () => sendForm({ map, file: 'ref,wat\n1,2\n' }),
      422,
      'invalid',
      /Did you mean "wat"|columns/,
    ],
    ['the map is wrong', () => sendForm({ map: 'entity: jobs', file }), 422, 'invalid', /./],
    [
      'the map is for technicians',
      () => sendForm({ map: map.replace('entity: jobs', 'entity: technicians').replace('title', 'name'), file }),
      422,
      'invalid',
      /not for jobs/,
    ],
    ['a part is missing', () => sendForm({ map }), 422, 'invalid', /map and file/],
    ['the form is none', () => send('nonsense', 'multipart/form-data; boundary=x'), 400, 'malformed_request', /form/],
    ['no map knows the columns', () => send(file, 'text/csv'), 422, 'invalid', /No map/],
    ['there is no such map', () => send(file, 'text/csv', '?map=nothing'), 400, 'malformed_request', /no map of that name/],
    [
      'a map that is not for jobs',
      () => send(file, 'text/csv', '?map=customers'),
      400,
      'malformed_request',
      /no map of that name/,
    ],
    ['a quote is never closed', () => sendForm({ map, file: 'ref,what\n1,"x\n' }), 422, 'invalid', /rows cannot be told apart/],
    [
      'not UTF-8',
      () => sendForm({ map, file: new Blob([new Uint8Array([...new TextEncoder().encode('ref,what\n1,Caf'), 0xe9])]) }),
      422,
      'invalid',
      /utf-8/,
    ],
    ['nothing in it', () => sendForm({ map, file: '' }), 422, 'invalid', /empty/],
    ['another content type', () => send(file, 'application/xml'), 415, 'unsupported_media_type', /./],
    ['a map with JSON', () => ask('?map=jobs', { send: { records: [] } }), 400, 'malformed_request', /CSV/],
    ['records that are none', () => ask('', { send: { records: 'x' } }), 422, 'invalid', /list of records/],
    ['more than 32 MB', () => send(new Uint8Array(33 * 1024 * 1024), 'text/csv'), 413, 'too_large', /32768 KB/],
  ];
  for (const [name, run, status, code, detail] of faults) {
    it(`${name} → ${status} ${code}, and nothing is written`, async () => {
      const answer = await run();
      const problem = answer.body as Problem;
      assert.deepEqual([answer.status, problem.code], [status, code], problem.detail);
      assert.match(`${problem.detail} ${JSON.stringify(problem.errors)}`, detail);
      assert.equal(await subject.seq(), 0);
    });
  }

  it('knows a file by its columns, or takes the map that is named', async () => {
    const sample = await readFile(new URL('../../samples/jobs.csv', import.meta.url));
    for (const query of ['', '?map=jobs']) {
      const { body } = await send(sample, 'text/csv', `${query}${query ? '&' : '?'}dryRun=true`);
      assert.ok(body.map === 'Jobs' && body.valid > 0, JSON.stringify(body));
    }
  });

  it('is for supervisors', async () => {
    const { status } = await subject.request('POST', '/v1/jobs/import', { as: 'dispatcher', send: { records: [] } });
    assert.equal(status, 403);
  });
});
