import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import type { WebhookCreated } from '@dispatchkit/contract';
import { verifyWebhook } from '@dispatchkit/contract/webhooks';
import { openReceiver } from '../../test/receiver.ts';
import { claimsFor } from '../support/claims.ts';
import { openIssuer, type TestIssuer } from '../support/issuer.ts';
import { programs, root } from '../support/programs.ts';
import { freePort, start } from '../support/running.ts';
import { secret } from '../support/runtimes.ts';
import { openSqld } from '../support/sqld.ts';
import { bundleWorker } from '../support/worker.ts';

const examples = join(root, 'examples/deploy');

describe('the deploy example', () => {
  it('for Fly fits the Dockerfile', async () => {
    const fly = await readToml(join(examples, 'fly/fly.toml'));
    const dockerfile = resolve(examples, 'fly', fly.build.dockerfile);
    assert.equal(dirname(dockerfile), resolve(root));
    const text = await readFile(dockerfile, 'utf8');
    assert.match(text, new RegExp(`^EXPOSE ${fly.http_service.internal_port}$`, 'm'));
    assert.match(text, new RegExp(`^VOLUME ${fly.mounts.destination}$`, 'm'));
    assert.deepEqual(
      fly.http_service.checks.map(({ path }) => path),
      ['/readyz'],
    );
  });

  it('for Workers runs in workerd as wrangler.json says, and does its background work when woken', async () => {
    await using opened = new AsyncDisposableStack();
    const { issuer, databaseUrl, folder } = await openAround(opened);
    const wrangler = JSON.parse(await readFile(join(examples, 'worker/wrangler.json'), 'utf8')) as Wrangler;
    const vars = {
      ...wrangler.vars,
      DISPATCHKIT_CONFIG: {
        ...(wrangler.vars.DISPATCHKIT_CONFIG as object),
        auth: configFor(issuer).auth,
        webhooks: { allowHttp: true, allowPrivate: ['127.0.0.1'] },
      },
    };
    await bundleWorker(join(examples, 'worker', wrangler.main), join(folder, 'worker.js'));
    await writeFile(
      join(folder, 'waker.js'),
      'export default { fetch: async (_, { CONNECTOR }) => Response.json(await CONNECTOR.scheduled()) };',
    );
    await writeFile(
      join(folder, 'worker.capnp'),
      capnpOf(wrangler, { ...vars, DISPATCHKIT_DATABASE_URL: databaseUrl, DISPATCHKIT_SECRET: secret }),
    );
    const { running, match } = await start(
      programs.workerd ?? 'workerd',
      ['serve', 'worker.capnp', '--control-fd=1', '--experimental'],
      {
        cwd: folder,
        ready: /"socket":"http","port":(\d+)[\s\S]*"socket":"wake","port":(\d+)/,
      },
    );
    opened.defer(async () => void (await running.end()));
    const baseUrl = `http://127.0.0.1:${match[1]}`;
    await works(baseUrl, issuer);
    await using receiver = await openReceiver(204);
    const signedWith = await makeWebhook(baseUrl, issuer, receiver.url);
    await works(baseUrl, issuer);
    const woken = await fetch(`http://127.0.0.1:${match[2]}/`);
    assert.equal(woken.status, 200, running.output);
    assert.deepEqual(await woken.json(), { outcome: 'ok', noRetry: false }, running.output);
    const [message] = receiver.messages;
    assert(message, 'the event is sent');
    await verifyWebhook({ body: message.body, headers: message.headers }, { keys: signedWith });
    assert.deepEqual(wrangler.triggers.crons, ['* * * * *']);
    assert.equal(resolve(examples, 'worker', wrangler.assets.directory), resolve(root, 'widgets/dist/pages'));
  });

  it('for Deno runs with the permissions its README names, and no others', async () => {
    await using opened = new AsyncDisposableStack();
    const { issuer, databaseUrl, folder } = await openAround(opened);
    const readme = await readFile(join(examples, 'README.md'), 'utf8');
    const [, permissions = ''] = /^deno run (.*) main\.ts$/m.exec(readme) ?? [];
    assert.ok(permissions);
    const port = await freePort();
    // What it imports comes from this clone in place of the registry, bundled, as a deployment does.
    await bundleWorker(join(examples, 'deno/main.ts'), join(folder, 'main.js'));
    const { running } = await start(
      programs.deno ?? 'deno',
      ['run', '--no-prompt', '--no-config', ...permissions.split(' '), join(folder, 'main.js')],
      {
        cwd: folder,
        env: {
          ...process.env,
          DENO_NO_UPDATE_CHECK: '1',
          DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
          DISPATCHKIT_CONFIG: JSON.stringify(configFor(issuer)),
          DISPATCHKIT_DATABASE_URL: databaseUrl,
          DISPATCHKIT_SECRET: secret,
        },
        ready: /Listening on/,
      },
    );
    opened.defer(async () => void (await running.end()));
    await works(`http://127.0.0.1:${port}`, issuer);
  });
});

