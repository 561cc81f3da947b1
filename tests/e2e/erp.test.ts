import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
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

  test('what it has no word for is not in the menu of a job', async () => {
    const { a, connector } = open;
    await a.untilShown('a-manhole', 'ana');
    await a.row('Flooding on street').first().click({ button: 'right' });
    const entries = a.page.locator('dk-job-grid [role=menu] [role=menuitem] .ellipsis');
    await until(async () => (await entries.count()) > 0, 'the menu');
    const labels = await entries.allInnerTexts();
    assert.deepEqual(
      ['Completed', 'Put on hold…', 'Cancel the job…'].map((label) => labels.includes(label)),
      [true, false, false],
      labels.join(', '),
    );
    const { version } = await connector.call<{ version: number }>('GET', '/v1/jobs/flood');
    const body = { to: 'on_hold', reason: 'Parts' };
    const refused = connector.call('POST', '/v1/jobs/flood/transitions', { as: { role: 'dispatcher' }, ifMatch: version, body });
    await assert.rejects(refused, /host_refused/);
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

    test('a drop that waits is given up while the ERP is away, and it never hears of it', async () => {
      const { a, b, connector } = open;
      const erp = erpOf(open.erp);
      await a.untilShown('a-manhole', 'ana');
      await using absence = await erp.leave();
      await dropOnCleo(a, 'Flooding on street');
      const { id } = await b.assignmentOfJob('flood');
      const changes = await openChanges(b, 'Flooding on street');
      const assignment = changes.filter({ has: b.page.getByRole('heading', { name: 'New assignment' }) });
      assert.match(await assignment.innerText(), /Technician\s+Cleo Marsh/);
      await assignment.getByRole('button', { name: 'Discard' }).click();
      await b.dialog.getByRole('button', { name: 'Discard' }).click();
      for (const window of [a, b]) await window.untilGone(id);
      await until(async () => (await assignment.count()) === 0, 'the panel has heard of it');
      for (const left of await changes.all()) await left.getByRole('button', { name: 'Discard' }).click();
      await until(async () => (await changes.count()) === 0, 'nothing waits');

      await absence.end();
      for (const window of [a, b]) {
        await untilCurrent(window);
        await window.untilSameAs(connector);
        assert.deepEqual(await window.watched.faults(), []);
      }
      assert.deepEqual(await erp.planOf('flood'), { technicianIds: [], startsAtMs: null });
    });

    test('what was changed here and there is decided on: ours', async () => {
      const { a, b, connector } = open;
      const erp = erpOf(open.erp);
      const changes = await changedTwice();
      await changes.getByRole('button', { name: 'Use ours' }).click();
      await until(async () => (await erp.titleOf('flood')) === 'Flooding, urgent', 'Tryton has ours');
      await until(async () => (await changes.count()) === 0, 'nothing is to be decided');
      for (const window of [a, b]) {
        await until(() => window.row('Flooding, urgent').first().isVisible(), 'the board has ours');
        await untilCurrent(window);
        await window.untilSameAs(connector);
        assert.deepEqual(await window.watched.faults(), []);
      }
    });

    test('what was changed here and there is decided on: theirs', async () => {
      const { a, b, connector } = open;
      const erp = erpOf(open.erp);
      const changes = await changedTwice();
      await changes.getByRole('button', { name: 'Keep as in Tryton 6' }).click();
      for (const window of [a, b]) {
        await until(() => window.row('Flooding, reported twice').first().isVisible(), 'the board has theirs');
        await untilCurrent(window);
        await window.untilSameAs(connector);
        assert.deepEqual(await window.watched.faults(), []);
      }
      await until(async () => (await changes.count()) === 0, 'nothing is to be decided');
      assert.equal(await erp.titleOf('flood'), 'Flooding, reported twice');
    });

    /** The title of a job was changed on the board while Tryton was away, and there before it was asked again. Resolves to what is to be decided. */
    async function changedTwice(): Promise<Locator> {
      const { b, connector } = open;
      const erp = erpOf(open.erp);
      await using absence = await erp.leave();
      const { version } = await connector.call<{ version: number }>('GET', '/v1/jobs/flood');
      const body = { title: 'Flooding, urgent' };
      await connector.call('PATCH', '/v1/jobs/flood', { as: { role: 'dispatcher' }, ifMatch: version, body });
      await connector.stop();
      await absence.end();
      await erp.tryton.client.call('project.work', 'write', [erp.ids.flood], { name: 'Flooding, reported twice' });
      await connector.restart();
      const sign = b.row('Flooding, urgent').first().locator('.host-mark[data-state=conflict]');
      await until(() => sign.isVisible(), 'the row says that somebody has to decide');
      const changes = await openChanges(b, 'Flooding, urgent');
      await until(async () => (await changes.count()) === 1, 'one change is to be decided on');
      assert.match(await changes.innerText(), /Title[\s\S]*Flooding, urgent\s+Flooding, reported twice/);
      return changes;
    }
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

/** What of a job has not reached its host, in the panel of the job. */
async function openChanges(window: ConsoleWindow, title: string): Promise<Locator> {
  await window.row(title).first().dblclick();
  const changes = window.page.locator('dk-job-panel .pending .change');
  await until(() => changes.first().isVisible(), 'the panel shows what has not arrived');
  return changes;
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
