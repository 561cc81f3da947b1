import type { AssignmentsInJobs, HostFilter, HostResource } from '@dispatchkit/contract/manifest';
import {
  type HostCapabilities,
  type HostChangesPage,
  HostError,
  type HostList,
  type HostPage,
  type HostRecord,
} from '../host.ts';
import type { HostRow } from '../seams.ts';
import { refuseConflict } from './compare.ts';
import { recordMatches, translateFilter } from './filters.ts';
import { assignmentId, assignmentIdStart, partsOfAssignmentId, partText, referenceValue } from './ids.ts';
import { planOf, type ResourcePlan } from './plans.ts';
import { noRelatedRows, readFields, tokenOf } from './read-record.ts';
import { ResourceHost } from './resource-host.ts';
import { pageOf, type ResourceSurroundings } from './resource-rows.ts';
import { allOf, valueAt } from './rows.ts';
import { type HostFields, type WriteSurroundings, writeFields } from './write-fields.ts';

type InJobs = AssignmentsInJobs['inJobs'];

/**
 * Assignments of hosts where a job has its technicians and its times as fields: one per job and technician, with an id made of both. Making,
 * moving and removing one are writes of the job.
 */
export class JobAssignments {
  readonly #said: InJobs;
  readonly #title: string;
  readonly #jobs: ResourceHost;
  /** The times, as fields of the job's row. */
  readonly plan: ResourcePlan;

  constructor(said: InJobs, jobs: HostResource, around: ResourceSurroundings) {
    this.#said = said;
    this.#title = around.manifest.title;
    const resource: HostResource = {
      ...jobs,
      fields: { ...(said.many ? {} : { technicianId: technicianField(said) }), startsAt: said.startsAt, endsAt: said.endsAt },
      alsoRead: [...jobs.alsoRead, said.technician],
    };
    this.plan = planOf('assignments', resource, around.manifest);
    this.#jobs = new ResourceHost({ ...this.plan, kind: 'jobs' }, around);
  }

  capabilities(): HostCapabilities {
    const { update, conflicts, writable, readsSingly } = this.#jobs.capabilities();
    const times = writable.filter((name) => name !== 'technicianId');
    const canWrite = update && this.plan.resource.writes.update !== false;
    return {
      create: canWrite,
      update: canWrite,
      delete: canWrite,
      writable: canWrite ? ['jobId', 'technicianId', ...times] : [],
      words: {},
      conflicts,
      findsCreated: true,
      readsSingly,
    };
  }

  async list(list: HostList = {}): Promise<HostPage> {
    const { surroundings } = await this.#jobs.ready(list.signal);
    const { host, here } = translateFilter(ofJob(list.filter), this.plan, surroundings);
    const found = await this.#jobs.rows(allOf(this.#assigned(), host), list.page, list.signal);
    const records = found.rows.flatMap((row) => this.#assignmentsOf(row, surroundings));
    // A job may have somebody else besides, so all of the filter is looked at here.
    const wanted = records.filter((record) => recordMatches(list.filter, record));
    return pageOf(wanted, { ...found, total: undefined }, allOf(here, found.rest));
  }

  async get(id: string, signal?: AbortSignal): Promise<HostRecord | undefined> {
    const parts = partsOrNone(id);
    if (parts === undefined) return undefined;
    const found = await this.#jobs.row(parts.jobId, signal);
    if (found === undefined) return undefined;
    const { surroundings } = await this.#jobs.ready(signal);
    return this.#assignmentsOf(found, surroundings).find((record) => record.id === id);
  }

  async ids(
    page?: string,
    signal?: AbortSignal,
  ): Promise<{ readonly ids: readonly string[]; readonly next: string | undefined }> {
    const found = await this.#jobs.rows(this.#assigned(), page, signal, {
      resource: this.plan.resource,
      paths: [...this.plan.resource.id.paths, this.#said.technician],
    });
    const ids = found.rows.flatMap((row) =>
      this.#techniciansOf(row).map((technician) => assignmentId(this.#jobs.idOf(row), technician)),
    );
    return { ids, next: found.next };
  }

