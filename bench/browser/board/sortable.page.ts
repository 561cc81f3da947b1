import Sortable from 'sortablejs';
import type { BenchAssignment } from '../../data.ts';
import { type BoardData, type BoardSubject, runBoardScenario } from './scenario.ts';

/** What most boards are: every column and every card in the page, a Sortable for each column. */
class SortableBoard implements BoardSubject {
  readonly #lists = new Map<string, HTMLElement>();
  readonly #cards = new Map<string, HTMLElement>();
  readonly #starts = new WeakMap<Element, string>();
  readonly #scroller = document.createElement('div');

  mount(root: HTMLElement, { technicians, assignments }: BoardData): void {
    Object.assign(this.#scroller.style, { display: 'flex', height: '800px', overflow: 'auto', font: '13px sans-serif' });
    for (const { id, name } of technicians) {
      const column = document.createElement('div');
      Object.assign(column.style, { flex: '0 0 240px' });
      const list = document.createElement('div');
      this.#lists.set(id, list);
      column.append(name, list);
      this.#scroller.append(column);
    }
    for (const assignment of assignments) this.#put(assignment);
    root.append(this.#scroller);
    for (const list of this.#lists.values()) Sortable.create(list, { group: 'cards', forceFallback: true });
  }

  scrollTo(leftPixels: number): void {
    this.#scroller.scrollLeft = leftPixels;
  }

  update(assignments: readonly BenchAssignment[]): void {
    for (const assignment of assignments) this.#put(assignment);
  }

  cardOf(assignmentId: string): Element | null {
    return this.#cards.get(assignmentId) ?? null;
  }

  #put({ id, jobId, technicianId, startsAt }: BenchAssignment): void {
    const card = this.#cards.get(id) ?? makeCard();
    this.#cards.set(id, card);
    this.#starts.set(card, startsAt);
    const [title, time] = card.children as unknown as [HTMLElement, HTMLElement];
    title.textContent = jobId;
    time.textContent = startsAt.slice(11, 16);
    const list = this.#lists.get(technicianId);
    const next = [...(list?.children ?? [])].find((other) => other !== card && (this.#starts.get(other) ?? '') > startsAt);
    list?.insertBefore(card, next ?? null);
  }
}

function makeCard(): HTMLElement {
  const card = document.createElement('div');
  Object.assign(card.style, { margin: '8px', padding: '8px', height: '48px', background: '#eef2ff' });
  card.append(document.createElement('div'), document.createElement('div'));
  return card;
}

runBoardScenario(new SortableBoard());
