import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TracesConfig } from '../../config/observability.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { Log } from '../../ports/log.ts';
import type { Span, Tracing } from '../../ports/tracing.ts';

const timeoutMilliseconds = 10_000;

interface Parts {
  readonly fetch: Fetch;
  readonly log: Log;
}

/** Traces by OpenTelemetry, sent to a collector in batches (OTLP over HTTP). A collector that is away costs spans, nothing else. */
export function openTelemetry(config: TracesConfig & { readonly endpoint: string }, parts: Parts): Tracing {
  const share = new TraceIdRatioBasedSampler(config.share);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': config.serviceName }),
    // Callers can ask to be left out. They cannot ask for more than the share: anybody can send a header.
    sampler: new ParentBasedSampler({ root: share, remoteParentSampled: share }),
    spanProcessors: [new BatchSpanProcessor({ exporter: exporterTo(config, parts) })],
  });
  const tracer = provider.getTracer('dispatchkit');
  const propagator = new W3CTraceContextPropagator();
  // The API's own context is one for the whole process; several connectors may live in one.
  const active = new AsyncLocalStorage<Context>();
  const here = () => active.getStore() ?? ROOT_CONTEXT;

  const run = async <T>(span: OtelSpan, context: Context, work: (span: Span) => Promise<T>): Promise<T> => {
    try {
      return await active.run(trace.setSpan(context, span), () => work(spanOf(span)));
    } catch (error) {
      spanOf(span).fail(error instanceof Error ? codeOf(error) : typeof error);
      throw error;
    } finally {
      span.end();
    }
  };
  const flush = async () => {
    await provider.forceFlush().catch(() => {});
  };

  return {
    request(name, headers, work) {
      const context = propagator.extract(ROOT_CONTEXT, headers, headerGetter);
      return run(tracer.startSpan(name, { kind: SpanKind.SERVER }, context), context, work);
    },
    part: (name, attributes, work) => run(tracer.startSpan(name, { attributes: { ...attributes } }, here()), here(), work),
    traceId: () => trace.getSpanContext(here())?.traceId,
    headers() {
      const carrier: Record<string, string> = {};
      propagator.inject(here(), carrier, { set: (target, name, value) => (target[name] = value) });
      return carrier;
    },
    flush,
    async close() {
      await flush();
      await provider.shutdown().catch(() => {});
    },
  };
}

function spanOf(span: OtelSpan): Span {
  return {
    rename: (name) => span.updateName(name),
    set: (name, value) => span.setAttribute(name, value),
    fail(code) {
      span.setAttribute('error.type', code);
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
  };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

const headerGetter: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

function exporterTo({ endpoint, headers }: TracesConfig & { readonly endpoint: string }, { fetch, log }: Parts): SpanExporter {
  const send = async (spans: ReadableSpan[]) => {
    const body = JsonTraceSerializer.serializeRequest(spans);
    if (body === undefined) throw new Error('The spans cannot be written as JSON');
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: new Uint8Array(body),
      // Not followed; workers know no `error`.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The collector answered ${answer.status}`);
  };
  let running: Promise<void> = Promise.resolve();
  return {
    export(spans, done) {
      running = send(spans).then(
        () => done({ code: 0 }),
        (error: unknown) => {
          log.warn('Traces could not be sent', {
            spans: spans.length,
            reason: error instanceof Error ? error.message : 'unknown',
          });
          done({ code: 1 });
        },
      );
    },
    forceFlush: () => running,
    shutdown: () => running,
  };
}
