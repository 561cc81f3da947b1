import type { Result } from './bench.ts';

/** One table per case: a row per step, a column per subject with its median and, in brackets, its ratio to the reference. */
export function tables(results: readonly Result[]): string {
  const cases = Map.groupBy(results, (result) => `${result.case} (${result.unit})`);
  return [...cases].map(([heading, rows]) => `${heading}\n${table(rows)}`).join('\n\n');
}

function table(results: readonly Result[]): string {
  const steps = [...new Set(results.map(({ step }) => step))];
  const subjects = [...new Set(results.map(({ subject }) => subject))];
  const cell = (step: string, subject: string): string => {
    const found = results.find((result) => result.step === step && result.subject === subject);
    if (!found) return '–';
    return found.ratio === null ? round(found.median) : `${round(found.median)} (×${round(found.ratio)})`;
  };
  const targets = results.some(({ target }) => target);
  const targetOf = (step: string): string[] => {
    const target = results.find((result) => result.step === step && result.target)?.target;
    return targets ? [target ? `${target.text} ${target.holds ? '✔' : '✘ missed'}` : ''] : [];
  };
  return aligned([
    ['', ...subjects, ...(targets ? ['target'] : [])],
    ...steps.map((step) => [step, ...subjects.map((subject) => cell(step, subject)), ...targetOf(step)]),
  ]);
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  ');
  return rows.map(line).join('\n');
}

function round(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
