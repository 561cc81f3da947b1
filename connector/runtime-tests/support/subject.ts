import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@dispatchkit/contract';
import { checkAnswer } from '../../test/check-answer.ts';
import { seed } from '../../test/fixture.ts';
import { memoryManifest } from '../../test/memory-host.ts';
import type { Answer, TestRequest } from '../../test/test-connector.ts';
import { type TokenRange, tokenRange } from '../../test/tokens/malicious-tokens.ts';
import type { Speaker } from './claims.ts';
import { claimsFor } from './claims.ts';
import { openCountingProxy } from './counting-proxy.ts';
import { openIssuer, type TestIssuer } from './issuer.ts';
import { here } from './programs.ts';
import type { Running } from './running.ts';
import { type RuntimeName, startConnector } from './runtimes.ts';
import { servicesOver } from './services-over.ts';
import { openSqld } from './sqld.ts';

export const storeNames = ['file', 'sqld'] as const;
export type StoreName = (typeof storeNames)[number];

export interface Cell {
  readonly runtime: RuntimeName;
  readonly store: StoreName;
}

/** Request to the subject; `as` names a role of `tenant`, or a whole speaker. */
export interface SubjectRequest extends Omit<TestRequest, 'as'> {
  readonly as?: Role | Speaker | null;
  /** Default: the tenant all tests share. */
  readonly tenant?: string;
  readonly signal?: AbortSignal;
}

/** A connector in a process of its own, on one runtime and one store, spoken to over a socket. */
export interface Subject {
  readonly cell: Cell;
  readonly baseUrl: string;
  readonly running: Running;
  /** How often the database server was asked. */
  readonly databaseRequests: number;
  readonly issuer: TestIssuer;
  /** Of further issuers, whose good tokens are accepted: everything that must not be. */
  readonly range: TokenRange;
  /** Sends, reads the answer, and checks what every answer must be. */
  request<T = unknown>(method: string, path: string, request?: SubjectRequest): Promise<Answer<T>>;
  /** Sends, and leaves the body to be read. */
  fetch(method: string, path: string, request?: SubjectRequest): Promise<Response>;
  token(as: Role | Speaker, tenant?: string): Promise<string>;
  /** A tenant of its own with the records of the fixture. */
  newTenant(): Promise<string>;
  /** Seq of a tenant's newest event: whether anything was written. */
  seq(tenant?: string): Promise<number>;
  /** Ends the process (SIGTERM: gracefully) and starts another on the same data. */
  restart(signal: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

/** Records of the fixture are in it; tests that change them take a tenant of their own. */
export const shared = 'acme';

/** All that are made, `shared` first: which of them have a host system is said in the configuration. */
const ownTenants = [shared, ...Array.from({ length: 100 }, (_, i) => `tenant-${i + 1}`)];

/** Requests a minute that one address has. */
export const addressQuota = 40;
const plenty = { quota: 100_000_000 };
/** Opens the figures for the operator. */
export const metricsToken = 'only-for-the-runtime-tests';

/** An answer that takes longer is a failure. */
const patienceMilliseconds = 60_000;

export async function openSubject(cell: Cell): Promise<Subject> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), `dispatchkit-${cell.runtime}-`));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const issuer = opened.adopt(await openIssuer('https://erp.example.com', 'erp-1'), (one) => one.close());
  const range = await tokenRange(Date.now());
  const sqld = cell.store === 'sqld' ? opened.adopt(await openSqld(), (one) => one.close()) : undefined;
  // Open streams look into the database all the time: whether any is left shows there, where a runtime has no figures to tell.
  const database = sqld && opened.adopt(await openCountingProxy(sqld.url), (one) => one.close());
  const setup = {
    folder,
    config: JSON.stringify(configWith(issuer, range)),
    databaseUrl: database?.url ?? `file:${join(folder, 'dispatchkit.db')}`,
    port: 0,
  };
  let { baseUrl, running } = await startConnector(cell.runtime, setup);
  opened.defer(async () => void (await running.end()));
  let tenants = 0;

  const token = (as: Role | Speaker, tenant = shared) => issuer.sign(claimsFor(issuer, as, tenant));
  const fetchFrom = async (method: string, path: string, request: SubjectRequest = {}) => {
    const { as = 'dispatcher', tenant, ifMatch, send, raw, signal } = request;
    const headers = new Headers(as === null ? {} : { authorization: `Bearer ${await token(as, tenant)}` });
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    if (send !== undefined) headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
    const body = send === undefined ? raw : JSON.stringify(send);
    return fetch(`${baseUrl}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...limit(signal, headers.get('accept') === 'text/event-stream'),
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
  };
  const subject: Subject = {
    cell,
    issuer,
    range,
    get baseUrl() {
      return baseUrl;
    },
    get running() {
      return running;
    },
    get databaseRequests() {
      return database?.requests ?? 0;
    },
    token,
    fetch: fetchFrom,
    async request<T>(method: string, path: string, request?: SubjectRequest) {
      const response = await fetchFrom(method, path, request);
      const text = await response.text();
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
      const body: unknown = isJson && text !== '' ? JSON.parse(text) : text || undefined;
      if (response.status === 500) throw new Error(`${method} ${path} → ${text}\n${running.output.slice(-4_000)}`);
      checkAnswer(method, path, response, body);
      return { status: response.status, headers: response.headers, body: body as T };
    },
    async newTenant() {
      const tenant = ownTenants[++tenants];
      if (tenant === undefined) throw new Error('There are no tenants left; name more of them.');
      await seed(servicesOver(subject), tenant);
      return tenant;
    },
    async seq(tenant = shared) {
      const { body } = await subject.request<{ items: { seq: number }[] }>('GET', '/v1/events?limit=1&sort=-seq', {
        as: 'admin',
        tenant,
      });
      return body.items[0]?.seq ?? 0;
    },
    async restart(signal) {
      await running.end(signal);
      ({ baseUrl, running } = await startConnector(cell.runtime, setup));
    },
    close: () => all.disposeAsync(),
  };
  await seed(servicesOver(subject), shared);
  const all = opened.move();
  return subject;
}

/** A stream is as long as it is; everything else has an end. */
function limit(signal: AbortSignal | undefined, isStream: boolean): { signal?: AbortSignal } {
  const signals = [...(signal ? [signal] : []), ...(isStream ? [] : [AbortSignal.timeout(patienceMilliseconds)])];
  return signals.length > 0 ? { signal: AbortSignal.any(signals) } : {};
}

function configWith({ name, jwksUri }: TestIssuer, { auth }: TokenRange) {
  return {
    // It is on this machine, which the connector reaches only where the configuration says so.
    auth: { ...auth, issuers: [{ issuer: name, jwksUri }, ...auth.issuers], allowPrivate: ['127.0.0.1'] },
    cors: { origins: ['https://erp.example.com'] },
    // Addresses are counted, people are not: the suite is one person in a great hurry.
    limits: { enabled: true, address: { quota: addressQuota }, subject: plenty, tenant: plenty, fixes: plenty },
    server: { trustProxy: ['127.0.0.0/8'] },
    metrics: { token: metricsToken },
    // Nothing leaves this machine; webhooks of the fixture would.
    background: { enabled: false },
    hosts: Object.fromEntries(ownTenants.map((tenant) => [tenant, [{ name: 'erp', manifest: memoryManifest }]])),
    pages: { directory: join(here, 'pages') },
    logLevel: 'error',
  };
}
