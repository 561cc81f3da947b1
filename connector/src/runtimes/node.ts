import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { maxHeadBytes } from '../http/input/request-head.ts';
import { maxImportSeconds } from '../http/operations/import.ts';
import type { Listen } from './shared/listen.ts';
import { refuseUnread } from './shared/refuse-unread.ts';
import { type RunningConnector, type ServeOptions, serveWith } from './shared/serve.ts';

export { issueDevToken } from './shared/dev-key.ts';
export { openStore } from './shared/open-store.ts';
export { readConfig } from './shared/read-config.ts';
export type { RunningConnector, ServeOptions } from './shared/serve.ts';
export { socketEgress } from './shared/socket-egress.ts';

/**
 * Starts the connector on Node. Stops on SIGTERM, SIGINT or `signal`.
 * @throws Error that says what to change: a taken port, a database that cannot be opened, options that do not fit
 */
export function serve(options: ServeOptions): Promise<RunningConnector> {
  return serveWith(listen, options);
}

/** Every request has a deadline of its own, and an answer when it is missed; here only what is past all of them is cut off. */
const longestRequestMs = (maxImportSeconds + 30) * 1000;

const listen: Listen = async (fetch, { host, port }) => {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => fetch(request, { address: incoming.socket.remoteAddress }),
    serverOptions: {
      headersTimeout: 20_000,
      requestTimeout: longestRequestMs,
      keepAliveTimeout: 65_000,
      maxHeaderSize: maxHeadBytes,
    },
  }) as Server;
  refuseUnread(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    async finish() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection falls idle when its answer ends, and would be kept open for a next request that must not come.
      const dismiss = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearInterval(dismiss);
    },
    cut: () => server.closeAllConnections(),
  };
};
