import type { Localizer } from '../shared/localize.ts';
import type { Fact } from '../shared/placing/facts.ts';
import { type Box, placePopup } from '../shared/popup.ts';
import { messages } from './messages.ts';

const mostFacts = 6;

/** The small card beside a ghost that says what would be true after the drop. In the top layer; never over the ghost. */
export class GhostCard {
  readonly #host: HTMLElement;
  #card: HTMLElement | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  show(title: string, facts: readonly Fact[], localizer: Localizer, beside: Box): void {
    const card = this.#open();
    const heading = document.createElement('strong');
    heading.textContent = title;
    const list = document.createElement('ul');
    list.className = 'reasons';
    for (const fact of facts.slice(0, mostFacts)) list.append(line(fact.kind, fact.text));
    const rest = facts.length - mostFacts;
    if (rest > 0) list.append(line('note', localizer.text(messages, 'more', { count: rest })));
    card.replaceChildren(heading, list);
    placePopup(card, beside, 10);
  }

  hide(): void {
    this.#card?.remove();
    this.#card = undefined;
  }

  #open(): HTMLElement {
    if (this.#card?.isConnected) return this.#card;
    const card = document.createElement('div');
    card.className = 'popup ghost-card';
    card.popover = 'manual';
    // The same is announced; reading it twice helps nobody.
    card.setAttribute('aria-hidden', 'true');
    (this.#host.shadowRoot ?? this.#host).append(card);
    card.showPopover();
    this.#card = card;
    return card;
  }
}

function line(kind: Fact['kind'], text: string): HTMLLIElement {
  const item = document.createElement('li');
  item.className = kind;
  item.textContent = text;
  return item;
}
