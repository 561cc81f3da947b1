import type { HostFilter, HostManifest } from '@dispatchkit/contract/manifest';
import { matches } from '../filters/index.ts';
import { HostError, type HostPage, type HostRecord } from '../host.ts';
import type { HostRow, IdParts, RowsAsk, Transport } from '../seams.ts';
import { type ChangedRows, changedRows } from './changes.ts';
import type { HostKnowledge } from './host-knowledge.ts';
import { idOfRow, partsOfId } from './ids.ts';
import type { ResourcePlan } from './plans.ts';
import { noRelatedRows, readRecord } from './read-record.ts';
import { allRows, relatedRows } from './relations.ts';
import { allOf, fieldsOfFilter } from './rows.ts';
import { settledFilter } from './settled.ts';
import type { WriteSurroundings } from './write-fields.ts';

/** What a kind of record needs to be spoken of. */
export interface ResourceSurroundings {
  readonly manifest: HostManifest;
  readonly transport: Transport;
  readonly knowledge: HostKnowledge;
  readonly nowMs: () => number;
}

/** A page of rows, before they are records. */
export interface RowsFound {
  readonly rows: readonly HostRow[];
  readonly next: string | undefined;
  readonly total: number | undefined;
  readonly rest: HostFilter | undefined;
}

interface Ready {
  readonly surroundings: WriteSurroundings;
  /** `where`, with settings filled in, and without what the host has flagged as deleted. */
  readonly where: HostFilter | undefined;
  /** `where` alone. */
  readonly ours: HostFilter | undefined;
}

/** The rows of one kind at the host, and the records they are. */
export class ResourceRows {
  readonly plan: ResourcePlan;
  protected readonly around: ResourceSurroundings;
  protected readonly enums: readonly string[];

  constructor(plan: ResourcePlan, around: ResourceSurroundings) {
    this.plan = plan;
    this.around = around;
    this.enums = [...new Set(plan.fields.flatMap(({ field }) => field.enum ?? []))];
  }

  async ready(signal?: AbortSignal): Promise<Ready> {
    const surroundings = await this.around.knowledge.surroundings(this.enums, signal);
    const { where: said } = this.plan.resource;
    const ours = said === undefined ? undefined : settledFilter(said, (await this.around.knowledge.values(signal)).settings);
    const { deletes } = this.plan.resource.changes;
    return { surroundings, ours, where: allOf(ours, deletes.kind === 'flag' ? { not: deletes.when } : undefined) };
  }

  /** A page of rows that the manifest lets through and that fit `filter`, on host fields. */
  async rows(
    filter: HostFilter | undefined,
    page: string | undefined,
    signal: AbortSignal | undefined,
    ask: Pick<RowsAsk, 'resource' | 'paths'> = this.plan,
  ): Promise<RowsFound> {
    const { where, surroundings } = await this.ready(signal);
    const answer = await this.around.transport.rows({
      resource: ask.resource,
      paths: ask.paths,
      filter: allOf(where, filter),
      page,
      signal,
    });
    if (answer.next !== undefined && answer.next === page) {
      throw new HostError('invalid', `The list of ${this.plan.resource.entity} does not come to an end.`);
    }
    const { rest, next, total } = answer;
    const rows =
      rest === undefined ? answer.rows : answer.rows.filter((row) => matches(rest, row, surroundings.codecs.isNothing));
    return { rows, next, total, rest };
  }

  /** The row as the host has it, whatever `where` says. */
  async row(id: string, signal: AbortSignal | undefined): Promise<HostRow | undefined> {
    const { resource } = this.plan;
    const { ours, surroundings } = await this.ready(signal);
    const parts = this.#partsOrNone(id);
    if (parts === undefined) return undefined;
    const paths = [...new Set([...this.plan.paths, ...fieldsOfFilter(ours)])];
    if (resource.foundInList !== true) return this.around.transport.row({ resource, paths, id: parts, signal });
    const filter: HostFilter = { all: Object.entries(parts).map(([field, value]) => ({ field, is: 'eq', value })) };
    const asking = { transport: this.around.transport, isNothing: surroundings.codecs.isNothing, signal };
    const rows = await allRows(asking, { resource, paths, filter });
    return rows.find((row) => idOfRow(row, resource.id) === id);
  }

  async records(rows: readonly HostRow[], signal: AbortSignal | undefined): Promise<HostRecord[]> {
    const { surroundings } = await this.ready(signal);
    const related = await relatedRows(this.plan, rows, this.around.transport, surroundings.codecs.isNothing, signal);
    return rows.map((row, at) => readRecord(this.plan, row, related[at] ?? noRelatedRows, surroundings));
  }

  async changedRows(cursor: string | undefined, signal: AbortSignal | undefined): Promise<ChangedRows> {
    const { ours, surroundings } = await this.ready(signal);
    const paths = [
      ...new Set([...this.plan.paths, ...(this.plan.resource.changes.by.kind === 'delta-link' ? fieldsOfFilter(ours) : [])]),
    ];
    return changedRows(
      {
        plan: this.plan,
        paths,
        transport: this.around.transport,
        codecs: surroundings.codecs,
        where: ours,
        nowMs: this.around.nowMs(),
        signal,
      },
      cursor,
    );
  }

  async reread(id: string, signal: AbortSignal | undefined): Promise<HostRecord> {
    const row = await this.row(id, signal);
    if (row === undefined) throw this.notFound();
    return this.record(row, signal);
  }

  async record(row: HostRow, signal: AbortSignal | undefined): Promise<HostRecord> {
    const [record] = await this.records([row], signal);
    if (record === undefined) throw this.notFound();
    return record;
  }

  /** @throws HostError `not-found` when the id is none of this host */
  partsOf(id: string): IdParts {
    const parts = this.#partsOrNone(id);
    if (parts === undefined) throw this.notFound();
    return parts;
  }

  idOf(row: HostRow): string {
    const id = idOfRow(row, this.plan.resource.id);
    if (id === undefined) throw new HostError('invalid', `A row of ${this.plan.resource.entity} has no id.`);
    return id;
  }

  notFound(): HostError {
    return new HostError('not-found', `${this.around.manifest.title} does not have this record any more.`);
  }

  #partsOrNone(id: string): IdParts | undefined {
    try {
      return partsOfId(id, this.plan.resource.id);
    } catch {
      return undefined;
    }
  }
}

export function pageOf(records: readonly HostRecord[], found: RowsFound, filteredHere: HostFilter | undefined): HostPage {
  const page: HostPage = { records, next: found.next };
  if (filteredHere !== undefined) return { ...page, filteredHere };
  return found.total === undefined ? page : { ...page, total: found.total };
}
