import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { type Asked, type Reply, testConnection, testSurroundings, withHost } from '../../test/test-host.ts';
import { HostError, withCall } from '../host.ts';
import type { Transport, Wire, WireRequest } from '../seams.ts';
import { openWire } from './open-wire.ts';

const read = (path: string, more: Partial<WireRequest> = {}): WireRequest => ({ method: 'GET', path, isWrite: false, ...more });
const write = (path: string, more: Partial<WireRequest> = {}): WireRequest => ({
  method: 'PATCH',
  path,
  body: { a: 1 },
  isWrite: true,
  ...more,
});

/** Bootstrap calls as plain GETs. */
const plainTransport = (wire: Wire): Pick<Transport, 'call'> => ({
  call: async (call) => (await wire.send({ method: call.method, path: call.path, isWrite: false })).body,
});

type Connection = Parameters<typeof testConnection>[0];

function open(url: string, connection: Connection = {}, secrets: Readonly<Record<string, string>> = {}) {
  const surroundings = testSurroundings({ url, user: 'ben', ...secrets });
  return { surroundings, wire: openWire(testConnection(connection, Object.keys(secrets)), surroundings, plainTransport) };
}

function isError(
  kind: HostError['kind'],
  facts: { message?: RegExp; status?: number; retryAfterMs?: number; mayBeDone?: boolean } = {},
) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof HostError, String(error));
    assert.equal(error.kind, kind, error.message);
    if (facts.message !== undefined) {
      assert.match(error.message, facts.message);
    }
    for (const name of ['status', 'retryAfterMs', 'mayBeDone'] as const) {
      if (facts[name] !== undefined) {
        assert.equal(error[name], facts[name]);
      }
    }
    return true;
  };
}

const form = (asked: Asked) => Object.fromEntries(new URLSearchParams(asked.text));

test('a call has its address, query, headers and body', async () => {
  await withHost(
    () => ({ headers: { etag: '"7"' }, body: { ok: true } }),
    async ({ url, asked }) => {
      const { wire } = open(url, { headers: { 'X-User': '${settings.user}', 'X-Later': '${context.company}' } });
      const answer = await wire.send(
        write('tasks/7', { query: { $filter: "name eq 'a+b c'" }, headers: { 'If-Match': '"6"' }, body: { start: null } }),
      );
      assert.deepEqual([answer.status, answer.body, answer.headers.get('etag')], [200, { ok: true }, '"7"']);
      const [seen] = asked;
      assert.equal(seen?.method, 'PATCH');
      assert.match(seen?.url ?? '', /^\/api\/tasks\/7\?\$filter=name%20eq%20(?:'|%27)a%2Bb%20c(?:'|%27)$/);
      assert.equal(answer.url, `${url}${seen?.url}`);
      assert.equal(seen?.headers['x-user'], 'ben');
      assert.equal(seen?.headers['x-later'], undefined);
      assert.equal(seen?.headers['if-match'], '"6"');
      assert.equal(seen?.headers['content-type'], 'application/json');
      assert.equal(seen?.text, '{"start":null}');
    },
  );
});

test('links are followed on the origin of their service, as they are', async () => {
  await withHost(
    () => ({ body: [] }),
    async ({ url, asked }) => {
      const { wire } = open(url, { services: { partners: 'http://localhost:1/odata' } });
      await wire.send(read(`${url}/api/tasks?$skiptoken=a%2520+b`));
      assert.equal(asked[0]?.url, '/api/tasks?$skiptoken=a%2520+b');
      for (const path of [
        'http://localhost:1/x',
        `${url}.example.com/x`,
        url.replace('http:', 'https:'),
        url.replace('//', '//user:pass@'),
      ]) {
        await assert.rejects(wire.send(read(path)), isError('invalid'), path);
      }
      await assert.rejects(wire.send(read(`${url}/x`, { service: 'partners' })), isError('invalid', { message: /origin/ }));
      await assert.rejects(wire.send(read('x', { service: 'nobody' })), isError('invalid', { message: /“nobody”/ }));
      await wire.send(read('//evil.example.com/x'));
      await wire.send(read('/tasks'));
      assert.deepEqual(
        asked.slice(1).map((seen) => seen.url),
        ['/api/evil.example.com/x', '/api/tasks'],
      );
    },
  );
});

