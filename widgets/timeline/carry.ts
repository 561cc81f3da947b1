import { schedulingContext, spanOf } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { dayOf, nextSlot, qualification, snap } from '@dispatchkit/scheduling';
import {
  currentDrag,
  type Drag,
  type DragPayload,
  type DragPoint,
  type DropTarget,
  onDrag,
  putDown,
  registerDropTarget,
} from '../shared/drag.ts';
import { shared } from '../shared/messages.ts';
import { perform } from '../shared/perform.ts';
import { type Fact, type Judgement, judge } from '../shared/placing/facts.ts';
import {
  asOne,
  changesAnything,
  commandOf,
  lookupsIn,
  movedAssignments,
  type Placement,
  type PlacementLookups,
  placementsAt,
  refusalOf,
} from '../shared/placing/placements.ts';
import { pointBox } from '../shared/popup.ts';
import { GhostCard } from './ghost-card.ts';
import type { TimelineHost } from './host.ts';
import type { Row } from './timeline.model.ts';

const minuteMs = 60_000;

interface Aim {
  readonly technicianId: string;
  readonly startMs: number;
}

/** Jobs carried over the timeline, by pointer or keyboard: ghost and reasons before the drop, the change after it. */
export class Carry implements DropTarget {
  readonly showsPlace = true;
  readonly #host: TimelineHost;
  readonly #card: GhostCard;
  #leave: (() => void)[] = [];
  #placements: readonly Placement[] = [];
  #aimed = '';
  /** Where a keyboard carry stands; undefined while there is none here. */
  #keyboard: Aim | undefined;
  #jobs: readonly Job[] = [];
  #moved = new Set<string>();

  constructor(host: TimelineHost) {
    this.#host = host;
    this.#card = new GhostCard(host.element);
  }

  get element(): HTMLElement {
    return this.#host.scroller;
  }

  /** A carry by keyboard is under way and the arrow keys move it. */
  get isCarrying(): boolean {
    return this.#keyboard !== undefined;
  }

  connect(): void {
    this.#leave = [registerDropTarget(this), onDrag((drag) => this.#dragChanged(drag))];
  }

