import { Assignment, Crew, Customer, Equipment, Job, Shift, Site, Technician, TimeOff } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { targetOf } from '../mapping/targets.ts';

interface OurKind {
  /** Without these there is no record. */
  readonly needed: readonly string[];
  /** Without these a board shows less than people expect. */
  readonly wanted: readonly string[];
  readonly shape: Readonly<Record<string, unknown>>;
}

const away = ['technicianId', 'startsAt', 'endsAt'] as const;

/** Our records, as far as a manifest has to speak of them. */
export const ourKinds: Readonly<Record<HostKind, OurKind>> = {
  jobs: { needed: ['title'], wanted: ['durationMinutes', 'status'], shape: Job.shape },
  assignments: { needed: ['jobId', ...away], wanted: [], shape: Assignment.shape },
  technicians: { needed: ['name'], wanted: [], shape: Technician.shape },
  customers: { needed: ['name'], wanted: [], shape: Customer.shape },
  sites: { needed: [], wanted: ['address'], shape: Site.shape },
  shifts: { needed: away, wanted: [], shape: Shift.shape },
  timeOff: { needed: away, wanted: [], shape: TimeOff.shape },
  equipment: { needed: ['name'], wanted: [], shape: Equipment.shape },
  crews: { needed: ['name'], wanted: [], shape: Crew.shape },
};

/** Names of the fields a host may fill; parts of a position, and the tenant's own, come besides. */
export function ourFields(kind: HostKind): string[] {
  return Object.keys(ourKinds[kind].shape).filter((field) => isOurField(kind, field));
}

export function isOurField(kind: HostKind, field: string): boolean {
  return targetOf(kind, field) !== undefined;
}

/** The words a field may hold; undefined where it takes any text. */
export function wordsOf(kind: HostKind, field: string): readonly string[] | undefined {
  const target = targetOf(kind, field);
  return target?.type === 'words' ? target.words : undefined;
}

export function isList(kind: HostKind, field: string): boolean {
  return targetOf(kind, field)?.type === 'references';
}

/** The kind whose ids a field holds. */
export function kindReferred(kind: HostKind, field: string): HostKind | undefined {
  const target = targetOf(kind, field);
  return target && 'to' in target ? target.to : undefined;
}
