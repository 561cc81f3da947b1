import type { DispatchSource } from '@dispatchkit/client';
import type { Event } from '@dispatchkit/contract';
import type { JobStatus, Method, ViolationCode } from '@dispatchkit/contract/words';

/** One thing that happened to a job, as a person would list it. Which words say it is the panel's business. */
export type Deed =
  | { readonly kind: 'created' }
  | { readonly kind: 'assigned'; readonly technician: string; readonly startMs: number; readonly endMs: number }
  | {
      readonly kind: 'moved';
      readonly from: string | null;
      readonly technician: string;
      readonly startMs: number;
      readonly endMs: number;
    }
  | { readonly kind: 'unassigned'; readonly technician: string }
  | { readonly kind: 'released' }
  | { readonly kind: 'status'; readonly status: JobStatus }
  | { readonly kind: 'changed'; readonly fields: readonly string[] };

export interface HistoryEntry {
  readonly seq: number;
  readonly atMs: number;
  /** Name of who did it, or their id when they have none. */
  readonly who: string;
  readonly method: Method;
  readonly deeds: readonly Deed[];
  readonly reason: string | null;
  /** Rules that were broken knowingly. */
  readonly overridden: readonly ViolationCode[];
}

type Fields = Readonly<Record<string, unknown>>;

/** What events say of one job, in their order. Events that touch it only in passing are left out. */
export function historyOf(jobId: string, events: readonly Event[], source: Pick<DispatchSource, 'tables'>): HistoryEntry[] {
  return events.flatMap((event) => {
    const deeds = event.changes.flatMap((change) => {
      const { kind, id, record } = change;
      const previous = change.previous;
      if (kind === 'jobs' && id === jobId) return jobDeeds(record, previous);
      if (kind === 'assignments' && (record ?? previous)?.jobId === jobId)
        return assignmentDeeds(record, previous, event.technicianId, source);
      // A deleted assignment may be known by its event alone.
      return kind === 'assignments' && record === null && event.jobId === jobId ? [unassigned(event.technicianId, source)] : [];
    });
    const told = withoutEchoes(deeds);
    if (told.length === 0) return [];
    return [
      {
        seq: event.seq,
        atMs: Date.parse(event.at),
        who: event.actor.name ?? event.actor.id,
        method: event.method,
        deeds: told,
        reason: event.reason ?? null,
        overridden: (event.overridden ?? []).map(({ code }) => code),
      },
    ];
  });
}

function jobDeeds(record: Fields | null, previous: Fields | undefined): Deed[] {
  if (!record) return [];
  if (!previous) return [{ kind: 'created' }];
  const deeds: Deed[] = 'status' in previous ? [{ kind: 'status', status: record.status as JobStatus }] : [];
  const fields = Object.keys(previous).filter((name) => !derived.has(name));
  return fields.length > 0 ? [...deeds, { kind: 'changed', fields }] : deeds;
}

/** Fields that follow from others and need no words of their own. */
const derived: ReadonlySet<string> = new Set(['status', 'explicitStatus', 'statusReason', 'completedAt', 'updatedAt', 'version']);

function assignmentDeeds(
  record: Fields | null,
  previous: Fields | undefined,
  technicianId: string | null,
  source: Pick<DispatchSource, 'tables'>,
): Deed[] {
  if (!record) return [unassigned((previous?.technicianId as string | undefined) ?? technicianId, source)];
  const technician = nameOf(record.technicianId as string, source);
  const span = { startMs: Date.parse(String(record.startsAt)), endMs: Date.parse(String(record.endsAt)) };
  // One that was brought back has all its former fields as `previous`, or none.
  if (!previous) return [{ kind: 'assigned', technician, ...span }];
  const deeds: Deed[] = [];
  if ('technicianId' in previous || 'startsAt' in previous || 'endsAt' in previous) {
    const from = typeof previous.technicianId === 'string' ? nameOf(previous.technicianId, source) : null;
    deeds.push({ kind: 'moved', from, technician, ...span });
  }
  if ('status' in previous) deeds.push({ kind: 'status', status: record.status as JobStatus });
  else if ('releasedAt' in previous && record.releasedAt) deeds.push({ kind: 'released' });
  return deeds;
}

function unassigned(technicianId: string | null | undefined, source: Pick<DispatchSource, 'tables'>): Deed {
  return { kind: 'unassigned', technician: technicianId ? nameOf(technicianId, source) : '' };
}

function nameOf(technicianId: string, source: Pick<DispatchSource, 'tables'>): string {
  return source.tables.technicians.get(technicianId)?.name ?? technicianId;
}

/** Assigning makes a job scheduled, and its status follows that of its assignment: one line says both. */
function withoutEchoes(deeds: readonly Deed[]): Deed[] {
  const isPlaced = deeds.some(({ kind }) => kind === 'assigned' || kind === 'unassigned');
  const seen = new Set<string>();
  return deeds.filter((deed) => {
    if (deed.kind === 'status' && isPlaced) return false;
    const key = JSON.stringify(deed);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
