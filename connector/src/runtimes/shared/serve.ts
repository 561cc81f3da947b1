import process from 'node:process';
import { type Connector, createConnector } from '../../app.ts';
import type { Environment } from '../../config/parse-config.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../ports/log.ts';
import type { Pages } from '../../ports/pages.ts';
import { consoleLog } from './console-log.ts';
import { devKeyOf } from './dev-key.ts';
import { addressOf, type Listen, type ListenAt, type Listener, listenError } from './listen.ts';
import { openObserving } from './observing.ts';
import { openStoreAndTenants } from './open-store.ts';
import { builtPages, hasPages, pagesDirectory } from './pages-directory.ts';
import { isProduction } from './read-config.ts';
import { socketEgress } from './socket-egress.ts';
import { type Stopping, stopInOrder } from './stopping.ts';

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
export interface RunningConnector extends Stopping {
  /** Such as `http://127.0.0.1:8787/`. */
  readonly address: string;
  /** Where /metrics is, when it has a listener of its own. */
  readonly watchAddress?: string;
  readonly connector: Connector;
}

/** Starts a connector on a runtime that has files and sockets. Stops on SIGTERM, SIGINT or `signal`. */
export async function serveWith(listen: Listen, options: ServeOptions): Promise<RunningConnector> {
  const { config, environment = process.env } = options;
  const log = options.log ?? consoleLog(config);
  const pages = options.pages ?? (await pagesIn(options.pagesDirectory ?? config.pages.directory ?? builtPages, config, log));
  const { store, tenantAdmin } = await openStoreAndTenants(config, log);
  try {
    const connector = await createConnector({
      config,
      store,
      tenantAdmin,
      keyFile: devKeyOf(config),
      pages,
      production: isProduction(environment),
      egress: socketEgress,
      log,
      ...(await openObserving(config, log)),
    });
    const listener = await listenAt(listen, connector.fetch, config.server);
    const watching = await listenForWatchers(listen, connector, config, listener);
    connector.startBackground();
    const { drainSeconds, stopSeconds } = config.server;
    log.info('started', { address: addressOf(config.server.host, listener.port) });
    return {
      address: addressOf(config.server.host, listener.port),
      ...(watching ? { watchAddress: addressOf(config.metrics.host, watching.port) } : {}),
      connector,
      ...stopInOrder({
        connector,
        listeners: watching ? [listener, watching] : [listener],
        timing: { drainSeconds, stopSeconds },
        signal: options.signal,
        log,
      }),
    };
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

async function listenAt(listen: Listen, fetch: Connector['fetch'], at: ListenAt): Promise<Listener> {
  try {
    return await listen((request, caller) => fetch(request, caller), at);
  } catch (error) {
    throw listenError(error, at);
  }
}

async function listenForWatchers(listen: Listen, { watch }: Connector, { metrics }: Config, main: Listener) {
  const { host, port } = metrics;
  if (port === undefined || watch === undefined) return undefined;
  try {
    return await listenAt(listen, watch, { host, port });
  } catch (error) {
    main.cut();
    throw error;
  }
}
