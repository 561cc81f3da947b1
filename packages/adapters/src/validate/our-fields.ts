import { type HostKind, recordShapes } from '@dispatchkit/contract/manifest';
import { targetOf } from '../mapping/targets.ts';

interface OurKind {
  /** Without these there is no record. */
  readonly needed: readonly string[];
  /** Without these a board shows less than people expect. */
  readonly wanted: readonly string[];
}

const away = ['technicianId', 'startsAt', 'endsAt'] as const;

/** Our records, as far as a manifest has to speak of them. */
export const ourKinds: Readonly<Record<HostKind, OurKind>> = {
  jobs: { needed: ['title'], wanted: ['durationMinutes', 'status'] },
  assignments: { needed: ['jobId', ...away], wanted: [] },
  technicians: { needed: ['name'], wanted: [] },
  customers: { needed: ['name'], wanted: [] },
  sites: { needed: [], wanted: ['address'] },
  shifts: { needed: away, wanted: [] },
  timeOff: { needed: away, wanted: [] },
  equipment: { needed: ['name'], wanted: [] },
  crews: { needed: ['name'], wanted: [] },
};

/** Names of the fields a host may fill; parts of a position, and the tenant's own, come besides. */
export function ourFields(kind: HostKind): string[] {
  return Object.keys(recordShapes[kind]).filter((field) => isOurField(kind, field));
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
