import { currentDrag, pickUp } from '../shared/drag.ts';
import { unassignJobs } from '../shared/job-menu/index.ts';
import { shared } from '../shared/messages.ts';
import { redo, undo } from '../shared/perform.ts';
import type { Carrying } from './carrying.ts';
import { type Cell, type Columns, cellFrom, type Step } from './focus.ts';
import type { BoardHost } from './host.ts';
import { type Card, isFixed } from './tech-board.model.ts';

interface Handlers {
  readonly host: BoardHost;
  readonly carrying: Carrying;
  readonly columns: Columns;
  /** Opens the menu of a card at its own place. */
  openMenu(card: Card): void;
}

/** Everything the board does by keyboard. Returns whether the key was one of its own. */
export function boardKey(event: KeyboardEvent, { host, carrying, columns, openMenu }: Handlers): boolean {
  if (carrying.isCarrying) return carrying.key(event);
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return commandKey(event, host, columns);
  const step = stepOf(event.key, host.localizer.direction === 'rtl');
  if (step) return go(host, columns, step);
  const card = activeCard(host);
  if (!card) return false;
  switch (event.key) {
    case 'Enter':
      host.open(card.jobId);
      return true;
    case ' ':
      host.selection?.toggle(card.jobId);
      return true;
    case 'Delete':
      takeOff(host, card);
      return true;
    case 'm':
    case 'M':
      lift(host, card);
      return true;
    case 'ContextMenu':
      openMenu(card);
      return true;
    case 'F10':
      if (!event.shiftKey) return false;
      openMenu(card);
      return true;
    default:
      return false;
  }
}

function commandKey(event: KeyboardEvent, host: BoardHost, columns: Columns): boolean {
  const by = host.performer();
  switch (event.key) {
    case 'Home':
      return go(host, columns, 'firstColumn');
    case 'End':
      return go(host, columns, 'lastColumn');
    case 'a':
    case 'A':
      host.selection?.choose(columns.order.flatMap((id) => columns.column(id)?.cards.map(({ jobId }) => jobId) ?? []));
      return true;
    case 'z':
    case 'Z':
      if (by) void (event.shiftKey ? redo(by) : undo(by));
      return true;
    case 'y':
      if (by) void redo(by);
      return true;
    default:
      return false;
  }
}

function stepOf(key: string, rightToLeft: boolean): Step | undefined {
  switch (key) {
    case 'ArrowUp':
      return 'previous';
    case 'ArrowDown':
      return 'next';
    case 'ArrowLeft':
      return rightToLeft ? 'columnAfter' : 'columnBefore';
    case 'ArrowRight':
      return rightToLeft ? 'columnBefore' : 'columnAfter';
    case 'Home':
      return 'top';
    case 'End':
      return 'bottom';
    default:
      return undefined;
  }
}

function go(host: BoardHost, columns: Columns, step: Step): boolean {
  const from: Cell = host.active ?? { columnId: columns.order[0] ?? '', cardId: null };
  const to = cellFrom(columns, from, step);
  if (to) host.focusCell(to);
  return true;
}

function activeCard({ active, model }: BoardHost): Card | undefined {
  if (!active || active.cardId === null) return undefined;
  return model?.column(active.columnId)?.cards.find(({ id }) => id === active.cardId);
}

/** Picks up by keyboard: the chosen cards when this one is among them. */
function lift(host: BoardHost, card: Card): void {
  if (!host.mayAssign || currentDrag()) return;
  const job = card.job?.title ?? host.localizer.text(shared, 'untitled');
  if (isFixed(card)) {
    host.announce(host.text(card.assignment?.lock === 'pinned' ? 'cannotMovePinned' : 'cannotMoveDone', { job }));
    return;
  }
  const cards = host.cardsMeant(card);
  host.announce(host.localizer.text(shared, 'pickedUp', { job, count: cards.length }));
  pickUp({
    jobIds: cards.map(({ jobId }) => jobId),
    assignmentIds: cards.flatMap(({ assignment }) => assignment?.id ?? []),
    durationMinutes: card.assignment ? (card.endMs - card.startMs) / 60_000 : (card.job?.durationMinutes ?? 60),
    grabOffsetMinutes: 0,
    origin: host.element,
  });
}

function takeOff(host: BoardHost, card: Card): void {
  const by = host.performer();
  const jobs = host.cardsMeant(card).flatMap(({ job, assignment }) => (job && assignment ? [job] : []));
  if (by && jobs.length > 0) void unassignJobs(by, jobs, 'keyboard');
}
