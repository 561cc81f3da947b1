import { type Column, fitting } from './columns.ts';

/** How the grid is laid out in the room it has. All in CSS pixels; pure. */
export interface GridLayout {
  /** `list` in narrow places: two lines for each job, no headings. */
  readonly mode: 'table' | 'list';
  readonly columns: readonly Column[];
  readonly rowHeight: number;
  /** `grid-template-columns` of headings and rows. */
  readonly template: string;
  /** Narrower than this the rows scroll sideways. */
  readonly minWidth: number;
}

export interface LayoutInput {
  readonly columns: readonly Column[];
  /** Whether somebody chose the columns: then all are shown, else as many as there is room for. */
  readonly isChosen: boolean;
  /** Widths a person has given, by column. */
  readonly widths: ReadonlyMap<string, number>;
  readonly width: number;
  /** Height of a row of one line. */
  readonly rowHeight: number;
}

/** Below this width each job takes two lines. */
export const listBelow = 480;
const listRowHeight = 54;
const paddingPixels = 8;

export function layoutOf({ columns, isChosen, widths, width, rowHeight }: LayoutInput): GridLayout {
  if (width > 0 && width < listBelow) {
    return {
      mode: 'list',
      columns: listColumns(columns),
      rowHeight: Math.max(listRowHeight, Math.round(rowHeight * 1.7)),
      template: '',
      minWidth: 0,
    };
  }
  const sized = columns.map((column) => {
    const given = widths.get(column.id);
    return given === undefined ? column : { ...column, width: given, grow: false };
  });
  const shown = isChosen ? sized.filter(({ hidden }) => !hidden) : fitting(sized, width - paddingPixels);
  const grows = shown.some(({ grow }) => grow);
  const template = shown
    .map((column, index) =>
      // Without a column that grows the last one takes what is left, so that headings and lines reach the edge.
      column.grow || (!grows && index === shown.length - 1) ? `minmax(${column.width}px, 1fr)` : `${column.width}px`,
    )
    .join(' ');
  const minWidth = shown.reduce((sum, column) => sum + column.width, paddingPixels);
  return { mode: 'table', columns: shown, rowHeight, template, minWidth };
}

/** What the two lines show, whatever columns there are. */
function listColumns(columns: readonly Column[]): Column[] {
  const [base] = columns;
  if (!base) return [];
  return ['title', 'due', 'place', 'status'].map((id) => columns.find((column) => column.id === id) ?? { ...base, id });
}
