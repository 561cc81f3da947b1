import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { openBrowser } from './support/browser.ts';
import { type ConsoleWindow, openConsole } from './support/console.ts';
import { middleOf } from './support/drag.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { openTwoWindows, type TwoWindows } from './support/two-windows.ts';
import { until } from './support/until.ts';

onEachBackend('who may only look', (backend) => {
  let browser: Browser;
  let open: TwoWindows;
  let viewer: ConsoleWindow;
  before(async () => {
    browser = await openBrowser();
    open = await openTwoWindows(browser, backend);
    viewer = await openConsole(browser, open.connector, { role: 'viewer' });
    await viewer.untilShown('a-manhole', 'ana');
  });
  after(async () => {
    await open?.[Symbol.asyncDispose]();
    await browser?.close();
  });

  test('is offered nothing to assign or to move along', async () => {
    const offered = await menuOf(open.a, open.a.row('Flooding on street').first());
    assert.ok(
      offered.some((entry) => entry.includes('Cleo Marsh')),
      'a dispatcher is',
    );
    const row = viewer.row('Flooding on street').first();
    assert.deepEqual(
      await menuOf(viewer, row),
      offered.filter((entry) => /^Open/.test(entry)),
    );
  });

  test('cannot drag anything', async () => {
    const things = {
      row: viewer.row('Flooding on street').first(),
      bar: viewer.bar('a-manhole'),
      card: viewer.card('a-manhole').locator('.card'),
    };
    for (const [name, thing] of Object.entries(things)) {
      await dragAcross(thing, viewer.column('cleo'));
      const shown = await viewer.page.locator('.drop-card, .ghost-card, .placeholder, .flying').count();
      assert.equal(shown, 0, `dragging a ${name} shows nothing`);
      await viewer.page.mouse.up();
    }
    await viewer.page.keyboard.press('Escape');
    await viewer.untilSameAs(open.connector);
    assert.deepEqual(await viewer.watched.faults(), []);
    assert.deepEqual(viewer.watched.consoleErrors, []);
  });

  test('is refused by the connector whatever the page shows', async () => {
    const { connector, desk } = open;
    const as = { role: 'viewer' } as const;
    const body = { jobId: 'flood', technicianId: 'cleo', startsAt: desk.at('15:00') };
    const refusals = [
      await connector.send<{ code: string }>('POST', '/v1/assignments', { as, body }),
      await connector.send<{ code: string }>('PATCH', '/v1/assignments/a-manhole', { as, body: {}, ifMatch: 1 }),
      await connector.send<{ code: string }>('DELETE', '/v1/assignments/a-manhole', { as, ifMatch: 1 }),
      await connector.send<{ code: string }>('POST', '/v1/jobs/manhole/transitions', {
        as,
        body: { to: 'en_route' },
        ifMatch: 1,
      }),
    ];
    for (const { status, body: problem } of refusals) assert.deepEqual([status, problem.code], [403, 'not_allowed']);
  });

  async function menuOf({ page }: ConsoleWindow, thing: Locator): Promise<string[]> {
    await thing.click({ button: 'right' });
    // A menu without entries is not opened; what is there stands at once.
    const items = await page.locator('[role=menuitem]').allTextContents();
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('[role=menuitem]').count()) === 0, 'the menu goes');
    return items;
  }

  async function dragAcross(from: Locator, to: Locator): Promise<void> {
    const [start, end] = [await middleOf(from), await middleOf(to)];
    await viewer.page.mouse.move(start.x, start.y);
    await viewer.page.mouse.down();
    await viewer.page.mouse.move(start.x + 9, start.y + 6);
    await viewer.page.mouse.move(end.x, end.y, { steps: 12 });
  }
});
