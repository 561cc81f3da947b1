/** Lets work on the same keys happen one after the other, in order of asking; work on different keys runs at once. */
export class KeyChain {
  readonly #last = new Map<string, Promise<void>>();

  async run<T>(keys: Iterable<string>, work: () => Promise<T>): Promise<T> {
    const wanted = [...keys];
    const before = wanted.map((key) => this.#last.get(key));
    let release = () => {};
    const turn = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const key of wanted) this.#last.set(key, turn);
    await Promise.all(before);
    try {
      return await work();
    } finally {
      release();
      for (const key of wanted) if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
