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

/** The command as people run it, in a process of its own. */
export function runCommand(directory: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandOutcome> {
  const [program, all] = commandLine(args);
  return new Promise((fulfil, reject) => {
    const child = spawn(program, all, { cwd: directory, env: commandEnvironment(env) });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => fulfil({ code, out, err }));
  });
}
