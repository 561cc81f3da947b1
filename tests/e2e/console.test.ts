import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import './support/pages.ts';
import { openBrowser } from './support/browser.ts';
import type { DemoConnector } from './support/connector.ts';
import { type ConsoleWindow, openConsole } from './support/console.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { until } from './support/until.ts';

onEachBackend('the console on a demo week', (backend) => {
  let connector: DemoConnector;
  let browser: Browser;

  before(async () => {
    connector = await backend.openWeek();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await connector?.[Symbol.asyncDispose]();
  });

  const looks = [
    { name: 'light', query: 'theme=light', says: 'Live', direction: 'ltr', scheme: 'light' },
    { name: 'dark', query: 'theme=dark', says: 'Live', direction: 'ltr', scheme: 'dark' },
    { name: 'in German', query: 'lang=de', says: 'Live', direction: 'ltr', scheme: 'light dark' },
    { name: 'in Arabic, from right to left', query: 'lang=ar', says: 'مباشر', direction: 'rtl', scheme: 'light dark' },
  ] as const;

  for (const { name, query, says, direction, scheme } of looks) {
    test(`shows the work on grid, timeline, board and map, ${name}`, async () => {
      const window = await openConsole(browser, connector, { query, colorScheme: 'light' });
      await untilAllPanesShowWork(window);
      assert.equal(await window.live.locator('.phase').textContent(), says);
      assert.equal(await styleOf(window, 'dk-job-grid', 'direction'), direction);
      assert.equal(await styleOf(window, 'dk-console', 'color-scheme'), scheme);
      assert.deepEqual(await window.watched.faults(), []);
      assert.deepEqual(window.watched.consoleErrors, []);
      await window.watched.close();
    });
  }
});

async function untilAllPanesShowWork({ page }: ConsoleWindow): Promise<void> {
  const rowCount = async () => Number(await page.locator('dk-job-grid [role=grid]').getAttribute('aria-rowcount'));
  await until(async () => (await rowCount()) > 300, 'more than 300 rows in the grid');
  await until(async () => (await page.locator('dk-job-grid .rows .row:not([hidden])').count()) >= 5, 'rows that are drawn');
  await until(async () => (await page.locator('dk-timeline .row').count()) >= 4, 'rows of technicians');
  await until(async () => (await page.locator('dk-timeline .row .job').count()) >= 4, 'bars in these rows');
  await until(async () => (await page.locator('dk-tech-board .column').count()) >= 3, 'columns');
  await until(async () => (await page.locator('dk-tech-board .column .item').count()) >= 3, 'cards in these columns');
  await until(() => isPainted(page.locator('dk-map canvas.points')), 'points on the map');
}

/** Whether anything was drawn: some pixel is not transparent. */
function isPainted(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const data = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data;
    return data?.some((value, index) => index % 4 === 3 && value > 0) ?? false;
  });
}

function styleOf({ page }: ConsoleWindow, tag: string, property: string): Promise<string> {
  return page.locator(tag).evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}