  /** Who was assigned before is not known here; `completeFor` says of which jobs all are there. */
  async changes(cursor: string | undefined, signal?: AbortSignal): Promise<HostChangesPage> {
    const { surroundings } = await this.#jobs.ready(signal);
    const { rows, removed, ...page } = await this.#jobs.changedRows(cursor, signal);
    return {
      ...page,
      changed: rows.flatMap((row) => this.#assignmentsOf(row, surroundings)),
      removed: [],
      completeFor: [...rows.map((row) => this.#jobs.idOf(row)), ...removed].map(assignmentIdStart),
    };
  }

  async create(fields: Readonly<Record<string, unknown>>, signal?: AbortSignal, _key?: string): Promise<HostRecord> {
    const { jobId, technicianId, ...times } = worthSaying(fields);
    if (typeof jobId !== 'string' || typeof technicianId !== 'string') {
      throw new HostError('invalid', 'An assignment needs a job and a technician.');
    }
    const { row, surroundings } = await this.#jobRow(jobId, signal);
    const technicians = this.#techniciansOf(row);
    if (!this.#said.many && technicians.some((technician) => technician !== technicianId)) {
      throw new HostError('conflict', `At ${this.#title} a job has one technician, and this job has another already.`);
    }
    const written = {
      ...this.#writtenTechnicians([...technicians, technicianId], surroundings),
      ...writeFields(this.plan, times, undefined, surroundings, this.#title),
    };
    return this.#write(jobId, technicianId, row, written, null, signal);
  }

  /** Whoever is assigned once more is assigned as before, so there is nothing to look for. */
  async findCreated(): Promise<undefined> {
    return undefined;
  }

  async update(
    id: string,
    changes: Readonly<Record<string, unknown>>,
    before: HostRecord | undefined,
    signal?: AbortSignal,
  ): Promise<HostRecord> {
    const { jobId, technicianId } = this.#partsOf(id);
    const { row, surroundings } = await this.#jobRow(jobId, signal);
    const now = this.#assignmentsOf(row, surroundings).find((record) => record.id === id);
    if (now === undefined) throw this.#gone(before);
    this.#refuseConflict(before, now, Object.keys(changes), surroundings);
    const { technicianId: wanted, jobId: otherJob, ...times } = changes;
    if (otherJob !== undefined && otherJob !== jobId) {
      throw new HostError('invalid', `“jobId” cannot be changed at ${this.#title}: the assignment is a part of its job.`);
    }
    const next = typeof wanted === 'string' ? wanted : technicianId;
    const technicians = this.#techniciansOf(row).map((technician) => (technician === technicianId ? next : technician));
    const written = {
      ...(next === technicianId ? {} : this.#writtenTechnicians(technicians, surroundings)),
      ...writeFields(this.plan, times, before ?? now, surroundings, this.#title),
    };
    return this.#write(jobId, next, row, written, before?.token ?? null, signal);
  }

  async remove(id: string, before: HostRecord | undefined, signal?: AbortSignal): Promise<void> {
    const { jobId, technicianId } = this.#partsOf(id);
    const { row, surroundings } = await this.#jobRow(jobId, signal);
    const now = this.#assignmentsOf(row, surroundings).find((record) => record.id === id);
    // Somebody else has done it, and nothing is left to do.
    if (now === undefined) return;
    this.#refuseConflict(before, now, [], surroundings);
    const technicians = this.#techniciansOf(row).filter((technician) => technician !== technicianId);
    const written = this.#writtenTechnicians(technicians, surroundings);
    await this.#jobs.writeRow(jobId, written, { now: row, token: before?.token ?? null }, signal);
  }

  async #write(
    jobId: string,
    technicianId: string,
    row: HostRow,
    written: HostFields,
    token: string | null,
    signal: AbortSignal | undefined,
  ): Promise<HostRecord> {
    const writtenJob = await this.#jobs.writeRow(jobId, written, { now: row, token }, signal);
    const record = await this.get(assignmentId(writtenJob, technicianId), signal);
    if (record === undefined) throw new HostError('conflict', `${this.#title} has not kept the assignment.`);
    return record;
  }

  async #jobRow(
    jobId: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly row: HostRow; readonly surroundings: WriteSurroundings }> {
    if (this.plan.resource.writes.update === false) {
      throw new HostError('invalid', `The jobs of ${this.#title} cannot be changed from here, so nobody can be assigned.`);
    }
    const row = await this.#jobs.row(jobId, signal);
    if (row === undefined) throw this.#jobs.notFound();
    return { row, surroundings: (await this.#jobs.ready(signal)).surroundings };
  }

  #assignmentsOf(row: HostRow, surroundings: WriteSurroundings): HostRecord[] {
    const jobId = this.#jobs.idOf(row);
    const times = this.plan.fields.filter(({ name }) => name !== 'technicianId');
    const { fields, faults, unmapped } = readFields(
      { fields: times, resource: this.plan.resource },
      row,
      noRelatedRows,
      surroundings,
    );
    return this.#techniciansOf(row).map((technicianId) => {
      const record: HostRecord = {
        kind: 'assignments',
        id: assignmentId(jobId, technicianId),
        fields: { jobId, technicianId, ...fields },
        token: tokenOf(this.plan, row),
        unmapped,
      };
      return faults.length === 0 ? record : { ...record, faults };
    });
  }

  /** Ids, each once: of one technician, of a list, of a text with commas, of a text that is a list in JSON. */
  #techniciansOf(row: HostRow): string[] {
    const raw = valueAt(row, this.#said.technician);
    if (raw === this.#said.nobody || raw === false || raw === 0) return [];
    const one = partText(raw);
    const listed =
      typeof raw === 'string' && this.#said.many
        ? textList(raw)
        : one === undefined && Array.isArray(raw)
          ? raw.map(partText)
          : [one];
    return [...new Set(listed.filter((id) => id !== undefined))];
  }

  #writtenTechnicians(technicians: readonly string[], { idOf }: WriteSurroundings): HostFields {
    const ids = [...new Set(technicians)].map((technician) => referenceValue(technician, idOf('technicians')));
    const { technician, writeAs, nobody } = this.#said;
    const [first] = ids;
    switch (writeAs) {
      case 'value':
        return { [technician]: first ?? nobody };
      case 'list':
        return { [technician]: ids };
      case 'x2many-set':
        return { [technician]: [[6, 0, ids]] };
      case 'comma':
        return { [technician]: first === undefined ? nobody : ids.join(',') };
    }
  }

  /** The part of an id is asked of the host as it is; of many in one field it would have to look into it. */
  #assigned(): HostFilter | undefined {
    return this.#said.many ? undefined : { not: { field: this.#said.technician, is: 'isNull' } };
  }

  #refuseConflict(
    before: HostRecord | undefined,
    now: HostRecord,
    changed: readonly string[],
    surroundings: WriteSurroundings,
  ): void {
    const { kind } = this.plan.resource.concurrency;
    if (before === undefined || (kind !== 'compare' && before.token !== null) || kind === 'none') return;
    refuseConflict(this.plan, before, now, changed, surroundings, this.#title);
  }

  #gone(before: HostRecord | undefined): HostError {
    if (before === undefined) return this.#jobs.notFound();
    return new HostError('conflict', `“technicianId” changed at ${this.#title} in the meantime.`);
  }

  #partsOf(id: string): { readonly jobId: string; readonly technicianId: string } {
    const parts = partsOrNone(id);
    if (parts === undefined) throw this.#jobs.notFound();
    return parts;
  }
}

