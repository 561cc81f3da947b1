import {
  Assignment,
  Crew,
  Customer,
  Equipment,
  geocodeQualities,
  Job,
  LivePosition,
  Position,
  Shift,
  Site,
  Technician,
  TimeOff,
} from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { assignmentLocks, assignmentStatuses, jobStatuses, priorities, technicianStatuses } from '@dispatchkit/contract/words';

interface OurKind {
  /** What a host may fill; parts of a position with a dot. */
  readonly fields: readonly string[];
  /** Without these there is no record. */
  readonly needed: readonly string[];
  /** Without these a board shows less than people expect. */
  readonly wanted: readonly string[];
  /** Closed lists of words, by field. Other fields take any text. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Fields that hold the id of a record of another kind. */
  readonly references: Readonly<Record<string, HostKind>>;
}

const interval = ['startsAt', 'endsAt'] as const;

/** Our records, as far as a manifest may speak of them. */
export const ourKinds: Readonly<Record<HostKind, OurKind>> = {
  jobs: {
    fields: fieldsOf(Job.shape),
    needed: ['title'],
    wanted: ['durationMinutes', 'status'],
    words: { status: jobStatuses, explicitStatus: jobStatuses, priority: priorities },
    references: { customerId: 'customers', siteId: 'sites' },
  },
  assignments: {
    fields: fieldsOf(Assignment.shape),
    needed: ['jobId', 'technicianId', ...interval],
    wanted: [],
    words: { status: assignmentStatuses, lock: assignmentLocks },
    references: { jobId: 'jobs', technicianId: 'technicians' },
  },
  technicians: {
    fields: fieldsOf(Technician.shape),
    needed: ['name'],
    wanted: [],
    words: { status: technicianStatuses },
    references: { crewId: 'crews' },
  },
  customers: { fields: fieldsOf(Customer.shape), needed: ['name'], wanted: [], words: {}, references: {} },
  sites: {
    fields: fieldsOf(Site.shape),
    needed: [],
    wanted: ['address'],
    words: { geocodeQuality: geocodeQualities },
    references: { customerId: 'customers' },
  },
  shifts: {
    fields: fieldsOf(Shift.shape),
    needed: ['technicianId', ...interval],
    wanted: [],
    words: {},
    references: { technicianId: 'technicians' },
  },
  timeOff: {
    fields: fieldsOf(TimeOff.shape),
    needed: ['technicianId', ...interval],
    wanted: [],
    words: {},
    references: { technicianId: 'technicians' },
  },
  equipment: { fields: fieldsOf(Equipment.shape), needed: ['name'], wanted: [], words: {}, references: {} },
  crews: {
    fields: fieldsOf(Crew.shape),
    needed: ['name'],
    wanted: [],
    words: {},
    references: { leadId: 'technicians', technicianIds: 'technicians' },
  },
};

/** The tenant's own fields are named by their key. */
export function isOurField(kind: HostKind, field: string): boolean {
  return /^custom\.[A-Za-z][\w-]*$/.test(field) || ourKinds[kind].fields.includes(field);
}

/** `id`, `version` and `custom` are not for a host to fill; a position is filled as a whole or by its parts. */
function fieldsOf(shape: Readonly<Record<string, unknown>>): string[] {
  const own = new Set(['id', 'version', 'custom']);
  return Object.keys(shape)
    .filter((field) => !own.has(field))
    .flatMap((field) => [field, ...partsOf(field).map((part) => `${field}.${part}`)]);
}

function partsOf(field: string): string[] {
  if (field === 'home') return Object.keys(Position.shape);
  return field === 'position' ? Object.keys(LivePosition.shape) : [];
}
