import { snap } from '@dispatchkit/scheduling';
import { startPointerDrag } from '../shared/drag.ts';
import { perform } from '../shared/perform.ts';
import { commandOf, type Placement, refusalOf } from '../shared/placing/placements.ts';
import { pointBox } from '../shared/popup.ts';
import { resized } from './axis.ts';
import type { Carry } from './carry.ts';
import type { TimelineHost } from './host.ts';
import { openBarMenu } from './menu.ts';
import { shake } from './shake.ts';
import type { Cell } from './targets.ts';
import type { Bar, Row } from './timeline.model.ts';

const minuteMs = 60_000;
const edgePixels = 7;
/** Bars too narrow to be grabbed in the middle are only moved. */
const narrowestResizable = 28;
const scrollZone = 36;

/** What the mouse, a finger or a pen does: choosing, opening, dragging, pulling edges, zooming by wheel. */
export class Pointer {
  readonly #host: TimelineHost;
  readonly #carry: Carry;
  #hovered: HTMLElement | undefined;

  constructor(host: TimelineHost, carry: Carry) {
    this.#host = host;
    this.#carry = carry;
  }

  readonly down = (event: PointerEvent): void => {
    const found = this.#barOf(event);
    if (!found) return;
    const { bar, element } = found;
    if (event.button !== 0 || !this.#host.mayAssign) return;
    const refusal = refusalOf(bar.assignment);
    if (refusal) {
      watchForPull(event, () => {
        shake(element);
        const job = bar.job?.title ?? '';
        this.#host.announce(this.#host.text(refusal === 'pinned' ? 'cannotMovePinned' : 'cannotMoveDone', { job }));
      });
      return;
    }
    const edge = event.pointerType === 'touch' ? undefined : edgeAt(element, event.clientX, this.#mirrored);
    if (edge) this.#resize(event, found, edge);
    else this.#drag(event, found);
  };

  readonly click = (event: MouseEvent): void => {
    const found = this.#barOf(event);
    const { selection } = this.#host;
    const cell = this.#cellOf(event);
    if (cell) {
      this.#host.active = cell;
      this.#host.mark();
    }
    if (!found || !selection) {
      if (cell) selection?.chooseTechnician(cell.technicianId);
      return;
    }
    const { jobId } = found.bar.assignment;
    if (event.ctrlKey || event.metaKey || event.shiftKey) selection.toggle(jobId);
    else selection.choose([jobId]);
    this.#host.element.dispatchEvent(
      new CustomEvent('dk-selection-changed', { bubbles: true, composed: true, detail: { jobIds: [...selection.jobIds] } }),
    );
  };

  readonly doubleClick = (event: MouseEvent): void => {
    const found = this.#barOf(event);
    if (found) this.#host.open(found.bar.assignment.jobId);
  };

  readonly contextMenu = (event: MouseEvent): void => {
    const found = this.#barOf(event);
    if (!found) return;
    event.preventDefault();
    this.#host.focusCell({ technicianId: found.row.technicianId, assignmentId: found.bar.id });
    openBarMenu(this.#host, found.bar, pointBox(event.clientX, event.clientY));
  };

  /** Hover is shared; the full story of a narrow bar is its tooltip, written only when somebody asks for it. */
  readonly over = (event: PointerEvent): void => {
    const found = this.#barOf(event);
    if (found?.element === this.#hovered) return;
    this.#hovered = found?.element;
    this.#host.selection?.hover(found?.bar.assignment.jobId ?? null);
    if (found && event.pointerType !== 'touch')
      found.element.title = found.element.querySelector('.visually-hidden')?.textContent ?? '';
  };

  readonly move = (event: PointerEvent): void => {
    const element = this.#hovered;
    if (!element || event.buttons !== 0 || event.pointerType === 'touch') return;
    const bar = this.#barOf(event)?.bar;
    const edge = bar && this.#host.mayAssign && !refusalOf(bar.assignment) && edgeAt(element, event.clientX, this.#mirrored);
    element.classList.toggle('resizing', Boolean(edge));
  };

  readonly out = (): void => {
    this.#hovered?.classList.remove('resizing');
    this.#hovered = undefined;
    this.#host.selection?.hover(null);
  };

  get #mirrored(): boolean {
    return this.#host.localizer.direction === 'rtl';
  }

  #drag(event: PointerEvent, { bar }: Found): void {
    const at = this.#host.painter?.at(event.clientX, event.clientY);
    const { selection, source, model, element } = this.#host;
    const { jobId } = bar.assignment;
    const preview = () => chip(bar.job?.title ?? '', element);
    startPointerDrag(
      event,
      () => {
        const carried = this.#carriedWith(bar);
        if (!selection?.jobIds.has(jobId)) selection?.choose([jobId]);
        return {
          jobIds: carried.map(({ assignment }) => assignment.jobId),
          assignmentIds: carried.map(({ id }) => id),
          durationMinutes: (bar.endMs - bar.startMs) / minuteMs,
          grabOffsetMinutes: at && source && model ? (at.ms - bar.startMs) / minuteMs : 0,
          origin: element,
        };
      },
      { preview },
    );
  }

  /** The grabbed bar and, when it is one of several chosen, the others that may move; in order of time. */
  #carriedWith(grabbed: Bar): Bar[] {
    const { selection, model } = this.#host;
    const jobIds = selection?.jobIds;
    if (!model || !jobIds?.has(grabbed.assignment.jobId) || jobIds.size < 2) return [grabbed];
    const others = model.rows
      .flatMap(({ bars }) => bars)
      .filter((bar) => bar !== grabbed && jobIds.has(bar.assignment.jobId) && !refusalOf(bar.assignment))
      .sort((a, b) => a.startMs - b.startMs);
    return [grabbed, ...others];
  }

