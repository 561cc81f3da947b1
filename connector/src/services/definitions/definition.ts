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
import type { Draft, Filters, Records } from '../../ports/store.ts';
import type { ActorContext } from '../actor.ts';
import type { FieldError } from '../errors.ts';

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
  readonly references: readonly { readonly field: string; readonly kind: Kind }[];
  /** What an actor sees of it, where that depends on the person and not on the role. */
  narrow?(actor: ActorContext): Filters;
  /** What the event is about. */
  subject(record: Draft<Records[K]>): { readonly jobId?: string; readonly technicianId?: string };
  /** A whole record from what was sent, with defaults. */
  fresh(command: Creates[K], id: string, at: string): Draft<Records[K]>;
  /** What the schema cannot say, because it looks at two fields. */
  faults(record: Draft<Records[K]>): FieldError[];
}

export const none = () => [];
export const nobody = () => ({});

export function stretchFaults({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): FieldError[] {
  return endsAfter(startsAt, endsAt, '/endsAt', 'It must end after it starts.');
}

export function endsAfter(startsAt: string | null, endsAt: string | null, pointer: string, detail: string): FieldError[] {
  return startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt) ? [{ pointer, detail }] : [];
}
