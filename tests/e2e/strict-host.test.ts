import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import './support/script-files.ts';
import { freePort } from '../support/free-port.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { DemoConnector } from './support/connector.ts';
import { deskIn, furnish, middayZone } from './support/desk.ts';
import { until } from './support/until.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scripts = join(root, 'widgets/dist/script');
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
const style = 'html, body { block-size: 100%; margin: 0 } body > dk-connection > * { block-size: 100%; display: block }';

/** Each widget, what shows that it works, and what to do with it so that menus, dialogs and cards are seen as well. */
const widgets: Record<string, { readonly shows: string; readonly attributes?: string; use?(page: Page): Promise<void> }> = {
  'job-grid': { shows: '.rows .row:not([hidden])', use: openMenuOn('dk-job-grid .rows .row') },
  'tech-board': { shows: '.column .item', use: openMenuOn('dk-tech-board .item .card') },
  'job-panel': { shows: 'article li', attributes: 'job-id="manhole"', use: openActions },
  timeline: { shows: '.row .job', use: openMenuOn('dk-timeline .row .job') },
  map: { shows: 'canvas.points', use: openMenuOn('dk-map .map') },
  'check-in': { shows: 'button.go', attributes: 'technician="ana"', use: openHoldDialog },
  console: { shows: 'dk-job-grid .rows .row:not([hidden])', use: openMenuOn('dk-console dk-job-grid .rows .row') },
};

describe('a page that allows no inline style, no inline script and no HTML from strings', () => {
  let folder: string;
  let connector: DemoConnector;
  let host: Server;
  let browser: Browser;
  let address: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dispatchkit-strict-'));
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const config = join(folder, 'connector.yaml');
    await writeFile(config, `cors:\n  origins: [${address}]\n`);
    const desk = deskIn(middayZone());
    connector = await DemoConnector.start({ args: ['--empty'], environment: { TZ: desk.zone, DISPATCHKIT_CONFIG: config } });
    await furnish(connector, desk);
    host = await serveHost(port, connector);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    host?.closeAllConnections();
    host?.close();
    await connector?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test('is tried with every widget there is', () => {
    const folders = globSync('*/define.ts', { cwd: join(root, 'widgets') }).map((path) => dirname(path));
    assert.deepEqual(folders.filter((name) => name !== 'connection').sort(), Object.keys(widgets).sort());
  });

  for (const [name, { shows, use }] of Object.entries(widgets)) {
    test(`holds dk-${name}`, async () => {
      const { page, faults, consoleErrors, close } = await openPage(browser);
      await page.goto(`${address}/${name}`);
      await page.locator(`dk-${name} ${shows}`).first().waitFor();
      await use?.(page);
      assert.deepEqual(await faults(), []);
      assert.deepEqual(consoleErrors, []);
      await close();
    });
  }
});

function openMenuOn(selector: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(selector).first().click({ button: 'right' });
    await page.keyboard.press('Escape');
  };
}

async function openActions(page: Page): Promise<void> {
  await page.locator('dk-job-panel button[aria-haspopup=menu]').click();
  await page.locator('dk-job-panel [role=menuitem]').first().waitFor();
  await page.keyboard.press('Escape');
}

async function openHoldDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hold' }).click();
  await until(() => page.locator('dk-check-in dialog[open]').isVisible(), 'a dialog that asks why');
  await page.keyboard.press('Escape');
}

/** Another origin than the connector's, as a company's own page is: the page, the script files, and tokens for who is signed in there. */
function serveHost(port: number, connector: DemoConnector): Promise<Server> {
  const policy = [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:",
    `connect-src 'self' ${connector.address}`,
    "require-trusted-types-for 'script'; trusted-types lit-html dispatchkit 'allow-duplicates'",
  ].join('; ');
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', address(port)).pathname.slice(1);
    const name = path.replace(/\.\w+$/, '');
    if (path === 'token') response.end(JSON.stringify({ token: await connector.token({ role: 'dispatcher' }) }));
    else if (path === 'host.css') response.setHeader('Content-Type', 'text/css').end(style);
    else if (Object.hasOwn(widgets, name)) {
      response.setHeader('Content-Security-Policy', policy).setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pageOf(name, connector.address));
    } else if (path.startsWith('dispatchkit/')) {
      response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
      response.end(await readFile(join(scripts, path.slice('dispatchkit/'.length))));
    } else response.writeHead(404).end();
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

function address(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function pageOf(name: string, connector: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/host.css">
    <script src="/dispatchkit/dispatchkit.js"></script>
  </head>
  <body>
    <dk-connection url="${connector}" token-url="/token"><dk-${name} ${widgets[name]?.attributes ?? ''}></dk-${name}></dk-connection>
  </body>
</html>`;
}
