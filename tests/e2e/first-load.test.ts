import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { deskKey, deskManifest, openDeskServer } from '../../connector/test/desk-server.ts';
import './support/pages.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { DemoConnector } from './support/connector.ts';
import { ConsoleWindow } from './support/console.ts';
import { until } from './support/until.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
});

test('a console on proxied records shows that they are being loaded, and fills by itself', async () => {
  await using desk = await openDeskServer(() => Date.now());
  const rest = Promise.withResolvers<void>();
  desk.later = rest.promise;
  for (let id = 1; id <= 8; id++) desk.put(id, { name: `Task ${id}` });
  const settings = { url: desk.url, key: { env: 'DESK_KEY' } };
  await using connector = await DemoConnector.start({
    args: ['--empty'],
    environment: { DESK_KEY: deskKey },
    config: {
      hosts: {
        demo: [{ name: 'desk', manifest: deskManifest, settings, pollSeconds: 2, resources: { sites: 'proxy', jobs: 'proxy' } }],
      },
    },
  });
  // Not by `openConsole`: what it waits for, the word that all is live, makes room for how far the load is.
  const window = new ConsoleWindow(await openPage(browser));
  await window.page.goto(connector.address);
  const chip = window.page.locator('dk-console header .host-chip');
  await until(
    async () => (await chip.getAttribute('title')) === 'Loading from Service desk: 3 of 8',
    'the console says how far the load is',
  );
  await until(() => window.row('Task 3').isVisible(), 'what has come is shown');
  assert.equal(await window.row('Task 4').count(), 0);
  assert.equal(await window.page.getByRole('alert').count(), 0, 'it is no error');
  rest.resolve();
  await until(() => window.row('Task 8').isVisible(), 'the others come');
  await until(async () => (await chip.count()) === 0, 'nothing is loading any more');
  await window.untilPhase('ready');
  assert.deepEqual(await window.watched.faults(), []);
  await window.watched.close();
});
