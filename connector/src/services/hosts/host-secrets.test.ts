import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { FakeTime } from '../../../test/fake-time.ts';
import { memoryManifest } from '../../../test/memory-host.ts';
import { createSecretBox } from '../../internal/secret-box.ts';
import type { HostConfig } from '../../ports/hosts.ts';
import type { Store } from '../../ports/store.ts';
import { twoStoresOnOneFile } from '../../stores/test-store.ts';
import { expectHostSecrets, forgetHostSecrets, hostSecrets } from './host-secrets.ts';
import { hostOpener } from './open-host.ts';

const box = createSecretBox('a secret of the installation, long enough');

it('a refresh token that a host replaces outlives the connector, and is shared by its instances', async () => {
  await using bench = await benchOf();
  const first = bench.open();
  await first.signIn();
  assert.deepEqual(bench.host.asked, ['refresh-0']);
  await bench.open().signIn();
  await bench.open().signIn();
  assert.deepEqual(bench.host.asked, ['refresh-0', 'refresh-1', 'refresh-2'], 'each is good for one time');
  bench.time.advance(3_600_000);
  await first.list('jobs');
  assert.equal(bench.host.asked.at(-1), 'refresh-3', 'the first one has heard of what the others were given');
  const kept = await bench.store.work.recall('acme', 'host-secret', 'erp');
  assert(kept && !JSON.stringify(kept).includes('refresh-'), 'it is sealed');
});

it('connectors on one database sign in one after the other, with what the one before was given', async () => {
  await using bench = await benchOf();
  const timers = new FakeTime();
  const held = bench.host.holdNext();
  const first = bench.open().signIn();
  await held.asked;
  const second = bench.open({ store: bench.other, timers }).signIn();
  await until(() => timers.pending > 0);
  held.answer();
  await first;
  timers.advance(1_000);
  await second;
  assert.deepEqual(bench.host.asked, ['refresh-0', 'refresh-1'], 'no token has come twice');
});

it('whoever takes long to sign in keeps its turn', async () => {
  await using bench = await benchOf();
  const [slow, timers] = [new FakeTime(), new FakeTime()];
  const held = bench.host.holdNext();
  const first = bench.open({ timers: slow }).signIn();
  await held.asked;
  const leasedUntilMs = () => bench.leasedUntilMs('host-secret:["erp","refresh"]');
  for (let round = 0; round < 3; round++) {
    const before = await leasedUntilMs();
    bench.time.advance(20_000);
    slow.advance(20_000);
    await until(async () => (await leasedUntilMs()) !== before);
  }
  const second = bench.open({ store: bench.other, timers }).signIn();
  await until(() => timers.pending > 0);
  held.answer();
  await first;
  timers.advance(1_000);
  await second;
  assert.deepEqual(bench.host.asked, ['refresh-0', 'refresh-1']);
});

it('the turn of a connector that is gone comes to an end; had it only stood still, it goes on with the token that is there by then', async () => {
  await using bench = await benchOf();
  const timers = new FakeTime();
  const held = bench.host.holdNext();
  const first = bench.open({ timers: new FakeTime() }).signIn();
  await held.asked;
  const second = bench.open({ store: bench.other, timers }).signIn();
  await until(() => timers.pending > 0);
  bench.time.advance(60_000);
  timers.advance(1_000);
  await second;
  held.answer();
  await first;
  assert.deepEqual(bench.host.asked, ['refresh-0', 'refresh-0', 'refresh-1']);
});

it('what the operator has configured anew counts, and so it does when the host was forgotten', async () => {
  await using bench = await benchOf();
  await bench.open().signIn();
  bench.host.grant('refresh-new');
  await bench.open({ secrets: { refresh: 'refresh-new' } }).signIn();
  assert.deepEqual(bench.host.asked, ['refresh-0', 'refresh-new']);
  await forgetHostSecrets(bench.store, 'acme', 'erp');
  assert.equal(await bench.newest(configOf()), undefined);
});

it('tenants and hosts have their own, and another secret of the installation opens none', async () => {
  await using bench = await benchOf();
  const { store, time, newest } = bench;
  await hostSecrets({ store, clock: time, timers: time }, box)(configOf()).keepSecret('refresh', 'newer');
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

/** Two connectors on one database file, with a clock they agree on. */
async function benchOf() {
  const time = new FakeTime();
  const { one: store, other, close } = await twoStoresOnOneFile(time);
  await store.admit('acme');
  await store.admit('globex');
  const host = new RotatingHost();
  const open = ({ secrets = { refresh: 'refresh-0' }, store: of = store, timers = time }: Opening = {}) => {
    const kept = hostSecrets({ store: of, clock: time, timers }, box);
    return hostOpener({ fetch: host.fetch, clock: time, timers, secrets: kept })({ ...configOf(), secrets });
  };
  const newest = (config: HostConfig, opening = box) =>
    hostSecrets({ store, clock: time, timers: time }, opening)(config).newestSecret('refresh');
  const leasedUntilMs = async (turn: string) => (await store.work.get('acme', turn, turn))?.leasedUntilMs;
  return { time, store, other, host, open, newest, leasedUntilMs, [Symbol.asyncDispose]: close };
}

interface Opening {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly store?: Store;
  readonly timers?: FakeTime;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; !(await isSo()); turn++) {
    assert(turn < 10_000, String(isSo));
    await setImmediate();
  }
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
  /** The tokens it was asked with, in the order of its answers. */
  readonly asked: string[] = [];
  #good = 'refresh-0';
  #given = 0;
  #hold: { readonly asked: () => void; readonly answered: Promise<void> } | undefined;

  grant(token: string): void {
    this.#good = token;
  }

  /** The next question for a token is answered when that is said. */
  holdNext(): { readonly asked: Promise<void>; answer(): void } {
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    this.#hold = { asked: asked.resolve, answered: answered.promise };
    return { asked: asked.promise, answer: answered.resolve };
  }

  readonly fetch = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (!String(address).endsWith('/token')) return Response.json([]);
    const token = new URLSearchParams(await new Response(init.body ?? '').text()).get('refresh_token') ?? '';
    const hold = this.#hold;
    this.#hold = undefined;
    hold?.asked();
    await hold?.answered;
    this.asked.push(token);
    if (token !== this.#good) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    this.#good = `refresh-${++this.#given}`;
    return Response.json({ access_token: `access-${this.#given}`, refresh_token: this.#good, expires_in: 600 });
  };
}
