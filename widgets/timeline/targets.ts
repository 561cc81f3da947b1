import type { Bar, Row } from './timeline.model.ts';

/** Where keyboard focus is: a bar, or the technician at the start of the row. */
export interface Cell {
  readonly technicianId: string;
  readonly assignmentId: string | null;
}

export type Step = 'previous' | 'next' | 'above' | 'below' | 'rowStart' | 'rowEnd' | 'first' | 'last' | 'pageUp' | 'pageDown';

/**
 * Where a key leads from a cell. `anchorMs` is the time the person is looking at: going up and down lands on the bar nearest to it.
 * Stays where it is at the edges; undefined only when there are no rows.
 */
export function cellFrom(rows: readonly Row[], from: Cell, step: Step, anchorMs: number, pageRows: number): Cell | undefined {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.technicianId === from.technicianId),
  );
  const row = rows[index];
  if (!row) return undefined;
  const at = row.bars.findIndex((bar) => bar.id === from.assignmentId);
  switch (step) {
    case 'previous':
      return cell(row, at > 0 ? row.bars[at - 1] : undefined);
    case 'next':
      return cell(row, row.bars[at + 1] ?? row.bars[at]);
    case 'rowStart':
      return cell(row, undefined);
    case 'rowEnd':
      return cell(row, row.bars.at(-1));
    case 'first':
      return inRow(rows[0], from, anchorMs);
    case 'last':
      return inRow(rows.at(-1), from, anchorMs);
    default: {
      const by = { above: -1, below: 1, pageUp: -pageRows, pageDown: pageRows }[step];
      return inRow(rows[Math.min(rows.length - 1, Math.max(0, index + by))], from, anchorMs);
    }
  }
}

function inRow(row: Row | undefined, from: Cell, anchorMs: number): Cell | undefined {
  if (!row) return undefined;
  // Somebody walking down the names stays on the names.
  return cell(row, from.assignmentId === null ? undefined : nearestBar(row, anchorMs));
}

function cell(row: Row, bar: Bar | undefined): Cell {
  return { technicianId: row.technicianId, assignmentId: bar?.id ?? null };
}

/** The bar whose time is nearest to an instant. */
export function nearestBar(row: Row, ms: number): Bar | undefined {
  let nearest: Bar | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (const bar of row.bars) {
    const away = ms < bar.startMs ? bar.startMs - ms : Math.max(0, ms - bar.endMs);
    if (away < best) {
      nearest = bar;
      best = away;
    }
  }
  return nearest;
}
