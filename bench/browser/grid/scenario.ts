import { type BenchJob, makeJobs, randomFrom } from '../../data.ts';
import { hitFault, nextFrame, offer, painted, type Step } from '../page.ts';

/** One way of showing jobs in rows. Methods may return before the result is drawn; the scenario waits for it. */
export interface GridSubject {
  mount(root: HTMLElement, jobs: readonly BenchJob[]): Promise<void> | void;
  /** Ascending. */
  sortBy(column: 'durationMinutes' | 'title'): Promise<void> | void;
  /** Keeps jobs whose title contains the text, whatever its case; `''` keeps all. */
  filterBy(text: string): Promise<void> | void;
  /** Newer versions of jobs that are already there. */
  update(jobs: readonly BenchJob[]): Promise<void> | void;
  scrollTo(topPixels: number): void;
  /** The row that shows the job, or null. */
  rowOf(jobId: string): Element | null;
}

const scrollFrames = 60;
const scrollStepPixels = 137;
const feedSteps = 60;
const filterText = 'hydrant';

/** What a dispatcher does, on as many jobs as the page's address says. */
export function runGridScenario(subject: GridSubject): void {
  const jobs = makeJobs(Number(new URLSearchParams(location.search).get('jobs')));
  const state = new Map(jobs.map((job) => [job.id, job]));
  const random = randomFrom(3);
  const change = (count: number): BenchJob[] =>
    Array.from({ length: count }, () => {
      const job = jobs[Math.floor(random() * jobs.length)] as BenchJob;
      const newer: BenchJob = { ...(state.get(job.id) ?? job), status: 'on_site', priority: 'urgent', version: job.version + 1 };
      state.set(job.id, newer);
      return newer;
    });

  const byDuration = firstBy(jobs, (a, b) => a.durationMinutes - b.durationMinutes);
  const byTitle = firstBy(jobs, (a, b) => compareText(a.title, b.title));
  const byTitleFiltered = firstBy(
    jobs.filter(({ title }) => title.toLowerCase().includes(filterText)),
    (a, b) => compareText(a.title, b.title),
  );
  const showsOnTop = (job: BenchJob | undefined) => () => topFault(subject, job);

  const steps: Step[] = [
    {
      name: 'mount',
      times: 1,
      run: () => subject.mount(document.getElementById('root') as HTMLElement, jobs),
      fault: showsOnTop(jobs[0]),
    },
    { name: 'sort by number', times: 1, run: () => subject.sortBy('durationMinutes'), fault: showsOnTop(byDuration) },
    { name: 'sort by text', times: 1, run: () => subject.sortBy('title'), fault: showsOnTop(byTitle) },
    { name: 'filter by text', times: 1, run: () => subject.filterBy(filterText), fault: showsOnTop(byTitleFiltered) },
    { name: 'clear filter', times: 1, run: () => subject.filterBy(''), fault: showsOnTop(byTitle) },
    { name: '1,000 row updates', times: 1, run: () => subject.update(change(1000)), fault: showsOnTop(byTitle) },
    {
      name: 'live feed, per step',
      times: feedSteps,
      run: async () => {
        for (let step = 0; step < feedSteps; step += 1) {
          await subject.update(change(10));
          await nextFrame();
        }
        // The last word has to be seen as well.
        await subject.update([{ ...(byTitle as BenchJob), status: 'completed', version: 99 }]);
      },
      fault: () => {
        const text = subject.rowOf(byTitle?.id ?? '')?.textContent?.toLowerCase() ?? '';
        return text.includes('completed') ? undefined : `the top row still says ${text}`;
      },
    },
    {
      name: 'scroll, per frame',
      times: scrollFrames,
      run: async () => {
        for (let frame = 1; frame <= scrollFrames; frame += 1) {
          subject.scrollTo(frame * scrollStepPixels);
          await nextFrame();
        }
        subject.scrollTo(0);
        await painted();
      },
      fault: showsOnTop(byTitle),
    },
  ];
  offer(steps);
}

/** The order the scenario expects: by code unit, like `<`, and then as given. Titles carry no accents. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstBy(jobs: readonly BenchJob[], compare: (a: BenchJob, b: BenchJob) => number): BenchJob | undefined {
  return jobs.reduce<BenchJob | undefined>((first, job) => (first && compare(first, job) <= 0 ? first : job), undefined);
}

/** The job has to be hit in a row near the top; headers and filters above it may take 150 px. */
function topFault(subject: GridSubject, job: BenchJob | undefined): string | undefined {
  if (!job) return 'no job is expected on top: the data are too small';
  const row = subject.rowOf(job.id);
  const fault = hitFault(row, 0.2);
  if (fault) return `the row of ${job.title}: ${fault}`;
  const top = row?.getBoundingClientRect().top ?? 0;
  return top <= 150 ? undefined : `the row of ${job.title} is ${Math.round(top)} px from the top`;
}
