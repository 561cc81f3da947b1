import { type Command, DispatchError, type MemorySource, type MemorySourceOptions } from '@dispatchkit/client';
import type { HostStanding, Problem } from '@dispatchkit/contract';
import { expect } from '@open-wc/testing';
import '../../console/define.ts';
import '../../job-grid/define.ts';
import '../../job-panel/define.ts';
import '../../map/define.ts';
import '../../tech-board/define.ts';
import '../../timeline/define.ts';
import { localizerFor } from '../localize.ts';
import { perform } from '../perform.ts';
import { type SampleOptions, sampleSource, sampleZone } from '../test/sample.ts';
import { type SampleStanding, sampleHosts } from '../test/sample-hosts.ts';
import { samplePending } from '../test/sample-pending.ts';
import { expectAccessible, mount, settled, unmountAll, until, type Widget } from '../test/widget-suite.ts';

const barred = ['dk-job-grid', 'dk-tech-board', 'dk-timeline', 'dk-map', 'dk-console'] as const;
const size = { width: 1200, height: 640 };
const sample: SampleOptions = { jobs: 40, technicians: 6 };

function source(standing?: SampleStanding | 'current', more: MemorySourceOptions = {}): MemorySource {
  return sampleSource(sample, { hosts: standing ? sampleHosts(standing) : [], ...more });
}

