import process from 'node:process';
import { type Connector, createConnector } from '../../app.ts';
import type { Environment } from '../../config/parse-config.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../ports/log.ts';
import type { Pages } from '../../ports/pages.ts';
import { consoleLog } from './console-log.ts';
import { devKeyOf } from './dev-key.ts';
import { addressOf, type Listen, type Listener, listenError } from './listen.ts';
import { openStoreAndTenants } from './open-store.ts';
import { builtPages, hasPages, pagesDirectory } from './pages-directory.ts';
import { isProduction } from './read-config.ts';

/** Requests that are still running get so long before they are cut. */
const patienceMilliseconds = 10_000;

export interface ServeOptions {
  readonly config: Config;
  /** Stops the server, as SIGTERM and SIGINT do. */
  readonly signal?: AbortSignal;
  /** Where the pages are. Default: where `npm run build` puts them. */
  readonly pagesDirectory?: string;
  /** The pages themselves, in place of a directory. */
  readonly pages?: Pages;
  readonly environment?: Environment;
  readonly log?: Log;
}

/** A connector that listens. */
export interface RunningConnector {
  /** Such as `http://127.0.0.1:8787/`. */
  readonly address: string;
  readonly connector: Connector;
  /** Settles when everything is closed, whatever stopped it. */
  readonly stopped: Promise<void>;
  /** Ends streams, lets requests finish (at most 10 seconds), closes the database. */
  stop(): Promise<void>;
}

/** Starts a connector on a runtime that has files and sockets. Stops on SIGTERM, SIGINT or `signal`. */
export async function serveWith(listen: Listen, options: ServeOptions): Promise<RunningConnector> {
  const { config, environment = process.env } = options;
  const log = options.log ?? consoleLog(config);
  const pages = options.pages ?? (await pagesIn(options.pagesDirectory ?? builtPages, config, log));
  const { store, tenantAdmin } = await openStoreAndTenants(config, log);
  try {
    const connector = await createConnector({
      config,
      store,
      tenantAdmin,
      keyFile: devKeyOf(config),
      pages,
      production: isProduction(environment),
      log,
    });
    const listener = await listenAt(listen, connector, config.server);
    connector.startBackground();
    return run(connector, listener, addressOf(config.server.host, listener.port), options.signal);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function pagesIn(directory: string, config: Config, log: Log): Promise<Pages> {
  if (config.pages.enabled && !(await hasPages(directory))) {
    log.warn('The pages are not built, so only the API answers. Build them with: npm run build', { directory });
  }
  return pagesDirectory(directory);
}

async function listenAt(listen: Listen, connector: Connector, at: Config['server']): Promise<Listener> {
  try {
    return await listen((request, caller) => connector.fetch(request, caller), at);
  } catch (error) {
    throw listenError(error, at);
  }
}

function run(connector: Connector, listener: Listener, address: string, signal: AbortSignal | undefined): RunningConnector {
  const { promise: stopped, resolve: settle, reject: fail } = Promise.withResolvers<void>();
  let isStopping = false;
  const stop = () => {
    if (!isStopping) {
      isStopping = true;
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      signal?.removeEventListener('abort', stop);
      close(connector, listener).then(settle, fail);
    }
    return stopped;
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) void stop();
  return { address, connector, stopped, stop };
}

async function close(connector: Connector, listener: Listener): Promise<void> {
  const finished = listener.finish();
  connector.closeStreams();
  const patience = setTimeout(() => listener.cut(), patienceMilliseconds);
  await finished;
  clearTimeout(patience);
  await connector.close();
}
