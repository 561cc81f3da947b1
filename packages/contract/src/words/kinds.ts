/** Collections a replica holds, because boards, timelines and maps draw them. */
export const boardKinds = [
  'jobs',
  'assignments',
  'technicians',
  'customers',
  'sites',
  'shifts',
  'timeOff',
  'crews',
  'equipment',
  'dependencies',
] as const;
export type BoardKind = (typeof boardKinds)[number];

/**
 * Every collection whose records have versions, events and a history. Routes under `/v1` are named alike, written with hyphens
 * (`timeOff` is `time-off`).
 */
export const kinds = [...boardKinds, 'certifications', 'series', 'views', 'apiKeys', 'webhooks'] as const;
export type Kind = (typeof kinds)[number];

const held: ReadonlySet<string> = new Set(boardKinds);
export function isBoardKind(kind: string): kind is BoardKind {
  return held.has(kind);
}

export const jobTypes = [
  'service_call',
  'installation',
  'maintenance',
  'inspection',
  'repair',
  'emergency',
  'estimate',
  'disconnect',
  'service_change',
] as const;
/** A built-in job type. Tenants add their own, so the wire accepts any word. */
export type JobType = (typeof jobTypes)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** `planned` may move · `committed`: technician fixed, time may move inside the promised window · `pinned`: nothing moves. */
export const assignmentLocks = ['planned', 'committed', 'pinned'] as const;
export type AssignmentLock = (typeof assignmentLocks)[number];

/** How good a position is. `none`: there is no position, and travel to it is unknown. */
export const geocodeQualities = ['exact', 'interpolated', 'area', 'none'] as const;
export type GeocodeQuality = (typeof geocodeQualities)[number];

export const travelQualities = ['network', 'estimate', 'unknown'] as const;
export type TravelQuality = (typeof travelQualities)[number];

export const checkInOutcomes = [
  'ok',
  'outside_geofence',
  'skipped',
  'offline_ok',
  'offline_outside',
  'no_permission',
  'low_accuracy',
] as const;
export type CheckInOutcome = (typeof checkInOutcomes)[number];

/** How a change was made. Kept with every event, so that history can say "by drag" or "by import". */
export const methods = ['api', 'drag', 'keyboard', 'menu', 'form', 'undo', 'redo', 'import', 'plan', 'system'] as const;
export type Method = (typeof methods)[number];
