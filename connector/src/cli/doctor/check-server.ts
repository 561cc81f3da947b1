import { createServer } from 'node:net';
import { builtPages, hasPages } from '../../runtimes/shared/pages-directory.ts';
import type { Check, Examined } from './examined.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const isThisMachine = (host: string) => /^(localhost|127\.|::1$)/.test(host);

/** The port, the pages, and whether what is open is meant to be. */
export const checkServer: Check = async (examined) => [
  await checkPort(examined),
  ...(await checkPages(examined)),
  ...checkExposure(examined),
  ...(await checkTraces(examined)),
];

async function checkPort({ config: { server }, fetch }: Examined): Promise<Finding> {
  const { host, port } = server;
  if (port === 0) return ok('port', 'any that is free');
  const error = await tryListening(host, port);
  if (error === undefined) return ok('port', `${host}:${port} is free`);
  const address = `http://${host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host}:${port}/healthz`;
  const health = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  const body: unknown = await health?.json().catch(() => undefined);
  if (typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok') {
    return ok('port', `${host}:${port}: a connector answers there`);
  }
  return fail(
    'port',
    `${host}:${port} cannot be listened on: ${reasonOf(error)}.`,
    'Stop what uses it, or choose another with PORT.',
  );
}

function tryListening(host: string, port: number): Promise<unknown> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

async function checkPages({ config }: Examined): Promise<Finding[]> {
  if (!config.pages.enabled) return [ok('pages', 'off')];
  if (await hasPages(builtPages)) return [ok('pages', builtPages)];
  return [
    warn(
      'pages',
      `There are none in ${builtPages}; the API works without them.`,
      'npm run build, or switch them off: pages: { enabled: false }',
    ),
  ];
}

function checkExposure({ config, production }: Examined): Finding[] {
  const { server, auth, cors, secret } = config;
  const findings: Finding[] = [];
  const hasDevIssuer = auth.development.enabled ?? (auth.issuers.length === 0 && !production);
  if (hasDevIssuer && production) {
    findings.push(
      fail(
        'sign-in',
        'The development issuer is on with NODE_ENV=production; the connector will not start.',
        'Remove auth.development.enabled.',
      ),
    );
  } else if (hasDevIssuer) {
    const judge = isThisMachine(server.host) ? ok('sign-in', 'the development issuer, for this machine only') : undefined;
    findings.push(
      judge ??
        warn(
          'sign-in',
          `The development issuer is on, and ${server.host} can be reached by others.`,
          'Configure auth.issuers and set NODE_ENV=production.',
        ),
    );
  } else if (auth.issuers.length === 0 && secret === undefined) {
    findings.push(
      fail('sign-in', 'Nobody could sign in.', 'Configure auth.issuers, or DISPATCHKIT_SECRET for API keys and embed tokens.'),
    );
  } else {
    findings.push(ok('sign-in', auth.issuers.length === 0 ? 'API keys and embed tokens' : `issuers: ${auth.issuers.length}`));
  }
  if (secret === undefined && !hasDevIssuer) {
    findings.push(
      warn(
        'secret',
        'DISPATCHKIT_SECRET is not set: no embed tokens, customer links and webhooks.',
        'openssl rand -base64 48, the same on all instances, and kept with the backups.',
      ),
    );
  }
  if (!isThisMachine(server.host) && server.trustProxy === 0) {
    findings.push(
      warn(
        'network',
        `It listens on ${server.host} itself; tokens would travel unencrypted, and behind a proxy all callers would share one rate limit.`,
        'Listen on 127.0.0.1 behind a proxy that does TLS, and say how many there are with server.trustProxy.',
      ),
    );
  }
  const insecure = cors.origins.filter((origin) => origin.startsWith('http:') && !isThisMachine(new URL(origin).hostname));
  if (production && insecure.length > 0) {
    findings.push(
      warn(
        'network',
        `Pages over http may call the API: ${insecure.join(', ')}.`,
        'Serve them over https, and name those origins in cors.origins.',
      ),
    );
  }
  return findings;
}

async function checkTraces({ config: { traces }, fetch }: Examined): Promise<Finding[]> {
  const { endpoint, headers } = traces;
  if (endpoint === undefined) return [];
  const cure =
    'Check traces.endpoint (it ends in /v1/traces as a rule), traces.headers, and that the collector takes OTLP over HTTP.';
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"resourceSpans":[]}',
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    await answer.body?.cancel();
    if (answer.ok) return [ok('traces', endpoint)];
    return [warn('traces', `${endpoint} answers ${answer.status}.`, cure)];
  } catch (error) {
    return [warn('traces', `${endpoint} cannot be reached: ${reasonOf(error)}.`, cure)];
  }
}
