import type { Job } from '@dispatchkit/contract';
import type { HostMark } from '../shared/hosts/index.ts';
import type { VisibleRange } from '../shared/virtual.ts';
import { type CellContent, type CellContext, cellContent } from './cells.ts';
import type { Column } from './columns.ts';
import type { JobFacts } from './job-facts.ts';

/** What rows are drawn from. */
export interface RowsView {
  readonly jobAt: (row: number) => Job | undefined;
  readonly facts: (job: Job) => JobFacts;
  readonly context: CellContext;
  readonly isSelected: (jobId: string) => boolean;
  readonly hoveredJobId: string | null;
  readonly cursorJobId: string | null;
}

/**
 * The rows on screen: a pool of elements, each row always in the same one of them (row number modulo pool size), so that scrolling
 * writes only the rows that come in. Texts are compared with what was written last; nothing is read back from the page.
 */
export class GridRows {
  readonly #body: HTMLElement;
  #pool: PooledRow[] = [];
  #columns: readonly Column[] = [];
  #rowHeight = 32;
  #range: VisibleRange = { start: 0, end: 0 };

  constructor(body: HTMLElement) {
    this.#body = body;
  }

  /** Other columns or another height: all rows are made anew. */
  configure(columns: readonly Column[], rowHeight: number): void {
    this.#columns = columns;
    this.#rowHeight = rowHeight;
    this.#pool = [];
    this.#body.replaceChildren();
  }

