import type { HostStanding } from '@dispatchkit/contract';
import { html, type TemplateResult } from 'lit';
import type { Localizer } from '../localize.ts';
import { drawSign, type Sign, sign } from './icons.ts';
import { messages } from './messages.ts';

export type MarkState = HostStanding['records'][number]['state'];

/** What has become of a change of a record that has not reached its host. The same object for as long as it says the same. */
export interface HostMark {
  readonly state: MarkState;
  /** A sentence, for tooltips and names. */
  readonly text: string;
  /** A small sign of it, for pooled elements; `silent` where the text is in the name of what it stands on. */
  draw(manner: 'spoken' | 'silent'): HTMLElement;
  /** The sign with the sentence, where there is room for it. */
  note(): TemplateResult;
}

const gravity = { waiting: 1, conflict: 2, dead: 3 } as const satisfies Record<MarkState, number>;

/** Marks of jobs and assignments, looked up once for each row that is drawn. */
export class HostMarks {
  readonly #jobs = new Map<string, HostMark>();
  readonly #assignments = new Map<string, HostMark>();

  constructor(hosts: readonly HostStanding[], localizer: Localizer) {
    for (const { label, records } of hosts) {
      const marks = new Map<MarkState, HostMark>();
      for (const { kind, id, state } of records) {
        const byId = kind === 'jobs' ? this.#jobs : kind === 'assignments' ? this.#assignments : undefined;
        if (!byId) continue;
        let mark = marks.get(state);
        if (!mark) {
          mark = markOf(state, localizer.text(messages, `mark.${state}`, { host: label }));
          marks.set(state, mark);
        }
        const graver = graverOf(byId.get(id), mark);
        if (graver) byId.set(id, graver);
      }
    }
  }

  get isEmpty(): boolean {
    return this.#jobs.size + this.#assignments.size === 0;
  }

  /** The gravest of a job and the assignments named. */
  of(jobId: string, assignments: Iterable<{ readonly id: string }>): HostMark | undefined {
    if (this.isEmpty) return undefined;
    let mark = this.#jobs.get(jobId);
    for (const { id } of assignments) mark = graverOf(mark, this.#assignments.get(id));
    return mark;
  }
}

function graverOf(a: HostMark | undefined, b: HostMark | undefined): HostMark | undefined {
  if (!a || !b) return a ?? b;
  return gravity[b.state] > gravity[a.state] ? b : a;
}

function markOf(state: MarkState, text: string): HostMark {
  return {
    state,
    text,
    draw(manner) {
      const element = document.createElement('span');
      element.className = 'host-mark';
      element.dataset['state'] = state;
      element.title = text;
      element.append(drawSign(signOf(state)));
      if (manner === 'spoken') element.append(spoken(text));
      else element.setAttribute('aria-hidden', 'true');
      return element;
    },
    note() {
      return html`<p class="host-note" data-state=${state}>${sign(signOf(state))}${text}</p>`;
    },
  };
}

/** A clock for what arrives by itself, a triangle for what somebody has to decide. */
export function signOf(state: MarkState): Sign {
  return state === 'waiting' ? 'clock' : 'warning';
}

function spoken(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden';
  element.textContent = text;
  return element;
}
