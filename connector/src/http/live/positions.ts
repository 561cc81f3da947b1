import type { LivePosition } from '@dispatchkit/contract';
import type { Clock } from '../../ports/clock.ts';
import type { Timers } from '../../ports/timers.ts';

/** Positions of one technician are told at most this often. */
const everyMilliseconds = 1_000;
/** Those that fall due one after the other are told together. */
const togetherMilliseconds = 50;

/** Positions by technician. */
export type PositionsByTechnician = ReadonlyMap<string, LivePosition>;

/** Thins out positions: the latest of each technician, at most one a second, those of one batch together. */
export class Positions {
  readonly #ports: { readonly clock: Clock; readonly timers: Timers };
  readonly #tell: (positions: PositionsByTechnician) => void;
  readonly #toldAtMs = new Map<string, number>();
  readonly #waiting = new Map<string, LivePosition>();
  #isCollecting = false;
  #stopTimer: (() => void) | undefined;

  constructor(ports: { clock: Clock; timers: Timers }, tell: (positions: PositionsByTechnician) => void) {
    this.#ports = ports;
    this.#tell = tell;
  }

  take(technicianId: string, position: LivePosition): void {
    this.#waiting.set(technicianId, position);
    if (this.#isCollecting) return;
    this.#isCollecting = true;
    // The rest of the batch is told of before this runs.
    queueMicrotask(() => {
      this.#isCollecting = false;
      this.#tellDue();
    });
  }

  stop(): void {
    this.#stopTimer?.();
    this.#waiting.clear();
  }

  #tellDue(): void {
    const nowMs = this.#ports.clock.now();
    const due = new Map<string, LivePosition>();
    let nextInMs = Number.POSITIVE_INFINITY;
    for (const [technicianId, position] of this.#waiting) {
      const inMs = (this.#toldAtMs.get(technicianId) ?? Number.NEGATIVE_INFINITY) + everyMilliseconds - nowMs;
      if (inMs > 0) {
        nextInMs = Math.min(nextInMs, inMs);
        continue;
      }
      due.set(technicianId, position);
      this.#waiting.delete(technicianId);
      this.#toldAtMs.set(technicianId, nowMs);
    }
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#waiting.size > 0) {
      this.#stopTimer = this.#ports.timers.after(Math.max(nextInMs, togetherMilliseconds), () => this.#tellDue());
    }
    if (due.size > 0) this.#tell(due);
  }
}
