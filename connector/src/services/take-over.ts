import type { Job } from '@dispatchkit/contract';
import { deriveJobStatus } from '@dispatchkit/contract/words';
import type { Draft, Records, Writer } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';
import { customFaults } from './custom-fields.ts';
import { type Creates, definitions } from './definitions/index.ts';
import type { FieldError } from './errors.ts';
import type { ImportResult } from './import-command.ts';
import { nextJobNumbers } from './job-number.ts';
import { mergePatch } from './merge-patch.ts';
import { namedIn } from './references.ts';

type ImportedKind = 'jobs' | 'technicians' | 'customers' | 'sites';
type Command<K extends ImportedKind> = Creates[K] & { readonly externalRef: string };

/** How many of a batch became what. */
export interface Tally {
  created: number;
  changed: number;
  unchanged: number;
  deleted: number;
  readonly rejected: ImportResult['rejected'][number][];
}

export function emptyTally(): Tally {
  return { created: 0, changed: 0, unchanged: 0, deleted: 0, rejected: [] };
}

export interface TakeOver {
  readonly writer: Writer;
  readonly actor: ActorContext;
  readonly nextId: () => string;
  /** Added to the index of rejected records. */
  readonly start: number;
  readonly tally: Tally;
  /** Given: what is in it already is left as it is, and what is taken over is added. Otherwise of several the last one counts. */
  readonly firstCounts?: Set<string>;
}

interface Known<K extends ImportedKind> {
  readonly record: Records[K];
  readonly deleted: boolean;
}

/** Creates or changes records by their externalRef. @returns id by externalRef, of those that are there now */
export async function takeOver<K extends ImportedKind>(
  { writer, actor, nextId, start, tally, firstCounts }: TakeOver,
  kind: K,
  commands: readonly Command<K>[],
): Promise<ReadonlyMap<string, string>> {
  const known = await findKnown(writer, kind, commands);
  const faultsOf = await faultFinder(writer, kind, commands);
  const drafts = new Map<string, Draft<Records[K]>>();
  for (const [i, command] of commands.entries()) {
    const { externalRef } = command;
    const existing = known.get(externalRef);
    if (existing?.deleted) {
      tally.deleted += 1;
      continue;
    }
    if (firstCounts?.has(`${kind}:${externalRef}`)) continue;
    const earlier = drafts.get(externalRef);
    const draft = merged(kind, command, earlier ?? existing?.record, nextId, writer.at);
    const [fault] = [...definitions[kind].faults(draft), ...faultsOf(draft, existing?.record)];
    if (fault) {
      tally.rejected.push({ index: start + i, ...fault });
      continue;
    }
    if (earlier) tally.unchanged += 1;
    drafts.set(externalRef, draft);
    firstCounts?.add(`${kind}:${externalRef}`);
  }
  await numberJobs(writer, [...drafts.values()].filter(isJob));
  const stored = await writer.putMany(kind, [...drafts.values()]);
  const { follow } = definitions[kind];
  if (follow)
    for (const record of stored) await follow({ writer, actor, nextId }, record, known.get(record.externalRef ?? '')?.record);
  const ids = new Map([...known].flatMap(([ref, { record, deleted }]) => (deleted ? [] : [[ref, record.id] as const])));
  for (const record of stored) {
    const ref = record.externalRef ?? '';
    const before = known.get(ref)?.record;
    tally[before ? (before.version === record.version ? 'unchanged' : 'changed') : 'created'] += 1;
    ids.set(ref, record.id);
  }
  return ids;
}

async function findKnown<K extends ImportedKind>(
  writer: Writer,
  kind: K,
  commands: readonly Command<K>[],
): Promise<ReadonlyMap<string, Known<K>>> {
  const refs = [...new Set(commands.map((command) => command.externalRef))];
  const known = new Map<string, Known<K>>();
  for (const found of await writer.findByExternalRefs(kind, refs)) {
    const ref = found.record.externalRef ?? '';
    // A tombstone only counts where nothing living has the reference.
    if (!found.deleted || !known.has(ref)) known.set(ref, found);
  }
  return known;
}

