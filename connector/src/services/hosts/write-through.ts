import { HostError, type HostRecord } from '@dispatchkit/adapters';
import type { Kind } from '@dispatchkit/contract/words';
import type { HostFact, HostFields, HostWrite } from '../../ports/hosts.ts';
import type { Draft, Records, Store, WriteMeta, WriteOutcome, Writer } from '../../ports/store.ts';
import { ProblemError } from '../errors.ts';
import { conflictsOf } from './conflicts.ts';
import { type Creation, creationOf, creationOfWrite, forgetCreation, renameCreation } from './create-once.ts';
import { withDone } from './done-before.ts';
import { isSilence, mayBeThere, problemOfHost } from './failures.ts';
import { ownFields } from './host-fields.ts';
import { incoming, namedOf } from './incoming.ts';
import { keepRecords, stateOf } from './keep.ts';
import type { Mirror, Mirrors } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { type Outgoing, outgoing } from './outgoing.ts';
import { isSame } from './same.ts';
import { readAlong, type Told, tell } from './send.ts';
import { beginTelling, type Telling } from './told-meanwhile.ts';

export interface WriteThroughOptions extends HostSurroundings {
  readonly mirrors: Mirrors;
  /** Called when something waits for a host. */
  readonly onQueued: (mirror: Mirror) => void;
}

/** Once it has not answered, it is not asked again for so long. */
const silenceMs = 5_000;

/**
 * A store whose writes go to the host first where records are a host's. A unit of work is rehearsed: its changes are worked out and rolled
 * back. What of them is the host's is told to it, and what it answers is stored by the same unit of work, run again, in one transaction
 * with its event. Nothing is held while the host is asked. Units of work that touch nothing of a host are done at once, as ever.
 */
