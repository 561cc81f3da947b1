import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Event, PositionMessage } from '@dispatchkit/contract';
import { type EventReader, readStream } from '../../test/read-stream.ts';
import { metricsToken, type Subject, type SubjectRequest } from '../support/subject.ts';
import type { Part } from './part.ts';

/** Longer than what runtimes allow a silent connection by themselves (Bun 10 s), and long enough for a heart beat. */
const silenceMilliseconds = 15_000;

/** A stream that is opened before everything else and on which nothing happens, and what came on it meanwhile. */
let silent: { readonly reader: EventReader; readonly openedAtMs: number } | undefined;

/** Opens the stream that has to stay open while the rest of the suite runs. */
export const silence: Part = (subject) => {
  before(async () => {
    silent = {
      reader: readStream(await openStream(subject(), '/v1/events', { tenant: 'silent' })),
      openedAtMs: performance.now(),
    };
  });
  after(() => silent?.reader.cancel().catch(() => {}));
};

export const live: Part = (subject, cell) => {
  const open: AbortController[] = [];
  const openReader = async (path = '/v1/events', request: SubjectRequest = {}) => {
    const abort = new AbortController();
    open.push(abort);
    return { abort, reader: readStream(await openStream(subject(), path, { ...request, signal: abort.signal })) };
  };
  const make = async (name: string, tenant: string) => {
    const { status } = await subject().request('POST', '/v1/customers', { send: { name }, tenant });
    assert.equal(status, 201);
  };

  describe('the live stream', () => {
    afterEach(() => {
      for (const abort of open.splice(0)) abort.abort();
    });

    it('tells each change once and in order to everybody, also what other requests change', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => openReader('/v1/events?after=0', { tenant: 'live-all' })));
      for (let i = 1; i <= 5; i++) await make(`Customer ${i}`, 'live-all');
      for (const { reader } of all) {
        for (let seq = 1; seq <= 5; seq++) {
          const message = await reader.next();
          assert.equal(message.id, String(seq));
          assert.equal((JSON.parse(message.data) as Event).changes[0]?.record?.name, `Customer ${seq}`);
        }
      }
    });

    it('goes on where it was cut off, without a gap, while changes go on', async () => {
      const tenant = 'live-resume';
      await make('0', tenant);
      const seen: number[] = [];
      const writing = (async () => {
        for (let i = 1; i < 40; i++) await make(String(i), tenant);
      })();
      let { abort, reader } = await openReader('/v1/events?after=0', { tenant });
      while (seen.length < 40) {
        seen.push(Number((await reader.next()).id));
        if (seen.length % 12 !== 0) continue;
        abort.abort();
        ({ abort, reader } = await openReader('/v1/events', { tenant, headers: { 'last-event-id': String(seen.at(-1)) } }));
      }
      await writing;
      assert.deepEqual(
        seen,
        Array.from({ length: 40 }, (_, index) => index + 1),
      );
    });

    it('answers a place that is no place in the log with a reset, and ends', async () => {
      for (const [path, id] of [
        ['/v1/events?after=999999', ''],
        ['/v1/events', 'abc'],
      ] as const) {
        const { reader } = await openReader(path, id ? { headers: { 'last-event-id': id } } : {});
        const message = await reader.next();
        assert.equal(message.event, 'reset');
        assert.deepEqual(JSON.parse(message.data), { lastSeq: await subject().seq() });
        assert.equal(await reader.ended(), true);
      }
    });

    it('never shows another tenant', async () => {
      const { reader } = await openReader('/v1/events?after=0', { tenant: 'live-north' });
      await make('Secret of the south', 'live-south');
      await make('Of the north', 'live-north');
      const message = await reader.next();
      assert.equal(message.id, '1');
      assert.match(message.data, /Of the north/);
    });

    it('shows a technician own work only', async () => {
      const tenant = await subject().newTenant();
      const { reader } = await openReader('/v1/events', { tenant, as: 'technician' });
      await subject().request('PATCH', '/v1/jobs/j2', { tenant, ifMatch: '*', send: { title: 'Not for t1' } });
      await subject().request('PATCH', '/v1/jobs/j1', { tenant, ifMatch: '*', send: { title: 'For t1' } });
      let message = await reader.next();
      while (!message.data.includes('For t1')) {
        assert.doesNotMatch(message.data, /Not for t1|"j2"/);
        message = await reader.next();
      }
    });

    it('brings positions without an id, at most one a second, the latest winning', async () => {
      const tenant = await subject().newTenant();
      const { reader } = await openReader('/v1/events', { tenant });
      const nowMs = Date.now();
      for (const [index, latitude] of [37.1, 37.2, 37.3].entries()) {
        const at = new Date(nowMs - 10_000 + index * 1000).toISOString();
        const fix = { technicianId: 't1', latitude, longitude: -122.4, accuracyMeters: 5, headingDegrees: null, at };
        await subject().request('POST', '/v1/fixes', { as: 'admin', tenant, send: { fixes: [fix] } });
      }
      const told: number[] = [];
      while (told.at(-1) !== 37.3) {
        const message = await reader.next('position');
        assert.equal(message.id, undefined);
        told.push((JSON.parse(message.data) as PositionMessage).position.latitude);
      }
      assert.ok(told.length < 4, told.join(' '));
    });

    it('ends with the token', async () => {
      const { reader } = await openReader('/v1/events', { as: { role: 'dispatcher', ttlSeconds: 2 } });
      // A stream that was cut would throw here.
      while (await reader.nextOrEnd());
    });

    it(`lives through ${silenceMilliseconds / 1000} seconds of silence, with a heart beat`, { timeout: 40_000 }, async () => {
      assert.ok(silent, cell.runtime);
      await silent.reader.comment();
      await setTimeout(Math.max(0, silenceMilliseconds - (performance.now() - silent.openedAtMs)));
      assert.equal(await silent.reader.comment(), 'still here');
      await make('The end of the silence', 'silent');
      assert.match((await silent.reader.next()).data, /The end of the silence/);
    });

    it('leaves nothing behind when clients hang up', { timeout: 60_000 }, async () => {
      const clients = await Promise.all(Array.from({ length: 10 }, () => openReader('/v1/events', { tenant: 'live-gone' })));
      for (const { reader } of clients) await reader.comment();
      const before = await openStreams(subject());
      if (before !== undefined) assert.ok(before >= 10, `${before} are open`);
      for (const { abort } of clients) abort.abort();
      await silent?.reader.cancel();
      if (before === undefined) await untilQuiet(subject());
      else while (((await openStreams(subject())) ?? 0) > 0) await setTimeout(100);
    });
  });
};

async function openStream(subject: Subject, path: string, request: SubjectRequest): Promise<Response> {
  const response = await subject.fetch('GET', path, { ...request, headers: { accept: 'text/event-stream', ...request.headers } });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.equal(response.headers.get('content-encoding'), null);
  return response;
}

/** As the figures for the operator say. A worker has none. */
async function openStreams(subject: Subject): Promise<number | undefined> {
  const response = await subject.fetch('GET', '/metrics', { as: null, headers: { authorization: `Bearer ${metricsToken}` } });
  const text = await response.text();
  if (response.status === 404 && subject.cell.runtime === 'workerd') return undefined;
  const [, count] = /^dispatchkit_streams_open\S* (\d+)/m.exec(text) ?? [];
  assert.ok(count, `no figure tells how many streams are open: ${response.status}`);
  return Number(count);
}

/** Streams look for news in the database twice a second. workerd notices that a client has gone at the next heart beat only. */
async function untilQuiet(subject: Subject): Promise<void> {
  for (let seen = -1; seen !== subject.databaseRequests; ) {
    seen = subject.databaseRequests;
    await setTimeout(2_000);
  }
}
