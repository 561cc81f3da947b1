import { DispatchError, type MemorySource } from '@dispatchkit/client';
import { expect } from '@open-wc/testing';
import { sampleSource } from '../shared/test/sample.ts';
import { sampleHosts } from '../shared/test/sample-hosts.ts';
import { expectAccessible, mount, settled, unmountAll, until, type Widget, widgetSuite } from '../shared/test/widget-suite.ts';
import './define.ts';
import { visitsOf } from './check-in.model.ts';

const technician = 'technician-01';
const day = { startMs: Date.parse('2026-11-20T08:00:00Z'), endMs: Date.parse('2026-11-21T08:00:00Z') };

widgetSuite('dk-check-in', {
  showsData: (element) => element.shadowRoot?.querySelector('.go') !== null,
  properties: { technician },
  width: 390,
  height: 800,
});

/** A device that stands somewhere, or refuses to say. */
function deviceAt(coords: { latitude: number; longitude: number; accuracy: number } | 'denied'): Geolocation {
  const geolocation: Pick<Geolocation, 'getCurrentPosition'> = {
    getCurrentPosition(found, failed) {
      if (coords === 'denied') failed?.({ code: 1, PERMISSION_DENIED: 1 } as GeolocationPositionError);
      else found({ coords } as GeolocationPosition);
    },
  };
  return geolocation as Geolocation;
}

/** The technician's day with one visit on the way and a site that is known. */
function underWay(): { source: MemorySource; visitId: string; position: { latitude: number; longitude: number } } {
  const source = sampleSource({ jobs: 60, technicians: 4 });
  const visits = visitsOf(source, technician, day);
  const visit = visits.find(({ site, assignment }) => site?.position && assignment.status !== 'completed');
  if (!visit?.site?.position) throw new Error('no visit with a position');
  for (const { assignment } of visits) {
    const status =
      assignment.id === visit.assignment.id ? 'en_route' : assignment.status === 'completed' ? 'completed' : 'scheduled';
    source.applyRemote('assignments', [{ ...assignment, status, version: 5 }]);
  }
  return { source, visitId: visit.assignment.id, position: visit.site.position };
}

function text(element: Widget): string {
  return element.shadowRoot?.textContent ?? '';
}

function press(element: Widget, selector = '.go'): void {
  element.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
}

describe('<dk-check-in> on arrival', () => {
  afterEach(unmountAll);

  const outcomes = [
    { name: 'at the site', shift: 0, accuracy: 8, outcome: 'ok' },
    { name: 'far away', shift: 0.05, accuracy: 8, outcome: 'outside_geofence' },
    { name: 'vague', shift: 0, accuracy: 900, outcome: 'low_accuracy' },
  ] as const;
  for (const { name, shift, accuracy, outcome } of outcomes) {
    it(`keeps the outcome when ${name}: ${outcome}`, async () => {
      const { source, visitId, position } = underWay();
      const geolocation = deviceAt({ latitude: position.latitude + shift, longitude: position.longitude, accuracy });
      const element = await mount<Widget>('dk-check-in', {
        source,
        properties: { technician, geolocation },
        width: 390,
        height: 800,
      });
      const kept = new Promise<unknown>((resolve) => {
        const change = source.change.bind(source);
        source.change = (command, options) => {
          resolve(command);
          return change(command, options);
        };
      });
      press(element);
      expect(await kept)
        .to.deep.include({ to: 'on_site', assignmentId: visitId })
        .and.to.have.nested.property('checkIn.outcome', outcome);
      await until(() => source.tables.assignments.get(visitId)?.status === 'on_site', 'arrived');
      await settled(element);
      expect(text(element)).to.contain('Start work');
    });
  }

  it('goes on when location is refused', async () => {
    const { source, visitId } = underWay();
    const element = await mount<Widget>('dk-check-in', {
      source,
      properties: { technician, geolocation: deviceAt('denied') },
      width: 390,
      height: 800,
    });
    press(element);
    await until(() => source.tables.assignments.get(visitId)?.status === 'on_site', 'arrived all the same');
    await settled(element);
    expect(text(element)).to.contain('Location not allowed');
  });
});

describe('<dk-check-in> through a visit', () => {
  afterEach(unmountAll);

  it('takes work and completion with one press each, and turns to the next visit', async () => {
    const { source, visitId } = underWay();
    const element = await mount<Widget>('dk-check-in', {
      source,
      properties: { technician, geolocation: deviceAt('denied') },
      width: 390,
      height: 800,
    });
    for (const status of ['on_site', 'in_progress', 'completed'] as const) {
      press(element);
      await until(() => source.tables.assignments.get(visitId)?.status === status, status);
      await settled(element);
    }
    expect(text(element)).to.contain('Start travel');
  });

  it('puts on hold with the reason that was written', async () => {
    const { source, visitId } = underWay();
    const element = await mount<Widget>('dk-check-in', { source, properties: { technician }, width: 390, height: 800 });
    const dialog = element.shadowRoot?.querySelector('dialog');
    element.shadowRoot?.querySelector<HTMLButtonElement>('.actions button')?.click();
    expect(dialog?.open).to.equal(true);
    const reason = element.shadowRoot?.querySelector('textarea');
    if (!reason) throw new Error('no reason field');
    reason.value = 'Nobody home';
    dialog?.querySelector<HTMLButtonElement>('[type=submit]')?.click();
    const jobId = source.tables.assignments.get(visitId)?.jobId ?? '';
    await until(() => source.tables.jobs.get(jobId)?.status === 'on_hold', 'on hold');
    expect(source.tables.jobs.get(jobId)?.statusReason).to.equal('Nobody home');
  });
});

