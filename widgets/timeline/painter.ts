import { dayOf, dayRange } from '@dispatchkit/scheduling';
import type { Localizer } from '../shared/localize.ts';
import { type Axis, lengthOf, msAt, tickStep, ticksBetween, xOf } from './axis.ts';
import type { BarView } from './bar-view.ts';
import { firstIndex } from './lanes.ts';
import type { Looks } from './looks.ts';
import { RowView } from './row-view.ts';
import { type Seen, visibleWindow } from './scroll.ts';
import type { Cell } from './targets.ts';
import type { TextWidth } from './text-width.ts';
import { barHeight, barTop, type Row, rowPadding, type Span } from './timeline.model.ts';

/** What is to be drawn, all in one: replaced as a whole when zoom, range, size or language change. */
export interface Scene {
  readonly axis: Axis;
  readonly rows: readonly Row[];
  readonly tops: Float64Array;
  readonly laneHeight: number;
  /** Pixels of the column of technicians. */
  readonly namesWidth: number;
  readonly timeZone: string;
  readonly days: number;
  readonly localizer: Localizer;
  readonly looks: Looks;
  readonly textWidth: TextWidth;
  /** Draws everything, not only what is in view: for print. */
  readonly whole: boolean;
}

/** The elements drawn into. */
export interface Surface {
  readonly scroller: HTMLElement;
  readonly canvas: HTMLElement;
  readonly hours: HTMLElement;
  readonly body: HTMLElement;
}

/** A dashed bar where something would come to lie. */
export interface GhostLook extends Span {
  readonly technicianId: string;
  readonly text: string;
  readonly broken: boolean;
}

/** What a change of focus, choice or hover alters on rows that are already drawn. */
export interface Marks {
  active(): Cell | undefined;
  isChosen(jobId: string): boolean;
  isHovered(jobId: string): boolean;
  /** Whether a technician can do what is being carried; undefined while nothing is. */
  fits(row: Row): boolean | undefined;
  isLifted(assignmentId: string): boolean;
}

const spareRows = 4;
const sparePixels = 320;
const labelGap = 18;
const coveredPixels = 42;
const mostGliding = 40;
const glideMilliseconds = 160;

/** Draws rows, bars, hours, now and ghosts into pooled elements: only what is visible exists. */
export class Painter {
  readonly #surface: Surface;
  readonly #marks: Marks;
  #scene: Scene | undefined;
  readonly #views = new Map<string, RowView>();
  #pool: RowView[] = [];
  #ticks: Tick[] = [];
  #days: HTMLElement[] = [];
  #nowX = Number.NaN;
  #ghosts: HTMLElement[] = [];
  readonly #nowLine = mark('now-line');
  readonly #nowChip = mark('now-chip');
  #window: Span = { startMs: 0, endMs: 0 };
  #rowRange = { start: 0, end: 0 };
  #forced = true;
  /** Rows that are drawn rightly stand in the wrong place: another has become higher or lower. */
  #shifted = false;

