import type {
  Assignment,
  AssignmentBatch,
  AssignmentBatchResult,
  AssignmentCheck,
  AssignmentCheckResult,
  AssignmentCreate,
  AssignmentPatch,
  Customer,
  CustomerCreate,
  CustomerPatch,
  Fix,
  Job,
  JobCreate,
  JobPatch,
  Settings,
  SettingsPatch,
  Shift,
  ShiftCreate,
  ShiftPatch,
  Site,
  SiteCreate,
  SitePatch,
  Snapshot,
  Technician,
  TechnicianCreate,
  TechnicianPatch,
  TimeOff,
  TimeOffCreate,
  TimeOffPatch,
  Transition,
  TransitionResult,
} from '@dispatchkit/contract';
import type { z } from 'zod';
import type { Page, Tombstone } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';
import type { CredentialServices } from './credentials/index.ts';
import type { ExportServices } from './exports/index.ts';
import type { HostServices } from './hosts/index.ts';
import type { ImportCommand, ImportOptions, ImportResult } from './import-command.ts';
import type { Feed } from './live-feed.ts';
import type { NearbyServices } from './nearby/index.ts';
import type {
  AssignmentListOptions,
  CustomerListOptions,
  HistoryOptions,
  HistoryPage,
  JobListOptions,
  ShiftListOptions,
  SiteListOptions,
  SnapshotOptions,
  TechnicianListOptions,
  TimeOffListOptions,
} from './options.ts';
import type { PlanningServices } from './planning/index.ts';
import type { FixesRecorded } from './record-fixes.ts';
import type { RecordServices } from './record-services.ts';
import type { RelatedRecordServices } from './related-records.ts';
import type { RetentionServices } from './retention/index.ts';
import type { SeriesServices } from './series/index.ts';
import type { Topic } from './sight.ts';
import type { WebhookServices } from './webhooks/index.ts';

/**
 * What can be done, one function per use case. All of them check the role (403 `not_allowed`), answer 404 for what is not the
 * caller's, and write one event per change. Commands are expected to have passed their contract schema.
 * `expectedVersion` is the If-Match value; a different one throws `stale` with `currentVersion`. `null` takes any version.
 */
export interface Services
  extends CredentialServices,
    RecordServices,
    WebhookServices,
    ExportServices,
    HostServices,
    SeriesServices,
    RetentionServices,
    PlanningServices,
    NearbyServices,
    RelatedRecordServices {
  listJobs(actor: ActorContext, options?: JobListOptions): Promise<Page<Job>>;
  getJob(actor: ActorContext, id: string): Promise<Job>;
  createJob(actor: ActorContext, command: z.input<typeof JobCreate>): Promise<Job>;
  changeJob(actor: ActorContext, id: string, patch: z.input<typeof JobPatch>, expectedVersion: number | null): Promise<Job>;
  deleteJob(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;
  transitionJob(
    actor: ActorContext,
    id: string,
    command: Transition,
    expectedVersion?: number | null,
  ): Promise<z.output<typeof TransitionResult>>;

  listAssignments(actor: ActorContext, options?: AssignmentListOptions): Promise<Page<Assignment>>;
  getAssignment(actor: ActorContext, id: string): Promise<Assignment>;
  assignJob(actor: ActorContext, command: AssignmentCreate): Promise<Assignment>;
  moveAssignment(actor: ActorContext, id: string, patch: AssignmentPatch, expectedVersion: number | null): Promise<Assignment>;
  unassign(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;
  batchAssignments(actor: ActorContext, command: AssignmentBatch): Promise<z.output<typeof AssignmentBatchResult>>;
  checkAssignment(actor: ActorContext, command: z.input<typeof AssignmentCheck>): Promise<z.output<typeof AssignmentCheckResult>>;

  listTechnicians(actor: ActorContext, options?: TechnicianListOptions): Promise<Page<Technician>>;
  getTechnician(actor: ActorContext, id: string): Promise<Technician>;
  createTechnician(actor: ActorContext, command: z.input<typeof TechnicianCreate>): Promise<Technician>;
  changeTechnician(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof TechnicianPatch>,
    expectedVersion: number | null,
  ): Promise<Technician>;
  deleteTechnician(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listCustomers(actor: ActorContext, options?: CustomerListOptions): Promise<Page<Customer>>;
  getCustomer(actor: ActorContext, id: string): Promise<Customer>;
  createCustomer(actor: ActorContext, command: z.input<typeof CustomerCreate>): Promise<Customer>;
  changeCustomer(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof CustomerPatch>,
    expectedVersion: number | null,
  ): Promise<Customer>;
  deleteCustomer(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listSites(actor: ActorContext, options?: SiteListOptions): Promise<Page<Site>>;
  getSite(actor: ActorContext, id: string): Promise<Site>;
  createSite(actor: ActorContext, command: z.input<typeof SiteCreate>): Promise<Site>;
  changeSite(actor: ActorContext, id: string, patch: z.input<typeof SitePatch>, expectedVersion: number | null): Promise<Site>;
  deleteSite(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listShifts(actor: ActorContext, options?: ShiftListOptions): Promise<Page<Shift>>;
  getShift(actor: ActorContext, id: string): Promise<Shift>;
  createShift(actor: ActorContext, command: z.input<typeof ShiftCreate>): Promise<Shift>;
  changeShift(actor: ActorContext, id: string, patch: z.input<typeof ShiftPatch>, expectedVersion: number | null): Promise<Shift>;
  deleteShift(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  listTimeOff(actor: ActorContext, options?: TimeOffListOptions): Promise<Page<TimeOff>>;
  getTimeOff(actor: ActorContext, id: string): Promise<TimeOff>;
  createTimeOff(actor: ActorContext, command: z.input<typeof TimeOffCreate>): Promise<TimeOff>;
  changeTimeOff(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof TimeOffPatch>,
    expectedVersion: number | null,
  ): Promise<TimeOff>;
  deleteTimeOff(actor: ActorContext, id: string, expectedVersion: number | null): Promise<Tombstone>;

  snapshot(actor: ActorContext, options: SnapshotOptions): Promise<Snapshot>;
  /** The same as JSON text, for who passes it on. */
  snapshotText(actor: ActorContext, options: SnapshotOptions): Promise<string>;
  /** Events the actor may see, of the whole tenant, one job or one technician. */
  history(actor: ActorContext, options?: HistoryOptions): Promise<HistoryPage>;
  /**
   * Starts the live feed, of everything the actor may see or of a topic of it.
   * @throws ProblemError `not_allowed`, `not_found`, `malformed_request`
   */
  feed(actor: ActorContext, topic?: Topic): Promise<Feed>;

  getSettings(actor: ActorContext): Promise<Settings>;
  changeSettings(actor: ActorContext, patch: z.input<typeof SettingsPatch>, expectedVersion: number | null): Promise<Settings>;

  /** Keeps each technician's latest position and tells the feeds. Returns how many fixes were newer than what was known. */
  recordFixes(actor: ActorContext, fixes: readonly Fix[]): Promise<FixesRecorded>;
  /** Takes over records in batches of 500, one event each. Running the same again changes nothing. */
  importRecords(actor: ActorContext, command: ImportCommand, options?: ImportOptions): Promise<ImportResult>;
}
