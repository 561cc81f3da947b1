import { z } from 'zod';

const httpAddress = z.url({ protocol: /^https?$/, error: 'Give an address such as http://127.0.0.1:4318/v1/traces' });

const isThisMachine = (host: string) => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);

/** How much is logged, and in what form. */
export const LogFormat = z
  .enum(['auto', 'json', 'text'])
  .default('auto')
  .describe(
    '`json`: one object per line. `text`: for people. `auto`: text on a terminal, JSON otherwise. DISPATCHKIT_LOG_FORMAT wins.',
  );

export const LogRequests = z
  .number()
  .min(0)
  .max(1)
  .default(1)
  .describe(
    'Share of the successful requests that get a line: 1 all, 0.01 one in a hundred, 0 none. Failed and slow ones always do.',
  );

export const MetricsSection = z
  .object({
    token: z
      .string()
      .min(16, 'Give at least 16 characters, for example those of: openssl rand -hex 24')
      .optional()
      .describe('Opens /metrics for whoever sends it as `Authorization: Bearer …`. DISPATCHKIT_METRICS_TOKEN wins.'),
    port: z
      .int()
      .min(0)
      .max(65_535)
      .optional()
      .describe('A listener of its own for /metrics, /healthz and /readyz (Node, Deno, Bun). DISPATCHKIT_METRICS_PORT wins.'),
    host: z.string().min(1).default('127.0.0.1').describe('Address of that listener.'),
  })
  .refine(({ host, port, token }) => port === undefined || token !== undefined || isThisMachine(host), {
    path: ['token'],
    error: 'A listener that others can reach needs a token',
  })
  .prefault({})
  .describe('Figures for Prometheus. Without token and port none are collected, and there is no /metrics.');

export const TracesSection = z
  .object({
    endpoint: httpAddress
      .optional()
      .describe(
        'Where traces are sent (OTLP over HTTP, JSON). None are made without it. OTEL_EXPORTER_OTLP_TRACES_ENDPOINT wins.',
      ),
    headers: z
      .record(z.string().regex(/^[\w-]+$/), z.string())
      .default({})
      .describe('Sent along, for collectors that ask for a key.'),
    share: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .describe('Share of the traces that start here and are kept. Those of callers keep their choice.'),
    serviceName: z.string().min(1).default('dispatchkit').describe('`service.name` of the traces.'),
  })
  .prefault({})
  .describe('OpenTelemetry traces.');

export type TracesConfig = z.output<typeof TracesSection>;
