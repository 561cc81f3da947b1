import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { historyOf, move, place } from './support/desk.ts';
import { drag, middleOf } from './support/drag.ts';
import { freshWindows } from './support/fresh-windows.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { until } from './support/until.ts';

onEachBackend('when the connection is lost', (backend) => {
  const open = freshWindows(backend);
  beforeEach(async () => {
    await open.a.untilShown('a-manhole', 'ana');
  });

  test('a killed connector comes back, and with it everything that has happened, once', async () => {
    const { a, b, connector, desk } = open;
    await connector.kill();
    await a.untilPhase('stale');
    assert.match((await a.live.locator('.phase').textContent()) ?? '', /^Not live since \d\d:\d\d$/);
    assert.ok(await a.bar('a-manhole', 'ana').isVisible(), 'what was loaded stays on the screen');

    await connector.restart();
    // While the windows find their way back, another program is at work.
    await move(connector, 'a-manhole', { technicianId: 'cleo' });
    await place(connector, { id: 'a-flood', jobId: 'flood', technicianId: 'ben', startsAt: desk.at('18:00') });
    await connector.call('POST', '/v1/jobs', { body: { id: 'late', title: 'Came in meanwhile', siteId: 'site' } });

    for (const window of [a, b]) {
      await window.untilPhase('ready');
      await window.untilShown('a-manhole', 'cleo');
      await window.untilShown('a-flood', 'ben');
      await until(async () => (await window.row('Came in meanwhile').count()) === 1, 'the new job, once');
      await window.untilSameAs(connector);
    }

    await move(connector, 'a-flood', { technicianId: 'ana', startsAt: desk.at('20:00') });
    for (const window of [a, b]) {
      await window.untilShown('a-flood', 'ana');
      await window.untilSameAs(connector);
      assert.deepEqual(await window.watched.faults(), []);
    }
  });

  test('what others did while a window was offline is there when it is back', async () => {
    const { a, connector, desk } = open;
    await a.page.context().setOffline(true);
    await a.untilPhase('stale');
    await move(connector, 'a-manhole', { technicianId: 'cleo' });
    await place(connector, { id: 'a-odor', jobId: 'odor', technicianId: 'ben', startsAt: desk.at('18:00') });
    await a.page.context().setOffline(false);
    await a.untilPhase('ready');
    await a.untilShown('a-manhole', 'cleo');
    await a.untilShown('a-odor', 'ben');
    await a.untilSameAs(connector);
    assert.deepEqual(await a.watched.faults(), []);
  });

  test('a move made during a short break is sent once', async () => {
    const { a, b, connector } = open;
    await a.page.context().setOffline(true);
    await moveManholeToCleo();
    await a.untilShown('a-manhole', 'cleo');
    await a.page.context().setOffline(false);
    await b.untilShown('a-manhole', 'cleo');
    await a.untilPhase('ready');
    await a.untilSameAs(connector);
    const moves = (await historyOf(connector, 'manhole')).filter(({ method }) => method === 'drag');
    assert.equal(moves.length, 1);
  });

  test('a move that finds no way out is taken back, and the person is told', async () => {
    const { a, b, connector } = open;
    await a.page.context().setOffline(true);
    await moveManholeToCleo();
    await until(() => a.page.getByRole('alert').filter({ hasText: 'No connection' }).isVisible(), 'a message that says why');
    await a.untilShown('a-manhole', 'ana');
    await a.page.context().setOffline(false);
    await a.untilPhase('ready');
    await a.untilSameAs(connector);
    await b.untilShown('a-manhole', 'ana');
    assert.equal((await historyOf(connector, 'manhole')).filter(({ method }) => method === 'drag').length, 0);
  });

  async function moveManholeToCleo(): Promise<void> {
    const { a } = open;
    await drag(a.page, a.bar('a-manhole'), {
      to: async () => ({ x: (await middleOf(a.bar('a-manhole'))).x, y: (await middleOf(a.lane('cleo'))).y }),
      shows: a.page.locator('dk-timeline .ghost-card', { hasText: 'Cleo Marsh · 14:00' }),
    });
  }
});