test('redirects are never followed', async () => {
  await withHost(
    (asked) => (asked.url === '/api/tasks' ? { status: 307, headers: { location: '/api/tasks/' } } : { body: [] }),
    async ({ url, asked }) => {
      const { wire } = open(url);
      await assert.rejects(wire.send(read('tasks')), isError('invalid', { message: /slash/, status: 307 }));
      assert.equal(asked.length, 1);
    },
  );
});

test('fixed credentials go along: headers, Basic, query', async () => {
  await withHost(
    () => ({ body: [] }),
    async ({ url, asked }) => {
      const secrets = { key: 's3cr3t-é' };
      await open(url, { auth: { kind: 'headers', headers: { 'X-KEY': 'k ${secrets.key}' } } }, { key: 's3cr3t' }).wire.send(
        read('a'),
      );
      await open(url, { auth: { kind: 'basic', user: '${settings.user}', password: '${secrets.key}' } }, secrets).wire.send(
        read('a'),
      );
      const last = await open(url, { auth: { kind: 'query', query: { key: '${secrets.key}' } } }, secrets).wire.send(read('a'));
      assert.equal(asked[0]?.headers['x-key'], 'k s3cr3t');
      assert.equal(asked[1]?.headers['authorization'], `Basic ${Buffer.from('ben:s3cr3t-é').toString('base64')}`);
      assert.equal(new URL(asked[2]?.url ?? '', url).searchParams.get('key'), 's3cr3t-é');
      assert.doesNotMatch(last.url ?? '', /s3cr3t/);
    },
  );
});

test('OAuth 1.0a signs each call anew', async () => {
  await withHost(
    () => ({ body: [] }),
    async ({ url, asked }) => {
      const named = (name: string) => `\${secrets.${name}}`;
      const auth = {
        kind: 'oauth1',
        consumerKey: named('key'),
        consumerSecret: named('consumer'),
        token: named('token'),
        tokenSecret: named('secret'),
        realm: '${settings.user}',
      } as const;
      const { wire } = open(url, { auth }, { key: 'k-1', consumer: 'c-1', token: 't-1', secret: 's-1' });
      await wire.send(read('a'));
      await wire.send(read('a'));
      const [first, second] = asked.map((seen) => String(seen.headers['authorization']));
      assert.match(
        first ?? '',
        /^OAuth realm="ben", oauth_consumer_key="k-1", oauth_nonce="\w{32}", .*oauth_timestamp="1795161600"/,
      );
      assert.notEqual(first, second);
    },
  );
});

/** A host with sessions, as Tryton has them. */
function sessionHost() {
  let logins = 0;
  let valid = '';
  return {
    logins: () => logins,
    expire: () => {
      valid = '';
    },
    answer: (asked: Asked) => {
      if (asked.url === '/api/login') {
        if (!asked.text.includes('"pa55word"')) {
          return { status: 401, headers: { 'content-type': 'text/html' }, body: '<html><b>pa55word</b></html>' };
        }
        logins += 1;
        valid = `session-${logins}`;
        return { body: { result: [3, valid] } };
      }
      const expected = `Session ${Buffer.from(`ben:3:${valid}`).toString('base64')}`;
      return valid !== '' && asked.headers['authorization'] === expected ? { body: { result: asked.url } } : { status: 401 };
    },
  };
}

const sessionAuth = {
  kind: 'login',
  call: { path: 'login', body: { method: 'login', params: ['${settings.user}', { password: '${secrets.password}' }] } },
  take: { user: 'result.0', session: 'result.1' },
  credentials: { scheme: 'Session', value: '${settings.user}:${session.user}:${session.session}' },
} as const;

