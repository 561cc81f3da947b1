import { type BarLook, BarView } from './bar-view.ts';
import type { Row } from './timeline.model.ts';

/** A stretch behind the bars, in pixels from the start edge of the time area. */
export interface BlockLook {
  readonly kind: 'shift' | 'break' | 'away';
  readonly x: number;
  readonly width: number;
  /** Written into it where there is room; empty for shifts. */
  readonly text: string;
}

/** Everything a row shows. */
export interface RowLook {
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly initials: string;
  /** Work and travel ÷ shift, or null without a shift. */
  readonly load: number | null;
  readonly loadText: string;
  readonly label: string;
  readonly blocks: readonly BlockLook[];
  readonly bars: readonly BarLook[];
}

const tightLoad = 0.95;

/** One pooled row: the technician at the start, time behind, bars in order. */
export class RowView {
  readonly element = part('row', 'row');
  readonly name = part('name', 'rowheader');
  readonly lane = part('lane');
  readonly bars = new Map<string, BarView>();
  readonly #avatar = part('avatar', undefined, 'span');
  readonly #initials = document.createTextNode('');
  readonly #dot = part('dot', undefined, 'span');
  readonly #person = part('person ellipsis', undefined, 'span');
  readonly #fill = part('fill', undefined, 'span');
  readonly #percent = part('percent', undefined, 'span');
  readonly #behind = part('behind');
  readonly #bars = part('bars');
  readonly #blocks: HTMLElement[] = [];
  #spare: BarView[] = [];
  #look: RowLook | undefined;

  constructor() {
    this.#avatar.append(this.#initials, this.#dot);
    this.#avatar.setAttribute('aria-hidden', 'true');
    const who = part('who', undefined, 'span');
    const load = part('load', undefined, 'span');
    load.append(this.#fill);
    who.append(this.#person, load);
    this.name.tabIndex = -1;
    this.name.append(this.#avatar, who, this.#percent);
    this.#behind.setAttribute('aria-hidden', 'true');
    this.lane.append(this.#behind, this.#bars);
    this.element.append(this.name, this.lane);
  }

  get look(): RowLook | undefined {
    return this.#look;
  }

  show(look: RowLook): void {
    const before = this.#look;
    this.#look = look;
    const { element } = this;
    if (before?.top !== look.top) element.style.setProperty('top', `${look.top}px`);
    if (before?.height !== look.height) element.style.setProperty('height', `${look.height}px`);
    if (before?.index !== look.index) element.setAttribute('aria-rowindex', String(look.index + 2));
    if (before?.row.technicianId !== look.row.technicianId) element.dataset.technicianId = look.row.technicianId;
    this.#showName(before, look);
    this.#showBlocks(look.blocks);
    this.#showBars(look.bars);
  }

  /** The same row, further up or down. */
  moveTo(top: number): void {
    if (!this.#look || this.#look.top === top) return;
    this.#look = { ...this.#look, top };
    this.element.style.setProperty('top', `${top}px`);
  }

  /** Ready to show another technician. */
  recycle(): void {
    this.element.classList.remove('aimed');
    delete this.element.dataset.fits;
    delete this.element.dataset.over;
  }

  #showName(before: RowLook | undefined, { row, initials, load, loadText, label }: RowLook): void {
    const { technician } = row;
    if (before?.row.technician !== technician) {
      this.#avatar.style.setProperty('--_color', technician.color);
      this.#dot.dataset.technician = technician.status;
      this.#person.textContent = technician.name;
    }
    if (this.#initials.data !== initials) this.#initials.data = initials;
    if (before?.load !== load) {
      this.#fill.style.setProperty('width', `${Math.min(100, Math.round((load ?? 0) * 100))}%`);
      this.name.classList.toggle('tight', (load ?? 0) > tightLoad);
    }
    if (before?.loadText !== loadText) this.#percent.textContent = loadText;
    if (before?.label !== label) this.name.setAttribute('aria-label', label);
  }

  #showBlocks(looks: readonly BlockLook[]): void {
    for (const [index, look] of looks.entries()) {
      let block = this.#blocks[index];
      if (!block) {
        block = part('block');
        this.#blocks.push(block);
        this.#behind.append(block);
      }
      const className = `block ${look.kind}`;
      if (block.className !== className) block.className = className;
      block.style.setProperty('inset-inline-start', `${look.x}px`);
      block.style.setProperty('width', `${look.width}px`);
      if (block.textContent !== look.text) block.textContent = look.text;
    }
    for (const block of this.#blocks.splice(looks.length)) block.remove();
  }

  #showBars(looks: readonly BarLook[]): void {
    const wanted = new Set(looks.map(({ bar }) => bar.id));
    for (const [id, view] of this.bars) {
      if (wanted.has(id)) continue;
      this.bars.delete(id);
      this.#spare.push(view);
    }
    let previous: Element | undefined;
    for (const look of looks) {
      let view = this.bars.get(look.bar.id);
      if (!view) {
        view = this.#spare.pop() ?? new BarView();
        view.element.classList.remove('touched', 'lifted', 'chosen', 'hovered');
        view.element.tabIndex = -1;
        this.bars.set(look.bar.id, view);
      }
      view.show(look);
      // Reading order is order of time.
      const isInPlace = view.element.parentNode === this.#bars && view.element.previousElementSibling === (previous ?? null);
      if (!isInPlace) {
        if (previous) previous.after(view.element);
        else this.#bars.prepend(view.element);
      }
      previous = view.element;
    }
    for (const view of this.#spare) if (view.element.isConnected) view.retire();
    this.#spare.length = Math.min(this.#spare.length, 8);
  }
}

function part(className: string, role?: string, tag = 'div'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  if (role) element.setAttribute('role', role);
  return element;
}
