/**
 * Runs tasks one after the other, in the order they came. libSQL answers a write at once with SQLITE_BUSY while a transaction of
 * the same process is open (and `:memory:` refuses reads too), so every write goes through here.
 */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();
  #lastEnding: Promise<unknown> = Promise.resolve();

  /** Settles as the task does; a failed task does not stop those behind it. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => {});
    return result;
  }

  /**
   * As `run`, but what is left to wait for when the task is done holds up nobody: the next tasks run meanwhile. Endings still come in the
   * order of the tasks, and so does every refusal: nothing has ended while a task before it, of which it may have seen something, still
   * waits.
   */
  runAhead<T>(task: () => Promise<T>, { settled, end, onLateFault }: Ending<T>): Promise<T> {
    const done = this.run(async () => {
      const value = await task();
      return { value, settling: settled() };
    });
    const waited = done.then(async ({ value, settling }) => {
      await settling;
      return value;
    });
    const ended = Promise.allSettled([this.#lastEnding, waited]).then(async () => {
      const value = await waited;
      end?.(value);
      return value;
    });
    this.#lastEnding = ended.catch(() => {});
    if (!onLateFault) return ended;
    return done.then(({ value }) => {
      ended.catch(onLateFault);
      return value;
    });
  }

  /** Resolves when everything queued so far is done. */
  async idle(): Promise<void> {
    await this.#last;
    await this.#lastEnding;
  }
}

export interface Ending<T> {
  /** Called when the task is done and before the next one begins. Whatever it gives is waited for. */
  readonly settled: () => Promise<void> | undefined;
  /** What follows that. */
  readonly end?: (value: T) => void;
  /** With it, the answer comes when the task is done and not when it has ended. Told what goes wrong after that. */
  readonly onLateFault?: (fault: unknown) => void;
}

const byFile = new Map<string, WriteQueue>();

/** The queue of a file. A second opener of the same file would otherwise wait for a lock, and with it the whole process. */
export function writeQueueOf(file: string): WriteQueue {
  const queue = byFile.get(file) ?? new WriteQueue();
  byFile.set(file, queue);
  return queue;
}
