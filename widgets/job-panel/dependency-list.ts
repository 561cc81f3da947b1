import { type DispatchSource, indexesOf } from '@dispatchkit/client';
import type { Dependency, Job } from '@dispatchkit/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../shared/localize.ts';
import { shared } from '../shared/messages.ts';
import { messages } from './messages.ts';

/** What a list of dependencies needs of the panel. */
export interface DependencyActions {
  readonly source: DispatchSource;
  readonly localizer: Localizer;
  open(jobId: string): void;
}

/** Jobs this one waits for, with how; empty text for none, so that the row is left out. */
export function awaited(job: Job, actions: DependencyActions): TemplateResult[] | '' {
  return listed(job, (one) => one.jobId === job.id, actions);
}

/** Jobs that wait for this one. */
export function waitingFor(job: Job, actions: DependencyActions): TemplateResult[] | '' {
  return listed(job, (one) => one.jobId !== job.id, actions);
}

function listed(job: Job, isWanted: (dependency: Dependency) => boolean, actions: DependencyActions): TemplateResult[] | '' {
  const found = [...indexesOf(actions.source).dependenciesOf(job.id)].filter(isWanted);
  return found.length > 0 ? found.map((dependency) => entry(dependency, job, actions)) : '';
}

function entry(dependency: Dependency, { id }: Job, { source, localizer, open }: DependencyActions): TemplateResult {
  const otherId = dependency.jobId === id ? dependency.dependsOnJobId : dependency.jobId;
  const other = source.tables.jobs.get(otherId);
  // Jobs far from the days shown are not loaded.
  const name = other
    ? html`<button class="link" type="button" @click=${() => open(otherId)}><bdi>${other.number}</bdi> <bdi>${other.title}</bdi></button>`
    : localizer.text(messages, 'jobElsewhere');
  const status = other
    ? html`<span class="state-word" data-status=${other.status}><span class="dot"></span>${source.settings?.labels[`status.${other.status}`] ?? localizer.text(shared, `status.${other.status}`)}</span>`
    : nothing;
  return html`<p>${name}</p><p class="muted">${status}${status === nothing ? nothing : ' · '}${relation(dependency, localizer)}</p>`;
}

/** `starts after its end, 2 h later at least` */
function relation({ type, lagMinutes }: Dependency, localizer: Localizer): string {
  const text = localizer.text(messages, `dependency.${type}`);
  if (lagMinutes === 0 || type === 'same_technician') return text;
  return [text, localizer.text(messages, 'dependency.lag', { duration: localizer.duration(lagMinutes) })].join(
    localizer.text(shared, 'listComma'),
  );
}
