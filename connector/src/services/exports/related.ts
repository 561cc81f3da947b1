import type { Assignment, Crew, Customer, Job, Site, Technician } from '@dispatchkit/contract';
import type { Reader, Records } from '../../ports/store.ts';
import { grantFor, type Scope } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { allRecords } from '../every-record.ts';
import { readActionOf } from '../read-actions.ts';
import type { ExportedKind } from './columns.ts';

/** Kinds that a row of another kind tells something of. */
export type RelatedKind = 'jobs' | 'technicians' | 'customers' | 'sites' | 'crews' | 'assignments';

type Maybe = string | null | undefined;

/** Records that belong to those of a page. What is not known, or not needed, is `undefined`. */
export interface Related {
  readonly job: (id: Maybe) => Job | undefined;
  readonly technician: (id: Maybe) => Technician | undefined;
  readonly customer: (id: Maybe) => Customer | undefined;
  readonly site: (id: Maybe) => Site | undefined;
  readonly crew: (id: Maybe) => Crew | undefined;
  /** By their start. */
  readonly assignmentsOf: (jobId: string) => readonly Assignment[];
}

/** Of the kinds that rows tell something of, those that the actor may read: a right to export is none to read all that could be in it. */
export function readableKinds(actor: ActorContext, needs: Iterable<RelatedKind>): ReadonlySet<RelatedKind> {
  return new Set([...needs].filter((kind) => grantFor(actor, readActionOf[kind]) !== 'none'));
}

/** Looks up what a page of records needs, a statement for each kind. Others' assignments are left out for those who see their own only. */
export async function relatedOf<K extends ExportedKind>(
  reader: Reader,
  scope: Scope,
  kind: K,
  records: readonly Records[K][],
  needs: ReadonlySet<RelatedKind>,
): Promise<Related> {
  const lookUp = async <R extends Exclude<RelatedKind, 'assignments'>>(of: R, from: readonly object[], field: string) => {
    if (!needs.has(of)) return new Map<string, Records[R]>();
    const ids = new Set(from.map((record): unknown => Reflect.get(record, field)).filter((id) => typeof id === 'string'));
    return new Map((await reader.getMany(of, [...ids])).map((record) => [record.id, record]));
  };
  const jobs = await lookUp('jobs', records, 'jobId');
  const places = [...records, ...jobs.values()];
  const sites = await lookUp('sites', places, 'siteId');
  const customers = await lookUp('customers', places, 'customerId');
  const crews = await lookUp('crews', records, 'crewId');
  const assignments = kind === 'jobs' && needs.has('assignments') ? await assignmentsOf(reader, scope, records) : [];
  const technicians = await lookUp('technicians', [...records, ...assignments], 'technicianId');
  const byJob = Map.groupBy(assignments, ({ jobId }) => jobId);
  return {
    job: (id) => jobs.get(id ?? ''),
    technician: (id) => technicians.get(id ?? ''),
    customer: (id) => customers.get(id ?? ''),
    site: (id) => sites.get(id ?? ''),
    crew: (id) => crews.get(id ?? ''),
    assignmentsOf: (jobId) => byJob.get(jobId) ?? [],
  };
}

async function assignmentsOf(reader: Reader, scope: Scope, jobs: readonly { readonly id: string }[]): Promise<Assignment[]> {
  const filters = { jobId: jobs.map(({ id }) => id), ...scope };
  return allRecords(reader, 'assignments', filters, [{ field: 'startsAt', descending: false }]);
}
