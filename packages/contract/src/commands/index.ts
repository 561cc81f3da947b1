import { z } from 'zod';
import {
  Assignment,
  CheckIn,
  Crew,
  Customer,
  Dependency,
  Equipment,
  FieldConflict,
  Fix,
  HostStanding,
  Id,
  Instant,
  Job,
  JobNumbers,
  JobStatus,
  line,
  Retention,
  Settings,
  Shift,
  Site,
  Technician,
  TimeOff,
  Violation,
} from '../entities/index.ts';
import { assignmentLocks, kinds } from '../words/index.ts';

const readOnly = { version: true, createdAt: true, updatedAt: true } as const;

/** What a client may send to create one: everything it may set, with defaults; `id` may be chosen by the client (UUIDv7 advised). */
export const CustomerCreate = Customer.omit(readOnly).partial().required({ name: true }).meta({ id: 'CustomerCreate' });
export const SiteCreate = Site.omit(readOnly).partial().meta({ id: 'SiteCreate' });
export const TechnicianCreate = Technician.omit({ ...readOnly, position: true })
  .partial()
  .required({ name: true })
  .meta({ id: 'TechnicianCreate' });
export const ShiftCreate = Shift.omit(readOnly)
  .partial()
  .required({ technicianId: true, startsAt: true, endsAt: true })
  .meta({ id: 'ShiftCreate' });
export const TimeOffCreate = TimeOff.omit(readOnly)
  .partial()
  .required({ technicianId: true, startsAt: true, endsAt: true })
  .meta({ id: 'TimeOffCreate' });
/** `explicitStatus: 'completed'` with `completedAt` takes over work that was done before; other statuses come by transitions. */
export const JobCreate = Job.omit({ ...readOnly, status: true, seriesId: true, occurrenceOn: true })
  .partial()
  .required({ title: true })
  .meta({ id: 'JobCreate' });

const unsettable = { id: true } as const;
/** JSON Merge Patch (RFC 7396): fields left out stay, `null` clears where null is allowed. */
export const CustomerPatch = CustomerCreate.omit(unsettable).partial().meta({ id: 'CustomerPatch' });
export const SitePatch = SiteCreate.omit(unsettable).partial().meta({ id: 'SitePatch' });
export const TechnicianPatch = TechnicianCreate.omit(unsettable).partial().meta({ id: 'TechnicianPatch' });
export const ShiftPatch = ShiftCreate.omit({ ...unsettable, technicianId: true })
  .partial()
  .meta({ id: 'ShiftPatch' });
export const TimeOffPatch = TimeOffCreate.omit({ ...unsettable, technicianId: true })
  .partial()
  .meta({ id: 'TimeOffPatch' });
export const JobPatch = JobCreate.omit({ ...unsettable, explicitStatus: true, statusReason: true, completedAt: true })
  .partial()
  .meta({ id: 'JobPatch' });
export const SettingsPatch = Settings.omit({ version: true, updatedAt: true })
  .extend({ jobNumbers: JobNumbers.partial(), retention: Retention.partial() })
  .partial()
  .meta({ id: 'SettingsPatch' });

const override = z
  .boolean()
  .default(false)
  .meta({ description: 'Place it although warnings are found; they are recorded. Needs the right assignments:override.' });

/**
 * Places a job with a technician. `endsAt` may be left out: then it is `startsAt` + the job's `durationMinutes`.
 * An `id` that belonged to a deleted assignment of the same job brings that one back, with a higher version (undo).
 */
export const AssignmentCreate = z
  .object({
    id: Id.optional(),
    externalRef: Assignment.shape.externalRef.optional(),
    jobId: Id,
    technicianId: Id,
    startsAt: Instant,
    endsAt: Instant.optional(),
    lock: z.enum(assignmentLocks).optional(),
    notes: Assignment.shape.notes.optional(),
    custom: Assignment.shape.custom.optional(),
    override,
  })
  .meta({ id: 'AssignmentCreate', description: 'Places a job with a technician.' });
export type AssignmentCreate = z.input<typeof AssignmentCreate>;

/** Moves or changes an assignment. A new `startsAt` without `endsAt` keeps the length. */
export const AssignmentPatch = z
  .object({
    technicianId: Id.optional(),
    startsAt: Instant.optional(),
    endsAt: Instant.optional(),
    lock: z.enum(assignmentLocks).optional(),
    /** `true` releases to the field (`scheduled → dispatched`), `false` takes it back. */
    released: z.boolean().optional(),
    notes: Assignment.shape.notes.optional(),
    custom: Assignment.shape.custom.optional(),
    override,
  })
  .meta({ id: 'AssignmentPatch', description: 'Moves or changes an assignment.' });
export type AssignmentPatch = z.input<typeof AssignmentPatch>;

