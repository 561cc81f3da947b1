import { type ImportSummary, totalOf } from '../import/index.ts';

/** The rows of a file and what became of them, as a table whose parts add up. */
export function summaryTable(summary: ImportSummary, isDryRun: boolean): string {
  const rows: [string, number][] = [['rows in the file', summary.rows]];
  if (isDryRun) rows.push(['would be taken', summary.valid]);
  else rows.push(['created', summary.created], ['changed', summary.changed], ['unchanged', summary.unchanged]);
  rows.push(...counted('skipped', summary.skipped), ...counted('rejected', summary.rejected));
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const numberWidth = Math.max(...rows.map(([, count]) => grouped(count).length));
  return rows.map(([name, count]) => `${name.padEnd(nameWidth)}  ${grouped(count).padStart(numberWidth)}\n`).join('');
}

/** A line for all, then one for each reason, most frequent first. */
function counted(word: string, counts: ReadonlyMap<string, number>): [string, number][] {
  const reasons = [...counts].sort(([, a], [, b]) => b - a);
  return [[word, totalOf(counts)], ...reasons.map(([reason, count]): [string, number] => [`  ${reason}`, count])];
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
