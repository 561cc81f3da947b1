import type { Host } from '@dispatchkit/adapters';
import { ensureTemporal } from '@dispatchkit/scheduling';
import type { Config } from './config/schema.ts';
import { guardedFetch } from './egress/guard.ts';
import type { Caller } from './http/app-type.ts';
import type { DevIssuer } from './http/auth/dev-issuer.ts';
import type { Identity } from './http/auth/identity.ts';
import { issuerRules } from './http/auth/issuer-egress.ts';
import { openAuth } from './http/auth/open-auth.ts';
import type { SigningKeyAdmin } from './http/auth/signing-key-admin.ts';
import { CrossOrigin } from './http/cross-origin.ts';
import { createHttpApp } from './http/http-app.ts';
import { proxyTrust } from './http/limits/client-address.ts';
import { Limits } from './http/limits/request-limits.ts';
import { LiveFeed } from './http/live/live-feed.ts';
import { measureStreams } from './http/live/stream-figures.ts';
import { createOperationsApp } from './http/operations-app.ts';
import { OperatorKeys } from './http/operator/operator-keys.ts';
import { Readiness } from './http/readiness.ts';
import { tracedFetch } from './http/traced-fetch.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import { type Egress, egressBy, noEgress } from './ports/egress.ts';
import type { Fetch } from './ports/fetch.ts';
import type { HostConfig } from './ports/hosts.ts';
import { type Ids, uuidIds } from './ports/ids.ts';
import type { KeyFile } from './ports/key-file.ts';
import { type Log, silentLog } from './ports/log.ts';
import { noMetrics, type ReadableMetrics } from './ports/metrics.ts';
import type { Pages } from './ports/pages.ts';
import type { Store } from './ports/store.ts';
import { systemTimers, type Timers } from './ports/timers.ts';
import { noTracing, type Tracing } from './ports/tracing.ts';
import {
  beginHostWork,
  expectHostSecrets,
  hintReceiver,
  hostObserver,
  hostOpener,
  hostSecrets,
  hostWorkHandler,
  Mirrors,
  measureHosts,
} from './services/hosts/index.ts';
import { createServices, type Services } from './services/index.ts';
import type { TenantAdmin } from './services/tenants/tenant-admin.ts';
import { deliveryHandler } from './services/webhooks/deliver.ts';
import { webhookFollower } from './services/webhooks/follow-log.ts';
import { webhookOptions } from './services/webhooks/settings.ts';
import { backgroundTasks } from './services/work/background-tasks.ts';
import { BackgroundWork, type RunSummary } from './services/work/background-work.ts';
import { observedStore } from './stores/observed-store.ts';

export interface ConnectorOptions {
  readonly config: Config;
  /** Closed together with the connector. */
  readonly store: Store;
  /** With a database per tenant: what operators do with tenants. */
  readonly tenantAdmin?: TenantAdmin | undefined;
  /** Where the development issuer keeps its key. Needed when it is on. */
  readonly keyFile?: KeyFile;
  /** The console and check-in pages. Without them only the API is served. */
  readonly pages?: Pages;
  /** True refuses everything that is only safe for trying things out. */
  readonly production: boolean;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  /** Where figures are counted. Default: nowhere. */
  readonly metrics?: ReadableMetrics;
  /** Follows requests through their parts. Default: not. Closed together with the connector. */
  readonly tracing?: Tracing;
  readonly timers?: Timers;
  readonly fetch?: Fetch;
  /** Opens the host systems that are configured. Default: by their manifests, over `fetch`. */
  readonly openHost?: (config: HostConfig) => Host;
  /** Host systems of a tenant beside those of the configuration, for who keeps them elsewhere. They are fetched from on demand. */
  readonly hostsOf?: (tenant: string) => readonly HostConfig[];
  /**
   * The way to addresses that are judged before: those that tenants choose (webhooks), and those of issuers' keys. Without it nothing is sent
   * to the former. Without it, or with a `fetch` of one's own, keys are read over `fetch`, their addresses judged as they are written.
   */
  readonly egress?: Egress;
  /** A stream that would start further back answers `reset` instead: reading the snapshot is quicker. Default 5000. */
  readonly maxEventsBehind?: number;
}

/** A connector that is ready to answer. It listens nowhere by itself: a runtime hands it requests. */
export interface Connector {
  fetch(request: Request, caller?: Caller): Response | Promise<Response>;
  /** For a listener of its own: `/metrics`, `/healthz`, `/readyz`. Undefined when no figures are collected. */
  readonly watch: ((request: Request) => Response | Promise<Response>) | undefined;
  readonly services: Services;
  readonly store: Store;
  /** Undefined unless the development issuer is on. */
  readonly devIssuer: DevIssuer | undefined;
  /** Event streams that are open. */
  readonly streamCount: number;
  /** Bytes that wait for the readers of event streams; what several of them wait for is counted for each. */
  readonly streamWaitingBytes: number;
  /** Ends the event streams of those it is true for. Returns how many. */
  closeStreamsWhere(isMeant: (identity: Identity) => boolean): number;
  /** From now on background work runs by itself, until `close`. Does nothing when `background.enabled` is false. */
  startBackground(): void;
  /** Does the background work that is due now, once: for runtimes that wake the connector up (`scheduled()` of a worker). */
  runDue(): Promise<RunSummary>;
  /** Sends the traces gathered so far; for runtimes where nothing goes on between requests. */
  flushTraces(): Promise<void>;
  /** Says on /readyz that this instance is to be left alone. It still answers. */
  beginStopping(): void;
  /** Ends event streams; requests that are running may finish. */
  closeStreams(): void;
  /** Ends event streams and background work, and closes the store. */
  close(): Promise<void>;
}

