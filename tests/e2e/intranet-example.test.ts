import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import './support/script-files.ts';
import { freePort } from '../support/free-port.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { DemoConnector } from './support/connector.ts';
import { until } from './support/until.ts';

const example = new URL('../../examples/intranet/', import.meta.url);

describe('examples/intranet', () => {
  let folder: string;
  let connector: DemoConnector;
  let intranet: ChildProcess;
  let browser: Browser;
  let address: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dispatchkit-intranet-'));
    const port = String(await freePort());
    const config = join(folder, 'connector.yaml');
    await writeFile(config, (await readFile(new URL('connector.yaml', example), 'utf8')).replace('8790', port));
    connector = await DemoConnector.start({ environment: { DISPATCHKIT_CONFIG: config } });
    address = `http://127.0.0.1:${port}/`;
    intranet = spawn(process.execPath, [fileURLToPath(new URL('server.mjs', example))], {
      env: { ...process.env, PORT: port, CONNECTOR_URL: connector.address },
      stdio: 'ignore',
    });
    browser = await openBrowser();
    await until(async () => (await fetch(address)).ok, 'the intranet answers');
  });
  after(async () => {
    await browser?.close();
    intranet?.kill();
    await connector?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test('shows grid and board of the connector under its strict policy', async () => {
    const { page, faults, consoleErrors } = await openPage(browser);
    await page.goto(address);
    await page.locator('dk-job-grid .rows .row:not([hidden])').first().waitFor();
    await page.locator('dk-tech-board .column .item').first().waitFor();
    assert.deepEqual(await faults(), []);
    assert.deepEqual(consoleErrors, []);
  });

  test('changes bear the name its own server gave', async () => {
    const { page } = await openPage(browser);
    await page.goto(address);
    const me = await until(
      () =>
        page.evaluate(
          () => (document.querySelector('dk-connection') as Element & { source?: { me?: { name: string } } }).source?.me,
        ),
      'somebody is signed in',
    );
    assert.equal(me.name, 'Robin from the intranet');
  });
});
