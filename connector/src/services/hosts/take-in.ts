import type { HostRecord } from '@dispatchkit/adapters';
import type { Assignment, Job } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import {
  type AssignmentStatus,
  assignmentStatuses,
  explicitJobStatuses,
  type JobStatus,
  type Kind,
} from '@dispatchkit/contract/words';
import type { HostFact } from '../../ports/hosts.ts';
import type { Draft, Records, Writer } from '../../ports/store.ts';
import { systemActor } from '../actor.ts';
import { type Creates, definitions, type PlainKind } from '../definitions/index.ts';
import { nextJobNumbers } from '../job-number.ts';
import { mergePatch } from '../merge-patch.ts';
import { advance, freshProgress } from '../progress.ts';
import { settleJob, settleJobs, settleTechnicians } from '../settle.ts';
import { ownFields } from './host-fields.ts';
import { type Incoming, incoming, namedOf } from './incoming.ts';
import type { Mirror } from './mirrors.ts';
import { isSame } from './same.ts';

export interface TakeIn {
  readonly writer: Writer;
  readonly mirror: Mirror;
  readonly nextId: () => string;
  /** As the records were, by id of the host. */
  readonly known: ReadonlyMap<string, HostFact>;
  /** Fields of our records that hold changes which the host has not heard of: they stay. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
  /** What jobs of the host say their status is, by id of the host. */
  readonly jobStatuses: ReadonlyMap<string, string>;
  readonly pass: number;
}

/** Held of a record that is deleted here, while the host has not heard of it. */
export const everything = '*';

interface Taken {
  readonly record: HostRecord;
  readonly said: Incoming;
  readonly before: Records[HostKind] | undefined;
  readonly draft: Draft<Records[HostKind]>;
}

/** Creates and changes ours after those of the host. What is as it was changes nothing. @returns what is to be kept of them */
export async function takeIn(work: TakeIn, kind: HostKind, records: readonly HostRecord[]): Promise<HostFact[]> {
  const { writer, mirror, known, pass } = work;
  const ours = await oursOf(writer, kind, records, known);
  const idOf = await idsOfNamed(work, kind, records);
  const own = await ownFields(writer, mirror, kind);
  const facts: HostFact[] = [];
  const taken: Taken[] = [];
  for (const record of records) {
    const fact = known.get(record.id);
    const { live, former, id } = ours.get(record.id) ?? nobody;
    // What was deleted here for its age does not come back for being read again.
    if (isAsKnown(record, fact)) {
      facts.push(metAgain(fact, record, pass));
      continue;
    }
    if (id !== undefined && work.held.get(id)?.has(everything)) continue;
    const said = incoming(kind, record.fields, mirror.kinds, own, idOf);
    const patch = without(said.patch, live && work.held.get(live.id));
    const base = { kind, hostId: record.id, token: record.token, fields: record.fields, unmapped: record.unmapped, pass };
    const missing = live ? undefined : missingFor(kind, patch);
    if (missing) {
      facts.push({ ...base, id: null, isDangling: said.isDangling, rejection: missing });
      continue;
    }
    const draft = live
      ? mergePatch<Draft<Records[HostKind]>>(live, { ...patch, externalRef: record.id })
      : former
        ? revived(kind, former, { ...patch, externalRef: record.id }, record)
        : fresh(kind, { ...patch, externalRef: record.id }, id ?? work.nextId(), writer.at, record, work.jobStatuses);
    const fault = faultOf(kind, draft);
    facts.push({ ...base, id: fault && !live ? null : draft.id, isDangling: said.isDangling, rejection: fault ?? null });
    if (fault === undefined) taken.push({ record, said, before: live, draft });
  }
  await store(work, kind, taken);
  return facts.filter((fact) => !isSame(fact, known.get(fact.hostId)));
}

/** What is to be kept of records that change none of ours; undefined when one of them may. */
export function unchanged(records: readonly HostRecord[], known: TakeIn['known'], pass: number): HostFact[] | undefined {
  const facts: HostFact[] = [];
  for (const record of records) {
    const fact = known.get(record.id);
    if (!isAsKnown(record, fact)) return undefined;
    facts.push(metAgain(fact, record, pass));
  }
  return facts.filter((fact) => !isSame(fact, known.get(fact.hostId)));
}

function metAgain(fact: HostFact, { token, unmapped }: HostRecord, pass: number): HostFact {
  return { ...fact, token, unmapped, pass };
}

function isAsKnown({ fields }: HostRecord, fact: HostFact | undefined): fact is HostFact {
  return fact !== undefined && !fact.isDangling && isSame(fact.fields, fields);
}

