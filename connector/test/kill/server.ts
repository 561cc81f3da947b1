import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { commandEnvironment, commandLine } from '../run-command.ts';

/** A connector in a process of its own, as people start it. */
export interface ServerProcess {
  /** Such as `http://127.0.0.1:8787`. */
  readonly address: string;
  /** From the start of the process until it said that it can work, milliseconds. */
  readonly startMs: number;
  /** `kill -9`: it gets no chance to finish anything. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

/** Starts `dispatchkit serve` in the directory and waits until `/readyz` answers. @throws Error with what it said, when it ends instead */
export async function startServer(directory: string, env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const startedMs = performance.now();
  const [program, args] = commandLine(['serve', '--port', '0']);
  const child = spawn(program, args, { cwd: directory, env: commandEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const address = await readAddress(child, ended);
  await untilReady(address);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { address, startMs: performance.now() - startedMs, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function readAddress(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  void ended.then(() => reject(new Error(`The connector did not start: ${complaint}`)));
  if (!child.stdout) throw new Error('The output of the connector is needed.');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, found] = /^Ready: (\S+?)\/?$/.exec(line) ?? [];
    if (found !== undefined) resolve(found);
  });
  return promise;
}

/** It says that it is ready once it listens, so the first answer is the one that counts. */
async function untilReady(address: string): Promise<void> {
  const { status } = await fetch(`${address}/readyz`);
  if (status !== 200) throw new Error(`/readyz answers ${status}.`);
}
