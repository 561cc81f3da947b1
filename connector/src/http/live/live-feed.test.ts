import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Event, PositionMessage, Problem } from '@dispatchkit/contract';
import { FakeTime } from '../../../test/fake-time.ts';
import { seed } from '../../../test/fixture.ts';
import { type EventReader, readStream } from '../../../test/read-stream.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../../test/test-connector.ts';
import { silentLog } from '../../ports/log.ts';
import type { Reader, Store } from '../../ports/store.ts';
import { systemActor } from '../../services/index.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../stores/libsql/index.ts';
import { maxWaitingBytes } from './subscriber.ts';

/** Small, so that being too far behind is quickly made. */
const maxEventsBehind = 200;
let subject: TestConnector;
const readers: EventReader[] = [];
beforeEach(async () => {
  subject = await openTestConnector({ maxEventsBehind });
  await seed(subject.connector.services, tenant);
});
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.cancel();
  await subject[Symbol.asyncDispose]();
});

async function open(path = '/v1/events', request: TestRequest = {}, from = subject): Promise<EventReader> {
  const response = await from.fetch('GET', path, { ...request, headers: { accept: 'text/event-stream', ...request.headers } });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(response.headers.get('x-accel-buffering'), 'no');
  const reader = readStream(response);
  readers.push(reader);
  return reader;
}

const rename = (title: string) => subject.connector.services.changeJob(systemActor(tenant), 'j2', { title }, null);

const report = (technicianId: string, second: number, latitude: number) =>
  subject.request('POST', '/v1/fixes', {
    as: 'admin',
    send: {
      fixes: [
        {
          technicianId,
          latitude,
          longitude: -122.4,
          accuracyMeters: 5,
          headingDegrees: null,
          at: new Date(Date.parse('2026-11-20T12:00:00Z') + second * 1000).toISOString(),
        },
      ],
    },
  });

/** A store whose readers do something first when they are asked for settings, as they are for everybody who does not see the whole tenant. */
function withReader(store: Store, beforeSettings: () => Promise<void>): Store {
  const bound = (target: object, name: string | symbol) => {
    const value: unknown = Reflect.get(target, name, target);
    return typeof value === 'function' ? value.bind(target) : value;
  };
  const wrap = (reader: Reader): Reader =>
    new Proxy(reader, {
      get: (target, name) => (name === 'settings' ? () => beforeSettings().then(() => target.settings()) : bound(target, name)),
    });
  return new Proxy(store, {
    get: (target, name) => (name === 'readNewest' ? (of: string) => wrap(target.readNewest(of)) : bound(target, name)),
  });
}