/** Takes away what the host no longer has, with what has no meaning without it. */
export async function letGo(writer: Writer, kind: HostKind, ids: readonly string[]): Promise<void> {
  for (const record of await writer.getMany(kind, ids)) {
    const { id } = record;
    if (kind === 'jobs') {
      const assignments = await writer.assignmentsOfJobs([id]);
      for (const assignment of assignments) await writer.remove('assignments', assignment.id);
      await settleTechnicians(
        writer,
        assignments.map(({ technicianId }) => technicianId),
      );
    }
    // Who has work keeps it, and gets no more.
    if (kind === 'technicians' && ((await writer.references(kind, id)).assignments ?? 0) > 0) {
      const technician = await writer.get('technicians', id);
      if (technician) await writer.put('technicians', { ...technician, active: false });
      continue;
    }
    await writer.remove(kind, id);
    if (kind === 'assignments' && 'jobId' in record) {
      await settleJobs(writer, [record.jobId]);
      await settleTechnicians(writer, [record.technicianId]);
    }
  }
}

/** The record here that stands for one of the host: as it is, or as it was when it was deleted. */
interface Ours {
  readonly live?: Records[HostKind];
  readonly former?: Records[HostKind];
  readonly id?: string;
}

const nobody: Ours = {};

async function oursOf(writer: Writer, kind: HostKind, records: readonly HostRecord[], known: TakeIn['known']) {
  const ours = new Map<string, Ours>();
  const found = await writer.findByExternalRefs(
    kind,
    records.map(({ id }) => id),
  );
  for (const { record, deleted } of found) {
    const ref = record.externalRef ?? '';
    if (deleted && ours.has(ref)) continue;
    ours.set(ref, deleted ? { former: record, id: record.id } : { live: record, id: record.id });
  }
  const byId = new Map(records.flatMap((record) => (ours.has(record.id) ? [] : [[known.get(record.id)?.id ?? '', record.id]])));
  byId.delete('');
  for (const record of await writer.getMany(kind, [...byId.keys()])) {
    ours.set(byId.get(record.id) ?? '', { live: record, id: record.id });
  }
  return ours;
}

const refsAtOnce = 1_000;

async function idsOfNamed({ writer, mirror }: TakeIn, kind: HostKind, records: readonly HostRecord[]) {
  const byKind = new Map<Kind, Set<string>>();
  for (const { fields } of records) {
    for (const named of namedOf(kind, fields)) {
      // Records of other kinds are not fetched from this host.
      if (!mirror.kinds.some((each) => each === named.kind)) continue;
      byKind.set(named.kind, (byKind.get(named.kind) ?? new Set()).add(named.hostId));
    }
  }
  const ids = new Map<string, string>();
  for (const [target, refs] of byKind) {
    const all = [...refs];
    for (let start = 0; start < all.length; start += refsAtOnce) {
      for (const { record, deleted } of await writer.findByExternalRefs(target, all.slice(start, start + refsAtOnce))) {
        if (!deleted) ids.set(`${target} ${record.externalRef}`, record.id);
      }
    }
  }
  return (target: Kind, hostId: string) => ids.get(`${target} ${hostId}`);
}

const needed: Readonly<Partial<Record<HostKind, readonly string[]>>> = {
  shifts: ['technicianId', 'startsAt', 'endsAt'],
  timeOff: ['technicianId', 'startsAt', 'endsAt'],
  assignments: ['jobId', 'technicianId', 'startsAt', 'endsAt'],
};

function missingFor(kind: HostKind, patch: Readonly<Record<string, unknown>>): string | undefined {
  const missing = (needed[kind] ?? []).filter((field) => typeof patch[field] !== 'string');
  return missing.length > 0 ? `There is no ${missing.join(', no ')}, or it names nothing that is known here.` : undefined;
}

function faultOf(kind: HostKind, draft: Draft<Records[HostKind]>): string | undefined {
  if (kind === 'assignments') {
    const { startsAt, endsAt } = draft as Draft<Assignment>;
    return Date.parse(endsAt) <= Date.parse(startsAt) ? 'It must end after it starts.' : undefined;
  }
  return definitions[kind].faults(draft as never)[0]?.detail;
}

function fresh(
  kind: HostKind,
  patch: Readonly<Record<string, unknown>>,
  id: string,
  at: string,
  { id: hostId, fields }: HostRecord,
  jobStatuses: TakeIn['jobStatuses'],
): Draft<Records[HostKind]> {
  if (kind === 'assignments') return freshAssignment(patch, id, at, jobStatuses.get(String(fields.jobId)));
  const named = kind === 'jobs' ? { title: hostId, requestedAt: null } : { name: hostId };
  const explicit = kind === 'jobs' ? { explicitStatus: explicitOf(fields.status) } : {};
  const command = { ...named, ...patch, ...explicit } as unknown as Creates[PlainKind];
  return definitions[kind].fresh(command as never, id, at);
}

