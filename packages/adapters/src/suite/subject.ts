import type { HostExchange, HostManifest, HostResource } from '@dispatchkit/contract/manifest';
import type { Host, HostSurroundings } from '../host.ts';
import { PatientClock } from './clock.ts';
import type { HostFixtures } from './fixtures.ts';
import { type ReplayServer, startReplayServer } from './replay-server.ts';

/** A preset that is looked at. */
export interface SuiteSubject {
  readonly manifest: HostManifest;
  readonly fixtures: HostFixtures;
  readonly openHost: (manifest: HostManifest, surroundings: HostSurroundings) => Host;
}

/** One thing every preset has to do. `run` rejects when it does not. */
export interface SuiteCheck {
  readonly name: string;
  run(): Promise<void>;
}

/** A host of fixtures, opened. */
export interface Replayed {
  readonly host: Host;
  readonly server: ReplayServer;
  readonly clock: PatientClock;
  /** Values of secret settings: none of them may be read anywhere. */
  readonly secrets: readonly string[];
}

/** Opens the host against its fixtures, with small pages and no real waiting. */
export async function withReplayed(
  subject: SuiteSubject,
  limits: Partial<HostManifest['connection']['limits']>,
  run: (replayed: Replayed) => Promise<void>,
): Promise<void> {
  const { settings, secrets } = settingsOf(subject);
  const server = await startReplayServer();
  try {
    server.play(steadyOf(subject.fixtures));
    const clock = new PatientClock(() => server.silent, Date.parse(`${subject.fixtures.expected.date}T12:00:00Z`));
    const surroundings: HostSurroundings = {
      settings,
      fetch: (request) => clock.during(() => fetchFrom(server, request)),
      nowMs: () => clock.nowMs,
      wait: (milliseconds, signal) => clock.wait(milliseconds, signal),
    };
    const manifest = withSmallPages(withLimits(subject.manifest, limits), subject.fixtures.expected.pageSize);
    await run({ host: subject.openHost(manifest, surroundings), server, clock, secrets });
  } finally {
    await server.close();
  }
}

export function steadyOf(fixtures: HostFixtures): readonly HostExchange[] {
  return Object.values(fixtures.topics).flatMap((fixture) => fixture.exchanges);
}

/** Whatever address the manifest has, the replay server answers. The answer is read to its end, so that the clock knows it is there. */
async function fetchFrom(server: ReplayServer, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : await request.arrayBuffer();
  const response = await fetch(`http://127.0.0.1:${server.port}${pathname}${search}`, {
    method: request.method,
    headers: request.headers,
    body,
    redirect: request.redirect,
    signal: request.signal,
  });
  const bytes = await response.arrayBuffer();
  return new Response(bytes.byteLength > 0 ? bytes : null, { status: response.status, headers: response.headers });
}

export function settingsOf({ manifest, fixtures }: SuiteSubject): {
  settings: Record<string, string | number | boolean>;
  secrets: string[];
} {
  const settings: Record<string, string | number | boolean> = {};
  const secrets: string[] = [];
  for (const [name, setting] of Object.entries(manifest.settings)) {
    const secret = `secret-of-the-suite-${name}`;
    const value =
      fixtures.expected.settings[name] ??
      (setting.type === 'secret' ? secret : (setting.default ?? setting.example ?? (setting.required ? name : undefined)));
    if (value !== undefined) settings[name] = value;
    if (setting.type === 'secret') secrets.push(String(value));
  }
  return { settings, secrets };
}

function withLimits(manifest: HostManifest, limits: Partial<HostManifest['connection']['limits']>): HostManifest {
  const { perMinute: _, ...own } = manifest.connection.limits;
  const merged = { ...own, timeoutSeconds: 1, retries: 2, ...limits };
  return { ...manifest, connection: { ...manifest.connection, limits: merged } };
}

function withSmallPages(manifest: HostManifest, size: number): HostManifest {
  const resources = Object.entries(manifest.resources).map(([kind, resource]) => [
    kind,
    resource !== undefined && 'entity' in resource ? withSmallPage(resource, size) : resource,
  ]);
  return { ...manifest, resources: Object.fromEntries(resources) as HostManifest['resources'] };
}

function withSmallPage(resource: HostResource, size: number): HostResource {
  if (resource.paging === undefined || resource.paging.kind === 'none') return resource;
  return { ...resource, paging: { ...resource.paging, size } };
}
