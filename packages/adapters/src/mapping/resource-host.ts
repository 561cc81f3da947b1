import type { HostAction, HostCall, HostFilter, HostManifest, HostWrites } from '@dispatchkit/contract/manifest';
import { matches } from '../filters/index.ts';
import {
  type HostCapabilities,
  type HostChangesPage,
  HostError,
  type HostList,
  type HostPage,
  type HostRecord,
} from '../host.ts';
import type { HostRow, IdParts, RowsAsk, Transport, WriteAsk } from '../seams.ts';
import { interpolate } from '../templates/interpolate.ts';
import { joinPath, splitPath, write } from '../templates/path.ts';
import { tokenToSend } from '../transports/asking.ts';
import { type ChangedRows, changedRows } from './changes.ts';
import { notAllowed, refuseConflict } from './compare.ts';
import { recordMatches, translateFilter } from './filters.ts';
import type { HostKnowledge } from './host-knowledge.ts';
import { idOfRow, partsOfId } from './ids.ts';
import { planOf, type ResourcePlan } from './plans.ts';
import { noRelatedRows, readRecord, tokenOf } from './read-record.ts';
import { allRows, relatedRows } from './relations.ts';
import { allOf, fieldsOfFilter, valueAt } from './rows.ts';
import { settledFilter } from './settled.ts';
import { type HostFields, readOnlyReason, type WriteSurroundings, writeFields } from './write-fields.ts';

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

/** One kind of record that the host has as records of their own. */
export class ResourceHost {
  readonly plan: ResourcePlan;
  readonly #around: ResourceSurroundings;
  readonly #enums: readonly string[];

  constructor(plan: ResourcePlan, around: ResourceSurroundings) {
    this.plan = plan;
    this.#around = around;
    this.#enums = [...new Set(plan.fields.flatMap(({ field }) => field.enum ?? []))];
  }

  capabilities(): HostCapabilities {
    const { writes, concurrency } = this.plan.resource;
    const words = this.#around.knowledge.knownWords(this.#enums);
    const transport = this.#around.manifest.transport.kind;
    const acted = new Map<string, string[]>();
    for (const { when } of writes.actions) acted.set(when.field, [...(acted.get(when.field) ?? []), ...when.is.map(String)]);
    const writable = this.plan.fields.filter(
      (field) => acted.has(field.name) || (mayUpdate(writes) && readOnlyReason(field, transport, words) === undefined),
    );
    const wordsOf = writable.flatMap(({ name, field }): [string, string[]][] => {
      const list = field.enum === undefined ? undefined : words.get(field.enum);
      const actions = acted.get(name) ?? [];
      return list === undefined && actions.length === 0 ? [] : [[name, [...new Set([...(list?.writable ?? []), ...actions])]]];
    });
    return {
      create: writes.create !== false,
      update: mayUpdate(writes) || acted.size > 0,
      delete: writes.delete !== false,
      writable: writable.map(({ name }) => name),
      words: Object.fromEntries(wordsOf),
      conflicts: concurrency.kind === 'none' ? 'unseen' : concurrency.kind === 'compare' ? 'likely' : 'sure',
      findsCreated: writes.clientKey !== undefined,
    };
  }

  async list(list: HostList = {}): Promise<HostPage> {
    const ready = await this.ready(list.signal);
    const { host, here } = translateFilter(list.filter, this.plan, ready.surroundings);
    const found = await this.rows(host, list.page, list.signal);
    const records = (await this.records(found.rows, list.signal)).filter((record) => recordMatches(here, record));
    return pageOf(records, found, allOf(here, found.rest));
  }

  async get(id: string, signal?: AbortSignal): Promise<HostRecord | undefined> {
    const row = await this.row(id, signal);
    const { where, surroundings } = await this.ready(signal);
    // A host that does not show what the condition is about was asked by id, and has answered.
    const isShown = fieldsOfFilter(where).every((path) => valueAt(row, path) !== undefined);
    if (row === undefined || (where !== undefined && isShown && !matches(where, row, surroundings.codecs.isNothing)))
      return undefined;
    return this.#record(row, signal);
  }

  async ids(
    page?: string,
    signal?: AbortSignal,
  ): Promise<{ readonly ids: readonly string[]; readonly next: string | undefined }> {
    const { calls, id } = this.plan.resource;
    const resource =
      calls.ids === undefined ? this.plan.resource : { ...this.plan.resource, calls: { ...calls, list: calls.ids } };
    const found = await this.rows(undefined, page, signal, { resource, paths: id.paths });
    return { ids: found.rows.map((row) => this.idOf(row)), next: found.next };
  }

