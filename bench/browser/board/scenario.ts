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

/** One way of showing assignments as cards in a column per technician, each column in order of start. */
export interface BoardSubject {
  mount(root: HTMLElement, data: BoardData): Promise<void> | void;
  scrollTo(leftPixels: number): void;
  /** Newer versions of assignments that are already there; may change the technician. */
  update(assignments: readonly BenchAssignment[]): Promise<void> | void;
  /** The card, or null when it is not drawn. */
  cardOf(assignmentId: string): Element | null;
}

export interface BoardData {
  /** In the order of the columns. */
  readonly technicians: readonly BenchTechnician[];
  readonly assignments: readonly BenchAssignment[];
}

const hourMs = 3_600_000;
const frames = 60;
const moves = 40;

/** What a dispatcher does on a board of as many columns and cards as the page's address says. */
export function runBoardScenario(subject: BoardSubject): void {
  const address = new URLSearchParams(location.search);
  const technicians = makeTechnicians(Number(address.get('columns')));
  const made = makeAssignments(technicians.length * Number(address.get('cards')), technicians, 1);
  const random = randomFrom(5);
  const [first, second] = technicians as [BenchTechnician, BenchTechnician];
  // The first card of the first column, and one that stays in the second.
  const guide = assignmentAt(made[0] as BenchAssignment, first.id, firstDay + 5 * hourMs);
  const mate = made[1] as BenchAssignment;
  const assignments = [guide, ...made.slice(1)];
  const guideIn = (column: BenchTechnician) => assignmentAt(guide, column.id, firstDay + 5 * hourMs);
  const later = (count: number): BenchAssignment[] =>
    Array.from({ length: count }, () => {
      const old = assignments[2 + Math.floor(random() * (assignments.length - 2))] as BenchAssignment;
      return assignmentAt(old, old.technicianId, Date.parse(old.startsAt) + 15 * 60_000);
    });
  const isSeen = () => cardFault(subject, guide.id);
  const isBesideMate = () => cardFault(subject, guide.id) ?? columnFault(subject, guide.id, mate.id);

  const steps: Step[] = [
    {
      name: 'mount',
      times: 1,
      run: () => subject.mount(document.getElementById('root') as HTMLElement, { technicians, assignments }),
      fault: isSeen,
    },
    {
      name: 'scroll, per frame',
      times: frames,
      run: async () => {
        for (let frame = 1; frame <= frames; frame += 1) {
          subject.scrollTo(frame * 61);
          await nextFrame();
        }
        subject.scrollTo(0);
        await painted();
      },
      fault: isSeen,
    },
    { name: 'move one', times: 1, run: () => subject.update([guideIn(second)]), fault: isBesideMate },
    { name: '200 updates', times: 1, run: () => subject.update(later(200)), fault: isBesideMate },
    {
      name: 'moves in a row, each',
      times: moves,
      run: async () => {
        for (let move = 1; move <= moves; move += 1) {
          await subject.update([guideIn(move % 2 === 1 ? first : second)]);
          await nextFrame();
        }
      },
      fault: isBesideMate,
    },
  ];
  offer(steps);
}

function cardFault(subject: BoardSubject, id: string): string | undefined {
  const fault = hitFault(subject.cardOf(id));
  return fault && `the card of ${id}: ${fault}`;
}

/** Cards of one column stand below one another. */
function columnFault(subject: BoardSubject, id: string, mateId: string): string | undefined {
  const left = subject.cardOf(id)?.getBoundingClientRect().left ?? Number.NaN;
  const mateLeft = subject.cardOf(mateId)?.getBoundingClientRect().left ?? Number.NaN;
  return Math.abs(left - mateLeft) <= 2 ? undefined : `the card of ${id} is at ${left} px, its column at ${mateLeft} px`;
}
