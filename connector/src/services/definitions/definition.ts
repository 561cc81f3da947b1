import type {
  ApiKeyCreate,
  CertificationCreate,
  CrewCreate,
  CustomerCreate,
  DependencyCreate,
  EquipmentCreate,
  JobCreate,
  SeriesCreate,
  ShiftCreate,
  SiteCreate,
  TechnicianCreate,
  TimeOffCreate,
  ViewCreate,
  WebhookCreate,
} from '@dispatchkit/contract';
import type { Action, EventType, Kind } from '@dispatchkit/contract/words';
import type { z } from 'zod';
import type { Draft, Filters, Records, Writer } from '../../ports/store.ts';
import type { ActorContext } from '../actor.ts';
import type { CustomEntity } from '../custom-fields.ts';
import type { FieldError } from '../errors.ts';
import type { Reference } from '../references.ts';

/** Kinds that are created, changed and deleted alike. Assignments are not: they have rules and use cases of their own. */
export type PlainKind = Exclude<Kind, 'assignments'>;

export interface Creates {
  jobs: z.input<typeof JobCreate>;
  technicians: z.input<typeof TechnicianCreate>;
  customers: z.input<typeof CustomerCreate>;
  sites: z.input<typeof SiteCreate>;
  shifts: z.input<typeof ShiftCreate>;
  timeOff: z.input<typeof TimeOffCreate>;
  crews: z.input<typeof CrewCreate>;
  equipment: z.input<typeof EquipmentCreate>;
  certifications: z.input<typeof CertificationCreate>;
  dependencies: z.input<typeof DependencyCreate>;
  series: z.input<typeof SeriesCreate>;
  views: z.input<typeof ViewCreate>;
  apiKeys: z.input<typeof ApiKeyCreate>;
  webhooks: z.input<typeof WebhookCreate>;
}

export interface Definition<K extends PlainKind> {
  readonly noun: string;
  readonly actions: { readonly read: Action; readonly write: Action; readonly delete: Action };
  readonly events: { readonly created: EventType; readonly changed: EventType; readonly deleted: EventType };
  readonly defaultSort: string;
  /** Fields that hold the id of another record. */
  readonly references: readonly Reference[];
  /** Whose of the tenant's own fields its `custom` holds. */
  readonly customEntity?: CustomEntity;
  /** What an actor sees of it, where that depends on the person and not on the role. */
  narrow?(actor: ActorContext): Filters;
  /** What the event is about. */
  subject(record: Draft<Records[K]>): { readonly jobId?: string; readonly technicianId?: string };
  /** A whole record from what was sent, with defaults. */
  fresh(command: Creates[K], id: string, at: string): Draft<Records[K]>;
  /** What the schema cannot say, because it looks at two fields. */
  faults(record: Draft<Records[K]>): FieldError[];
  /** Refuses who may do this with other records of the kind, but not with this one. @throws ProblemError `not_allowed`, `not_found` */
  guard?(actor: ActorContext, record: Draft<Records[K]>): void;
  /** Fills in and judges what only other records, or the person, can tell. Not asked for what is imported. @throws ProblemError */
  complete?(change: RecordChange, draft: Draft<Records[K]>, before: Records[K] | undefined): Promise<Draft<Records[K]>>;
  /** Brings along what has to fit it, in the same event. `after` is `null` when it is deleted. */
  follow?(change: RecordChange, after: Records[K] | null, before: Records[K] | undefined): Promise<void>;
}

/** One unit of work on a record. */
export interface RecordChange {
  readonly writer: Writer;
  readonly actor: ActorContext;
  readonly nextId: () => string;
}

export const none = () => [];
export const nobody = () => ({});

export function stretchFaults({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): FieldError[] {
  return endsAfter(startsAt, endsAt, '/endsAt', 'It must end after it starts.');
}

export function endsAfter(startsAt: string | null, endsAt: string | null, pointer: string, detail: string): FieldError[] {
  return startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt) ? [{ pointer, detail }] : [];
}
