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
export async function startWorker({ folder, config, databaseUrl, port }: Setup): Promise<Started> {
  if (programs.workerd === undefined) throw new Error('There is no workerd for this platform.');
  await bundleWorker(join(root, 'connector/src/runtimes/workerd.ts'), join(folder, 'worker.js'));
  const pages = join(here, 'pages');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'connector.json'), config);
  await writeFile(join(folder, 'worker.capnp'), capnp({ databaseUrl, port, pages }));
  const { running, match } = await start(programs.workerd, ['serve', 'worker.capnp', '--control-fd=1'], {
    cwd: folder,
    ready: /"event":"listen","socket":"http","port":(\d+)/,
  });
  return { baseUrl: `http://127.0.0.1:${match[1]}`, running };
}

/** `private` in the network, or a database on this machine could not be reached. */
function capnp({ databaseUrl, port, pages }: { databaseUrl: string; port: number; pages: string }): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "connector", worker = .connector),
    (name = "internet", network = (allow = ["public", "private"])),
    (name = "pages", disk = (path = ${JSON.stringify(pages)})),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "connector")],
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
  ],
);
`;
}
