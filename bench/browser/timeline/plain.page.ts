import type { BenchAssignment } from '../../data.ts';
import { runTimelineScenario, type TimelineData, type TimelineSubject, type TimelineView } from './scenario.ts';

/**
 * The practical limit: no framework, pools of absolutely positioned labels and bars for the rows and hours in sight.
 * Nothing a real timeline needs beyond that: no lanes, no shifts, no travel, no dragging.
 */
const rowHeightPixels = 36;
const labelWidthPixels = 180;
const headerHeightPixels = 40;
const widthPixels = 1280;
const heightPixels = 800;
const hourMs = 3_600_000;

interface Bar {
  readonly id: string;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly row: number;
}

interface PooledBar {
  readonly element: HTMLElement;
  readonly text: Text;
  shown: Bar | undefined;
  place: string;
}

class PlainTimeline implements TimelineSubject {
  #data: TimelineData = { technicians: [], assignments: [] };
  #view: TimelineView = { fromMs: 0, toMs: 0, pixelsPerHour: 1 };
  #topPixels = 0;
  #rowOf = new Map<string, number>();
  #bars = new Map<string, Bar>();
  /** Bars of each row by start. */
  #rows: Bar[][] = [];
  #longestMs = 0;
  #pool: PooledBar[] = [];
  #elementOf = new Map<string, PooledBar>();
  #labels: Text[] = [];
  #hours: { readonly element: HTMLElement; readonly text: Text }[] = [];
  #body = document.createElement('div');
  #frame = 0;

