import { makePlaces, type Place } from '../../data.ts';
import { nextFrame, offer, painted, type Step } from '../page.ts';

/** One way of showing jobs as marks on a Leaflet map with a canvas. */
export interface MapSubject {
  /** Shows all jobs, fitted into the view. Resolves when they are drawn. */
  mount(root: HTMLElement, jobs: readonly MapJob[]): Promise<void>;
  zoomBy(steps: number): void;
  /** The element of the map, which takes the pointer. */
  map(): Element | null;
  /** What the marks are drawn on. */
  canvas(): HTMLCanvasElement | null;
}

export interface MapJob extends Place {
  readonly id: string;
}

const frames = 60;
const pixelsPerFrame = 2;
/** Leaflet's own zoom animation takes a quarter of a second. */
const zoomMilliseconds = 450;

/** What a dispatcher does on a map of as many jobs as the page's address says. */
export function runMapScenario(subject: MapSubject): void {
  const jobs = makePlaces(Number(new URLSearchParams(location.search).get('jobs')));
  let start: Ink | undefined;
  let zoomed: Ink | undefined;

  const steps: Step[] = [
    {
      name: 'mount',
      times: 1,
      run: () => subject.mount(document.getElementById('root') as HTMLElement, jobs),
      fault: () => {
        start = inkOf(subject);
        return start && start.right - start.left > 300 ? undefined : 'the marks are not spread over the map';
      },
    },
    {
      name: 'pan, per frame',
      times: frames,
      run: () => drag(subject, frames),
      fault: () => shiftFault(start, inkOf(subject), frames * pixelsPerFrame),
    },
    {
      name: 'pan back, per frame',
      times: frames,
      run: () => drag(subject, -frames),
      fault: () => shiftFault(start, inkOf(subject), 0),
    },
    {
      name: 'zoom in',
      times: 1,
      run: () => zoom(subject, 1),
      fault: () => {
        zoomed = inkOf(subject);
        const width = (ink: Ink | undefined) => (ink ? ink.right - ink.left : 0);
        return width(zoomed) > width(start) * 1.2 ? undefined : 'the marks have not moved apart';
      },
    },
    { name: 'zoom out', times: 1, run: () => zoom(subject, -1), fault: () => shiftFault(start, inkOf(subject), 0) },
  ];
  offer(steps);
}

/** By the pointer, as a person does it; held still before it is let go, so that the map does not glide on. */
async function drag(subject: MapSubject, steps: number): Promise<void> {
  const map = subject.map();
  const y = 400;
  const from = 640;
  const mouse = (type: string, clientX: number) =>
    new MouseEvent(type, { clientX, clientY: y, button: 0, buttons: 1, bubbles: true, composed: true, cancelable: true });
  map?.dispatchEvent(mouse('mousedown', from));
  for (let frame = 1; frame <= Math.abs(steps); frame += 1) {
    map?.dispatchEvent(mouse('mousemove', from + Math.sign(steps) * frame * pixelsPerFrame));
    await nextFrame();
  }
  await passed(120);
  map?.dispatchEvent(mouse('mouseup', from + steps * pixelsPerFrame));
  await painted();
}

async function zoom(subject: MapSubject, steps: number): Promise<void> {
  subject.zoomBy(steps);
  await passed(zoomMilliseconds);
  await painted();
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** From the first to the last column of pixels that holds something, in pixels of the window. */
interface Ink {
  readonly left: number;
  readonly right: number;
}

function inkOf(subject: MapSubject): Ink | undefined {
  const canvas = subject.canvas();
  const context = canvas?.getContext('2d');
  if (!canvas || !context || canvas.width === 0) return undefined;
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  let left = width;
  let right = -1;
  for (let index = 3; index < data.length; index += 4) {
    if (data[index] === 0) continue;
    const x = ((index - 3) / 4) % width;
    left = Math.min(left, x);
    right = Math.max(right, x);
  }
  const box = canvas.getBoundingClientRect();
  return right < 0 ? undefined : { left: box.left + left, right: box.left + right };
}

function shiftFault(start: Ink | undefined, now: Ink | undefined, expected: number): string | undefined {
  if (!start || !now) return 'no marks are drawn';
  const shift = now.left - start.left;
  return Math.abs(shift - expected) <= 6
    ? undefined
    : `the marks are ${Math.round(shift)} px from where they were, not ${expected}`;
}