describe('<dk-check-in> for somebody who is no technician', () => {
  afterEach(unmountAll);

  it('asks whose day it is, and shows it', async () => {
    const { source } = underWay();
    const element = await mount<Widget>('dk-check-in', { source, width: 390, height: 800 });
    const names = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.people button') ?? [])];
    expect(names.map((button) => button.querySelector('bdi')?.textContent)).to.include(
      source.tables.technicians.get(technician)?.name,
    );
    await expectAccessible(element);
    const chosen = new Promise<unknown>((resolve) => {
      element.addEventListener('dk-technician-chosen', (event) => resolve((event as CustomEvent).detail), { once: true });
    });
    names[0]?.click();
    await settled(element);
    expect(await chosen).to.deep.equal({ technicianId: technician });
    expect(element.shadowRoot?.querySelector('.go')).to.exist;
  });
});

describe('<dk-check-in> without a signal', () => {
  afterEach(unmountAll);

  it('keeps the step with its time, shows it waiting, and sends it when the signal is back', async () => {
    const { source, visitId } = underWay();
    const element = await mount<Widget>('dk-check-in', {
      source,
      properties: { technician, geolocation: deviceAt('denied') },
      width: 390,
      height: 800,
    });
    source.setPhase('stale', new DispatchError('connection', 'gone'));
    await settled(element);
    press(element);
    await until(() => text(element).includes('Waiting to send'), 'waiting list');
    expect(text(element), 'shown as taken').to.contain('Start work');
    expect(source.tables.assignments.get(visitId)?.status, 'not sent').to.equal('en_route');
    source.setPhase('ready');
    await until(() => source.tables.assignments.get(visitId)?.status === 'on_site', 'sent');
    await settled(element);
    expect(text(element)).to.contain('sent');
  });

  it('does not press a host system that is away, and sends when there is news of it', async () => {
    const { source, visitId } = underWay();
    source.setHosts(sampleHosts('away'));
    const element = await mount<Widget>('dk-check-in', {
      source,
      properties: { technician, geolocation: deviceAt('denied') },
      width: 390,
      height: 800,
    });
    const change = source.change.bind(source);
    let tries = 0;
    source.change = (command, options) => {
      tries++;
      if (source.hosts()[0]?.state === 'current') return change(command, options);
      return Promise.reject(new DispatchError('connection', 'Tryton does not answer'));
    };
    press(element);
    await until(() => tries > 0, 'the first try');
    for (let news = 0; news < 5; news++) {
      source.setSettings({});
      await settled(element);
    }
    expect(tries, 'tries').to.equal(1);
    expect(text(element)).to.contain('Waiting to send');
    source.setHosts(sampleHosts('current'));
    await until(() => source.tables.assignments.get(visitId)?.status === 'on_site', 'sent');
    expect(tries).to.equal(2);
  });

  it('shows what a host system refuses in its own words', async () => {
    const { source } = underWay();
    const element = await mount<Widget>('dk-check-in', {
      source,
      properties: { technician, geolocation: deviceAt('denied') },
      width: 390,
      height: 800,
    });
    const detail = 'The task is closed and cannot be changed.';
    const problem = { type: 'about:blank', title: 'Refused', status: 422, code: 'host_refused', detail, requestId: '' };
    source.change = () => Promise.reject(new DispatchError('invalid', detail, { problem }));
    press(element);
    await until(() => text(element).includes(detail), 'the sentence');
  });

  it('shows what was refused with its reason and a way on', async () => {
    const { source, visitId } = underWay();
    const element = await mount<Widget>('dk-check-in', {
      source,
      properties: { technician, geolocation: deviceAt('denied') },
      width: 390,
      height: 800,
    });
    source.change = () => Promise.reject(new DispatchError('not-allowed', 'no'));
    press(element);
    await until(() => text(element).includes('not taken'), 'refused');
    expect(text(element)).to.contain('You may not do that');
    expect(source.tables.assignments.get(visitId)?.status).to.equal('en_route');
    const dismiss = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
      (button) => button.textContent === 'Dismiss',
    );
    dismiss?.click();
    await settled(element);
    expect(text(element)).to.not.contain('not taken');
  });
});

describe('<dk-check-in> on a narrow phone', () => {
  afterEach(unmountAll);

  it('writes the title of the hold dialog larger than its text', async () => {
    const { source } = underWay();
    const element = await mount<Widget>('dk-check-in', { source, properties: { technician }, width: 360, height: 740 });
    const size = (selector: string) => {
      const found = element.shadowRoot?.querySelector(selector);
      return found ? Number.parseFloat(getComputedStyle(found).fontSize) : Number.NaN;
    };
    expect(size('#hold-title')).to.be.greaterThan(size('dialog textarea'));
  });

  for (const lang of ['en', 'de', 'es', 'fr', 'pt-BR', 'nl', 'pl', 'ar']) {
    it(`keeps the words of the steps apart in ${lang}`, async () => {
      const { source } = underWay();
      const element = await mount<Widget>('dk-check-in', { source, lang, properties: { technician }, width: 360, height: 740 });
      await settled(element);
      const steps = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.steps li') ?? [])];
      expect(steps.length).to.equal(4);
      expect(steps.filter((step) => step.scrollWidth > step.clientWidth).map(({ textContent }) => textContent)).to.deep.equal([]);
    });
  }
});
