import { CustomerCreate, JobCreate, SiteCreate, TechnicianCreate } from '@dispatchkit/contract';
import type { z } from 'zod';
import type { ImportEntity } from './entities.ts';

/** Set by the connector or by links between records, so never by a column. */
const notFromColumns = new Set(['id', 'custom', 'customerId', 'siteId', 'crewId', 'equipmentIds', 'quotedPrice']);

const schemas = { jobs: JobCreate, technicians: TechnicianCreate, customers: CustomerCreate, sites: SiteCreate } as const;
export type TargetKind = ImportEntity | 'sites';

export function targetSchema(kind: TargetKind): z.ZodObject {
  return schemas[kind];
}

/** Names of the fields a map may fill. */
export function targetFields(kind: TargetKind): string[] {
  return Object.keys(schemas[kind].shape).filter((field) => !notFromColumns.has(field));
}
