import type { Localizer, Values } from '../shared/localize.ts';
import type { Fact } from '../shared/placing/facts.ts';
import type { messages } from './messages.ts';

interface Speaker {
  readonly localizer: Localizer;
  text(key: keyof (typeof messages)['en'] & string, values?: Values): string;
}

const mostFacts = 6;
const gap = 8;
/** Height of the dragged card that hangs from the pointer. */
const clearance = 62;

/** The small card beside the aimed column that says what would be true after the drop. In the top layer; never over the column. */
export class DropCard {
  readonly #host: HTMLElement;
  #card: HTMLElement | undefined;
  #shown: readonly Fact[] | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  show(title: string, facts: readonly Fact[], speaker: Speaker, column: DOMRect, pointerY: number): void {
    const card = this.#open();
    if (this.#shown !== facts) {
      this.#shown = facts;
      const heading = document.createElement('strong');
      heading.textContent = title;
      const list = document.createElement('ul');
      list.className = 'reasons';
      for (const fact of facts.slice(0, mostFacts)) list.append(line(fact.kind, fact.text));
      const rest = facts.length - mostFacts;
      if (rest > 0) list.append(line('note', speaker.text('more', { count: rest })));
      card.replaceChildren(...(title ? [heading] : []), list);
    }
    placeBeside(card, column, pointerY, speaker.localizer.direction === 'rtl');
  }

  hide(): void {
    this.#card?.remove();
    this.#card = this.#shown = undefined;
  }

  #open(): HTMLElement {
    if (this.#card?.isConnected) return this.#card;
    const card = document.createElement('div');
    card.className = 'popup drop-card';
    card.popover = 'manual';
    // The same is announced; reading it twice helps nobody.
    card.setAttribute('aria-hidden', 'true');
    (this.#host.shadowRoot ?? this.#host).append(card);
    card.showPopover();
    this.#card = card;
    this.#shown = undefined;
    return card;
  }
}

/** After the column in reading direction when there is room, else before it; near the pointer, inside the window. */
function placeBeside(card: HTMLElement, column: DOMRect, pointerY: number, rightToLeft: boolean): void {
  const { offsetWidth: width, offsetHeight: height } = card;
  const right = column.right + gap;
  const left = column.left - gap - width;
  const fitsRight = right + width <= innerWidth - gap;
  const fitsLeft = left >= gap;
  const isRight = rightToLeft ? !fitsLeft && fitsRight : fitsRight || !fitsLeft;
  const x = Math.min(Math.max(gap, isRight ? right : left), Math.max(gap, innerWidth - width - gap));
  // Under what follows the pointer, or above it.
  const fitsBelow = pointerY + clearance + height <= innerHeight - gap;
  const wanted = fitsBelow ? pointerY + clearance : pointerY - gap - height;
  const y = Math.min(Math.max(gap, wanted), Math.max(gap, innerHeight - height - gap));
  card.style.setProperty('left', `${x}px`);
  card.style.setProperty('top', `${y}px`);
}

function line(kind: Fact['kind'], text: string): HTMLLIElement {
  const item = document.createElement('li');
  item.className = kind;
  item.textContent = text;
  return item;
}
