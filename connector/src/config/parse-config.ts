import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { checked } from '../internal/faults.ts';
import { valueAt } from '../internal/pointer.ts';
import { InstallationSecret } from './auth.ts';
import { ConfigError } from './config-error.ts';
import { hostsOf, type ReadText } from './hosts.ts';
import { observabilityOf } from './observability-environment.ts';
import { type Config, ConfigFile } from './schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A configuration file as it was read. */
export interface ConfigText {
  /** Shown in messages. */
  readonly file: string;
  readonly text: string;
}

/**
 * Settings from a file (none: all standard) and the environment, which wins.
 * @param readText reads the files that are named in it, where there are files
 * @throws ConfigError with all faults of both
 */
export function parseConfig(source: ConfigText | undefined, environment: Environment, readText?: ReadText): Config {
  const faults: string[] = [];
  const fromFile = source === undefined ? {} : parseText(source, faults);
  const config = faults.length === 0 ? checkConfig(fromFile, source?.file ?? 'configuration', faults) : undefined;
  const fromEnvironment = readEnvironment(environment, faults);
  const observability = config && observabilityOf(config, environment, faults);
  const hosts = config ? hostsOf(config.hosts, source?.file ?? 'configuration', environment, readText, faults) : [];
  if (config === undefined || faults.length > 0) throw new ConfigError(faults);
  return {
    ...config,
    hosts,
    ...observability,
    server: {
      ...config.server,
      host: fromEnvironment.host ?? config.server.host,
      port: fromEnvironment.port ?? config.server.port,
    },
    database: {
      ...config.database,
      url: fromEnvironment.databaseUrl ?? config.database.url,
      authToken: fromEnvironment.databaseAuthToken ?? config.database.authToken,
    },
    secret: fromEnvironment.secret ?? config.secret,
  };
}

/** YAML 1.2; JSON is part of it. */
function parseText({ file, text }: ConfigText, faults: string[]): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  for (const error of [...document.errors, ...document.warnings]) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    faults.push(`${file}:${line}:${col}: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`);
  }
  return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) ?? {});
}

function checkConfig(value: unknown, file: string, faults: string[]): z.output<typeof ConfigFile> | undefined {
  const config = checked(ConfigFile, value);
  for (const { pointer, detail } of config.faults ?? [])
    faults.push(`${file}: ${pointer || '/'}: found ${show(value, pointer)}; ${detail}`);
  return config.faults ? undefined : config.data;
}

/** The value as it stands in the file; secrets and long ones are not repeated. */
function show(config: unknown, pointer: string): string {
  const value = valueAt(config, pointer);
  if (value === undefined) return 'nothing';
  if (/token|secret|password|jwks|headers|keyHashes/i.test(pointer)) return 'a value';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function readEnvironment(environment: Environment, faults: string[]) {
  const read = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  const port = read('PORT');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    faults.push(`environment: PORT: found "${port.slice(0, 20)}"; expected a whole number from 0 to 65535`);
  }
  const databaseUrl = read('DISPATCHKIT_DATABASE_URL');
  if (databaseUrl !== undefined && !/^(file:|libsql:|https?:|wss?:|:memory:)/.test(databaseUrl)) {
    faults.push('environment: DISPATCHKIT_DATABASE_URL: expected file:path, libsql://host or https://host');
  }
  const secret = InstallationSecret.safeParse(read('DISPATCHKIT_SECRET'));
  if (!secret.success)
    faults.push('environment: DISPATCHKIT_SECRET: expected at least 32 random characters (openssl rand -base64 48)');
  return {
    secret: secret.data,
    host: read('HOST'),
    port: port === undefined ? undefined : Number(port),
    databaseUrl,
    databaseAuthToken: read('DISPATCHKIT_DATABASE_AUTH_TOKEN'),
  };
}
