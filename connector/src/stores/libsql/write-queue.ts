/**
 * Runs tasks one after the other, in the order they came. libSQL answers a write at once with SQLITE_BUSY while a transaction of
 * the same process is open (and `:memory:` refuses reads too), so every write goes through here.
 */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as the task does; a failed task does not stop those behind it. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when everything queued so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

const byFile = new Map<string, WriteQueue>();

/** The queue of a file. A second opener of the same file would otherwise wait for a lock, and with it the whole process. */
export function writeQueueOf(file: string): WriteQueue {
  const queue = byFile.get(file) ?? new WriteQueue();
  byFile.set(file, queue);
  return queue;
}
