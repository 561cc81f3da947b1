import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A program that was started for the tests. */
export interface Running {
  /** What it said, on both outputs, for messages of failing tests. */
  readonly output: string;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Keeps it from going on, without ending it: it holds its connections and answers nothing. */
  pause(): void;
  /** Sends the signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

const patienceMilliseconds = 30_000;

/**
 * Starts a program and waits until its output matches.
 * @throws Error with what it said, when it ends or stays silent instead
 */
export async function start(
  command: string,
  args: readonly string[],
  { ready, ...options }: SpawnOptions & { readonly ready: RegExp },
): Promise<{ readonly running: Running; readonly match: RegExpMatchArray }> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  let output = '';
  const match = await new Promise<RegExpMatchArray>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`${command} ${what}. It said:\n${output}`));
    const timer = setTimeout(() => fail('is not ready after 30 seconds'), patienceMilliseconds);
    const listen = (text: Buffer) => {
      output += text.toString();
      const found = ready.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    exited.then(({ code, signal }) => {
      clearTimeout(timer);
      fail(`has ended with ${signal ?? code}`);
    }, reject);
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { running: runningOf(child, exited, () => output), match };
}

function runningOf(child: ChildProcess, exited: Running['exited'], output: () => string): Running {
  // Whatever happens to the tests, nothing they started outlives them.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  void exited.finally(() => process.off('exit', kill));
  return {
    get output() {
      return output();
    },
    exited,
    pause: () => void child.kill('SIGSTOP'),
    end(signal = 'SIGKILL') {
      child.kill(signal);
      return exited;
    },
  };
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof bound !== 'object' || bound === null) throw new Error('No port is free.');
  return bound.port;
}
