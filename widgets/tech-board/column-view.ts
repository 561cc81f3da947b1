import { type CardLook, CardView } from './card-view.ts';
import { type Column, unassignedColumn } from './tech-board.model.ts';

/** Everything a column shows, as finished texts. */
export interface ColumnLook {
  readonly column: Column;
  readonly cards: readonly CardLook[];
  readonly name: string;
  readonly initials: string;
  /** `free 13:10 · 79%` */
  readonly detail: string;
  /** Name of the crew; empty without one. */
  readonly crew: string;
  /** Who is in the crew, shown on hover. */
  readonly crewText: string;
  /** Work and travel ÷ shift, or null without a shift. */
  readonly load: number | null;
  readonly isFolded: boolean;
  /** The head in words, for assistive technology. */
  readonly label: string;
  /** Text of the button that shows more cards; empty when all are there. */
  readonly more: string;
  /** Said in an empty column. */
  readonly empty: string;
}

const tightLoad = 0.95;

/** One pooled column: head with avatar, load and fold button; cards in order. */
export class ColumnView {
  readonly element = part('column', 'section');
  readonly head = part('head');
  readonly list = part('list', 'ul');
  readonly fold = part('fold', 'button') as HTMLButtonElement;
  readonly more = part('more', 'button') as HTMLButtonElement;
  readonly cards = new Map<string, CardView>();
  readonly #avatar = part('avatar', 'span');
  readonly #initials = document.createTextNode('');
  readonly #dot = part('dot', 'span');
  readonly #name = part('name ellipsis', 'span');
  readonly #detail = part('detail ellipsis', 'span');
  readonly #crew = part('crew ellipsis', 'span');
  readonly #fill = part('fill', 'span');
  readonly #empty = part('nothing', 'p');
  readonly #makeLock: () => Element;
  #spare: CardView[] = [];
  #look: ColumnLook | undefined;
  #isHeld = false;
  #isFresh = false;
  #start = -1;
  #width = -1;

  /** `makeLock` and `foldIcon` are drawings; `makeLock` is asked once for each card that is made. */
  constructor(makeLock: () => Element, foldIcon: Element) {
    this.#makeLock = makeLock;
    this.#avatar.append(this.#initials, this.#dot);
    this.#avatar.setAttribute('aria-hidden', 'true');
    const who = part('who', 'span');
    who.append(this.#name, this.#crew, this.#detail);
    const load = part('load', 'span');
    load.append(this.#fill);
    this.fold.type = 'button';
    this.fold.tabIndex = -1;
    this.fold.append(foldIcon);
    this.head.append(this.#avatar, who, this.fold, load);
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-multiselectable', 'true');
    this.#empty.setAttribute('aria-hidden', 'true');
    this.more.type = 'button';
    this.more.classList.add('button', 'quiet');
    this.element.append(this.head, this.list, this.#empty, this.more);
  }

  get look(): ColumnLook | undefined {
    return this.#look;
  }

  /** Scrolls past what is done, so that the work that is left is what one sees. Once for each column that is shown. */
  skipDone(): void {
    if (!this.#isFresh) return;
    this.#isFresh = false;
    const looks = this.#look?.cards ?? [];
    const open = looks.findIndex(({ isDone }) => !isDone);
    const first = this.cards.get(looks[open < 0 ? looks.length - 1 : open]?.card.id ?? '')?.element;
    if (first && open !== 0) this.list.scrollTop = first.offsetTop;
  }

  /** Pixels from the start edge of the track. */
  place(start: number, width: number): void {
    if (this.#start !== start) this.element.style.setProperty('inset-inline-start', `${start}px`);
    if (this.#width !== width) this.element.style.setProperty('width', `${width}px`);
    this.#start = start;
    this.#width = width;
  }

  show(look: ColumnLook): void {
    const before = this.#look;
    this.#look = look;
    const { element } = this;
    const { column } = look;
    if (before?.column.id !== column.id) {
      element.dataset.columnId = column.id;
      element.classList.toggle('waiting', column.id === unassignedColumn);
      this.#isFresh = true;
    }
    this.#showHead(before, look);
    if (before?.isFolded !== look.isFolded) {
      element.classList.toggle('folded', look.isFolded);
      this.fold.setAttribute('aria-expanded', String(!look.isFolded));
    }
    if (before?.more !== look.more) {
      this.more.textContent = look.more;
      this.more.hidden = look.more === '';
    }
    if (before?.empty !== look.empty) this.#empty.textContent = look.empty;
    const isEmpty = column.cards.length === 0 && !look.isFolded;
    this.#empty.hidden = !isEmpty;
    if (!this.#isHeld) this.#showCards(look.isFolded ? [] : look.cards);
  }

  /** While a drag has its hands on the cards they are left alone; letting go shows what has changed meanwhile. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld && this.#look) this.#showCards(this.#look.isFolded ? [] : this.#look.cards);
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Ready to show another column. */
  recycle(): void {
    this.element.classList.remove('aimed');
    delete this.element.dataset.fits;
    this.fold.tabIndex = -1;
  }

  #showHead(before: ColumnLook | undefined, { column, name, initials, detail, crew, crewText, load, label }: ColumnLook): void {
    const { technician } = column;
    if (!before || before.column.technician !== technician) {
      this.#avatar.hidden = technician === undefined;
      this.#avatar.style.setProperty('--_color', technician?.color ?? 'transparent');
      this.#dot.dataset.technician = technician?.status ?? '';
    }
    if (this.#initials.data !== initials) this.#initials.data = initials;
    if (before?.name !== name) this.#name.textContent = name;
    if (before?.detail !== detail) this.#detail.textContent = detail;
    if (before?.crewText !== crewText) {
      this.#crew.textContent = crew;
      this.#crew.title = crewText;
    }
    if (before?.load !== load) {
      this.#fill.style.setProperty('width', `${Math.min(100, Math.round((load ?? 0) * 100))}%`);
      this.head.classList.toggle('tight', (load ?? 0) > tightLoad);
      this.head.classList.toggle('no-load', load === null);
    }
    if (before?.label !== label) {
      this.fold.setAttribute('aria-label', label);
      this.list.setAttribute('aria-label', label);
    }
  }

  #showCards(looks: readonly CardLook[]): void {
    const wanted = new Set(looks.map(({ card }) => card.id));
    for (const [id, view] of this.cards) {
      if (wanted.has(id)) continue;
      this.cards.delete(id);
      this.#spare.push(view);
    }
    let previous: Element | null = null;
    for (const look of looks) {
      let view = this.cards.get(look.card.id);
      if (!view) {
        view = this.#spare.pop();
        if (view) view.recycle();
        else view = new CardView(this.#makeLock());
        this.cards.set(look.card.id, view);
      }
      view.show(look);
      const { element } = view;
      // Moving a card that is in place would take the focus from it.
      const isInPlace = element.parentNode === this.list && cardBefore(element) === previous;
      if (!isInPlace) {
        if (previous) previous.after(element);
        else this.list.prepend(element);
      }
      previous = element;
    }
    for (const view of this.#spare) view.element.remove();
    this.#spare.length = Math.min(this.#spare.length, 16);
  }
}

/** The card before one, past the place shown for what is being carried. */
function cardBefore(element: Element): Element | null {
  let before = element.previousElementSibling;
  while (before?.classList.contains('placeholder')) before = before.previousElementSibling;
  return before;
}

function part(className: string, tag = 'div'): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
