import { mkdir, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { type Connector, createConnector } from '../app.ts';
import { ConfigError } from '../config/config-error.ts';
import { type Environment, parseConfig } from '../config/parse-config.ts';
import type { Config } from '../config/schema.ts';
import { createDevIssuer, type DevTokenRequest } from '../http/auth/dev-issuer.ts';
import { systemClock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Pages } from '../ports/pages.ts';
import type { Store } from '../ports/store.ts';
import { openNativeDatabase } from '../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../stores/libsql/index.ts';
import { consoleLog } from './node/console-log.ts';
import { keyFileAt } from './node/key-file.ts';
import { builtPages, hasPages, pagesDirectory } from './node/pages-directory.ts';

/** Requests that are still running get so long before they are cut. */
const patienceMilliseconds = 10_000;

/**
 * Settings from the file named by `DISPATCHKIT_CONFIG` and from the environment.
 * @throws ConfigError with every fault, or when the file cannot be read
 */
export async function readConfig(environment: Environment = process.env): Promise<Config> {
  const file = environment.DISPATCHKIT_CONFIG;
  if (!file) return parseConfig(undefined, environment);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new ConfigError([`${file}: cannot be read; DISPATCHKIT_CONFIG must name a YAML or JSON file`]);
  }
  return parseConfig({ file, text }, environment);
}

/** Opens the database that is configured; the standard is a file in the data directory. @throws DatabaseError */
export async function openStore(config: Config, log: Log = consoleLog(config.logLevel)): Promise<Store> {
  const directory = resolve(config.dataDirectory);
  if (config.database.url === undefined) await mkdir(directory, { recursive: true });
  const url = config.database.url ?? `file:${join(directory, 'dispatchkit.db')}`;
  const { authToken } = config.database;
  return openLibsqlStore(openNativeDatabase({ url, ...(authToken === undefined ? {} : { authToken }) }), {
    clock: systemClock,
    log,
  });
}

/**
 * Signs a token with the development key of a data directory; for the command line.
 * @throws Error in production
 */
export async function issueDevToken(
  request: DevTokenRequest,
  config: Config,
  environment: Environment = process.env,
): Promise<string> {
  const devIssuer = await createDevIssuer({
    keyFile: keyFileAt(devKeyPath(config)),
    clock: systemClock,
    production: isProduction(environment),
  });
  return devIssuer.issue(request);
}

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

/**
 * Starts the connector on Node. Stops on SIGTERM, SIGINT or `signal`.
 * @throws Error that says what to change: a taken port, a database that cannot be opened, options that do not fit
 */
export async function serve(options: ServeOptions): Promise<RunningConnector> {
  const { config, environment = process.env } = options;
  const log = options.log ?? consoleLog(config.logLevel);
  const pages = options.pages ?? (await pagesIn(options.pagesDirectory ?? builtPages, config, log));
  const store = await openStore(config, log);
  try {
    const connector = await createConnector({
      config,
      store,
      keyFile: keyFileAt(devKeyPath(config)),
      pages,
      production: isProduction(environment),
      log,
    });
    const server = createServer(connector);
    const address = await listen(server, config.server);
    return run(connector, server, address, options.signal);
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

function createServer(connector: Connector): Server {
  return createAdaptorServer({
    fetch: (request, { incoming }) => connector.fetch(request, { address: incoming.socket.remoteAddress }),
    serverOptions: { headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
  }) as Server;
}

function listen(server: Server, { host, port }: Config['server']): Promise<string> {
  return new Promise((fulfil, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      const bound = server.address();
      const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
      fulfil(`http://${host.includes(':') ? `[${host}]` : host}:${boundPort}/`);
    });
  });
}

function listenError(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} on ${host} is taken by another program. Stop that program, or choose another port, for example PORT=${port + 1}.`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new Error(`Port ${port} may not be used by this account. Choose one from 1024, for example PORT=8787.`, {
      cause: error,
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Error(`${host} is not an address of this machine. Set HOST=127.0.0.1, or HOST=0.0.0.0 for all addresses.`, {
      cause: error,
    });
  }
  return error;
}

function run(connector: Connector, server: Server, address: string, signal: AbortSignal | undefined): RunningConnector {
  const { promise: stopped, resolve: settle, reject: fail } = Promise.withResolvers<void>();
  let isStopping = false;
  const stop = () => {
    if (!isStopping) {
      isStopping = true;
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      signal?.removeEventListener('abort', stop);
      close(connector, server).then(settle, fail);
    }
    return stopped;
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) void stop();
  return { address, connector, stopped, stop };
}

async function close(connector: Connector, server: Server): Promise<void> {
  const closed = new Promise<void>((fulfil) => server.close(() => fulfil()));
  connector.closeStreams();
  // A connection falls idle when its answer ends, and would be kept open for a next request that must not come.
  const dismiss = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMilliseconds);
  await closed;
  clearInterval(dismiss);
  clearTimeout(cut);
  await connector.close();
}

function devKeyPath(config: Config): string {
  return join(resolve(config.dataDirectory), 'development-key.json');
}

function isProduction(environment: Environment): boolean {
  return environment.NODE_ENV === 'production';
}
