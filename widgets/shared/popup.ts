/** Pop-ups live in the top layer (popover), so no host's overflow or z-index can cut them. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Places a shown pop-up beside an anchor box inside the window: below when there is room, else above, and over the anchor only when
 * there is room for it on neither side; aligned with the start edge of the writing direction.
 */
export function placePopup(popup: HTMLElement, anchor: Box, gap = 6): void {
  const { offsetWidth: width, offsetHeight: height } = popup;
  const rightToLeft = getComputedStyle(popup).direction === 'rtl';
  const [below, above] = [anchor.bottom + gap, anchor.top - gap - height];
  const lowest = innerHeight - 8 - height;
  const top = below <= lowest ? below : above >= 8 ? above : Math.max(8, lowest);
  const wanted = rightToLeft ? anchor.right - width : anchor.left;
  const left = Math.min(Math.max(8, wanted), Math.max(8, innerWidth - width - 8));
  popup.style.setProperty('left', `${left}px`);
  popup.style.setProperty('top', `${top}px`);
}

/** The box of a point, for menus at the pointer. */
export function pointBox(clientX: number, clientY: number): Box {
  return { left: clientX, right: clientX, top: clientY, bottom: clientY };
}

export interface MenuItem {
  readonly label: string;
  /** Small text at the end: a shortcut, a reason, a count. */
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** Colour class of a leading dot: a status or technician status. */
  readonly status?: string;
  readonly run: () => void;
}
/** A heading (string), a line (null) or an item. */
export type MenuEntry = MenuItem | string | null;

/**
 * Opens a menu in a widget's shadow root (it needs the base styles there). Arrow keys, Home, End, type-ahead, Escape; focus goes
 * back where it was. The same menu serves right click, long press and Shift+F10. Returns a function that closes it.
 */
export function openMenu(host: HTMLElement, entries: readonly MenuEntry[], anchor: Box, label: string): () => void {
  const root = host.shadowRoot ?? host;
  const before = activeElementIn(root);
  const menu = document.createElement('div');
  menu.className = 'popup menu';
  menu.popover = 'auto';
  menu.setAttribute('role', 'menu');
  menu.setAttribute('aria-label', label);
  const items: HTMLButtonElement[] = [];
  // Focus goes back before an item runs, as the item may want to put it somewhere else.
  const close = () => {
    if (!menu.isConnected) return;
    menu.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  for (const entry of entries) menu.append(menuEntry(entry, items, close));
  root.append(menu);
  menu.addEventListener('keydown', (event) => onMenuKey(event, items, menu));
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') close();
  });
  menu.showPopover();
  endInsideEntry(menu, items);
  placePopup(menu, anchor);
  items.find((item) => item.ariaDisabled !== 'true')?.focus();
  return close;
}

/** A menu too long for the window ends in the middle of an entry, so that one sees there is more. */
function endInsideEntry(menu: HTMLElement, items: readonly HTMLElement[]): void {
  const { clientHeight, scrollHeight, offsetHeight } = menu;
  if (scrollHeight <= clientHeight) return;
  const middles = items.map((item) => item.offsetTop + item.offsetHeight / 2).filter((middle) => middle <= clientHeight);
  const border = offsetHeight - clientHeight;
  menu.style.setProperty('max-height', `${Math.max(...middles) + border}px`);
}

function menuEntry(entry: MenuEntry, items: HTMLButtonElement[], close: () => void): HTMLElement {
  if (entry === null) return document.createElement('hr');
  if (typeof entry === 'string') {
    const heading = document.createElement('div');
    heading.className = 'heading';
    heading.textContent = entry;
    return heading;
  }
  const item = document.createElement('button');
  item.type = 'button';
  item.setAttribute('role', 'menuitem');
  item.tabIndex = -1;
  if (entry.danger) item.classList.add('danger');
  if (entry.status) {
    const dot = document.createElement('span');
    dot.className = 'dot';
    dot.dataset.status = entry.status;
    item.append(dot);
  }
  const label = document.createElement('span');
  label.className = 'ellipsis';
  label.textContent = entry.label;
  item.append(label);
  if (entry.hint) {
    const hint = document.createElement('span');
    hint.className = 'hint';
    hint.textContent = entry.hint;
    item.append(hint);
  }
  if (entry.disabled) item.ariaDisabled = 'true';
  item.addEventListener('click', () => {
    if (entry.disabled) return;
    close();
    entry.run();
  });
  items.push(item);
  return item;
}

function onMenuKey(event: KeyboardEvent, items: readonly HTMLButtonElement[], menu: HTMLElement): void {
  const at = items.findIndex((item) => item.matches(':focus'));
  const go = (index: number) => items.at(index % items.length)?.focus();
  if (event.key === 'ArrowDown') go(at + 1);
  else if (event.key === 'ArrowUp') go(at <= 0 ? -1 : at - 1);
  else if (event.key === 'Home') go(0);
  else if (event.key === 'End') go(-1);
  else if (event.key === 'Tab' || event.key === 'Escape') menu.hidePopover();
  else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
    const typed = event.key.toLocaleLowerCase();
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    order.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(typed))?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function activeElementIn(root: Node): HTMLElement | null {
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : document.activeElement;
  return active instanceof HTMLElement ? active : null;
}
