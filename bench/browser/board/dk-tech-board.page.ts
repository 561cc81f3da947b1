import { MemorySource } from '@dispatchkit/client';
import '@dispatchkit/widgets/tech-board/define';
import type { TechBoard } from '@dispatchkit/widgets/tech-board';
import { type BenchAssignment, firstDay } from '../../data.ts';
import { type BoardData, type BoardSubject, runBoardScenario } from './scenario.ts';

const hourMs = 3_600_000;

/** The widget as a host uses it: a source over its records with a shift for everybody, and changes that come in from others. */
class DkTechBoard implements BoardSubject {
  readonly #board: TechBoard = document.createElement('dk-tech-board');
  #source = new MemorySource();

  async mount(root: HTMLElement, { technicians, assignments }: BoardData): Promise<void> {
    this.#source = new MemorySource({
      now: () => firstDay + 10 * hourMs,
      technicians,
      assignments,
      jobs: assignments.map(({ jobId }) => ({ id: jobId, title: jobId })),
      shifts: technicians.map(({ id: technicianId }) => ({
        technicianId,
        startsAt: new Date(firstDay + 5 * hourMs).toISOString(),
        endsAt: new Date(firstDay + 20 * hourMs).toISOString(),
      })),
    });
    const board = this.#board;
    board.source = this.#source;
    board.day = new Date(firstDay).toISOString().slice(0, 10);
    board.sort = 'name';
    Object.assign(board.style, { width: '1280px', height: '800px' });
    root.append(board);
    await board.updateComplete;
  }

  scrollTo(leftPixels: number): void {
    const scroller = this.#board.shadowRoot?.querySelector('.scroller');
    if (scroller) scroller.scrollLeft = leftPixels;
  }

  update(assignments: readonly BenchAssignment[]): void {
    this.#source.applyRemote('assignments', assignments);
  }

  cardOf(assignmentId: string): Element | null {
    return this.#board.shadowRoot?.querySelector(`[data-id="${assignmentId}"]`) ?? null;
  }
}

runBoardScenario(new DkTechBoard());
