import { close, fdatasync, openSync } from 'node:fs';

/** Brings a file to the disk without holding up this thread. */
export type BringToDisk = (descriptor: number) => Promise<void>;

const bringToDiskBeside: BringToDisk = (descriptor) =>
  new Promise((resolve, reject) => fdatasync(descriptor, (error) => (error ? reject(error) : resolve())));

/**
 * The write-ahead log of a database file. The engine would wait for the disk with every commit, and with it everybody on this thread; here
 * only those wait who have written, and those together who committed while the disk was busy.
 */
export class Journal {
  readonly #path: string;
  readonly #bringToDisk: BringToDisk;
  #descriptor: number | undefined;
  /** Something was committed that may be missing on the disk, even when what is under way has ended. */
  #isAhead = false;
  #underWay: Promise<void> | undefined;
  /** Begins when what is under way has ended, for everybody who has committed by then. */
  #next: Promise<void> | undefined;

  constructor(databasePath: string, bringToDisk: BringToDisk = bringToDiskBeside) {
    this.#path = `${databasePath}-wal`;
    this.#bringToDisk = bringToDisk;
  }

  /** To be called after each commit. */
  written(): void {
    this.#isAhead = true;
  }

  /**
   * Settles when everything committed so far is on the disk. When the disk refuses, it does so to all who waited for the same; what they
   * have committed counts as missing, and whoever comes next tries again.
   */
  async settled(): Promise<void> {
    if (!this.#isAhead) return this.#underWay;
    if (!this.#underWay && !this.#next) return this.#bring();
    this.#next ??= this.#bringAfter(this.#underWay);
    return this.#next;
  }

  /** To be called when a connection was closed: had it been the last, the file is gone, and the next connection makes another. */
  release(): void {
    const descriptor = this.#descriptor;
    if (descriptor === undefined) return;
    this.#descriptor = undefined;
    void Promise.allSettled([this.#underWay]).then(() => close(descriptor, () => {}));
  }

  async #bringAfter(underWay: Promise<void> | undefined): Promise<void> {
    await Promise.allSettled([underWay]);
    this.#next = undefined;
    await this.#bring();
  }

  #bring(): Promise<void> {
    this.#isAhead = false;
    this.#underWay = this.#ask()
      .catch((error: unknown) => {
        this.#isAhead = true;
        throw error;
      })
      .finally(() => {
        this.#underWay = undefined;
      });
    return this.#underWay;
  }

  async #ask(): Promise<void> {
    this.#descriptor ??= openSync(this.#path, 'r+');
    await this.#bringToDisk(this.#descriptor);
  }
}
