import type { DispatchSource } from '@dispatchkit/client';
import type { Crew, Violation } from '@dispatchkit/contract';
import type { JobStatus, TechnicianStatus } from '@dispatchkit/contract/words';
import type { Leg, Workload } from '@dispatchkit/scheduling';
import type { HostMark, HostMarks } from '../shared/hosts/index.ts';
import { dueText, initialsOf, placeOf, siteOf, violationText } from '../shared/job-text.ts';
import type { Localizer } from '../shared/localize.ts';
import { shared } from '../shared/messages.ts';
import type { Audit } from './audit.ts';
import type { CardLook } from './card-view.ts';
import type { ColumnLook } from './column-view.ts';
import { messages } from './messages.ts';
import { type Card, type Column, isFixed, unassignedColumn } from './tech-board.model.ts';

const dot = ' · ';
const none: readonly Violation[] = [];

/** Turns columns and cards of the model into finished texts; keeps what is expensive for as long as it is right. */
export class Looks {
  readonly #source: DispatchSource;
  readonly #localizer: Localizer;
  readonly #audit: Audit;
  readonly #marks: HostMarks | undefined;
  readonly #cards = new WeakMap<Card, { readonly violations: readonly Violation[]; readonly look: CardLook }>();

  /** `marks` are of changes that have not reached a host system. */
  constructor(source: DispatchSource, localizer: Localizer, audit: Audit, marks?: HostMarks) {
    this.#source = source;
    this.#localizer = localizer;
    this.#audit = audit;
    this.#marks = marks;
  }