describe('the live stream', () => {
  it('starts now when nothing is said, and tells each change once, with seq as id', async () => {
    const reader = await open();
    await rename('First');
    await rename('Second');
    const [first, second] = [await reader.next(), await reader.next()];
    const seq = await subject.seq();
    assert.deepEqual([first.id, second.id], [String(seq - 1), String(seq)]);
    assert.equal(first.event, 'event');
    assert.equal((JSON.parse(second.data) as Event).changes[0]?.record?.title, 'Second');
  });

  it('resumes after the seq it is given, without a gap, while changes go on', async () => {
    const seqs: number[] = [];
    const last = (await subject.seq()) + 40;
    const reader = await open('/v1/events?after=3');
    const writing = (async () => {
      for (let i = 0; i < 40; i++) await rename(`Title ${i}`);
    })();
    while (seqs.at(-1) !== last) seqs.push(Number((await reader.next()).id));
    await writing;
    assert.deepEqual(
      seqs,
      Array.from({ length: last - 3 }, (_, i) => i + 4),
    );
  });

  it('Last-Event-ID wins over the address', async () => {
    const last = await subject.seq();
    const reader = await open('/v1/events?after=1', { headers: { 'last-event-id': String(last - 1) } });
    assert.equal((await reader.next()).id, String(last));
  });

  for (const [name, path, id] of [
    ['ahead of the log', '/v1/events?after=999', ''],
    ['not one of ours', '/v1/events', 'abc'],
    ['too far behind', '/v1/events?after=1', ''],
  ] as const) {
    it(`a place ${name} is a reset, and the end`, async () => {
      if (name === 'too far behind') for (let i = 0; i < maxEventsBehind; i++) await rename(`Title ${i}`);
      const reader = await open(path, id ? { headers: { 'last-event-id': id } } : {});
      const message = await reader.next();
      assert.equal(message.event, 'reset');
      assert.equal(message.id, undefined);
      assert.deepEqual(JSON.parse(message.data), { lastSeq: await subject.seq() });
      assert.equal(await reader.ended(), true);
    });
  }

  it('shows a technician own work only; of the rest, once a second, nothing but that something happened', async () => {
    const reader = await open('/v1/events', { as: 'technician' });
    // Whoever joined later is told later: when this one has heard, nothing is under way any more.
    const witness = await open();
    await rename('Not for t1');
    await rename('Neither for t1');
    await witness.next();
    await witness.next();
    subject.time.advance(1_000);
    const hidden = await reader.next();
    assert.equal(hidden.id, String(await subject.seq()));
    assert.doesNotMatch(hidden.data, /for t1|j2/);
    assert.deepEqual((JSON.parse(hidden.data) as Event).changes, []);

    await rename('Nor this');
    await subject.connector.services.changeJob(systemActor(tenant), 'j1', { title: 'For t1' }, null);
    const own = await reader.next();
    assert.equal((JSON.parse(own.data) as Event).jobId, 'j1');
    assert.equal(own.id, String(await subject.seq()));
    await witness.next();
    await witness.next();
    subject.time.advance(1_000);
    await subject.connector.services.changeJob(systemActor(tenant), 'j1', { title: 'Still for t1' }, null);
    assert.match((await reader.next()).data, /Still for t1/, 'what is known to be newer needs no mark');
  });

  it('brings a technician who comes back up to date with one mark for all that was not to be seen', async () => {
    const from = await subject.seq();
    for (let i = 0; i < 5; i++) await rename(`Title ${i}`);
    const reader = await open(`/v1/events?after=${from}`, { as: 'technician' });
    assert.equal((await reader.next()).id, String(from + 5));
  });

  it('ends, to be resumed, when the database fails while somebody else’s share is worked out; nobody misses anything', async () => {
    const store = await openLibsqlStore(openNativeDatabase({ url: ':memory:' }), { clock: new FakeTime(), log: silentLog });
    let isFailing = false;
    const failing = withReader(store, async () => {
      if (isFailing) throw new Error('The database does not answer.');
    });
    await using shaky = await openTestConnector({ store: failing });
    await seed(shaky.connector.services, tenant);
    const technician = await open('/v1/events', { as: 'technician' }, shaky);
    const dispatcher = await open('/v1/events', {}, shaky);
    const from = await shaky.seq();

    isFailing = true;
    await shaky.connector.services.changeJob(systemActor(tenant), 'j1', { title: 'For t1' }, null);
    assert.match((await dispatcher.next()).data, /For t1/);
    assert.equal(await technician.ended(), true);

    isFailing = false;
    const resumed = await open(`/v1/events?after=${from}`, { as: 'technician' }, shaky);
    assert.match((await resumed.next()).data, /For t1/);
  });

  it('never shows another tenant', async () => {
    const reader = await open('/v1/events', { as: { tenant: 'north', role: 'admin' } });
    await rename('Secret of acme');
    await subject.connector.services.createCustomer(systemActor('north'), { name: 'Of north' });
    const message = await reader.next();
    assert.equal(message.id, '1');
    assert.match(message.data, /Of north/);
  });

  it('is for everybody the same, however many they are', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => open()));
    assert.equal(subject.connector.streamCount, 50);
    await rename('For all');
    const messages = await Promise.all(all.map((reader) => reader.next()));
    assert.equal(new Set(messages.map(({ data }) => data)).size, 1);
  });

  it('reads the log once for everybody, also for those who come back together', async () => {
    const from = await subject.seq();
    const reads: number[] = [];
    const { store } = subject.connector;
    const read = store.readNewest.bind(store);
    store.readNewest = (of) => {
      const reader = read(of);
      const tail = reader.tail.bind(reader);
      reader.tail = (after, limit) => {
        reads.push(after);
        return tail(after, limit);
      };
      return reader;
    };
    await rename('Before');
    const all = await Promise.all([
      ...Array.from({ length: 20 }, () => open(`/v1/events?after=${from}`)),
      ...Array.from({ length: 20 }, () => open(`/v1/events?after=${from}`, { as: 'technician' })),
      ...Array.from({ length: 20 }, () => open(`/v1/events?after=${from}&jobId=j2`)),
    ]);
    await Promise.all(all.map((reader) => reader.next()));
    assert.equal(reads.filter((after) => after === from).length, 1, 'one reading for all who come back to the same place');
    reads.length = 0;
    await subject.connector.services.changeJob(systemActor(tenant), 'j1', { title: 'New' }, null);
    await Promise.all(all.slice(0, 40).map((reader) => reader.next()));
    assert.deepEqual(reads, [from + 1]);
  });

  it('leaves nothing behind when the last reader has gone', async () => {
    const [one, two] = [await open(), await open('/v1/events', { as: 'technician' })];
    await one.cancel();
    await two.cancel();
    assert.equal(subject.connector.streamCount, 0);
    assert.equal(subject.time.pending, 0);
  });

  it('no text of a record breaks out of its message', async () => {
    const reader = await open();
    const description = 'one\r\n\r\nevent: reset\ndata: {}\n\nid: 7\r: two \u2028\u2029\u0085 \uFEFF 🔧';
    await subject.connector.services.changeJob(systemActor(tenant), 'j2', { description }, null);
    await rename('After it');
    const [told, next] = [await reader.next(), await reader.next()];
    assert.equal((JSON.parse(told.data) as Event).changes[0]?.record?.description, description);
    assert.deepEqual([told.event, next.event], ['event', 'event']);
    assert.equal(Number(next.id), Number(told.id) + 1);
    // One line each, ended by line feeds alone: no reader may take any of it for something else.
    assert.doesNotMatch(told.data, /[\r\n\0]/);
  });

  it('sends a comment at least every 15 seconds', async () => {
    const reader = await open();
    await reader.comment();
    subject.time.advance(15_000);
    assert.equal(await reader.comment(), 'still here');
  });

  it('ends with the token', async () => {
    const reader = await open('/v1/events', { as: { tenant, role: 'dispatcher', ttlSeconds: 60 } });
    subject.time.advance(59_000);
    assert.equal(subject.connector.streamCount, 1);
    subject.time.advance(1_000);
    assert.equal(await reader.ended(), true);
    assert.equal(subject.connector.streamCount, 0);
  });

  it('ends for those whose tokens were revoked, and for nobody else', async () => {
    const [own, others] = [await open('/v1/events', { as: 'technician' }), await open()];
    assert.equal(
      subject.connector.closeStreamsWhere(({ role, technicianId }) => role === 'technician' && technicianId === 't1'),
      1,
    );
    assert.equal(await own.ended(), true);
    await rename('Still told');
    assert.equal((await others.next()).event, 'event');
  });

  it('ends when the connector stops, and tells a later one to start again', async () => {
    const reader = await open();
    subject.connector.closeStreams();
    assert.equal(await reader.ended(), true);
    assert.equal((await (await open('/v1/events?after=1')).next()).event, 'reset');
  });

  it('cuts off a reader who does not read, and the others never notice', async () => {
    const quick = await open();
    const slow = await subject.fetch('GET', '/v1/events', { headers: { accept: 'text/event-stream' } });
    const from = await subject.seq();
    const description = 'x'.repeat(10_000);
    const seqs: number[] = [];
    for (let i = 0; i * description.length < maxWaitingBytes * 1.5; i++) {
      await subject.connector.services.changeJob(
        systemActor(tenant),
        'j2',
        { description: `${description.slice(5)}${String(i).padStart(5, '0')}` },
        null,
      );
      seqs.push(Number((await quick.next()).id));
    }
    assert.equal(subject.connector.streamCount, 1, 'the slow one is gone');

    // What had been sent before is still there to read, and the rest comes by resuming: nothing lost, nothing twice.
    const slowReader = readStream(slow);
    const seen: number[] = [];
    for (let message = await slowReader.nextOrEnd(); message; message = await slowReader.nextOrEnd())
      seen.push(Number(message.id));
    const resumed = await open('/v1/events', { headers: { 'last-event-id': String(seen.at(-1) ?? from) } });
    while (seen.at(-1) !== seqs.at(-1)) seen.push(Number((await resumed.next()).id));
    assert.deepEqual(seen, seqs);
  });

  it('keeps no more for a hundred readers who do not read than each may leave waiting, and nothing when they are cut off', async () => {
    const stalled: Response[] = [];
    for (let i = 0; i < 100; i++) {
      stalled.push(await subject.fetch('GET', '/v1/events', { headers: { accept: 'text/event-stream' } }));
    }
    const witness = await open();
    const description = 'x'.repeat(9_000);
    const waiting: number[] = [];
    for (let i = 0; subject.connector.streamCount > 1; i++) {
      assert.ok(i < 2 * (maxWaitingBytes / description.length), 'they are cut off at last');
      await subject.connector.services.changeJob(systemActor(tenant), 'j2', { description: `${description}${i}` }, null);
      await witness.next();
      waiting.push(subject.connector.streamWaitingBytes);
    }
    assert.ok(Math.max(...waiting) <= 101 * maxWaitingBytes, `${Math.max(...waiting)} bytes`);
    assert.ok((waiting.at(-1) ?? 0) < maxWaitingBytes, 'what the others let pile up is no longer kept for them');
    for (const { body } of stalled) await body?.cancel();
  });

  it('HEAD opens nothing', async () => {
    const { status } = await subject.request('HEAD', '/v1/events', { headers: { accept: 'text/event-stream' } });
    assert.equal(status, 200);
    assert.equal(subject.connector.streamCount, 0);
  });

  it('an expired token is refused before a stream is opened', async () => {
    const token = await subject.token({ tenant, role: 'dispatcher', ttlSeconds: 60 });
    subject.time.advance(200_000);
    const { status, body } = await subject.request<Problem>('GET', '/v1/events', {
      as: null,
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    });
    assert.equal(status, 401);
    assert.equal(body.code, 'token_expired');
  });
});

