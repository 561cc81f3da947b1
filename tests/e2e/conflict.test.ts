import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Assignment } from '@dispatchkit/contract';
import { historyOf } from './support/desk.ts';
import { drag, middleOf } from './support/drag.ts';
import { freshWindows } from './support/fresh-windows.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { until } from './support/until.ts';

onEachBackend('a drop that breaks rules', (backend) => {
  const open = freshWindows(backend);

  test('is explained before and after; Cancel leaves everything as it was', async () => {
    const { a, b, connector } = open;
    await dropOnManhole();
    assert.match((await a.dialog.locator('.reasons').textContent()) ?? '', /Overlaps Manhole cover by 30\smin/);
    await a.dialog.getByRole('button', { name: 'Cancel' }).click();
    await until(async () => (await a.dialog.count()) === 0, 'the dialog goes');
    const { items } = await connector.call<{ items: Assignment[] }>('GET', '/v1/assignments?jobId=flood');
    assert.deepEqual(items, []);
    await a.untilSameAs(connector);
    await b.untilSameAs(connector);
    assert.deepEqual(await a.watched.faults(), []);
  });

  test('“Assign anyway” makes it so, and the history says which rule was broken', async () => {
    const { a, b, connector } = open;
    await dropOnManhole();
    await a.dialog.getByRole('button', { name: 'Assign anyway' }).click();
    const { id } = await b.assignmentOfJob('flood');
    await b.untilShown(id, 'ana');
    const [last] = await historyOf(connector, 'flood');
    assert.equal(last?.method, 'drag');
    assert.deepEqual(
      last?.overridden?.map(({ code }) => code),
      ['overlap'],
    );
    await until(() => b.bar(id).evaluate((bar) => bar.classList.contains('broken')), 'the bar is marked as breaking a rule');
    await b.untilSameAs(connector);
    assert.deepEqual(await a.watched.faults(), []);
  });

  /** Half past two, on the job that lasts from two to three. */
  async function dropOnManhole(): Promise<void> {
    const { a } = open;
    await a.untilShown('a-manhole', 'ana');
    await drag(a.page, a.row('Flooding on street').first(), {
      to: () => middleOf(a.bar('a-manhole')),
      shows: a.page.locator('dk-timeline .ghost-card', { hasText: /Ana Ruiz · 14:30.*Overlaps Manhole cover by 30\smin/ }),
    });
    await until(() => a.dialog.isVisible(), 'a dialog with the reasons');
  }
});
