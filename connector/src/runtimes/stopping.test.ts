import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readStream } from '../../test/read-stream.ts';
import { commandEnvironment, commandLine } from '../../test/run-command.ts';
import { testConfig } from '../../test/test-connector.ts';
import { issueDevToken } from './node.ts';

let directory: string;
const processes: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatchkit-stop-'));
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

interface Served {
  readonly address: string;
  readonly child: ChildProcess;
  readonly exit: Promise<unknown[]>;
  readonly authorization: string;
  readonly log: () => string;
}

/** The command in a process of its own, as a supervisor runs it. */
async function serve(server: object): Promise<Served> {
  const config = { server: { port: 0, ...server }, dataDirectory: directory, pages: { enabled: false } };
  const file = join(directory, 'connector.json');
  await writeFile(file, JSON.stringify(config));
  const [program, args] = commandLine(['serve']);
  const child = spawn(program, args, { cwd: directory, env: commandEnvironment({ DISPATCHKIT_CONFIG: file }) });
  processes.push(child);
  const exit = once(child, 'exit');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const said = once(child.stdout.setEncoding('utf8'), 'data') as Promise<[string]>;
  const [ready] = await Promise.race([said, exit.then(() => [''])]);
  const address = /Ready: (\S+)/.exec(ready ?? '')?.[1] ?? assert.fail(`${ready}${log}`);
  const token = await issueDevToken({ tenant: 'acme', role: 'dispatcher' }, testConfig(JSON.stringify(config)), {});
  return { address, child, exit, authorization: `Bearer ${token}`, log: () => log };
}

const statusOf = async (address: string, authorization?: string) =>
  (await fetch(address, authorization ? { headers: { authorization } } : {})).status;

describe('told to stop', () => {
  it('it first says so on /readyz and still answers; then streams end and the process with them', async () => {
    const { address, child, exit, authorization, log } = await serve({ drainSeconds: 1 });
    const stream = readStream(await fetch(`${address}v1/events`, { headers: { authorization, accept: 'text/event-stream' } }));
    await stream.comment();
    assert.equal(await statusOf(`${address}readyz`), 200);
    child.kill('SIGTERM');
    while ((await statusOf(`${address}readyz`)) !== 503);
    assert.equal(await statusOf(`${address}v1/jobs`, authorization), 200);
    assert.equal(await stream.ended(), true);
    assert.deepEqual(await exit, [0, null]);
    assert.match(log(), /"message":"stopping".*"drainSeconds":1/);
    await assert.rejects(fetch(`${address}healthz`));
  });

  it('it answers what is running under load; every write that was acknowledged is there, and none is answered by half', async () => {
    const first = await serve({});
    let acknowledged = 0;
    let isStopping = false;
    const faults: unknown[] = [];
    const client = async () => {
      for (;;) {
        try {
          const answer = await fetch(`${first.address}v1/customers`, {
            method: 'POST',
            headers: { authorization: first.authorization, 'content-type': 'application/json', connection: 'close' },
            body: '{"name":"Mill Street School"}',
          });
          assert.equal(answer.status, 201);
          await answer.json();
          if (++acknowledged === 100) first.child.kill('SIGTERM');
          isStopping ||= acknowledged >= 100;
        } catch (error) {
          const cause = error instanceof Error ? error.cause : undefined;
          const code = cause instanceof Error && 'code' in cause ? cause.code : error;
          // Nobody listens any more: said before anything was answered.
          if (!isStopping || !['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'].includes(String(code))) faults.push(error);
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, client));
    assert.deepEqual(faults, []);
    assert.deepEqual(await first.exit, [0, null]);

    const second = await serve({});
    const answer = await fetch(`${second.address}v1/customers?limit=1`, { headers: { authorization: second.authorization } });
    const { total } = (await answer.json()) as { total: number };
    // A caller that was cut off before it heard may have been served.
    assert.ok(total >= acknowledged && total <= acknowledged + 16, `${total} stored, ${acknowledged} acknowledged`);
  });

  it('a second signal does not wait for those who never finish', async () => {
    const { address, child, exit, authorization } = await serve({ stopSeconds: 600 });
    const headers = { authorization, 'content-type': 'application/json', 'content-length': '1000' };
    const slow = request(`${address}v1/customers`, { method: 'POST', headers, agent: new Agent() });
    const cut = once(slow, 'error');
    slow.write('{"name":');
    await once(slow, 'socket');
    while ((await statusOf(`${address}healthz`)) !== 200);
    child.kill('SIGTERM');
    while (await fetch(`${address}healthz`).catch(() => undefined));
    assert.equal(child.exitCode, null, 'it waits for the request');
    child.kill('SIGTERM');
    await cut;
    assert.deepEqual(await exit, [0, null]);
  });
});