  mount(root: HTMLElement, data: TimelineData, view: TimelineView): void {
    this.#data = data;
    this.#view = view;
    this.#rowOf = new Map(data.technicians.map(({ id }, row) => [id, row]));
    this.#rows = data.technicians.map(() => []);
    for (const assignment of data.assignments) this.#put(assignment);
    for (const row of this.#rows) row.sort((a, b) => a.startMs - b.startMs);

    style(this.#body, {
      left: `${labelWidthPixels}px`,
      top: `${headerHeightPixels}px`,
      width: `${widthPixels - labelWidthPixels}px`,
      height: `${heightPixels - headerHeightPixels}px`,
      overflow: 'hidden',
    });
    root.append(this.#body);
    const visibleRows = Math.ceil((heightPixels - headerHeightPixels) / rowHeightPixels) + 1;
    this.#labels = Array.from({ length: visibleRows }, (_, index) => {
      return textBox(root, {
        left: '8px',
        top: `${headerHeightPixels + index * rowHeightPixels + 10}px`,
        width: `${labelWidthPixels - 16}px`,
      }).text;
    });
    this.#hours = Array.from({ length: 24 }, () => textBox(root, { left: '0', top: '12px', width: '60px' }));
    this.#draw();
  }

  scrollRowsTo(topPixels: number): void {
    this.#topPixels = topPixels;
    this.#draw();
  }

  panTo(fromMs: number): void {
    this.#view = { ...this.#view, fromMs };
    this.#draw();
  }

  zoomTo(pixelsPerHour: number): void {
    this.#view = { ...this.#view, pixelsPerHour };
    this.#draw();
  }

  update(assignments: readonly BenchAssignment[]): void {
    for (const assignment of assignments) {
      const old = this.#bars.get(assignment.id);
      const oldRow = old && this.#rows[old.row];
      if (old && oldRow) oldRow.splice(oldRow.indexOf(old), 1);
      const bar = this.#put(assignment);
      // One step down the sorted row; a row holds few bars.
      const row = this.#rows[bar.row] as Bar[];
      row.pop();
      const position = row.findIndex(({ startMs }) => startMs > bar.startMs);
      row.splice(position === -1 ? row.length : position, 0, bar);
    }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  barOf(assignmentId: string): Element | null {
    return this.#elementOf.get(assignmentId)?.element ?? null;
  }

  /** Makes the bar and adds it at the end of its row. */
  #put(assignment: BenchAssignment): Bar {
    const bar: Bar = {
      id: assignment.id,
      text: assignment.jobId,
      startMs: Date.parse(assignment.startsAt),
      endMs: Date.parse(assignment.endsAt),
      row: this.#rowOf.get(assignment.technicianId) ?? 0,
    };
    this.#longestMs = Math.max(this.#longestMs, bar.endMs - bar.startMs);
    this.#bars.set(bar.id, bar);
    this.#rows[bar.row]?.push(bar);
    return bar;
  }

  #draw(): void {
    const { fromMs, pixelsPerHour } = this.#view;
    const untilMs = fromMs + ((widthPixels - labelWidthPixels) / pixelsPerHour) * hourMs;
    const firstRow = Math.floor(this.#topPixels / rowHeightPixels);
    for (const [index, label] of this.#labels.entries()) setText(label, this.#data.technicians[firstRow + index]?.name ?? '');
    this.#drawHours();

    const wanted: Bar[] = [];
    for (const row of this.#rows.slice(firstRow, firstRow + this.#labels.length)) {
      for (let index = firstAfter(row, fromMs - this.#longestMs); index < row.length; index += 1) {
        const bar = row[index] as Bar;
        if (bar.startMs >= untilMs) break;
        if (bar.endMs > fromMs) wanted.push(bar);
      }
    }
    this.#show(wanted);
  }

  /** A bar that was in sight keeps its element; the others are given to those that have come into sight. */
  #show(wanted: readonly Bar[]): void {
    const ids = new Set(wanted.map(({ id }) => id));
    const free = this.#pool.filter(({ shown }) => !shown || !ids.has(shown.id));
    for (const bar of wanted) {
      let pooled = this.#elementOf.get(bar.id);
      if (!pooled) {
        pooled = free.pop() ?? this.#grow();
        if (pooled.shown) this.#elementOf.delete(pooled.shown.id);
        else pooled.element.hidden = false;
        this.#elementOf.set(bar.id, pooled);
        setText(pooled.text, bar.text);
      }
      pooled.shown = bar;
      this.#move(pooled, bar);
    }
    for (const pooled of free) {
      if (!pooled.shown) continue;
      this.#elementOf.delete(pooled.shown.id);
      pooled.shown = undefined;
      pooled.element.hidden = true;
    }
  }

  #move(pooled: PooledBar, bar: Bar): void {
    const { fromMs, pixelsPerHour } = this.#view;
    const left = ((bar.startMs - fromMs) / hourMs) * pixelsPerHour;
    const top = bar.row * rowHeightPixels - this.#topPixels + 3;
    const width = ((bar.endMs - bar.startMs) / hourMs) * pixelsPerHour;
    const place = `${left} ${top} ${width}`;
    if (pooled.place === place) return;
    pooled.place = place;
    pooled.element.style.transform = `translate(${left}px, ${top}px)`;
    pooled.element.style.width = `${width}px`;
  }

  #grow(): PooledBar {
    const { element, text } = textBox(this.#body, {
      left: '0',
      top: '0',
      height: `${rowHeightPixels - 6}px`,
      background: '#cfe0ff',
      contain: 'strict',
    });
    const pooled: PooledBar = { element, text, shown: undefined, place: '' };
    this.#pool.push(pooled);
    return pooled;
  }

  #drawHours(): void {
    const { fromMs, pixelsPerHour } = this.#view;
    const firstHourMs = Math.ceil(fromMs / hourMs) * hourMs;
    this.#hours.forEach(({ element, text }, index) => {
      const atMs = firstHourMs + index * hourMs;
      element.style.transform = `translateX(${labelWidthPixels + ((atMs - fromMs) / hourMs) * pixelsPerHour}px)`;
      setText(text, `${new Date(atMs).getUTCHours()}:00`);
    });
  }
}

/** Index of the first bar that starts after the instant. */
function firstAfter(row: readonly Bar[], ms: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((row[middle] as Bar).startMs < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function textBox(parent: HTMLElement, place: Partial<CSSStyleDeclaration>): { element: HTMLElement; text: Text } {
  const element = document.createElement('div');
  const text = document.createTextNode('');
  style(element, { font: '12px sans-serif', overflow: 'hidden', whiteSpace: 'nowrap', ...place });
  element.append(text);
  parent.append(element);
  return { element, text };
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function style(element: HTMLElement, rules: Partial<CSSStyleDeclaration>): void {
  Object.assign(element.style, { position: 'absolute', ...rules });
}

runTimelineScenario(new PlainTimeline());
