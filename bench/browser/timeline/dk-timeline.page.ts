import { MemorySource } from '@dispatchkit/client';
import '@dispatchkit/widgets/timeline/define';
import type { Timeline } from '@dispatchkit/widgets/timeline';
import { type BenchAssignment, firstDay } from '../../data.ts';
import { runTimelineScenario, type TimelineData, type TimelineSubject, type TimelineView } from './scenario.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The column of names takes this much of the 1280 pixels. */
const namesPixels = 176;

/** The widget as a host uses it: a source over its records with a shift for everybody, and changes that come in from others. */
class DkTimeline implements TimelineSubject {
  readonly #timeline: Timeline = document.createElement('dk-timeline');
  #source = new MemorySource();

  async mount(root: HTMLElement, { technicians, assignments }: TimelineData, view: TimelineView): Promise<void> {
    const days = Array.from({ length: Math.ceil((view.toMs - firstDay) / dayMs) }, (_, index) => firstDay + index * dayMs);
    this.#source = new MemorySource({
      now: () => firstDay + 10 * hourMs,
      technicians,
      assignments,
      jobs: assignments.map(({ jobId }) => ({ id: jobId, title: jobId })),
      shifts: technicians.flatMap(({ id: technicianId }) =>
        days.map((startMs) => ({
          technicianId,
          startsAt: new Date(startMs + 6 * hourMs).toISOString(),
          endsAt: new Date(startMs + 20 * hourMs).toISOString(),
        })),
      ),
    });
    const timeline = this.#timeline;
    timeline.source = this.#source;
    timeline.day = new Date(firstDay).toISOString().slice(0, 10);
    // One day alone would leave too little to pan over; what lies two weeks ahead is loaded but in no view.
    timeline.days = days.length > 1 ? 7 : 3;
    timeline.hours = hoursAcross(view.pixelsPerHour);
    Object.assign(timeline.style, { width: '1280px', height: '800px' });
    root.append(timeline);
    await timeline.updateComplete;
    this.#pixelsPerHour = view.pixelsPerHour;
    // The first size is known after the first frame.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    this.panTo(view.fromMs);
  }

  #pixelsPerHour = 1;

  scrollRowsTo(topPixels: number): void {
    const { scroller } = this;
    if (scroller) scroller.scrollTop = topPixels;
  }

  panTo(fromMs: number): void {
    const { scroller } = this;
    if (scroller) scroller.scrollLeft = ((fromMs - firstDay) / hourMs) * this.#pixelsPerHour;
  }

  async zoomTo(pixelsPerHour: number): Promise<void> {
    this.#pixelsPerHour = pixelsPerHour;
    this.#timeline.hours = hoursAcross(pixelsPerHour);
    await this.#timeline.updateComplete;
  }

  update(assignments: readonly BenchAssignment[]): void {
    this.#source.applyRemote('assignments', assignments);
  }

  barOf(assignmentId: string): Element | null {
    return this.#timeline.shadowRoot?.querySelector(`.job[data-id="${assignmentId}"]`) ?? null;
  }

  private get scroller(): Element | null {
    return this.#timeline.shadowRoot?.querySelector('.scroll') ?? null;
  }
}

function hoursAcross(pixelsPerHour: number): number {
  return (1280 - namesPixels) / pixelsPerHour;
}

runTimelineScenario(new DkTimeline());
