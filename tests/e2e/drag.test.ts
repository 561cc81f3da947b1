import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf, drag, middleOf, type Point } from './support/drag.ts';
import { freshWindows } from './support/fresh-windows.ts';
import { onEachBackend } from './support/on-each-backend.ts';
import { assertLastMethod } from './support/two-windows.ts';
import { until } from './support/until.ts';

onEachBackend('assigning by mouse in one window, seen in another', (backend) => {
  const open = freshWindows(backend);

  test('from the grid to the board, and Ctrl+Z takes it back in both', async () => {
    const { a, b, connector } = open;
    await drag(a.page, a.row('Flooding on street').first(), {
      to: () => middleOf(a.column('cleo')),
      shows: a.page.locator('dk-tech-board .drop-card', { hasText: 'Cleo Marsh' }),
    });
    const { id, technicianId } = await b.assignmentOfJob('flood');
    assert.equal(technicianId, 'cleo');
    await b.untilShown(id, 'cleo');
    await assertLastMethod(connector, 'flood', 'drag');
    await takeBack('flood');
    await a.untilGone(id);
    await b.untilGone(id);
    await assertNothingWrong();
  });

  test('from one technician to another on the board, and back', async () => {
    const { a, b, connector } = open;
    await a.untilShown('a-manhole', 'ana');
    await drag(a.page, a.card('a-manhole').locator('.card'), {
      to: () => middleOf(a.column('cleo')),
      shows: a.page.locator('dk-tech-board .drop-card', { hasText: 'Cleo Marsh' }),
    });
    await b.untilShown('a-manhole', 'cleo');
    await assertLastMethod(connector, 'manhole', 'drag');
    await takeBack('manhole');
    await a.untilShown('a-manhole', 'ana');
    await b.untilShown('a-manhole', 'ana');
    await assertNothingWrong();
  });

  test('from the grid to a time on the timeline', async () => {
    const { a, b, connector, desk } = open;
    await drag(a.page, a.row('Odor at catch basin').first(), {
      to: () => timeIn('cleo', '14:00'),
      shows: a.page.locator('dk-timeline .ghost-card', { hasText: 'Cleo Marsh · 14:00' }),
    });
    const { id, startsAt } = await b.assignmentOfJob('odor');
    assert.equal(Date.parse(startsAt), Date.parse(desk.at('14:00')));
    await b.untilShown(id, 'cleo');
    await assertLastMethod(connector, 'odor', 'drag');
    await takeBack('odor');
    await b.untilGone(id);
    await a.untilGone(id);
    await assertNothingWrong();
  });

  test('from one row of the timeline to another, keeping the time', async () => {
    const { a, b, connector, desk } = open;
    await a.untilShown('a-manhole', 'ana');
    await drag(a.page, a.bar('a-manhole'), {
      to: async () => ({ x: (await middleOf(a.bar('a-manhole'))).x, y: (await middleOf(a.lane('cleo'))).y }),
      shows: a.page.locator('dk-timeline .ghost-card', { hasText: 'Cleo Marsh · 14:00' }),
    });
    await b.untilShown('a-manhole', 'cleo');
    assert.equal(Date.parse((await b.assignment('a-manhole'))?.startsAt ?? ''), Date.parse(desk.at('14:00')));
    await assertLastMethod(connector, 'manhole', 'drag');
    await takeBack('manhole');
    await b.untilShown('a-manhole', 'ana');
    await a.untilShown('a-manhole', 'ana');
    await assertNothingWrong();
  });

  /** Ctrl+Z right after the drop, wherever the focus is. */
  async function takeBack(jobId: string): Promise<void> {
    await open.a.page.keyboard.press('Control+z');
    await until(
      () => assertLastMethod(open.connector, jobId, 'undo').then(() => true),
      'the history says that it was taken back',
    );
  }

  /** Where a time is in a row, measured by Ana's job from 14 to 15. */
  async function timeIn(technicianId: string, time: string): Promise<Point> {
    const { a, desk } = open;
    const hour = await boxOf(a.bar('a-manhole'));
    const hours = (Date.parse(desk.at(time)) - Date.parse(desk.at('14:00'))) / 3_600_000;
    // One pixel in, so that rounding does not put it before the time.
    return { x: hour.x + hours * hour.width + 1, y: (await middleOf(a.lane(technicianId))).y };
  }

  async function assertNothingWrong(): Promise<void> {
    for (const { watched } of [open.a, open.b]) {
      assert.deepEqual(await watched.faults(), []);
      assert.deepEqual(watched.consoleErrors, []);
    }
    await open.b.untilSameAs(open.connector);
    await open.a.untilSameAs(open.connector);
  }
});
