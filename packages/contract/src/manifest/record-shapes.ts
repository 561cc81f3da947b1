import type { z } from 'zod';
import { Assignment, Crew, Customer, Equipment, Job, Shift, Site, Technician, TimeOff } from '../entities/index.ts';
import type { HostKind } from './resources.ts';

/** What records of each kind hold, by field: what a host may fill, and what becomes of it. */
export const recordShapes = {
  jobs: Job.shape,
  assignments: Assignment.shape,
  technicians: Technician.shape,
  customers: Customer.shape,
  sites: Site.shape,
  shifts: Shift.shape,
  timeOff: TimeOff.shape,
  equipment: Equipment.shape,
  crews: Crew.shape,
} as const satisfies Record<HostKind, Readonly<Record<string, z.ZodType>>>;
