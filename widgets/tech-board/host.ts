import type { DispatchSource } from '@dispatchkit/client';
import type { Localizer, Values } from '../shared/localize.ts';
import type { Performer } from '../shared/perform.ts';
import type { Selection } from '../shared/selection.ts';
import type { BoardPainter } from './board-painter.ts';
import type { Cell } from './focus.ts';
import type { messages } from './messages.ts';
import type { BoardModel, Card } from './tech-board.model.ts';

/** What the parts of the board (pointer, keyboard, carrying) see of the element. */
export interface BoardHost {
  readonly element: HTMLElement;
  readonly source: DispatchSource | undefined;
  readonly selection: Selection | undefined;
  readonly localizer: Localizer;
  readonly model: BoardModel | undefined;
  readonly painter: BoardPainter | undefined;
  readonly timeZone: string;
  /** The day shown, `YYYY-MM-DD`. */
  readonly shownDay: string;
  /** Whether that is today in the tenant's zone. */
  readonly isToday: boolean;
  /** Whether the person may place and move work. */
  readonly mayAssign: boolean;
  readonly snapMinutes: number;
  /** The cell that has, or would get, the keyboard focus. */
  active: Cell | undefined;
  text(key: keyof (typeof messages)['en'] & string, values?: Values): string;
  performer(): Performer | undefined;
  /** Said by assistive technology. */
  announce(text: string): void;
  open(jobId: string): void;
  /** Cards that an action on this one means: the chosen ones when it is among them. */
  cardsMeant(card: Card): Card[];
  /** Moves the focus to a cell and scrolls it into view. */
  focusCell(cell: Cell): void;
  toggleFold(columnId: string): void;
  /** Draws columns, or only marks (focus, choice, carrying), again. */
  paint(): void;
  mark(): void;
}