/** There again, with what only we have of it. */
function revived(
  kind: HostKind,
  former: Records[HostKind],
  patch: Readonly<Record<string, unknown>>,
  { fields }: HostRecord,
): Draft<Records[HostKind]> {
  const explicit = kind === 'jobs' && 'status' in fields ? { explicitStatus: explicitOf(fields.status) } : {};
  return mergePatch<Draft<Records[HostKind]>>(former, { ...patch, ...explicit });
}

function freshAssignment(patch: object, id: string, at: string, jobStatus: string | undefined): Draft<Assignment> {
  const assignment: Draft<Assignment> = {
    custom: {},
    ...freshProgress,
    lock: 'planned',
    overridden: [],
    notes: '',
    ...(patch as Pick<Assignment, 'externalRef' | 'jobId' | 'technicianId' | 'startsAt' | 'endsAt'>),
    id,
  };
  const status = partOf(jobStatus);
  return status && !('status' in patch) ? advance(assignment as Assignment, status, at) : assignment;
}

function without(patch: Incoming['patch'], held: ReadonlySet<string> | undefined): Incoming['patch'] {
  return held ? Object.fromEntries(Object.entries(patch).filter(([name]) => !held.has(name))) : patch;
}

async function store(work: TakeIn, kind: HostKind, taken: readonly Taken[]): Promise<void> {
  const { writer, mirror, nextId } = work;
  const drafts = taken.map(({ draft }) => draft);
  if (kind === 'jobs') await numberJobs(writer, drafts as Draft<Job>[], taken);
  const stored = await writer.putMany(kind, drafts as Draft<Records[typeof kind]>[]);
  if (kind === 'jobs') {
    for (const each of taken) await followStatus(work, each);
  } else if (kind === 'assignments') {
    const all = taken.flatMap(({ draft, before }) => [draft, before]).filter((each) => each !== undefined) as Draft<Assignment>[];
    await settleJobs(
      writer,
      all.map(({ jobId }) => jobId),
    );
    await settleTechnicians(
      writer,
      all.map(({ technicianId }) => technicianId),
    );
  } else {
    const { follow } = definitions[kind];
    const change = { writer, actor: systemActor(mirror.tenant), nextId };
    if (follow) for (const [i, record] of stored.entries()) await follow(change, record as never, taken[i]?.before as never);
  }
}

/** A number that another job has stays with that one. */
async function numberJobs(writer: Writer, drafts: readonly Draft<Job>[], taken: readonly Taken[]): Promise<void> {
  const numberBefore = (i: number) => {
    const before = taken[i]?.before;
    return before && 'number' in before ? before.number : '';
  };
  // Nobody else has what is a job's already.
  const wanted = drafts.flatMap(({ number }, i) => (number === '' || number === numberBefore(i) ? [] : [number]));
  const owners = await writer.jobNumbersTaken([...new Set(wanted)]);
  for (const [i, draft] of drafts.entries()) {
    const owner = owners.get(draft.number);
    if (owner !== undefined && owner !== draft.id) draft.number = numberBefore(i);
    else if (draft.number !== '') owners.set(draft.number, draft.id);
  }
  const nameless = drafts.filter(({ number }) => number === '');
  const numbers = nameless.length > 0 ? await nextJobNumbers(writer, nameless.length) : [];
  for (const [i, draft] of nameless.entries()) draft.number = numbers[i] ?? '';
}

/** The host's word counts when it is a new one: with assignments they move, without it is the job that is closed or held. */
async function followStatus({ writer, known, held }: TakeIn, { record, said, before }: Taken): Promise<void> {
  const was = known.get(record.id)?.fields.status;
  if (!before || said.status === undefined || said.status === was || held.get(before.id)?.has('status')) return;
  const job = await writer.get('jobs', before.id);
  if (!job || job.status === said.status) return;
  const assignments = await writer.assignmentsOfJobs([job.id]);
  const part = said.status === 'completed' ? 'completed' : partOf(said.status);
  if (part) {
    for (const assignment of assignments) {
      if (assignment.status !== part) await writer.put('assignments', advance(assignment, part, writer.at));
    }
  }
  const explicitStatus = part === 'completed' && assignments.length > 0 ? null : explicitOf(said.status);
  await settleJob(writer, { ...job, explicitStatus, ...(explicitStatus === null ? { statusReason: null } : {}) });
  await settleTechnicians(
    writer,
    assignments.map(({ technicianId }) => technicianId),
  );
}

function explicitOf(status: unknown): Job['explicitStatus'] {
  return explicitJobStatuses.find((word) => word === status) ?? null;
}

function partOf(status: JobStatus | string | undefined): AssignmentStatus | undefined {
  return status === 'completed' ? undefined : assignmentStatuses.find((word) => word === status);
}
