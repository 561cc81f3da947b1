import { type DispatchSource, schedulingContext } from '@dispatchkit/client';
import type { Violation } from '@dispatchkit/contract';
import type { JobStatus, TechnicianStatus } from '@dispatchkit/contract/words';
import { type Leg, legsOf, type SchedulingContext, type Workload, workload } from '@dispatchkit/scheduling';
import type { HostMark, HostMarks } from '../shared/hosts/index.ts';
import { initialsOf, placeOf, siteOf, violationText } from '../shared/job-text.ts';
import type { Localizer } from '../shared/localize.ts';
import { shared } from '../shared/messages.ts';
import type { Audit } from './audit.ts';
import { type Axis, lengthOf, xOf } from './axis.ts';
import type { BarLook } from './bar-view.ts';
import { messages } from './messages.ts';
import type { BlockLook, RowLook } from './row-view.ts';
import type { TextWidth } from './text-width.ts';
import { type Bar, barHeight, barsBetween, barTop, type Row, type Span } from './timeline.model.ts';

const narrowestBar = 4;
const unknownLead = 16;
const none: readonly Violation[] = [];

interface RowFacts {
  readonly legs: ReadonlyMap<string, Leg>;
  readonly load: Workload;
}

interface BarTexts {
  readonly title: string;
  readonly time: string;
  readonly timeWidth: number;
  readonly place: string;
  readonly label: string;
  readonly mark: HostMark | undefined;
}

/** Turns rows and bars of the model into what is drawn; keeps what is expensive for as long as it is right. */
export class Looks {
  readonly #source: DispatchSource;
  readonly #localizer: Localizer;
  readonly #audit: Audit;
  readonly #range: Span;
  readonly #textWidth: TextWidth;
  readonly #context: SchedulingContext;
  readonly #marks: HostMarks | undefined;
  readonly #facts = new WeakMap<Row, RowFacts>();
  readonly #texts = new WeakMap<Bar, { readonly violations: readonly Violation[]; readonly texts: BarTexts }>();

  /** `marks` are of changes that have not reached a host system. */
  constructor(source: DispatchSource, localizer: Localizer, audit: Audit, range: Span, textWidth: TextWidth, marks?: HostMarks) {
    this.#marks = marks;
    this.#textWidth = textWidth;
    this.#source = source;
    this.#localizer = localizer;
    this.#audit = audit;
    this.#range = range;
    this.#context = schedulingContext(source);
  }

