import type { Job } from '@dispatchkit/contract';
import { deriveJobStatus, type EventType } from '@dispatchkit/contract/words';
import type { Draft, Records, Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import type { FieldError } from './errors.ts';
import type { ImportCommand, ImportedJob, ImportResult } from './import-command.ts';
import { nextJobNumbers } from './job-number.ts';
import { mergePatch } from './merge-patch.ts';
import { type Creates, definitions } from './record-definitions.ts';
import type { ServiceOptions } from './service-options.ts';

/** Small enough that others' changes are not kept waiting, large enough to be fast. */
const batchSize = 500;

type ImportKind = ImportCommand['kind'];
type Referred<K extends 'jobs' | 'technicians' | 'customers' | 'sites'> = Creates[K] & { readonly externalRef: string };
type Tally = { -readonly [P in 'created' | 'changed' | 'unchanged' | 'deleted']: number } & {
  rejected: ImportResult['rejected'][number][];
};

const eventOf: Readonly<Record<ImportKind, EventType>> = {
  jobs: 'jobs.imported',
  technicians: 'technicians.imported',
  customers: 'customers.imported',
};

/**
 * Takes over records by their externalRef, in batches; each batch is one transaction and one event. What is already as it should be
 * is left alone, so running the same again changes nothing. Records deleted here stay deleted. A record that cannot be taken is
 * rejected with its reason; the others are not held up.
 * @throws ProblemError `not_allowed`
 */
export async function importRecords(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  command: ImportCommand,
  { onProgress }: { readonly onProgress?: (done: number, total: number) => void } = {},
): Promise<ImportResult> {
  allow(actor, 'jobs:import');
  const tally: Tally = { created: 0, changed: 0, unchanged: 0, deleted: 0, rejected: [] };
  // One request may take many batches, so an idempotency key cannot stand for it; it is idempotent by itself.
  const meta = { ...writeMetaOf(actor), idempotency: undefined };
  const total = command.records.length;
  let seq = await store.read(actor.tenant).lastSeq();
  for (let start = 0; start < total; start += batchSize) {
    const outcome = await store.write(actor.tenant, meta, async (writer) => {
      const batch: Tally = { created: 0, changed: 0, unchanged: 0, deleted: 0, rejected: [] };
      await importBatch(writer, () => ids.next(), command, start, batch);
      writer.describe({ type: eventOf[command.kind], reload: true });
      return batch;
    });
    add(tally, outcome.result);
    seq = outcome.seq;
    onProgress?.(Math.min(start + batchSize, total), total);
  }
  return { ...tally, seq };
}

async function importBatch(
  writer: Writer,
  nextId: () => string,
  command: ImportCommand,
  start: number,
  tally: Tally,
): Promise<void> {
  switch (command.kind) {
    case 'customers':
      return takeOver(writer, nextId, 'customers', command.records.slice(start, start + batchSize), start, tally).then(() => {});
    case 'technicians':
      return takeOver(writer, nextId, 'technicians', command.records.slice(start, start + batchSize), start, tally).then(
        () => {},
      );
    case 'jobs':
      return importJobs(writer, nextId, command.records.slice(start, start + batchSize), start, tally);
  }
}

/** Customers first, then sites, then the jobs that are for them. Only jobs are counted. */
async function importJobs(
  writer: Writer,
  nextId: () => string,
  jobs: readonly ImportedJob[],
  start: number,
  tally: Tally,
): Promise<void> {
  const uncounted: Tally = { created: 0, changed: 0, unchanged: 0, deleted: 0, rejected: [] };
  const customers = await takeOver(
    writer,
    nextId,
    'customers',
    jobs.flatMap((job) => job.customer ?? []),
    0,
    uncounted,
  );
  const sites = await takeOver(
    writer,
    nextId,
    'sites',
    jobs.flatMap((job) =>
      job.site ? [{ ...job.site, ...(job.customer ? { customerId: customers.get(job.customer.externalRef) ?? null } : {}) }] : [],
    ),
    0,
    uncounted,
  );
  const commands = jobs.map(({ customer, site, ...job }) => ({
    ...job,
    ...(customer ? { customerId: customers.get(customer.externalRef) ?? null } : {}),
    ...(site ? { siteId: sites.get(site.externalRef) ?? null } : {}),
  }));
  await takeOver(writer, nextId, 'jobs', commands, start, tally);
}

/** @returns id by externalRef, of all that are there now */
async function takeOver<K extends 'jobs' | 'technicians' | 'customers' | 'sites'>(
  writer: Writer,
  nextId: () => string,
  kind: K,
  commands: readonly Referred<K>[],
  start: number,
  tally: Tally,
): Promise<ReadonlyMap<string, string>> {
  const refs = [...new Set(commands.map((command) => command.externalRef))];
  const known = new Map<string, { record: Records[K]; deleted: boolean }>();
  // A tombstone only counts where nothing living has the reference.
  for (const found of await writer.findByExternalRefs(kind, refs)) {
    const ref = found.record.externalRef ?? '';
    if (!found.deleted || !known.has(ref)) known.set(ref, found);
  }
  const drafts = new Map<string, Draft<Records[K]>>();
  const checks = await referenceCheck(writer, kind, commands);
  for (const [i, command] of commands.entries()) {
    const existing = known.get(command.externalRef);
    if (existing?.deleted) {
      tally.deleted += 1;
      continue;
    }
    const earlier = drafts.get(command.externalRef);
    const draft = merged(kind, command, earlier ?? existing?.record, nextId, writer.at);
    const faults = [...definitions[kind].faults(draft), ...checks(draft)];
    const [fault] = faults;
    if (fault) {
      tally.rejected.push({ index: start + i, ...fault });
      continue;
    }
    // The same reference twice is one record; the later one wins.
    if (earlier) tally.unchanged += 1;
    drafts.set(command.externalRef, draft);
  }
  await numberJobs(writer, [...drafts.values()].filter(isJob));
  const stored = await writer.putMany(kind, [...drafts.values()]);
  for (const record of stored) {
    const before = known.get(record.externalRef ?? '')?.record;
    if (!before) tally.created += 1;
    else if (before.version === record.version) tally.unchanged += 1;
    else tally.changed += 1;
  }
  return new Map(stored.map((record) => [record.externalRef ?? '', record.id]));
}

function merged<K extends 'jobs' | 'technicians' | 'customers' | 'sites'>(
  kind: K,
  command: Referred<K>,
  existing: Draft<Records[K]> | undefined,
  nextId: () => string,
  at: string,
): Draft<Records[K]> {
  if (!existing) {
    // Without a time of request of its own, an import is no time of request.
    const fresh =
      kind === 'jobs' && !('requestedAt' in command && command.requestedAt) ? { ...command, requestedAt: null } : command;
    return definitions[kind].fresh(fresh, command.id ?? nextId(), at);
  }
  const { id: _, ...patch } = command;
  if (!isJob(existing)) return mergePatch(existing, patch);
  const draft = mergePatch(existing, withoutReopening(patch));
  // Assignments are ours: an explicit status that comes with the import wins over them, otherwise what they say stays.
  return draft.explicitStatus === existing.explicitStatus
    ? draft
    : { ...draft, status: deriveJobStatus(draft.explicitStatus, []) };
}

function isJob<T extends object>(draft: T): draft is T & Draft<Job> {
  return 'explicitStatus' in draft;
}

/** The other system not having closed, held or cancelled a job does not undo that it was done here. */
function withoutReopening(patch: object): object {
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([key, value]) => value !== null || !['explicitStatus', 'statusReason', 'completedAt', 'number'].includes(key),
    ),
  );
}