describe('positions', () => {
  it('come without an id, at most once a second per technician, the latest winning', async () => {
    const reader = await open();
    await report('t1', 1, 37.1);
    await report('t1', 2, 37.2);
    await report('t1', 3, 37.3);
    await report('t2', 1, 38.1);
    const received = [await reader.next(), await reader.next()];
    subject.time.advance(1_000);
    received.push(await reader.next());
    const positions = received.map(({ data }) => JSON.parse(data) as PositionMessage);
    assert.deepEqual(
      positions.map(({ technicianId, position }) => [technicianId, position.latitude]),
      [
        ['t1', 37.1],
        ['t2', 38.1],
        ['t1', 37.3],
      ],
    );
    assert.ok(received.every(({ event, id }) => event === 'position' && id === undefined));
    assert.equal(subject.time.pending, 3, 'heartbeat, poll and the end of the token; no timer of a position is left');
  });

  it('of others are not shown to a technician', async () => {
    const reader = await open('/v1/events', { as: 'technician' });
    await report('t2', 1, 38.1);
    await report('t1', 1, 37.1);
    assert.equal((JSON.parse((await reader.next()).data) as PositionMessage).technicianId, 't1');
  });
});

describe('a stream narrowed to a topic', () => {
  const change = (id: string, title: string) => subject.connector.services.changeJob(systemActor(tenant), id, { title }, null);

  it('of one job, for a dispatcher', async () => {
    const reader = await open('/v1/events?jobId=j1');
    await change('j2', 'Another job');
    await change('j1', 'This job');
    assert.match((await reader.next()).data, /This job/);
  });

  it('of one technician, for a dispatcher: work, and position', async () => {
    const reader = await open('/v1/events?technicianId=t1');
    await report('t2', 1, 38.1);
    await report('t1', 1, 37.1);
    assert.equal((JSON.parse((await reader.next()).data) as PositionMessage).technicianId, 't1');
    await change('j2', 'Another’s');
    await change('j1', 'Of t1');
    assert.match((await reader.next()).data, /Of t1/);
  });

  it('of one’s own, also where technicians may see the whole day', async () => {
    await subject.connector.services.changeSettings(systemActor(tenant), { techniciansSeeAll: true }, null);
    const [own, all] = [await open('/v1/events?topic=own', { as: 'technician' }), await open('/v1/events', { as: 'technician' })];
    await change('j2', 'Another’s');
    await change('j1', 'Of t1');
    assert.match((await own.next()).data, /Of t1/);
    assert.match((await all.next()).data, /Another’s/);
  });

  it('of one’s job, for a customer', async () => {
    const reader = await open('/v1/events', { as: { tenant, role: 'customer', jobId: 'j2' } });
    await change('j1', 'Somebody else’s');
    await subject.connector.services.changeSettings(systemActor(tenant), { techniciansSeeAll: true }, null);
    await change('j2', 'The customer’s');
    assert.match((await reader.next()).data, /The customer’s/);
  });

  for (const [name, path, as, status, code] of [
    ['a job that is not there', '/v1/events?jobId=nowhere', 'dispatcher', 404, 'not_found'],
    ['a job that is not one’s own', '/v1/events?jobId=j2', 'technician', 404, 'not_found'],
    ['another technician', '/v1/events?technicianId=t2', 'technician', 404, 'not_found'],
    ['both at once', '/v1/events?jobId=j1&technicianId=t1', 'dispatcher', 400, 'malformed_request'],
    ['one’s own, where nothing is', '/v1/events?topic=own', 'dispatcher', 400, 'malformed_request'],
  ] as const) {
    it(`${name} is refused`, async () => {
      const { status: answered, body } = await subject.request<Problem>('GET', path, {
        as,
        headers: { accept: 'text/event-stream' },
      });
      assert.deepEqual([answered, body.code], [status, code]);
    });
  }
});