test('signs in once for everybody, and again when the session is refused', async () => {
  const host = sessionHost();
  await withHost(host.answer, async ({ url, asked }) => {
    const { wire } = open(url, { auth: sessionAuth }, { password: 'pa55word' });
    await Promise.all(Array.from({ length: 6 }, (_, at) => wire.send(read(`tasks/${at}`))));
    assert.equal(host.logins(), 1);
    assert.equal(asked.length, 7);
    assert.deepEqual((await wire.values()).session, { user: 3, session: 'session-1' });
    host.expire();
    await Promise.all(Array.from({ length: 6 }, (_, at) => wire.send(at % 2 === 0 ? read(`tasks/${at}`) : write(`tasks/${at}`))));
    assert.equal(host.logins(), 2);
  });
});

test('a call is repeated only once after signing in again', async () => {
  let logins = 0;
  await withHost(
    (asked) => {
      logins += asked.url === '/api/login' ? 1 : 0;
      return asked.url === '/api/login'
        ? { body: { result: [3, `session-${logins}`] } }
        : { status: 401, body: { message: 'No' } };
    },
    async ({ url, asked }) => {
      const { wire } = open(url, { auth: sessionAuth }, { password: 'pa55word' });
      await assert.rejects(wire.send(read('tasks')), isError('auth', { message: /^No$/, status: 401 }));
      assert.deepEqual(
        asked.map((seen) => seen.url),
        ['/api/login', '/api/tasks', '/api/login', '/api/tasks'],
      );
    },
  );
});

test('a page or nothing in place of a session is a wrong address and no wrong password', async () => {
  const page = '<!doctype html><title>Printer</title>';
  const html = { 'content-type': 'text/html' };
  const answers: Reply[] = [
    { headers: html, body: page },
    { status: 404, headers: html, body: page },
    { status: 405, headers: html, body: page },
    { headers: { 'content-type': 'application/json' }, body: '' },
  ];
  for (const answer of answers) {
    await withHost(
      () => answer,
      async ({ url }) => {
        const { wire } = open(url, { auth: sessionAuth, limits: { retries: 0 } }, { password: 'pa55word' });
        await assert.rejects(wire.send(read('tasks')), (error: unknown) => {
          isError('unavailable', { message: /with (?:a web page|nothing): the address leads somewhere else/ })(error);
          assert.equal((error as HostError).asked, `POST ${url}/api/login`);
          return true;
        });
      },
    );
  }
});

test('an error names the call it is about, without its query and without secrets', async () => {
  await withHost(
    () => ({ status: 404, body: { message: 'No route' } }),
    async ({ url }) => {
      const { wire } = open(url, {}, { key: 's3cret-key' });
      await assert.rejects(wire.send(read('s3cret-key/tasks?token=1')), (error: unknown) => {
        assert.ok(error instanceof HostError);
        assert.equal(withCall(error), `No route (GET ${url}/api/•••/tasks: 404)`);
        return true;
      });
    },
  );
});

test('a refused sign-in says nothing of the page, and is not pressed', async () => {
  const host = sessionHost();
  await withHost(host.answer, async ({ url, asked }) => {
    const { wire, surroundings } = open(url, { auth: sessionAuth }, { password: 'wrong-word' });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await assert.rejects(
        wire.send(read('tasks')),
        isError('auth', { message: attempt < 3 ? /credentials \(401\)/ : /not asked again/ }),
      );
    }
    assert.equal(asked.length, 3);
    surroundings.advance(30_000);
    await assert.rejects(wire.values(), isError('auth'));
    assert.equal(asked.length, 4);
  });
});

test('hosts that refuse with a success are understood', async () => {
  await withHost(
    () => ({ body: { result: false } }),
    async ({ url }) => {
      const auth = { kind: 'login', call: { path: 'x' }, take: { user: 'result' }, refusedWhenEmpty: 'result' } as const;
      await assert.rejects(open(url, { auth }).wire.values(), isError('auth'));
      const withoutTake = { kind: 'login', call: { path: 'x' }, take: { token: 'access' } } as const;
      await assert.rejects(open(url, { auth: withoutTake }).wire.values(), isError('auth', { message: /without a session/ }));
    },
  );
});

