import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/dispatchkit.js', import.meta.url));

export interface CommandOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Nothing of the environment of the tests reaches the command. */
export function commandEnvironment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const cleared = { DISPATCHKIT_CONFIG: '', DISPATCHKIT_DATABASE_URL: '', PORT: '', HOST: '', NODE_ENV: '', DEBUG: '' };
  return { ...process.env, ...cleared, ...env };
}

/** How to start the command on the sources. */
export function commandLine(args: readonly string[]): [program: string, args: string[]] {
  return [process.execPath, ['--conditions=dispatchkit-source', command, ...args]];
}

export interface CommandEnd {
  /** Ends the command once this stands in its output. */
  readonly until?: RegExp;
  /** What is done first, with what was found. */
  readonly meanwhile?: (found: RegExpExecArray) => Promise<void>;
}

/** The command as people run it, in a process of its own. */
export function runCommand(
  directory: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  { until, meanwhile }: CommandEnd = {},
): Promise<CommandOutcome> {
  const [program, all] = commandLine(args);
  return new Promise((fulfil, reject) => {
    const child = spawn(program, all, { cwd: directory, env: commandEnvironment(env) });
    let out = '';
    let err = '';
    let looking: Promise<void> | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const found = looking ? null : until?.exec(out);
      if (found) looking = Promise.resolve(meanwhile?.(found)).finally(() => child.kill('SIGTERM'));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => Promise.resolve(looking).then(() => fulfil({ code, out, err }), reject));
  });
}
