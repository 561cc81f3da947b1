import {
  Assignment,
  CertificationRecord,
  Crew,
  Customer,
  Dependency,
  Equipment,
  Job,
  Shift,
  Site,
  Technician,
  TimeOff,
} from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import { z } from 'zod';
import type { RelatedFilters } from '../../services/related-records.ts';

/** Records that can come along with others. */
export interface Include {
  readonly kind: Kind;
  readonly schema: z.ZodObject;
  /** Field that holds the id, or the ids, of what is meant. */
  readonly from?: string;
  /** Or: how those are found that hold the id of the record. */
  readonly by?: keyof RelatedFilters;
}

const customer: Include = { kind: 'customers', schema: Customer, from: 'customerId' };
const job: Include = { kind: 'jobs', schema: Job, from: 'jobId' };
const technician: Include = { kind: 'technicians', schema: Technician, from: 'technicianId' };

/** What may be asked for by `include=`, by the schema of the record. */
const includesOfRecord: ReadonlyMap<z.ZodType, Readonly<Record<string, Include>>> = new Map<
  z.ZodType,
  Readonly<Record<string, Include>>
>([
  [
    Job,
    {
      customer,
      site: { kind: 'sites', schema: Site, from: 'siteId' },
      assignments: { kind: 'assignments', schema: Assignment, by: 'jobId' },
      equipment: { kind: 'equipment', schema: Equipment, from: 'equipmentIds' },
    },
  ],
  [Assignment, { job, technician }],
  [Customer, { sites: { kind: 'sites', schema: Site, by: 'customerId' } }],
  [Site, { customer }],
  [
    Technician,
    {
      crew: { kind: 'crews', schema: Crew, from: 'crewId' },
      certifications: { kind: 'certifications', schema: CertificationRecord, by: 'technicianId' },
    },
  ],
  [Shift, { technician }],
  [TimeOff, { technician }],
  [Crew, { technicians: { kind: 'technicians', schema: Technician, from: 'technicianIds' } }],
  [CertificationRecord, { technician }],
  [Dependency, { job, dependsOnJob: { kind: 'jobs', schema: Job, from: 'dependsOnJobId' } }],
]);

export function includesOf(record: z.ZodType): Readonly<Record<string, Include>> {
  return includesOfRecord.get(record) ?? {};
}

const shapes = new Map<z.ZodType, z.ZodObject>();

/** Shape of the member `included` that comes along with these records; undefined when nothing can. */
export function includedOf(record: z.ZodType): z.ZodObject | undefined {
  const includes = Object.values(includesOf(record));
  if (includes.length === 0) return undefined;
  const known = shapes.get(record);
  if (known) return known;
  const shape = z
    .object(Object.fromEntries(includes.map(({ kind, schema }) => [kind, z.array(schema).optional()])))
    .meta({ id: `${record.meta()?.id}Included`, description: 'What was asked for by `include`, by kind, each record once.' });
  shapes.set(record, shape);
  return shape;
}
