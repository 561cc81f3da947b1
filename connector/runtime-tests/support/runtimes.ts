import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { programs, root } from './programs.ts';
import { type Running, start } from './running.ts';
import { startWorker } from './worker.ts';

export const runtimeNames = ['node', 'deno', 'bun', 'workerd'] as const;
export type RuntimeName = (typeof runtimeNames)[number];

/** What a connector is started with. */
export interface Setup {
  /** For the configuration, the database and whatever else; goes with the tests. */
  readonly folder: string;
  /** YAML or JSON. */
  readonly config: string;
  /** `file:` or the address of a server. */
  readonly databaseUrl: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** For secrets that the configuration names. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A connector in a process of its own. */
export interface Started {
  /** Such as `http://127.0.0.1:40127`. */
  readonly baseUrl: string;
  readonly running: Running;
  /** Has it do what is due in the background, where it does not by itself. */
  wake(): Promise<void>;
}

/** Long enough for an installation; of no other use. */
export const secret = 'only for the runtime tests, 32 or more';

/** The command as in a clone: what the packages name is their sources. */
const serve = ['connector/src/cli/main.ts', 'serve'];
export const sources = '--conditions=dispatchkit-source';

/** Starts a connector on the runtime, the way the guide says. @throws Error with what it said when it does not come up */
export function startConnector(runtime: RuntimeName, setup: Setup): Promise<Started> {
  switch (runtime) {
    case 'node':
      return startCommand(process.execPath, [sources, ...serve], setup);
    case 'bun':
      return startCommand(programs.bun, [sources, ...serve], setup);
    case 'deno':
      return startCommand(programs.deno, ['run', sources, ...denoPermissions(setup), ...serve], setup);
    case 'workerd':
      return startWorker(setup);
  }
}

/** Exactly those of the guide; a part that starts to need more has to say so there. */
export function denoPermissions({ folder }: Pick<Setup, 'folder'>): string[] {
  return ['--no-prompt', '--allow-net', '--allow-env', '--allow-sys', '--allow-ffi', '--allow-read', `--allow-write=${folder}`];
}

async function startCommand(program: string | undefined, args: readonly string[], setup: Setup): Promise<Started> {
  if (program === undefined) throw new Error('There is no such program for this platform.');
  const configFile = join(setup.folder, 'connector.yaml');
  await writeFile(configFile, setup.config);
  const { running, match } = await start(program, args, {
    cwd: root,
    ready: /Ready: (http:\S+?)\/?\s/,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DISPATCHKIT_CONFIG: configFile,
      DISPATCHKIT_DATABASE_URL: setup.databaseUrl,
      DISPATCHKIT_SECRET: secret,
      PORT: String(setup.port),
      HOST: '127.0.0.1',
      DENO_NO_UPDATE_CHECK: '1',
      ...setup.variables,
    },
  });
  return { baseUrl: match[1] ?? '', running, wake: async () => {} };
}
