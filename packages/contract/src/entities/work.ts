import { z } from 'zod';
import {
  assignmentLocks,
  assignmentStatuses,
  explicitJobStatuses,
  jobStatuses,
  priorities,
  travelQualities,
} from '../words/index.ts';
import { Day, entityFields, GeocodeQuality, Id, Instant, line, Money, Position, Skill, TimeZone, text } from './base.ts';

export const JobStatus = z.enum(jobStatuses).meta({ id: 'JobStatus' });
export const AssignmentStatus = z.enum(assignmentStatuses).meta({ id: 'AssignmentStatus' });
export const Priority = z.enum(priorities).meta({ id: 'Priority' });

/** Who the work is for. */
export const Customer = z
  .object({
    ...entityFields,
    name: line(200).min(1),
    phone: line(40).nullable(),
    email: line(254).nullable(),
    notes: text(10_000),
  })
  .meta({ id: 'Customer', description: 'Who the work is for.' });
export type Customer = z.infer<typeof Customer>;

/** A place of work. */
export const Site = z
  .object({
    ...entityFields,
    customerId: Id.nullable(),
    name: line(200),
    /** Printed form of the address on one line. Empty when only a position is known. */
    address: line(500),
    /** District, borough or neighbourhood, for grouping and filters. */
    district: line(120).nullable(),
    position: Position.nullable(),
    geocodeQuality: GeocodeQuality,
    /** Where it differs from the tenant's. */
    timeZone: TimeZone.nullable(),
    /** How to get in: gate codes, keys, dogs. */
    accessNotes: text(2000),
  })
  .meta({ id: 'Site', description: 'A place of work: address, position and how good it is.' });
export type Site = z.infer<typeof Site>;

/** Work wanted. When and by whom is said by its assignments. */
export const Job = z
  .object({
    ...entityFields,
    /** Shown to people, unique per tenant, such as `J-26-01494`. Given by the connector when left out. */
    number: line(40).min(1),
    /** A built-in type or one of the tenant's own. */
    type: line(64).min(1),
    title: line(200).min(1),
    description: text(10_000),
    priority: Priority,
    /** Derived from the assignments unless `explicitStatus` is set. Read only; moved by transitions. */
    status: JobStatus,
    explicitStatus: z.enum(explicitJobStatuses).nullable(),
    /** Why the job is on hold or cancelled. */
    statusReason: line(500).nullable(),
    customerId: Id.nullable(),
    siteId: Id.nullable(),
    /** Expected work on site, without travel. */
    durationMinutes: z
      .int()
      .min(1)
      .max(60 * 24 * 14)
      .meta({ description: 'Expected work on site in minutes, without travel.' }),
    skills: z.array(Skill).max(20),
    certifications: z.array(line(64).min(1)).max(20),
    equipmentIds: z.array(Id).max(20),
    territory: line(64).nullable(),
    /** When the customer asked. */
    requestedAt: Instant.nullable(),
    /** Start of work was promised between these; either may be open. */
    windowStartsAt: Instant.nullable(),
    windowEndsAt: Instant.nullable(),
    /** Work should be finished by then (SLA). */
    dueAt: Instant.nullable(),
    completedAt: Instant.nullable(),
    /** Where the request came from: web, phone, app … */
    source: line(64).nullable(),
    quotedPrice: Money.nullable(),
    /** The series it was made by, and the day of the series it is for. Read only; not there for other jobs. */
    seriesId: Id.nullable().optional(),
    occurrenceOn: Day.nullable().optional(),
  })
  .meta({ id: 'Job', description: 'Work wanted. When and by whom is said by its assignments.' });
export type Job = z.infer<typeof Job>;

/** Getting there, before the assignment. */
export const Travel = z
  .object({
    minutes: z.int().min(0).nullable(),
    distanceMeters: z.int().min(0).nullable(),
    quality: z.enum(travelQualities),
  })
  .meta({
    id: 'Travel',
    description:
      'Travel before an assignment: `network` from a road network, `estimate` straight line × detour, `unknown` a position is missing.',
  });
export type Travel = z.infer<typeof Travel>;

/** One technician, one job, one interval. */
export const Assignment = z
  .object({
    ...entityFields,
    jobId: Id,
    technicianId: Id,
    startsAt: Instant,
    /** After `startsAt`; the interval is half open. */
    endsAt: Instant,
    status: AssignmentStatus,
    lock: z.enum(assignmentLocks),
    /** Set by the separate act of releasing; until then nobody in the field is told. */
    releasedAt: Instant.nullable(),
    enRouteAt: Instant.nullable(),
    arrivedAt: Instant.nullable(),
    startedAt: Instant.nullable(),
    completedAt: Instant.nullable(),
    /** Codes of rules that were knowingly broken when it was placed. */
    overridden: z.array(z.string().max(64)).max(20),
    notes: text(2000),
  })
  .meta({ id: 'Assignment', description: 'One technician, one job, one interval.' });
export type Assignment = z.infer<typeof Assignment>;