  #resize(down: PointerEvent, { row, bar, element }: Found, edge: 'start' | 'end'): void {
    down.preventDefault();
    const { painter, scroller, snapMinutes, timeZone } = this.#host;
    const abort = new AbortController();
    const on = { signal: abort.signal, capture: true };
    let placement: Placement | undefined;
    let frame: number | undefined;
    let point = { clientX: down.clientX, clientY: down.clientY };
    const follow = () => {
      const box = element.getBoundingClientRect();
      const at = painter?.at(point.clientX, Math.min(Math.max(box.top + 2, point.clientY), box.bottom - 2));
      if (!at) return;
      const span = resized(bar, edge, snap(at.ms, snapMinutes, timeZone));
      if (placement?.startMs === span.startMs && placement.endMs === span.endMs) return;
      placement = { jobId: bar.assignment.jobId, assignmentId: bar.id, technicianId: row.technicianId, ...span };
      this.#carry.show([placement]);
    };
    const scrollNear = () => {
      const view = scroller.getBoundingClientRect();
      const by = point.clientX > view.right - scrollZone ? 12 : point.clientX < view.left + scrollZone ? -12 : 0;
      if (by !== 0) {
        scroller.scrollLeft += by;
        follow();
      }
      frame = requestAnimationFrame(scrollNear);
    };
    const finish = (keep: boolean) => {
      abort.abort();
      if (frame !== undefined) cancelAnimationFrame(frame);
      element.classList.remove('lifted');
      this.#carry.leave();
      if (keep && placement) void this.#keepSize(bar, placement);
    };
    element.classList.add('lifted');
    frame = requestAnimationFrame(scrollNear);
    window.addEventListener(
      'pointermove',
      (event) => {
        if (event.pointerId !== down.pointerId) return;
        point = { clientX: event.clientX, clientY: event.clientY };
        follow();
      },
      on,
    );
    window.addEventListener('pointerup', (event) => event.pointerId === down.pointerId && finish(true), on);
    window.addEventListener('pointercancel', () => finish(false), on);
    window.addEventListener('blur', () => finish(false), on);
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        finish(false);
      },
      on,
    );
  }

  async #keepSize(bar: Bar, placement: Placement): Promise<void> {
    const by = this.#host.performer();
    if (!by || (placement.startMs === bar.startMs && placement.endMs === bar.endMs)) return;
    const time = by.localizer.timeRange(placement.startMs, placement.endMs);
    await perform(by, commandOf(placement), 'drag', this.#host.text('resizedTo', { job: bar.job?.title ?? '', time }));
  }

  #barOf(event: Event): Found | undefined {
    const element = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && node.classList.contains('job'));
    const found = element?.dataset.id ? this.#host.model?.find(element.dataset.id) : undefined;
    return element && found && { ...found, element };
  }

  #cellOf(event: Event): Cell | undefined {
    const row = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && node.classList.contains('row'));
    const technicianId = row?.dataset.technicianId;
    return technicianId === undefined ? undefined : { technicianId, assignmentId: this.#barOf(event)?.bar.id ?? null };
  }
}

interface Found {
  readonly row: Row;
  readonly bar: Bar;
  readonly element: HTMLElement;
}

/** Which edge of a bar a point is on; undefined in the middle and on bars too narrow for both. */
function edgeAt(element: HTMLElement, clientX: number, mirrored: boolean): 'start' | 'end' | undefined {
  const box = element.getBoundingClientRect();
  if (box.width < narrowestResizable) return undefined;
  const clipsStart = element.classList.contains('from-before');
  const clipsEnd = element.classList.contains('goes-on');
  const [nearLeft, nearRight] = [clientX - box.left < edgePixels, box.right - clientX < edgePixels];
  const [start, end] = mirrored ? [nearRight, nearLeft] : [nearLeft, nearRight];
  if (end && !clipsEnd) return 'end';
  return start && !clipsStart ? 'start' : undefined;
}

/** Tells when a pointer that went down pulls, on something that does not give. */
function watchForPull(down: PointerEvent, pulled: () => void): void {
  const abort = new AbortController();
  const on = { signal: abort.signal };
  window.addEventListener(
    'pointermove',
    (event) => {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 5) return;
      abort.abort();
      pulled();
    },
    on,
  );
  for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, () => abort.abort(), on);
}

/** The small thing that follows the pointer outside; over the timeline the ghost says it. */
function chip(text: string, origin: HTMLElement): HTMLElement {
  const element = document.createElement('div');
  element.className = 'popup carried';
  element.textContent = text;
  const hide = (event: PointerEvent) => {
    const box = origin.getBoundingClientRect();
    const isInside =
      event.clientX >= box.left && event.clientX < box.right && event.clientY >= box.top && event.clientY < box.bottom;
    element.classList.toggle('inside', isInside);
    if (!element.isConnected) window.removeEventListener('pointermove', hide, true);
  };
  element.classList.add('inside');
  window.addEventListener('pointermove', hide, true);
  return element;
}