  async changes(cursor: string | undefined, signal?: AbortSignal): Promise<HostChangesPage> {
    const { rows, ...page } = await this.changedRows(cursor, signal);
    return { changed: await this.records(rows, signal), ...page };
  }

  async create(fields: Readonly<Record<string, unknown>>, signal?: AbortSignal, key?: string): Promise<HostRecord> {
    const { resource } = this.plan;
    const { clientKey } = resource.writes;
    const { title } = this.#around.manifest;
    if (resource.writes.create === false) throw notAllowed(this.plan.kind, 'created', title);
    const { surroundings } = await this.ready(signal);
    const { plain, actions } = splitActions(this.#worthSaying(fields, surroundings), resource.writes.actions);
    const written = writeFields(this.plan, plain, undefined, surroundings, title);
    const { own } = splitAlso(written, resource.writes);
    const row = await this.#around.transport.create({
      resource,
      fields: {
        ...(await this.#defaults(signal)),
        ...own,
        ...(clientKey === undefined || key === undefined ? {} : { [clientKey]: key }),
      },
      signal,
    });
    const id = this.idOf(row);
    try {
      const calls = callsOf(actions, resource.writes.also);
      await this.#afterwards(id, calls, { record: written, now: undefined, token: null, isWritten: true }, signal);
      return await this.#reread(id, signal);
    } catch (error) {
      // It is there, whatever has gone wrong with it since.
      throw error instanceof HostError ? error.perhapsDone() : error;
    }
  }

  async findCreated(key: string, signal?: AbortSignal): Promise<HostRecord | undefined> {
    const { id, writes } = this.plan.resource;
    const { clientKey } = writes;
    if (clientKey === undefined) return undefined;
    if (id.paths.length === 1 && id.paths[0] === clientKey) {
      const row = await this.row(key, signal);
      return row && this.#record(row, signal);
    }
    const { rows } = await this.rows({ field: clientKey, is: 'eq', value: key }, undefined, signal);
    const [row] = rows;
    return row && this.#record(row, signal);
  }

  async update(
    id: string,
    changes: Readonly<Record<string, unknown>>,
    before: HostRecord | undefined,
    signal?: AbortSignal,
  ): Promise<HostRecord> {
    const { writes } = this.plan.resource;
    const { title } = this.#around.manifest;
    const { surroundings } = await this.ready(signal);
    const { plain, actions } = splitActions(changes, writes.actions);
    const isPlain = Object.keys(plain).length > 0;
    if ((isPlain && !mayUpdate(writes)) || (!isPlain && actions.length === 0 && !mayUpdate(writes))) {
      throw notAllowed(this.plan.kind, 'changed', title);
    }
    if (isPlain && actions.some(({ others }) => others === 'refuse')) {
      const acted = actions.map(({ when }) => `“${when.field}”`).join(', ');
      throw new HostError('invalid', `At ${title} ${acted} can only be changed by itself.`);
    }
    const now = await this.#rowBeforeWrite(id, Object.keys(changes), before, surroundings, signal);
    const from = before ?? (now === undefined ? undefined : this.#plainRecord(now, surroundings));
    const written = isPlain ? writeFields(this.plan, plain, from, surroundings, title) : {};
    const { own, also } = splitAlso(written, writes);
    const writtenId = await this.writeRow(id, own, { now, token: before?.token ?? null }, signal);
    const isWritten = Object.keys(own).length > 0;
    await this.#afterwards(
      writtenId,
      callsOf(actions, also),
      { record: written, now, token: before?.token ?? null, isWritten },
      signal,
    );
    if (!writes.reread && before !== undefined && writtenId === id)
      return { ...before, fields: { ...before.fields, ...changes } };
    return this.#reread(writtenId, signal);
  }