/** All or nothing, in order. Versions take the place of If-Match. */
export const AssignmentBatch = z
  .object({
    operations: z
      .array(
        z.discriminatedUnion('op', [
          z.object({ op: z.literal('create'), assignment: AssignmentCreate }),
          z.object({ op: z.literal('update'), id: Id, version: z.int().min(1), patch: AssignmentPatch }),
          z.object({ op: z.literal('delete'), id: Id, version: z.int().min(1) }),
        ]),
      )
      .min(1)
      .max(200),
  })
  .meta({ id: 'AssignmentBatch', description: 'Several changes to assignments, all or nothing.' });
export type AssignmentBatch = z.input<typeof AssignmentBatch>;

export const AssignmentBatchResult = z
  .object({
    results: z.array(z.object({ id: Id, version: z.int(), assignment: Assignment.or(z.null()) })),
    seq: z.int(),
  })
  .meta({ id: 'AssignmentBatchResult' });

/** What `check` says of a proposal. Nothing is written. */
export const AssignmentCheck = z
  .object({
    jobId: Id,
    technicianId: Id,
    startsAt: Instant,
    endsAt: Instant.optional(),
    /** The assignment being moved, which is then left out of the comparison. */
    assignmentId: Id.optional(),
  })
  .meta({ id: 'AssignmentCheck' });
export const AssignmentCheckResult = z
  .object({
    violations: z.array(Violation),
    travel: z.object({
      minutes: z.number().nullable(),
      distanceMeters: z.number().nullable(),
      quality: z.enum(['network', 'estimate', 'unknown']),
    }),
  })
  .meta({ id: 'AssignmentCheckResult' });

/** Moves a job (or one technician's part of it) along its statuses. */
export const Transition = z
  .object({
    to: JobStatus,
    /** Whose part moves. May be left out when the job has one assignment, or for hold, cancel and reopen. */
    assignmentId: Id.optional(),
    reason: line(500).optional(),
    /** When it happened by the device's clock; the connector adds its own. */
    deviceAt: Instant.optional(),
    checkIn: CheckIn.optional(),
  })
  .meta({ id: 'Transition', description: 'Moves a job along its statuses.' });
export type Transition = z.input<typeof Transition>;
export const TransitionResult = z
  .object({ job: Job, assignment: Assignment.or(z.null()), seq: z.int() })
  .meta({ id: 'TransitionResult' });

export const FixBatch = z.object({ fixes: z.array(Fix).min(1).max(500) }).meta({ id: 'FixBatch' });

/** Everything a board needs for a window, in one answer. */
export const Snapshot = z
  .object({
    /** State includes every event up to this one; continue the stream after it. */
    seq: z.int().min(0),
    serverAt: Instant,
    from: Instant,
    to: Instant,
    actor: z.object({
      id: z.string(),
      name: z.string().nullable(),
      role: z.string(),
      technicianId: Id.nullable(),
      tenant: z.string(),
    }),
    capabilities: z.record(z.string(), z.enum(['all', 'own'])),
    settings: Settings,
    jobs: z.array(Job),
    assignments: z.array(Assignment),
    technicians: z.array(Technician),
    customers: z.array(Customer),
    sites: z.array(Site),
    shifts: z.array(Shift),
    timeOff: z.array(TimeOff),
    crews: z.array(Crew),
    equipment: z.array(Equipment),
    dependencies: z.array(Dependency),
    /** How many jobs there are in all, and whether the list above was cut. */
    jobsTotal: z.int(),
    truncated: z.boolean(),
    /** Host systems that records are of; empty where all are our own. */
    hosts: z.array(HostStanding),
  })
  .meta({ id: 'Snapshot', description: 'Everything a board needs for a window of time.' });
export type Snapshot = z.infer<typeof Snapshot>;

/** RFC 9457 with a stable code. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** Names this occurrence: `urn:uuid:` and the request id, where that is a UUID. */
    instance: z.string().optional(),
    code: z.string(),
    /** What to do about it. */
    hint: z.string().optional(),
    requestId: z.string(),
    /** Each wrong value: JSON Pointer into the body, or `query:<name>`. */
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          detail: z.string(),
          /** Of a batch: why this entry is refused. */
          code: z.string().optional(),
          /** Of a batch: the rules this entry breaks. */
          violations: z.array(Violation).optional(),
        }),
      )
      .optional(),
    /** Every rule that is broken; of a batch, those of all entries. */
    violations: z.array(Violation).optional(),
    /** For `stale`: the version now. */
    currentVersion: z.int().optional(),
    /** For `host_conflict`: what was to be written, and what the host has. */
    conflicts: z.array(FieldConflict).optional(),
    /** For `transition_not_allowed`: where the job may go. */
    allowed: z.array(JobStatus).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });
export type Problem = z.infer<typeof Problem>;

export const Kind = z.enum(kinds);
