import type { Page } from 'playwright-core';
import { own } from '../../tests/e2e/support/backends/own.ts';
import { openBrowser } from '../../tests/e2e/support/browser.ts';
import type { ConsoleWindow } from '../../tests/e2e/support/console.ts';
import { drag, middleOf } from '../../tests/e2e/support/drag.ts';
import { openTwoWindows, type TwoWindows } from '../../tests/e2e/support/two-windows.ts';
import type { Bench, Subject } from '../bench.ts';
import { measure, median } from '../measure.ts';

const movesPerRun = 20;
const assignmentId = 'a-manhole';

/**
 * Two browser windows on one connector: from the moment a job is let go of in one to the moment the other one's page shows it in its
 * new place. All of it lies in between: the request, the rules, the transaction, the event, the stream, the drawing.
 */
export const live: Bench = {
  name: 'live',
  summary: `milliseconds from a drop in one window until another shows it, ${movesPerRun} moves by mouse a run`,
  async run(options) {
    options.progress('live: opening two windows');
    await using opened = new AsyncDisposableStack();
    const browser = await openBrowser();
    opened.defer(() => browser.close());
    const open = opened.use(await openTwoWindows(browser, own));
    await open.b.untilShown(assignmentId, 'ana');
    await noteDrops(open.a.page);
    const subject: Subject = { name: 'console', isReference: true, run: () => runMoves(open) };
    return await measure({ name: 'live', unit: 'ms', subjects: [subject] }, options);
  },
};

interface WithDrop {
  dispatchkitDroppedAt?: number;
}

/** Notes on the page when a pointer went up last, in milliseconds of the clock that all windows share. */
async function noteDrops(page: Page): Promise<void> {
  await page.evaluate(() => {
    const note = (event: Event) => {
      (globalThis as WithDrop).dispatchkitDroppedAt = performance.timeOrigin + event.timeStamp;
    };
    window.addEventListener('pointerup', note, { capture: true });
  });
}

/** There and back again between two technicians. Medians of the moves of this run. */
async function runMoves({ a, b }: TwoWindows): Promise<Record<string, number>> {
  const onTimeline: number[] = [];
  const onBoard: number[] = [];
  for (let move = 0; move < movesPerRun; move += 1) {
    const from = (await a.assignment(assignmentId))?.technicianId;
    const to = from === 'cleo' ? 'ana' : 'cleo';
    const shownAt = await watch(b, to);
    await drag(a.page, a.bar(assignmentId), {
      to: async () => ({ x: (await middleOf(a.bar(assignmentId))).x, y: (await middleOf(a.lane(to))).y }),
      shows: a.page.locator('dk-timeline .ghost-card', { hasText: to === 'ana' ? 'Ana Ruiz · 14:00' : 'Cleo Marsh · 14:00' }),
    });
    const { timeline, board } = await shownAt();
    const droppedAt = await a.page.evaluate(() => (globalThis as WithDrop).dispatchkitDroppedAt ?? Number.NaN);
    onTimeline.push(timeline - droppedAt);
    onBoard.push(board - droppedAt);
    await a.untilShown(assignmentId, to);
  }
  return { 'timeline shows it': median(onTimeline), 'board shows it': median(onBoard) };
}

/** Begins to watch for the job's arrival at a technician; the answer waits for it and gives the times, by the shared clock. */
async function watch(window: ConsoleWindow, technicianId: string): Promise<() => Promise<{ timeline: number; board: number }>> {
  const handle = await window.page.evaluateHandle(
    ([id, technician]) => {
      const roots = ['dk-timeline', 'dk-tech-board'].map(
        (tag) => document.querySelector('dk-console')?.shadowRoot?.querySelector(tag)?.shadowRoot,
      );
      const selectors = [
        `.row[data-technician-id="${technician}"] .job[data-id="${id}"]`,
        `.column[data-column-id="${technician}"] .item[data-id="${id}"]`,
      ];
      const arrivals = roots.map(
        (root, index) =>
          new Promise<number>((resolve) => {
            const look = () => {
              if (!root?.querySelector(selectors[index] ?? '')) return;
              observer.disconnect();
              resolve(performance.timeOrigin + performance.now());
            };
            const observer = new MutationObserver(look);
            if (root) observer.observe(root, { childList: true, subtree: true, attributes: true });
          }),
      );
      return { arrivals };
    },
    [assignmentId, technicianId] as const,
  );
  return async () => {
    const [timeline = Number.NaN, board = Number.NaN] = await handle.evaluate(({ arrivals }) => Promise.all(arrivals));
    await handle.dispose();
    return { timeline, board };
  };
}