test('a login by form keeps its cookies, refreshes, starts anew and signs out', async () => {
  let refreshes = 0;
  await withHost(
    (asked) => {
      if (asked.url === '/api/login') {
        return { headers: { 'set-cookie': ['sid=one; Path=/; HttpOnly', 'gone=x; Max-Age=0'] }, body: { token: 'token-first' } };
      }
      if (asked.url === '/api/refresh') {
        refreshes += 1;
        return refreshes > 1
          ? { status: 400, body: { message: 'too old' } }
          : { headers: { 'set-cookie': 'sid=two' }, body: { token: 'token-next' } };
      }
      return { body: null };
    },
    async ({ url, asked }) => {
      const auth = {
        kind: 'login',
        call: { path: 'login', form: true, body: { name: '${settings.user}', pass: '${secrets.password}' } },
        refresh: { path: 'refresh', headers: { 'X-Token': '${session.token}' } },
        logout: { path: 'logout', headers: { 'X-Token': '${session.token}' } },
        take: { token: 'token' },
        headers: { 'X-Token': '${session.token}' },
        cookies: true,
        secondsValid: 600,
      } as const;
      const { wire, surroundings } = open(url, { auth }, { password: 'a&b' });
      await wire.send(read('tasks'));
      assert.deepEqual(form(asked[0] as Asked), { name: 'ben', pass: 'a&b' });
      assert.deepEqual([asked[1]?.headers['x-token'], asked[1]?.headers['cookie']], ['token-first', 'sid=one']);
      surroundings.advance(541_000);
      await wire.send(read('tasks'));
      assert.deepEqual([asked[2]?.url, asked[2]?.headers['x-token']], ['/api/refresh', 'token-first']);
      assert.deepEqual([asked[3]?.headers['x-token'], asked[3]?.headers['cookie']], ['token-next', 'sid=two']);
      surroundings.advance(541_000);
      await wire.send(read('tasks'));
      assert.deepEqual(
        asked.slice(4).map((seen) => seen.url),
        ['/api/refresh', '/api/login', '/api/tasks'],
      );
      assert.equal(asked[5]?.headers['cookie'], undefined);
      await wire.signOut();
      assert.deepEqual([asked[7]?.url, asked[7]?.headers['x-token']], ['/api/logout', 'token-first']);
      await wire.send(read('tasks'));
      assert.equal(asked[8]?.url, '/api/login');
    },
  );
});

test('OAuth 2.0 tokens are renewed before they end', async () => {
  let tokens = 0;
  await withHost(
    (asked) => {
      if (asked.url === '/token') {
        tokens += 1;
        return { body: { access_token: `access-${tokens}`, expires_in: '3600', token_type: 'Bearer' } };
      }
      return { body: null };
    },
    async ({ url, asked }) => {
      const connection = {
        headers: { 'X-Company': '${settings.user}' },
        auth: {
          kind: 'oauth2-client-credentials',
          tokenUrl: `${url}/token`,
          clientId: 'id:1',
          clientSecret: '${secrets.secret}',
          scope: '${settings.url}/.default',
          parameters: { audience: 'x' },
          clientIn: 'basic',
        },
      } as const;
      const { wire, surroundings } = open(url, connection, { secret: 's+1' });
      await Promise.all([wire.send(read('a')), wire.send(read('b'))]);
      assert.deepEqual(form(asked[0] as Asked), { grant_type: 'client_credentials', scope: `${url}/.default`, audience: 'x' });
      assert.equal(asked[0]?.headers['authorization'], `Basic ${btoa('id%3A1:s%2B1')}`);
      assert.equal(asked[0]?.headers['x-company'], undefined);
      assert.equal(asked[1]?.headers['authorization'], 'Bearer access-1');
      surroundings.advance(3_539_000);
      await wire.send(read('c'));
      assert.equal(tokens, 1);
      surroundings.advance(1_000);
      await wire.send(read('d'));
      assert.equal(asked.at(-1)?.headers['authorization'], 'Bearer access-2');
    },
  );
});

