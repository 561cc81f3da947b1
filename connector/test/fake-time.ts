import type { Clock } from '../src/ports/clock.ts';
import type { Timers } from '../src/ports/timers.ts';

interface Due {
  atMs: number;
  readonly everyMs: number | undefined;
  readonly callback: () => void;
}

/** A clock with timers that move only when told to. */
export class FakeTime implements Clock, Timers {
  #nowMs: number;
  readonly #due = new Set<Due>();

  constructor(start = '2026-11-20T12:00:00Z') {
    this.#nowMs = Date.parse(start);
  }

  now(): number {
    return this.#nowMs;
  }

  after(milliseconds: number, callback: () => void): () => void {
    return this.#add({ atMs: this.#nowMs + milliseconds, everyMs: undefined, callback });
  }

  every(milliseconds: number, callback: () => void): () => void {
    return this.#add({ atMs: this.#nowMs + milliseconds, everyMs: milliseconds, callback });
  }

  /** Timers that would still fire. */
  get pending(): number {
    return this.#due.size;
  }

  /** Lets time pass; timers fire in order. */
  advance(milliseconds: number): void {
    const untilMs = this.#nowMs + milliseconds;
    for (;;) {
      const [next] = [...this.#due].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#nowMs = next.atMs;
      if (next.everyMs === undefined) this.#due.delete(next);
      else next.atMs += next.everyMs;
      next.callback();
    }
    this.#nowMs = untilMs;
  }

  #add(due: Due): () => void {
    this.#due.add(due);
    return () => this.#due.delete(due);
  }
}
