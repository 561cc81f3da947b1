import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { runCommand } from '../../../test/run-command.ts';
import { parseConfig } from '../../config/parse-config.ts';
import { egressBy } from '../../ports/egress.ts';
import type { Fetch } from '../../ports/fetch.ts';
import { silentLog } from '../../ports/log.ts';
import { openStore } from '../../runtimes/node.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const issuer = 'https://login.example.com/realms/erp';
const jwksUri = `${issuer}/keys`;

let directory: string;
let key: { readonly privateKey: CryptoKey; readonly jwk: JWK };
before(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  key = { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig' } };
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatchkit-doctor-'));
  await chmod(directory, 0o700);
});
afterEach(() => rm(directory, { recursive: true }));

type Pages = Record<string, { readonly body?: unknown; readonly date?: string; readonly status?: number }>;

interface Asked {
  readonly config?: object;
  readonly environment?: Record<string, string>;
  readonly production?: boolean;
  /** What other systems answer, by address; others do not exist. */
  readonly pages?: Pages;
  readonly token?: string;
  readonly configFile?: string;
}

async function findings({
  config = {},
  environment = {},
  pages = {},
  production = false,
  token,
  configFile,
}: Asked): Promise<readonly Finding[]> {
  const text = JSON.stringify({ dataDirectory: directory, server: { port: 0 }, pages: { enabled: false }, ...config });
  const fetch: Fetch = async (address) => {
    const page = pages[address];
    if (!page)
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }) });
    const { body = {}, date = new Date(nowMs).toUTCString(), status = 200 } = page;
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { date } });
  };
  const read = async () => parseConfig({ file: 'connector.yaml', text }, environment);
  const { findings: found } = await examine(read, {
    production,
    configFile,
    fetch,
    egress: egressBy(fetch),
    clock: { now: () => nowMs },
    token,
  });
  return found;
}

/** What is wrong, one line each. */
const wrong = (found: readonly Finding[]) =>
  found.filter(({ outcome }) => outcome !== 'ok').map(({ check, outcome, detail }) => `${outcome} ${check}: ${detail}`);

const withIssuer = (more: object = {}) => ({ auth: { issuers: [{ issuer, jwksUri, ...more }] }, secret: 'x'.repeat(40) });
const goodKeys = (): Pages => ({ [jwksUri]: { body: { keys: [key.jwk] } } });