export function writeThrough(options: WriteThroughOptions): Store {
  const through = new WriteThrough(options);
  return new Proxy(options.store, {
    get(target, name) {
      if (name === 'write') return through.write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** What is noted of a creation until it is kept. */
interface Named {
  readonly creation: Creation;
}

interface Queued {
  readonly writeId: string;
}

class WriteThrough {
  readonly #options: WriteThroughOptions;
  /** One after another per tenant, so that what was rehearsed still holds. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #silentUntilMs = new WeakMap<Mirror, number>();

  constructor(options: WriteThroughOptions) {
    this.#options = options;
  }

  readonly write = async <T>(tenant: string, meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>> => {
    const { store, mirrors } = this.#options;
    if (mirrors.of(tenant).length === 0) return store.write(tenant, meta, work);
    const rehearsal = await this.#rehearse(tenant, meta, work);
    if ('outcome' in rehearsal) return rehearsal.outcome;
    return this.#inTurn(tenant, () => this.#writeToHost(tenant, meta, work));
  };

  async #inTurn<T>(tenant: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(tenant) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.#turns.set(tenant, settled);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(tenant) === settled) this.#turns.delete(tenant);
    }
  }

  /** Does it when nothing of it is a host's. */
  async #rehearse<T>(
    tenant: string,
    meta: WriteMeta,
    work: (writer: Writer) => Promise<T>,
  ): Promise<{ readonly outcome: WriteOutcome<T> } | { readonly changes: Outgoing[] }> {
    const { store, mirrors } = this.#options;
    let changes: Outgoing[] = [];
    const rolledBack = new Error('Only rehearsed.');
    try {
      const outcome = await store.write(tenant, meta, async (writer) => {
        const result = await work(writer);
        changes = outgoing(mirrors, tenant, writer.changes);
        if (changes.length === 0) return result;
        // What the database has against it is heard now, before the host is told.
        await writer.lastSeq();
        throw rolledBack;
      });
      return { outcome };
    } catch (error) {
      if (error !== rolledBack) throw error;
      return { changes };
    }
  }

  async #writeToHost<T>(tenant: string, meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>> {
    const rehearsal = await this.#rehearse(tenant, meta, work);
    if ('outcome' in rehearsal) return rehearsal.outcome;
    const telling = await beginTelling(this.#options, rehearsal.changes);
    try {
      return await this.#tellAndStore(tenant, meta, work, rehearsal.changes, telling);
    } finally {
      await telling.end();
    }
  }

  async #tellAndStore<T>(
    tenant: string,
    meta: WriteMeta,
    work: (writer: Writer) => Promise<T>,
    changes: readonly Outgoing[],
    telling: Telling,
  ): Promise<WriteOutcome<T>> {
    const { told, queued } = await this.#tellAll(changes, meta, telling);
    const { signal: _, ...patient } = meta;
    try {
      const outcome = await this.#store(tenant, patient, work, { changes, told, queued, telling });
      for (const { outgoing, creation } of told) {
        if (outgoing.operation === 'create') await forgetCreation(this.#options.store, outgoing.mirror, creation);
      }
      await this.#keepAlong(told);
      return outcome;
    } catch (error) {
      // The host has it, so it is kept, whatever has come between.
      await this.#keepTold(told);
      throw await withDone(this.#options.store, error, told);
    }
  }

  async #tellAll(
    changes: readonly Outgoing[],
    { actor, idempotency, signal }: WriteMeta,
    telling: Telling,
  ): Promise<{ told: (Told & Named)[]; queued: (Outgoing & Queued)[] }> {
    const { store, ids } = this.#options;
    const told: (Told & Named)[] = [];
    const queued: (Outgoing & Queued)[] = [];
    const newIds = new Map<string, string>();
    for (const [place, change] of changes.entries()) {
      const creation = creationOf(change, actor.id, idempotency, place);
      const queue = async () => {
        const writeId = ids.next();
        if (change.operation === 'create') await renameCreation(store, change.mirror, creation, creationOfWrite(writeId));
        queued.push({ ...change, writeId });
      };
      try {
        if (await this.#hasToWait(change, queued)) {
          await queue();
          continue;
        }
        await telling.goOn();
        const answer = await tell(this.#options, change, { newIds, creation }, signal);
        if (!answer) continue;
        if (answer.isFound) await this.#refuseKnown(answer);
        told.push({ ...answer, creation });
        if (answer.record) newIds.set(change.id, answer.record.id);
      } catch (error) {
        if (error instanceof HostError && isSilence(error)) {
          this.#noteSilence(change.mirror);
          if (change.mirror.whenAway === 'queue' && error.kind !== 'auth') {
            await queue();
            continue;
          }
        }
        await this.#keepTold(told);
        throw await withDone(this.#options.store, await this.#problemOf(change, error, signal), told);
      }
    }
    return { told, queued };
  }

  /** What an earlier try has made may have come by synchronization since. */
  async #refuseKnown({ outgoing: { mirror, kind }, record }: Told): Promise<void> {
    if (!record) return;
    const [known] = await this.#options.store.hosts.factsOf(mirror.tenant, mirror.name, kind, [record.id]);
    if (!known?.id) return;
    throw new ProblemError(
      'already_exists',
      `An earlier try has made this in ${mirror.manifest.title}; it is here as ${known.id}.`,
      {
        hint: 'Go on with that record.',
      },
    );
  }

  /** Who asks again meanwhile does not make it last longer. */
  #noteSilence(mirror: Mirror): void {
    const now = this.#options.clock.now();
    if ((this.#silentUntilMs.get(mirror) ?? 0) <= now) this.#silentUntilMs.set(mirror, now + silenceMs);
  }

  /** Behind others of the same record, or because the host has just not answered. @throws HostError when it may not wait */
  async #hasToWait({ mirror, id, operation }: Outgoing, queued: readonly Outgoing[]): Promise<boolean> {
    const { store, clock } = this.#options;
    const isSilent = (this.#silentUntilMs.get(mirror) ?? 0) > clock.now();
    if (mirror.whenAway === 'refuse') {
      if (isSilent) throw new HostError('unavailable', 'It did not answer a moment ago.');
      return false;
    }
    if (isSilent || queued.some((other) => other.mirror === mirror)) return true;
    // What nobody has decided on goes with what it is of.
    const states = operation === 'delete' ? (['waiting'] as const) : undefined;
    const before = await store.hosts.writes(mirror.tenant, mirror.name, {
      recordIds: [id],
      limit: 1,
      ...(states ? { states } : {}),
    });
    return before.length > 0;
  }

  async #problemOf(change: Outgoing, error: unknown, signal?: AbortSignal): Promise<unknown> {
    const { mirror, kind, id, operation } = change;
    if (!(error instanceof HostError)) return error;
    const isUnsure = operation === 'create' && error.mayBeDone && !mirror.host.capabilities(kind).findsCreated;
    if (isUnsure) return mayBeThere(mirror, error);
    if (error.kind !== 'conflict') return problemOfHost(mirror, error);
    const { store } = this.#options;
    const [before] = await store.hosts.factsOfRecords(mirror.tenant, mirror.name, kind, [id]);
    const current = before && (await mirror.host.get(kind, before.hostId, signal).catch(nothingOfHost));
    if (!current) return problemOfHost(mirror, error);
    const conflicts = await conflictsOf(store, change, before, current);
    await keepRecords(this.#options, mirror, kind, { records: [current], state: await stateOf(store, mirror, kind) });
    return problemOfHost(mirror, error, conflicts);
  }

  async #store<T>(
    tenant: string,
    meta: WriteMeta,
    work: (writer: Writer) => Promise<T>,
    {
      changes,
      told,
      queued,
      telling,
    }: {
      readonly changes: readonly Outgoing[];
      readonly told: readonly Told[];
      readonly queued: readonly (Outgoing & Queued)[];
      readonly telling: Telling;
    },
  ): Promise<WriteOutcome<T>> {
    const { store, clock } = this.#options;
    const passes = await this.#passesOf(told);
    const moot = await this.#mootOf(changes);
    const outcome = await store.write(tenant, meta, async (writer) => {
      const overlay = new Overlay(writer, told, changes);
      const result = await work(overlay.writer);
      for (const answer of told) {
        const { mirror, kind } = answer.outgoing;
        const memory = memoryOf(answer, overlay.idOf(answer.outgoing), passes.get(kind) ?? 0);
        await writer.keepOfHost(mirror.name, { ...memory, toldSeq: writer.seq });
      }
      for (const waiting of queued) {
        const { mirror, kind, operation, fields, writeId } = waiting;
        const write: HostWrite = {
          id: writeId,
          kind,
          recordId: overlay.idOf(waiting),
          operation,
          changes: fields,
          state: 'waiting',
          attempts: 0,
          lastError: null,
          conflicts: [],
          createdMs: clock.now(),
        };
        await writer.keepOfHost(mirror.name, { writes: [write] });
      }
      for (const { mirror, write } of moot) await writer.keepOfHost(mirror.name, { sent: [write.id] });
      for (const mirror of new Set(changes.map((change) => change.mirror))) {
        await writer.keepOfHost(mirror.name, telling.kept(mirror, told, writer.seq));
      }
      return result;
    });
    await telling.end({ isKept: outcome.event !== null });
    for (const { mirror, write } of moot) await forgetCreation(store, mirror, creationOfWrite(write.id));
    for (const mirror of new Set(queued.map((waiting) => waiting.mirror))) this.#options.onQueued(mirror);
    return outcome;
  }

  /** Changes to decide of what is deleted now. */
  async #mootOf(changes: readonly Outgoing[]): Promise<{ readonly mirror: Mirror; readonly write: HostWrite }[]> {
    const moot: { mirror: Mirror; write: HostWrite }[] = [];
    for (const { mirror, id, operation } of changes) {
      if (operation !== 'delete') continue;
      const undecided = { recordIds: [id], states: ['conflict', 'dead'] as const };
      const writes = await this.#options.store.hosts.writes(mirror.tenant, mirror.name, undecided);
      moot.push(...writes.map((write) => ({ mirror, write })));
    }
    return moot;
  }

  /** Newest passes over everything, so that what was made just now is not taken for gone. */
  async #passesOf(told: readonly Told[]): Promise<ReadonlyMap<string, number>> {
    const passes = new Map<string, number>();
    for (const mirror of new Set(told.map(({ outgoing: { mirror } }) => mirror))) {
      for (const { kind, pass } of await this.#options.store.hosts.states(mirror.tenant, mirror.name)) passes.set(kind, pass);
    }
    return passes;
  }

  /** The change itself is done: what cannot be read now comes with the next synchronization. */
  async #keepAlong(told: readonly Told[]): Promise<void> {
    for (const answer of told) {
      const { mirror } = answer.outgoing;
      const along = await readAlong(answer).catch((error: unknown) => {
        if (error instanceof HostError) return [];
        throw error;
      });
      for (const { kind, record } of along) {
        await keepRecords(this.#options, mirror, kind, {
          records: [record],
          state: await stateOf(this.#options.store, mirror, kind),
        });
      }
    }
  }

  async #keepTold(told: readonly Told[]): Promise<void> {
    for (const {
      outgoing: { mirror, kind },
      before,
      record,
    } of told) {
      const state = await stateOf(this.#options.store, mirror, kind);
      if (record) await keepRecords(this.#options, mirror, kind, { records: [record], state });
      else if (before) await keepRecords(this.#options, mirror, kind, { gone: [before.hostId], state });
    }
  }
}

/** What is only wanted for telling more. */
function nothingOfHost(error: unknown): undefined {
  if (!(error instanceof HostError)) throw error;
}

function memoryOf({ outgoing: { kind }, before, record, sent }: Told, id: string, pass: number) {
  const forget = before && before.hostId !== record?.id ? [{ kind, hostId: before.hostId }] : [];
  return { forget, facts: record ? [factOf(record, id, { ...before?.fields, ...sent }, pass)] : [] };
}

function factOf(
  { kind, id: hostId, fields, token, unmapped }: HostRecord,
  id: string,
  expected: HostFields,
  pass: number,
): HostFact {
  const { status, ...others } = fields;
  // A status that the host has chosen itself is still to be followed, by the next synchronization.
  const isFollowed = !('status' in fields) || !('status' in expected) || isSame(status, expected.status);
  // Looked at once more by the next synchronization, when it names others.
  const isDangling = namedOf(kind, fields).length > 0;
  return { kind, hostId, id, token, fields: isFollowed ? fields : others, unmapped, isDangling, rejection: null, pass };
}

/** A writer that puts what the host has answered into the records it is about. */
class Overlay {
  readonly writer: Writer;
  readonly #told: ReadonlyMap<string, Told>;
  /** New records, by kind, in the order they were rehearsed in: in the second run they may have other ids. */
  readonly #new: Map<string, string[]>;
  readonly #rehearsedAs = new Map<string, string>();
  readonly #realIds = new Map<string, string>();

  constructor(writer: Writer, told: readonly Told[], rehearsed: readonly Outgoing[]) {
    this.#told = new Map(told.map((answer) => [answer.outgoing.id, answer]));
    const created = rehearsed.filter(({ operation }) => operation === 'create');
    this.#new = new Map([...Map.groupBy(created, ({ kind }) => kind)].map(([kind, all]) => [kind, all.map(({ id }) => id)]));
    const putMany = async <K extends Kind>(kind: K, drafts: readonly Draft<Records[K]>[]) => {
      const merged: Draft<Records[K]>[] = [];
      for (const draft of drafts) merged.push(await this.#merged(writer, kind, draft));
      return writer.putMany(kind, merged);
    };
    const put = async <K extends Kind>(kind: K, draft: Draft<Records[K]>) => {
      const [stored] = await putMany(kind, [draft]);
      if (!stored) throw new Error('putMany answers every record');
      return stored;
    };
    const methods: Partial<Writer> = { put, putMany };
    this.writer = new Proxy(writer, {
      get(target, name) {
        if (name in methods) return Reflect.get(methods, name);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  idOf({ id }: Outgoing): string {
    return this.#realIds.get(id) ?? id;
  }

  async #merged<K extends Kind>(writer: Writer, kind: K, draft: Draft<Records[K]>): Promise<Draft<Records[K]>> {
    const rehearsed = await this.#rehearsedIdOf(writer, kind, draft.id);
    const answer = this.#told.get(rehearsed);
    if (!answer?.record || answer.outgoing.kind !== kind) return draft;
    const {
      record,
      outgoing: { mirror },
    } = answer;
    const ids = new Map<string, string>();
    for (const named of namedOf(record.kind, record.fields)) {
      const [found] = await writer.findByExternalRefs(named.kind, [named.hostId]);
      if (found && !found.deleted) ids.set(`${named.kind} ${named.hostId}`, found.record.id);
    }
    const own = await ownFields(writer, mirror, record.kind);
    const { patch } = incoming(record.kind, record.fields, mirror.kinds, own, (target, hostId) => ids.get(`${target} ${hostId}`));
    const custom = 'custom' in patch ? { custom: { ...draft.custom, ...Object(patch.custom) } } : {};
    return { ...draft, ...patch, ...custom, externalRef: record.id };
  }

  async #rehearsedIdOf(writer: Writer, kind: Kind, id: string): Promise<string> {
    const known = this.#rehearsedAs.get(id);
    if (known !== undefined) return known;
    const waiting = this.#new.get(kind) ?? [];
    const isNew = waiting.length > 0 && !(await writer.get(kind, id));
    const rehearsed = !isNew || waiting.includes(id) ? id : (waiting[0] ?? id);
    if (isNew) {
      waiting.splice(waiting.indexOf(rehearsed), 1);
      this.#realIds.set(rehearsed, id);
    }
    this.#rehearsedAs.set(id, rehearsed);
    return rehearsed;
  }
}