function merged<K extends ImportedKind>(
  kind: K,
  command: Command<K>,
  existing: Draft<Records[K]> | undefined,
  nextId: () => string,
  at: string,
): Draft<Records[K]> {
  if (!existing) {
    // The time of the import is not the time of the request.
    const fresh = kind === 'jobs' && !textOf(command, 'requestedAt') ? { ...command, requestedAt: null } : command;
    return definitions[kind].fresh(fresh, command.id ?? nextId(), at);
  }
  const { id: _, ...patch } = command;
  if (!isJob(existing)) return mergePatch(existing, patch);
  return { ...existing, ...mergedJob(existing, patch, at) };
}

/** What the import may not undo: that a job was closed, held or cancelled here, and the number people know it by. */
const keptWhenNull: readonly string[] = ['explicitStatus', 'statusReason', 'completedAt', 'number'];

/** An explicit status that comes with the import wins over the assignments, which are ours; otherwise what they say stays. */
function mergedJob(existing: Draft<Job>, patch: object, at: string): Draft<Job> {
  const said = Object.fromEntries(Object.entries(patch).filter(([key, value]) => value !== null || !keptWhenNull.includes(key)));
  const job = mergePatch(existing, said);
  if (job.explicitStatus === existing.explicitStatus) return job;
  const status = deriveJobStatus(job.explicitStatus, []);
  const completedAt = 'completedAt' in said ? job.completedAt : status === 'completed' ? at : null;
  return { ...job, status, completedAt };
}

function isJob<T extends object>(draft: T): draft is T & Draft<Job> {
  return 'explicitStatus' in draft;
}

async function numberJobs(writer: Writer, drafts: readonly Draft<Job>[]): Promise<void> {
  const nameless = drafts.filter((draft) => draft.number === '');
  if (nameless.length === 0) return;
  const numbers = await nextJobNumbers(writer, nameless.length);
  for (const [i, draft] of nameless.entries()) draft.number = numbers[i] ?? '';
}

/** Finds what one record alone does not show: references to nothing, and ids and numbers that others have. */
async function faultFinder(writer: Writer, kind: ImportedKind, commands: readonly object[]) {
  const valuesOf = (field: string) => [...new Set(commands.flatMap((command) => textOf(command, field) ?? []))];
  const missing = new Map<string, ReadonlySet<string>>();
  const { references, customEntity } = definitions[kind];
  for (const { field, kind: target } of references) {
    const named = [...new Set(commands.flatMap((command) => namedIn(command, field).map(({ id }) => id)))];
    const there = new Set((await writer.getMany(target, named)).map((record) => record.id));
    missing.set(field, new Set(named.filter((id) => !there.has(id))));
  }
  const { customFields } = await writer.settings();
  const takenIds = new Set<string>();
  for (const id of valuesOf('id')) if ((await writer.get(kind, id)) ?? (await writer.getDeleted(kind, id))) takenIds.add(id);
  const owners = new Map(kind === 'jobs' ? await writer.jobNumbersTaken(valuesOf('number')) : []);
  return (draft: WithCustom, existing: WithCustom | undefined): FieldError[] => {
    const faults: FieldError[] = [];
    for (const [field, ids] of missing) {
      for (const { id, pointer } of namedIn(draft, field)) {
        if (ids.has(id)) faults.push({ pointer, detail: 'It refers to a record that does not exist.' });
      }
    }
    if (customEntity !== undefined) faults.push(...customFaults(customEntity, draft.custom, customFields, existing?.custom));
    if (!existing && takenIds.has(draft.id)) faults.push({ pointer: '/id', detail: 'Another record has this id.' });
    const number = textOf(draft, 'number');
    if (number && (owners.get(number) ?? draft.id) !== draft.id) {
      faults.push({ pointer: '/number', detail: `Another job has the number ${number}.` });
    }
    // The first of several in one batch has it.
    if (number && faults.length === 0) owners.set(number, draft.id);
    return faults;
  };
}

type WithCustom = Pick<Job, 'id' | 'custom'>;

function textOf(record: object, field: string): string | undefined {
  const value: unknown = Reflect.get(record, field);
  return typeof value === 'string' ? value : undefined;
}
