import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { capabilitiesOf } from '@dispatchkit/contract/words';
import type { Browser, Page } from 'playwright-core';
import './support/script-files.ts';
import { freePort } from '../support/free-port.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { DemoConnector } from './support/connector.ts';
import { until } from './support/until.ts';

const example = new URL('../../examples/embed-with-api-key/', import.meta.url);

interface Me {
  readonly name: string;
  readonly role: string;
}

describe('examples/embed-with-api-key', () => {
  let folder: string;
  let connector: DemoConnector;
  let apiKey: string;
  let erp: ChildProcess;
  let browser: Browser;
  let address: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dispatchkit-erp-'));
    const port = String(await freePort());
    const config = join(folder, 'connector.yaml');
    await writeFile(config, (await readFile(new URL('connector.yaml', example), 'utf8')).replace('8791', port));
    connector = await DemoConnector.start({ environment: { DISPATCHKIT_CONFIG: config } });
    const scopes = [...Object.keys(capabilitiesOf('dispatcher')), 'embed_tokens:write'];
    ({ key: apiKey } = await connector.call<{ key: string }>('POST', '/v1/api-keys', { body: { name: 'ERP', scopes } }));
    address = `http://127.0.0.1:${port}/`;
    erp = spawn(process.execPath, [fileURLToPath(new URL('server.mjs', example))], {
      env: { ...process.env, PORT: port, CONNECTOR_URL: connector.address, DISPATCHKIT_API_KEY: apiKey },
      stdio: 'ignore',
    });
    browser = await openBrowser();
    await until(async () => (await fetch(address)).ok, 'the ERP answers');
  });
  after(async () => {
    await browser?.close();
    erp?.kill();
    await connector?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function signIn(page: Page, name: RegExp): Promise<Me> {
    await page.goto(address);
    await page.getByRole('button', { name }).click();
    await page.locator('dk-job-grid .rows .row:not([hidden])').first().waitFor();
    return until(
      () => page.evaluate(() => (document.querySelector('dk-connection') as Element & { source?: { me?: Me } }).source?.me),
      'somebody is signed in',
    );
  }

  test('whoever signs in to the ERP is that person in the widgets, under a strict policy', async () => {
    const { page, faults, consoleErrors } = await openPage(browser);
    const bodies: string[] = [];
    page.on('response', async (response) => {
      bodies.push(JSON.stringify(await response.allHeaders()), await response.text().catch(() => ''));
    });
    const { name, role } = await signIn(page, /Anna/);
    await page.locator('dk-timeline').first().waitFor();
    assert.deepEqual([name, role], ['Anna Schmidt', 'dispatcher']);
    assert.deepEqual(await faults(), []);
    assert.deepEqual(consoleErrors, []);
    assert.ok(!bodies.join('\n').includes(apiKey.slice(-64)), 'the key has not left the server');
  });

  test('a viewer of the ERP is a viewer here', async () => {
    const { page } = await openPage(browser);
    assert.deepEqual((await signIn(page, /Ben/)).role, 'viewer');
  });

  test('without a session there is no token, and a token is worth nothing elsewhere', async () => {
    assert.equal((await fetch(`${address}dispatch-token`, { method: 'POST' })).status, 401);
    const login = await fetch(`${address}login`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'anna' }),
      redirect: 'manual',
    });
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const answer = await fetch(`${address}dispatch-token`, { method: 'POST', headers: { cookie } });
    const { token } = (await answer.json()) as { token: string };
    const ask = async (origin: string) =>
      (await fetch(`${connector.address}/v1/jobs?limit=1`, { headers: { authorization: `Bearer ${token}`, origin } })).status;
    assert.equal(await ask(new URL(address).origin), 200);
    assert.equal(await ask('https://elsewhere.example'), 403);
    const onward = await fetch(`${connector.address}/v1/embed-tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject: 'anna', role: 'viewer' }),
    });
    assert.equal(onward.status, 403, 'a token is not traded on');
  });
});
