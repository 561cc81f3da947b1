import type { JWK } from 'jose';
import { createConnector } from '../../connector/src/app.ts';
import { parseConfig } from '../../connector/src/config/parse-config.ts';
import { type Clock, systemClock } from '../../connector/src/ports/clock.ts';
import { silentLog } from '../../connector/src/ports/log.ts';
import type { Services } from '../../connector/src/services/index.ts';
import { openNativeDatabase } from '../../connector/src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../connector/src/stores/libsql/index.ts';
import type { SqlClient } from '../../connector/src/stores/libsql/sql-client.ts';
import type { Call } from './requests.ts';

/** A connector in this process, without sockets. */
export interface BenchConnector {
  readonly services: Services;
  fetch(request: Request): Response | Promise<Response>;
  /** Good for a day. */
  token(tenant: string, role: 'dispatcher' | 'admin'): Promise<string>;
  /** Fetches from the hosts once, and whatever else is due. */
  runDue(): Promise<unknown>;
  close(): Promise<void>;
}

interface BenchConnectorOptions {
  /** May look at what is asked of the database. */
  readonly wrap?: (client: SqlClient) => SqlClient;
  /** What stands in the configuration file. */
  readonly config?: object;
  readonly clock?: Clock;
}

/** On a file that is made when it is not there. */
export async function openBenchConnector(
  path: string,
  { wrap = (client) => client, config = {}, clock = systemClock }: BenchConnectorOptions = {},
): Promise<BenchConnector> {
  const database = openNativeDatabase({ url: `file:${path}` });
  const store = await openLibsqlStore({ ...database, client: wrap(database.client) }, { clock, log: silentLog });
  let key: JWK | undefined;
  const keyFile = {
    async loadOrKeep(make: () => Promise<JWK>) {
      key ??= await make();
      return key;
    },
  };
  const connector = await createConnector({
    config: parseConfig({ file: 'benchmark', text: JSON.stringify(config) }, {}),
    store,
    keyFile,
    production: false,
    clock,
  });
  const { devIssuer } = connector;
  if (!devIssuer) throw new Error('The development issuer is off; the benchmark has no other tokens.');
  return {
    services: connector.services,
    fetch: (request) => connector.fetch(request),
    token: (tenant, role) => devIssuer.issue({ tenant, role, ttlSeconds: 86_400 }),
    runDue: () => connector.runDue(),
    close: () => connector.close(),
  };
}

export function requestOf({ method, path, body, ifMatch }: Call, token: string): Request {
  // What is measured is the connector, and not how quickly text is made smaller.
  const headers = new Headers({ authorization: `Bearer ${token}`, 'accept-encoding': 'identity' });
  if (ifMatch) headers.set('if-match', ifMatch);
  if (body) headers.set('content-type', 'application/json');
  return new Request(`http://127.0.0.1:8787${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}
