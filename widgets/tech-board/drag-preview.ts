/** The small card that follows the pointer while a card of the board is dragged. */
export function dragPreview(item: HTMLElement, count: number): HTMLElement {
  const preview = document.createElement('div');
  preview.className = 'popup drag-preview';
  const card = item.querySelector('.card')?.cloneNode(true);
  if (card instanceof HTMLElement) {
    card.removeAttribute('title');
    card.style.setProperty('width', `${item.offsetWidth}px`);
    preview.append(card);
  }
  if (count > 1) {
    const badge = document.createElement('span');
    badge.className = 'badge';
    badge.textContent = String(count);
    preview.append(badge);
  }
  return preview;
}