  async remove(id: string, before: HostRecord | undefined, signal?: AbortSignal): Promise<void> {
    const { resource } = this.plan;
    if (resource.writes.delete === false) throw notAllowed(this.plan.kind, 'deleted', this.#around.manifest.title);
    const { surroundings } = await this.ready(signal);
    const now = await this.#rowBeforeWrite(id, [], before, surroundings, signal);
    const token = before?.token ?? (now === undefined ? null : tokenOf(this.plan, now));
    await this.#around.transport.remove({ resource, id: this.partsOf(id), fields: {}, before: now, token, signal });
  }

  /* What assignments in jobs need of their jobs. */

  async ready(signal?: AbortSignal): Promise<Ready> {
    const surroundings = await this.#around.knowledge.surroundings(this.#enums, signal);
    const { where: said } = this.plan.resource;
    const ours = said === undefined ? undefined : settledFilter(said, (await this.#around.knowledge.values(signal)).settings);
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
    const answer = await this.#around.transport.rows({
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
    if (resource.foundInList !== true) return this.#around.transport.row({ resource, paths, id: parts, signal });
    const filter: HostFilter = { all: Object.entries(parts).map(([field, value]) => ({ field, is: 'eq', value })) };
    const asking = { transport: this.#around.transport, isNothing: surroundings.codecs.isNothing, signal };
    const rows = await allRows(asking, { resource, paths, filter });
    return rows.find((row) => idOfRow(row, resource.id) === id);
  }

  async records(rows: readonly HostRow[], signal: AbortSignal | undefined): Promise<HostRecord[]> {
    const { surroundings } = await this.ready(signal);
    const related = await relatedRows(this.plan, rows, this.#around.transport, surroundings.codecs.isNothing, signal);
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
        transport: this.#around.transport,
        codecs: surroundings.codecs,
        where: ours,
        nowMs: this.#around.nowMs(),
        signal,
      },
      cursor,
    );
  }

  /** Writes host fields as the manifest wants them sent. Resolves to the id, which is another when the row was replaced. */
  async writeRow(
    id: string,
    fields: HostFields,
    { now, token }: { readonly now: HostRow | undefined; readonly token: string | null },
    signal: AbortSignal | undefined,
  ): Promise<string> {
    if (Object.keys(fields).length === 0) return id;
    const { resource } = this.plan;
    const { sends } = resource.writes;
    const ask: WriteAsk = {
      resource,
      id: this.partsOf(id),
      fields: sends === 'changes' || now === undefined ? fields : wholeRow(now, fields),
      before: now,
      token: token ?? (now === undefined ? null : tokenOf(this.plan, now)),
      signal,
    };
    const { transport } = this.#around;
    if (sends === 'replace') {
      if (transport.replace === undefined)
        throw new HostError('invalid', `Rows of ${resource.entity} cannot be replaced over this transport.`);
      return this.idOf(await transport.replace(ask));
    }
    await transport.update(ask);
    return id;
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
    return new HostError('not-found', `${this.#around.manifest.title} does not have this record any more.`);
  }

  #partsOrNone(id: string): IdParts | undefined {
    try {
      return partsOfId(id, this.plan.resource.id);
    } catch {
      return undefined;
    }
  }

  async #record(row: HostRow, signal: AbortSignal | undefined): Promise<HostRecord> {
    const [record] = await this.records([row], signal);
    if (record === undefined) throw this.notFound();
    return record;
  }

  #plainRecord(row: HostRow, surroundings: WriteSurroundings): HostRecord {
    return readRecord(
      { ...this.plan, fields: this.plan.fields.filter((field) => !isOfOthers(field, this.plan)) },
      row,
      noRelatedRows,
      surroundings,
    );
  }