  row(
    row: Row,
    place: { index: number; top: number; height: number; laneHeight: number },
    axis: Axis,
    window: Span,
    keep?: string,
  ): RowLook {
    const facts = this.#factsOf(row);
    const { technician } = row;
    const load = facts.load.shiftMinutes > 0 ? facts.load.ratio : null;
    const loadText = load === null ? '' : this.#localizer.percent(load);
    const values = { name: technician.name, status: this.#word(`technician.${technician.status}`), load: loadText };
    return {
      row,
      ...place,
      initials: initialsOf(technician),
      load,
      loadText,
      label: this.#localizer.text(messages, load === null ? 'rowLabelOff' : 'rowLabel', values),
      blocks: this.#blocks(row, axis, window),
      bars: inWindow(row, window, keep).map((bar) => this.#bar(bar, row, facts, place.laneHeight, axis)),
    };
  }

  #bar(bar: Bar, row: Row, facts: RowFacts, laneHeight: number, axis: Axis): BarLook {
    const violations = this.#audit.conflictsOf(row)?.get(bar.id) ?? none;
    const x = Math.max(0, xOf(axis, bar.startMs));
    const end = Math.min(lengthOf(axis), xOf(axis, bar.endMs));
    const status = statusOf(bar);
    const clippedStart = bar.startMs < axis.startMs;
    const clippedEnd = bar.endMs > axis.endMs;
    return {
      bar,
      x: round(x),
      width: round(Math.max(narrowestBar, end - x)),
      top: barTop(bar.lane, { laneHeight }),
      height: barHeight({ laneHeight }),
      ...lead(facts.legs.get(bar.id), axis, clippedStart || status === 'cancelled', status === 'completed'),
      status,
      done: status === 'completed' || status === 'cancelled',
      violations,
      clippedStart,
      clippedEnd,
      ...this.#textsOf(bar, row, status, violations, clippedStart, clippedEnd, facts.legs.get(bar.id)),
    };
  }

  #blocks(row: Row, axis: Axis, window: Span): BlockLook[] {
    const blocks: BlockLook[] = [];
    const add = <S extends Span>(kind: BlockLook['kind'], spans: readonly S[], textOf: (span: S) => string) => {
      for (const span of spans) {
        const startMs = Math.max(span.startMs, axis.startMs);
        const endMs = Math.min(span.endMs, axis.endMs);
        if (startMs >= endMs || endMs <= window.startMs || startMs >= window.endMs) continue;
        const x = xOf(axis, startMs);
        const width = xOf(axis, endMs) - x;
        const text = textOf(span);
        blocks.push({ kind, x: round(x), width: round(width), text: text && width > this.#textWidth.of(text) - 2 ? text : '' });
      }
    };
    add('shift', row.shifts, () => '');
    add('break', row.breaks, () => this.#localizer.text(messages, 'break'));
    add('away', row.timeOff, ({ reason }) => reason || this.#localizer.text(messages, 'away'));
    return blocks;
  }

  #factsOf(row: Row): RowFacts {
    let facts = this.#facts.get(row);
    if (!facts) {
      const legs = new Map(legsOf(row.technicianId, this.#range, this.#context).map((leg) => [leg.assignment.id, leg]));
      facts = { legs, load: workload(row.technicianId, this.#range, this.#context) };
      this.#facts.set(row, facts);
    }
    return facts;
  }

  #textsOf(
    bar: Bar,
    row: Row,
    status: JobStatus,
    violations: readonly Violation[],
    clippedStart: boolean,
    clippedEnd: boolean,
    leg: Leg | undefined,
  ): BarTexts {
    const known = this.#texts.get(bar);
    if (known?.violations === violations) return known.texts;
    const localizer = this.#localizer;
    const title = bar.job?.title ?? localizer.text(shared, 'untitled');
    const time = localizer.time(bar.startMs);
    const place = bar.job ? placeOf(siteOf(this.#source, bar.job)) : '';
    const values = {
      job: title,
      start: time,
      end: localizer.time(bar.endMs),
      technician: row.technician.name,
      status: this.#word(`status.${status}`),
    };
    const parts = [localizer.text(messages, 'barLabel', values)];
    if (place) parts.push(place);
    if (clippedStart) parts.push(localizer.text(messages, 'began'));
    if (clippedEnd) parts.push(localizer.text(messages, 'goesOn'));
    const { lock } = bar.assignment;
    if (lock !== 'planned') parts.push(localizer.text(messages, lock));
    if (leg?.travel.minutes)
      parts.push(
        localizer.text(shared, 'driveNetwork', {
          duration: localizer.duration(leg.travel.minutes),
          distance: localizer.distance(leg.travel.distanceMeters ?? 0),
        }),
      );
    else if (leg?.travel.quality === 'unknown') parts.push(localizer.text(messages, 'travelUnknown'));
    for (const violation of violations) parts.push(violationText(localizer, violation, this.#source));
    const mark = this.#marks?.of(bar.assignment.jobId, [bar.assignment]);
    if (mark) parts.push(mark.text);
    const texts = {
      title,
      time,
      timeWidth: this.#textWidth.of(time),
      place,
      label: parts.join(localizer.text(shared, 'listComma')),
      mark,
    };
    this.#texts.set(bar, { violations, texts });
    return texts;
  }

  #word(key: `status.${JobStatus}` | `technician.${TechnicianStatus}`): string {
    return this.#source.settings?.labels[key] ?? this.#localizer.text(shared, key);
  }
}

/** Bars in the window, and the one that holds the focus wherever it is. */
function inWindow(row: Row, window: Span, keep: string | undefined): Bar[] {
  const bars = barsBetween(row, window.startMs, window.endMs);
  if (keep === undefined || bars.some(({ id }) => id === keep)) return bars;
  const kept = row.bars.find(({ id }) => id === keep);
  return kept ? [...bars, kept].sort((a, b) => row.bars.indexOf(a) - row.bars.indexOf(b)) : bars;
}

/** A held or cancelled job says so on its bars; otherwise the assignment speaks for itself. */
export function statusOf({ assignment, job }: Bar): JobStatus {
  if (
    assignment.status !== 'completed' &&
    (job?.status === 'cancelled' || job?.status === 'on_hold' || job?.status === 'completed')
  )
    return job.status;
  return assignment.status;
}

function lead(leg: Leg | undefined, axis: Axis, without: boolean, done: boolean): Pick<BarLook, 'lead' | 'leadKind'> {
  if (!leg || without) return { lead: 0, leadKind: 'known' };
  if (leg.travel.minutes === null) {
    return axis.pixelsPerHour > 36 ? { lead: unknownLead, leadKind: 'unknown' } : { lead: 0, leadKind: 'known' };
  }
  // The part that does not fit into the gap would lie over the stop before.
  const minutes = Math.max(0, leg.travel.minutes - leg.shortMinutes);
  return { lead: round((minutes / 60) * axis.pixelsPerHour), leadKind: leg.shortMinutes > 0 && !done ? 'short' : 'known' };
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
