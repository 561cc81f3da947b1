import type { DispatchSource } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { isOpen } from '@dispatchkit/contract/words';
import type { DragPayload } from '../shared/drag.ts';
import { canPlace, movableAssignment } from '../shared/job-menu/index.ts';
import type { Selection } from '../shared/selection.ts';

/** The job an action was called on, first, with all that are chosen when it is one of them. */
export function jobsFor({ tables }: DispatchSource, selection: Selection | undefined, jobId: string): Job[] {
  const ids = selection?.jobIds.has(jobId) ? [jobId, ...[...selection.jobIds].filter((id) => id !== jobId)] : [jobId];
  return ids.flatMap((id) => tables.jobs.get(id) ?? []);
}

/** Whether a job can be picked up: it is open, and can be given to somebody. */
export function canCarry(source: DispatchSource, job: Job): boolean {
  return isOpen(job.status) && canPlace(source, job);
}

/** What is carried when a job is grabbed: it and the other open ones of those chosen with it. */
export function payloadOf(source: DispatchSource, grabbed: Job, chosen: readonly Job[], origin: HTMLElement): DragPayload {
  const jobs = [grabbed, ...chosen.filter((job) => job !== grabbed && isOpen(job.status))];
  return {
    jobIds: jobs.map(({ id }) => id),
    assignmentIds: jobs.flatMap((job) => movableAssignment(source, job)?.id ?? []),
    durationMinutes: grabbed.durationMinutes,
    grabOffsetMinutes: 0,
    origin,
  };
}

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
