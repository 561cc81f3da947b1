import type { BenchJob } from '../../data.ts';
import { compareText, type GridSubject, runGridScenario } from './scenario.ts';

/**
 * The practical limit: no framework, a fixed pool of absolutely positioned rows that are filled anew when they come into view.
 * Nothing a real grid needs beyond that: no selection, no keyboard, no columns to choose.
 */
const rowHeightPixels = 32;
const headerHeightPixels = 32;
const columns: readonly { readonly title: string; readonly widthPixels: number; readonly text: (job: BenchJob) => string }[] = [
  { title: 'Number', widthPixels: 100, text: (job) => job.number },
  { title: 'Title', widthPixels: 220, text: (job) => job.title },
  { title: 'Type', widthPixels: 110, text: (job) => job.type },
  { title: 'Status', widthPixels: 90, text: (job) => job.status },
  { title: 'Priority', widthPixels: 80, text: (job) => job.priority },
  { title: 'Minutes', widthPixels: 70, text: (job) => String(job.durationMinutes) },
  { title: 'Territory', widthPixels: 100, text: (job) => job.territory ?? '' },
  { title: 'Source', widthPixels: 70, text: (job) => job.source ?? '' },
  { title: 'Requested', widthPixels: 110, text: (job) => (job.requestedAt ?? '').slice(0, 16) },
  { title: 'Due', widthPixels: 110, text: (job) => (job.dueAt ?? '').slice(0, 16) },
  { title: 'Changed', widthPixels: 110, text: (job) => job.updatedAt.slice(0, 16) },
  { title: 'Version', widthPixels: 60, text: (job) => String(job.version) },
];

interface Row {
  readonly element: HTMLElement;
  readonly cells: readonly Text[];
  /** Index into the list shown, or -1. */
  index: number;
  shown: BenchJob | undefined;
}

class PlainGrid implements GridSubject {
  #jobs: BenchJob[] = [];
  #indexOf = new Map<string, number>();
  #lowerTitles: string[] = [];
  /** Indexes of all jobs in the order chosen, and of those that pass the filter. */
  #order: number[] = [];
  #visible: number[] = [];
  #filter = '';
  #rows: Row[] = [];
  #scroller = document.createElement('div');
  #sizer = document.createElement('div');
  #frame = 0;

  mount(root: HTMLElement, jobs: readonly BenchJob[]): void {
    this.#jobs = [...jobs];
    this.#indexOf = new Map(jobs.map((job, index) => [job.id, index]));
    this.#lowerTitles = jobs.map(({ title }) => title.toLowerCase());
    this.#order = jobs.map((_, index) => index);
    this.#visible = this.#order;

    place(this.#scroller, {
      top: `${headerHeightPixels}px`,
      left: '0',
      width: '1280px',
      height: `${800 - headerHeightPixels}px`,
      overflow: 'auto',
    });
    place(this.#sizer, { top: '0', left: '0', width: '1px' });
    this.#scroller.append(this.#sizer);
    const poolSize = Math.ceil((800 - headerHeightPixels) / rowHeightPixels) + 2;
    this.#rows = Array.from({ length: poolSize }, () => makeRow());
    this.#scroller.append(...this.#rows.map(({ element }) => element));
    this.#scroller.addEventListener('scroll', () => this.#draw(), { passive: true });
    const header = makeRow();
    header.cells.forEach((cell, column) => {
      cell.data = columns[column]?.title ?? '';
    });
    root.append(header.element, this.#scroller);
    this.#draw();
  }

  sortBy(column: 'durationMinutes' | 'title'): void {
    const order = this.#jobs.map((_, index) => index);
    if (column === 'durationMinutes') {
      const keys = Float64Array.from(this.#jobs, (job) => job.durationMinutes);
      order.sort((a, b) => (keys[a] as number) - (keys[b] as number));
    } else {
      const keys = this.#jobs.map(({ title }) => title);
      order.sort((a, b) => compareText(keys[a] as string, keys[b] as string));
    }
    this.#order = order;
    this.#select();
  }

  filterBy(text: string): void {
    this.#filter = text.toLowerCase();
    this.#select();
  }

  update(jobs: readonly BenchJob[]): void {
    for (const job of jobs) {
      const index = this.#indexOf.get(job.id);
      if (index !== undefined) this.#jobs[index] = job;
    }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  scrollTo(topPixels: number): void {
    this.#scroller.scrollTop = topPixels;
  }

  rowOf(jobId: string): Element | null {
    return this.#rows.find((row) => row.shown?.id === jobId && row.index >= 0)?.element ?? null;
  }

  #select(): void {
    this.#visible =
      this.#filter === '' ? this.#order : this.#order.filter((index) => this.#lowerTitles[index]?.includes(this.#filter));
    this.#draw();
  }

  /** Row i of the list always uses the same element of the pool, so that a scroll refills only what has come into view. */
  #draw(): void {
    this.#sizer.style.height = `${this.#visible.length * rowHeightPixels}px`;
    const first = Math.floor(this.#scroller.scrollTop / rowHeightPixels);
    for (let offset = 0; offset < this.#rows.length; offset += 1) {
      const index = first + offset;
      const row = this.#rows[index % this.#rows.length] as Row;
      const jobIndex = this.#visible[index];
      const job = jobIndex === undefined ? undefined : this.#jobs[jobIndex];
      if (row.index !== index) {
        row.index = index;
        row.element.style.transform = `translateY(${index * rowHeightPixels}px)`;
      }
      if (row.shown === job) continue;
      row.element.hidden = !job;
      row.shown = job;
      if (job) for (const [column, { text }] of columns.entries()) setText(row.cells[column] as Text, text(job));
    }
  }
}

function makeRow(): Row {
  const element = document.createElement('div');
  place(element, {
    top: '0',
    left: '0',
    width: '1280px',
    height: `${rowHeightPixels}px`,
    contain: 'strict',
    font: '13px sans-serif',
  });
  let left = 0;
  const cells = columns.map(({ widthPixels }) => {
    const cell = document.createElement('div');
    place(cell, {
      top: '7px',
      left: `${left}px`,
      width: `${widthPixels - 8}px`,
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      textOverflow: 'ellipsis',
    });
    const text = document.createTextNode('');
    cell.append(text);
    element.append(cell);
    left += widthPixels;
    return text;
  });
  return { element, cells, index: -1, shown: undefined };
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function place(element: HTMLElement, style: Partial<CSSStyleDeclaration>): void {
  Object.assign(element.style, { position: 'absolute', ...style });
}

runGridScenario(new PlainGrid());
