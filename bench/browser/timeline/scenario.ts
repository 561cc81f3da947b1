import {
  assignmentAt,
  type BenchAssignment,
  type BenchTechnician,
  firstDay,
  makeAssignments,
  makeTechnicians,
  randomFrom,
} from '../../data.ts';
import { hitFault, nextFrame, offer, painted, type Step } from '../page.ts';

/** One way of showing assignments as bars on rows of technicians. Methods may return before the result is drawn. */
export interface TimelineSubject {
  /** Shows from `fromMs` on, at `pixelsPerHour`. */
  mount(root: HTMLElement, data: TimelineData, view: TimelineView): Promise<void> | void;
  scrollRowsTo(topPixels: number): void;
  panTo(fromMs: number): void;
  zoomTo(pixelsPerHour: number): Promise<void> | void;
  /** Newer versions of assignments that are already there; may change the technician. */
  update(assignments: readonly BenchAssignment[]): Promise<void> | void;
  /** The bar, or null when it is not drawn. */
  barOf(assignmentId: string): Element | null;
}

export interface TimelineData {
  readonly technicians: readonly BenchTechnician[];
  readonly assignments: readonly BenchAssignment[];
}

export interface TimelineView {
  readonly fromMs: number;
  readonly toMs: number;
  readonly pixelsPerHour: number;
}

const hourMs = 3_600_000;
const pixelsPerHour = 60;
const zoomedPixelsPerHour = 150;
const frames = 60;
const feedSteps = 60;

/** What a dispatcher does on a day of 200 technicians. */
export function runTimelineScenario(subject: TimelineSubject): void {
  const address = new URLSearchParams(location.search);
  const days = Number(address.get('days'));
  const technicians = makeTechnicians(200);
  const assignments = makeAssignments(Number(address.get('assignments')), technicians, days);
  const random = randomFrom(4);
  const startOfWork = firstDay + 6 * hourMs;
  const firstTechnician = technicians[0]?.id ?? '';

  /** Moved by a quarter of an hour to either side: what a live feed brings. */
  const shifted = (count: number): BenchAssignment[] =>
    Array.from({ length: count }, () => {
      const old = assignments[1 + Math.floor(random() * (assignments.length - 1))] as BenchAssignment;
      return assignmentAt(old, old.technicianId, Date.parse(old.startsAt) + (random() < 0.5 ? -1 : 1) * 15 * 60_000);
    });
  // A bar that is in sight from the beginning to the end: first technician, first hours of the first day.
  const guide = assignmentAt(assignments[0] as BenchAssignment, firstTechnician, startOfWork + hourMs);
  const data = { technicians, assignments: [guide, ...assignments.slice(1)] };
  const secondTechnician = technicians[1]?.id ?? '';
  const guideFault = (expectedPixelsPerHour: number) => () => barFault(subject, guide, expectedPixelsPerHour);

  const steps: Step[] = [
    {
      name: 'mount',
      times: 1,
      run: () =>
        subject.mount(document.getElementById('root') as HTMLElement, data, {
          fromMs: startOfWork,
          toMs: firstDay + days * 24 * hourMs,
          pixelsPerHour,
        }),
      fault: guideFault(pixelsPerHour),
    },
    {
      name: 'vertical scroll, per frame',
      times: frames,
      run: () =>
        everyFrame(
          (frame) => subject.scrollRowsTo(frame * 41),
          () => subject.scrollRowsTo(0),
        ),
      fault: guideFault(pixelsPerHour),
    },
    {
      name: 'pan, per frame',
      times: frames,
      run: () =>
        everyFrame(
          (frame) => subject.panTo(startOfWork + frame * 0.1 * hourMs),
          () => subject.panTo(startOfWork),
        ),
      fault: guideFault(pixelsPerHour),
    },
    { name: 'zoom', times: 1, run: () => subject.zoomTo(zoomedPixelsPerHour), fault: guideFault(zoomedPixelsPerHour) },
    {
      name: 'move one',
      times: 1,
      run: () => subject.update([assignmentAt(guide, secondTechnician, startOfWork + 2 * hourMs)]),
      fault: () => barFault(subject, guide, zoomedPixelsPerHour),
    },
    { name: '500 updates', times: 1, run: () => subject.update(shifted(500)), fault: guideFault(zoomedPixelsPerHour) },
    {
      name: 'live feed, per step',
      times: feedSteps,
      run: async () => {
        for (let step = 0; step < feedSteps; step += 1) {
          await subject.update(shifted(5));
          await nextFrame();
        }
      },
      fault: guideFault(zoomedPixelsPerHour),
    },
  ];
  offer(steps);
}

async function everyFrame(go: (frame: number) => void, back: () => void): Promise<void> {
  for (let frame = 1; frame <= frames; frame += 1) {
    go(frame);
    await nextFrame();
  }
  back();
  await painted();
}

/** The bar has to be there, be hit, and be as wide as it lasts (a few pixels may go to gaps and borders). */
function barFault(subject: TimelineSubject, { id, startsAt, endsAt }: BenchAssignment, scale: number): string | undefined {
  const bar = subject.barOf(id);
  const fault = hitFault(bar);
  if (fault) return `the bar of ${id}: ${fault}`;
  const expected = ((Date.parse(endsAt) - Date.parse(startsAt)) / hourMs) * scale;
  const width = bar?.getBoundingClientRect().width ?? 0;
  return Math.abs(width - expected) <= 6
    ? undefined
    : `the bar of ${id} is ${Math.round(width)} px wide, not ${Math.round(expected)}`;
}
