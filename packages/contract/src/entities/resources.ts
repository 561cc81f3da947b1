import { z } from 'zod';
import { actions } from '../words/index.ts';
import { Custom, Day, entityFields, Id, Instant, line, Skill, TimeZone, text } from './base.ts';
import { Priority } from './work.ts';

/** One proof of one technician, with its papers. `Technician.certifications` is the short form of them that rules and boards read. */
export const CertificationRecord = z
  .object({
    ...entityFields,
    technicianId: Id,
    /** What is proven, such as `gas_safe`; jobs ask for it by this key. */
    key: line(64).min(1),
    /** Number on the paper. */
    number: line(80).nullable(),
    issuedOn: Day.nullable(),
    /** Last valid day in the technician's zone; `null` never expires. */
    expiresOn: Day.nullable(),
    notes: text(2000),
  })
  .meta({ id: 'CertificationRecord', description: 'A proof held by a technician: key, number, and how long it is valid.' });
export type CertificationRecord = z.infer<typeof CertificationRecord>;

export const dependencyTypes = ['finish_to_start', 'start_to_start', 'same_technician'] as const;
/** One job waits for another. */
export const Dependency = z
  .object({
    ...entityFields,
    /** The job that waits. */
    jobId: Id,
    /** The job it waits for. */
    dependsOnJobId: Id,
    type: z.enum(dependencyTypes),
    /** At least so long after the end (or start) of the other, minutes. */
    lagMinutes: z
      .int()
      .min(0)
      .max(60 * 24 * 365),
  })
  .meta({ id: 'Dependency', description: 'One job waits for another.' });
export type Dependency = z.infer<typeof Dependency>;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time of day as 08:30');

/** What each job of a series is like. */
export const SeriesJob = z
  .object({
    title: line(200).min(1),
    description: text(10_000),
    type: line(64).min(1),
    priority: Priority,
    customerId: Id.nullable(),
    siteId: Id.nullable(),
    durationMinutes: z
      .int()
      .min(1)
      .max(60 * 24 * 14),
    skills: z.array(Skill).max(20),
    certifications: z.array(line(64).min(1)).max(20),
    equipmentIds: z.array(Id).max(20),
    territory: line(64).nullable(),
    /** Promised start on the day, wall time in the zone of the series; both or none. */
    windowStartsAtTime: wallTime.nullable(),
    windowEndsAtTime: wallTime.nullable(),
    custom: Custom,
  })
  .meta({ id: 'SeriesJob', description: 'What each job of a series is like.' });
export type SeriesJob = z.infer<typeof SeriesJob>;

/** Work that comes again: a rule for the days, and a template for the jobs. */
export const Series = z
  .object({
    ...entityFields,
    name: line(120).min(1),
    /** RFC 5545 RRULE without the name, such as `FREQ=MONTHLY;BYDAY=1MO`. */
    rule: line(500).min(1),
    /** First day that counts. */
    startsOn: Day,
    /** `null`: the tenant's. */
    timeZone: TimeZone.nullable(),
    /** Jobs are made so many days ahead. */
    horizonDays: z.int().min(1).max(400),
    /** Days that are left out. */
    skippedDays: z.array(Day).max(400),
    active: z.boolean(),
    job: SeriesJob,
    /** Jobs have been made up to this day, included. Read only. */
    generatedUntil: Day.nullable(),
  })
  .meta({ id: 'Series', description: 'Work that comes again: a rule for the days and a template for the jobs.' });
export type Series = z.infer<typeof Series>;

/** What another system may do here. The key itself is shown once, when it is made. */
export const ApiKey = z
  .object({
    ...entityFields,
    name: line(120).min(1),
    /** Rights it has, on all rows of the tenant. */
    scopes: z.array(z.enum(actions)).min(1).max(actions.length),
    /** Beginning of the key, to tell keys apart. */
    prefix: line(160),
    expiresAt: Instant.nullable(),
    /** Since then it opens nothing. */
    revokedAt: Instant.nullable(),
    /** Up to a minute ago; noted without a new version. `null`: never used. */
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey', description: 'What another system may do here.' });
export type ApiKey = z.infer<typeof ApiKey>;

/** Where events are sent. */
export const Webhook = z
  .object({
    ...entityFields,
    url: z.url({ protocol: /^https?$/ }).max(2000),
    description: line(200),
    /** Event types, `job.*` for all of an entity, `*` for everything. */
    eventTypes: z
      .array(z.string().regex(/^(\*|[a-z_]+\.(\*|[a-z_]+))$/))
      .min(1)
      .max(100),
    enabled: z.boolean(),
    /** Why it was switched off by the connector. */
    disabledReason: line(500).nullable(),
    /** `v1`: messages are signed with a secret both sides know · `v1a`: with a key pair. */
    signature: z.enum(['v1', 'v1a']),
    /** `whpk_…`, of `v1a`. Read only. */
    publicKey: z.string().max(100).nullable(),
    /** Read only; `null` when it has its first secret. */
    secretRotatedAt: Instant.nullable(),
    /** Events after this seq are sent: it was created, or switched on again, then. Read only. */
    sinceSeq: z.int().min(0),
  })
  .meta({ id: 'Webhook', description: 'Where events are sent.' });
export type Webhook = z.infer<typeof Webhook>;
