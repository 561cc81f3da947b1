import { type Connector, createConnector } from '../app.ts';
import { type Environment, parseConfig } from '../config/parse-config.ts';
import { problemResponse } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { lineLog } from '../observability/line-log.ts';
import { systemClock } from '../ports/clock.ts';
import { platformEgress } from '../ports/egress.ts';
import { ProblemError } from '../services/errors.ts';
import { openConfiguredStore } from '../stores/libsql/configured.ts';
import { openWebDatabase } from '../stores/libsql/db.web.ts';
import { consoleLog } from './shared/console-log.ts';
import { openTracing } from './shared/open-tracing.ts';
import { type Assets, assetPages } from './workerd/asset-pages.ts';

/** Variables, secrets and bindings of the worker. There are no files here. */
export interface WorkerEnvironment {
  /** Namespace of `ConnectorObject`. */
  readonly CONNECTOR?: ObjectNamespace;
  /** What the file holds elsewhere: YAML or JSON as text, or an object. */
  readonly DISPATCHKIT_CONFIG?: string | object;
  /** `libsql://` or `https://` address of the database. */
  readonly DISPATCHKIT_DATABASE_URL?: string;
  readonly DISPATCHKIT_DATABASE_AUTH_TOKEN?: string;
  /** Seals what the database keeps; the same for all instances. */
  readonly DISPATCHKIT_SECRET?: string;
  /** Over how many objects requests are spread, as text. Default 1. */
  readonly DISPATCHKIT_INSTANCES?: string;
  /** The console and the check-in page. Without it only the API is served. */
  readonly ASSETS?: Assets;
}

/** Of the platform: objects by name, each in one place. */
interface ObjectNamespace {
  idFromName(name: string): unknown;
  get(id: unknown): { fetch(request: Request): Promise<Response> };
}

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

/**
 * The connector as a worker:
 * `export { ConnectorObject, default } from '@dispatchkit/connector/workerd'`.
 * Requests are handed to a durable object. What one request of a plain worker starts ends with that request: no timer, no stream
 * and no queue can be shared with another one. In an object they can.
 */
const worker = {
  async fetch(request: Request, environment: WorkerEnvironment): Promise<Response> {
    try {
      return await objectFor(request, environment).fetch(request);
    } catch (error) {
      return cannotStart(request, error);
    }
  },
  /** Background work: webhooks, retention, recurring jobs. Have it called every minute (a cron trigger of `* * * * *`). */
  async scheduled(_event: unknown, environment: WorkerEnvironment): Promise<void> {
    const connector = await openConnector(environment);
    try {
      await connector.runDue();
    } finally {
      await connector.close();
    }
  },
};
export default worker;

/** One instance of the connector, for as long as it has something to do. Everything it knows is in the database. */
export class ConnectorObject {
  readonly #context: Context;
  readonly #environment: WorkerEnvironment;
  #opened: Promise<Connector> | undefined;

  constructor(context: Context, environment: WorkerEnvironment) {
    this.#context = context;
    this.#environment = environment;
  }

  async fetch(request: Request): Promise<Response> {
    try {
      const connector = await this.#open();
      // Set by the edge itself, which takes away whatever the client had put there.
      const response = await connector.fetch(uncompressed(request), {
        address: request.headers.get('cf-connecting-ip') ?? undefined,
      });
      this.#context.waitUntil(connector.flushTraces());
      return response;
    } catch (error) {
      return cannotStart(request, error);
    }
  }

  /** One that could not start is tried again with the next request. */
  #open(): Promise<Connector> {
    this.#opened ??= openConnector(this.#environment).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}

/** The same caller always comes to the same object. Which one it is makes no difference to what is answered. */
function objectFor({ headers }: Request, { CONNECTOR, DISPATCHKIT_INSTANCES = '1' }: WorkerEnvironment) {
  if (CONNECTOR === undefined) throw new Error('The worker has no binding CONNECTOR to the durable object ConnectorObject.');
  const instances = Math.max(1, Number.parseInt(DISPATCHKIT_INSTANCES, 10) || 1);
  let hash = 0;
  const caller = headers.get('authorization') ?? headers.get('cf-connecting-ip') ?? '';
  for (const character of caller) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return CONNECTOR.get(CONNECTOR.idFromName(`connector-${hash % instances}`));
}

/** Asks for an answer as it is: the edge compresses it by itself, and would a second time what says that it is compressed. */
function uncompressed(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return new Request(request, { headers });
}

function cannotStart({ headers }: Request, error: unknown): Response {
  lineLog({ least: 'error', format: 'json' }).error('The connector cannot start', {}, error);
  const refusal = new ProblemError('store_unavailable', 'The connector cannot start.', {
    hint: 'Whoever runs it finds the reason in its log.',
  });
  return problemResponse(refusal, requestIdOf(headers));
}

/**
 * Opens a connector where there are no files: the configuration comes from variables, the database is on a server. The worker does
 * so by itself; other platforms of the kind hand their requests to what this returns.
 * @throws ConfigError, DatabaseError
 */
export async function openConnector(environment: WorkerEnvironment): Promise<Connector> {
  const { ASSETS, DISPATCHKIT_CONFIG: given } = environment;
  const text = typeof given === 'object' ? JSON.stringify(given) : given;
  const variables = environment as unknown as Environment;
  const config = parseConfig(text ? { file: 'DISPATCHKIT_CONFIG', text } : undefined, variables);
  const log = consoleLog(config);
  const { store, tenantAdmin } = await openConfiguredStore(config, {
    openDatabase: openWebDatabase,
    variable: (name) => variables[name],
    dataFile: undefined,
    makeFolderOf: async () => {},
    clock: systemClock,
    log,
  });
  return createConnector({
    config,
    store,
    tenantAdmin,
    ...(ASSETS === undefined ? {} : { pages: assetPages(ASSETS) }),
    // Whatever runs here can be reached by everybody.
    production: true,
    egress: platformEgress,
    log,
    ...(await openTracing(config.traces, log)),
  });
}
