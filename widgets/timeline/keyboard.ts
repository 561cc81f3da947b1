import { snap } from '@dispatchkit/scheduling';
import { pickUp } from '../shared/drag.ts';
import { shared } from '../shared/messages.ts';
import { perform, redo, undo } from '../shared/perform.ts';
import { commandOf, refusalOf } from '../shared/placing/placements.ts';
import { resized } from './axis.ts';
import type { Carry } from './carry.ts';
import type { TimelineHost } from './host.ts';
import { openBarMenu } from './menu.ts';
import { shake } from './shake.ts';
import { cellFrom, type Step } from './targets.ts';
import type { Bar, Row } from './timeline.model.ts';

const minuteMs = 60_000;

/** Everything a pointer can do, by keys: walking, choosing, opening, carrying, pulling edges, menu, zoom, undo. */
export class Keyboard {
  readonly #host: TimelineHost;
  readonly #carry: Carry;
  /** The time one is walking along; going up and down comes back to it. */
  #anchorMs: number | undefined;

  constructor(host: TimelineHost, carry: Carry) {
    this.#host = host;
    this.#carry = carry;
  }

  readonly down = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event)) return;
    const handled =
      this.#carry.key(event) || this.#command(event) || this.#walk(event) || this.#onBar(event) || this.#view(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #walk(event: KeyboardEvent): boolean {
    const { model, active } = this.#host;
    if (event.altKey || !model || !active) return false;
    const step = stepOf(event, this.#host.localizer.direction === 'rtl');
    if (!step) return false;
    const bar = this.#current()?.bar;
    const isVertical = step === 'above' || step === 'below' || step === 'pageUp' || step === 'pageDown';
    if (!isVertical || this.#anchorMs === undefined) this.#anchorMs = bar?.startMs ?? model.range.startMs;
    const pageRows = Math.max(1, Math.floor(this.#host.scroller.clientHeight / 44) - 1);
    const cell = cellFrom(model.rows, active, step, this.#anchorMs, pageRows);
    if (cell) this.#host.focusCell(cell);
    return true;
  }

  #onBar(event: KeyboardEvent): boolean {
    const { active, selection } = this.#host;
    const current = this.#current();
    if (!current) {
      if (active && (event.key === 'Enter' || event.key === ' ')) {
        selection?.chooseTechnician(active.technicianId);
        return true;
      }
      return false;
    }
    const { row, bar } = current;
    const { jobId } = bar.assignment;
    if (event.key === 'Enter') this.#host.open(jobId);
    else if (event.key === ' ') this.#choose(() => selection?.toggle(jobId));
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#menu(row, bar);
    else if (!this.#host.mayAssign || event.ctrlKey || event.metaKey) return false;
    else if (event.key === 'm' || event.key === 'M') this.#pickUp(bar);
    else if (event.key === 'Delete') void this.#unassign(bar);
    else if (event.key === '[' || event.key === ']') void this.#resize(row, bar, 'end', event.key === ']' ? 1 : -1);
    else if (event.key === '{' || event.key === '}') void this.#resize(row, bar, 'start', event.key === '}' ? 1 : -1);
    else if (event.altKey && event.shiftKey && event.key.startsWith('Arrow')) {
      const forward = this.#host.localizer.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return false;
      void this.#resize(row, bar, 'end', event.key === forward ? 1 : -1);
    } else return false;
    return true;
  }

  #command(event: KeyboardEvent): boolean {
    if (!event.ctrlKey && !event.metaKey) return false;
    const key = event.key.toLowerCase();
    const by = this.#host.performer();
    if (key === 'z' && by) {
      void (event.shiftKey ? redo(by) : undo(by));
      return true;
    }
    if (key === 'y' && by) {
      void redo(by);
      return true;
    }
    if (key !== 'a') return false;
    const bars = this.#host.model?.rows.flatMap((row) => row.bars) ?? [];
    this.#choose(() => this.#host.selection?.choose(bars.map(({ assignment }) => assignment.jobId)));
    return true;
  }

  #view(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === '+' || event.key === '=') this.#host.zoomBy('in');
    else if (event.key === '-' || event.key === '_') this.#host.zoomBy('out');
    else if (event.key === '0') this.#host.zoomFit();
    else return false;
    return true;
  }

  #choose(change: () => void): void {
    change();
    const jobIds = [...(this.#host.selection?.jobIds ?? [])];
    this.#host.element.dispatchEvent(
      new CustomEvent('dk-selection-changed', { bubbles: true, composed: true, detail: { jobIds } }),
    );
  }

  #pickUp(bar: Bar): void {
    if (this.#refuse(bar)) return;
    const { localizer, element } = this.#host;
    pickUp({
      jobIds: [bar.assignment.jobId],
      assignmentIds: [bar.id],
      durationMinutes: (bar.endMs - bar.startMs) / minuteMs,
      grabOffsetMinutes: 0,
      origin: element,
    });
    this.#host.announce(localizer.text(shared, 'pickedUp', { job: titleOf(this.#host, bar), count: 1 }));
  }

  async #unassign(bar: Bar): Promise<void> {
    const by = this.#host.performer();
    if (!by || this.#refuse(bar)) return;
    const active = this.#host.active;
    const next = active && cellFrom(this.#host.model?.rows ?? [], active, 'next', bar.startMs, 1);
    const job = titleOf(this.#host, bar);
    const stands = await perform(
      by,
      { type: 'unassign', assignmentId: bar.id },
      'keyboard',
      by.localizer.text(shared, 'unassigned', { job }),
    );
    if (!stands || !active) return;
    this.#host.focusCell(next?.assignmentId === bar.id || !next ? { ...active, assignmentId: null } : next);
  }

  async #resize(row: Row, bar: Bar, edge: 'start' | 'end', direction: 1 | -1): Promise<void> {
    const by = this.#host.performer();
    if (!by || this.#refuse(bar)) return;
    const { snapMinutes, timeZone } = this.#host;
    const from = edge === 'end' ? bar.endMs : bar.startMs;
    const span = resized(bar, edge, snap(from + direction * snapMinutes * minuteMs, snapMinutes, timeZone));
    if (span.startMs === bar.startMs && span.endMs === bar.endMs) return;
    const placement = { jobId: bar.assignment.jobId, assignmentId: bar.id, technicianId: row.technicianId, ...span };
    const time = by.localizer.timeRange(span.startMs, span.endMs);
    await perform(by, commandOf(placement), 'keyboard', this.#host.text('resizedTo', { job: titleOf(this.#host, bar), time }));
  }

  #refuse(bar: Bar): boolean {
    const refusal = refusalOf(bar.assignment);
    if (!refusal) return false;
    const element = this.#host.active && this.#host.painter?.elementOf(this.#host.active);
    if (element) shake(element);
    const key = refusal === 'pinned' ? 'cannotMovePinned' : 'cannotMoveDone';
    this.#host.announce(this.#host.text(key, { job: titleOf(this.#host, bar) }));
    return true;
  }

  #menu(row: Row, bar: Bar): void {
    const element = this.#host.painter?.barOf(row.technicianId, bar.id)?.element;
    if (element) openBarMenu(this.#host, bar, element.getBoundingClientRect());
  }

  #current(): { row: Row; bar: Bar } | undefined {
    const id = this.#host.active?.assignmentId;
    return id ? this.#host.model?.find(id) : undefined;
  }
}

function titleOf(host: TimelineHost, bar: Bar): string {
  return bar.job?.title ?? host.localizer.text(shared, 'untitled');
}

function stepOf(event: KeyboardEvent, mirrored: boolean): Step | undefined {
  if (event.shiftKey || event.metaKey) return undefined;
  switch (event.key) {
    case 'ArrowLeft':
      return mirrored ? 'next' : 'previous';
    case 'ArrowRight':
      return mirrored ? 'previous' : 'next';
    case 'ArrowUp':
      return 'above';
    case 'ArrowDown':
      return 'below';
    case 'Home':
      return event.ctrlKey ? 'first' : 'rowStart';
    case 'End':
      return event.ctrlKey ? 'last' : 'rowEnd';
    case 'PageUp':
      return 'pageUp';
    case 'PageDown':
      return 'pageDown';
    default:
      return undefined;
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}
