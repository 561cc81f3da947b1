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
   * order of the tasks, and so does every answer, a refusal as well: nobody is answered while a task before this one, of which it
   * may have seen something, still waits.
   */
  runAhead<T, U>(task: () => Promise<T>, { settled, end }: Ending<T, U>): Promise<U> {
    const waited = this.run(async () => {
      const value = await task();
      return { value, settling: settled() };
    }).then(async ({ value, settling }) => {
      await settling;
      return value;
    });
    const ended = Promise.allSettled([this.#lastEnding, waited]).then(async () => end(await waited));
    this.#lastEnding = ended.catch(() => {});
    return ended;
  }

  /** Resolves when everything queued so far is done. */
  async idle(): Promise<void> {
    await this.#last;
    await this.#lastEnding;
  }
}

interface Ending<T, U> {
  /** Called when the task is done and before the next one begins. Whatever it gives is waited for. */
  readonly settled: () => Promise<void> | undefined;
  /** What follows that; gives the answer. */
  readonly end: (value: T) => U;
}

const byFile = new Map<string, WriteQueue>();

/** The queue of a file. A second opener of the same file would otherwise wait for a lock, and with it the whole process. */
export function writeQueueOf(file: string): WriteQueue {
  const queue = byFile.get(file) ?? new WriteQueue();
  byFile.set(file, queue);
  return queue;
}
