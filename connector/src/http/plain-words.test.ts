import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector } from '../../test/test-connector.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
  await seed(subject.connector.services, 'acme');
});
after(() => subject[Symbol.asyncDispose]());

describe('a property that cannot be sent', () => {
  for (const [path, body, expected] of [
    ['/jobs/j1', { status: 'completed' }, /read-only.*POST \/v1\/jobs\/\{jobId\}\/transitions/],
    ['/jobs/j1', { id: 'j9' }, /read-only.*never changes/],
    ['/jobs/j1', { version: 3 }, /read-only.*If-Match/],
    ['/assignments/a1', { status: 'completed' }, /read-only.*transitions/],
    ['/assignments/a1', { jobId: 'j2' }, /read-only/],
    ['/shifts/sh1', { technicianId: 't2' }, /read-only.*another/],
    ['/jobs/j1', { titel: 'x' }, /no such property.*Did you mean "title"/],
  ] as const) {
    it(`${path} ${JSON.stringify(body)} says why, and the way`, async () => {
      const answer = await subject.request<Problem>('PATCH', `/v1${path}`, { ifMatch: '*', send: body });
      const [error] = answer.body.errors ?? [];
      assert.deepEqual([answer.status, error?.pointer], [422, `/${Object.keys(body)[0]}`]);
      assert.match(error?.detail ?? '', expected);
    });
  }
});

describe('a value that is wrong', () => {
  for (const [body, expected] of [
    [{}, 'This is missing.'],
    [{ title: null }, 'Give a text.'],
    [{ title: 7 }, 'Give a text.'],
    [{ title: '' }, /^Give a text that is not empty\.$/],
    [{ title: 'x', durationMinutes: 0 }, /^Give a (?:whole )?number of at least 1\.$/],
    [{ title: 'x', skills: 'gas' }, 'Give a list.'],
    [{ title: 'x', priority: 'hot' }, /^Give one of: .*high/],
  ] as const) {
    it(`${JSON.stringify(body)}`, async () => {
      const answer = await subject.request<Problem>('POST', '/v1/jobs', { send: body });
      assert.equal(answer.status, 422);
      const detail = answer.body.errors?.[0]?.detail ?? '';
      if (typeof expected === 'string') assert.equal(detail, expected);
      else assert.match(detail, expected);
    });
  }

  it('says so of lists and of parameters', async () => {
    const none = await subject.request<Problem>('POST', '/v1/assignments/batch', { send: { operations: [] } });
    assert.equal(none.body.errors?.[0]?.detail, 'Give at least 1 entry.');
    const limit = await subject.request<Problem>('GET', '/v1/jobs?limit=9000');
    assert.doesNotMatch(JSON.stringify(limit.body), /Too |expected|Invalid/);
  });
});

describe('a body', () => {
  it('that is compressed is refused by its cause', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const { status, body, headers: told } = await subject.request<Problem>('POST', '/v1/jobs', { raw: 'x', headers });
    assert.deepEqual([status, body.code, told.get('accept-encoding')], [415, 'unsupported_media_type', 'identity']);
    assert.match(body.detail, /compressed/);
  });

  it('may be left out where there is nothing to say', async () => {
    const untold = await subject.request<Problem>('POST', '/v1/webhooks/hook1/test', { as: 'admin' });
    assert.equal(untold.status, 202, JSON.stringify(untold.body));
    const headers = { 'content-type': 'application/json' };
    const empty = await subject.request('POST', '/v1/webhooks/hook1/test', { as: 'admin', raw: '', headers });
    assert.equal(empty.status, 202);
    const text = await subject.request('POST', '/v1/webhooks/hook1/test', { as: 'admin', raw: 'x' });
    assert.equal(text.status, 415);
  });
});

describe('positions that are not taken', () => {
  it('are named with the reason', async () => {
    const fix = (technicianId: string, at: string, latitude = 37.7) => ({
      technicianId,
      latitude,
      longitude: latitude === 0 ? 0 : -122.4,
      accuracyMeters: 8,
      headingDegrees: null,
      at,
    });
    const send = (...fixes: readonly object[]) =>
      subject.request<{ accepted: number; passedOver: unknown }>('POST', '/v1/fixes', { as: 'admin', send: { fixes } });
    const now = '2026-11-20T11:59:00Z';
    const first = await send(fix('t1', now), fix('nobody', now), fix('t2', '2030-01-01T00:00:00Z'), fix('t2', now, 0));
    assert.equal(first.status, 202);
    assert.deepEqual(first.body, {
      accepted: 1,
      passedOver: [
        { pointer: '/fixes/1', reason: 'unknown_technician' },
        { pointer: '/fixes/2', reason: 'future' },
        { pointer: '/fixes/3', reason: 'no_position' },
      ],
    });
    assert.deepEqual((await send(fix('t1', now))).body, { accepted: 0, passedOver: [{ pointer: '/fixes/0', reason: 'older' }] });
  });
});
