import { z } from 'zod';
import { checkInOutcomes } from '../words/index.ts';
import { entityFields, Id, Instant, line, Position, text } from './base.ts';

/** One GPS point as the device reported it. */
export const Fix = z
  .object({
    technicianId: Id,
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracyMeters: z.number().min(0).max(100_000).nullable(),
    headingDegrees: z.number().min(0).max(360).nullable(),
    /** Time of the fix by the device's clock. */
    at: Instant,
  })
  .meta({ id: 'Fix', description: 'One GPS point.' });
export type Fix = z.infer<typeof Fix>;

/** Outcome of a check-in. Never a yes or no: the worker is never refused, the outcome is kept. */
export const CheckIn = z
  .object({
    outcome: z.enum(checkInOutcomes),
    position: Position.nullable(),
    accuracyMeters: z.number().min(0).nullable(),
    /** From the site, when both positions are known. */
    distanceMeters: z.number().min(0).nullable(),
    /** By the device's clock. */
    deviceAt: Instant,
  })
  .meta({ id: 'CheckIn', description: 'Where and how a technician said "I am here".' });
export type CheckIn = z.infer<typeof CheckIn>;

/** Attendance: check-in to check-out. */
export const Session = z
  .object({
    ...entityFields,
    technicianId: Id,
    assignmentId: Id.nullable(),
    checkIn: CheckIn,
    checkOut: CheckIn.nullable(),
    distanceMeters: z.number().min(0).nullable(),
  })
  .meta({ id: 'Session', description: 'Attendance, from check-in to check-out.' });
export type Session = z.infer<typeof Session>;

/** Checklist, daily report, expense, inspection: all are forms. */
export const Form = z
  .object({
    ...entityFields,
    key: line(64).min(1),
    title: line(200).min(1),
    fields: z.array(z.record(z.string(), z.unknown())).max(200),
    needsApproval: z.boolean(),
  })
  .meta({ id: 'Form', description: 'A form to fill in: checklist, report, expense, inspection.' });
export type Form = z.infer<typeof Form>;

export const Submission = z
  .object({
    ...entityFields,
    formId: Id,
    jobId: Id.nullable(),
    technicianId: Id,
    answers: z.record(z.string(), z.unknown()),
    state: z.enum(['submitted', 'approved', 'rejected']),
    deviceAt: Instant,
  })
  .meta({ id: 'Submission', description: 'A form as somebody filled it in.' });
export type Submission = z.infer<typeof Submission>;

export const Attachment = z
  .object({ ...entityFields, jobId: Id, name: line(200), mediaType: line(100), bytes: z.int().min(0), caption: text(1000) })
  .meta({ id: 'Attachment', description: 'A file that belongs to a job.' });
export type Attachment = z.infer<typeof Attachment>;
