import { z } from 'zod';
import { jobStatuses } from '../words/index.ts';
import { Color, entityFields, Instant, line, Position, TimeZone } from './base.ts';

export const CustomField = z
  .object({
    key: z.string().regex(/^[a-z][A-Za-z0-9_]{0,63}$/, 'Use a key such as meterNumber'),
    label: line(80).min(1),
    entity: z.enum(['job', 'customer', 'technician', 'equipment']),
    kind: z.enum(['text', 'number', 'date', 'boolean', 'select']),
    /** What can be chosen; for `select`. */
    options: z.array(line(80).min(1)).max(200).optional(),
    /** For `number`. */
    min: z.number().optional(),
    max: z.number().optional(),
    /** The host system whose manifest has defined it, and whose values it holds. */
    host: z.string().max(40).optional(),
  })
  .meta({ id: 'CustomField', description: "A field of the tenant's own; columns, filters and forms follow it." });
export type CustomField = z.infer<typeof CustomField>;

/** At most 64; each key once per entity. */
const CustomFields = z
  .array(CustomField)
  .max(64)
  .superRefine((fields, context) => {
    const seen = new Set<string>();
    for (const [i, { entity, key, kind, options, min, max }] of fields.entries()) {
      const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [i, name], message });
      if (seen.has(`${entity} ${key}`)) fault('key', `There is a field ${key} for ${entity} already.`);
      seen.add(`${entity} ${key}`);
      if (kind === 'select' && !options?.length) fault('options', 'Say what can be chosen.');
      if (min !== undefined && max !== undefined && min > max) fault('max', 'The greatest value is below the least.');
    }
  });

const keptDays = (min: number, description: string) =>
  z
    .int()
    .min(min)
    .max(36_500)
    .nullable()
    .meta({ description: `${description} \`null\`: for ever.` });

/** How the numbers of new jobs look: `J-26-00001`. They count without a gap, per year when the year is part of them. */
export const JobNumbers = z
  .object({
    prefix: z.string().regex(/^[A-Za-z0-9]{0,12}$/, 'Use up to 12 letters and digits'),
    /** 0: numbers go on over the years. */
    yearDigits: z.literal([0, 2, 4]),
    /** Digits of the count, filled up with zeros. */
    width: z.int().min(1).max(9),
  })
  .meta({ id: 'JobNumbers', description: 'How the numbers of new jobs look.' });
export type JobNumbers = z.infer<typeof JobNumbers>;

/**
 * When people work who have no shift: on these days of the week, between these times of the wall clock in the tenant's zone. They do
 * not go over midnight, so that a day can be told from its own shifts alone; who works at night has shifts.
 */
export const WorkingHours = z
  .object({
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, 'Name every day once')
      .meta({ description: 'Days of the week: 1 Monday … 7 Sunday.' }),
    startsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day as 08:00')
      .meta({ description: "Wall time in the tenant's zone.", example: '08:00' }),
    endsAt: z
      .string()
      .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Give a time of day as 17:00; 24:00 is the end of the day')
      .meta({ description: 'After `startsAt`, on the same day; `24:00` is its end.', example: '17:00' }),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, {
    path: ['endsAt'],
    error: 'Working hours end after they start, at 24:00 at the latest. Plan shifts for work over midnight',
  })
  .meta({
    id: 'WorkingHours',
    description: 'When technicians work on days for which they have no shift.',
    example: { days: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '17:00' },
  });
export type WorkingHours = z.infer<typeof WorkingHours>;

/** How long things are kept, in days. */
export const Retention = z
  .object({
    eventDays: keptDays(7, 'History and audit: how long events are kept.'),
    closedJobDays: keptDays(
      1,
      'Completed and cancelled jobs, with their assignments, are deleted so long after they were closed.',
    ),
    deletedDays: keptDays(1, 'What was deleted can be told and brought back for so long; then it is gone.'),
    positionDays: keptDays(1, 'The last known position of a technician is forgotten after so long.'),
  })
  .meta({ id: 'Retention', description: 'How long things are kept, in days.' });
export type Retention = z.infer<typeof Retention>;

/** What retention would remove now, or has removed. */
export const RetentionCounts = z
  .object({ events: z.int().min(0), closedJobs: z.int().min(0), deleted: z.int().min(0), positions: z.int().min(0) })
  .meta({ id: 'RetentionCounts', description: 'How many of what.' });
export type RetentionCounts = z.infer<typeof RetentionCounts>;

/** How a tenant wants things to be: zone, words, colours, travel. One per tenant. */
export const Settings = z
  .object({
    name: line(120).min(1),
    timeZone: TimeZone,
    /** 1 Monday … 7 Sunday. */
    weekStartsOn: z.int().min(1).max(7),
    /** Count as the shift of everybody who has none on a day. `null`: only shifts count. */
    workingHours: WorkingHours.nullable().meta({
      description: 'Count as the shift of everybody who has none on a day. `null`: only shifts count.',
    }),
    /** Straight-line metres are multiplied by this to guess the road (1.2–1.4 in most cities). */
    detourFactor: z.number().min(1).max(5),
    travelSpeedKmh: z.number().min(1).max(200).meta({ description: 'Average driving speed for estimates, km/h.' }),
    /** A check-in farther away than this is `outside_geofence`. */
    geofenceMeters: z.number().min(10).max(10_000),
    /** Bars and drags snap to this. */
    snapMinutes: z.int().min(1).max(120),
    /** Whether technicians see the whole day or their own jobs only. */
    techniciansSeeAll: z.boolean(),
    /** Own names for words: `{ "technician": "Engineer" }`, `{ "status.on_site": "At customer" }`. */
    labels: z.record(z.string().max(64), line(80)),
    statusColors: z.partialRecord(z.enum(jobStatuses), Color),
    customFields: CustomFields,
    /** Where a map opens. */
    mapCenter: Position.nullable(),
    mapZoom: z.number().min(1).max(20).nullable(),
    jobNumbers: JobNumbers,
    retention: Retention,
    version: z.int().min(1),
    updatedAt: Instant,
  })
  .meta({ id: 'Settings', description: 'How a tenant wants things to be.' });
export type Settings = z.infer<typeof Settings>;

/** Saved columns, filters and colours. */
export const View = z
  .object({
    ...entityFields,
    name: line(120).min(1),
    widget: line(64),
    /** `sub` of whose it is; `null` is everybody's. */
    ownerId: line(200).nullable(),
    content: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'View', description: 'Saved columns, filters and colours of a widget.' });
export type View = z.infer<typeof View>;
