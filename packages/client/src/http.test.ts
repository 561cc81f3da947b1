import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '@dispatchkit/contract/words';
import { FakeClock, flush } from '../test/fake-clock.ts';
import { accepted, Http, retryAfterMs } from './http.ts';
import { type DispatchError, type DispatchErrorKind, uuidv7 } from './index.ts';
import { kindOf } from './problem.ts';

function httpAnswering(...answers: (Response | Error)[]): { http: Http; clock: FakeClock; sent: Request[] } {
  const clock = new FakeClock();
  const sent: Request[] = [];
  const http = new Http({
    url: 'http://dispatch.test/base/',
    clock,
    random: () => 0.5,
    fetch: async (request) => {
      sent.push(request);
      const answer = answers.shift() ?? Response.json({ items: [], nextCursor: null });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { http, clock, sent };
}

const busy = (status: number, retryAfter?: string) =>
  new Response('{}', { status, headers: retryAfter ? { 'retry-after': retryAfter } : {} });
const kindIs = (kind: DispatchErrorKind) => (error: DispatchError) => error.kind === kind;

test('a busy connector is asked again when it says, for calls that change nothing', async () => {
  const { http, clock, sent } = httpAnswering(busy(429, '3'), busy(503));
  const page = http.read('jobs');
  await flush();
  clock.advance(2_900);
  await flush();
  assert.equal(sent.length, 1);
  clock.advance(200);
  await flush();
  assert.equal(sent.length, 2);
  clock.advance(1_000);
  await page;
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map(({ headers }) => headers.get('x-request-id'))).size, 1);
});

test('it is not waited for longer than anybody would, nor more than twice, nor for changes', async () => {
  const long = httpAnswering(busy(429, '600'));
  await assert.rejects(long.http.read('jobs'), kindIs('rate-limited'));
  const unsafe = httpAnswering(busy(429, '1'));
  await assert.rejects(accepted(unsafe.http.api.POST('/v1/jobs', { body: { title: 'x' } })), kindIs('rate-limited'));
  assert.equal(unsafe.sent.length, 1);
  const always = httpAnswering(busy(503), busy(503), busy(503));
  const refused = assert.rejects(always.http.read('jobs'), kindIs('connection'));
  for (let round = 0; round < 10; round++) {
    await flush();
    always.clock.advance(1_000);
  }
  await refused;
  assert.equal(always.sent.length, 3);
});

test('Retry-After is seconds or a date', () => {
  const at = (value: string) => retryAfterMs(busy(503, value), Date.parse('2026-11-20T16:00:00Z'));
  assert.deepEqual(
    [at('5'), at('Fri, 20 Nov 2026 16:00:10 GMT'), at('Fri, 20 Nov 2026 15:00:00 GMT'), at('soon')],
    [5_000, 10_000, 0, undefined],
  );
});

test('what cannot be reached, read or understood has its kind', async () => {
  await assert.rejects(httpAnswering(new TypeError('fetch failed')).http.read('jobs'), kindIs('connection'));
  await assert.rejects(httpAnswering(new Response('<html>')).http.read('jobs'), kindIs('incompatible'));
  await assert.rejects(httpAnswering(new Response('<html>', { status: 502 })).http.read('jobs'), kindIs('connection'));
  await assert.rejects(httpAnswering(new Response('oops', { status: 500 })).http.read('jobs'), kindIs('failed'));
  const { http } = httpAnswering(new Response('data: 1\n\n', { headers: { 'content-type': 'text/plain' } }));
  await assert.rejects(http.openStream(0, new AbortController().signal), kindIs('incompatible'));
});

test('an answer that does not come in time is given up', async () => {
  const never = (_: Request, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  const http = new Http({ url: 'http://dispatch.test', fetch: never, timeoutMs: 1 });
  // The platform's own timer does not keep the process alive; this one does, and loses.
  const keepAlive = setTimeout(() => {}, 60_000);
  await assert.rejects(http.read('jobs'), kindIs('connection'));
  clearTimeout(keepAlive);
});

test('an abort stays an abort', async () => {
  const controller = new AbortController();
  const { http } = httpAnswering(busy(503, '5'));
  const page = http.read('jobs', {}, controller.signal);
  await flush();
  controller.abort();
  await assert.rejects(page, (error: DOMException) => error.name === 'AbortError');
});

test('every problem code has a kind people can be told', () => {
  const expected: Partial<Record<keyof typeof problems, DispatchErrorKind>> = {
    token_expired: 'signed-out',
    not_allowed: 'not-allowed',
    not_found: 'stale',
    stale: 'stale',
    assignment_conflict: 'conflict',
    transition_not_allowed: 'conflict',
    invalid: 'invalid',
    unknown_reference: 'invalid',
    too_large: 'invalid',
    address_too_long: 'invalid',
    headers_too_large: 'invalid',
    precondition_required: 'incompatible',
    method_not_allowed: 'incompatible',
    rate_limited: 'rate-limited',
    internal: 'failed',
    store_unavailable: 'connection',
    host_unavailable: 'connection',
    host_loading: 'connection',
    host_refused: 'invalid',
    host_conflict: 'stale',
    host_unsure: 'failed',
  };
  for (const [code, kind] of Object.entries(expected))
    assert.equal(kindOf(problems[code as keyof typeof problems].status, code), kind, code);
});

test('ids sort by time and are well-formed', () => {
  const ids = [0, 1, 1_700_000_000_000, 281_474_976_710_655].map((ms) => uuidv7(ms));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(Array.from({ length: 1_000 }, () => uuidv7(5))).size, 1_000);
});
