import { DispatchError, type MemorySource } from '@dispatchkit/client';
import type { PendingChange, Problem } from '@dispatchkit/contract';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../job-panel/define.ts';
import { sampleSource } from '../test/sample.ts';
import { sampleHosts } from '../test/sample-hosts.ts';
import { pendingJobId, type SamplePending, samplePending, standingOf } from '../test/sample-pending.ts';
import { expectAccessible, type MountOptions, mount, settled, unmountAll, until, type Widget } from '../test/widget-suite.ts';

interface Opened {
  readonly element: Widget;
  readonly source: MemorySource;
  readonly decided: string[];
  /** What the next decisions are refused with. */
  readonly answers: Pick<Problem, 'code' | 'detail'>[];
}

/** The panel of a job with changes that have not arrived. */
async function open(what: SamplePending, change: Partial<PendingChange> = {}, options: MountOptions = {}): Promise<Opened> {
  const decided: string[] = [];
  const answers: Opened['answers'] = [];
  const source: MemorySource = sampleSource(
    { jobs: 160, technicians: 12 },
    {
      onSettle: ({ id }, how) => {
        decided.push(`${how} ${id}`);
        const answer = answers.shift();
        if (answer) throw refusal(answer);
      },
    },
  );
  const changes = samplePending(what, source).map((one) => ({ ...one, ...change }));
  source.setPendingChanges(changes);
  source.setHosts(standingOf(sampleHosts('current'), changes));
  const properties = { jobId: pendingJobId };
  const element = await mount<Widget>('dk-job-panel', { source, properties, width: 400, height: 700, ...options });
  await until(() => find(element, '.change'), 'the changes');
  await settled(element);
  return { element, source, decided, answers };
}

function refusal({ code, detail }: Pick<Problem, 'code' | 'detail'>): DispatchError {
  const problem = { type: 'about:blank', title: code, status: 503, requestId: '', code, detail };
  return new DispatchError('connection', detail, { problem });
}

