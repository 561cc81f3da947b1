import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { freshWindows } from './support/fresh-windows.ts';
import { focusOf, pressUntil } from './support/keyboard.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { assertLastMethod } from './support/two-windows.ts';
import { until } from './support/until.ts';

onEachBackend('assigning by keyboard alone in one window, seen in another', (backend) => {
  const open = freshWindows(backend);
  beforeEach(async () => {
    // Into the page; from there F6 goes from pane to pane.
    await open.a.page.keyboard.press('Tab');
  });

  test('a waiting job from the grid to the board', async () => {
    const { a, b, connector } = open;
    await goTo('dk-job-grid');
    await a.page.keyboard.press('ArrowDown');
    await pressUntil(a.page, 'ArrowUp', focused, /Flooding on street/);
    await a.page.keyboard.press('m');
    await goTo('dk-tech-board');
    await carryTo('dk-tech-board .drop-card', 'ArrowRight', /Cleo Marsh/);
    await a.page.keyboard.press('Enter');
    const { id, technicianId } = await b.assignmentOfJob('flood');
    assert.equal(technicianId, 'cleo');
    await b.untilShown(id, 'cleo');
    await assertLastMethod(connector, 'flood', 'keyboard');
    await takeBack('flood');
    await b.untilGone(id);
    await assertNothingWrong();
  });

  test('a waiting job from the grid to the timeline', async () => {
    const { a, b, connector } = open;
    await goTo('dk-job-grid');
    await pressUntil(a.page, 'ArrowDown', focused, /Odor at catch basin/);
    await a.page.keyboard.press('m');
    await goTo('dk-timeline');
    await carryTo('dk-timeline .ghost-card', 'ArrowDown', /Cleo Marsh/);
    await carryTo('dk-timeline .ghost-card', 'Shift+ArrowRight', /Cleo Marsh · 15:/);
    await a.page.keyboard.press('Enter');
    const { id, technicianId } = await b.assignmentOfJob('odor');
    assert.equal(technicianId, 'cleo');
    await b.untilShown(id, 'cleo');
    await assertLastMethod(connector, 'odor', 'keyboard');
    await takeBack('odor');
    await b.untilGone(id);
    await assertNothingWrong();
  });

  test('from one technician to another on the board', async () => {
    const { a, b, connector } = open;
    await a.untilShown('a-manhole', 'ana');
    await goTo('dk-tech-board');
    await focusCard('a-manhole');
    await a.page.keyboard.press('m');
    await carryTo('dk-tech-board .drop-card', 'ArrowRight', /Cleo Marsh/);
    await a.page.keyboard.press('Enter');
    await b.untilShown('a-manhole', 'cleo');
    await assertLastMethod(connector, 'manhole', 'keyboard');
    await takeBack('manhole');
    await b.untilShown('a-manhole', 'ana');
    await a.untilShown('a-manhole', 'ana');
    await assertNothingWrong();
  });

  test('Escape puts back what was picked up, and nothing is sent', async () => {
    const { a, connector } = open;
    await a.untilShown('a-manhole', 'ana');
    const before = await connector.call<{ items: unknown[] }>('GET', '/v1/jobs/manhole/events');
    await goTo('dk-tech-board');
    await focusCard('a-manhole');
    await a.page.keyboard.press('m');
    await carryTo('dk-tech-board .drop-card', 'ArrowRight', /Cleo Marsh/);
    await a.page.keyboard.press('Escape');
    await until(async () => (await a.page.locator('dk-tech-board .drop-card').count()) === 0, 'the card with the reasons goes');
    await a.untilShown('a-manhole', 'ana');
    assert.deepEqual(await connector.call('GET', '/v1/jobs/manhole/events'), before);
    await assertNothingWrong();
  });

  const focused = () => focusOf(open.a.page);

  async function goTo(tag: string): Promise<void> {
    await pressUntil(open.a.page, 'F6', focused, new RegExp(`${tag} `));
  }

  /** Walks to a card: along the columns, then down. */
  async function focusCard(id: string): Promise<void> {
    await pressUntil(open.a.page, 'ArrowDown', focused, new RegExp(` ${id} `));
  }

  /** Moves what is carried until the card beside it says where it would be. */
  async function carryTo(card: string, key: string, wanted: RegExp): Promise<void> {
    const { page } = open.a;
    const title = page.locator(`${card} strong`);
    await until(() => title.isVisible(), 'the place is shown');
    await pressUntil(page, key, async () => (await title.textContent()) ?? '', wanted);
  }

  async function takeBack(jobId: string): Promise<void> {
    await open.a.page.keyboard.press('Control+z');
    await until(
      () => assertLastMethod(open.connector, jobId, 'undo').then(() => true),
      'the history says that it was taken back',
    );
  }

  async function assertNothingWrong(): Promise<void> {
    for (const { watched } of [open.a, open.b]) {
      assert.deepEqual(await watched.faults(), []);
      assert.deepEqual(watched.consoleErrors, []);
    }
    await open.a.untilSameAs(open.connector);
    await open.b.untilSameAs(open.connector);
  }
});
