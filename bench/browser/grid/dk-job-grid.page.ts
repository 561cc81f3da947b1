import { MemorySource } from '@dispatchkit/client';
import '@dispatchkit/widgets/job-grid/define';
import type { JobGrid } from '@dispatchkit/widgets/job-grid';
import type { BenchJob } from '../../data.ts';
import { type GridSubject, runGridScenario } from './scenario.ts';

const columns = [
  'number',
  'work',
  'type',
  'status',
  'priority',
  'duration',
  'neighborhood',
  'source',
  'requested',
  'due',
  'address',
  'customer',
];
const columnIds = { durationMinutes: 'duration', title: 'work' } as const;

/** The widget as a host uses it: a source over its records, columns of its choice, and changes that come in from others. */
class DkJobGrid implements GridSubject {
  readonly #grid: JobGrid = document.createElement('dk-job-grid');
  #source = new MemorySource();
  #numberOf = new Map<string, string>();

  async mount(root: HTMLElement, jobs: readonly BenchJob[]): Promise<void> {
    const districts = [...new Set(jobs.map(({ territory }) => territory ?? ''))];
    const channels = [...new Set(jobs.map(({ source }) => source ?? ''))];
    this.#source = new MemorySource({
      jobs: jobs.map((job) => ({ ...job, siteId: job.territory, customerId: job.source })),
      sites: districts.map((district) => ({ id: district, district, address: `1 ${district} Street` })),
      customers: channels.map((channel) => ({ id: channel, name: `By ${channel}` })),
    });
    const grid = this.#grid;
    grid.source = this.#source;
    grid.columns = columns;
    grid.sort = '';
    Object.assign(grid.style, { width: '1280px', height: '800px' });
    root.append(grid);
    await grid.updateComplete;
    this.#numberOf = new Map(jobs.map(({ id, number }) => [id, number]));
  }

  async sortBy(column: 'durationMinutes' | 'title'): Promise<void> {
    this.#grid.sort = columnIds[column];
    await this.#grid.updateComplete;
  }

  async filterBy(text: string): Promise<void> {
    this.#grid.query = text;
    await this.#grid.updateComplete;
  }

  update(jobs: readonly BenchJob[]): void {
    this.#source.applyRemote('jobs', jobs);
  }

  scrollTo(topPixels: number): void {
    const scroller = this.#grid.shadowRoot?.querySelector('[role="grid"]');
    if (scroller) scroller.scrollTop = topPixels;
  }

  rowOf(jobId: string): Element | null {
    const number = this.#numberOf.get(jobId);
    const cells = this.#grid.shadowRoot?.querySelectorAll('.row:not([hidden]) > [data-column="number"]') ?? [];
    return [...cells].find((cell) => cell.textContent === number)?.parentElement ?? null;
  }
}

runGridScenario(new DkJobGrid());
