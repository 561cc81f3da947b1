import type { Inverse } from './inverse.ts';
import type { Command } from './source.ts';

/** An own change with its way back. */
export interface UndoEntry {
  readonly forward: Command;
  readonly back: Inverse;
  readonly override: boolean;
  /** `recordKey`s the change wrote: later changes to them that cannot be taken back make this one stay too. */
  readonly keys: ReadonlySet<string>;
  isRefused: boolean;
}

const limit = 100;

/** Own changes, newest last, and those taken back. */
export class UndoStack {
  readonly #done: UndoEntry[] = [];
  readonly #undone: UndoEntry[] = [];

  /** What would be taken back next. */
  get last(): UndoEntry | undefined {
    return this.#done.at(-1);
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** A new change: what was taken back before it cannot be done again. */
  push(entry: UndoEntry): void {
    this.#undone.length = 0;
    this.#keep(this.#done, entry);
  }

  /** A change that cannot be taken back: nothing before it on the same records can either. */
  bar(keys: ReadonlySet<string>, except?: UndoEntry): void {
    for (const stack of [this.#done, this.#undone]) {
      const kept = stack.filter((entry) => entry === except || [...entry.keys].every((key) => !keys.has(key)));
      stack.splice(0, stack.length, ...kept);
    }
  }

  takeDone(): UndoEntry | undefined {
    return this.#done.pop();
  }

  takeUndone(): UndoEntry | undefined {
    return this.#undone.pop();
  }

  putDone(entry: UndoEntry): void {
    this.#keep(this.#done, entry);
  }

  putUndone(entry: UndoEntry): void {
    this.#keep(this.#undone, entry);
  }

  drop(entry: UndoEntry): void {
    for (const stack of [this.#done, this.#undone]) {
      const index = stack.indexOf(entry);
      if (index >= 0) stack.splice(index, 1);
    }
  }

  #keep(stack: UndoEntry[], entry: UndoEntry): void {
    stack.push(entry);
    if (stack.length > limit) stack.shift();
  }
}
