import type { JobStatus } from '@dispatchkit/contract/words';
import type { HostMark } from '../shared/hosts/index.ts';
import type { Card } from './tech-board.model.ts';

/** Everything a card shows, as finished texts. */
export interface CardLook {
  readonly card: Card;
  readonly status: JobStatus;
  readonly isDone: boolean;
  readonly isPinned: boolean;
  readonly isFixed: boolean;
  readonly title: string;
  /** `10:40 · 1720 26th St` */
  readonly detail: string;
  /** The place, after the detail, where it may run the other way than the page; else empty. */
  readonly placeApart: string;
  /** `8 min · 2.1 km`; empty before the first card. */
  readonly travel: string;
  readonly isShort: boolean;
  readonly isBroken: boolean;
  /** A change that has not reached its host system. */
  readonly mark: HostMark | undefined;
  /** The whole story, for assistive technology. */
  readonly label: string;
  /** Reasons, shown on hover; empty when nothing is broken. */
  readonly tooltip: string;
}

/** One pooled card with the way to it. Writes only what is different from what it last showed. */
export class CardView {
  readonly element = document.createElement('li');
  readonly #travel = block('travel');
  readonly #card = block('card');
  readonly #title = block('title ellipsis');
  readonly #detail = block('detail ellipsis');
  readonly #when = document.createTextNode('');
  readonly #place = document.createElement('bdi');
  /** The name for assistive technology: more than what is seen, so it stands beside it instead of in an aria-label. */
  readonly #story = document.createElement('span');
  readonly #lock: Element;
  #mark: Element | undefined;
  #look: CardLook | undefined;

  /** `lock` is put at the corner of pinned cards. */
  constructor(lock: Element) {
    this.#lock = lock;
    this.element.className = 'item';
    this.element.setAttribute('role', 'option');
    this.element.setAttribute('aria-selected', 'false');
    this.element.tabIndex = -1;
    this.#place.className = 'ellipsis';
    this.#detail.append(this.#when, this.#place);
    // The blanks keep the words of the lines apart for those who read the text as one.
    this.#card.append(this.#title, ' ', this.#detail);
    this.#story.className = 'visually-hidden';
    this.#card.setAttribute('aria-hidden', 'true');
    this.#travel.setAttribute('aria-hidden', 'true');
    // After the card, seen before it.
    this.element.append(this.#card, ' ', this.#travel, this.#story);
  }

  get look(): CardLook | undefined {
    return this.#look;
  }

  show(look: CardLook): void {
    const before = this.#look;
    if (before === look) return;
    this.#look = look;
    const { element } = this;
    if (before?.card.id !== look.card.id) element.dataset.id = look.card.id;
    if (before?.status !== look.status) this.#card.dataset.status = look.status;
    if (before?.title !== look.title) this.#title.textContent = look.title;
    if (before?.detail !== look.detail) this.#when.data = look.detail;
    if (before?.placeApart !== look.placeApart) {
      this.#place.textContent = look.placeApart;
      this.#detail.classList.toggle('apart', look.placeApart !== '');
    }
    if (before?.travel !== look.travel) this.#travel.textContent = look.travel;
    if (before?.label !== look.label) this.#story.textContent = look.label;
    if (before?.tooltip !== look.tooltip) this.#card.title = look.tooltip;
    if (before?.isDone !== look.isDone) element.classList.toggle('done', look.isDone);
    if (before?.isFixed !== look.isFixed) element.classList.toggle('fixed', look.isFixed);
    if (before?.isBroken !== look.isBroken) element.classList.toggle('broken', look.isBroken);
    if (before?.isShort !== look.isShort) this.#travel.classList.toggle('short', look.isShort);
    if (before?.mark !== look.mark) {
      element.classList.toggle('marked', look.mark !== undefined);
      this.#mark?.remove();
      this.#mark = look.mark?.draw('silent');
      if (this.#mark) this.#card.append(this.#mark);
    }
    if (before?.isPinned !== look.isPinned) {
      element.classList.toggle('pinned', look.isPinned);
      if (look.isPinned) this.#card.append(this.#lock);
      else this.#lock.remove();
    }
  }

  /** Shows for a moment that somebody else changed it. */
  touch(): void {
    const card = this.#card;
    if (card.classList.contains('touched')) {
      for (const animation of card.getAnimations()) animation.currentTime = 0;
      return;
    }
    card.classList.add('touched');
    card.addEventListener('animationend', () => card.classList.remove('touched'), { once: true });
  }

  /** Ready to show another job. */
  recycle(): void {
    this.element.className = 'item';
    this.element.classList.toggle('done', this.#look?.isDone ?? false);
    this.element.classList.toggle('fixed', this.#look?.isFixed ?? false);
    this.element.classList.toggle('broken', this.#look?.isBroken ?? false);
    this.element.classList.toggle('pinned', this.#look?.isPinned ?? false);
    this.element.classList.toggle('marked', this.#look?.mark !== undefined);
    this.element.tabIndex = -1;
    this.#card.classList.remove('touched');
  }
}

function block(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
