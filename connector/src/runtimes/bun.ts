import type { Listen } from './shared/listen.ts';
import { type RunningConnector, type ServeOptions, serveWith } from './shared/serve.ts';

export { issueDevToken } from './shared/dev-key.ts';
export { openStore } from './shared/open-store.ts';
export { readConfig } from './shared/read-config.ts';
export type { RunningConnector, ServeOptions } from './shared/serve.ts';
export { socketEgress } from './shared/socket-egress.ts';

interface BunServer {
  readonly port: number;
  requestIP(request: Request): { address: string } | null;
  stop(cutConnections?: boolean): Promise<void>;
}

/** What is used of Bun's own server: https://bun.com/docs/api/http */
interface Bun {
  serve(options: {
    hostname: string;
    port: number;
    /** Seconds without a byte after which a connection is cut. */
    idleTimeout: number;
    fetch: (request: Request, server: BunServer) => Response | Promise<Response>;
  }): BunServer;
}

/** Seconds. Bun's own 10 would cut event streams, which are silent for up to 15 between two heartbeats. */
const idleTimeout = 120;

/**
 * Starts the connector on Bun. Stops on SIGTERM, SIGINT or `signal`.
 * @throws Error that says what to change: a taken port, a database that cannot be opened, options that do not fit
 */
export function serve(options: ServeOptions): Promise<RunningConnector> {
  return serveWith(listen, options);
}

const listen: Listen = (fetch, { host, port }) => {
  const { Bun } = globalThis as unknown as { Bun: Bun };
  const server = Bun.serve({
    hostname: host,
    port,
    idleTimeout,
    fetch: (request, bun) => fetch(request, { address: bun.requestIP(request)?.address }),
  });
  return { port: server.port, finish: () => server.stop(), cut: () => void server.stop(true) };
};