  /** Draws a range. `all` writes every row again; else only those that hold another row or another record than before. */
  draw(range: VisibleRange, view: RowsView, all: boolean): void {
    this.#range = range;
    this.#fit(range.end - range.start);
    for (const row of this.#pool) if (row.row < range.start || row.row >= range.end) row.hide();
    for (let index = range.start; index < range.end; index++) {
      const row = this.#pool[index % this.#pool.length];
      const job = view.jobAt(index);
      if (row && job) this.#drawRow(row, index, job, view, all);
    }
  }

  /** What rows say of these jobs has changed although the record may be the same; the next draw writes them. */
  forget(jobIds: ReadonlySet<string>): void {
    for (const row of this.#pool) if (row.jobId !== null && jobIds.has(row.jobId)) row.job = undefined;
  }

  /** Selection, hover or cursor changed: no text is written. */
  mark(view: RowsView): void {
    for (const row of this.#pool) row.mark(view);
  }

  /** A short highlight where somebody else has changed something. */
  touch(jobIds: ReadonlySet<string>): void {
    for (const row of this.#pool) if (row.jobId !== null && jobIds.has(row.jobId)) row.touch();
  }

  /** The element of a row, while it is drawn. */
  elementOf(row: number): HTMLElement | undefined {
    if (row < this.#range.start || row >= this.#range.end) return undefined;
    return this.#pool[row % this.#pool.length]?.element;
  }

  /** Which row and job an event happened on. */
  at(target: EventTarget | null): { row: number; jobId: string } | undefined {
    const element = target instanceof Element ? target.closest('.row') : null;
    const found = element && this.#pool.find((row) => row.element === element);
    return found && found.jobId !== null ? { row: found.row, jobId: found.jobId } : undefined;
  }

  #fit(count: number): void {
    if (count <= this.#pool.length) return;
    // Another pool size means another place for every row.
    for (const row of this.#pool) row.hide();
    const added = document.createDocumentFragment();
    while (this.#pool.length < count) {
      const row = new PooledRow(this.#columns, this.#pool.length, this.#rowHeight);
      this.#pool.push(row);
      added.append(row.element);
    }
    this.#body.append(added);
  }

  #drawRow(row: PooledRow, index: number, job: Job, view: RowsView, all: boolean): void {
    row.place(index, job.id, this.#rowHeight);
    if (all || row.job !== job) row.write(job, view.facts(job), this.#columns, view.context);
    row.mark(view);
  }
}

class PooledRow {
  readonly element: HTMLElement;
  readonly #cells: Cell[];
  /** The cell that says what the job is, so that one reads there what has become of a change. */
  readonly #telling: Cell | undefined;
  row = -1;
  jobId: string | null = null;
  job: Job | undefined;
  #selected = false;
  #hovered = false;
  #isCursor = false;

  constructor(columns: readonly Column[], index: number, height: number) {
    this.element = document.createElement('div');
    this.element.className = 'row';
    this.element.id = `row-${index}`;
    this.element.setAttribute('role', 'row');
    this.element.ariaSelected = 'false';
    this.element.style.setProperty('height', `${height}px`);
    this.element.addEventListener('animationend', () => this.element.classList.remove('touched'));
    this.#cells = columns.map((column) => new Cell(column.id));
    const telling = columns.findIndex(({ id }) => id === 'work' || id === 'title');
    this.#telling = this.#cells[Math.max(0, telling)];
    this.element.append(...this.#cells.map((cell) => cell.element));
  }

  place(row: number, jobId: string, height: number): void {
    if (jobId !== this.jobId) {
      this.jobId = jobId;
      this.job = undefined;
      this.element.classList.remove('touched');
    }
    if (row === this.row) return;
    this.row = row;
    this.element.hidden = false;
    this.element.style.setProperty('transform', `translateY(${row * height}px)`);
    // The heading is row 1.
    this.element.ariaRowIndex = String(row + 2);
  }

  hide(): void {
    if (this.row === -1) return;
    this.row = -1;
    this.jobId = null;
    this.job = undefined;
    this.element.hidden = true;
  }

  write(job: Job, facts: JobFacts, columns: readonly Column[], context: CellContext): void {
    this.job = job;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index];
      if (column) this.#cells[index]?.write(cellContent(column, facts, context));
    }
    this.#telling?.mark(context.marks?.of(job.id, facts.assignments));
  }

  mark({ isSelected, hoveredJobId, cursorJobId }: RowsView): void {
    if (this.jobId === null) return;
    const selected = isSelected(this.jobId);
    if (selected !== this.#selected) {
      this.#selected = selected;
      this.element.ariaSelected = String(selected);
    }
    const hovered = hoveredJobId === this.jobId;
    if (hovered !== this.#hovered) {
      this.#hovered = hovered;
      this.element.classList.toggle('hovered', hovered);
    }
    const isCursor = cursorJobId === this.jobId;
    if (isCursor !== this.#isCursor) {
      this.#isCursor = isCursor;
      this.element.classList.toggle('cursor', isCursor);
    }
  }

  touch(): void {
    this.element.classList.remove('touched');
    // Reading a size lets the animation begin again.
    void this.element.offsetWidth;
    this.element.classList.add('touched');
  }
}

/** Columns written in the language of the page. */
const ourWords: ReadonlySet<string> = new Set(['status', 'priority', 'scheduled', 'requested', 'due', 'type', 'duration']);

class Cell {
  readonly element: HTMLElement;
  readonly #text = document.createTextNode('');
  #muted: Text | undefined;
  #dot: HTMLElement | undefined;
  #last: CellContent = { text: '' };
  #mark: HostMark | undefined;
  #drawnMark: HTMLElement | undefined;

  constructor(columnId: string) {
    this.element = document.createElement('div');
    this.element.className = 'cell';
    this.element.dataset.column = columnId;
    this.element.setAttribute('role', 'gridcell');
    // People's own words may run the other way than the page; they are cut off at their own end.
    if (!ourWords.has(columnId)) this.element.dir = 'auto';
    this.element.append(this.#text);
  }

  write(content: CellContent): void {
    const last = this.#last;
    if (content.text !== last.text) this.#text.data = content.text;
    if (content.muted !== last.muted) this.#writeMuted(content.muted ?? '');
    if (content.status !== last.status) this.#writeStatus(content.status);
    if (content.tone !== last.tone) this.element.dataset.tone = content.tone ?? '';
    this.#last = content;
  }

  mark(mark: HostMark | undefined): void {
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#drawnMark?.remove();
    this.#drawnMark = mark?.draw('spoken');
    if (this.#drawnMark) this.element.append(this.#drawnMark);
    this.element.classList.toggle('marked', mark !== undefined);
  }

  #writeMuted(text: string): void {
    if (!this.#muted) {
      const muted = document.createElement('bdi');
      muted.className = 'muted';
      this.#muted = document.createTextNode('');
      muted.append(this.#muted);
      this.element.append(' ', muted);
    }
    this.#muted.data = text;
  }

  #writeStatus(status: string | undefined): void {
    if (!this.#dot) {
      this.#dot = document.createElement('span');
      this.#dot.className = 'dot';
      this.element.prepend(this.#dot);
    }
    this.#dot.dataset.status = status ?? '';
  }
}
