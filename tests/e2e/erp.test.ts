import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrytonDesk } from './support/backends/tryton-desk.ts';
import type { ConsoleWindow } from './support/console.ts';
import { drag, middleOf } from './support/drag.ts';
import { freshWindows } from './support/fresh-windows.ts';
import { onEachErp } from './support/on-each-backend.ts';
import { until } from './support/until.ts';

onEachErp('a board whose records are an ERP’s', (backend) => {
  const open = freshWindows(backend);

  test('what somebody changes there is seen here', async () => {
    const { a, connector } = open;
    const { tryton, ids } = erpOf(open.erp);
    await a.untilShown('a-manhole', 'ana');
    await tryton.client.call('project.allocation', 'write', [ids['a-manhole']], { employee: ids.cleo });
    await tryton.client.call('project.work', 'write', [ids.odor], { name: 'Odor, reported twice' });
    const [parent] = await tryton.client.call<{ parent: number }[]>(
      'project.work',
      'read',
      [ids.odor],
      ['parent', 'company', 'status'],
    );
    await tryton.client.create('project.work', [{ ...parent, id: undefined, name: 'Taken by telephone', type: 'task' }]);
    await a.untilShown('a-manhole', 'cleo');
    await until(() => a.row('Odor, reported twice').first().isVisible(), 'the new title');
    await until(() => a.row('Taken by telephone').first().isVisible(), 'the new job');
    assert.equal(await a.row('Odor at catch basin').count(), 0);
    await a.untilSameAs(connector);
    await assertNoFaults();
  });

  test('a drop is there, and so is taking it back', async () => {
    const { a, b, connector, desk } = open;
    const erp = erpOf(open.erp);
    await dropOnCleo(a, 'Flooding on street');
    const { id, startsAt } = await b.assignmentOfJob('flood');
    await b.untilShown(id, 'cleo');
    assert.deepEqual(await erp.planOf('flood'), { technicianIds: ['cleo'], startsAtMs: Date.parse(startsAt) });
    await a.page.keyboard.press('Control+z');
    await b.untilGone(id);
    assert.deepEqual((await erp.planOf('flood')).technicianIds, []);
    assert.deepEqual(await erp.planOf('manhole'), { technicianIds: ['ana'], startsAtMs: Date.parse(desk.at('14:00')) });
    await b.untilSameAs(connector);
    await assertNoFaults();
  });

  test('while it is away the board stays, and a drop is refused; afterwards it goes through', async () => {
    const { a, b, connector } = open;
    const erp = erpOf(open.erp);
    await a.untilShown('a-manhole', 'ana');
    await using absence = await erp.leave();
    await dropOnCleo(a, 'Flooding on street');
    const told = a.page.getByRole('alert').filter({ hasText: 'Tryton 6 does not answer. Nothing was changed' });
    await until(() => told.isVisible(), 'a message that says why');
    await until(async () => (await a.column('cleo').locator('.item').count()) === 0, 'the drop is taken back');
    await untilHost(a, 'away', /Tryton 6 does not answer\..*changes are refused/);
    assert.deepEqual((await connector.call<{ items: unknown[] }>('GET', '/v1/assignments?jobId=flood')).items, []);
    await a.untilSameAs(connector);
    await b.untilShown('a-manhole', 'ana');

    await absence.end();
    await untilCurrent(a);
    await dropOnCleo(a, 'Flooding on street');
    const { id } = await b.assignmentOfJob('flood');
    await b.untilShown(id, 'cleo');
    assert.deepEqual((await erp.planOf('flood')).technicianIds, ['cleo']);
    await assertNoFaults();
  });

  async function assertNoFaults(): Promise<void> {
    for (const { watched } of [open.a, open.b]) assert.deepEqual(await watched.faults(), []);
  }
});

onEachErp(
  'a board that waits for its ERP',
  (backend) => {
    const open = freshWindows(backend);

    test('a drop is kept and marked as waiting, and is there once the ERP is back', async () => {
      const { a, b, connector } = open;
      const erp = erpOf(open.erp);
      await a.untilShown('a-manhole', 'ana');
      await using absence = await erp.leave();
      await dropOnCleo(a, 'Flooding on street');
      const { id } = await b.assignmentOfJob('flood');
      for (const window of [a, b]) {
        await window.untilShown(id, 'cleo');
        await until(() => markOf(window, id).isVisible(), 'the bar says that it waits');
        await untilHost(window, 'away', /Tryton 6 does not answer\..*changes wait/);
      }

      await absence.end();
      await until(async () => (await erp.planOf('flood')).technicianIds.join() === 'cleo', 'Tryton has it');
      for (const window of [a, b]) {
        await until(async () => (await markOf(window, id).count()) === 0, 'nothing waits');
        await untilCurrent(window);
        await window.untilSameAs(connector);
        assert.deepEqual(await window.watched.faults(), []);
      }
    });
  },
  'queue',
);

function erpOf(erp: TrytonDesk | undefined): TrytonDesk {
  assert.ok(erp);
  return erp;
}

async function dropOnCleo(window: ConsoleWindow, title: string): Promise<void> {
  await drag(window.page, window.row(title).first(), {
    to: () => middleOf(window.column('cleo')),
    shows: window.page.locator('dk-tech-board .drop-card', { hasText: 'Cleo Marsh' }),
  });
}

const chipOf = ({ page }: ConsoleWindow) => page.locator('dk-console header .host-chip');
const markOf = (window: ConsoleWindow, id: string) => window.bar(id).locator('.host-mark[data-state=waiting]');

async function untilHost(window: ConsoleWindow, state: string, says: RegExp): Promise<void> {
  const chip = chipOf(window);
  await until(async () => (await chip.getAttribute('data-state')) === state, `the board says that the ERP is ${state}`);
  assert.match((await chip.getAttribute('aria-label')) ?? '', says);
}

/** Nothing is said of an ERP that is as it should be. */
async function untilCurrent(window: ConsoleWindow): Promise<void> {
  await until(async () => (await chipOf(window).count()) === 0, 'the ERP is back on the board');
}
