import type { Assignment, Change } from '@dispatchkit/contract';
import type { Reader } from '../../ports/store.ts';

/** Read from the log at once. */
const eventsAtOnce = 200;

/**
 * Assignments that one of the technicians had at some time since the instant and that are now others', as the log tells. Their times are
 * those the technician knew.
 * @param technicianIds whose they were
 * @param since UTC ISO 8601
 */
export async function formerAssignmentsOf(
  reader: Reader,
  technicianIds: readonly string[],
  since: string,
): Promise<Assignment[]> {
  const known = new Map<string, Times>();
  for (const technicianId of technicianIds) {
    for await (const { record, previous } of changesSince(reader, technicianId, since)) {
      if (record === null || previous?.technicianId !== technicianId) continue;
      const times = { ...record, ...previous };
      // The log is read backwards, and the last that was known counts.
      const id = String(times.id);
      if (!known.has(id)) known.set(id, { startsAt: String(times.startsAt), endsAt: String(times.endsAt) });
    }
  }
  const ids = [...known.keys()];
  const live = await reader.getMany('assignments', ids);
  const isLive = new Set(live.map(({ id }) => id));
  const deleted = await Promise.all(ids.filter((id) => !isLive.has(id)).map((id) => reader.getDeleted('assignments', id)));
  return [...live, ...deleted.filter((assignment) => assignment !== undefined)]
    .filter(({ technicianId }) => !technicianIds.includes(technicianId))
    .map((assignment) => ({ ...assignment, ...known.get(assignment.id) }));
}

type Times = Pick<Assignment, 'startsAt' | 'endsAt'>;

/** Newest first. */
async function* changesSince(reader: Reader, technicianId: string, since: string): AsyncGenerator<Change, void, void> {
  let before: number | undefined;
  for (;;) {
    const events = await reader.events({
      technicianId,
      limit: eventsAtOnce,
      descending: true,
      ...(before === undefined ? {} : { before }),
    });
    for (const { at, seq, changes } of events) {
      if (at < since) return;
      yield* changes.filter(({ kind }) => kind === 'assignments');
      before = seq;
    }
    if (events.length < eventsAtOnce) return;
  }
}
