import type { Environment } from './parse-config.ts';
import type { Config } from './schema.ts';

type Overridden = Pick<Config, 'logLevel' | 'logFormat' | 'metrics' | 'traces'>;

/**
 * What the environment says about logs, figures and traces. The `OTEL_` variables are those of the OpenTelemetry specification.
 * Faults name the variable and never repeat a secret.
 */
export function observabilityOf(config: Overridden, environment: Environment, faults: string[]): Overridden {
  const read = (name: string) => environment[name] || undefined;
  const oneOf = <T extends string>(name: string, words: readonly T[]): T | undefined => {
    const value = read(name);
    const word = words.find((candidate) => candidate === value);
    if (value !== undefined && word === undefined) faults.push(`environment: ${name}: expected one of ${words.join(', ')}`);
    return word;
  };
  const token = read('DISPATCHKIT_METRICS_TOKEN');
  if (token !== undefined && token.length < 16) {
    faults.push('environment: DISPATCHKIT_METRICS_TOKEN: expected at least 16 characters (openssl rand -hex 24)');
  }
  const endpoint = endpointFrom(read, faults);
  return {
    logLevel: oneOf('DISPATCHKIT_LOG_LEVEL', ['debug', 'info', 'warn', 'error']) ?? config.logLevel,
    logFormat: oneOf('DISPATCHKIT_LOG_FORMAT', ['auto', 'json', 'text']) ?? config.logFormat,
    metrics: {
      ...config.metrics,
      token: token ?? config.metrics.token,
      port: portFrom(read('DISPATCHKIT_METRICS_PORT'), faults) ?? config.metrics.port,
    },
    traces: {
      ...config.traces,
      endpoint: endpoint ?? config.traces.endpoint,
      headers: { ...config.traces.headers, ...headersFrom(read('OTEL_EXPORTER_OTLP_HEADERS'), faults) },
      serviceName: read('OTEL_SERVICE_NAME') ?? config.traces.serviceName,
    },
  };
}

function portFrom(text: string | undefined, faults: string[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  faults.push(`environment: DISPATCHKIT_METRICS_PORT: found "${text.slice(0, 20)}"; expected a whole number from 0 to 65535`);
  return undefined;
}

/** The general address names the collector, the one for traces the exact place. */
function endpointFrom(read: (name: string) => string | undefined, faults: string[]): string | undefined {
  const collector = read('OTEL_EXPORTER_OTLP_ENDPOINT');
  const exact = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const address = exact ?? (collector && `${collector.replace(/\/+$/, '')}/v1/traces`);
  if (address === undefined) return undefined;
  if (/^https?:\/\//.test(address) && URL.canParse(address)) return address;
  const name = exact === undefined ? 'OTEL_EXPORTER_OTLP_ENDPOINT' : 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
  faults.push(`environment: ${name}: expected an address such as http://127.0.0.1:4318`);
  return undefined;
}

/** `name=value,name=value`, values percent-encoded. */
function headersFrom(text: string | undefined, faults: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const pair of text?.split(',') ?? []) {
    const [, name, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    const decoded = value === undefined ? undefined : decode(value);
    if (name === undefined || decoded === undefined) {
      faults.push('environment: OTEL_EXPORTER_OTLP_HEADERS: expected name=value,name=value with percent-encoded values');
      return {};
    }
    headers[name] = decoded;
  }
  return headers;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