interface Wrangler {
  readonly main: string;
  readonly compatibility_date: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly assets: { readonly directory: string; readonly binding: string };
  readonly durable_objects: { readonly bindings: readonly { readonly name: string; readonly class_name: string }[] };
  readonly triggers: { readonly crons: readonly string[] };
}

/** What wrangler makes of its settings, for workerd alone. */
function capnpOf(wrangler: Wrangler, vars: Readonly<Record<string, unknown>>): string {
  const objects = wrangler.durable_objects.bindings;
  const bindings = [
    ...objects.map(({ name, class_name }) => `(name = "${name}", durableObjectNamespace = "${class_name}")`),
    ...Object.entries(vars).map(([name, value]) =>
      typeof value === 'string'
        ? `(name = "${name}", text = ${JSON.stringify(value)})`
        : `(name = "${name}", json = ${JSON.stringify(JSON.stringify(value))})`,
    ),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "connector", worker = .connector),
    (name = "waker", worker = .waker),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:0", http = (), service = "connector"),
    (name = "wake", address = "127.0.0.1:0", http = (), service = "waker"),
  ],
);

const connector :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${wrangler.compatibility_date}",
  globalOutbound = "internet",
  durableObjectNamespaces = [${objects.map(({ class_name }) => `(className = "${class_name}", uniqueKey = "${class_name}")`).join(', ')}],
  durableObjectStorage = (inMemory = void),
  bindings = [${bindings.join(',\n    ')}],
);

const waker :Workerd.Worker = (
  modules = [(name = "waker.js", esModule = embed "waker.js")],
  compatibilityDate = "${wrangler.compatibility_date}",
  compatibilityFlags = ["service_binding_extra_handlers"],
  bindings = [(name = "CONNECTOR", service = "connector")],
);
`;
}

async function openAround(opened: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-deploy-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const issuer = opened.adopt(await openIssuer('https://login.example.com', 'k1'), (one) => one.close());
  const sqld = opened.adopt(await openSqld(), (one) => one.close());
  return { folder, issuer, databaseUrl: sqld.url };
}

function configFor({ name, jwksUri }: TestIssuer) {
  return { auth: { issuers: [{ issuer: name, jwksUri }], allowPrivate: ['127.0.0.1'] } };
}

/** It lets in whom it should, and keeps what it is given. */
async function works(baseUrl: string, issuer: TestIssuer): Promise<void> {
  const authorization = `Bearer ${await issuer.sign(claimsFor(issuer, 'admin', 'acme'))}`;
  assert.equal((await fetch(`${baseUrl}/healthz`)).status, 200);
  assert.equal((await fetch(`${baseUrl}/v1/jobs`)).status, 401);
  const made = await fetch(`${baseUrl}/v1/customers`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: '{"name":"Harbour Bakery"}',
  });
  assert.equal(made.status, 201);
  const list = await fetch(`${baseUrl}/v1/customers`, { headers: { authorization } });
  assert.match(await list.text(), /Harbour Bakery/);
}

/** Returns its secret. */
async function makeWebhook(baseUrl: string, issuer: TestIssuer, url: string): Promise<string> {
  const made = await fetch(`${baseUrl}/v1/webhooks`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await issuer.sign(claimsFor(issuer, 'admin', 'acme'))}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ url, eventTypes: ['customer.created'] }),
  });
  const text = await made.text();
  assert.equal(made.status, 201, text);
  return (JSON.parse(text) as WebhookCreated).secret ?? '';
}

interface Fly {
  readonly build: { readonly dockerfile: string };
  readonly mounts: { readonly destination: string };
  readonly http_service: { readonly internal_port: number; readonly checks: readonly { readonly path: string }[] };
}

/** Bun can read TOML. */
async function readToml(file: string): Promise<Fly> {
  const code = `console.log(JSON.stringify((await import(${JSON.stringify(file)})).default))`;
  return JSON.parse(execFileSync(programs.bun ?? 'bun', ['--eval', code], { encoding: 'utf8' })) as Fly;
}