async function numberJobs(writer: Writer, drafts: readonly Draft<Job>[]): Promise<void> {
  const nameless = drafts.filter((draft) => draft.number === '');
  if (nameless.length === 0) return;
  const numbers = await nextJobNumbers(writer, nameless.length);
  for (const [i, draft] of nameless.entries()) draft.number = numbers[i] ?? '';
}

/** What cannot be seen from one record: references to nothing, numbers that others have. */
async function referenceCheck(
  writer: Writer,
  kind: keyof Creates,
  commands: readonly object[],
): Promise<(draft: object) => FieldError[]> {
  const { references } = definitions[kind];
  const existing = new Map<string, Set<string>>();
  for (const { field, kind: target } of references) {
    const ids = new Set(commands.flatMap((command) => textOf(command, field) ?? []));
    existing.set(field, new Set((await writer.getMany(target, [...ids])).map((record) => record.id)));
  }
  const owners =
    kind === 'jobs' ? await writer.jobNumbersTaken(commands.flatMap((command) => textOf(command, 'number') ?? [])) : new Map();
  const given = new Map<string, string>();
  return (draft) => {
    const faults: FieldError[] = [];
    for (const { field } of references) {
      const id = textOf(draft, field);
      const isNew = commands.some((command) => textOf(command, field) === id);
      if (id !== undefined && isNew && !existing.get(field)?.has(id))
        faults.push({ pointer: `/${field}`, detail: 'It refers to a record that does not exist.' });
    }
    const number = textOf(draft, 'number');
    const id = textOf(draft, 'id') ?? '';
    if (number) {
      const owner: unknown = owners.get(number) ?? given.get(number);
      if (owner !== undefined && owner !== id)
        faults.push({ pointer: '/number', detail: `Another job has the number ${number}.` });
      given.set(number, id);
    }
    return faults;
  };
}

function textOf(record: object, field: string): string | undefined {
  const value: unknown = Reflect.get(record, field);
  return typeof value === 'string' ? value : undefined;
}

function add(tally: Tally, batch: Tally): void {
  tally.created += batch.created;
  tally.changed += batch.changed;
  tally.unchanged += batch.unchanged;
  tally.deleted += batch.deleted;
  tally.rejected.push(...batch.rejected);
}