describe('changes of a kind', () => {
  it('are told to those who may read that kind', async () => {
    const [admin, dispatcher] = [await open('/v1/events', { as: 'admin' }), await open()];
    await subject.connector.services.createRecord(systemActor(tenant), 'webhooks', {
      url: 'https://hooks.example.com/',
      eventTypes: ['*'],
    });
    assert.match((await admin.next()).data, /hooks\.example\.com/);
    const hidden = await dispatcher.next();
    assert.equal(hidden.id, String(await subject.seq()), 'there is no gap in what a dispatcher hears');
    assert.deepEqual((JSON.parse(hidden.data) as Event).changes, []);
    assert.doesNotMatch(hidden.data, /hooks/);
  });

  it('of a personal view are told to its owner alone', async () => {
    const { services } = subject.connector;
    const ana = { ...systemActor(tenant), id: 'dev-dispatcher-ana' };
    const [mine, others] = [
      await open('/v1/events', { as: { tenant, role: 'dispatcher', subject: ana.id } }),
      await open('/v1/events', { as: 'admin' }),
    ];
    const view = await services.createRecord(ana, 'views', { name: 'Mine', widget: 'job-grid', ownerId: ana.id });
    assert.match((await mine.next()).data, /"Mine"/);
    assert.doesNotMatch((await others.next()).data, /Mine/);
    await services.changeRecord(ana, 'views', view.id, { name: 'Ours', ownerId: null }, null);
    assert.match((await mine.next()).data, /"Ours"/);
    assert.match((await others.next()).data, /"Ours"/);
  });
});

describe('two connectors on one file', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('see each other’s events within a second', async () => {
    const databaseUrl = `file:${join(directory, 'shared.db')}`;
    await using here = await openTestConnector({ databaseUrl });
    await using there = await openTestConnector({ databaseUrl });
    const reader = await open('/v1/events', {}, here);
    await there.connector.services.createCustomer(systemActor(tenant), { name: 'Made elsewhere' });
    here.time.advance(1_000);
    const message = await reader.next();
    assert.equal(message.id, '1');
    assert.match(message.data, /Made elsewhere/);
    await reader.cancel();
  });

  it('an Idempotency-Key is known after a restart', async () => {
    const databaseUrl = `file:${join(directory, 'kept.db')}`;
    const ask = (connector: TestConnector) =>
      connector.request<{ id: string }>('POST', '/v1/customers', { send: { name: 'Once' }, headers: { 'idempotency-key': 'k' } });
    const before = await openTestConnector({ databaseUrl });
    const first = await ask(before);
    await before[Symbol.asyncDispose]();
    await using restarted = await openTestConnector({ databaseUrl });
    const again = await ask(restarted);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(again.body.id, first.body.id);
    assert.equal(await restarted.seq(), 1);
  });
});
