import type { Violation } from '@dispatchkit/contract';
import type { HostMark } from '../shared/hosts/index.ts';
import type { Bar } from './timeline.model.ts';

/** Everything a bar shows, ready for the page: pixels from the start edge of the time area and finished texts. */
export interface BarLook {
  readonly bar: Bar;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** Pixels of dotted travel before it; 0 draws none. */
  readonly lead: number;
  readonly leadKind: 'known' | 'unknown' | 'short';
  readonly status: string;
  readonly done: boolean;
  readonly violations: readonly Violation[];
  /** A change that has not reached its host system. */
  readonly mark: HostMark | undefined;
  readonly clippedStart: boolean;
  readonly clippedEnd: boolean;
  readonly title: string;
  readonly time: string;
  /** Pixels the time takes. */
  readonly timeWidth: number;
  readonly place: string;
  /** The whole story, for assistive technology and the tooltip. */
  readonly label: string;
}

/** What of its text a bar has room for; it steps down, it is never cut in ugly halves. */
export type Fit = 'full' | 'short' | 'time' | 'none';

/** Edge, border and padding of a bar that shows only the time; one with a title has a little more. */
const insetPixels = 10;

/** `full` title, time and place · `short` title and time · `time` · `none`. Widths in CSS pixels. */
export function fitOf(width: number, timeWidth: number): Fit {
  const needed = timeWidth + insetPixels;
  if (width < needed) return 'none';
  if (width < needed + 12) return 'time';
  return width < needed + 50 ? 'short' : 'full';
}

/** One pooled bar. Writes only what is different from what it last showed. */
export class BarView {
  readonly element = document.createElement('div');
  readonly #text = document.createElement('span');
  readonly #title = document.createElement('span');
  readonly #when = document.createElement('span');
  readonly #time = document.createTextNode('');
  #place: HTMLElement | undefined;
  /** The name for assistive technology: more than what is seen, so it stands beside it instead of in an aria-label. */
  readonly #story = document.createElement('span');
  #lead: HTMLElement | undefined;
  #lock: Element | undefined;
  #mark: Element | undefined;
  #look: BarLook | undefined;
  #fit: Fit | undefined;

  constructor() {
    this.element.className = 'job';
    this.element.setAttribute('role', 'gridcell');
    this.element.tabIndex = -1;
    this.#text.className = 'text';
    this.#title.className = 'name-of-job';
    this.#when.className = 'when';
    this.#when.append(this.#time);
    this.#text.append(this.#title, this.#when);
    this.#text.setAttribute('aria-hidden', 'true');
    this.#story.className = 'visually-hidden';
    this.element.append(this.#text, this.#story);
  }

  get look(): BarLook | undefined {
    return this.#look;
  }

  show(look: BarLook): void {
    const before = this.#look;
    this.#look = look;
    const { element } = this;
    const { style } = element;
    if (before?.x !== look.x) style.setProperty('inset-inline-start', `${look.x}px`);
    if (before?.width !== look.width) style.setProperty('width', `${look.width}px`);
    if (before?.top !== look.top) style.setProperty('top', `${look.top}px`);
    if (before?.height !== look.height) style.setProperty('height', `${look.height}px`);
    this.#showLead(before, look);
    if (before?.status !== look.status) element.dataset.status = look.status;
    if (before?.bar.id !== look.bar.id) element.dataset.id = look.bar.id;
    if (before?.label !== look.label) {
      this.#story.textContent = look.label;
      element.removeAttribute('title');
    }
    toggle(element, 'done', before?.done, look.done);
    toggle(element, 'broken', before && before.violations.length > 0, look.violations.length > 0);
    toggle(element, 'from-before', before?.clippedStart, look.clippedStart);
    toggle(element, 'goes-on', before?.clippedEnd, look.clippedEnd);
    toggle(element, 'long', before && before.width > 220, look.width > 220);
    if (before?.mark !== look.mark) this.#showMark(look.mark);
    this.#showLock(look.bar.assignment.lock === 'pinned');
    this.#showText(before, look);
  }

  /** Called when the element goes back to the pool. */
  retire(): void {
    this.element.remove();
    this.element.classList.remove('touched', 'lifted', 'chosen', 'hovered', 'resizing');
    this.element.removeAttribute('title');
  }

  #showText(before: BarLook | undefined, look: BarLook): void {
    const fit = fitOf(look.width, look.timeWidth);
    const same = fit === this.#fit && before?.title === look.title && before.time === look.time && before.place === look.place;
    if (same) return;
    if (fit !== this.#fit) this.element.dataset.fit = fit;
    this.#fit = fit;
    this.#title.textContent = fit === 'full' || fit === 'short' ? look.title : '';
    const place = fit === 'full' ? look.place : '';
    this.#time.data = fit === 'none' ? '' : place ? `${look.time} · ` : look.time;
    this.#showPlace(place);
  }

  /** In a box of its own: an address may run the other way than the page, and is cut off at its own end. */
  #showPlace(place: string): void {
    if (!this.#place) {
      if (place === '') return;
      this.#place = document.createElement('bdi');
      this.#place.className = 'ellipsis';
      this.#when.append(this.#place);
    }
    this.#place.textContent = place;
  }

  #showLead(before: BarLook | undefined, { lead, leadKind }: BarLook): void {
    if (before?.lead === lead && before.leadKind === leadKind) return;
    if (lead === 0) {
      this.#lead?.remove();
      this.#lead = undefined;
      return;
    }
    if (!this.#lead) {
      this.#lead = document.createElement('span');
      this.#lead.setAttribute('aria-hidden', 'true');
      this.element.append(this.#lead);
    }
    this.#lead.className = `lead ${leadKind}`;
    this.#lead.style.setProperty('width', `${lead}px`);
    this.#lead.textContent = leadKind === 'unknown' ? '?' : '';
  }

  #showMark(mark: HostMark | undefined): void {
    this.#mark?.remove();
    this.#mark = mark?.draw('silent');
    if (this.#mark) this.element.append(this.#mark);
    this.element.classList.toggle('marked', mark !== undefined);
  }

  #showLock(pinned: boolean): void {
    if (pinned === (this.#lock !== undefined)) return;
    this.#lock?.remove();
    this.#lock = pinned ? lockIcon() : undefined;
    if (this.#lock) this.element.append(this.#lock);
  }
}

function toggle(element: Element, name: string, before: boolean | undefined, now: boolean): void {
  if (before !== now) element.classList.toggle(name, now);
}

function lockIcon(): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('class', 'lock');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2');
  icon.append(path);
  return icon;
}