test('refresh tokens that are replaced are kept, and refusals are told by the service', async () => {
  let calls = 0;
  await withHost(
    (asked) => {
      if (asked.url !== '/token') {
        return { body: null };
      }
      calls += 1;
      return calls === 3
        ? { status: 400, body: { error: 'invalid_grant', error_description: 'The token refresh-2 is used up' } }
        : { body: { access_token: `access-${calls}`, refresh_token: `refresh-${calls}`, expires_in: 100 } };
    },
    async ({ url, asked }) => {
      const auth = {
        kind: 'oauth2-refresh-token',
        tokenUrl: `${url}/token`,
        clientId: 'id',
        refreshToken: '${secrets.refresh}',
      } as const;
      const { wire, surroundings } = open(url, { auth }, { refresh: 'refresh-0' });
      await wire.send(read('a'));
      assert.deepEqual(form(asked[0] as Asked), { grant_type: 'refresh_token', refresh_token: 'refresh-0', client_id: 'id' });
      surroundings.advance(91_000);
      await wire.send(read('a'));
      assert.equal(form(asked[2] as Asked)['refresh_token'], 'refresh-1');
      assert.deepEqual(surroundings.kept, { refresh: 'refresh-2' });
      surroundings.advance(91_000);
      await assert.rejects(wire.send(read('a')), isError('auth', { message: /^The token ••• is used up$/ }));
    },
  );
});

test('bootstrap calls are made once, after signing in, one after the other', async () => {
  const host = sessionHost();
  await withHost(host.answer, async ({ url, asked }) => {
    const context = { user: { path: 'preferences' }, company: { path: 'company' } };
    const { wire } = open(
      url,
      { auth: sessionAuth, context, headers: { 'X-Company': '${context.company.result}' } },
      { password: 'pa55word' },
    );
    await Promise.all([wire.send(read('a')), wire.send(read('b'))]);
    assert.deepEqual(
      asked.slice(0, 3).map((seen) => seen.url),
      ['/api/login', '/api/preferences', '/api/company'],
    );
    assert.deepEqual(
      asked.map((seen) => seen.headers['x-company']),
      [undefined, undefined, undefined, '/api/company', '/api/company'],
    );
    assert.deepEqual((await wire.values()).context, {
      user: { result: '/api/preferences' },
      company: { result: '/api/company' },
    });
    assert.equal(asked.length, 5);
  });
});

test('bootstrap calls that fail are made again', async () => {
  let isDown = true;
  await withHost(
    () => (isDown ? { status: 503 } : { body: { company: 1 } }),
    async ({ url }) => {
      const { wire } = open(url, { context: { user: { path: 'preferences' } }, limits: { retries: 0 } });
      await assert.rejects(wire.send(read('a')), isError('unavailable'));
      isDown = false;
      await wire.send(read('a'));
    },
  );
});

test('a CSRF token is fetched before the first write, and again when the host wants it', async () => {
  let token = 1;
  await withHost(
    (asked): Reply => {
      if (asked.headers['x-csrf-token'] === 'Fetch') {
        return { headers: { 'x-csrf-token': `csrf-${token}`, 'set-cookie': `sap=${token}` }, body: {} };
      }
      const isRight = asked.headers['x-csrf-token'] === `csrf-${token}` && asked.headers['cookie'] === `sap=${token}`;
      return asked.method === 'GET' || isRight ? { status: 204 } : { status: 403, headers: { 'x-csrf-token': 'Required' } };
    },
    async ({ url, asked }) => {
      const { wire } = open(url, { csrf: { path: 'service' } });
      await wire.send(read('a'));
      assert.equal(asked.length, 1);
      await Promise.all([wire.send(write('a')), wire.send(write('b'))]);
      assert.equal(asked.length, 4);
      assert.equal(asked[1]?.url, '/api/service');
      token = 2;
      await wire.send(write('c'));
      assert.deepEqual(
        asked.slice(4).map((seen) => seen.headers['x-csrf-token']),
        ['csrf-1', 'Fetch', 'csrf-2'],
      );
    },
  );
});

