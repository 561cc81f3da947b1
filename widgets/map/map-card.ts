import type { DispatchSource } from '@dispatchkit/client';
import { indexesOf, spanOf } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { HostMarks } from '../shared/hosts/index.ts';
import { icons } from '../shared/icons.ts';
import { canPlace } from '../shared/job-menu/index.ts';
import { dueText, placeOf, siteOf, urgencyOf } from '../shared/job-text.ts';
import type { Localizer } from '../shared/localize.ts';
import { shared } from '../shared/messages.ts';
import { messages } from './messages.ts';

/** More jobs than that on one point are counted. */
const listedAtMost = 8;

export interface CardActions {
  readonly source: DispatchSource;
  readonly localizer: Localizer;
  /** Changes that have not reached a host system. */
  readonly marks: HostMarks | undefined;
  open(jobId: string): void;
  menu(job: Job, anchor: Element): void;
  close(): void;
}

/** The card beside a mark: what, where, when, who, and the way on. */
export function mapCard(jobIds: readonly string[], actions: CardActions): TemplateResult {
  const { source, localizer } = actions;
  const jobs = jobIds.map((id) => source.tables.jobs.get(id)).filter((job) => job !== undefined);
  const rest = jobs.length - listedAtMost;
  const label = localizer.text(messages, 'jobsHere', { count: jobs.length });
  return html`<div class="card" role="dialog" aria-label=${label}>
    <button class="button quiet icon close" type="button" aria-label=${localizer.text(shared, 'close')} @click=${() => actions.close()}>${icons.close}</button>
    ${jobs.slice(0, listedAtMost).map((job) => jobArticle(job, actions))}
    ${rest > 0 ? html`<article><p>${localizer.text(messages, 'more', { count: rest })}</p></article>` : nothing}
  </div>`;
}

function jobArticle(job: Job, actions: CardActions): TemplateResult {
  const { source, localizer } = actions;
  const place = placeOf(siteOf(source, job)) || localizer.text(shared, 'noAddress');
  return html`<article>
    <h3><bdi>${job.title}</bdi></h3>
    <p><bdi>${job.number}</bdi> · <bdi>${place}</bdi></p>
    <p class="status" data-status=${job.status}><span class="dot"></span>${localizer.text(shared, `status.${job.status}`)}${dueNote(job, actions)}</p>
    ${visits(job, actions)} ${actions.marks?.of(job.id, indexesOf(source).assignmentsOfJob(job.id))?.note()}
    <footer>
      <button class="button" type="button" @click=${() => actions.open(job.id)}>${localizer.text(messages, 'open')}</button>
      <button class="button" type="button" @click=${(event: Event) => actions.menu(job, event.currentTarget as Element)}>
        ${localizer.text(messages, canPlace(source, job) ? 'assign' : 'menu')}
      </button>
    </footer>
  </article>`;
}

function dueNote(job: Job, { source, localizer }: CardActions) {
  if (!job.dueAt || job.status === 'completed') return nothing;
  const dueMs = Date.parse(job.dueAt);
  const now = source.now();
  return html`<span class=${urgencyOf(dueMs, now)}>· ${dueText(localizer, dueMs, now)}</span>`;
}

function visits(job: Job, { source, localizer }: CardActions) {
  return indexesOf(source)
    .assignmentsOfJob(job.id)
    .slice(0, 3)
    .map((assignment) => {
      const { startMs, endMs } = spanOf(assignment);
      const name = source.tables.technicians.get(assignment.technicianId)?.name ?? '';
      return html`<p><bdi>${name}</bdi>, ${localizer.timeRange(startMs, endMs)}</p>`;
    });
}