const find = (element: Widget, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
const findAll = (element: Widget, selector: string) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const chipOf = (element: Widget) => find(element, '.host-chip');
const status = (element: Widget) => find(element, '[part="host"][role="status"]')?.textContent ?? '';

/** Opens a widget and waits for the part that shows host systems. */
async function open(tag: string, given: MemorySource, properties: object = {}, lang = 'en'): Promise<Widget> {
  const element = await mount<Widget>(tag, { source: given, properties, lang, ...size });
  await until(() => find(element, '[part="host"]'), 'the part that shows host systems');
  await settled(element);
  return element;
}

function marked(state: HostStanding['records'][number]['state'], ...ids: string[]): HostStanding[] {
  const [erp] = sampleHosts('current');
  if (!erp) throw new Error('There is no sample');
  const records = ids.map((id) => ({ kind: 'jobs' as const, id, state }));
  return [{ ...erp, writes: { waiting: 0, conflict: 0, dead: 0, [state]: ids.length }, records }];
}

/** Where everything in a widget stands, by its path: what moves or comes is seen. */
function geometry(element: Widget, without = ''): string[] {
  return findAll(element, '*')
    .filter((part) => !without || !part.closest(without))
    .map((part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      return [part.localName, part.className, ...[left, top, width, height].map(Math.round)].join(' ');
    });
}

afterEach(unmountAll);

describe('where all records are our own', () => {
  for (const tag of [...barred, 'dk-job-panel']) {
    it(`nothing of host systems is in a ${tag}`, async () => {
      const element = await mount<Widget>(tag, { source: source(), properties: { jobId: 'job-00002' }, ...size });
      await settled(element);
      expect(find(element, '[part="host"], .host-mark, .host-note, .standing')).to.equal(null);
    });
  }
});

describe('while every host system is current', () => {
  for (const tag of barred) {
    it(`a ${tag} looks as it does without any`, async () => {
      const element = await mount<Widget>(tag, { source: source(), ...size });
      await settled(element);
      const before = geometry(element);
      (element.source as MemorySource).setHosts(sampleHosts('current'));
      await until(() => find(element, '[part="host"]'), 'the part that shows host systems');
      await settled(element);
      expect(chipOf(element)).to.equal(null);
      expect(geometry(element, '[part="host"]')).to.deep.equal(before);
    });
  }
});

describe('the notice about host systems', () => {
  for (const tag of barred) {
    it(`moves no row, card, bar or point of a ${tag}`, async () => {
      const given = source('current');
      const element = await open(tag, given);
      const contents = '.rows *, .track *, .canvas *, .view, .view *, main';
      const places = () => findAll(element, contents).map((part) => JSON.stringify(part.getBoundingClientRect()));
      const before = places();
      expect(before.length).to.be.above(0);
      given.setHosts(sampleHosts('refusing'));
      await until(() => chipOf(element), 'the notice');
      await settled(element);
      expect(places()).to.deep.equal(before);
    });
  }

  it('tells how far the first load is, and draws it', async () => {
    const element = await open('dk-job-grid', source('loading'));
    expect(chipOf(element)?.getAttribute('aria-label')).to.equal('Loading from Tryton: 1,240 of 2,000');
    const line = find(element, '.host-progress') as HTMLProgressElement;
    expect(line.value).to.equal(0.62);
    expect(line.getBoundingClientRect().width, 'as wide as the bar').to.equal(
      find(element, '.bar')?.getBoundingClientRect().width,
    );
  });

  it('counts where nobody knows the whole', async () => {
    const element = await open('dk-job-grid', source('counting'));
    expect(chipOf(element)?.getAttribute('aria-label')).to.equal('Loading from Tryton: 1,240 so far');
    expect(find(element, '.host-progress')).to.equal(null);
  });

  it('tells quietly how old the records are', async () => {
    const element = await open('dk-tech-board', source('stale'));
    expect(chipOf(element)?.getAttribute('aria-label')).to.match(/^As of 10:58.AM · Tryton$/);
  });

  it('tells what becomes of changes while a host is away', async () => {
    const given = source('away');
    const element = await open('dk-timeline', given);
    expect(chipOf(element)?.getAttribute('aria-label')).to.match(/^Tryton does not answer\. As of 10:58.AM; changes wait\.$/);
    given.setHosts(sampleHosts('refusing'));
    await settled(element);
    expect(chipOf(element)?.getAttribute('aria-label')).to.contain('changes are refused');
  });

  it('is silent while the connection itself is not live', async () => {
    const given = source('away');
    const element = await open('dk-job-grid', given);
    given.setPhase('stale', new DispatchError('connection', 'gone'));
    await settled(element);
    expect(chipOf(element)).to.equal(null);
  });

  it('asks for decisions when all is current otherwise', async () => {
    const element = await open('dk-job-grid', source('refused'));
    expect(chipOf(element)?.getAttribute('aria-label')).to.equal('2 changes to decide');
  });

  it('is read out once for each change of state, by one widget of the page', async () => {
    const given = source('current');
    const first = await open('dk-job-grid', given);
    const second = await open('dk-tech-board', given);
    expect([status(first), status(second)]).to.deep.equal(['', '']);
    given.setHosts(sampleHosts('stale'));
    await until(() => status(first).startsWith('As of'), 'the news');
    const news = new MutationObserver(() => {});
    const region = find(first, '[part="host"][role="status"]');
    if (region) news.observe(region, { childList: true, characterData: true, subtree: true });
    given.setHosts(sampleHosts('stale').map((host) => ({ ...host, asOf: '2026-11-20T19:00:00.000Z' })));
    await settled(first);
    expect(news.takeRecords()).to.deep.equal([]);
    expect(status(second)).to.equal('');
    given.setHosts(sampleHosts('current'));
    await until(() => status(first) === 'Tryton is up to date again', 'the good news');
    first.remove();
    given.setHosts(sampleHosts('refusing'));
    await until(() => status(second).startsWith('Tryton does not answer'), 'the other speaks');
  });

  it('stands in the header of the console alone', async () => {
    const element = await open('dk-console', source('away'));
    expect(chipOf(element)?.checkVisibility()).to.equal(true);
    expect(find(element, '.live')).to.equal(null);
    for (const tag of barred.slice(0, 4)) {
      const pane = element.shadowRoot?.querySelector<Widget>(tag);
      await until(() => pane && chipOf(pane), tag);
      expect(pane && chipOf(pane)?.checkVisibility(), tag).to.equal(false);
    }
  });

  it('comes in the language of the page', async () => {
    const element = await open('dk-tech-board', source('away'), {}, 'de');
    await until(() => chipOf(element)?.ariaLabel?.includes('antwortet nicht'), 'German');
    expect(chipOf(element)?.ariaLabel).to.match(/^Tryton antwortet nicht\. Stand 10:58; Änderungen warten\.$/);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`is accessible in ${theme}, with the overview open`, async () => {
      const element = await mount<Widget>('dk-job-grid', { source: source('several'), theme, ...size });
      await until(() => chipOf(element), 'the notice');
      chipOf(element)?.click();
      await settled(element);
      await expectAccessible(element);
    });
  }
});

describe('the overview of host systems', () => {
  it('tells state, age and what has not arrived of each', async () => {
    const hosts = sampleHosts('several').map((host) => ({
      ...host,
      records: host.records.map((one) => ({ ...one, id: 'job-00003' })),
    }));
    const element = await open('dk-job-grid', source(undefined, { hosts }));
    chipOf(element)?.click();
    const sections = findAll(element, '.host-overview section').map((section) => section.textContent?.replace(/\s+/g, ' ') ?? '');
    expect(sections).to.have.length(3);
    expect(sections[0])
      .to.contain('Does not answer')
      .and.contain('26 min ago')
      .and.contain('4 changes wait · 1 in conflict · 1 refused');
    expect(sections[1]).to.contain('Personio').and.contain('Behind');
    expect(sections[2]).to.contain('Up to date').and.contain('All changes have arrived');
  });

  it('leads to the jobs whose changes have not arrived', async () => {
    const element = await open('dk-job-grid', source(undefined, { hosts: marked('conflict', 'job-00003') }));
    const opened: string[] = [];
    element.addEventListener('dk-job-opened', (event) => opened.push((event as CustomEvent<{ jobId: string }>).detail.jobId));
    chipOf(element)?.click();
    find(element, '.host-overview li button')?.click();
    expect(opened).to.deep.equal(['job-00003']);
    expect(find(element, '.host-overview')).to.equal(null);
  });

  it('leads to the job of an assignment that is gone from here, and not yet from its host', async () => {
    const given = source();
    given.setPendingChanges(
      samplePending('waiting', sampleSource()).map((one) => ({ ...one, recordId: 'gone', jobId: 'job-00003' })),
    );
    const [erp] = marked('waiting', 'gone');
    if (!erp) throw new Error('There is no sample');
    given.setHosts([{ ...erp, state: 'away', records: [{ kind: 'assignments', id: 'gone', state: 'waiting' }] }]);
    const element = await open('dk-job-grid', given);
    chipOf(element)?.click();
    await until(() => find(element, '.host-overview li button'), 'the job');
    expect(find(element, '.host-overview li')?.textContent).to.contain(given.tables.jobs.get('job-00003')?.number);
  });

  it('follows what changes while it is open, and goes with the widget', async () => {
    const given = source('away');
    const element = await open('dk-job-grid', given);
    chipOf(element)?.click();
    given.setHosts(sampleHosts('stale'));
    await settled(element);
    expect(find(element, '.host-overview')?.textContent).to.contain('Behind');
    element.remove();
    expect(find(element, '.host-overview')).to.equal(null);
  });
});

describe('marks of changes that have not arrived', () => {
  const ids = () => {
    const jobs = [...sampleSource(sample).tables.assignments.values()].map(({ jobId }) => jobId);
    return jobs[0] ?? '';
  };

  const whole: readonly (readonly [string, string, (element: Widget) => (string | null | undefined)[]])[] = [
    ['dk-job-grid', 'row', (element) => findAll(element, '.row:has(.host-mark) .cell.marked').map((cell) => cell.textContent)],
    ['dk-tech-board', 'card', (element) => findAll(element, '.item:has(.host-mark)').map((card) => card.textContent)],
    ['dk-timeline', 'bar', (element) => findAll(element, '.job:has(> .host-mark)').map((bar) => bar.textContent)],
    ['dk-job-panel', 'head', (element) => findAll(element, '.head:has(.host-note)').map((head) => head.textContent)],
  ];
  for (const [tag, what, marks] of whole) {
    it(`are on the ${what} of a ${tag}, in words too, and go again`, async () => {
      const jobId = ids();
      const given = source('current');
      const element = await open(tag, given, { jobId, query: sampleSource(sample).tables.jobs.get(jobId)?.number });
      expect(marks(element)).to.deep.equal([]);
      given.setHosts(marked('waiting', jobId));
      await settled(element);
      expect(marks(element).length, 'one is marked').to.equal(1);
      expect(marks(element)[0]).to.contain('Waiting for Tryton');
      given.setHosts(marked('dead', jobId));
      await settled(element);
      expect(marks(element)[0]).to.contain('Tryton has refused a change');
      await expectAccessible(element);
      given.setHosts(marked('dead'));
      await settled(element);
      expect(marks(element)).to.deep.equal([]);
    });
  }

  it('show the gravest of a job and its assignments', async () => {
    const jobId = ids();
    const assignment = [...sampleSource(sample).tables.assignments.values()].find((one) => one.jobId === jobId);
    const [erp] = marked('waiting', jobId);
    if (!erp || !assignment) throw new Error('There is no sample');
    const records = [...erp.records, { kind: 'assignments' as const, id: assignment.id, state: 'conflict' as const }];
    const given = source(undefined, { hosts: [{ ...erp, records }] });
    const element = await open('dk-tech-board', given);
    expect(find(element, '.item:has(.host-mark)')?.textContent).to.contain('Changed in Tryton too');
  });

  it('are not drawn again while only a load goes on', async () => {
    const given = source('loading');
    const element = await open('dk-timeline', given);
    const drawn = new MutationObserver(() => {});
    const body = find(element, '.body');
    if (body) drawn.observe(body, { childList: true, subtree: true, attributes: true, characterData: true });
    given.setHosts(sampleHosts('loading').map((host) => ({ ...host, progress: { done: 1500, total: 2000 } })));
    await settled(element);
    expect(chipOf(element)?.ariaLabel).to.contain('1,500');
    expect(drawn.takeRecords()).to.deep.equal([]);
  });
});

describe('what a host system has against a change', () => {
  const command: Command = { type: 'edit-job', jobId: 'job-00003', patch: { priority: 'urgent' } };

  /** Changes a job of a grid, with the host's answers in order; without one it takes the change. */
  async function change(...answers: (Pick<Problem, 'code' | 'detail' | 'conflicts'> | undefined)[]) {
    const onChange = async () => {
      const problem = answers.shift();
      if (problem) throw refusal(problem);
    };
    const given = source('current', { onChange });
    const element = await open('dk-job-grid', given);
    const reported: string[] = [];
    const report = (error: unknown) => {
      if (!(error instanceof DispatchError)) throw error;
      reported.push(error.problem?.code ?? '');
      return error;
    };
    const before = given.tables.jobs.get('job-00003')?.priority;
    const by = { host: element, source: given, localizer: localizerFor('en', sampleZone), report };
    return { element, given, before, reported, done: perform(by, command, 'menu') };
  }

  function refusal(problem: Pick<Problem, 'code' | 'detail' | 'conflicts'>): DispatchError {
    const whole = { type: 'about:blank', title: problem.code, status: 422, requestId: '', ...problem };
    return new DispatchError(problem.code === 'host_conflict' ? 'stale' : 'invalid', problem.detail, { problem: whole });
  }

  it('is told in its own words, and the change is taken back', async () => {
    const it = await change({ code: 'host_refused', detail: 'The task is closed and cannot be changed.' });
    expect(await it.done).to.equal(false);
    const toast = find(it.element, '.toast');
    expect(toast?.getAttribute('role')).to.equal('alert');
    expect(toast?.textContent).to.equal('Tryton refuses thisThe task is closed and cannot be changed.');
    expect(find(it.element, '.toast .quote')?.dir).to.equal('auto');
    expect(it.given.tables.jobs.get('job-00003')?.priority).to.equal(it.before);
    expect(it.reported).to.deep.equal(['host_refused']);
  });

  it('asks in its own words, and the change is taken back', async () => {
    const it = await change({ code: 'host_asks', detail: 'The task has open children. Close it anyway?' });
    expect(await it.done).to.equal(false);
    expect(find(it.element, '.toast')?.textContent).to.equal(
      'Has to be confirmed in TrytonThe task has open children. Close it anyway?',
    );
    expect(it.given.tables.jobs.get('job-00003')?.priority).to.equal(it.before);
  });

  it('says when it does not answer, and the change is taken back', async () => {
    const it = await change({ code: 'host_unavailable', detail: 'Tryton does not answer, so nothing was changed.' });
    expect(await it.done).to.equal(false);
    expect(find(it.element, '.toast')?.textContent).to.equal(
      'Tryton does not answer. Nothing was changed; try again in a moment.',
    );
    expect(it.given.tables.jobs.get('job-00003')?.priority).to.equal(it.before);
  });

  it('says when it has not told whether it has made something', async () => {
    const it = await change({ code: 'host_unsure', detail: 'Tryton may have made the record, and has not said so.' });
    expect(await it.done).to.equal(false);
    expect(find(it.element, '.toast')?.textContent).to.contain('Tryton has not said whether it has made this');
    expect(find(it.element, 'dialog'), 'no rule to override').to.equal(null);
  });

  const conflict: Pick<Problem, 'code' | 'detail' | 'conflicts'> = {
    code: 'host_conflict',
    detail: 'Somebody has changed it in Tryton meanwhile.',
    conflicts: [
      { field: 'priority', ours: 'urgent', theirs: 'low' },
      { field: 'durationMinutes', ours: 45, theirs: 90 },
      { field: 'custom.agency', ours: 'Sewer Ops', theirs: null },
    ],
  };

  it('shows both values of a conflict; leaving it changes nothing', async () => {
    const it = await change(conflict);
    await until(() => find(it.element, 'dialog.host-conflict'), 'the dialog');
    const dialog = find(it.element, 'dialog.host-conflict') as HTMLDialogElement;
    const rows = [...dialog.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent?.replace(/\u00a0/g, ' ')),
    );
    expect(rows).to.deep.equal([
      ['Field', 'Yours', 'In Tryton'],
      ['Priority', 'Urgent', 'Low'],
      ['Duration', '45 min', '1 h 30'],
      ['Agency', 'Sewer Ops', 'empty'],
    ]);
    expect(it.given.tables.jobs.get('job-00003')?.priority, 'taken back').to.equal(it.before);
    await expectAccessible(it.element);
    dialog.querySelector('button')?.click();
    expect(await it.done).to.equal(false);
    expect(find(it.element, 'dialog')).to.equal(null);
  });

  it('writes ours once more when somebody says so', async () => {
    const it = await change(conflict, undefined);
    await until(() => find(it.element, 'dialog.host-conflict .primary'), 'the dialog');
    find(it.element, 'dialog.host-conflict .primary')?.click();
    expect(await it.done).to.equal(true);
    expect(it.given.tables.jobs.get('job-00003')?.priority).to.equal('urgent');
  });
});
