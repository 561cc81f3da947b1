import type { CustomerCreate, JobCreate, ShiftCreate, SiteCreate, TechnicianCreate, TimeOffCreate } from '@dispatchkit/contract';
import { type Action, deriveJobStatus, type EventType, type Kind } from '@dispatchkit/contract/words';
import type { z } from 'zod';
import type { Draft, Records } from '../ports/store.ts';
import type { FieldError } from './errors.ts';
import { mergeCustom } from './merge-patch.ts';

/** Kinds that are created, changed and deleted alike. Assignments are not: they have rules and use cases of their own. */
export type PlainKind = Exclude<Kind, 'assignments'>;

export interface Creates {
  jobs: z.input<typeof JobCreate>;
  technicians: z.input<typeof TechnicianCreate>;
  customers: z.input<typeof CustomerCreate>;
  sites: z.input<typeof SiteCreate>;
  shifts: z.input<typeof ShiftCreate>;
  timeOff: z.input<typeof TimeOffCreate>;
}

export interface Definition<K extends PlainKind> {
  readonly noun: string;
  readonly actions: { readonly read: Action; readonly write: Action; readonly delete: Action };
  readonly events: { readonly created: EventType; readonly changed: EventType; readonly deleted: EventType };
  readonly defaultSort: string;
  /** Fields that hold the id of another record. */
  readonly references: readonly { readonly field: string; readonly kind: Kind }[];
  /** What the event is about. */
  subject(record: Draft<Records[K]>): { readonly jobId?: string; readonly technicianId?: string };
  /** A whole record from what was sent, with defaults. */
  fresh(command: Creates[K], id: string, at: string): Draft<Records[K]>;
  /** What the schema cannot say, because it looks at two fields. */
  faults(record: Draft<Records[K]>): FieldError[];
}

const none = () => [];
const nobody = () => ({});

const customers: Definition<'customers'> = {
  noun: 'customer',
  actions: { read: 'customers:read', write: 'customers:write', delete: 'customers:write' },
  events: { created: 'customer.created', changed: 'customer.changed', deleted: 'customer.deleted' },
  defaultSort: 'name',
  references: [],
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    phone: command.phone ?? null,
    email: command.email ?? null,
    notes: command.notes ?? '',
  }),
};

const sites: Definition<'sites'> = {
  noun: 'site',
  actions: { read: 'sites:read', write: 'sites:write', delete: 'sites:write' },
  events: { created: 'site.created', changed: 'site.changed', deleted: 'site.deleted' },
  defaultSort: 'name',
  references: [{ field: 'customerId', kind: 'customers' }],
  subject: nobody,
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    customerId: command.customerId ?? null,
    name: command.name ?? command.address ?? '',
    address: command.address ?? '',
    district: command.district ?? null,
    position: command.position ?? null,
    geocodeQuality: command.geocodeQuality ?? (command.position ? 'exact' : 'none'),
    timeZone: command.timeZone ?? null,
    accessNotes: command.accessNotes ?? '',
  }),
};

/** Told apart on a board and on a map, light or dark; taken in turn. */
const colors = [
  '#4263eb',
  '#0ca678',
  '#f76707',
  '#ae3ec9',
  '#1098ad',
  '#e03131',
  '#74b816',
  '#d6336c',
  '#7048e8',
  '#f59f00',
  '#1c7ed6',
  '#37b24d',
] as const;

const technicians: Definition<'technicians'> = {
  noun: 'technician',
  actions: { read: 'technicians:read', write: 'technicians:write', delete: 'technicians:write' },
  events: { created: 'technician.created', changed: 'technician.changed', deleted: 'technician.deleted' },
  defaultSort: 'name',
  references: [],
  subject: ({ id }) => ({ technicianId: id }),
  faults: none,
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    name: command.name,
    status: command.status ?? 'off_duty',
    color: command.color ?? colorFor(id),
    phone: command.phone ?? null,
    email: command.email ?? null,
    skills: command.skills ?? [],
    certifications: command.certifications ?? [],
    territories: command.territories ?? [],
    crewId: command.crewId ?? null,
    home: command.home ?? null,
    timeZone: command.timeZone ?? null,
    position: null,
    active: command.active ?? true,
  }),
};

/** Always the same one for the same id. */
function colorFor(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return colors[sum % colors.length] ?? colors[0];
}

