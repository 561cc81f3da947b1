import { type DayRange, dayOf, dayRange } from '@dispatchkit/scheduling';
import { property } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { jobMenuMessages } from '../shared/job-menu/index.ts';
import type { Values } from '../shared/localize.ts';
import type { Performer } from '../shared/perform.ts';
import type { ColumnSizes } from './geometry.ts';
import { messages } from './messages.ts';
import { type SortOrder, sortOrders } from './tech-board.model.ts';

const narrowPixels = 480;
const defaultWidth = 190;

/** What the board is told (its attributes), and what follows from that alone: which day, whose rights, how wide. */
export abstract class BoardElement extends DispatchElement {
  protected override readonly messageSets = [messages, jobMenuMessages];
  protected override readonly showsHosts = true;

  /** Calendar day to show, `YYYY-MM-DD` in the tenant's zone. Empty means today there. */
  @property({ reflect: true }) day = '';
  /** Order of columns: `next-free`, `name` or `load`. Those who do not work that day come last. */
  @property({ reflect: true }) sort: SortOrder = 'next-free';
  /** Shows the column of jobs that wait, first. */
  @property({ type: Boolean, reflect: true }) unassigned = false;
  /** Leaves out technicians who do not work that day. */
  @property({ type: Boolean, reflect: true, attribute: 'working-only' }) workingOnly = false;
  /** Width of a column in CSS pixels. */
  @property({ type: Number, attribute: 'column-width' }) columnWidth = defaultWidth;
  /** Keys of folded columns: technicians' ids, or `''` for the unassigned column. */
  @property({ attribute: false }) folded: ReadonlySet<string> = new Set();

  /** Width of the widget in CSS pixels; 0 while unknown. */
  protected width = 0;

  protected get columnSizes(): ColumnSizes {
    const isNarrow = this.width > 0 && this.width < narrowPixels;
    const width = isNarrow ? Math.max(160, this.width - 40) : Math.max(120, this.columnWidth || defaultWidth);
    return { width, foldedWidth: isNarrow ? 48 : 40, gap: 8, padding: isNarrow ? 20 : 8 };
  }

  protected get sortShown(): SortOrder {
    return sortOrders.includes(this.sort) ? this.sort : 'next-free';
  }

  protected get timeZone(): string {
    return this.localizer.timeZone;
  }

  protected get shownDay(): string {
    return isDay(this.day) ? this.day : this.today;
  }

  protected get today(): string {
    return dayOf(this.data?.now() ?? Date.now(), this.timeZone);
  }

  protected get range(): DayRange {
    return dayRange(this.shownDay, this.timeZone);
  }

  protected get mayAssign(): boolean {
    return this.data?.can('assignments:write') ?? false;
  }

  protected say(key: keyof (typeof messages)['en'] & string, values?: Values): string {
    return this.localizer.text(messages, key, values);
  }

  protected performer(): Performer | undefined {
    const source = this.data;
    return source && { host: this, source, localizer: this.localizer, report: (error) => this.reportError(error) };
  }
}

/** A day there is: `2026-02-30` is none, and a typing error in a page must not take the board away. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
