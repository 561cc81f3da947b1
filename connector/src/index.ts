/** The connector as a library: wire it with your own ports, or run it on Node with `serve`. */
export { type Connector, type ConnectorOptions, createConnector } from './app.ts';
export { ConfigError } from './config/config-error.ts';
export { type ConfigText, type Environment, parseConfig } from './config/parse-config.ts';
export { type Config, ConfigFile } from './config/schema.ts';
export { EgressError, type EgressRules, guardedFetch } from './egress/guard.ts';
export type { Caller } from './http/app-type.ts';
export type { DevIssuer, DevTokenRequest } from './http/auth/dev-issuer.ts';
export type { Clock } from './ports/clock.ts';
export { type Egress, noEgress, type OutgoingRequest, platformEgress } from './ports/egress.ts';
export type { Fetch } from './ports/fetch.ts';
export type { Ids } from './ports/ids.ts';
export type { KeyFile } from './ports/key-file.ts';
export type { Log, LogFields } from './ports/log.ts';
export type { PageFile, Pages } from './ports/pages.ts';
export type { Store } from './ports/store.ts';
export type { Timers } from './ports/timers.ts';
export type { RunSummary } from './services/work/background-work.ts';
