import { DispatchError } from '@dispatchkit/client';
import { expect } from '@open-wc/testing';
import { sampleSource } from '../shared/test/sample.ts';
import { expectAccessible, mount, settled, unmountAll, until, type Widget, widgetSuite } from '../shared/test/widget-suite.ts';
import './define.ts';

widgetSuite('dk-job-panel', {
  showsData: (element) => element.shadowRoot?.querySelector('article') !== null,
  properties: { jobId: 'job-00001', closable: true },
  width: 400,
  height: 700,
});

interface Panel extends Widget {
  jobId: string;
}

function open(source: ReturnType<typeof sampleSource>, jobId: string): Promise<Panel> {
  return mount<Panel>('dk-job-panel', { source, properties: { jobId, closable: true }, width: 400, height: 700 });
}

const text = (element: Widget) => element.shadowRoot?.textContent ?? '';

describe('<dk-job-panel>', () => {
  afterEach(unmountAll);

  it('names jobs it depends on and jobs that wait for it, and opens them', async () => {
    const source = sampleSource({ jobs: 40, technicians: 4 });
    const element = await open(source, 'job-00002');
    expect(text(element)).to.not.contain('Depends on').and.not.contain('Needed by');
    const tie = { type: 'finish_to_start' as const, lagMinutes: 120 };
    source.applyRemote('dependencies', [
      { id: 'd1', jobId: 'job-00002', dependsOnJobId: 'job-00003', ...tie },
      { id: 'd2', jobId: 'job-00004', dependsOnJobId: 'job-00002', type: 'same_technician', lagMinutes: 0 },
      { id: 'd3', jobId: 'job-00002', dependsOnJobId: 'far-away', ...tie, lagMinutes: 0 },
    ]);
    await settled(element);
    const told = text(element).replace(/\s+/g, ' ');
    expect(told).to.match(
      /Depends on.*J-26-01482.*end before start, 2.h apart at least.*A job outside the days shown.*Needed by.*J-26-01483.*same technician/,
    );
    await expectAccessible(element);
    const asked: string[] = [];
    element.addEventListener('dk-job-opened', (event) => asked.push((event as CustomEvent<{ jobId: string }>).detail.jobId));
    for (const link of element.shadowRoot?.querySelectorAll<HTMLElement>('.link') ?? []) link.click();
    expect(asked).to.deep.equal(['job-00003', 'job-00004']);
    source.removeRemote('dependencies', ['d1', 'd2', 'd3']);
    await settled(element);
    expect(text(element)).to.not.contain('Depends on').and.not.contain('Needed by');
  });

  it('tells a change with who and how as soon as it is made', async () => {
    const source = sampleSource({ jobs: 40, technicians: 4 });
    const job = [...source.tables.jobs.values()].find(({ status }) => status === 'unscheduled');
    if (!job) throw new Error('nothing waits');
    const element = await open(source, job.id);
    expect(text(element)).to.contain('Not assigned yet');
    const startsAt = new Date(source.now() + 3_600_000).toISOString();
    await source.change(
      { type: 'assign', jobId: job.id, technicianId: 'technician-02', startsAt },
      { method: 'drag', override: true },
    );
    const name = source.tables.technicians.get('technician-02')?.name ?? '';
    await until(() => text(element).includes(`Assigned to ${name}`), 'history');
    expect(text(element)).to.contain('by drag').and.not.contain('Not assigned yet');
    await source.undo();
    await until(() => text(element).includes(`Taken off ${name}`), 'undo in the history');
    expect(text(element)).to.contain('undo');
  });

  it('shows another job when it is told to, and never the history of the one before', async () => {
    const source = sampleSource({ jobs: 40, technicians: 4 });
    const [first, second] = [...source.tables.jobs.values()];
    if (!first || !second) throw new Error('too few jobs');
    const answers: (() => void)[] = [];
    const history = source.history.bind(source);
    source.history = async (jobId, signal) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return history(jobId, signal);
    };
    const element = await open(source, first.id);
    element.jobId = second.id;
    await settled(element);
    await until(() => answers.length === 2, 'both were asked');
    answers[1]?.();
    await settled(element);
    const shown = text(element);
    answers[0]?.();
    await settled(element);
    expect(text(element)).to.equal(shown);
    expect(shown).to.contain(second.title);
  });

  it('goes on without the history when that cannot be had', async () => {
    const source = sampleSource({ jobs: 40, technicians: 4 });
    const [job] = source.tables.jobs.values();
    source.history = () => Promise.reject(new DispatchError('connection', 'gone'));
    const element = await open(source, job?.id ?? '');
    await until(() => text(element).includes('could not be loaded'), 'told');
    expect(text(element)).to.contain(job?.number);
  });

  const dueHour = 3_600_000;
  for (const { lang, hours, says } of [
    { lang: 'en', hours: 12, says: / · in 12.h$/ },
    { lang: 'de', hours: 0.5, says: / · in 30.min$/ },
    { lang: 'en', hours: -2, says: / · 2.h late$/ },
    { lang: 'ar', hours: 12, says: / · خلال \u2068.*\u2069$/ },
    { lang: 'en', hours: 72, says: /^[^·]*:\d\d.?[AP]M$/ },
  ]) {
    it(`says in ${lang} when a job is due ${hours} h from now, and says the day once`, async () => {
      const source = sampleSource({ jobs: 40, technicians: 4 });
      const job = [...source.tables.jobs.values()].find(({ status }) => status === 'unscheduled');
      if (!job) throw new Error('nothing waits');
      // A little more, as the clock goes on while the panel is drawn.
      const dueAt = new Date(source.now() + hours * dueHour + 20_000).toISOString();
      source.applyRemote('jobs', [{ ...job, dueAt, version: job.version + 1 }]);
      const element = await mount<Panel>('dk-job-panel', {
        source,
        lang,
        properties: { jobId: job.id },
        width: 400,
        height: 700,
      });
      const due = () => element.shadowRoot?.querySelectorAll('dd')[1]?.textContent?.trim() ?? '';
      await until(() => says.test(due()), `"${due()}" to read like ${says}`);
    });
  }

  it('closes on demand', async () => {
    const source = sampleSource({ jobs: 40, technicians: 4 });
    const element = await open(source, 'job-00001');
    const closed = new Promise<unknown>((resolve) => {
      element.addEventListener('dk-job-closed', (event) => resolve((event as CustomEvent).detail), { once: true });
    });
    element.shadowRoot?.querySelector<HTMLElement>('[aria-label="Close details"]')?.click();
    expect(await closed).to.deep.equal({ jobId: 'job-00001' });
  });
});
