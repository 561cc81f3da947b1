import type { Assignment } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import type { Indexes } from './indexes.ts';
import type { Records } from './source.ts';
import { emptyTables, type MutableTables, type Row, rowsOf } from './tables.ts';

/** Tables with the indexes that follow them. */
export interface Rows {
  readonly tables: MutableTables;
  readonly indexes: Indexes;
}

/** What would be, written over rows that stay as they are. */
export class Draft {
  readonly #under: Rows;
  readonly #written: { readonly [K in BoardKind]: Map<string, Records[K]> } = emptyTables();
  readonly #removed = new Map<BoardKind, Set<string>>();

  constructor(under: Rows) {
    this.#under = under;
  }

  get<K extends BoardKind>(kind: K, id: string): Records[K] | undefined {
    const written = this.#written[kind].get(id) as Records[K] | undefined;
    if (written) return written;
    return this.#removed.get(kind)?.has(id) ? undefined : (this.#under.tables[kind].get(id) as Records[K] | undefined);
  }

  set<K extends BoardKind>(kind: K, record: Records[K]): void {
    this.#removed.get(kind)?.delete(record.id);
    rowsOf(this.#written, kind).set(record.id, record);
  }

  delete(kind: BoardKind, id: string): void {
    this.#written[kind].delete(id);
    const removed = this.#removed.get(kind);
    if (removed) removed.add(id);
    else this.#removed.set(kind, new Set([id]));
  }

  assignmentsOfJob(jobId: string): Assignment[] {
    return this.#assignments(this.#under.indexes.assignmentsOfJob(jobId), (assignment) => assignment.jobId === jobId);
  }

  assignmentsOfTechnician(technicianId: string): Assignment[] {
    const known = this.#under.indexes.assignmentsOfTechnician(technicianId);
    return this.#assignments(known, (assignment) => assignment.technicianId === technicianId);
  }

  /** Rows that were written, with `undefined` for those removed. */
  *rows(): Iterable<{ kind: BoardKind; id: string; row: Row | undefined }> {
    for (const kind of Object.keys(this.#written) as BoardKind[]) {
      for (const [id, row] of this.#written[kind]) yield { kind, id, row };
    }
    for (const [kind, ids] of this.#removed) for (const id of ids) yield { kind, id, row: undefined };
  }

  #assignments(known: readonly Assignment[], belongs: (assignment: Assignment) => boolean): Assignment[] {
    const written = this.#written.assignments;
    const removed = this.#removed.get('assignments');
    const kept = known.filter((assignment) => !written.has(assignment.id) && !removed?.has(assignment.id));
    for (const assignment of written.values()) if (belongs(assignment)) kept.push(assignment);
    return kept;
  }
}
