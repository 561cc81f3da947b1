/** What tells one figure of an instrument from another: operation ids, outcomes, kinds. Never tenants, people, ids or addresses. */
export type Labels = Readonly<Record<string, string>>;

export interface Instrument {
  /** Lower case with underscores, the unit in it, `_total` for counters. The prefix `dispatchkit_` is put before it. */
  readonly name: string;
  /** One sentence for whoever reads the figures. */
  readonly help: string;
  readonly labels?: readonly string[];
}

/** Only grows. */
export interface Counter {
  add(labels?: Labels, count?: number): void;
}

/** How values are spread. */
export interface Histogram {
  observe(value: number, labels?: Labels): void;
}

/** A value with its labels. */
export interface Measurement {
  readonly value: number;
  readonly labels?: Labels;
}

/** One value, or one for each set of labels. */
export type Reading = () => number | readonly Measurement[] | Promise<number | readonly Measurement[]>;

/** Where figures are counted. Must not throw and must not block. Asked twice for a name, it gives the same instrument. */
export interface Metrics {
  counter(instrument: Instrument): Counter;
  /** @param buckets upper bounds, ascending */
  histogram(instrument: Instrument & { readonly buckets: readonly number[] }): Histogram;
  /** `read` is asked whenever somebody looks. Asked twice for a name, the last `read` counts. */
  gauge(instrument: Instrument, read: Reading): void;
  /** As a gauge, for what only grows and is counted elsewhere. */
  total(instrument: Instrument, read: Reading): void;
}

/** Figures that somebody can read. */
export interface ReadableMetrics extends Metrics {
  /** Media type of the text. */
  readonly contentType: string;
  /** All of them, in the text format of Prometheus. */
  text(): Promise<string>;
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  counter: () => ({ add() {} }),
  histogram: () => ({ observe() {} }),
  gauge() {},
  total() {},
};

/** Upper bounds for durations in seconds: from a row read in memory to a caller that has given up. */
export const durationBuckets: readonly number[] = [0.0025, 0.005, 0.01, 0.02, 0.06, 0.1, 0.25, 1, 5, 30];
