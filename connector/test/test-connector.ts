import assert from 'node:assert/strict';
import type { Role } from '@dispatchkit/contract';
import type { JWK } from 'jose';
import { type Connector, type ConnectorOptions, createConnector } from '../src/app.ts';
import { type Environment, parseConfig } from '../src/config/parse-config.ts';
import type { Config } from '../src/config/schema.ts';
import type { DevTokenRequest } from '../src/http/auth/dev-issuer.ts';
import type { KeyFile } from '../src/ports/key-file.ts';
import { silentLog } from '../src/ports/log.ts';
import { openNativeDatabase } from '../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../src/stores/libsql/index.ts';
import { checkAnswer } from './check-answer.ts';
import { FakeTime } from './fake-time.ts';

export interface TestRequest {
  /** Role of a token for tenant `acme`, a whole token request, or `null` for no token. Default `dispatcher`. */
  readonly as?: Role | DevTokenRequest | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ifMatch?: string;
  /** Sent as JSON. */
  readonly send?: unknown;
  /** Sent as it is. */
  readonly raw?: BodyInit;
}

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A whole connector on a real database, driven by `fetch`. */
export interface TestConnector {
  readonly connector: Connector;
  readonly time: FakeTime;
  request<T = unknown>(method: string, path: string, request?: TestRequest): Promise<Answer<T>>;
  /** As `request`, without reading the body. */
  fetch(method: string, path: string, request?: TestRequest): Promise<Response>;
  token(as: Role | DevTokenRequest): Promise<string>;
  /** Seq of a tenant's newest event: whether anything was written. */
  seq(tenant?: string): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const tenant = 'acme';

interface TestOptions extends Partial<Omit<ConnectorOptions, 'config'>> {
  readonly config?: string;
  /** Variables the configuration names. */
  readonly environment?: Environment;
  /** Default: in memory. */
  readonly databaseUrl?: string;
  readonly time?: FakeTime;
}

export async function openTestConnector({
  config,
  environment,
  databaseUrl = ':memory:',
  time = new FakeTime(),
  ...options
}: TestOptions = {}): Promise<TestConnector> {
  const log = options.log ?? silentLog;
  const store = options.store ?? (await openLibsqlStore(openNativeDatabase({ url: databaseUrl }), { clock: time, log }));
  const connector = await createConnector({
    config: testConfig(config, environment),
    store,
    keyFile: memoryKeyFile(),
    production: false,
    clock: time,
    timers: time,
    log,
    ...options,
  });

  const token = async (as: Role | DevTokenRequest) => {
    assert(connector.devIssuer, 'the development issuer is off');
    return connector.devIssuer.issue(
      typeof as === 'string' ? { tenant, role: as, technicianId: as === 'technician' ? 't1' : null } : as,
    );
  };
  const fetch = async (method: string, path: string, request: TestRequest = {}) => {
    const { as = 'dispatcher', ifMatch, send, raw } = request;
    const headers = new Headers(as === null ? {} : { authorization: `Bearer ${await token(as)}` });
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    if (send !== undefined) headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
    const body = send === undefined ? raw : JSON.stringify(send);
    const init: RequestInit & { duplex?: 'half' } = { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) };
    return connector.fetch(new Request(`http://127.0.0.1:8787${path}`, init));
  };
  return {
    connector,
    time,
    token,
    fetch,
    async request<T>(method: string, path: string, request?: TestRequest) {
      const response = await fetch(method, path, request);
      const text = await response.text();
      const isJson = /^application\/(?:[\w.-]+\+)?json$/.test(response.headers.get('content-type') ?? '');
      const body = (isJson ? JSON.parse(text) : text || undefined) as T;
      checkAnswer(method, path, response, body);
      return { status: response.status, headers: response.headers, body: body as T };
    },
    seq: (of = tenant) => store.read(of).lastSeq(),
    [Symbol.asyncDispose]: () => connector.close(),
  };
}

export function testConfig(yaml = '', environment: Environment = {}): Config {
  return parseConfig({ file: 'test.yaml', text: yaml }, environment);
}

export function memoryKeyFile(): KeyFile {
  let kept: JWK | undefined;
  return {
    async loadOrKeep(make) {
      kept ??= await make();
      return kept;
    },
  };
}
