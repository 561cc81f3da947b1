import type { DispatchSource } from '@dispatchkit/client';
import type { Localizer, Values } from '../shared/localize.ts';
import type { Performer } from '../shared/perform.ts';
import type { Selection } from '../shared/selection.ts';
import type { messages } from './messages.ts';
import type { Painter } from './painter.ts';
import type { Cell } from './targets.ts';
import type { Span, TimelineModel } from './timeline.model.ts';

/** What the parts of the timeline (pointer, keyboard, carrying, menu) see of the element. */
export interface TimelineHost {
  readonly element: HTMLElement;
  readonly scroller: HTMLElement;
  readonly source: DispatchSource | undefined;
  readonly selection: Selection | undefined;
  readonly localizer: Localizer;
  readonly model: TimelineModel | undefined;
  readonly painter: Painter | undefined;
  readonly timeZone: string;
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
  /** Moves the focus to a cell and scrolls it into view. */
  focusCell(cell: Cell): void;
  /** Scrolls a row, and the stretch of time in it, into view. */
  reveal(technicianId: string, span?: Span): void;
  zoomBy(direction: 'in' | 'out'): void;
  zoomFit(): void;
  /** Draws marks (focus, choice, carrying) again. */
  mark(): void;
}
