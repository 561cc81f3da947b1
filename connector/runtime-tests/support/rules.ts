import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { here, programs } from './programs.ts';
import { start } from './running.ts';
import { type RuntimeName, sources } from './runtimes.ts';
import { bundleWorker } from './worker.ts';

const run = promisify(execFile);

/** What `rules/results.ts` answers on a runtime. */
export async function resultsOn(runtime: RuntimeName): Promise<unknown> {
  if (runtime === 'workerd') return resultsInWorker();
  const program = runtime === 'node' ? process.execPath : (programs[runtime] ?? runtime);
  const options = runtime === 'deno' ? ['run', sources, '--allow-read', '--allow-env'] : [sources];
  const { stdout } = await run(program, [...options, join(here, 'rules/print.ts')], { maxBuffer: 50_000_000 });
  return JSON.parse(stdout);
}

async function resultsInWorker(): Promise<unknown> {
  if (programs.workerd === undefined) throw new Error('There is no workerd for this platform.');
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-rules-'));
  await bundleWorker(join(here, 'rules/worker.ts'), join(folder, 'rules.js'));
  await writeFile(join(folder, 'rules.capnp'), capnp);
  const { running, match } = await start(programs.workerd, ['serve', 'rules.capnp', '--control-fd=1'], {
    cwd: folder,
    ready: /"event":"listen","socket":"http","port":(\d+)/,
  });
  try {
    const response = await fetch(`http://127.0.0.1:${match[1]}/`);
    return await response.json();
  } finally {
    await running.end();
    await rm(folder, { recursive: true, force: true });
  }
}

const capnp = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "rules", worker = .rules)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "rules")],
);

const rules :Workerd.Worker = (
  modules = [(name = "rules.js", esModule = embed "rules.js")],
  compatibilityDate = "2026-10-01",
);
`;
