import type { DispatchSource } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { isOpen } from '@dispatchkit/contract/words';
import type { DragPayload } from '../shared/drag.ts';
import { movableAssignment } from '../shared/job-menu/index.ts';
import type { Selection } from '../shared/selection.ts';

/** The job an action was called on, first, with all that are chosen when it is one of them. */
export function jobsFor({ tables }: DispatchSource, selection: Selection | undefined, jobId: string): Job[] {
  const ids = selection?.jobIds.has(jobId) ? [jobId, ...[...selection.jobIds].filter((id) => id !== jobId)] : [jobId];
  return ids.flatMap((id) => tables.jobs.get(id) ?? []);
}

/** What is carried: the open ones of the jobs. Undefined when there are none, or the token may not place jobs. */
export function payloadOf(source: DispatchSource, jobs: readonly Job[], origin: HTMLElement): DragPayload | undefined {
  const open = jobs.filter(({ status }) => isOpen(status));
  const [first] = open;
  if (!first || source.capabilities['assignments:write'] === undefined) return undefined;
  return {
    jobIds: open.map(({ id }) => id),
    assignmentIds: open.flatMap((job) => movableAssignment(source, job)?.id ?? []),
    durationMinutes: first.durationMinutes,
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