  constructor(surface: Surface, marks: Marks) {
    this.#surface = surface;
    this.#marks = marks;
    surface.body.append(this.#nowLine);
    surface.hours.append(this.#nowChip);
  }

  get scene(): Scene | undefined {
    return this.#scene;
  }

  /** Rows that exist in the page now. */
  get views(): Iterable<RowView> {
    return this.#views.values();
  }

  barOf(technicianId: string, assignmentId: string): BarView | undefined {
    return this.#views.get(technicianId)?.bars.get(assignmentId);
  }

  elementOf(cell: Cell): HTMLElement | undefined {
    const view = this.#views.get(cell.technicianId);
    return cell.assignmentId === null ? view?.name : view?.bars.get(cell.assignmentId)?.element;
  }

  setScene(scene: Scene): void {
    const before = this.#scene;
    this.#scene = scene;
    this.#forced = true;
    const { canvas, body } = this.#surface;
    const { axis, namesWidth, tops } = scene;
    if (!before || lengthOf(before.axis) !== lengthOf(axis) || before.namesWidth !== namesWidth) {
      canvas.style.setProperty('width', `${namesWidth + lengthOf(axis)}px`);
      canvas.style.setProperty('--_names', `${namesWidth}px`);
    }
    const isSameAxis = before && before.axis === axis && before.localizer === scene.localizer;
    if (!isSameAxis) this.#showDays(scene);
    const height = tops.at(-1) ?? 0;
    if (!before || before.tops.at(-1) !== height) body.style.setProperty('height', `${height}px`);
  }

  /** Rows changed without anything else: only they are drawn again. */
  refresh(rows: readonly Row[], tops: Float64Array, changed: ReadonlySet<string> | 'order'): void {
    const scene = this.#scene;
    if (!scene) return;
    // Read before anything is written, or the browser would lay the page out on the spot.
    const seen = visibleWindow(this.#surface.scroller, scene.namesWidth);
    this.setScene({ ...scene, rows, tops });
    if (changed !== 'order' && tops.length === scene.tops.length) {
      this.#forced = false;
      this.#shifted = tops.some((top, index) => top !== scene.tops[index]);
      for (const technicianId of changed) {
        const view = this.#views.get(technicianId);
        if (view?.look) this.#showRow(view, view.look.index);
      }
    }
    this.paint(seen);
  }

  /** Draws one row again if it is in the page, e.g. because its conflicts are known now. */
  touchRow(row: Row): void {
    const view = this.#views.get(row.technicianId);
    if (view?.look?.row === row) this.#showRow(view, view.look.index);
  }

  /** Draws a row again, so that a bar that got the focus exists. */
  redrawRow(technicianId: string): void {
    const view = this.#views.get(technicianId);
    if (view?.look) this.#showRow(view, view.look.index);
    else this.#forced = true;
    this.paint();
  }

  /** Makes the page show what the scroll position asks for. Does nothing while that is drawn already. */
  paint(known?: Seen): void {
    const scene = this.#scene;
    if (!scene) return;
    const seen = known ?? visibleWindow(this.#surface.scroller, scene.namesWidth);
    const fromMs = msAt(scene.axis, seen.x);
    const toMs = msAt(scene.axis, seen.x + seen.width);
    const rowRange = this.#rowsAt(scene, seen.y, seen.height);
    const isWindowDrawn =
      this.#window.startMs <= Math.max(fromMs, scene.axis.startMs) && this.#window.endMs >= Math.min(toMs, scene.axis.endMs);
    const areRowsDrawn = this.#rowRange.start <= rowRange.first && this.#rowRange.end >= rowRange.last;
    if (!this.#forced && !this.#shifted && isWindowDrawn && areRowsDrawn) return;
    const redraw = this.#forced || !isWindowDrawn;
    if (redraw) {
      const reach = scene.whole ? lengthOf(scene.axis) : Math.max(sparePixels, seen.width / 3);
      this.#window = { startMs: msAt(scene.axis, seen.x - reach), endMs: msAt(scene.axis, seen.x + seen.width + reach) };
      this.#showTicks(scene);
    }
    this.#forced = this.#shifted = false;
    const { rows } = scene;
    this.#rowRange = { start: Math.max(0, rowRange.first - spareRows), end: Math.min(rows.length, rowRange.last + spareRows) };
    this.#showRows(scene, redraw);
  }

  /** Applies focus, choice, hover and carrying to what is drawn. */
  mark(): void {
    for (const view of this.#views.values()) this.#markRow(view);
  }

  showNow(ms: number): void {
    const scene = this.#scene;
    if (!scene) return;
    const isInside = ms >= scene.axis.startMs && ms < scene.axis.endMs;
    this.#nowLine.hidden = this.#nowChip.hidden = !isInside;
    const x = xOf(scene.axis, ms);
    this.#nowX = isInside ? x : Number.NaN;
    this.#uncover();
    if (!isInside) return;
    this.#nowLine.style.setProperty('inset-inline-start', `${scene.namesWidth + x}px`);
    this.#nowChip.style.setProperty('inset-inline-start', `${x}px`);
    this.#nowChip.textContent = scene.localizer.time(ms);
  }

  /** Draws ghosts; returns the box of the first in the window, for the card beside it. */
  showGhosts(looks: readonly GhostLook[]): DOMRect | undefined {
    const scene = this.#scene;
    const aimed = new Set(looks.map(({ technicianId }) => technicianId));
    for (const view of this.#views.values()) view.element.classList.toggle('aimed', aimed.has(view.look?.row.technicianId ?? ''));
    for (const [index, look] of looks.entries()) {
      const rowIndex = scene?.rows.findIndex((row) => row.technicianId === look.technicianId) ?? -1;
      if (!scene || rowIndex < 0) continue;
      const ghost = this.#ghost(index);
      const x = Math.max(0, xOf(scene.axis, look.startMs));
      const end = Math.min(lengthOf(scene.axis), xOf(scene.axis, look.endMs));
      const top = scene.tops[rowIndex] ?? 0;
      ghost.style.setProperty('inset-inline-start', `${scene.namesWidth + x}px`);
      ghost.style.setProperty('width', `${Math.max(4, end - x)}px`);
      ghost.style.setProperty('top', `${top + rowPadding}px`);
      ghost.style.setProperty('height', `${(scene.tops[rowIndex + 1] ?? top) - top - 2 * rowPadding - 1}px`);
      ghost.classList.toggle('broken', look.broken);
      ghost.textContent = scene.textWidth.of(look.text) + 14 < end - x ? look.text : '';
    }
    for (const ghost of this.#ghosts.splice(looks.length)) ghost.remove();
    return this.#ghosts[0]?.getBoundingClientRect();
  }

  /** Where bars are drawn now, by assignment: what `glideFrom` starts from. */
  places(assignmentIds: ReadonlySet<string>): Map<string, { x: number; y: number }> {
    const places = new Map<string, { x: number; y: number }>();
    for (const view of this.#views.values()) {
      for (const [id, { look }] of view.bars) {
        if (look && assignmentIds.has(id)) places.set(id, { x: look.x, y: (view.look?.top ?? 0) + look.top });
      }
    }
    return places;
  }

  /** Lets bars glide from where they were, and shows for a moment that somebody touched them. */
  glideFrom(before: ReadonlyMap<string, { x: number; y: number }>, touched: ReadonlySet<string>): void {
    const mirrored = this.#scene?.localizer.direction === 'rtl' ? -1 : 1;
    // Where everything moves at once, motion explains nothing.
    if (touched.size > mostGliding) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const view of this.#views.values()) {
      for (const [id, { look, element }] of view.bars) {
        if (!look || !touched.has(id)) continue;
        if (element.classList.contains('touched')) for (const animation of element.getAnimations()) animation.currentTime = 0;
        element.classList.add('touched');
        element.addEventListener('animationend', () => element.classList.remove('touched'), { once: true });
        const from = before.get(id);
        if (!from || still) continue;
        const dx = (from.x - look.x) * mirrored;
        const dy = from.y - ((view.look?.top ?? 0) + look.top);
        if (dx === 0 && dy === 0) continue;
        element.animate(
          [
            { transform: `translate(${dx}px, ${dy}px)`, zIndex: 4 },
            { transform: 'none', zIndex: 4 },
          ],
          {
            duration: glideMilliseconds,
            easing: 'cubic-bezier(0.2, 0.7, 0.3, 1)',
          },
        );
      }
    }
  }

  /** Row and instant under a point of the window; undefined outside the time area. */
  at(clientX: number, clientY: number): { index: number; row: Row; ms: number; yInRow: number } | undefined {
    const scene = this.#scene;
    if (!scene) return undefined;
    const box = this.#surface.body.getBoundingClientRect();
    const view = this.#surface.scroller.getBoundingClientRect();
    const mirrored = scene.localizer.direction === 'rtl';
    const inNames = mirrored ? clientX > view.right - scene.namesWidth : clientX < view.left + scene.namesWidth;
    if (inNames || clientY < view.top + this.#surface.hours.offsetHeight) return undefined;
    const x = (mirrored ? box.right - clientX : clientX - box.left) - scene.namesWidth;
    const y = clientY - box.top;
    const index = y < 0 ? -1 : firstIndex(scene.rows.length, (i) => (scene.tops[i + 1] ?? 0) > y);
    const row = scene.rows[index];
    return row && { index, row, ms: msAt(scene.axis, x), yInRow: y - (scene.tops[index] ?? 0) };
  }

  /** Box of a bar or a stretch of time in the body, in its pixels; to scroll to it. */
  boxOf(technicianId: string, span?: Span, lane = 0): { x: number; width: number; y: number; height: number } | undefined {
    const scene = this.#scene;
    const index = scene?.rows.findIndex((row) => row.technicianId === technicianId) ?? -1;
    if (!scene || index < 0) return undefined;
    const y = (scene.tops[index] ?? 0) + (span ? barTop(lane, scene) : 0);
    const height = span ? barHeight(scene) : (scene.tops[index + 1] ?? 0) - y;
    const x = span ? xOf(scene.axis, span.startMs) : 0;
    return { x, width: span ? xOf(scene.axis, span.endMs) - x : 0, y, height };
  }

  #rowsAt({ tops, rows, whole }: Scene, y: number, height: number): { first: number; last: number } {
    if (whole) return { first: 0, last: rows.length };
    const first = firstIndex(rows.length, (index) => (tops[index + 1] ?? 0) > y);
    return { first, last: firstIndex(rows.length, (index) => (tops[index] ?? 0) >= y + height) };
  }

  #showRows(scene: Scene, redraw: boolean): void {
    const { start, end } = this.#rowRange;
    const wanted = new Map<string, number>();
    for (let index = start; index < end; index++) {
      const row = scene.rows[index];
      if (row) wanted.set(row.technicianId, index);
    }
    // What holds the focus stays in the page, or the focus would be lost.
    const active = this.#marks.active()?.technicianId;
    if (active !== undefined && !wanted.has(active)) {
      const index = scene.rows.findIndex((row) => row.technicianId === active);
      if (index >= 0) wanted.set(active, index);
    }
    for (const [technicianId, view] of this.#views) {
      if (wanted.has(technicianId)) continue;
      this.#views.delete(technicianId);
      this.#pool.push(view);
    }
    for (const [technicianId, index] of wanted) {
      let view = this.#views.get(technicianId);
      const isNew = !view;
      if (!view) {
        view = this.#pool.pop() ?? new RowView();
        view.recycle();
        this.#views.set(technicianId, view);
        if (!view.element.isConnected) this.#surface.body.append(view.element);
      }
      if (redraw || isNew || view.look?.row !== scene.rows[index] || view.look?.index !== index) this.#showRow(view, index);
      else view.moveTo(scene.tops[index] ?? 0);
    }
    for (const view of this.#pool) view.element.remove();
    this.#pool.length = Math.min(this.#pool.length, 12);
  }

  #showRow(view: RowView, index: number): void {
    const scene = this.#scene;
    const row = scene?.rows[index];
    if (!scene || !row) return;
    const { tops, laneHeight } = scene;
    const top = tops[index] ?? 0;
    const place = { index, top, height: (tops[index + 1] ?? 0) - top, laneHeight };
    const active = this.#marks.active();
    const keep = active?.technicianId === row.technicianId ? (active.assignmentId ?? undefined) : undefined;
    view.show(scene.looks.row(row, place, scene.axis, this.#window, keep));
    this.#markRow(view);
  }

  #markRow(view: RowView): void {
    const row = view.look?.row;
    if (!row) return;
    const active = this.#marks.active();
    const fits = this.#marks.fits(row);
    if (fits === undefined) delete view.element.dataset.fits;
    else view.element.dataset.fits = fits ? 'yes' : 'no';
    const isActiveRow = active?.technicianId === row.technicianId;
    putInTabOrder(view.name, isActiveRow && active.assignmentId === null);
    for (const [id, { element, look }] of view.bars) {
      const jobId = look?.bar.assignment.jobId ?? '';
      const chosen = this.#marks.isChosen(jobId);
      putInTabOrder(element, isActiveRow && active.assignmentId === id);
      element.classList.toggle('chosen', chosen);
      if (chosen) element.setAttribute('aria-selected', 'true');
      else element.removeAttribute('aria-selected');
      element.classList.toggle('hovered', this.#marks.isHovered(jobId));
      element.classList.toggle('lifted', this.#marks.isLifted(id));
    }
  }

  #showTicks(scene: Scene): void {
    const { axis, localizer, days } = scene;
    const step = tickStep(axis, scene.textWidth.of(localizer.hour(axis.startMs)) + labelGap);
    const ticks = ticksBetween(axis, this.#window.startMs, this.#window.endMs, step, scene.timeZone);
    for (const [index, tick] of ticks.entries()) {
      const drawn = this.#tick(index);
      const { label, line } = drawn;
      const x = xOf(axis, tick.ms);
      drawn.x = x;
      const isMidnight = tick.hour === 0 && tick.minute === 0;
      label.style.setProperty('inset-inline-start', `${x}px`);
      line.style.setProperty('inset-inline-start', `${scene.namesWidth + x}px`);
      line.classList.toggle('midnight', isMidnight && days > 1);
      label.textContent = step >= 1440 ? '' : localizer.hour(tick.ms);
      label.classList.toggle('first', x === 0);
    }
    for (const { label, line } of this.#ticks.splice(ticks.length)) {
      label.remove();
      line.remove();
    }
    this.#uncover();
  }

  /** The chip of now stands in for the hours it would cover. */
  #uncover(): void {
    for (const { label, x } of this.#ticks) label.classList.toggle('covered', Math.abs(x - this.#nowX) < coveredPixels);
  }

  /** Names of the days, each staying in view while its day is. */
  #showDays({ axis, localizer, days, timeZone }: Scene): void {
    for (const day of this.#days.splice(0)) day.remove();
    if (days < 2) return;
    for (const { ms } of ticksBetween(axis, axis.startMs, axis.endMs, 1440, timeZone)) {
      const day = mark('day');
      const name = document.createElement('span');
      name.textContent = localizer.shortDay(ms);
      day.append(name);
      day.style.setProperty('inset-inline-start', `${xOf(axis, ms)}px`);
      day.style.setProperty('width', `${xOf(axis, dayRange(dayOf(ms, timeZone), timeZone).endMs) - xOf(axis, ms)}px`);
      this.#days.push(day);
      this.#surface.hours.append(day);
    }
  }

  #tick(index: number): Tick {
    let tick = this.#ticks[index];
    if (!tick) {
      const label = mark('tick');
      tick = { label, line: mark('hour-line'), x: 0 };
      this.#ticks.push(tick);
      this.#surface.hours.append(label);
      this.#surface.body.append(tick.line);
    }
    return tick;
  }

  #ghost(index: number): HTMLElement {
    let ghost = this.#ghosts[index];
    if (!ghost) {
      ghost = mark('ghost');
      this.#ghosts.push(ghost);
      this.#surface.body.append(ghost);
    }
    return ghost;
  }
}

/** Writing an attribute costs, even the same one. */
function putInTabOrder(element: HTMLElement, isIn: boolean): void {
  const wanted = isIn ? 0 : -1;
  if (element.tabIndex !== wanted) element.tabIndex = wanted;
}

interface Tick {
  readonly label: HTMLElement;
  readonly line: HTMLElement;
  x: number;
}

function mark(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.setAttribute('aria-hidden', 'true');
  return element;
}
