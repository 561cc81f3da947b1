import { spanOf } from '@dispatchkit/client';
import type { Assignment, Job, ViolationCode } from '@dispatchkit/contract';
import { dayOf, type Missing, qualification } from '@dispatchkit/scheduling';
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
import { violationText } from '../shared/job-text.ts';
import { shared } from '../shared/messages.ts';
import { perform } from '../shared/perform.ts';
import { type Fact, judge } from '../shared/placing/facts.ts';
import {
  asOne,
  changesAnything,
  commandOf,
  lookupsIn,
  movedAssignments,
  type Placement,
  type PlacementLookups,
  refusalOf,
  takeOff,
} from '../shared/placing/placements.ts';
import type { ColumnView } from './column-view.ts';
import { DropCard } from './drop-card.ts';
import type { BoardHost } from './host.ts';
import { type CarriedJob, placeAt } from './placing.ts';
import { type Column, unassignedColumn } from './tech-board.model.ts';

/** Where carried jobs would be put: `index` counts the cards of the column that stay. */
export interface Aim {
  readonly columnId: string;
  readonly index: number;
}

/** What an aim means: where it puts the jobs, or why it cannot. */
interface Intent {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly placements: readonly Placement[];
  /** Assignments that would be taken off the schedule. */
  readonly taken: readonly Assignment[];
  readonly isRefused: boolean;
}

/** Jobs carried over the board, by pointer or keyboard: place and reasons before the drop, the change after it. */
export class Carrying implements DropTarget {
  readonly showsPlace = true;
  readonly isSortable = true;
  readonly element: HTMLElement;
  readonly #host: BoardHost;
  readonly #card: DropCard;
  readonly #placeholder = document.createElement('li');
  #leave: (() => void)[] = [];
  #jobs: readonly Job[] = [];
  #moved = new Set<string>();
  #aim: Aim | undefined;
  #intent: Intent | undefined;
  /** Where a keyboard carry stands; undefined while there is none here. */
  #keyboard: Aim | undefined;

  constructor(host: BoardHost, scroller: HTMLElement) {
    this.#host = host;
    this.element = scroller;
    this.#card = new DropCard(host.element);
    this.#placeholder.className = 'placeholder';
    this.#placeholder.setAttribute('role', 'presentation');
  }

  /** A carry by keyboard is under way and the arrow keys move it. */
  get isCarrying(): boolean {
    return this.#keyboard !== undefined;
  }

  get aimedColumn(): string | undefined {
    return this.#aim?.columnId;
  }

  connect(): void {
    this.#leave = [registerDropTarget(this), onDrag((drag) => this.#dragChanged(drag))];
  }