test('reads are tried again, writes only when the host has not done them', async () => {
  const script: { status: number; headers?: Record<string, string> }[] = [];
  await withHost(
    () => ({ body: { message: 'busy' }, ...(script.shift() ?? { status: 200 }) }),
    async ({ url, asked }) => {
      const { wire, surroundings } = open(url, { limits: { retries: 2 } });
      script.push({ status: 500 }, { status: 502 });
      await wire.send(read('a'));
      assert.equal(surroundings.waits.length, 2);
      script.push({ status: 500 });
      await assert.rejects(wire.send(write('a')), isError('unavailable', { message: /^busy$/, status: 500 }));
      script.push(
        { status: 429, headers: { 'retry-after': '7' } },
        { status: 503, headers: { 'retry-after': 'Fri, 20 Nov 2026 08:00:20 GMT' } },
      );
      await wire.send(write('a'));
      assert.equal(surroundings.waits[2], 7_000);
      assert.equal(surroundings.nowMs(), Date.parse('2026-11-20T08:00:20Z'));
      script.push({ status: 503 }, { status: 503 }, { status: 503 });
      await assert.rejects(wire.send(read('a')), isError('unavailable'));
      assert.equal(asked.length, 10);
      script.push({ status: 429, headers: { 'retry-after': '120' } });
      await assert.rejects(wire.send(read('a')), isError('rate-limited', { retryAfterMs: 120_000 }));
      await assert.rejects(wire.send(read('a')), isError('rate-limited', { retryAfterMs: 120_000 }));
      assert.equal(asked.length, 11);
      surroundings.advance(120_000);
      await wire.send(read('a'));
    },
  );
});

test('statuses and rules say what an error is', async () => {
  const cases: [status: number, body: unknown, kind: HostError['kind'], message: RegExp][] = [
    [400, { error: { message: 'Bad' } }, 'invalid', /^Bad$/],
    [401, undefined, 'auth', /credentials \(401\)/],
    [403, { detail: 'Not yours' }, 'forbidden', /^Not yours$/],
    [404, '<html>No</html>', 'not-found', /\(404\)/],
    [409, 'Taken', 'conflict', /^Taken$/],
    [410, undefined, 'expired', /\(410\)/],
    [412, undefined, 'conflict', /\(412\)/],
    [422, { errors: [{ message: 'Too long' }] }, 'invalid', /^Too long$/],
    [428, undefined, 'conflict', /\(428\)/],
    [500, { message: 'x', exc: 'y', error: 'Traceback (most recent call last)' }, 'unavailable', /^x$/],
    [
      500,
      { message: 'Traceback (most recent call last):\n File "a.py", line 1\nValueError: pa55word' },
      'unavailable',
      /\(500\)/,
    ],
    [418, undefined, 'invalid', /\(418\)/],
    [417, { exc_type: 'TimestampMismatchError' }, 'conflict', /\(417\)/],
    [417, { exc_type: 'Other', _server_messages: '["{\\"message\\":\\"Fill in <b>date</b>\\"}"]' }, 'invalid', /^Fill in date$/],
    [200, { error: ['UserWarning', ['name', 'Really?']] }, 'needs-confirmation', /^Really\?$/],
    [200, { error: { data: { name: 'odoo.exceptions.AccessError', message: 'No', debug: 'Traceback' } } }, 'forbidden', /^No$/],
    [200, { error: { code: 100 } }, 'invalid', /^The host does not accept this\.$/],
    [200, '<!doctype html><html></html>', 'unavailable', /web page/],
    [429, 'slow down', 'rate-limited', /^slow down$/],
  ];
  let at = 0;
  await withHost(
    () => {
      const [status, body] = cases[at] ?? [];
      return { ...(status === undefined ? {} : { status }), body };
    },
    async ({ url }) => {
      const { wire } = open(
        url,
        {
          limits: { retries: 0 },
          errors: [
            { status: [417], at: 'exc_type', equals: 'TimestampMismatchError', is: 'conflict' },
            { status: [417], is: 'invalid', message: '_server_messages' },
            { at: 'error.0', equals: 'UserWarning', is: 'needs-confirmation', message: 'error.1.1' },
            { at: 'error.data.name', contains: 'AccessError', is: 'forbidden', message: 'error.data.message' },
            { status: [200], at: 'error', is: 'invalid' },
          ],
        },
        { password: 'pa55word' },
      );
      for (const [status, , kind, message] of cases) {
        await assert.rejects(wire.send(read('x')), isError(kind, { message, status }));
        at += 1;
      }
    },
  );
});

