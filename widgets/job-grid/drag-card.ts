import type { Job } from '@dispatchkit/contract';

/** The card that follows the pointer: the job that was grabbed, and how many go with it. */
export function dragCard(job: Job, place: string, count: number, countText: string): HTMLElement {
  const card = document.createElement('div');
  card.className = 'drag-card';
  if (count > 2) card.append(part('under second'));
  if (count > 1) card.append(part('under'));
  const face = part('face');
  face.dataset.status = job.status;
  const title = document.createElement('strong');
  title.className = 'ellipsis';
  title.textContent = job.title || job.number;
  const where = part('muted ellipsis');
  where.textContent = [job.number, place].filter(Boolean).join(' · ');
  face.append(title, where);
  if (count > 1) {
    const number = part('number');
    number.textContent = countText;
    face.append(number);
  }
  card.append(face);
  return card;
}

function part(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