describe('the doctor', () => {
  it('finds nothing wrong with what npm start uses, and makes nothing', async () => {
    const found = await findings({});
    assert.deepEqual(wrong(found), []);
    assert.ok(found.some(({ detail }) => /is made at the first start/.test(detail)));
  });

  it('tells every fault of the configuration at once', async () => {
    const found = await findings({ config: { sever: {}, logLevel: 'loud' }, environment: { PORT: 'x' } });
    assert.equal(found.length, 3);
    assert.ok(found.every(({ outcome, cure }) => outcome === 'fail' && cure));
  });

  describe('asks issuers', () => {
    it('and is content with one that answers', async () => {
      assert.deepEqual(wrong(await findings({ config: withIssuer(), pages: goodKeys() })), []);
    });
    for (const [what, pages, expected] of [
      ['that cannot be found', {}, /cannot be read: fetch failed: getaddrinfo ENOTFOUND/],
      ['that answers an error', { [jwksUri]: { status: 404 } }, /it answers 404/],
      ['that answers a page', { [jwksUri]: { body: '<html>' } }, /is not JSON/],
      ['without keys', { [jwksUri]: { body: { keys: [] } } }, /no usable public signature key/],
      [
        'that publishes a secret',
        { [jwksUri]: { body: { keys: [{ kty: 'oct', k: 'AAAA' }] } } },
        /no usable public signature key/,
      ],
    ] as const) {
      it(`one ${what}`, async () => {
        const [only, ...others] = wrong(await findings({ config: withIssuer(), pages }));
        assert.match(only ?? '', expected);
        assert.deepEqual(others, []);
      });
    }
    it('whose keys fit none of the algorithms', async () => {
      const found = wrong(await findings({ config: withIssuer({ algorithms: ['RS256'] }), pages: goodKeys() }));
      assert.match(found.join(), /of the type EC, which none of the algorithms RS256 uses/);
    });
    for (const [seconds, outcome] of [
      [5, ''],
      [-30, 'warn'],
      [120, 'fail'],
    ] as const) {
      it(`whose clock is ${seconds} seconds off: ${outcome || 'well'}`, async () => {
        const date = new Date(nowMs - seconds * 1000).toUTCString();
        const [first = ''] = wrong(
          await findings({ config: withIssuer(), pages: { [jwksUri]: { body: { keys: [key.jwk] }, date } } }),
        );
        assert.ok(outcome === '' ? first === '' : first.startsWith(outcome) && /clock/.test(first), first);
      });
    }
    it('in a private network, which the configuration has to name', async () => {
      const within = 'https://sso.corp/keys';
      const ask = (auth: object) =>
        findings({
          config: { auth: { issuers: [{ issuer, jwksUri: within }], ...auth }, secret: 'x'.repeat(40) },
          pages: { [within]: { body: { keys: [key.jwk] } } },
        });
      const [refused] = (await ask({})).filter(({ outcome }) => outcome !== 'ok');
      assert.match(refused?.detail ?? '', /sso\.corp is not a name of the open internet/);
      assert.match(refused?.cure ?? '', /auth\.allowPrivate/);
      const allowed = await ask({ allowPrivate: ['sso.corp'] });
      assert.deepEqual(wrong(allowed), []);
      assert.match(JSON.stringify(allowed), /1 key \(EC\) at https:\/\/sso\.corp\/keys/, 'an address is no secret');
    });
    it('that call themselves something else', async () => {
      const said = { issuer: `${issuer}/`, jwks_uri: `${issuer}/certs` };
      const found = await findings({
        config: withIssuer(),
        pages: { ...goodKeys(), [`${issuer}/.well-known/openid-configuration`]: { body: said } },
      });
      assert.match(
        found.find(({ outcome }) => outcome === 'warn')?.cure ?? '',
        /issuer: "https:\/\/login\.example\.com\/realms\/erp\/" and jwksUri: .*certs/,
      );
    });
    it('whose keys come unprotected: refused in production, unless that is wanted', async () => {
      const open = 'http://login.example.com/keys';
      const ask = (production: boolean, auth: object = {}) => {
        const config = { auth: { issuers: [{ issuer, jwksUri: open }], ...auth }, secret: 'x'.repeat(40) };
        return findings({ config, pages: { [open]: { body: { keys: [key.jwk] } } }, production });
      };
      assert.match(wrong(await ask(false)).join(), /^warn issuer .* over http/);
      const [refused] = (await ask(true)).filter(({ outcome }) => outcome === 'fail');
      assert.match(refused?.detail ?? '', /Only https addresses are reached\.$/);
      assert.match(refused?.cure ?? '', /https address .*auth\.allowHttp/);
      const config = { auth: { issuers: [{ issuer, jwksUri: open }] }, secret: 'x'.repeat(40) };
      const withToken = await findings({ config, production: true, token: 'a.b.c' });
      assert.match(withToken.find(({ check }) => check === 'token')?.detail ?? '', /while the keys of an issuer cannot be read/);
      assert.match(wrong(await ask(true, { allowHttp: true })).join(), /^warn issuer .* over http/);
    });
  });

  describe('looks at the database', () => {
    const file = () => join(directory, 'dispatchkit.db');
    const make = async () =>
      (await openStore(parseConfig({ file: 'c', text: JSON.stringify({ dataDirectory: directory }) }, {}), silentLog)).close();

    it('and says its version when nothing is wrong with it', async () => {
      await make();
      const found = await findings({});
      assert.deepEqual(wrong(found), []);
      assert.match(found.find(({ check }) => check === 'database')?.detail ?? '', /schema version \d+$/);
    });
    it('and the command ends well', async () => {
      await make();
      const configFile = join(directory, 'connector.yaml');
      await writeFile(configFile, `dataDirectory: ${directory}\nserver: { port: 0 }\n`, { mode: 0o600 });
      const { code, out } = await runCommand(directory, ['doctor'], { DISPATCHKIT_CONFIG: configFile });
      assert.doesNotMatch(out, /^fail/m);
      assert.equal(code, 0, out);
    });
    it('that is damaged', async () => {
      await make();
      const { client } = openNativeDatabase({ url: `file:${file()}` });
      await client.execute('create table odd (n integer check (n > 0))');
      await client.execute('pragma ignore_check_constraints = on');
      await client.execute('insert into odd values (-1)');
      client.close();
      assert.match(
        wrong(await findings({})).join(),
        /^fail database: .*dispatchkit\.db is damaged: CHECK constraint failed in odd$/,
      );
    });
    for (const [what, change, expected] of [
      ['older', '- 1', /^warn database: .* has schema version/],
      ['newer', '+ 5', /^fail database: .* this program knows/],
    ] as const) {
      it(`${what} than the program; it stays as it is`, async () => {
        await make();
        const { client } = openNativeDatabase({ url: `file:${file()}` });
        await client.execute(`update meta set value = value ${change} where key = 'schema_version'`);
        const version = async () => (await client.execute("select value from meta where key = 'schema_version'")).rows[0]?.value;
        const before = await version();
        assert.match(wrong(await findings({})).join(), expected);
        assert.equal(await version(), before);
        client.close();
      });
    }
    it('that is none', async () => {
      await writeFile(file(), 'not a database at all, only text '.repeat(100), { mode: 0o600 });
      assert.match(wrong(await findings({})).join(), /^fail database: .*not a database/);
    });
    it('on a server that is not there, without telling its token', async () => {
      const config = { database: { url: 'http://127.0.0.1:9', authToken: 'hunter2-hunter2' } };
      const found = await findings({ config });
      assert.match(wrong(found).join(), /^fail database/);
      assert.doesNotMatch(JSON.stringify(found), /hunter2/);
    });
  });

  describe('looks around', () => {
    it('for a taken port, and knows a connector when it meets one', async () => {
      const other: Server = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const bound = other.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
      after(() => other.close());
      const config = { server: { port } };
      assert.match(wrong(await findings({ config })).join(), /fail port: .*EADDRINUSE/);
      const pages = { [`http://127.0.0.1:${port}/healthz`]: { body: { status: 'ok' } } };
      assert.deepEqual(wrong(await findings({ config, pages })), []);
    });

    it('for what others on this machine can read', {
      skip: process.platform === 'win32' && 'Windows has no such rights',
    }, async () => {
      const data = join(directory, 'data');
      const configFile = join(directory, 'connector.yaml');
      await mkdir(data);
      await chmod(data, 0o755);
      for (const file of [join(data, 'development-key.json'), configFile])
        await writeFile(file, 'metrics: { token: metrics-token-0123 }', { mode: 0o644 });
      const config = { dataDirectory: data, metrics: { token: 'metrics-token-0123' } };
      const found = await findings({ config, configFile });
      assert.deepEqual(
        found.filter(({ check }) => check === 'rights').map(({ cure }) => cure),
        process.platform === 'win32'
          ? []
          : [`chmod o= ${data}`, `chmod go= ${join(data, 'development-key.json')}`, `chmod o= ${configFile}`],
      );
    });

    it('and takes no address for a secret others could read in the configuration', async () => {
      const configFile = join(directory, 'connector.yaml');
      await writeFile(configFile, 'auth: { allowPrivate: [sso.corp] }', { mode: 0o644 });
      const found = await findings({ config: { auth: { allowPrivate: ['sso.corp'] } }, configFile });
      assert.deepEqual(wrong(found), []);
    });

    for (const [what, asked, expected] of [
      [
        'the development issuer where others can reach it',
        { config: { server: { host: '0.0.0.0', port: 0 } } },
        /warn sign-in: .*0\.0\.0\.0/,
      ],
      [
        'the development issuer in production',
        { production: true, config: { auth: { development: { enabled: true } } } },
        /fail sign-in/,
      ],
      ['nobody who could sign in', { production: true }, /fail sign-in: Nobody/],
      [
        'pages over http in production',
        { production: true, config: { cors: { origins: ['http://erp.example.com'] } } },
        /warn network: Pages over http/,
      ],
      [
        'a collector that is not there',
        { config: { traces: { endpoint: 'http://collector.test/v1/traces' } } },
        /warn traces: .*ENOTFOUND/,
      ],
    ] as const) {
      it(`for ${what}`, async () => assert.match(wrong(await findings(asked)).join('\n'), expected));
    }
  });
});

