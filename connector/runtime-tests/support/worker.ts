import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { here, programs, root } from './programs.ts';
import { start } from './running.ts';
import { type Setup, type Started, secret } from './runtimes.ts';

/** Bundles a worker into one module, as a deployment does. */
export async function bundleWorker(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['dispatchkit-source', 'workerd', 'worker', 'browser'],
    minify: true,
    sourcemap: 'inline',
    // Built into workerd.
    external: ['node:*'],
    logLevel: 'silent',
  });
}

/** Runs the connector in workerd, alone, without the tools around it. */
export async function startWorker({ folder, config, databaseUrl, port, variables = {} }: Setup): Promise<Started> {
  if (programs.workerd === undefined) throw new Error('There is no workerd for this platform.');
  await bundleWorker(join(root, 'connector/src/runtimes/workerd.ts'), join(folder, 'worker.js'));
  const pages = join(here, 'pages');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'connector.json'), config);
  await writeFile(join(folder, 'waker.js'), waker);
  await writeFile(join(folder, 'worker.capnp'), capnp({ databaseUrl, port, pages, variables }));
  // Experimental is that one worker wakes another, as the clock of the platform does.
  const { running, match } = await start(programs.workerd, ['serve', 'worker.capnp', '--control-fd=1', '--experimental'], {
    cwd: folder,
    ready: /"socket":"http","port":(\d+)[\s\S]*"socket":"wake","port":(\d+)/,
  });
  const wake = async () => {
    const { outcome } = (await (await fetch(`http://127.0.0.1:${match[2]}/`)).json()) as { outcome: string };
    if (outcome !== 'ok') throw new Error(`The worker was woken, and failed: ${running.output}`);
  };
  return { baseUrl: `http://127.0.0.1:${match[1]}`, running, wake };
}

const waker = 'export default { fetch: async (_, { CONNECTOR }) => Response.json(await CONNECTOR.scheduled()) };';

interface WorkerSettings extends Required<Pick<Setup, 'databaseUrl' | 'port' | 'variables'>> {
  /** Folder of the pages. */
  readonly pages: string;
}

/** `private` in the network, or a database on this machine could not be reached. */
function capnp({ databaseUrl, port, pages, variables }: WorkerSettings): string {
  const more = Object.entries(variables).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)}),`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "connector", worker = .connector),
    (name = "waker", worker = .waker),
    (name = "internet", network = (allow = ["public", "private"])),
    (name = "pages", disk = (path = ${JSON.stringify(pages)})),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:${port}", http = (), service = "connector"),
    (name = "wake", address = "127.0.0.1:0", http = (), service = "waker"),
  ],
);

const connector :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01",
  globalOutbound = "internet",
  durableObjectNamespaces = [(className = "ConnectorObject", uniqueKey = "dispatchkit")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "CONNECTOR", durableObjectNamespace = "ConnectorObject"),
    (name = "DISPATCHKIT_CONFIG", text = embed "connector.json"),
    (name = "DISPATCHKIT_DATABASE_URL", text = ${JSON.stringify(databaseUrl)}),
    (name = "DISPATCHKIT_SECRET", text = ${JSON.stringify(secret)}),
    (name = "ASSETS", service = "pages"),
    ${more.join('\n    ')}
  ],
);

const waker :Workerd.Worker = (
  modules = [(name = "waker.js", esModule = embed "waker.js")],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["service_binding_extra_handlers"],
  bindings = [(name = "CONNECTOR", service = "connector")],
);
`;
}
