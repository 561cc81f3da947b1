import { type Connector, createConnector } from '../app.ts';
import { type Environment, parseConfig } from '../config/parse-config.ts';
import { problemResponse } from '../http/problem.ts';
import { requestIdOf } from '../http/request-id.ts';
import { lineLog } from '../observability/line-log.ts';
import { systemClock } from '../ports/clock.ts';
import { ProblemError } from '../services/errors.ts';
import { openConfiguredStore } from '../stores/libsql/configured.ts';
import { openWebDatabase } from '../stores/libsql/db.web.ts';
import { consoleLog } from './shared/console-log.ts';
import { openTracing } from './shared/open-tracing.ts';
import { type Assets, assetPages } from './workerd/asset-pages.ts';

/** Variables, secrets and bindings of the worker. There are no files here, so `DISPATCHKIT_CONFIG` holds the YAML or JSON itself. */
export interface WorkerEnvironment {
  readonly DISPATCHKIT_CONFIG?: string;
  /** `libsql://` or `https://` address of the database. */
  readonly DISPATCHKIT_DATABASE_URL?: string;
  readonly DISPATCHKIT_DATABASE_AUTH_TOKEN?: string;
  /** The console and the check-in page. Without it only the API is served. */
  readonly ASSETS?: Assets;
}

interface ExecutionContext {
  waitUntil(work: Promise<unknown>): void;
}

/** The connector as a worker: `export { default } from '@dispatchkit/connector/workerd'`. */
const worker = {
  async fetch(request: Request, environment: WorkerEnvironment, context: ExecutionContext): Promise<Response> {
    const answer = answerOf(request, environment);
    // A client that hangs up must not stop a write half way: those behind it would wait for ever.
    context.waitUntil(answer.then(() => opened).then((connector) => connector?.flushTraces()));
    return answer;
  },
  /** Background work: webhooks, retention, recurring jobs. Have it called every minute (a cron trigger of `* * * * *`). */
  async scheduled(_event: unknown, environment: WorkerEnvironment): Promise<void> {
    const connector = await connectorOf(environment);
    await connector.runDue();
  },
};
export default worker;

async function answerOf(request: Request, environment: WorkerEnvironment): Promise<Response> {
  let connector: Connector;
  try {
    connector = await connectorOf(environment);
  } catch (error) {
    lineLog({ least: 'error', format: 'json' }).error('The connector cannot start', {}, error);
    const cause = new ProblemError('store_unavailable', 'The connector cannot start.', {
      hint: 'Whoever runs it finds the reason in its log.',
    });
    return problemResponse(cause, requestIdOf(request.headers));
  }
  // Set by the edge itself, which takes away whatever the client had put there.
  return connector.fetch(request, { address: request.headers.get('cf-connecting-ip') ?? undefined });
}

let opened: Promise<Connector> | undefined;

/** One for all requests of this isolate. One that could not start is tried again with the next request. */
function connectorOf(environment: WorkerEnvironment): Promise<Connector> {
  opened ??= open(environment).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function open(environment: WorkerEnvironment): Promise<Connector> {
  const { ASSETS, DISPATCHKIT_CONFIG: text } = environment;
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
    log,
    ...(await openTracing(config.traces, log)),
  });
}