test('what means nothing in a success is no error', async () => {
  await withHost(
    () => ({ body: { error: null, errors: [], message: '', result: 1 } }),
    async ({ url }) => {
      const errors = [
        { at: 'error', is: 'invalid' },
        { at: 'errors', is: 'invalid' },
        { at: 'message', is: 'invalid' },
        { is: 'invalid' },
      ] as const;
      const { wire } = open(url, { errors: [...errors] });
      assert.equal((await wire.send(read('x'))).status, 200);
    },
  );
});

test('bodies are read as what they are', async () => {
  const bodies: [headers: Record<string, string>, sent: string, body: unknown, text: string | undefined][] = [
    [{ 'content-type': 'application/json' }, '\ufeff{"a":[1]}', { a: [1] }, undefined],
    [{ 'content-type': 'application/json' }, '"text"', 'text', undefined],
    [{ 'content-type': 'application/json' }, '', undefined, undefined],
    [{ 'content-type': 'text/html' }, ' [1]', [1], undefined],
    [{ 'content-type': 'application/xml' }, '<edmx:Edmx/>', undefined, '<edmx:Edmx/>'],
    [{ 'content-type': 'text/plain' }, '12', undefined, '12'],
  ];
  let at = 0;
  await withHost(
    () => ({ headers: bodies[at]?.[0] ?? {}, body: bodies[at]?.[1] ?? '' }),
    async ({ url }) => {
      const { wire } = open(url);
      for (const [, , body, text] of bodies) {
        const answer = await wire.send(read('x'));
        assert.deepEqual([answer.body, answer.text], [body, text]);
        at += 1;
      }
    },
  );
});

test('an answer with 204 has no body, whatever is sent; others are ignored when told so', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.end('HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const answer = await open(`http://127.0.0.1:${port}`).wire.send(write('x'));
  assert.deepEqual([answer.status, answer.body, answer.text], [204, undefined, undefined]);
  await new Promise((resolve) => server.close(resolve));
  await withHost(
    () => ({ headers: { 'content-type': 'application/json' }, body: 'no json' }),
    async ({ url }) => {
      assert.equal((await open(url).wire.send(write('x', { answersNothing: true }))).body, undefined);
    },
  );
});

test('hostile answers end with an error', async () => {
  const deep = '['.repeat(101) + ']'.repeat(101);
  const cases: [body: string, message: RegExp][] = [
    [`"${'x'.repeat(200_000)}"`, /more than 0.1 MB/],
    [deep, /levels/],
    ['{"a":', /no JSON/],
    ['\u0000', /no JSON/],
  ];
  let at = 0;
  await withHost(
    () => ({
      headers: { 'content-type': 'application/json', ...(at === 0 ? { 'transfer-encoding': 'chunked' } : {}) },
      body: cases[at]?.[0],
    }),
    async ({ url }) => {
      const { wire } = open(url, { limits: { maxMegabytes: 0.1 } });
      for (const [, message] of cases) {
        await assert.rejects(wire.send(read('x')), isError('invalid', { message }));
        at += 1;
      }
    },
  );
  await withHost(
    () => ({
      headers: { 'content-type': 'application/json' },
      body: `{"a":"${'[\\"'.repeat(500)}","b":${'['.repeat(99)}${']'.repeat(99)}}`,
    }),
    async ({ url }) => {
      assert.equal((await open(url).wire.send(read('x'))).status, 200);
    },
  );
});

test('errors whose body is hostile are still errors', async () => {
  await withHost(
    () => ({ status: 422, headers: { 'content-type': 'application/json' }, body: '['.repeat(5_000) }),
    async ({ url }) => {
      await assert.rejects(open(url).wire.send(read('x')), isError('invalid', { message: /\(422\)/, status: 422 }));
    },
  );
});

