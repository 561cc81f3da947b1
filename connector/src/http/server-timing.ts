import type { Tracing } from '../ports/tracing.ts';

/** Where the time of one request went, for its `Server-Timing` header and its trace. */
export class ServerTiming {
  readonly #startedMs = performance.now();
  readonly #parts: string[] = [];
  readonly #tracing: Tracing;

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  /** Runs a part of the request and notes how long it took. */
  async of<T>(part: 'auth' | 'service', work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await this.#tracing.part(part, {}, work);
    } finally {
      this.#parts.push(`${part};dur=${(performance.now() - startedMs).toFixed(1)}`);
    }
  }

  /** Milliseconds by part, and all of it. */
  header(): string {
    return [...this.#parts, `total;dur=${(performance.now() - this.#startedMs).toFixed(1)}`].join(', ');
  }
}
