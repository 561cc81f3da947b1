import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readStream } from '../../test/read-stream.ts';
import { testConfig } from '../../test/test-connector.ts';
import { silentLog } from '../ports/log.ts';
import { issueDevToken, type RunningConnector, readConfig, serve } from './node.ts';

let directory: string;
const running: RunningConnector[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatchkit-node-'));
});
afterEach(async () => {
  for (const connector of running.splice(0)) await connector.stop();
  await rm(directory, { recursive: true });
});

async function start(options: { port?: number; signal?: AbortSignal } = {}): Promise<RunningConnector> {
  const started = await serve({
    config: configIn(directory, options.port),
    log: silentLog,
    environment: {},
    pagesDirectory: directory,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  running.push(started);
  return started;
}

const configIn = (dataDirectory: string, port = 0) => testConfig(JSON.stringify({ server: { port }, dataDirectory }));

async function bearer(): Promise<string> {
  return `Bearer ${await issueDevToken({ tenant: 'acme', role: 'dispatcher' }, configIn(directory), {})}`;
}

describe('the connector on Node', () => {
  it('answers over a socket, to tokens of the command line', async () => {
    const { address } = await start();
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const made = await fetch(`${address}v1/jobs`, {
      method: 'POST',
      headers: { authorization: await bearer(), 'content-type': 'application/json' },
      body: '{"title":"Over a socket"}',
    });
    assert.equal(made.status, 201);
    const read = await fetch(new URL(made.headers.get('location') ?? '', address), {
      headers: { authorization: await bearer() },
    });
    assert.equal(read.headers.get('etag'), '"v1"');
    assert.ok(read.headers.get('date'));
  });

  it('lets an import take as long as it may, and headers no longer than before', async () => {
    const servers: Server[] = [];
    const note = (message: unknown) => servers.push((message as { readonly server: Server }).server);
    subscribe('http.server.request.start', note);
    try {
      const { address } = await start();
      await fetch(address);
    } finally {
      unsubscribe('http.server.request.start', note);
    }
    const [server] = servers;
    assert.ok(server);
    assert.ok(server.requestTimeout > 600_000, `${server.requestTimeout} ms`);
    assert.equal(server.headersTimeout, 20_000);
  });

  it('says in its log that pages are not built, and how to build them', async () => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (message: string) => warnings.push(message) };
    for (const pages of [true, false]) {
      const config = testConfig(JSON.stringify({ server: { port: 0 }, dataDirectory: directory, pages: { enabled: pages } }));
      const started = await serve({ config, log, environment: {}, pagesDirectory: join(directory, 'nowhere') });
      await started.stop();
    }
    assert.equal(warnings.length, 1, 'not when pages are switched off');
    assert.match(warnings[0] ?? '', /npm run build/);
  });

  it('keeps the development key where only its owner can read it, and the same after a restart', async () => {
    const first = await start();
    const token = await bearer();
    await first.stop();
    const path = join(directory, 'development-key.json');
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const key = await readFile(path, 'utf8');
    const { address } = await start();
    assert.equal(await readFile(path, 'utf8'), key);
    assert.equal((await fetch(`${address}v1/jobs`, { headers: { authorization: token } })).status, 200);
  });

  it('streams events, resumes after a restart on the same file, and ends streams when it stops', async () => {
    const abort = new AbortController();
    const first = await start({ signal: abort.signal });
    const headers = { authorization: await bearer(), accept: 'text/event-stream' };
    const create = async (address: string, name: string) =>
      fetch(`${address}v1/customers`, {
        method: 'POST',
        headers: { authorization: await bearer(), 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      });
    const reader = readStream(await fetch(`${first.address}v1/events?after=0`, { headers }));
    await create(first.address, 'Before');
    assert.equal((await reader.next()).id, '1');
    abort.abort();
    assert.equal(await reader.ended(), true);
    await first.stopped;

    const second = await start();
    await create(second.address, 'After');
    const resumed = readStream(await fetch(`${second.address}v1/events`, { headers: { ...headers, 'last-event-id': '1' } }));
    const message = await resumed.next();
    assert.equal(message.id, '2');
    assert.match(message.data, /After/);
    await resumed.cancel();
  });

  it('lets a client go that hangs up', async () => {
    const { address, connector } = await start();
    const abort = new AbortController();
    const response = await fetch(`${address}v1/events`, {
      headers: { authorization: await bearer(), accept: 'text/event-stream' },
      signal: abort.signal,
    });
    await readStream(response).comment();
    assert.equal(connector.streamCount, 1);
    abort.abort();
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = setInterval(() => connector.streamCount === 0 && resolve(), 5);
    await promise;
    clearInterval(look);
  });

  it('refuses two Authorization headers', async () => {
    const { address } = await start();
    const token = await bearer();
    const status = await new Promise((resolve, reject) => {
      const sent = request(
        `${address}v1/jobs`,
        { headers: ['Host', 'x', 'Authorization', token, 'Authorization', token] },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
    assert.equal(status, 401);
  });

  it('says which port is taken, and how to go on; nothing is left open', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await assert.rejects(start({ port }), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken.*PORT=${port + 1}`));
    await new Promise((resolve) => other.close(resolve));
  });

  it('refuses the development issuer in production, before it listens', async () => {
    await assert.rejects(
      serve({ config: configIn(directory), log: silentLog, environment: { NODE_ENV: 'production' } }),
      /configure auth\.issuers/,
    );
    await assert.rejects(
      issueDevToken({ tenant: 'a', role: 'admin' }, configIn(directory), { NODE_ENV: 'production' }),
      /NODE_ENV=production/,
    );
  });

  it('says which configuration file cannot be read', async () => {
    await assert.rejects(readConfig({ DISPATCHKIT_CONFIG: join(directory, 'missing.yaml') }), /missing\.yaml: cannot be read/);
  });
});
