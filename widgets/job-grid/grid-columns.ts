import type { CustomField } from '@dispatchkit/contract';
import { arrange, availableColumns, type Column, type ColumnOption } from './columns.ts';
import { type GridLayout, layoutOf } from './grid-layout.ts';

/** What the host, the tenant and the language say about columns. */
export interface ColumnsInput {
  readonly wanted: readonly (string | ColumnOption)[] | undefined;
  readonly customFields: readonly CustomField[] | undefined;
  readonly dueWidth: number;
  /** Called with names of columns that do not exist. */
  readonly unknown: (id: string) => void;
}

/** The columns there are, as the host wants them and as the person has arranged them since. */
export class GridColumns {
  #all: readonly Column[] = [];
  #byId = new Map<string, Column>();
  #madeFrom: readonly unknown[] = [];
  /** As the person has arranged them; wins over what the host wants. */
  #own: readonly ColumnOption[] | undefined;
  #input: ColumnsInput | undefined;
  readonly #widths = new Map<string, number>();

  get all(): readonly Column[] {
    return this.#all;
  }

  get(id: string): Column | undefined {
    return this.#byId.get(id);
  }

  update(input: ColumnsInput): void {
    if (this.#input && this.#input.wanted !== input.wanted) this.#own = undefined;
    this.#input = input;
    this.#make();
  }

  /** Changes the columns starting from what is on screen: what one sees is what one changes. */
  rearrange(shown: readonly Column[], change: (columns: ColumnOption[]) => ColumnOption[]): void {
    const ids = new Set(shown.map(({ id }) => id));
    this.#own = change(this.#all.map(({ id, label }) => ({ id, label, hidden: !ids.has(id) })));
    this.#make();
  }

  setWidth(id: string, width: number): void {
    this.#widths.set(id, width);
  }

  reset(): void {
    this.#own = undefined;
    this.#widths.clear();
    this.#make();
  }

  /** What a host may keep and give back; undefined while nothing was chosen. */
  chosen(): (string | ColumnOption)[] | undefined {
    if (!this.#isChosen && this.#widths.size === 0) return undefined;
    return this.#all
      .filter(({ hidden }) => !hidden)
      .map(({ id }) => (this.#widths.has(id) ? { id, width: this.#widths.get(id) } : id));
  }

  /** The layout for a width in CSS pixels; the same object as before when nothing is different. */
  layout(before: GridLayout | undefined, width: number, rowHeight: number): GridLayout {
    const next = layoutOf({ columns: this.#all, isChosen: this.#isChosen, widths: this.#widths, width, rowHeight });
    return before && isSame(before, next) ? before : next;
  }

  get #isChosen(): boolean {
    return (this.#own ?? this.#input?.wanted) !== undefined;
  }

  #make(): void {
    const { wanted, customFields, dueWidth, unknown } = this.#input ?? {};
    const asked = this.#own ?? wanted;
    const from = [asked, customFields, dueWidth];
    if (this.#all.length > 0 && from.every((value, index) => value === this.#madeFrom[index])) return;
    this.#madeFrom = from;
    const available = availableColumns(customFields ?? [], dueWidth);
    // Custom fields are known once the settings have come.
    const report = (id: string) => (customFields || !id.startsWith('custom.')) && unknown?.(id);
    this.#all = asked ? arrange(available, asked, report) : available;
    this.#byId = new Map(this.#all.map((column) => [column.id, column]));
  }
}

/** One step forward or back. */
export function moved(columns: readonly ColumnOption[], id: string, by: -1 | 1): ColumnOption[] {
  const from = columns.findIndex((column) => column.id === id);
  const next = [...columns];
  next.splice(from + by, 0, ...next.splice(from, 1));
  return next;
}

function isSame(a: GridLayout, b: GridLayout): boolean {
  return (
    a.mode === b.mode &&
    a.rowHeight === b.rowHeight &&
    a.template === b.template &&
    a.columns.length === b.columns.length &&
    a.columns.every(({ id, label }, index) => id === b.columns[index]?.id && label === b.columns[index]?.label)
  );
}