  disconnect(): void {
    for (const leave of this.#leave.splice(0)) leave();
    this.leave();
    this.#keyboard = undefined;
  }

  /** Whether a technician can do everything that is carried; undefined while nothing is. */
  fits(row: Row): boolean | undefined {
    if (this.#jobs.length === 0) return undefined;
    const day = dayOf(this.#host.model?.range.startMs ?? 0, row.technician.timeZone ?? this.#host.timeZone);
    return this.#jobs.every((job) => qualification(job, row.technician, day).qualified);
  }

  isLifted(assignmentId: string): boolean {
    return this.#moved.has(assignmentId);
  }

  over(payload: DragPayload, point: DragPoint): boolean {
    const { painter, mayAssign, timeZone, snapMinutes } = this.#host;
    const at = painter?.at(point.clientX, point.clientY);
    if (!at || !mayAssign || this.#refused(payload)) return false;
    const startMs = snap(at.ms - payload.grabOffsetMinutes * minuteMs, snapMinutes, timeZone);
    this.#aim(payload, { technicianId: at.row.technicianId, startMs });
    return true;
  }

  leave(): void {
    this.#placements = [];
    this.#aimed = '';
    this.#host.painter?.showGhosts([]);
    this.#card.hide();
  }

  drop(payload: DragPayload, point: DragPoint): void {
    // The drag has let go of the ghost by now: what was shown last is what is meant.
    if (!this.over(payload, point)) return;
    const placements = this.#placements;
    this.leave();
    void this.#place(payload, placements, 'drag');
  }

  /** Begins moving by keyboard what was picked up, here or elsewhere. Called when the timeline has the focus. */
  beginKeyboard(): void {
    const drag = currentDrag();
    const { source, model } = this.#host;
    if (this.#keyboard || drag?.mode !== 'keyboard' || !source || !model || !this.#host.mayAssign) return;
    if (this.#refused(drag.payload)) return;
    const aim = this.#firstAim(drag.payload);
    if (!aim) return;
    this.#keyboard = aim;
    this.#step(aim);
  }

  /** Stops showing the ghost here without ending the carry: the focus went to another widget. */
  pauseKeyboard(): void {
    if (!this.#keyboard) return;
    this.#keyboard = undefined;
    this.leave();
  }

  /** Handles a key of a keyboard carry. Returns whether it was one. */
  key(event: KeyboardEvent): boolean {
    const aim = this.#keyboard;
    const drag = currentDrag();
    if (!aim || !drag) return false;
    const { localizer, model, timeZone, snapMinutes } = this.#host;
    const forward = localizer.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const rows = model?.rows ?? [];
    const index = rows.findIndex(({ technicianId }) => technicianId === aim.technicianId);
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const minutes = (event.shiftKey ? 60 : snapMinutes) * (event.key === forward ? 1 : -1);
        this.#step({ ...aim, startMs: snap(aim.startMs + minutes * minuteMs, snapMinutes, timeZone) });
        return true;
      }
      case 'ArrowUp':
      case 'ArrowDown': {
        const row = rows[index + (event.key === 'ArrowUp' ? -1 : 1)];
        if (row) this.#step({ ...aim, technicianId: row.technicianId });
        return true;
      }
      case 'Enter': {
        const placements = this.#placements;
        this.#keyboard = undefined;
        this.leave();
        putDown();
        void this.#place(drag.payload, placements, 'keyboard');
        return true;
      }
      case 'Escape':
        this.#keyboard = undefined;
        this.leave();
        putDown();
        this.#host.announce(localizer.text(shared, 'dropCancelled'));
        return true;
      default:
        return false;
    }
  }

  /** What the rules say of a placement, and how it reads. Also used while an edge is dragged. */
  show(placements: readonly Placement[], aimedAt?: string): Judgement | undefined {
    const { source, localizer, painter } = this.#host;
    const [first] = placements;
    if (!source || !first || !painter) return undefined;
    const judged = judge(source, localizer, placements);
    const isHeld = aimedAt !== undefined && first.technicianId !== aimedAt;
    const held: Fact = { kind: 'note', text: this.#host.text('technicianFixed') };
    const judgement = isHeld ? { ...judged, facts: [held, ...judged.facts] } : judged;
    const box = painter.showGhosts(
      placements.map(({ technicianId, startMs, endMs }) => ({
        technicianId,
        startMs,
        endMs,
        text: localizer.time(startMs),
        broken: judgement.broken > 0,
      })),
    );
    if (box) this.#card.show(this.#title(placements), judgement.facts, localizer, clipped(box, this.#host.scroller));
    return judgement;
  }

  lookups(): PlacementLookups | undefined {
    const { source } = this.#host;
    return source && lookupsIn(source);
  }

  #aim(payload: DragPayload, aim: Aim): void {
    const key = `${aim.technicianId} ${aim.startMs}`;
    const lookups = this.lookups();
    // The card is only worked out anew when the ghost has moved a step, not for every pixel.
    if (key === this.#aimed || !lookups) return;
    this.#aimed = key;
    this.#placements = placementsAt(payload, aim, lookups);
    this.show(this.#placements, aim.technicianId);
  }

  #step(aim: Aim): void {
    const drag = currentDrag();
    if (!drag) return;
    this.#keyboard = aim;
    const lookups = this.lookups();
    if (!lookups) return;
    this.#placements = placementsAt(drag.payload, aim, lookups);
    const [first] = this.#placements;
    if (first) this.#host.reveal(first.technicianId, first);
    const judgement = this.show(this.#placements, aim.technicianId);
    if (judgement) this.#host.announce([this.#title(this.#placements), ...judgement.facts.map(({ text }) => text)].join('. '));
  }

  #title(placements: readonly Placement[]): string {
    const { source, localizer } = this.#host;
    const [first] = placements;
    if (!first) return '';
    const technician = source?.tables.technicians.get(first.technicianId)?.name ?? '';
    if (placements.length === 1) {
      return this.#host.text('ghostTitle', { technician, time: localizer.timeRange(first.startMs, first.endMs) });
    }
    return this.#host.text('ghostTitleMany', { technician, time: localizer.time(first.startMs), count: placements.length });
  }

  /** Own work starts where it is; work from elsewhere at the next time the technician is free. */
  #firstAim(payload: DragPayload): Aim | undefined {
    const { source, model } = this.#host;
    const lookups = this.lookups();
    if (!source || !model || !lookups) return undefined;
    const own = payload.origin === this.#host.element ? movedAssignments(payload, lookups)[0] : undefined;
    if (own) return { technicianId: own.technicianId, startMs: spanOf(own).startMs };
    const technicianId = this.#host.active?.technicianId ?? model.rows[0]?.technicianId;
    const [jobId] = payload.jobIds;
    if (!technicianId || !jobId) return undefined;
    const slot = nextSlot({ jobId, technicianId, range: model.range, stepMinutes: 5 }, schedulingContext(source));
    const startMs = slot?.startMs ?? Math.max(model.range.startMs, source.now());
    const snapped = snap(startMs, this.#host.snapMinutes, this.#host.timeZone);
    return { technicianId, startMs: snapped < startMs ? snapped + this.#host.snapMinutes * minuteMs : snapped };
  }

  #refused(payload: DragPayload): boolean {
    const lookups = this.lookups();
    return !lookups || movedAssignments(payload, lookups).some((assignment) => refusalOf(assignment) !== undefined);
  }

  #dragChanged(drag: Drag | undefined): void {
    const { source } = this.#host;
    const lookups = this.lookups();
    this.#jobs =
      drag && source ? drag.payload.jobIds.map((id) => source.tables.jobs.get(id)).filter((job) => job !== undefined) : [];
    this.#moved = new Set(drag && lookups ? movedAssignments(drag.payload, lookups).map(({ id }) => id) : []);
    this.#host.mark();
    if (!drag) {
      this.#keyboard = undefined;
      this.leave();
    } else if (drag.mode === 'keyboard' && this.#host.element.matches(':focus-within')) this.beginKeyboard();
  }

  async #place(payload: DragPayload, placements: readonly Placement[], method: 'drag' | 'keyboard'): Promise<void> {
    const by = this.#host.performer();
    const lookups = this.lookups();
    const [first] = placements;
    if (!by || !first || !lookups || !changesAnything(placements, lookups)) return;
    const { localizer, source } = by;
    const job = source.tables.jobs.get(first.jobId)?.title ?? localizer.text(shared, 'untitled');
    const technician = source.tables.technicians.get(first.technicianId)?.name ?? '';
    const done =
      placements.length === 1
        ? localizer.text(shared, 'assignedTo', { job, technician, time: localizer.time(first.startMs) })
        : this.#host.text('movedMany', { count: placements.length });
    const stands = await perform(by, asOne(placements.map(commandOf)), method, done);
    if (stands && payload.origin === this.#host.element && first.assignmentId) {
      this.#host.active = { technicianId: first.technicianId, assignmentId: first.assignmentId };
      if (method === 'keyboard') this.#host.focusCell(this.#host.active);
      else this.#host.mark();
    }
  }
}

/** The part of a ghost that is in view: the card stands beside that. */
function clipped(box: DOMRect, scroller: HTMLElement) {
  const view = scroller.getBoundingClientRect();
  if (box.right < view.left || box.left > view.right) return pointBox((view.left + view.right) / 2, box.bottom);
  return {
    left: Math.max(box.left, view.left),
    right: Math.min(box.right, view.right),
    top: Math.max(box.top, view.top),
    bottom: Math.min(box.bottom, view.bottom),
  };
}