test('a host that does not answer in time is unavailable; a write may have been done', async () => {
  await withHost(
    () => 'silence',
    async ({ url, asked }) => {
      const manifest = testConnection({ limits: { retries: 1 } });
      const connection = { ...manifest.connection, limits: { ...manifest.connection.limits, timeoutSeconds: 0.05 } };
      const wire = openWire({ ...manifest, connection }, testSurroundings({ url }), plainTransport);
      await assert.rejects(wire.send(read('x')), isError('unavailable', { message: /within 0.05 seconds\.$/ }));
      assert.equal(asked.length, 2);
      await assert.rejects(wire.send(write('x')), isError('unavailable', { message: /not known whether/, mayBeDone: true }));
      assert.equal(asked.length, 3);
    },
  );
});

test('an answer says of a write whether it may have been done all the same', async () => {
  const statuses: [status: number, mayBeDone: boolean][] = [
    [500, true],
    [502, true],
    [504, true],
    [408, true],
    [200, true],
    [503, false],
    [429, false],
    [409, false],
    [422, false],
    [404, false],
  ];
  for (const [status, mayBeDone] of statuses) {
    const page = { status, headers: { 'content-type': 'text/html' }, body: '<p>no data</p>' };
    await withHost(
      () => page,
      async ({ url }) => {
        const isRight = (expected: boolean) => (error: unknown) => error instanceof HostError && error.mayBeDone === expected;
        const { wire } = open(url, { limits: { retries: 0 } });
        await assert.rejects(wire.send(write('x')), isRight(mayBeDone), String(status));
        await assert.rejects(wire.send(read('x')), isRight(false), String(status));
      },
    );
  }
});

test('who gives up gets their own reason, and nobody else suffers', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const host = sessionHost();
  await withHost(
    async (asked) => {
      await gate;
      return host.answer(asked);
    },
    async ({ url }) => {
      const { wire } = open(url, { auth: sessionAuth }, { password: 'pa55word' });
      const leaving = new AbortController();
      const gone = wire.send(read('a', { signal: leaving.signal }));
      const stays = wire.send(read('b'));
      leaving.abort(new Error('changed my mind'));
      await assert.rejects(gone, /changed my mind/);
      release();
      assert.equal((await stays).status, 200);
    },
  );
});

test('nobody there is said without the address', async () => {
  const { wire } = open(
    'http://127.0.0.1:1',
    { auth: { kind: 'query', query: { key: '${secrets.key}' } }, limits: { retries: 0 } },
    { key: 'pa55word' },
  );
  await assert.rejects(wire.send(write('x')), (error) => {
    assert.ok(isError('unavailable', { message: /^The host cannot be reached/ })(error));
    assert.doesNotMatch(JSON.stringify([String(error), (error as Error).stack, (error as Error).cause]), /pa55word/);
    return true;
  });
});

test('secrets do not come back in what the host says', async () => {
  await withHost(
    (asked) => ({ status: 400, body: { message: `Bad key ${String(asked.headers['x-key'])} and ${btoa('pa55word')}` } }),
    async ({ url }) => {
      const { wire } = open(url, { auth: { kind: 'headers', headers: { 'x-key': '${secrets.key}' } } }, { key: 'pa55word' });
      await assert.rejects(wire.send(read('x')), isError('invalid', { message: /^Bad key ••• and •••$/ }));
      assert.equal(wire.redact('a pa55word'), 'a •••');
    },
  );
});

test('settings that are missing or wrong are said', async () => {
  await assert.rejects(open('').wire.send(read('x')), isError('invalid', { message: /settings\.url/ }));
  await assert.rejects(open('ftp://x').wire.send(read('x')), isError('invalid', { message: /https/ }));
  await assert.rejects(
    open('http://127.0.0.1:1', { auth: { kind: 'headers', headers: { a: 'x ${secrets.key}' } } }, { key: 'a\r\nb: c' }).wire.send(
      read('x'),
    ),
    isError('invalid'),
  );
});