  disconnect(): void {
    for (const leave of this.#leave.splice(0)) leave();
    this.#keyboard = undefined;
    this.leave();
  }

  /** Whether a technician can do everything that is carried, and what is missing; undefined while nothing is. */
  fits(column: Column): { fits: boolean; reason: string } | undefined {
    const { technician } = column;
    if (this.#jobs.length === 0 || !technician) return undefined;
    const day = dayOf(this.#host.model?.range.startMs ?? 0, technician.timeZone ?? this.#host.timeZone);
    const missing = this.#jobs.flatMap((job) => qualification(job, technician, day).missing);
    return { fits: missing.length === 0, reason: [...new Set(missing.map((one) => this.#missingText(one)))].join('\n') };
  }

  isCarried(cardId: string): boolean {
    return this.#moved.has(cardId) || (this.#jobs.length > 0 && this.#jobs.some(({ id }) => id === cardId));
  }

  over(payload: DragPayload, point: DragPoint): boolean {
    const view = this.#host.painter?.viewAt(point.clientX, point.clientY);
    const columnId = view?.look?.column.id;
    if (!view || columnId === undefined || !this.#host.mayAssign || this.#isFixed(payload)) return false;
    const isShown = this.aimAt(payload, view, point.clientY);
    if (isShown && this.#aim) this.#showPlaceholder(view, this.#aim.index);
    return isShown;
  }

  /** Aims at the place of a column that is level with the pointer. */
  aimAt(payload: DragPayload, view: ColumnView, pointerY: number): boolean {
    const columnId = view.look?.column.id;
    if (columnId === undefined) return false;
    return this.aim(payload, { columnId, index: this.#indexAt(view, pointerY) }, pointerY);
  }

  leave(): void {
    this.#placeholder.remove();
    this.#card.hide();
    this.element.classList.remove('breaking');
    if (!this.#aim) return;
    this.#aim = this.#intent = undefined;
    this.#host.mark();
  }

  drop(payload: DragPayload, point: DragPoint): void {
    // The drag has let go by now: what was shown last is what is meant.
    if (!this.over(payload, point)) return;
    this.dropAimed(payload, 'drag');
  }

  /** Shows what dropping here would mean. `pointerY` is where the card stands. Returns whether anything can be said. */
  aim(payload: DragPayload, aim: Aim, pointerY: number): boolean {
    const isSame = this.#aim?.columnId === aim.columnId && this.#aim.index === aim.index;
    if (!isSame || !this.#intent) {
      this.#aim = aim;
      this.#intent = this.#intentOf(payload, aim);
      const { isRefused = false, facts = [] } = this.#intent ?? {};
      this.element.classList.toggle('breaking', isRefused || facts.some(({ kind }) => kind === 'broken'));
      this.#host.mark();
    }
    const view = this.#host.painter?.views.get(aim.columnId);
    if (this.#intent && view) {
      this.#card.show(this.#intent.title, this.#intent.facts, this.#host, view.element.getBoundingClientRect(), pointerY);
    }
    return this.#intent !== undefined;
  }

  /** Does what was aimed at last. */
  dropAimed(payload: DragPayload, method: 'drag' | 'keyboard'): void {
    const intent = this.#intent;
    this.leave();
    if (!intent || intent.isRefused) return;
    void this.#carryOut(payload, intent, method);
  }

  /** Begins moving by keyboard what was picked up, here or elsewhere. Called when the board has the focus. */
  beginKeyboard(): void {
    const drag = currentDrag();
    if (this.#keyboard || drag?.mode !== 'keyboard' || !this.#host.mayAssign || this.#isFixed(drag.payload)) return;
    const aim = this.#firstAim(drag.payload);
    if (aim) this.#step(drag.payload, aim);
  }

  /** Stops showing the place here without ending the carry: the focus went to another widget. */
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
    const { localizer, model } = this.#host;
    const order = model?.order ?? [];
    const column = order.indexOf(aim.columnId);
    const forward = localizer.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const columnId = order[column + (event.key === forward ? 1 : -1)];
        if (columnId !== undefined) this.#step(drag.payload, { columnId, index: this.#staysOf(columnId).length });
        return true;
      }
      case 'ArrowUp':
      case 'ArrowDown':
      case 'Home':
      case 'End': {
        const last = this.#staysOf(aim.columnId).length;
        const wanted = { ArrowUp: aim.index - 1, ArrowDown: aim.index + 1, Home: 0, End: last }[event.key];
        this.#step(drag.payload, { ...aim, index: Math.min(last, Math.max(0, wanted)) });
        return true;
      }
      case 'Enter':
        this.#keyboard = undefined;
        this.#endKeyboard(drag.payload);
        return true;
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

  /** Draws the place of a keyboard carry again after columns were painted. */
  restore(): void {
    const view = this.#keyboard && this.#host.painter?.views.get(this.#keyboard.columnId);
    if (view && this.#keyboard) this.#showPlaceholder(view, this.#keyboard.index);
  }

  /** Cards of a column that stay, by id, in order. */
  #staysOf(columnId: string): string[] {
    const cards = this.#host.model?.column(columnId)?.cards ?? [];
    return cards.filter(({ id }) => !this.isCarried(id)).map(({ id }) => id);
  }

  #indexAt(view: ColumnView, y: number): number {
    let index = 0;
    for (const item of view.list.querySelectorAll<HTMLElement>('.item')) {
      if (this.isCarried(item.dataset.id ?? '')) continue;
      const { top, bottom } = item.getBoundingClientRect();
      if (y < (top + bottom) / 2) break;
      index++;
    }
    return index;
  }

  #showPlaceholder(view: ColumnView, index: number): void {
    const stays = [...view.list.querySelectorAll<HTMLElement>('.item')].filter(
      ({ dataset }) => !this.isCarried(dataset.id ?? ''),
    );
    const before = stays[index] ?? null;
    const first = this.#intent?.placements[0];
    const text = first ? this.#host.localizer.timeRange(first.startMs, first.endMs) : '';
    if (this.#placeholder.textContent !== text) this.#placeholder.textContent = text;
    const isThere = this.#placeholder.parentNode === view.list && this.#placeholder.nextElementSibling === before;
    if (!isThere) view.list.insertBefore(this.#placeholder, before);
  }

  #intentOf(payload: DragPayload, aim: Aim): Intent | undefined {
    const { source, model, localizer } = this.#host;
    const lookups = this.lookups();
    if (!source || !model || !lookups) return undefined;
    if (payload.jobIds.some((id) => !source.tables.jobs.has(id))) return refusal('', this.#host.text('notHere'));
    const moved = movedAssignments(payload, lookups);
    if (aim.columnId === unassignedColumn) return this.#takeOff(moved);
    const technician = source.tables.technicians.get(aim.columnId)?.name ?? '';
    if (moved.some(({ lock, technicianId }) => lock === 'committed' && technicianId !== aim.columnId)) {
      return refusal(technician, this.#host.text('technicianFixed'));
    }
    const stays = (model.column(aim.columnId)?.cards ?? []).filter(({ id, leg }) => !this.isCarried(id) && leg !== undefined);
    const before = this.#staysOf(aim.columnId).slice(0, aim.index);
    const index = stays.filter(({ id }) => before.includes(id)).length;
    const { shownDay, timeZone, snapMinutes, isToday } = this.#host;
    const day = { day: shownDay, timeZone, snapMinutes, nowMs: isToday ? source.now() : null };
    const place = { technicianId: aim.columnId, index };
    const placements = placeAt(this.#carried(payload, moved), place, stays, day, model.context);
    const [first] = placements;
    if (!first) return undefined;
    const title =
      placements.length === 1
        ? this.#host.text('ghostTitle', { technician, time: localizer.timeRange(first.startMs, first.endMs) })
        : this.#host.text('ghostTitleMany', { technician, time: localizer.time(first.startMs), count: placements.length });
    const { facts, isRefused } = judge(source, localizer, placements);
    return { title, facts, placements, taken: [], isRefused };
  }

  #takeOff(moved: readonly Assignment[]): Intent {
    const name = this.#host.text('unassigned');
    if (moved.length === 0) return refusal(name, this.#host.text('alreadyWaits'));
    if (moved.some(({ status }) => status !== 'scheduled' && status !== 'dispatched')) {
      return refusal(name, this.#host.text('hasBegun'));
    }
    if (!this.#host.source?.can(takeOff(moved))) return refusal(name, this.#host.localizer.text(shared, 'notAtHost'));
    const text = this.#host.text('takesOff', { count: moved.length });
    return { title: name, facts: [{ kind: 'note', text }], placements: [], taken: moved, isRefused: false };
  }

  #carried(payload: DragPayload, moved: readonly Assignment[]): CarriedJob[] {
    const ofMoved = (assignment: Assignment): CarriedJob => {
      const { startMs, endMs } = spanOf(assignment);
      return { jobId: assignment.jobId, assignment, durationMinutes: (endMs - startMs) / 60_000 };
    };
    if (payload.assignmentIds.length > 0) return [...moved].sort((a, b) => spanOf(a).startMs - spanOf(b).startMs).map(ofMoved);
    return payload.jobIds.map((jobId) => {
      const existing = moved.find((assignment) => assignment.jobId === jobId);
      const durationMinutes = this.#host.source?.tables.jobs.get(jobId)?.durationMinutes ?? payload.durationMinutes;
      return existing ? ofMoved(existing) : { jobId, assignment: undefined, durationMinutes };
    });
  }

  #step(payload: DragPayload, aim: Aim): void {
    this.#keyboard = aim;
    this.#host.painter?.reveal({ columnId: aim.columnId, cardId: null });
    const view = this.#host.painter?.views.get(aim.columnId);
    if (!view) return;
    this.#showPlaceholder(view, aim.index);
    this.#placeholder.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.aim(payload, aim, this.#placeholder.getBoundingClientRect().top);
    this.#showPlaceholder(view, aim.index);
    const { title, facts } = this.#intent ?? {};
    this.#host.announce([title, ...(facts ?? []).map(({ text }) => text)].filter(Boolean).join('. '));
  }

  #endKeyboard(payload: DragPayload): void {
    const intent = this.#intent;
    this.leave();
    putDown();
    if (!intent) return;
    if (intent.isRefused) this.#host.announce(intent.facts.map(({ text }) => text).join('. '));
    else void this.#carryOut(payload, intent, 'keyboard');
  }

  /** Own work starts where it is; work from elsewhere at the end of the column that has the focus. */
  #firstAim(payload: DragPayload): Aim | undefined {
    const { model, active } = this.#host;
    const lookups = this.lookups();
    if (!model || !lookups) return undefined;
    const own = payload.origin === this.#host.element ? movedAssignments(payload, lookups)[0] : undefined;
    const found = own && model.find(own.id);
    if (found) {
      const index = found.column.cards.slice(0, found.index).filter(({ id }) => !this.isCarried(id)).length;
      return { columnId: found.column.id, index };
    }
    const technicians = model.order.filter((id) => id !== unassignedColumn);
    const columnId = active && active.columnId !== unassignedColumn ? active.columnId : technicians[0];
    return columnId === undefined ? undefined : { columnId, index: this.#staysOf(columnId).length };
  }

  #isFixed(payload: DragPayload): boolean {
    const lookups = this.lookups();
    return !lookups || movedAssignments(payload, lookups).some((assignment) => refusalOf(assignment) !== undefined);
  }

  #dragChanged(drag: Drag | undefined): void {
    const { source } = this.#host;
    const lookups = this.lookups();
    this.#jobs =
      drag && source ? drag.payload.jobIds.map((id) => source.tables.jobs.get(id)).filter((job) => job !== undefined) : [];
    this.#moved = new Set(drag && lookups ? movedAssignments(drag.payload, lookups).map(({ id }) => id) : []);
    this.element.classList.toggle('dragging', drag !== undefined);
    this.#host.mark();
    if (!drag) {
      this.#keyboard = undefined;
      this.leave();
    } else if (drag.mode === 'keyboard' && this.#host.element.matches(':focus-within')) this.beginKeyboard();
  }

  async #carryOut(payload: DragPayload, intent: Intent, method: 'drag' | 'keyboard'): Promise<void> {
    const by = this.#host.performer();
    const lookups = this.lookups();
    if (!by || !lookups) return;
    const { taken, placements } = intent;
    const [first] = placements;
    if (taken.length === 0 && (!first || !changesAnything(placements, lookups))) return;
    const command = taken.length > 0 ? takeOff(taken) : asOne(placements.map(commandOf));
    const stands = await perform(by, command, method, this.#doneText(intent));
    if (!stands || payload.origin !== this.#host.element) return;
    const cardId = first ? first.assignmentId : taken[0]?.jobId;
    const found = cardId === undefined ? undefined : this.#host.model?.find(cardId);
    const columnId = found?.column.id ?? first?.technicianId;
    if (columnId === undefined) return;
    const cell = { columnId, cardId: found ? (cardId ?? null) : null };
    if (method === 'keyboard') this.#host.focusCell(cell);
    else {
      this.#host.active = cell;
      this.#host.paint();
    }
  }

  #doneText({ placements, taken }: Intent): string {
    const { source, localizer } = this.#host;
    const titleOf = (jobId: string) => source?.tables.jobs.get(jobId)?.title ?? localizer.text(shared, 'untitled');
    const [first] = placements;
    const [gone] = taken;
    if (gone) {
      return taken.length === 1
        ? localizer.text(shared, 'unassigned', { job: titleOf(gone.jobId) })
        : this.#host.text('takenOffMany', { count: taken.length });
    }
    if (!first || placements.length > 1) return this.#host.text('movedMany', { count: placements.length });
    const technician = source?.tables.technicians.get(first.technicianId)?.name ?? '';
    return localizer.text(shared, 'assignedTo', { job: titleOf(first.jobId), technician, time: localizer.time(first.startMs) });
  }

  #missingText({ kind, subject, neededLevel }: Missing): string {
    const codes = { skill: 'skill_missing', certification: 'certification_expired', territory: 'territory' } as const;
    const code: ViolationCode = codes[kind];
    return violationText(this.#host.localizer, { code, severity: 'warning', detail: '', subject, neededLevel });
  }

  lookups(): PlacementLookups | undefined {
    const { source } = this.#host;
    return source && lookupsIn(source);
  }
}

function refusal(title: string, text: string): Intent {
  return { title, facts: [{ kind: 'broken', text }], placements: [], taken: [], isRefused: true };
}
