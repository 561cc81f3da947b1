import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { FakeTime } from '../../../test/fake-time.ts';
import { memoryManifest } from '../../../test/memory-host.ts';
import { createSecretBox } from '../../internal/secret-box.ts';
import type { HostConfig } from '../../ports/hosts.ts';
import type { Store } from '../../ports/store.ts';
import { fileStore } from '../../stores/test-store.ts';
import { expectHostSecrets, forgetHostSecrets, hostSecrets } from './host-secrets.ts';
import { hostOpener } from './open-host.ts';

const box = createSecretBox('a secret of the installation, long enough');

it('a refresh token that a host replaces outlives the connector, and is shared by its instances', async () => {
  await using bench = await benchOf();
  const first = bench.open();
  await first.signIn();
  assert.deepEqual(bench.host.used, ['refresh-0']);
  await bench.open().signIn();
  await bench.open().signIn();
  assert.deepEqual(bench.host.used, ['refresh-0', 'refresh-1', 'refresh-2'], 'each is good for one time');
  bench.time.advance(3_600_000);
  await first.list('jobs');
  assert.equal(bench.host.used.at(-1), 'refresh-3', 'the first one has heard of what the others were given');
  const kept = await bench.store.work.recall('acme', 'host-secret', 'erp');
  assert(kept && !JSON.stringify(kept).includes('refresh-'), 'it is sealed');
});

it('whoever is a moment too late with a refresh token takes the one that is there by then', async () => {
  await using bench = await benchOf();
  const [one, other] = [bench.open(), bench.open()];
  // Both have read the same token before either has used it.
  bench.host.waitForTwo();
  const signingIn = one.signIn();
  bench.host.refusesAfter = signingIn;
  await Promise.all([signingIn, other.signIn()]);
  assert.deepEqual(bench.host.used, ['refresh-0', 'refresh-1']);
});

it('what the operator has configured anew counts, and so it does when the host was forgotten', async () => {
  await using bench = await benchOf();
  await bench.open().signIn();
  bench.host.grant('refresh-new');
  await bench.open({ refresh: 'refresh-new' }).signIn();
  assert.deepEqual(bench.host.used, ['refresh-0', 'refresh-new']);
  await forgetHostSecrets(bench.store, 'acme', 'erp');
  assert.equal(await hostSecrets(bench.store, box)(configOf()).newestSecret('refresh'), undefined);
});

it('tenants and hosts have their own, and another secret of the installation opens none', async () => {
  await using bench = await benchOf();
  await hostSecrets(bench.store, box)(configOf()).keepSecret('refresh', 'newer');
  const newest = (config: HostConfig, opening = box) => hostSecrets(bench.store, opening)(config).newestSecret('refresh');
  assert.equal(await newest(configOf()), 'newer');
  assert.equal(await newest({ ...configOf(), tenant: 'globex' }), undefined);
  assert.equal(await newest({ ...configOf(), name: 'crm' }), undefined);
  const other = createSecretBox('another secret, long enough as well');
  await assert.rejects(newest(configOf(), other), /another DISPATCHKIT_SECRET/);
  assert.equal(await newest({ ...configOf(), secrets: { refresh: 'signed in anew' } }, other), undefined);
});

it('without a secret of the installation, the hosts that need it are named', () => {
  assert.throws(() => expectHostSecrets([configOf()], undefined), /^Error: hosts\.acme: erp: .* Set DISPATCHKIT_SECRET/);
  expectHostSecrets([configOf()], box);
  expectHostSecrets([{ ...configOf(), manifest: memoryManifest }], undefined);
});

async function benchOf() {
  const time = new FakeTime();
  const { store, close } = await fileStore(time);
  await store.admit('acme');
  await store.admit('globex');
  const host = new RotatingHost();
  const open = (secrets: Readonly<Record<string, string>> = { refresh: 'refresh-0' }, of: Store = store) =>
    hostOpener({ fetch: host.fetch, clock: time, timers: time, secrets: hostSecrets(of, box) })({ ...configOf(), secrets });
  return { time, store, host, open, [Symbol.asyncDispose]: close };
}

function configOf(): HostConfig {
  const manifest = HostManifest.parse({
    ...memoryManifest,
    settings: { refresh: { title: 'Refresh token', type: 'secret' } },
    connection: {
      baseUrl: 'https://erp.example.com',
      auth: {
        kind: 'oauth2-refresh-token',
        tokenUrl: 'https://erp.example.com/token',
        clientId: 'us',
        refreshToken: `\${secrets.refresh}`,
      },
    },
  });
  const shared = { settings: {}, modes: {}, pollSeconds: 30, whenAway: 'refuse' } as const;
  return { ...shared, tenant: 'acme', name: 'erp', manifest, secrets: { refresh: 'refresh-0' } };
}

/** Its refresh tokens are good for one time. */
class RotatingHost {
  readonly used: string[] = [];
  /** Takes its time to refuse a token. */
  refusesAfter: Promise<void> | undefined;
  #good = 'refresh-0';
  #hold: { readonly both: Promise<void>; arrive(): void } | undefined;

  grant(token: string): void {
    this.#good = token;
  }

  /** The next two questions for a token are answered when both have come. */
  waitForTwo(): void {
    const { promise: both, resolve } = Promise.withResolvers<void>();
    let count = 0;
    const arrive = () => {
      if (++count === 2) resolve();
    };
    this.#hold = { both, arrive };
  }

  readonly fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (!String(address).endsWith('/token')) return Response.json([]);
    const token = new URLSearchParams(await new Response(init.body ?? '').text()).get('refresh_token') ?? '';
    this.#hold?.arrive();
    await this.#hold?.both;
    if (token !== this.#good) {
      await this.refusesAfter;
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    }
    this.used.push(token);
    this.#good = `refresh-${this.used.length}`;
    return Response.json({ access_token: `access-${this.used.length}`, refresh_token: this.#good, expires_in: 600 });
  };
}
