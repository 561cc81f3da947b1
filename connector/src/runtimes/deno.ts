import type { Listen } from './shared/listen.ts';
import { type RunningConnector, type ServeOptions, serveWith } from './shared/serve.ts';

export { issueDevToken } from './shared/dev-key.ts';
export { openStore } from './shared/open-store.ts';
export { readConfig } from './shared/read-config.ts';
export type { RunningConnector, ServeOptions } from './shared/serve.ts';
export { socketEgress } from './shared/socket-egress.ts';

/** What is used of Deno's own server: https://docs.deno.com/api/deno/~/Deno.serve */
interface Deno {
  serve(
    options: { hostname: string; port: number; signal: AbortSignal; onListen: () => void },
    handler: (request: Request, info: { remoteAddr: { hostname?: string } }) => Response | Promise<Response>,
  ): { readonly addr: { port: number }; readonly finished: Promise<void>; shutdown(): Promise<void> };
}

/**
 * Starts the connector on Deno. Stops on SIGTERM, SIGINT or `signal`.
 * @throws Error that says what to change: a taken port, a database that cannot be opened, options that do not fit
 */
export function serve(options: ServeOptions): Promise<RunningConnector> {
  return serveWith(listen, options);
}

const listen: Listen = (fetch, { host, port }) => {
  const { Deno } = globalThis as unknown as { Deno: Deno };
  const abort = new AbortController();
  const server = Deno.serve({ hostname: host, port, signal: abort.signal, onListen() {} }, (request, { remoteAddr }) =>
    fetch(request, { address: remoteAddr.hostname }),
  );
  return { port: server.addr.port, finish: () => server.shutdown(), cut: () => abort.abort() };
};