function technicianField({ technician }: InJobs): HostResource['fields'][string] {
  return { path: technician, reference: 'technicians', joinedBy: ' ', conversions: [] };
}

function partsOrNone(id: string): { readonly jobId: string; readonly technicianId: string } | undefined {
  try {
    return partsOfAssignmentId(id);
  } catch {
    return undefined;
  }
}

/** As a condition on the row of the job: its id is that of the job. */
function ofJob(filter: HostFilter | undefined): HostFilter | undefined {
  if (filter === undefined) return undefined;
  if ('all' in filter) return { all: filter.all.map((part) => ofJob(part) ?? part) };
  if ('any' in filter) return { any: filter.any.map((part) => ofJob(part) ?? part) };
  if ('not' in filter) return filter;
  if (filter.field === 'jobId') return { ...filter, field: 'id' };
  if (filter.field !== 'id') return filter;
  const ids = Array.isArray(filter.value) ? filter.value : [filter.value];
  return { ...filter, is: 'in', value: ids.flatMap((id) => partsOrNone(String(id))?.jobId ?? []) };
}

function textList(text: string): (string | undefined)[] {
  if (text.trimStart().startsWith('[')) {
    try {
      const list: unknown = JSON.parse(text);
      return Array.isArray(list) ? list.map(partText) : [];
    } catch {
      return [];
    }
  }
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A new assignment of ours has more than a host with fields in jobs can know; what is empty needs no word. */
function worthSaying(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