const find = (element: Widget, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
const findAll = (element: Widget, selector: string) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const said = (element: Widget) => find(element, '.said')?.textContent ?? '';
const ways = (element: Widget) => findAll(element, '.change footer button').map((button) => button.textContent?.trim());
const cells = (element: Widget) =>
  findAll(element, '.change tr').map((row) =>
    [...row.children].map((cell) => cell.textContent?.replace(/[\u00a0\u202f]/g, ' ').trim()),
  );

afterEach(unmountAll);

describe('changes of a job that have not reached its host', () => {
  it('show what was to be written and what the host has, as people write it', async () => {
    const { element } = await open('conflict');
    expect(cells(element)).to.deep.equal([
      ['Field', 'Here', 'In Tryton'],
      ['Title, changed there, too', 'Glazier · Shop window, board it up', 'Glazier · Routine, call first'],
      ['Due, changed there, too', 'Nov 20, 12:00 PM', 'empty'],
      ['Priority', 'Urgent', 'Normal'],
    ]);
    const group = find(element, '.change[role="group"]');
    const title = element.shadowRoot?.getElementById(group?.getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).to.equal('Job changed');
    expect(group?.textContent)
      .to.contain('In conflict')
      .and.match(/Since 10:42.AM/);
    expect(ways(element)).to.deep.equal(['Keep as in Tryton', 'Use ours']);
  });

  it('name people, and say what a new assignment would be', async () => {
    const { element, source } = await open('waiting', { operation: 'create' });
    const visit = [...source.tables.assignments.values()].find(({ jobId }) => jobId === pendingJobId);
    const technician = source.tables.technicians.get(visit?.technicianId ?? '')?.name;
    expect(find(element, '.change h3')?.textContent).to.equal('New assignment');
    expect(cells(element).slice(0, 2)).to.deep.equal([
      ['Field', 'Here'],
      ['Technician', technician],
    ]);
  });

  it('say why the host refuses, in its own words', async () => {
    const { element } = await open('dead');
    expect(find(element, '.reason')?.textContent).to.contain('Tryton refuses this');
    expect(find(element, '.reason q')?.textContent).to.contain('its project is closed');
    expect(ways(element)).to.deep.equal(['Discard', 'Send again']);
  });

  it('ask what the host asks, in its own words', async () => {
    const { element } = await open('question');
    expect(find(element, '.how')?.textContent?.trim()).to.equal('To be confirmed');
    expect(find(element, '.reason')?.textContent).to.equal(
      'Has to be confirmed in TrytonThe task has children that are still open. Do you want to close it anyway?',
    );
    expect(ways(element)).to.deep.equal(['Discard', 'Send again']);
  });

  it('that delete are given up by keeping what it is', async () => {
    const { element, decided } = await open('deletions');
    expect(findAll(element, '.change h3').map((title) => title.textContent)).to.deep.equal([
      'Deletion of the job',
      'Deletion of the assignment',
    ]);
    expect(ways(element)).to.deep.equal(['Keep it', 'Delete again', 'Keep it', 'Delete again']);
    findAll(element, '.change footer button')[0]?.click();
    await until(() => said(element) !== '', 'what has become of it');
    expect(decided).to.deep.equal(['discard w-dead']);
  });

  it('are only looked at by who may not decide', async () => {
    const { element } = await open('conflict', { decidable: false });
    expect(cells(element).length).to.equal(4);
    expect(ways(element)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('are sent again by keyboard, and the focus stays', async () => {
    const { element, decided } = await open('conflict');
    find(element, '.change .primary')?.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => said(element) === 'On its way to Tryton again', 'the news');
    expect(decided).to.deep.equal(['retry w-conflict']);
    expect(find(element, '.change')?.dataset['state']).to.equal('waiting');
    expect(element.shadowRoot?.activeElement?.textContent?.trim()).to.equal('Send again');
  });

  it('say so when they have arrived', async () => {
    const { element, source } = await open('waiting');
    findAll(element, '.change footer button')[1]?.click();
    await until(() => said(element), 'the news');
    source.setPendingChanges([]);
    source.setHosts(sampleHosts('current'));
    await until(() => said(element) === 'All changes have arrived', 'the good news');
    expect(find(element, '.change')).to.equal(null);
  });

  it('go when they are discarded, and the focus goes to what is said', async () => {
    const { element, decided } = await open('dead');
    find(element, '.change footer button')?.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => !find(element, '.change'), 'the change is gone');
    expect(decided).to.deep.equal(['discard w-dead']);
    expect(find(element, '.said')?.getAttribute('role')).to.equal('status');
    expect(said(element)).to.equal('Discarded. What Tryton has counts.');
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.said'));
  });

  it('that are new to the host are discarded only when somebody is sure', async () => {
    const { element, decided } = await open('waiting', { operation: 'create' });
    const discard = () => findAll(element, '.change footer button')[0]?.click();
    discard();
    await until(() => find(element, 'dialog'), 'the question');
    expect(find(element, 'dialog')?.textContent).to.contain('Tryton has never had it');
    findAll(element, 'dialog button')[0]?.click();
    await until(() => !find(element, 'dialog'), 'the dialog is gone');
    expect(decided).to.deep.equal([]);
    discard();
    await until(() => find(element, 'dialog .primary'), 'the question again');
    find(element, 'dialog .primary')?.click();
    await until(() => decided.length > 0, 'the decision');
    expect(decided).to.deep.equal(['discard w-waiting']);
  });

  it('stay as they are when the host does not answer, or refuses at once', async () => {
    const { element, answers } = await open('conflict');
    answers.push({ code: 'host_unavailable', detail: 'Away.' }, { code: 'host_refused', detail: 'Not while it is open.' });
    const alert = () => find(element, '.change [role="alert"]')?.textContent ?? '';
    find(element, '.change .primary')?.click();
    await until(() => alert().startsWith('Tryton does not answer. Nothing was changed'), 'the reason');
    expect(find(element, '.change')?.dataset['state']).to.equal('conflict');
    find(element, '.change .primary')?.click();
    await until(() => alert().includes('Not while it is open.'), 'the other reason');
    await expectAccessible(element);
  });

  it('that somebody else has settled meanwhile are no fault', async () => {
    const { element, source, answers } = await open('conflict');
    answers.push({ code: 'not_found', detail: 'Gone.' });
    find(element, '.change .primary')?.click();
    source.setPendingChanges([]);
    await until(() => said(element) === 'This has been settled meanwhile.', 'the news');
    await until(() => !find(element, '.change'), 'the change is gone');
  });

  it('of an assignment that is gone from here are found, too', async () => {
    const { element, source } = await open('waiting', { operation: 'delete', recordId: 'gone', fields: [] });
    expect(find(element, '.change h3')?.textContent).to.equal('Deletion of the assignment');
    expect(source.tables.assignments.has('gone')).to.equal(false);
    expect(find(element, '.change table')).to.equal(null);
  });

  it('are of one job: another has none', async () => {
    const { element } = await open('conflict');
    Object.assign(element, { jobId: 'job-00002' });
    await settled(element);
    expect(find(element, '.pending')).to.equal(null);
  });

  it('say nothing more of a decision once another job was looked at', async () => {
    const { element, source } = await open('dead');
    find(element, '.change footer button')?.click();
    await until(() => said(element).startsWith('Discarded'), 'the news');
    source.setHosts(sampleHosts('current'));
    for (const jobId of ['job-00002', pendingJobId]) {
      Object.assign(element, { jobId });
      await settled(element);
    }
    expect(said(element)).to.equal('');
  });

  for (const [lang, theme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['ar', 'light'],
  ] as const) {
    it(`are accessible in ${lang}, ${theme}`, async () => {
      const { element } = await open('several', {}, { lang, theme });
      expect(findAll(element, '.change').length).to.equal(2);
      await expectAccessible(element);
    });
  }
});