const jobs: Definition<'jobs'> = {
  noun: 'job',
  actions: { read: 'jobs:read', write: 'jobs:write', delete: 'jobs:delete' },
  events: { created: 'job.created', changed: 'job.changed', deleted: 'job.deleted' },
  defaultSort: '-priority,dueAt',
  references: [
    { field: 'customerId', kind: 'customers' },
    { field: 'siteId', kind: 'sites' },
  ],
  subject: ({ id }) => ({ jobId: id }),
  faults: (job) => [
    ...endsAfter(job.windowStartsAt, job.windowEndsAt, '/windowEndsAt', 'The window must end after it starts.'),
    ...(job.completedAt !== null && job.status !== 'completed'
      ? [{ pointer: '/completedAt', detail: 'Only a completed job has a time of completion.' }]
      : []),
  ],
  fresh: (command, id, at) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    // Given by the connector when left out, once the record is about to be stored.
    number: command.number ?? '',
    type: command.type ?? 'service_call',
    title: command.title,
    description: command.description ?? '',
    priority: command.priority ?? 'normal',
    status: deriveJobStatus(command.explicitStatus ?? null, []),
    explicitStatus: command.explicitStatus ?? null,
    statusReason: command.statusReason ?? null,
    customerId: command.customerId ?? null,
    siteId: command.siteId ?? null,
    durationMinutes: command.durationMinutes ?? 60,
    skills: command.skills ?? [],
    certifications: command.certifications ?? [],
    equipmentIds: command.equipmentIds ?? [],
    territory: command.territory ?? null,
    requestedAt: command.requestedAt === undefined ? at : command.requestedAt,
    windowStartsAt: command.windowStartsAt ?? null,
    windowEndsAt: command.windowEndsAt ?? null,
    dueAt: command.dueAt ?? null,
    completedAt: command.completedAt ?? (command.explicitStatus === 'completed' ? at : null),
    source: command.source ?? null,
    quotedPrice: command.quotedPrice ?? null,
  }),
};

const shifts: Definition<'shifts'> = {
  noun: 'shift',
  actions: { read: 'shifts:read', write: 'shifts:write', delete: 'shifts:write' },
  events: { created: 'shift.created', changed: 'shift.changed', deleted: 'shift.deleted' },
  defaultSort: 'startsAt',
  references: [{ field: 'technicianId', kind: 'technicians' }],
  subject: ({ technicianId }) => ({ technicianId }),
  faults: (shift) => [
    ...stretchFaults(shift),
    ...shift.breaks.flatMap((pause, i) => [
      ...endsAfter(pause.startsAt, pause.endsAt, `/breaks/${i}/endsAt`, 'A break must end after it starts.'),
      ...(ms(pause.startsAt) < ms(shift.startsAt) || ms(pause.endsAt) > ms(shift.endsAt)
        ? [{ pointer: `/breaks/${i}`, detail: 'A break lies inside its shift.' }]
        : []),
    ]),
  ],
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    technicianId: command.technicianId,
    startsAt: command.startsAt,
    endsAt: command.endsAt,
    breaks: command.breaks ?? [],
  }),
};

const timeOff: Definition<'timeOff'> = {
  noun: 'time off',
  actions: { read: 'time_off:read', write: 'time_off:write', delete: 'time_off:write' },
  events: { created: 'time_off.created', changed: 'time_off.changed', deleted: 'time_off.deleted' },
  defaultSort: 'startsAt',
  references: [{ field: 'technicianId', kind: 'technicians' }],
  subject: ({ technicianId }) => ({ technicianId }),
  faults: (stretch) => stretchFaults(stretch),
  fresh: (command, id) => ({
    id,
    externalRef: command.externalRef ?? null,
    custom: mergeCustom({}, command.custom ?? {}),
    technicianId: command.technicianId,
    startsAt: command.startsAt,
    endsAt: command.endsAt,
    reason: command.reason ?? '',
  }),
};

export const definitions: { readonly [K in PlainKind]: Definition<K> } = { jobs, technicians, customers, sites, shifts, timeOff };

const ms = Date.parse;

function stretchFaults({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): FieldError[] {
  return endsAfter(startsAt, endsAt, '/endsAt', 'It must end after it starts.');
}

function endsAfter(startsAt: string | null, endsAt: string | null, pointer: string, detail: string): FieldError[] {
  return startsAt !== null && endsAt !== null && ms(endsAt) <= ms(startsAt) ? [{ pointer, detail }] : [];
}
