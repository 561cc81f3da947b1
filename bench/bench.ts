/** One way of doing the work. Exactly one of a case is the plain reference the others are compared with. */
export interface Subject {
  readonly name: string;
  readonly isReference: boolean;
  /** Does every step once and gives the time of each, in the unit of the case. */
  run(): Promise<Readonly<Record<string, number>>>;
}

/** A piece of work on one amount of data, done by several subjects. */
export interface Case {
  readonly name: string;
  /** What the numbers are, such as `CPU ms`. Less is better. */
  readonly unit: string;
  readonly subjects: readonly Subject[];
}

export interface BenchOptions {
  /** How often each subject runs; medians are shown. */
  readonly runs: number;
  /** Tells a person what is going on. */
  readonly progress: (text: string) => void;
}

/** A named benchmark: `npm run bench -- <name>`. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  run(options: BenchOptions): Promise<readonly Result[]>;
}

/** Median of one step by one subject. */
export interface Result {
  readonly case: string;
  readonly step: string;
  readonly subject: string;
  readonly unit: string;
  readonly median: number;
  readonly smallest: number;
  readonly largest: number;
  /** Median divided by that of the reference in the same run; null for the reference itself, or when there is none. */
  readonly ratio: number | null;
  /** What was promised, and whether it was kept. */
  readonly target?: { readonly text: string; readonly holds: boolean };
}
