import type { BoardKind } from '@dispatchkit/contract/words';
import type { SourceChange } from './source.ts';

type Listener = (change: SourceChange) => void;

/** Gathers what changed and tells every listener once per microtask. A listener that throws does not keep others from hearing. */
export class Notifier {
  readonly #listeners = new Set<Listener>();
  #touched: { [K in BoardKind]?: Set<string> } = {};
  #all = false;
  #meta = false;
  #remote = false;
  #isQueued = false;

  subscribe(listener: Listener): () => void {
    // A wrapper of its own, so that the same function may subscribe twice and leave once.
    const entry: Listener = (change) => listener(change);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  touch(kind: BoardKind, id: string, remote: boolean): void {
    const ids = this.#touched[kind];
    if (ids) ids.add(id);
    else this.#touched[kind] = new Set([id]);
    this.#remote ||= remote;
    this.#queue();
  }

  all(): void {
    this.#all = true;
    this.#queue();
  }

  meta(): void {
    this.#meta = true;
    this.#queue();
  }

  #queue(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const change: SourceChange = { all: this.#all, touched: this.#touched, meta: this.#meta, remote: this.#remote };
    this.#isQueued = false;
    this.#touched = {};
    this.#all = this.#meta = this.#remote = false;
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        reportError(error);
      }
    }
  }
}

/** As the platform does for event listeners: the fault is seen, the others go on. */
function reportError(error: unknown): void {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  else console.error(error);
}