  /** Read only where something is needed of it: for comparing, for whole rows, for a token nobody has, for what calls name. */
  async #rowBeforeWrite(
    id: string,
    changed: readonly string[],
    before: HostRecord | undefined,
    surroundings: WriteSurroundings,
    signal: AbortSignal | undefined,
  ): Promise<HostRow | undefined> {
    const { concurrency, writes } = this.plan.resource;
    const compares =
      before !== undefined && (concurrency.kind === 'compare' || (concurrency.kind !== 'none' && before.token === null));
    const lacksToken = concurrency.kind !== 'compare' && concurrency.kind !== 'none' && (before?.token ?? null) === null;
    const lacksOtherEnd =
      before === undefined && this.plan.fields.some(({ field }) => field.endOf !== undefined || field.startOf !== undefined);
    const isNamed = names(writes, 'before.');
    if (!compares && !lacksToken && !lacksOtherEnd && !isNamed && writes.sends === 'changes') return undefined;
    const now = await this.row(id, signal);
    if (now === undefined) throw this.notFound();
    if (compares && before !== undefined) {
      refuseConflict(this.plan, before, this.#plainRecord(now, surroundings), changed, surroundings, this.#around.manifest.title);
    }
    return now;
  }

  /** Calls that follow a write. Each may name the row as it was, and its token as it is by then: the write, and each call, has changed it. */
  async #afterwards(
    id: string,
    calls: readonly HostCall[],
    write: {
      readonly record: HostFields;
      readonly now: HostRow | undefined;
      readonly token: string | null;
      readonly isWritten: boolean;
    },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (calls.length === 0) return;
    const before = write.now ?? (names(calls, 'before.') ? await this.row(id, signal) : undefined);
    const record = nested(write.record);
    let { token, isWritten } = write;
    for (const call of calls) {
      if (isWritten && names(call, 'token}')) {
        const row = await this.row(id, signal);
        token = row === undefined ? null : tokenOf(this.plan, row);
      }
      const values = { id: oneOrParts(this.partsOf(id)), record, before, token: tokenToSend(this.plan.resource, token) };
      await this.#around.transport.call(call, values, true, signal);
      isWritten = true;
    }
  }

  async #reread(id: string, signal: AbortSignal | undefined): Promise<HostRecord> {
    const row = await this.row(id, signal);
    if (row === undefined) throw this.notFound();
    return this.#record(row, signal);
  }

  async #defaults(signal: AbortSignal | undefined): Promise<HostFields> {
    const { settings, session, context } = await this.#around.knowledge.values(signal);
    return interpolate(this.plan.resource.writes.defaults, { settings, session, context }) as HostFields;
  }

  /** A new record needs no word about what is empty and cannot be said. */
  #worthSaying(fields: Readonly<Record<string, unknown>>, { words, transport }: WriteSurroundings): Record<string, unknown> {
    const canSay = (name: string) =>
      this.plan.fields.some(
        (field) =>
          (field.name === name || field.name.startsWith(`${name}.`)) && readOnlyReason(field, transport, words) === undefined,
      );
    return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isNothing(value) || canSay(name)));
  }
}

export function openResource(
  kind: ResourcePlan['kind'],
  resource: ResourcePlan['resource'],
  around: ResourceSurroundings,
): ResourceHost {
  return new ResourceHost(planOf(kind, resource, around.manifest), around);
}

export function pageOf(records: readonly HostRecord[], found: RowsFound, filteredHere: HostFilter | undefined): HostPage {
  const page: HostPage = { records, next: found.next };
  if (filteredHere !== undefined) return { ...page, filteredHere };
  return found.total === undefined ? page : { ...page, total: found.total };
}

function mayUpdate(writes: HostWrites): boolean {
  return writes.update !== false || writes.sends === 'replace';
}

function callsOf(actions: readonly HostAction[], also: HostWrites['also'] = []): readonly HostCall[] {
  return [...also, ...actions].map(({ call }) => call);
}

/** Whether a placeholder that begins so stands anywhere in it. */
function names(said: unknown, beginning: string): boolean {
  return JSON.stringify(said).includes(`\${${beginning}`);
}

function isOfOthers({ field }: ResourcePlan['fields'][number], { resource }: ResourcePlan): boolean {
  const relation = field.relation === undefined ? undefined : resource.relations[field.relation];
  return field.relation !== undefined && relation?.kind !== 'expand';
}

/** An action takes its field out of the write. */
function splitActions(
  changes: Readonly<Record<string, unknown>>,
  actions: readonly HostAction[],
): { readonly plain: Record<string, unknown>; readonly actions: readonly HostAction[] } {
  const due = actions.filter(({ when }) => when.field in changes && when.is.some((value) => value === changes[when.field]));
  const acted = new Set(due.map(({ when }) => when.field));
  return { plain: Object.fromEntries(Object.entries(changes).filter(([name]) => !acted.has(name))), actions: due };
}

/** Fields that belong to another row are left out of the write of the row itself. */
function splitAlso(
  written: HostFields,
  { also = [] }: HostWrites,
): { readonly own: HostFields; readonly also: NonNullable<HostWrites['also']> } {
  const others = new Set(also.flatMap(({ fields }) => fields));
  return {
    own: Object.fromEntries(Object.entries(written).filter(([path]) => !others.has(path))),
    also: also.filter(({ fields }) => fields.some((path) => path in written)),
  };
}

/** The row as it was read, with the changes in it. What the protocol has added to it is no field. */
function wholeRow(now: HostRow, fields: HostFields): HostFields {
  const row = structuredClone(now) as Record<string, unknown>;
  for (const [path, value] of Object.entries(fields)) write(row, path, value);
  const entries = Object.entries(row).filter(([name]) => name !== '__metadata' && !/^@|@odata\.(?!bind)|\.$/.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [joinPath([name]), value]));
}

function nested(fields: HostFields): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) if (splitPath(path).length > 0) write(row, path, value);
  return row;
}

function oneOrParts(parts: IdParts): string | number | IdParts {
  const values = Object.values(parts);
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : parts;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
