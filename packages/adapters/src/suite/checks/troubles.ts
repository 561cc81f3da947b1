import assert from 'node:assert/strict';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { assertRecords, explained, listAll, refusal, settled } from '../answers.ts';
import { json, type ReplayedAnswer, type Trouble } from '../replay-server.ts';
import { type Replayed, type SuiteCheck, type SuiteSubject, withReplayed } from '../subject.ts';

/** A host that is away, busy, or has forgotten who asks. */
export function troubleChecks(subject: SuiteSubject): SuiteCheck[] {
  const [kind, ...others] = Object.keys(subject.fixtures.expected.records) as HostKind[];
  if (kind === undefined) return [];
  const expected = subject.fixtures.expected.records[kind] ?? [];
  const check = (name: string, run: (replayed: Replayed) => Promise<void>, retries = 2): SuiteCheck => ({
    name,
    run: () => withReplayed(subject, { retries }, (replayed) => explained(replayed, name, () => run(replayed))),
  });
  const listed = async ({ host }: Replayed) => assertRecords(await listAll(host, kind), expected, kind);
  const refused = async (replayed: Replayed, what: string, trouble: Trouble) => {
    await replayed.host.signIn();
    replayed.server.trouble(trouble);
    return await refusal(replayed, replayed.host.list(kind), what);
  };

  return [
    canSignInAgain(subject)
      ? check('signs in again, once, when the host has forgotten the session', async (replayed) => {
          await replayed.host.signIn();
          const signIns = replayed.server.asked.length;
          replayed.server.trouble(times(1, json(401, { error: 'session expired' })));
          await listed(replayed);
          assert.ok(replayed.server.asked.length > signIns + 1, 'nothing was asked after the 401');
        })
      : check('says that the credentials are wrong', async (replayed) => {
          const error = await refused(replayed, '401', () => json(401, { error: 'no' }));
          assert.equal(error.kind, 'auth');
        }),
    check('gives up when the host refuses again and again', async (replayed) => {
      const error = await refused(replayed, '401 for ever', () => json(401, { error: 'no' }));
      assert.equal(error.kind, 'auth');
      assert.ok(replayed.server.asked.length < 20, `asked ${replayed.server.asked.length} times`);
    }),
    check('waits as long as a busy host asks for (429)', async (replayed) => {
      await replayed.host.signIn();
      const before = replayed.clock.nowMs;
      replayed.server.trouble(times(1, json(429, { error: 'slow down' }, { 'retry-after': '7' })));
      await listed(replayed);
      assert.ok(replayed.clock.nowMs - before >= 7_000, `waited ${replayed.clock.nowMs - before} ms`);
    }),
    check('says when it may be tried again (429)', async (replayed) => {
      const error = await refused(replayed, '429', () => json(429, { error: 'slow down' }, { 'retry-after': '7' }));
      assert.equal(error.kind, 'rate-limited');
      assert.equal(error.retryAfterMs, 7_000);
    }),
    check('asks again after a fault of the host (500)', async (replayed) => {
      await replayed.host.signIn();
      replayed.server.trouble(times(1, internalError));
      const outcome = await settled(replayed, listAll(replayed.host, kind), '500 once');
      if ('value' in outcome) assertRecords(outcome.value, expected, kind);
      else assert.equal(outcome.error.kind, 'unavailable');
    }),
    check('says that the host is unavailable (500), without its traceback', async (replayed) => {
      assert.equal((await refused(replayed, '500', () => internalError)).kind, 'unavailable');
      for (const other of others) {
        assert.equal((await refusal(replayed, replayed.host.list(other), `500, ${other}`)).kind, 'unavailable');
      }
    }),
    check('says that the host is unavailable (503), with when to come back', async (replayed) => {
      const error = await refused(replayed, '503', () => json(503, {}, { 'retry-after': '11' }));
      assert.equal(error.kind, 'unavailable');
    }),
    check(
      'does not wait for ever',
      async (replayed) => {
        assert.equal((await refused(replayed, 'silence', () => 'silence')).kind, 'unavailable');
      },
      0,
    ),
    check('stops when the caller does', async (replayed) => {
      await replayed.host.signIn();
      replayed.server.trouble(() => 'silence');
      const stop = new AbortController();
      const list = replayed.host.list(kind, { signal: stop.signal });
      setImmediate(() => stop.abort());
      await assert.rejects(list);
    }),
    check('repeats no secret that the host says back', async (replayed) => {
      const { host, server } = replayed;
      await host.signIn();
      server.trouble((question) => {
        const said = `You sent ${question.text} with ${JSON.stringify(question.headers)} to ${question.path}?${question.query}`;
        return json(400, { message: said, error: { message: said, data: { message: said } }, exc: said, detail: said });
      });
      const error = await refusal(replayed, host.list(kind), 'an echo');
      const [, credentials = ''] = String(server.asked.at(-1)?.headers['authorization'] ?? '').split(' ');
      assert.ok(credentials === '' || !error.message.includes(credentials), 'the message holds the credentials');
    }),
    check('leaves a list that has no end', async (replayed) => {
      const { host, server } = replayed;
      await listed(replayed);
      let page: unknown;
      server.spoil((body) => {
        page ??= body;
        return body;
      });
      await host.list(kind);
      server.trouble(() => json(200, page));
      await settled(replayed, listAll(host, kind), 'the same page again and again');
    }),
    check('follows no redirect', async (replayed) => {
      const redirects = [301, 302, 303, 307, 308];
      for (const status of redirects) {
        await refused(replayed, `redirect ${status}`, () => ({
          status,
          headers: { location: 'http://127.0.0.1:9/elsewhere' },
          text: '',
        }));
      }
    }),
  ];
}

const traceback =
  'Traceback (most recent call last):\n  File "/usr/lib/python3/host.py", line 12, in dispatch\n    SELECT * FROM res_users';

const internalError = json(500, {
  message: traceback,
  debug: traceback,
  error: { message: traceback, data: { debug: traceback } },
});

function times(count: number, answer: ReplayedAnswer): Trouble {
  let left = count;
  return () => {
    left -= 1;
    return left >= 0 ? answer : undefined;
  };
}

/** A fixed key does not become right by being sent again. */
function canSignInAgain({ manifest }: SuiteSubject): boolean {
  return ['login', 'oauth2-client-credentials', 'oauth2-refresh-token'].includes(manifest.connection.auth.kind);
}
