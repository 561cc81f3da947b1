import type { JWK } from 'jose';
import { createConnector } from '../../connector/src/app.ts';
import { parseConfig } from '../../connector/src/config/parse-config.ts';
import { systemClock } from '../../connector/src/ports/clock.ts';
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
  token(tenant: string, role: 'dispatcher' | 'admin'): Promise<string>;
  close(): Promise<void>;
}

/** On a file that is made when it is not there. `wrap` may look at what is asked of the database. */
export async function openBenchConnector(
  path: string,
  wrap: (client: SqlClient) => SqlClient = (client) => client,
): Promise<BenchConnector> {
  const database = openNativeDatabase({ url: `file:${path}` });
  const store = await openLibsqlStore({ ...database, client: wrap(database.client) }, { clock: systemClock, log: silentLog });
  let key: JWK | undefined;
  const keyFile = {
    async loadOrKeep(make: () => Promise<JWK>) {
      key ??= await make();
      return key;
    },
  };
  const connector = await createConnector({ config: parseConfig(undefined, {}), store, keyFile, production: false });
  const { devIssuer } = connector;
  if (!devIssuer) throw new Error('The development issuer is off; the benchmark has no other tokens.');
  return {
    services: connector.services,
    fetch: (request) => connector.fetch(request),
    token: (tenant, role) => devIssuer.issue({ tenant, role, ttlSeconds: 3600 }),
    close: () => connector.close(),
  };
}

export function requestOf({ method, path, body, ifMatch }: Call, token: string, origin = 'http://127.0.0.1:8787'): Request {
  const headers = new Headers({ authorization: `Bearer ${token}` });
  if (ifMatch) headers.set('if-match', ifMatch);
  if (body) headers.set('content-type', 'application/json');
  return new Request(origin + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}
