import { z } from 'zod';
import { Day, Id, Instant, Violation } from '../entities/index.ts';

/** Something a technician lacks for a job. */
const Missing = z
  .object({
    kind: z.enum(['skill', 'certification', 'territory']),
    /** Key of the skill, certification or territory. */
    subject: z.string(),
    neededLevel: z.int().optional(),
    heldLevel: z.int().optional(),
    expiredOn: Day.optional(),
  })
  .meta({ id: 'Missing', description: 'Something a technician lacks for a job.' });

/** A technician who might do a job, with the earliest time and everything that speaks against it. */
export const Candidate = z
  .object({
    technicianId: Id,
    name: z.string(),
    /** Has every skill, certification and territory the job asks for. */
    qualified: z.boolean(),
    missing: z.array(Missing),
    /** Earliest time on shift with time enough to drive there and on; `null` when the interval has none. */
    slot: z.object({ startsAt: Instant, endsAt: Instant }).nullable(),
    /** Rules that placing the job in the slot would break; empty without a slot. */
    violations: z.array(Violation),
    /** Drive to the job in the slot; `null` without a slot or when it is not known. */
    travelMinutes: z.number().nullable(),
    /** (work + travel) ÷ shift in the interval, before the job is added; 0 without a shift. */
    utilization: z.number(),
  })
  .meta({ id: 'Candidate', description: 'A technician who might do a job: when, and what speaks against it.' });
export type Candidate = z.infer<typeof Candidate>;

export const Candidates = z
  .object({ jobId: Id, from: Instant, to: Instant, items: z.array(Candidate) })
  .meta({ id: 'Candidates', description: 'Technicians for a job, best first.' });
export type Candidates = z.infer<typeof Candidates>;

/** How full one day of a technician is. */
export const WorkloadDay = z
  .object({
    /** In the technician's zone. */
    day: Day,
    /** On shift, without breaks and time off. */
    shiftMinutes: z.number(),
    workMinutes: z.number(),
    travelMinutes: z.number(),
    breakMinutes: z.number(),
    /** (work + travel) ÷ shift; above 1 it is too much, 0 without a shift. */
    utilization: z.number(),
    /** First free instant on shift, not before now. */
    nextFreeAt: Instant.nullable(),
    assigned: z.int(),
    done: z.int(),
  })
  .meta({ id: 'WorkloadDay', description: 'How full one day of a technician is.' });

export const Workload = z
  .object({ technicianId: Id, timeZone: z.string(), days: z.array(WorkloadDay) })
  .meta({ id: 'Workload', description: 'How full the days of a technician are.' });
export type Workload = z.infer<typeof Workload>;
