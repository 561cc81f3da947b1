import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DragOptions {
  /** Where to let go; asked for while the drag is under way, as things move. */
  readonly to: () => Promise<Point>;
  /** What must be seen at the target before letting go: the ghost, the place, the card with the reasons. */
  readonly shows: Locator;
  /** Where the thing is taken hold of, 0 start to 1 end; the middle when left out. */
  readonly grab?: number;
}

/** Drags with a real mouse, in steps, and lets go when the target shows what would happen. */
export async function drag(page: Page, from: Locator, { to, shows, grab = 0.5 }: DragOptions): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const box = await boxOf(from);
  const start = { x: box.x + box.width * grab, y: box.y + box.height / 2 };
  const { mouse } = page;
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move(start.x + 4, start.y + 3);
  await mouse.move(start.x + 9, start.y + 6);
  const first = await to();
  await mouse.move(first.x, first.y, { steps: 12 });
  let nudge = 0;
  await until(async () => {
    if (await shows.isVisible()) return true;
    // Passing the edge of a scroller scrolls it, so the target may be elsewhere by now; and some targets look only when the mouse moves.
    const end = await to();
    nudge = 1 - nudge;
    await mouse.move(end.x + nudge, end.y);
    return false;
  }, `the target shows ${shows}`);
  await mouse.up();
}

export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the page.`);
  return box;
}

/** The middle of something. */
export async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}
