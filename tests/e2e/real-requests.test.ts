import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import './support/pages.ts';
import { openBrowser } from './support/browser.ts';
import { DemoConnector } from './support/connector.ts';
import { openConsole } from './support/console.ts';
import { until } from './support/until.ts';

// The large real file lies beside the repository, and not on every machine; the sample that comes along has its shape and its dirt.
const shared = process.env.DISPATCHKIT_SHARED;
const files = {
  'the sample': fileURLToPath(new URL('../../connector/samples/sf311-sample.csv', import.meta.url)),
  ...(shared && { '10,000 real requests': join(shared, 'data/jobs/sf311_10k.csv') }),
};

describe('the console on real requests', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const [name, file] of Object.entries(files)) {
    for (const options of [[], ['--shift-dates']]) {
      test(`shows every importable one of ${[name, ...options].join(', ')}`, async (context) => {
        await showsAll(context, ['--data', file, ...options]);
      });
    }
  }

  async function showsAll(context: TestContext, args: readonly string[]): Promise<void> {
    await using connector = await DemoConnector.start({ args });
    const [, imported = '', rows = ''] = /Imported (\d+) of (\d+) requests/.exec(connector.said) ?? [];
    assert.ok(Number(imported) > 0 && Number(imported) <= Number(rows), connector.said);
    const startedMs = performance.now();
    const window = await openConsole(browser, connector);
    const { page } = window;
    await page.locator('dk-job-grid .rows .row:not([hidden])').first().waitFor();
    context.diagnostic(
      `${imported} jobs; first rows ${Math.round(performance.now() - startedMs)} ms after the address was opened`,
    );
    const grid = page.locator('dk-job-grid [role=grid]');
    // One more than there are jobs: the heading counts.
    await until(async () => Number(await grid.getAttribute('aria-rowcount')) === Number(imported) + 1, `${imported} rows`);
    await page.locator('dk-job-grid input[type=search]').fill('zzzz nothing has this');
    await until(async () => Number(await grid.getAttribute('aria-rowcount')) === 1, 'the search leaves nothing');
    await page.locator('dk-job-grid input[type=search]').fill('');
    await until(async () => Number(await grid.getAttribute('aria-rowcount')) === Number(imported) + 1, `${imported} rows again`);
    assert.deepEqual(await window.watched.faults(), []);
    assert.deepEqual(window.watched.consoleErrors, []);
    await window.watched.close();
  }
});
