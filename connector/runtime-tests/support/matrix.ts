import { nameOfCell } from './cells.ts';
import { runtimeNames } from './runtimes.ts';
import { type Cell, storeNames } from './subject.ts';

/** How some tests went. */
export interface Result {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What was said of each that failed. */
  readonly failures: readonly string[];
  readonly seconds: number;
  /** Why it did not run at all. */
  readonly missing?: string;
}

/** How a cell went. */
export interface Outcome extends Result {
  readonly cell: Cell;
}

/** Runtimes down, stores across; what did not run says so, and why below. */
export function matrix(outcomes: readonly Outcome[]): string {
  const rows = runtimeNames.map((runtime) => [
    runtime,
    ...storeNames.map((store) => {
      const outcome = outcomes.find(({ cell }) => cell.runtime === runtime && cell.store === store);
      if (outcome) return shown(outcome);
      return runtime === 'workerd' && store === 'file' ? 'no files there' : 'not asked for';
    }),
  ]);
  const table = [['', ...storeNames], ...rows];
  const widths = storeNames.map((_, column) => Math.max(...table.map((row) => (row[column + 1] ?? '').length)));
  const lines = table.map(([first = '', ...cells]) =>
    `${first.padEnd(10)}${cells.map((text, column) => text.padEnd((widths[column] ?? 0) + 3)).join('')}`.trimEnd(),
  );
  const missing = outcomes.filter((outcome) => outcome.missing !== undefined);
  return [...lines, ...missing.map((outcome) => `NOT RUN: ${nameOfCell(outcome.cell)} – ${outcome.missing}`)].join('\n');
}

export function shown({ passed, failed, seconds, missing }: Result): string {
  if (missing !== undefined) return 'NOT RUN';
  return `${failed === 0 ? '✔' : '✖'} ${passed} passed, ${failed} failed (${seconds.toFixed(0)} s)`;
}
