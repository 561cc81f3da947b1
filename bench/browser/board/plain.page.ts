import type { BenchAssignment, BenchTechnician } from '../../data.ts';
import { type BoardData, type BoardSubject, runBoardScenario } from './scenario.ts';

/**
 * The practical limit: no framework, pooled columns of pooled cards for what is in sight, filled anew when they come into view.
 * Nothing a real board needs beyond that: no dragging, no keyboard, no travel.
 */
const columnPixels = 240;
const cardPixels = 64;
const headPixels = 40;

interface Card {
  readonly element: HTMLElement;
  readonly title: Text;
  readonly time: Text;
  shown: BenchAssignment | undefined;
}

interface Column {
  readonly element: HTMLElement;
  readonly name: Text;
  readonly cards: Card[];
  index: number;
}

class PlainBoard implements BoardSubject {
  #technicians: readonly BenchTechnician[] = [];
  #columnOf = new Map<string, number>();
  #assignments = new Map<string, BenchAssignment>();
  /** Assignments of each column by start. */
  #lists: BenchAssignment[][] = [];
  #columns: Column[] = [];
  #scroller = document.createElement('div');
  #frame = 0;

  mount(root: HTMLElement, { technicians, assignments }: BoardData): void {
    this.#technicians = technicians;
    this.#columnOf = new Map(technicians.map(({ id }, index) => [id, index]));
    this.#lists = technicians.map(() => []);
    for (const assignment of assignments) this.#put(assignment);
    place(this.#scroller, { left: '0', top: '0', width: '1280px', height: '800px', overflow: 'auto' });
    const sizer = document.createElement('div');
    place(sizer, { left: '0', top: '0', height: '1px', width: `${technicians.length * columnPixels}px` });
    const poolSize = Math.ceil(1280 / columnPixels) + 1;
    this.#columns = Array.from({ length: poolSize }, makeColumn);
    this.#scroller.append(sizer, ...this.#columns.map(({ element }) => element));
    this.#scroller.addEventListener('scroll', () => this.#draw(), { passive: true });
    root.append(this.#scroller);
    this.#draw();
  }

  scrollTo(leftPixels: number): void {
    this.#scroller.scrollLeft = leftPixels;
  }

  update(assignments: readonly BenchAssignment[]): void {
    for (const assignment of assignments) {
      const old = this.#assignments.get(assignment.id);
      const list = old && this.#listOf(old);
      if (old && list) list.splice(list.indexOf(old), 1);
      this.#put(assignment);
    }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  cardOf(assignmentId: string): Element | null {
    for (const { cards } of this.#columns) {
      const found = cards.find(({ shown }) => shown?.id === assignmentId);
      if (found) return found.element;
    }
    return null;
  }

  #put(assignment: BenchAssignment): void {
    this.#assignments.set(assignment.id, assignment);
    const list = this.#listOf(assignment);
    const at = list.findIndex(({ startsAt }) => startsAt > assignment.startsAt);
    list.splice(at === -1 ? list.length : at, 0, assignment);
  }

  #listOf({ technicianId }: BenchAssignment): BenchAssignment[] {
    return this.#lists[this.#columnOf.get(technicianId) ?? 0] as BenchAssignment[];
  }

  /** Column i always uses the same element of the pool. */
  #draw(): void {
    const first = Math.floor(this.#scroller.scrollLeft / columnPixels);
    for (let offset = 0; offset < this.#columns.length; offset += 1) {
      const index = first + offset;
      const column = this.#columns[index % this.#columns.length] as Column;
      if (column.index !== index) {
        column.index = index;
        column.element.style.transform = `translateX(${index * columnPixels}px)`;
        setText(column.name, this.#technicians[index]?.name ?? '');
      }
      fill(column, this.#lists[index] ?? []);
    }
  }
}

function fill({ cards, element }: Column, list: readonly BenchAssignment[]): void {
  while (cards.length < list.length) cards.push(makeCard(element, cards.length));
  for (const [index, card] of cards.entries()) {
    const assignment = list[index];
    if (card.shown === assignment) continue;
    card.shown = assignment;
    card.element.hidden = !assignment;
    if (!assignment) continue;
    setText(card.title, assignment.jobId);
    setText(card.time, assignment.startsAt.slice(11, 16));
  }
}

function makeColumn(): Column {
  const element = document.createElement('div');
  place(element, {
    left: '0',
    top: '0',
    width: `${columnPixels}px`,
    height: '800px',
    contain: 'strict',
    font: '13px sans-serif',
  });
  return { element, name: line(element, '12px'), cards: [], index: -1 };
}

function makeCard(column: HTMLElement, index: number): Card {
  const element = document.createElement('div');
  place(element, {
    left: '8px',
    top: `${headPixels + index * (cardPixels + 8)}px`,
    width: `${columnPixels - 16}px`,
    height: `${cardPixels}px`,
    background: '#eef2ff',
    contain: 'strict',
  });
  const card = { element, title: line(element, '8px'), time: line(element, '32px'), shown: undefined };
  column.append(element);
  return card;
}

function line(parent: HTMLElement, top: string): Text {
  const element = document.createElement('div');
  place(element, { left: '8px', right: '8px', top, overflow: 'hidden', whiteSpace: 'nowrap' });
  const text = document.createTextNode('');
  element.append(text);
  parent.append(element);
  return text;
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function place(element: HTMLElement, style: Partial<CSSStyleDeclaration>): void {
  Object.assign(element.style, { position: 'absolute', ...style });
}

runBoardScenario(new PlainBoard());
