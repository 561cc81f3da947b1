import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process of the benchmark that answers one question at a time. */
export interface Child<Ask> {
  ask<T>(question: Ask): Promise<T>;
  /** Asks it to end, and waits. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a file as a process that may open as many files as the system allows. Its first answer is `started`. */
export async function startChild<Ask>(url: URL, args: readonly string[] = []): Promise<{ child: Child<Ask>; started: unknown }> {
  const path = fileURLToPath(url);
  const file = basename(path);
  const node = [process.execPath, '--expose-gc', '--conditions=dispatchkit-source', path, ...args];
  const command = process.platform === 'win32' ? node : ['sh', '-c', 'ulimit -n "$(ulimit -Hn)"; exec "$@"', 'sh', ...node];
  const [program = '', ...rest] = command;
  const started = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const child: Child<Ask> = {
    async ask<T>(question: Ask) {
      const answer = answerOf(started, file);
      started.send(question as object);
      return (await answer) as T;
    },
    async stop(signal = 'SIGTERM') {
      if (started.exitCode !== null || started.signalCode !== null) return;
      const ended = once(started, 'exit');
      started.kill(signal);
      await ended;
    },
  };
  return { child, started: await answerOf(started, file) };
}

async function answerOf(child: ChildProcess, file: string): Promise<unknown> {
  const ended = new AbortController();
  const onExit = () => ended.abort(new Error(`${file} has ended.`));
  child.once('exit', onExit);
  try {
    const [message] = (await once(child, 'message', { signal: ended.signal })) as [{ answer: unknown }];
    return message.answer;
  } catch (error) {
    throw ended.signal.aborted ? ended.signal.reason : error;
  } finally {
    child.off('exit', onExit);
  }
}

/** @throws Error that says what to do when the system does not let one process hold so many connections */
export function expectOpenFiles(needed: number): void {
  if (process.platform === 'win32') return;
  const allowed = spawnSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).stdout.trim();
  if (allowed === 'unlimited' || Number(allowed) >= needed) return;
  throw new Error(
    `The benchmark needs ${needed} open files in one process, and this system allows ${allowed}. Raise the hard limit (ulimit -Hn ${needed} as root, or LimitNOFILE= of the service) and start it again.`,
  );
}
