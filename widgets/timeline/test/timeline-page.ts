import { MemorySource } from '@dispatchkit/client';
import { wallToInstant } from '@dispatchkit/scheduling';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { putDown } from '../../shared/drag.ts';
import { sampleRecords, sampleSource, sampleZone } from '../../shared/test/sample.ts';
import { mount, unmountAll, until } from '../../shared/test/widget-suite.ts';
import '../define.ts';
import type { Timeline } from '../timeline.ts';

export const day = '2026-11-20';
const minuteMs = 60_000;

/** Two technicians with room between their jobs, so that moves break no rule unless a test wants it. */
export function smallSource(more: ConstructorParameters<typeof MemorySource>[0] = {}): MemorySource {
  const position = { latitude: 37.76, longitude: -122.42 };
  return new MemorySource({
    now: () => ms('11:24'),
    settings: { timeZone: sampleZone, snapMinutes: 15 },
    technicians: [
      { id: 'ana', name: 'Ana Ruiz', color: '#4263eb', home: position, skills: [{ key: 'sewer', level: 2 }] },
      { id: 'ben', name: 'Ben Okafor', color: '#0b7285', home: position, skills: [] },
    ],
    shifts: ['ana', 'ben'].map((technicianId) => ({ id: `s-${technicianId}`, technicianId, ...hours('08:00', '17:00') })),
    sites: [{ id: 'site', address: '1 Main St', position }],
    jobs: [
      { id: 'flood', title: 'Flooding · On street', siteId: 'site', durationMinutes: 60 },
      { id: 'odor', title: 'Odor · Catch basin', siteId: 'site', durationMinutes: 60, skills: [{ key: 'sewer', level: 2 }] },
      { id: 'done', title: 'Glazier · Routine', siteId: 'site', durationMinutes: 60 },
      { id: 'new', title: 'Sewer · Backup', siteId: 'site', durationMinutes: 60 },
    ],
    assignments: [
      { id: 'a-done', jobId: 'done', technicianId: 'ana', status: 'completed', ...hours('08:30', '09:30') },
      { id: 'a-flood', jobId: 'flood', technicianId: 'ana', ...hours('12:00', '13:00') },
      { id: 'a-odor', jobId: 'odor', technicianId: 'ana', ...hours('15:00', '16:00') },
    ],
    ...more,
  });
}

export function ms(time: string, on = day): number {
  return wallToInstant(`${on}T${time}`, sampleZone) ?? 0;
}

export function hours(from: string, to: string) {
  return { startsAt: new Date(ms(from)).toISOString(), endsAt: new Date(ms(to)).toISOString() };
}

export async function timeline(
  source: MemorySource,
  properties: Partial<Timeline> = {},
  more: { width?: number; lang?: string } = {},
): Promise<Timeline> {
  const element = await mount<Timeline>('dk-timeline', { source, properties: { day, ...properties }, lang: 'en-GB', ...more });
  await until(() => element.shadowRoot?.querySelector('.row'), 'rows');
  return element;
}

export const find = <E extends HTMLElement>(element: Timeline, selector: string) =>
  element.shadowRoot?.querySelector<E>(selector) ?? null;
export const findAll = (element: Timeline, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
export const barOf = (element: Timeline, id: string) => find(element, `.job[data-id="${id}"]`);
/** What assistive technology reads for a bar. */
export const storyOf = (element: Timeline, id: string) =>
  barOf(element, id)?.querySelector('.visually-hidden')?.textContent ?? '';
export const rowOf = (element: Timeline, id: string) => find(element, `.row[data-technician-id="${id}"]`);
export const focused = (element: Timeline) => element.shadowRoot?.activeElement as HTMLElement | null;
export const said = (element: Timeline) => find(element, '.live')?.textContent ?? '';
export const startOf = (source: MemorySource, id: string) => Date.parse(source.tables.assignments.get(id)?.startsAt ?? '');

export async function dragTo(from: Element, to: { x: number; y: number }, grab = 0.5, drop = true): Promise<void> {
  const box = from.getBoundingClientRect();
  const start = { x: box.left + box.width * grab, y: box.top + box.height / 2 };
  await sendMouse({ type: 'move', position: [Math.round(start.x), Math.round(start.y)] });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [Math.round((start.x + to.x) / 2), Math.round((start.y + to.y) / 2)] });
  await sendMouse({ type: 'move', position: [Math.round(to.x), Math.round(to.y)] });
  if (drop) await sendMouse({ type: 'up' });
}

/** Pixels an hour takes, as drawn. */
export function hourPixels(element: Timeline): number {
  return barOf(element, 'a-flood')!.getBoundingClientRect().width;
}

/** Presses a key while others are held: `chord('Shift', 'F10')`. */
export async function chord(...keys: readonly string[]): Promise<void> {
  const held = keys.slice(0, -1);
  for (const key of held) await sendKeys({ down: key });
  await sendKeys({ press: keys.at(-1) ?? '' });
  for (const key of held) await sendKeys({ up: key });
}

/** Call it in `afterEach`. */
export async function clearPage(): Promise<void> {
  await resetMouse();
  putDown();
  unmountAll();
}

/** 200 technicians with five jobs each. */
export function bigSource(): MemorySource {
  const base = sampleRecords({ technicians: 1, jobs: 1, assignments: false });
  const technicians = Array.from({ length: 200 }, (_, i) => ({ ...base.technicians[0], id: `t${i}`, name: `Technician ${i}` }));
  const jobs = Array.from({ length: 1000 }, (_, i) => ({ ...base.jobs[0], id: `j${i}`, number: `J-${i}`, title: `Job ${i}` }));
  const assignments = jobs.map(({ id }, i) => {
    const startMs = ms('08:00') + (i % 5) * 90 * minuteMs;
    return {
      id: `a${i}`,
      jobId: id,
      technicianId: `t${Math.floor(i / 5)}`,
      startsAt: new Date(startMs).toISOString(),
      endsAt: new Date(startMs + 60 * minuteMs).toISOString(),
    };
  });
  return sampleSource({ technicians: 0, jobs: 0 }, { technicians, jobs, assignments });
}