/**
 * Wires everything: the only place that knows all parts.
 * @throws Error that says what to change, when the options do not fit together
 */
export async function createConnector(options: ConnectorOptions): Promise<Connector> {
  const { config, production } = options;
  const { clock = systemClock, ids = uuidIds, log = silentLog, timers = systemTimers } = options;
  const { metrics = noMetrics, tracing = noTracing } = options;
  const isObserved = metrics !== noMetrics || tracing !== noTracing;
  const store = isObserved ? observedStore(options.store, { metrics, tracing }) : options.store;
  const bareFetch: Fetch = options.fetch ?? ((address, init) => globalThis.fetch(address, init));
  const traced = (fetching: Fetch) => (tracing === noTracing ? fetching : tracedFetch(fetching, tracing));

  // Workers have no Temporal of their own yet.
  await ensureTemporal();
  const toIssuers = options.fetch || !options.egress ? egressBy(bareFetch) : options.egress;
  const readKeys = guardedFetch(toIssuers, issuerRules(config.auth, production));
  const auth = await openAuth({
    ...{ config, store, keyFile: options.keyFile, production, clock, timers, log, metrics },
    fetch: traced(readKeys),
  });
  const { devIssuer, authenticator } = auth;

  const webhooks = webhookOptions(config.webhooks, {
    box: auth.secretBox,
    egress: options.egress ?? noEgress,
    timers,
    wake: (tenant) => background.wake(tenant),
  });
  expectHostSecrets(config.hosts, auth.secretBox);
  const secrets = auth.secretBox && hostSecrets({ store, clock, timers }, auth.secretBox);
  const openHost = options.openHost ?? hostOpener({ fetch: traced(bareFetch), clock, timers, secrets });
  const observeHost = hostObserver(metrics);
  const mirrors = new Mirrors(config.hosts, (host) => observeHost(openHost(host)), options.hostsOf);
  const hosts = { mirrors, wake: (tenant: string) => background.wake(tenant), timers };
  const serviceOptions = { store, clock, ids, log, credentials: auth, webhooks, hosts };
  const services = createServices(serviceOptions);
  const live = new LiveFeed({
    services,
    store,
    clock,
    timers,
    log,
    maxEventsBehind: options.maxEventsBehind ?? 5_000,
    credentials: authenticator,
  });
  const background = new BackgroundWork({
    ...serviceOptions,
    timers,
    metrics,
    handlers: [deliveryHandler(serviceOptions, webhooks), hostWorkHandler(serviceOptions, mirrors)],
    followers: [webhookFollower(ids)],
    tasks: backgroundTasks(serviceOptions),
    parallel: config.background.parallel,
    leaseMs: config.background.leaseSeconds * 1000,
  });
  authenticator.onSignOut((isMeant) => live.closeWhere(isMeant));
  measureStreams(metrics, live);
  measureHosts(metrics, serviceOptions, mirrors);
  const readiness = new Readiness({ store, timers, log });
  const metricsPage = options.metrics && { metrics: options.metrics, token: config.metrics.token };
  const operationsApp = metricsPage && createOperationsApp(readiness, metricsPage);
  const app = createHttpApp({
    services,
    store,
    live,
    authenticator,
    ownTokens: auth.ownTokens,
    stepUp: config.auth.stepUp,
    clock,
    log,
    metrics,
    tracing,
    logRequests: config.logRequests,
    receiveHint: hintReceiver(serviceOptions, hosts),
    readiness,
    // Behind a proxy everybody seems to come from this machine, so an address opens nothing here; only the token does.
    metricsPage: config.metrics.token === undefined ? undefined : metricsPage,
    timers,
    crossOrigin: new CrossOrigin(config.cors),
    limits: (config.limits.enabled ?? devIssuer === undefined) ? new Limits(config.limits, clock) : undefined,
    requestSeconds: config.limits.requestSeconds,
    trustsProxy: proxyTrust(config.server.trustProxy),
    operators: operatorsOf(options, auth.signingKeys, log),
    pages: config.pages.enabled ? options.pages : undefined,
    tileOrigins: config.pages.tileOrigins,
    referencePage: config.pages.reference,
    development: devIssuer && { devIssuer, tenant: config.auth.development.tenant },
  });
  return {
    fetch: (request, caller = {}) => app.fetch(request, caller),
    services,
    store,
    devIssuer,
    get streamCount() {
      return live.streamCount;
    },
    get streamWaitingBytes() {
      return live.waitingBytes;
    },
    closeStreamsWhere: (isMeant) => live.closeWhere(isMeant),
    startBackground() {
      if (!config.background.enabled) return;
      background.start();
      beginHostWork(serviceOptions, mirrors)
        .then(() => {
          for (const tenant of mirrors.tenants) background.wake(tenant);
        })
        .catch((cause: unknown) => log.error('Host systems are not fetched from', {}, cause));
    },
    async runDue() {
      await beginHostWork(serviceOptions, mirrors);
      return background.runDue();
    },
    watch: operationsApp && ((request) => operationsApp.fetch(request)),
    flushTraces: () => tracing.flush(),
    beginStopping: () => readiness.beginStopping(),
    closeStreams: () => live.close(),
    async close() {
      live.close();
      await background.stop();
      await authenticator.close();
      await store.close();
      await tracing.close();
    },
  };
}

/** On when there are keys. */
function operatorsOf({ config, tenantAdmin }: ConnectorOptions, signingKeys: SigningKeyAdmin, log: Log) {
  const { keyHashes } = config.operators;
  return keyHashes.length > 0 ? { keys: new OperatorKeys(keyHashes), tenants: tenantAdmin, signingKeys, log } : undefined;
}