  /** At most `limit` cards are made; the rest is offered by a button. */
  column(column: Column, isFolded: boolean, limit: number): ColumnLook {
    const { technician, load } = column;
    const isWaiting = column.id === unassignedColumn;
    const name = technician?.name ?? this.#say('unassigned');
    const detail = isWaiting ? this.#say('waiting', { count: column.cards.length }) : this.#loadText(load);
    const shown = column.cards.length > limit ? column.cards.slice(0, limit) : column.cards;
    const rest = column.cards.length - shown.length;
    const conflicts = this.#audit.conflictsOf(column);
    const crew = technician?.crewId ? this.#source.tables.crews.get(technician.crewId) : undefined;
    const crewText = crew ? this.#crewText(crew) : '';
    const status = technician ? this.#word(`technician.${technician.status}`) : '';
    return {
      column,
      cards: shown.map((card, index) => this.card(card, index, conflicts?.get(card.id) ?? none)),
      name,
      initials: technician ? initialsOf(technician) : '',
      detail,
      crew: crew?.name ?? '',
      crewText,
      load: load && load.shiftMinutes > 0 ? load.ratio : null,
      isFolded,
      label: [this.#say(isWaiting ? 'waitingLabel' : 'columnLabel', { name, status, detail }), crewText]
        .filter(Boolean)
        .join(this.#say('listComma')),
      more: rest > 0 && !isFolded ? this.#say('showMore', { count: rest }) : '',
      empty: this.#say(isWaiting ? 'nothingWaits' : 'noJobs'),
    };
  }

  /** `Crew North: Ana Ruiz, Ben Okafor` */
  #crewText({ name, technicianIds }: Crew): string {
    const names = technicianIds.flatMap((id) => this.#source.tables.technicians.get(id)?.name ?? []);
    return this.#say('crew', { crew: name, names: names.join(this.#say('listComma')) });
  }

  private card(card: Card, index: number, violations: readonly Violation[]): CardLook {
    const known = this.#cards.get(card);
    if (known && known.violations === violations) return known.look;
    const look = card.assignment ? this.#assigned(card, index, violations) : this.#waiting(card);
    this.#cards.set(card, { violations, look });
    return look;
  }

  #assigned(card: Card, index: number, violations: readonly Violation[]): CardLook {
    const localizer = this.#localizer;
    const status = statusOf(card);
    const title = card.job?.title ?? localizer.text(shared, 'untitled');
    const line = this.#line([localizer.time(card.startMs)], card);
    const travel = travelText(localizer, card.leg);
    const reasons = violations.map((violation) => violationText(localizer, violation, this.#source));
    const lock = card.assignment?.lock ?? 'planned';
    // Begins with what is to be seen, in the order of the page.
    const parts = [title, line.detail + line.placeApart];
    if (travel && index > 0) parts.push(travel);
    parts.push(this.#say('until', { end: localizer.time(card.endMs) }), this.#word(`status.${status}`));
    if (lock !== 'planned') parts.push(this.#say(lock));
    const mark = this.#markOf(card);
    if (mark) parts.push(mark.text);
    return {
      card,
      status,
      isDone: status === 'completed' || status === 'cancelled',
      isPinned: lock === 'pinned',
      isFixed: isFixed(card),
      title,
      ...line,
      travel: index === 0 ? '' : travel,
      isShort: (card.leg?.shortMinutes ?? 0) > 0 && status !== 'completed',
      isBroken: reasons.length > 0,
      mark,
      label: [...parts, ...reasons].join(this.#say('listComma')),
      tooltip: reasons.join('\n'),
    };
  }

  #waiting(card: Card): CardLook {
    const localizer = this.#localizer;
    const { job } = card;
    const title = job?.title ?? localizer.text(shared, 'untitled');
    const facts: string[] = [];
    if (job && (job.priority === 'urgent' || job.priority === 'high')) facts.push(this.#word(`priority.${job.priority}`));
    if (job?.dueAt) facts.push(dueText(localizer, Date.parse(job.dueAt), this.#source.now()));
    const line = this.#line(facts, card);
    const mark = this.#markOf(card);
    return {
      card,
      status: job?.status ?? 'unscheduled',
      isDone: false,
      isPinned: false,
      isFixed: isFixed(card),
      title,
      ...line,
      travel: '',
      isShort: false,
      isBroken: false,
      mark,
      label: [title, line.detail + line.placeApart, ...(mark ? [mark.text] : [])].join(this.#say('listComma')),
      tooltip: '',
    };
  }

  #markOf({ jobId, assignment }: Card): HostMark | undefined {
    return this.#marks?.of(jobId, assignment ? [assignment] : []);
  }

  /** Facts and the place in one line; the place apart where it has to be kept from the words before it. */
  #line(facts: readonly string[], { job }: Card): Pick<CardLook, 'detail' | 'placeApart'> {
    const localizer = this.#localizer;
    const place = job ? placeOf(siteOf(this.#source, job)) : '';
    if (localizer.isolate(place) !== place) return { detail: facts.map((fact) => fact + dot).join(''), placeApart: place };
    const detail = [...facts, place].filter(Boolean).join(dot);
    return { detail: detail || localizer.text(shared, 'noAddress'), placeApart: '' };
  }

  #loadText(load: Workload | undefined): string {
    if (!load || load.shiftMinutes === 0) return this.#say('noShift');
    const { nextFreeAtMs, ratio } = load;
    const free = nextFreeAtMs === null ? this.#say('full') : this.#say('free', { time: this.#localizer.time(nextFreeAtMs) });
    return free + dot + this.#localizer.percent(ratio);
  }

  #say(key: keyof (typeof messages)['en'] & string, values?: Record<string, string | number>): string {
    return this.#localizer.text(messages, key, values);
  }

  #word(key: `status.${JobStatus}` | `technician.${TechnicianStatus}` | 'priority.urgent' | 'priority.high'): string {
    return this.#source.settings?.labels[key] ?? this.#localizer.text(shared, key);
  }
}

/** A held or cancelled job says so on its cards; otherwise the assignment speaks for itself. */
function statusOf({ assignment, job }: Card): JobStatus {
  const isClosed = job?.status === 'cancelled' || job?.status === 'on_hold' || job?.status === 'completed';
  if (job && isClosed && assignment?.status !== 'completed') return job.status;
  return assignment?.status ?? job?.status ?? 'unscheduled';
}

/** `8 min · 2.1 km`; says so when a position is missing. Empty for work nobody goes to. */
function travelText(localizer: Localizer, leg: Leg | undefined): string {
  if (!leg) return '';
  const { minutes, distanceMeters } = leg.travel;
  if (minutes === null) return localizer.text(messages, 'travelUnknown');
  return localizer.duration(minutes) + (distanceMeters === null ? '' : dot + localizer.distance(distanceMeters));
}
