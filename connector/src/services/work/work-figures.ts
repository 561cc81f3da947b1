import type { Counter, Histogram, Metrics } from '../../ports/metrics.ts';
import type { Settlement, Work } from '../../ports/work.ts';

const lagBuckets = [0.1, 0.5, 1, 5, 15, 60, 300, 3600];

/** What background work tells those who watch. Kinds of work are few; tenants and subjects are never named. */
export class WorkFigures {
  readonly #begun: Counter;
  readonly #ended: Counter;
  readonly #lag: Histogram;

  constructor(metrics: Metrics) {
    this.#begun = metrics.counter({ name: 'work_claimed_total', help: 'Background work that was begun.', labels: ['kind'] });
    this.#ended = metrics.counter({
      name: 'work_attempts_total',
      help: 'How attempts ended: done, failed (and tried again), dead (given up), postponed (not tried).',
      labels: ['kind', 'outcome'],
    });
    this.#lag = metrics.histogram({
      name: 'work_lag_seconds',
      help: 'How long after it was due background work was begun.',
      labels: ['kind'],
      buckets: lagBuckets,
    });
  }

  begun({ kind, dueAtMs }: Work, nowMs: number): void {
    this.#begun.add({ kind });
    this.#lag.observe(Math.max(0, nowMs - dueAtMs) / 1000, { kind });
  }

  ended({ kind }: Work, settlement: Settlement): void {
    this.#ended.add({ kind, outcome: outcomeOf(settlement) });
  }
}

function outcomeOf(settlement: Settlement): string {
  if (settlement.to !== 'waiting') return settlement.to;
  if (settlement.uncounted) return 'postponed';
  return settlement.fresh ? 'done' : 'failed';
}
