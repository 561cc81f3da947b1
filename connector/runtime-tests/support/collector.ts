import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

/** Takes traces, as a collector of OpenTelemetry does. */
export interface Collector {
  readonly endpoint: string;
  /** Settles with the spans of a trace once one with that name is among them. */
  trace(traceId: string, name: string): Promise<readonly CollectedSpan[]>;
  close(): Promise<void>;
}

interface Export {
  readonly resourceSpans: { readonly scopeSpans: { readonly spans: readonly CollectedSpan[] }[] }[];
}

export async function openCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  let arrived = Promise.withResolvers<void>();
  const server = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as Export;
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.end('{}');
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/v1/traces`,
    async trace(traceId, name) {
      for (;;) {
        const next = arrived.promise;
        const found = spans.filter((span) => span.traceId === traceId);
        if (found.some((span) => span.name === name)) return found;
        await next;
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
