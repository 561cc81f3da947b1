import { close, fdatasync, openSync } from 'node:fs';

/** Brings a file to the disk without holding up this thread. */
export type BringToDisk = (descriptor: number) => Promise<void>;

const bringToDiskBeside: BringToDisk = (descriptor) =>
  new Promise((resolve, reject) => fdatasync(descriptor, (error) => (error ? reject(error) : resolve())));

/**
 * The write-ahead log of a database file. The engine would wait for the disk with every commit, and with it everybody on this thread; here
 * only those wait who have written.
 */
export class Journal {
  readonly #path: string;
  readonly #bringToDisk: BringToDisk;
  #descriptor: number | undefined;
  /** Settles with what is under way. */
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(databasePath: string, bringToDisk: BringToDisk = bringToDiskBeside) {
    this.#path = `${databasePath}-wal`;
    this.#bringToDisk = bringToDisk;
  }

  /** Settles when everything committed so far is on the disk. */
  async settled(): Promise<void> {
    this.#descriptor ??= openSync(this.#path, 'r+');
    const settling = this.#bringToDisk(this.#descriptor);
    this.#underWay = Promise.allSettled([this.#underWay, settling]);
    await settling;
  }

  /** To be called when a connection was closed: had it been the last, the file is gone, and the next connection makes another. */
  release(): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined) return;
    this.#descriptor = undefined;
    void this.#underWay.finally(() => close(descriptor, () => {}));
  }
}
