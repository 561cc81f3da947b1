import type { HostCall, HostWrites } from '@dispatchkit/contract/manifest';
import { matches } from '../filters/index.ts';
import {
  type HostCapabilities,
  type HostChangesPage,
  HostError,
  type HostList,
  type HostPage,
  type HostRecord,
} from '../host.ts';
import type { HostRow, WriteAsk } from '../seams.ts';
import { interpolate } from '../templates/interpolate.ts';
import { idValue, nested, tokenToSend } from '../transports/asking.ts';
import { notAllowed, refuseConflict } from './compare.ts';
import { recordMatches, translateFilter } from './filters.ts';
import { planOf, type ResourcePlan } from './plans.ts';
import { noRelatedRows, readRecord, tokenOf } from './read-record.ts';
import { pageOf, ResourceRows, type ResourceSurroundings } from './resource-rows.ts';
import { allOf, fieldsOfFilter, valueAt } from './rows.ts';
import { type HostFields, readOnlyReason, type WriteSurroundings, writeFields } from './write-fields.ts';
import { callsOf, names, splitActions, splitAlso, wholeRow } from './write-parts.ts';

/** One kind of record that the host has as records of their own. */
export class ResourceHost extends ResourceRows {
  capabilities(): HostCapabilities {
    const { writes, concurrency } = this.plan.resource;
    const words = this.around.knowledge.knownWords(this.enums);
    const transport = this.around.manifest.transport.kind;
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
      readsSingly: this.plan.resource.foundInList !== true,
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
    return this.record(row, signal);
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
    const { title } = this.around.manifest;
    if (resource.writes.create === false) throw notAllowed(this.plan.kind, 'created', title);
    const { surroundings } = await this.ready(signal);
    const { plain, actions } = splitActions(this.#worthSaying(fields, surroundings), resource.writes.actions);
    const written = writeFields(this.plan, plain, undefined, surroundings, title);
    const { own } = splitAlso(written, resource.writes);
    const row = await this.around.transport.create({
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
      return await this.reread(id, signal);
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
      return row && this.record(row, signal);
    }
    const { rows } = await this.rows({ field: clientKey, is: 'eq', value: key }, undefined, signal);
    const [row] = rows;
    return row && this.record(row, signal);
  }

  async update(
    id: string,
    changes: Readonly<Record<string, unknown>>,
    before: HostRecord | undefined,
    signal?: AbortSignal,
  ): Promise<HostRecord> {
    const { writes } = this.plan.resource;
    const { title } = this.around.manifest;
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
    return this.reread(writtenId, signal);
  }

  async remove(id: string, before: HostRecord | undefined, signal?: AbortSignal): Promise<void> {
    const { resource } = this.plan;
    if (resource.writes.delete === false) throw notAllowed(this.plan.kind, 'deleted', this.around.manifest.title);
    const { surroundings } = await this.ready(signal);
    const now = await this.#rowBeforeWrite(id, [], before, surroundings, signal);
    const token = before?.token ?? (now === undefined ? null : tokenOf(this.plan, now));
    await this.around.transport.remove({ resource, id: this.partsOf(id), fields: {}, before: now, token, signal });
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
    const { transport } = this.around;
    if (sends === 'replace') {
      if (transport.replace === undefined)
        throw new HostError('invalid', `Rows of ${resource.entity} cannot be replaced over this transport.`);
      return this.idOf(await transport.replace(ask));
    }
    await transport.update(ask).catch((error: unknown) => this.#rethrow(error, id, signal));
    return id;
  }

  /** A host may take a row that is gone for one that this user must not change. That it is gone says more. */
  async #rethrow(error: unknown, id: string, signal: AbortSignal | undefined): Promise<never> {
    if (error instanceof HostError && (error.kind === 'invalid' || error.kind === 'forbidden')) {
      const row = await this.row(id, signal).catch(() => null);
      if (row === undefined) throw this.notFound();
    }
    throw error;
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
      refuseConflict(this.plan, before, this.#plainRecord(now, surroundings), changed, surroundings, this.around.manifest.title);
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
      const values = { id: idValue(this.partsOf(id)), record, before, token: tokenToSend(this.plan.resource, token) };
      await this.around.transport.call(call, values, true, signal);
      isWritten = true;
    }
  }

  async #defaults(signal: AbortSignal | undefined): Promise<HostFields> {
    const { settings, session, context } = await this.around.knowledge.values(signal);
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

function mayUpdate(writes: HostWrites): boolean {
  return writes.update !== false || writes.sends === 'replace';
}

function isOfOthers({ field }: ResourcePlan['fields'][number], { resource }: ResourcePlan): boolean {
  const relation = field.relation === undefined ? undefined : resource.relations[field.relation];
  return field.relation !== undefined && relation?.kind !== 'expand';
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
