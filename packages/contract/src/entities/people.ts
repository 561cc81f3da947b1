import { z } from 'zod';
import { technicianStatuses } from '../words/index.ts';
import { Color, Day, entityFields, Id, Instant, line, Position, Skill, TimeZone, text } from './base.ts';

/** A proof that runs out. `expiresOn` is the last valid day in the technician's zone; `null` never expires. */
export const Certification = z
  .object({ key: line(64).min(1), expiresOn: Day.nullable() })
  .meta({ id: 'Certification', description: 'A proof held by a technician; `expiresOn` is its last valid day.' });
export type Certification = z.infer<typeof Certification>;

/** Last known position of a technician. Live, not history: it does not raise the version. */
export const LivePosition = z
  .object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracyMeters: z.number().min(0).nullable(),
    headingDegrees: z.number().min(0).max(360).nullable(),
    at: Instant,
  })
  .meta({ id: 'LivePosition', description: 'Last known position, with the time of the fix.' });
export type LivePosition = z.infer<typeof LivePosition>;

export const Technician = z
  .object({
    ...entityFields,
    name: line(120).min(1),
    status: z.enum(technicianStatuses),
    color: Color,
    phone: line(40).nullable(),
    email: line(254).nullable(),
    skills: z.array(Skill).max(50),
    certifications: z.array(Certification).max(50),
    territories: z.array(line(64).min(1)).max(50),
    crewId: Id.nullable(),
    /** Where the day starts and ends. */
    home: Position.nullable(),
    /** Where it differs from the tenant's. */
    timeZone: TimeZone.nullable(),
    position: LivePosition.nullable(),
    active: z.boolean(),
  })
  .meta({ id: 'Technician', description: 'A person (or van) who does the work.' });
export type Technician = z.infer<typeof Technician>;

/** When a technician works: one stretch, with unpaid breaks inside it. */
export const Shift = z
  .object({
    ...entityFields,
    technicianId: Id,
    startsAt: Instant,
    endsAt: Instant,
    breaks: z.array(z.object({ startsAt: Instant, endsAt: Instant })).max(10),
  })
  .meta({ id: 'Shift', description: 'When a technician works, with breaks.' });
export type Shift = z.infer<typeof Shift>;

export const TimeOff = z
  .object({
    ...entityFields,
    technicianId: Id,
    startsAt: Instant,
    endsAt: Instant,
    reason: line(200),
  })
  .meta({ id: 'TimeOff', description: 'When a technician is away.' });
export type TimeOff = z.infer<typeof TimeOff>;

/** Technicians who work together. */
export const Crew = z
  .object({ ...entityFields, name: line(120).min(1), color: Color, technicianIds: z.array(Id).max(50), leadId: Id.nullable() })
  .meta({ id: 'Crew', description: 'Technicians who work together.' });
export type Crew = z.infer<typeof Crew>;

/** A thing that can be taken to a job once at a time: lift, jetter, spare van. */
export const Equipment = z
  .object({ ...entityFields, name: line(120).min(1), type: line(64), notes: text(2000) })
  .meta({ id: 'Equipment', description: 'A thing that is taken to a job, once at a time.' });
export type Equipment = z.infer<typeof Equipment>;
