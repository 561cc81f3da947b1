import { after, afterEach, before, beforeEach } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Backend } from './backends/backend.ts';
import { openBrowser } from './browser.ts';
import { openTwoWindows, type TwoWindows } from './two-windows.ts';

/**
 * For a `describe`: one browser for all its tests, and for each of them a connector and two windows of its own.
 * What is given back stands for those of the test that runs.
 */
export function freshWindows(backend: Backend): Omit<TwoWindows, typeof Symbol.asyncDispose> {
  let browser: Browser | undefined;
  let open: TwoWindows | undefined;
  before(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    if (browser) open = await openTwoWindows(browser, backend);
  });
  afterEach(async () => {
    await open?.[Symbol.asyncDispose]();
    open = undefined;
  });
  after(() => browser?.close());
  const current = (): TwoWindows => {
    if (!open) throw new Error('Only a running test has windows.');
    return open;
  };
  return {
    get connector() {
      return current().connector;
    },
    get desk() {
      return current().desk;
    },
    get erp() {
      return current().erp;
    },
    get browser() {
      return current().browser;
    },
    get a() {
      return current().a;
    },
    get b() {
      return current().b;
    },
  };
}
