import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import { stringify } from 'yaml';
import { memoryKeyFile, openTestConnector } from '../../../test/test-connector.ts';
import { guardedFetch } from '../../egress/guard.ts';
import type { Egress } from '../../ports/egress.ts';
import type { Log } from '../../ports/log.ts';
import { silentLog } from '../../ports/log.ts';
import { socketEgress } from '../../runtimes/shared/socket-egress.ts';
import { issuerRules } from './issuer-egress.ts';
import { RemoteKeys } from './remote-keys.ts';

const issuer = 'https://login.example.com';
const configWith = (jwksUri: string, auth: object = {}) => stringify({ auth: { issuers: [{ issuer, jwksUri }], ...auth } });

/** What is written in the configuration is judged before anything is asked. */
describe('the address of an issuer', () => {
  const start = async (
    jwksUri: string,
    { production = true, ...auth }: { production?: boolean; allowPrivate?: string[]; allowHttp?: boolean } = {},
  ) => {
    const subject = await openTestConnector({ config: configWith(jwksUri, auth), production, keyFile: memoryKeyFile() });
    await subject[Symbol.asyncDispose]();
  };
  const refused = (jwksUri: string, cure = /auth\.allowPrivate/) =>
    assert.rejects(start(jwksUri), (error: Error) => {
      assert.match(error.message, /^auth\.issuers: the keys of https:\/\/login\.example\.com cannot be read from /);
      assert.match(error.message, cure);
      return true;
    });

  for (const address of [
    'http://127.0.0.1:8080/keys',
    'http://localhost/keys',
    'http://[::1]/keys',
    'http://0x7f.1/keys',
    'https://10.1.2.3/keys',
    'https://[fd00::1]/keys',
    'https://169.254.169.254/latest/meta-data',
    'https://sso.corp/keys',
    'https://keycloak:8443/keys',
  ]) {
    it(`${address} is refused at the start, with the cure`, () => refused(address));
  }

  it('is https in production: whoever is on the way of keys signs in as anybody', async () => {
    for (const address of ['http://login.example.com/keys', 'http://sso.corp/keys', 'http://127.0.0.1.example.com/keys']) {
      await refused(address, /Only https addresses are reached\. Give the https address .*auth\.allowHttp: true/);
      await start(address, { allowHttp: true, allowPrivate: ['sso.corp'] });
      await start(address, { production: false, allowPrivate: ['sso.corp'] });
    }
    await assert.rejects(start('http://sso.corp/keys', { allowPrivate: ['sso.corp'] }), /auth\.allowHttp/);
    for (const host of ['127.0.0.1:8080', '[::1]:8080', 'localhost:8080'])
      await start(`http://${host}/keys`, { allowPrivate: ['127.0.0.1', '::1', 'localhost'] });
  });

  it('must not lead to a port where something else listens, nor carry a password', async () => {
    await refused('https://login.example.com:25/keys', /jwks_uri/);
    await refused('https://user:secret@login.example.com/keys', /jwks_uri/);
  });

  it('may be in the operator’s network when the configuration names it', async () => {
    await start('https://10.1.2.3/keys', { allowPrivate: ['10.0.0.0/8'] });
    await start('https://sso.corp/keys', { allowPrivate: ['sso.corp'] });
    await start('http://127.0.0.1:8080/keys', { allowPrivate: ['127.0.0.1'] });
  });

  it('may be this machine while trying things out, and nothing else that is private', async () => {
    for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080'])
      await start(`http://${host}/keys`, { production: false });
    await assert.rejects(start('https://10.1.2.3/keys', { production: false }), /auth\.allowPrivate/);
  });
});

describe('keys of an issuer', () => {
  const key = generateKeyPair('ES256').then(({ publicKey }) => exportJWK(publicKey));

  async function openIssuer(answer: { readonly status: number; readonly headers?: Record<string, string> } = { status: 200 }) {
    const asked: string[] = [];
    const server = createServer(async (request, response) => {
      asked.push(`${request.headers.host}${request.url}`);
      response.writeHead(answer.status, answer.headers);
      response.end(JSON.stringify({ keys: [{ ...(await key), kid: 'a' }] }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const close = () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    };
    return { asked, port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close };
  }

  /** The connection goes to 127.0.0.1, whatever the name says. */
  const resolving = (...addresses: string[]): Egress => ({ ...socketEgress, resolve: async () => addresses });
  const log: Log & { readonly lines: unknown[] } = {
    ...silentLog,
    lines: [],
    error(_, about) {
      this.lines.push(about);
    },
  };
  const find = (address: string, egress: Egress, allowPrivate: string[] = []) => {
    log.lines.length = 0;
    const fetch = guardedFetch(egress, issuerRules({ allowPrivate, allowHttp: true }, true));
    return new RemoteKeys(address, { fetch, clock: { now: () => 0 }, log }).keyFor({ alg: 'ES256', kid: 'a' });
  };
  const unavailable = { code: 'issuer_unavailable' };

  it('are read from the address the name had when it was judged', async () => {
    await using server = await openIssuer();
    await find(`http://sso.example.com:${server.port}/keys`, resolving('127.0.0.1'), ['127.0.0.0/8']);
    assert.deepEqual(server.asked, [`sso.example.com:${server.port}/keys`]);
  });

  it('are not read when the name leads to a private address, and the log says what to do', async () => {
    await using server = await openIssuer();
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::ffff:127.0.0.1']]) {
      await assert.rejects(find(`http://sso.example.com:${server.port}/keys`, resolving(...addresses)), unavailable);
      assert.match(JSON.stringify(log.lines), /auth\.allowPrivate/);
    }
    assert.deepEqual(server.asked, []);
  });

  it('are not looked for where a redirect leads', async () => {
    await using elsewhere = await openIssuer();
    const headers = { location: `http://127.0.0.1:${elsewhere.port}/keys` };
    await using server = await openIssuer({ status: 302, headers });
    const address = `http://sso.example.com:${server.port}/keys`;
    await assert.rejects(find(address, resolving('127.0.0.1'), ['127.0.0.1']), unavailable);
    assert.deepEqual([server.asked.length, elsewhere.asked.length], [1, 0]);
  });
});
