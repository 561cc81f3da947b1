import type { MemorySource } from '@dispatchkit/client';
import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { sampleSource } from '../shared/test/sample.ts';
import { mount, settled, unmountAll, until, type Widget, widgetSuite } from '../shared/test/widget-suite.ts';
import './define.ts';

widgetSuite('dk-map', {
  showsData: (element) => element.shadowRoot?.querySelector('.map') !== null,
});

function find(element: Widget, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}

/** One open job and one technician with a home beside it, so that both can be found on the canvas. */
function smallTown(): { source: MemorySource; jobId: string; technicianId: string } {
  const source = sampleSource({ jobs: 30, technicians: 3, assignments: false });
  const sites = source.tables.sites;
  const jobs = [...source.tables.jobs.values()].filter(({ siteId }) => siteId && sites.get(siteId)?.position);
  const [job, other] = jobs;
  const [technician] = source.tables.technicians.values();
  if (!job?.siteId || !other?.siteId || !technician) throw new Error('the sample is too small');
  const place = (id: string, latitude: number, longitude: number) => ({
    ...(sites.get(id) as NonNullable<ReturnType<typeof sites.get>>),
    position: { latitude, longitude },
  });
  source.load({
    jobs: [{ ...job, skills: [] }, other],
    sites: [place(job.siteId, 37.75, -122.45), place(other.siteId, 37.78, -122.41)],
    technicians: [{ ...technician, home: { latitude: 37.77, longitude: -122.45 } }],
    shifts: [...source.tables.shifts.values()].filter(({ technicianId }) => technicianId === technician.id),
  });
  return { source, jobId: job.id, technicianId: technician.id };
}

async function ready(source: MemorySource): Promise<Widget> {
  const element = await mount<Widget>('dk-map', { source, width: 600, height: 460 });
  await until(() => element.shadowRoot?.querySelector('.technician .avatar'), 'the map has come');
  await settled(element);
  return element;
}

/** Where a mark can be hit: the map says so by its cursor. */
async function locateMark(element: Widget, near: (x: number, y: number) => boolean = () => true): Promise<[number, number]> {
  const map = find(element, '.map');
  const box = map.getBoundingClientRect();
  for (let y = box.top + 4; y < box.bottom; y += 6) {
    for (let x = box.left + 4; x < box.right; x += 6) {
      map.dispatchEvent(new MouseEvent('mousemove', { clientX: x, clientY: y, bubbles: true }));
      if (map.classList.contains('over-mark') && near(x, y)) return [Math.round(x), Math.round(y)];
    }
  }
  throw new Error('no mark was found');
}

describe('<dk-map>', () => {
  afterEach(async () => {
    await resetMouse();
    unmountAll();
  });

  it('opens a card for a job and chooses it', async () => {
    const { source } = smallTown();
    const element = await ready(source);
    const chosen = new Promise<string[]>((resolve) => {
      element.addEventListener(
        'dk-selection-changed',
        (event) => resolve((event as CustomEvent<{ jobIds: string[] }>).detail.jobIds),
        { once: true },
      );
    });
    const position = await locateMark(element);
    await sendMouse({ type: 'click', position });
    const [jobId] = await chosen;
    await settled(element);
    expect(find(element, '.card').textContent).to.contain(source.tables.jobs.get(jobId ?? '')?.title);
    const card = find(element, '.card').getBoundingClientRect();
    const view = find(element, '.view').getBoundingClientRect();
    expect(
      card.left >= view.left && card.right <= view.right && card.top >= view.top && card.bottom <= view.bottom,
      'inside the map',
    ).to.equal(true);
    const opened = new Promise<unknown>((resolve) => {
      element.addEventListener('dk-job-opened', (event) => resolve((event as CustomEvent).detail), { once: true });
    });
    find(element, '.card footer .button').click();
    expect(await opened).to.deep.equal({ jobId });
  });

  it('gives a job that is dropped on a technician to that technician', async () => {
    const { source, technicianId } = smallTown();
    const element = await ready(source);
    const [x, y] = await locateMark(element);
    const face = find(element, '.technician .avatar').getBoundingClientRect();
    const to: [number, number] = [Math.round(face.left + face.width / 2), Math.round(face.top + face.height / 2)];
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 8, y + 8] });
    await sendMouse({ type: 'move', position: to });
    await settled(element);
    expect(element.shadowRoot?.querySelector('.avatar.target'), 'lights up').to.exist;
    await sendMouse({ type: 'up' });
    await until(() => source.tables.assignments.size === 1, 'assigned');
    expect([...source.tables.assignments.values()][0]?.technicianId).to.equal(technicianId);
  });

  it('leads to its jobs by keyboard', async () => {
    const { source } = smallTown();
    const element = await ready(source);
    find(element, '.map').focus();
    await sendKeys({ press: 'Enter' });
    const items = element.shadowRoot?.querySelectorAll('[role=menuitem]') ?? [];
    expect(items.length).to.equal(2);
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot?.querySelector('.card'), 'card');
    await until(() => element.shadowRoot?.activeElement?.closest('.card'), 'focus in the card');
  });

  it('fits its jobs when it is first seen, however late that is', async () => {
    const { source } = smallTown();
    const element = await mount<Widget>('dk-map', { source, width: 0, height: 0 });
    await until(() => element.shadowRoot?.querySelector('.technician'), 'the map has come');
    const box = element.parentElement as HTMLElement;
    box.style.setProperty('width', '600px');
    box.style.setProperty('height', '460px');
    await settled(element);
    await until(() => find(element, '.technician').getBoundingClientRect().left > 20, 'fitted');
    await settled(element);
    const [x, y] = await locateMark(element);
    const view = find(element, '.view').getBoundingClientRect();
    expect(x > view.left && x < view.right && y > view.top && y < view.bottom).to.equal(true);
  });

  it('lists what has no position', async () => {
    const { source } = smallTown();
    const [job] = source.tables.jobs.values();
    if (!job) throw new Error('no job');
    source.applyRemote('jobs', [{ ...job, siteId: null, version: job.version + 1 }]);
    const element = await ready(source);
    expect(find(element, '.legend').textContent).to.contain('1 without position');
    find(element, '.legend button').click();
    expect(find(element, '[role=menuitem]').textContent).to.contain(job.title);
  });

  it('moves a technician without rendering anything else', async () => {
    const { source, technicianId } = smallTown();
    const element = await ready(source);
    const technician = source.tables.technicians.get(technicianId);
    if (!technician) throw new Error('no technician');
    const before = find(element, '.technician').getBoundingClientRect();
    const position = {
      latitude: 37.76,
      longitude: -122.43,
      accuracyMeters: 5,
      headingDegrees: 90,
      at: new Date(source.now()).toISOString(),
    };
    source.applyRemote('technicians', [{ ...technician, position }]);
    await until(() => find(element, '.technician').getBoundingClientRect().left !== before.left, 'moved');
  });

  it('draws an outline without any request and without markup strings', async () => {
    const { source } = smallTown();
    const outline = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [-122.5, 37.7],
          [-122.4, 37.7],
          [-122.4, 37.8],
          [-122.5, 37.7],
        ],
      ],
    };
    const element = await mount<Widget>('dk-map', { source, properties: { baseMapData: outline } });
    await until(() => element.shadowRoot?.querySelector('.leaflet-base-pane canvas'), 'outline');
    expect(performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith(location.origin))).to.deep.equal([]);
  });
});
