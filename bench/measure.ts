import type { BenchOptions, Case, Result } from './bench.ts';

/**
 * Runs the subjects of a case in turn, again and again, so that a machine that slows down slows all of them.
 * Throws what a subject throws: a step that did not do its work has no time.
 */
export async function measure(work: Case, { runs, progress }: BenchOptions): Promise<Result[]> {
  const samples = new Map<string, Map<string, number[]>>();
  for (let run = 1; run <= runs; run += 1) {
    for (const subject of work.subjects) {
      progress(`${work.name}: ${subject.name}, run ${run} of ${runs}`);
      const steps = samples.get(subject.name) ?? new Map<string, number[]>();
      samples.set(subject.name, steps);
      for (const [step, value] of Object.entries(await subject.run())) {
        steps.set(step, [...(steps.get(step) ?? []), value]);
      }
    }
  }
  return summarize(work, samples);
}

function summarize(work: Case, samples: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>): Result[] {
  const reference = samples.get(work.subjects.find((subject) => subject.isReference)?.name ?? '');
  return work.subjects.flatMap((subject) =>
    [...(samples.get(subject.name) ?? [])].map(([step, values]) => {
      const compared = subject.isReference ? undefined : reference?.get(step);
      return {
        case: work.name,
        step,
        subject: subject.name,
        unit: work.unit,
        median: median(values),
        smallest: Math.min(...values),
        largest: Math.max(...values),
        ratio: compared ? median(values) / median(compared) : null,
      };
    }),
  );
}

/** Middle value; the mean of the two middle ones when there is an even number. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