describe('the doctor, given a token', () => {
  const sign = (claims: object, header: object = {}) =>
    new SignJWT({ iss: issuer, aud: 'dispatchkit', sub: 'u1', iat: nowMs / 1000, exp: nowMs / 1000 + 600, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header })
      .sign(key.privateKey);
  const ask = async (token: string, more: object = {}) => {
    const found = await findings({ config: withIssuer(more), pages: goodKeys(), token });
    return found.find(({ check }) => check === 'token');
  };

  it('says who it would be', async () => {
    const found = await ask(await sign({ org: 'acme', groups: ['Planner'], tech: 't7' }), {
      claims: { tenant: '/org', role: '/groups', technicianId: '/tech' },
      roles: { Planner: 'dispatcher' },
    });
    assert.match(
      found?.detail ?? '',
      /^It is accepted: tenant acme, role dispatcher, technician t7, good until 2026-11-20T12:10:00/,
    );
  });

  for (const [what, claims, expected] of [
    ['another issuer by a slash', { iss: `${issuer}/` }, /It says iss ".*erp\/"; configured are ".*erp"/],
    ['another audience', { aud: ['account'] }, /It says aud \["account"\], wanted is "dispatchkit"/],
    [
      'a role it calls otherwise',
      { tenant: 'acme', realm: ['planner'] },
      /role at \/role: nothing; claims it has: iss, aud, .*realm/,
    ],
    ['a role nobody knows', { tenant: 'acme', role: 'planner' }, /role at \/role: "planner"/],
    ['no tenant', { role: 'admin' }, /tenant at \/tenant: nothing/],
    ['an end that is past', { tenant: 'acme', role: 'admin', exp: nowMs / 1000 - 600 }, /good until 2026-11-20T11:50:00/],
  ] as const) {
    it(`says why one with ${what} is refused`, async () => {
      const found = await ask(await sign(claims));
      assert.equal(found?.outcome, 'fail');
      assert.match(found?.cure ?? '', expected);
    });
  }

  it('says what an opaque one is', async () => assert.match((await ask('opaque'))?.cure ?? '', /have the issuer give JWTs/));
});
