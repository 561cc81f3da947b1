import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Problem } from '@dispatchkit/contract';
import { testConfig } from '../../../test/test-connector.ts';
import { silentLog } from '../../ports/log.ts';
import { type RunningConnector, serve } from '../node.ts';

/** What a client hears, over a real socket, of requests that nobody reads to their end. */
describe('a connector on Node', () => {
  let directory: string;
  let connector: RunningConnector;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-head-'));
    const config = testConfig(JSON.stringify({ server: { port: 0 }, dataDirectory: directory }));
    connector = await serve({ config, log: silentLog, environment: {}, pagesDirectory: directory });
  });
  after(async () => {
    await connector.stop();
    await rm(directory, { recursive: true });
  });

  /** Sends the text as it is, and gives back everything that came until the connection was closed. */
  function say(text: string): Promise<string> {
    const { hostname, port } = new URL(connector.address);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part) => {
      answer += part;
    });
    socket.on('end', () => socket.end()).on('close', () => resolve(answer));
    socket.on('error', reject);
    return promise;
  }

  async function refusal(text: string) {
    const answer = await say(text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    assert.match(head, /^content-type: application\/problem\+json$/im);
    assert.match(head, /^connection: close$/im);
    assert.match(head, /^cache-control: no-store$/im);
    assert.match(head, new RegExp(`^content-length: ${Buffer.byteLength(body)}$`, 'im'));
    const problem = Problem.parse(JSON.parse(body));
    assert.ok(problem.requestId && problem.hint);
    return `${head.split(' ')[1]} ${problem.status} ${problem.code}`;
  }

  const head = (path: string, fields: Record<string, string> = {}) =>
    [
      `GET ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      'connection: close',
      ...Object.entries(fields).map(([k, v]) => `${k}: ${v}`),
      '',
      '',
    ].join('\r\n');
  const long = (kilobytes: number) => 'a'.repeat(kilobytes * 1024);

  it('says so when the address is too long, before it asks who is there', async () => {
    assert.equal(await refusal(head(`/v1/jobs?q=${long(24)}`)), '414 414 address_too_long');
    assert.match(await say(head(`/v1/jobs?q=${long(20)}`)), /^HTTP\/1\.1 401 /, 'five hundred ids are no fault');
  });

  it('says so when the headers are too large', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x-${i}`, long(1)]));
    assert.equal(await refusal(head('/v1/jobs', many)), '431 431 headers_too_large');
    assert.equal(await refusal(head('/healthz', { cookie: long(17) })), '431 431 headers_too_large');
    assert.match(await say(head('/healthz', { cookie: long(15) })), /^HTTP\/1\.1 200 /);
  });

  it('says so even of what the parser stops at', async () => {
    assert.equal(await refusal(head(`/v1/jobs?q=${long(70)}`)), '431 431 headers_too_large');
    assert.equal(await refusal(head('/v1/jobs', { cookie: long(200) })), '431 431 headers_too_large');
    assert.equal(await refusal('SSH-2.0-OpenSSH_9.9\r\n\r\n'), '400 400 malformed_request');
    assert.equal(await refusal(head('/v1/jobs', { 'content-length': '-1' })), '400 400 malformed_request');
  });

  it('writes into no answer that is under way', async () => {
    const answer = await say('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nno HTTP\r\n\r\n').catch(String);
    assert.doesNotMatch(answer, /malformed_request/);
  });

  it('still serves after all of that', async () => {
    assert.equal((await fetch(`${connector.address}healthz`)).status, 200);
  });
});
