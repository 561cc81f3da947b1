import type { BoardKind } from '@dispatchkit/contract/words';
import { boardKinds } from '@dispatchkit/contract/words';
import { Draft, type Rows } from './draft.ts';
import { isEqual } from './equal.ts';
import { Indexes } from './indexes.ts';
import type { Notifier } from './notifier.ts';
import { emptyTables, type MutableTables, type Row, rowsOf } from './tables.ts';

/** An own change that the other side has not yet been seen to keep. Laid over the confirmed rows again whenever those change. */
export interface Pending {
  apply(draft: Draft): void;
  /** Rows the other side answered with, by `recordKey`; `version` is what a deletion gave. */
  accepted?: ReadonlyMap<
    string,
    { readonly kind: BoardKind; readonly id: string; readonly version: number; readonly row: Row | undefined }
  >;
}

/** Lays one change over. Once it is accepted, what the other side answered counts, unless the rows have gone past that already. */
function layOver(draft: Draft, pending: Pending): void {
  const answers = [...(pending.accepted?.values() ?? [])];
  if (answers.some(({ kind, id, version }) => (draft.get(kind, id)?.version ?? 0) >= version)) return;
  pending.apply(draft);
  for (const { kind, id, row } of answers) {
    if (row) draft.set(kind, row);
    else draft.delete(kind, id);
  }
}

export function recordKey(kind: BoardKind, id: string): string {
  return `${kind}/${id}`;
}

/**
 * Confirmed rows (`base`) and what people see (`view`): base with the pending changes laid over it, in order.
 * Every change of either goes through `update`, after which the view is exact and the notifier knows what moved.
 * A row that comes out the same keeps its identity.
 */
export class Ledger {
  readonly base: Rows = { tables: emptyTables(), indexes: new Indexes() };
  readonly view: Rows = { tables: emptyTables(), indexes: new Indexes() };
  readonly #notifier: Notifier;
  readonly #pending: Pending[] = [];
  /** Rows of the view that a pending change wrote. */
  #overlaid = new Marked<true>();
  /** Rows of the base that were put, and whether somebody else did it. */
  readonly #dirty = new Marked<boolean>();

  constructor(notifier: Notifier) {
    this.#notifier = notifier;
  }

  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** Runs `work`, then lays the pending changes over anew, once. */
  update(work: () => void): void {
    work();
    this.#project();
  }

  /** Only inside `update`. `remote` when somebody else did it. */
  put(kind: BoardKind, id: string, row: Row | undefined, remote: boolean): void {
    const rows = rowsOf(this.base.tables, kind);
    const before = rows.get(id);
    if (row === before) return;
    if (row && before && isEqual(row, before)) return;
    if (row) rows.set(id, row);
    else rows.delete(id);
    this.base.indexes.put(kind, id, row);
    this.#dirty.of(kind).set(id, remote);
  }

  /** Only inside `update`. Makes the base exactly these tables; unchanged rows keep their identity. */
  replace(tables: MutableTables, remote: boolean): void {
    for (const kind of boardKinds) {
      for (const id of this.base.tables[kind].keys()) if (!tables[kind].has(id)) this.put(kind, id, undefined, remote);
      for (const [id, row] of tables[kind]) this.put(kind, id, row, remote);
    }
  }

  add(pending: Pending): void {
    this.#pending.push(pending);
  }

  remove(pending: Pending): void {
    const index = this.#pending.indexOf(pending);
    if (index >= 0) this.#pending.splice(index, 1);
  }

  /** Version the other side holds as far as is known: 0 when there is no such record. */
  versionOf(kind: BoardKind, id: string): number {
    let version = this.base.tables[kind].get(id)?.version ?? 0;
    let isGone = version === 0;
    for (const { accepted } of this.#pending) {
      const answer = accepted?.get(recordKey(kind, id));
      if (!answer || answer.version < version) continue;
      version = answer.version;
      isGone = answer.row === undefined;
    }
    return isGone ? 0 : version;
  }

  #project(): void {
    const draft = new Draft(this.base);
    for (const pending of this.#pending) layOver(draft, pending);
    const before = this.#overlaid;
    const overlaid = new Marked<true>();
    for (const { kind, id, row } of draft.rows()) {
      overlaid.of(kind).set(id, true);
      this.#show(kind, id, row);
    }
    this.#overlaid = overlaid;
    for (const kind of boardKinds) {
      const rows = rowsOf(this.base.tables, kind);
      const isOverlaid = overlaid.of(kind);
      for (const ids of [before.of(kind), this.#dirty.of(kind)]) {
        for (const id of ids.keys()) if (!isOverlaid.has(id)) this.#show(kind, id, rows.get(id));
      }
    }
    this.#dirty.clear();
  }

  #show(kind: BoardKind, id: string, row: Row | undefined): void {
    const rows = rowsOf(this.view.tables, kind);
    const shown = rows.get(id);
    if (row === shown) return;
    // A replayed change makes new objects; one that says the same must not look changed.
    if (row && shown && isEqual(row, shown)) return;
    if (row) rows.set(id, row);
    else rows.delete(id);
    this.view.indexes.put(kind, id, row);
    this.#notifier.touch(kind, id, this.#dirty.of(kind).get(id) ?? false);
  }
}

/** Something about rows, by kind and id. */
class Marked<T> {
  readonly #byKind: { readonly [K in BoardKind]: Map<string, T> } = {
    jobs: new Map(),
    assignments: new Map(),
    technicians: new Map(),
    customers: new Map(),
    sites: new Map(),
    shifts: new Map(),
    timeOff: new Map(),
    crews: new Map(),
    equipment: new Map(),
    dependencies: new Map(),
  };

  of(kind: BoardKind): Map<string, T> {
    return this.#byKind[kind];
  }

  clear(): void {
    for (const kind of boardKinds) this.#byKind[kind].clear();
  }
}
