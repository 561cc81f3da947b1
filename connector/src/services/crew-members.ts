import type { Crew, Technician } from '@dispatchkit/contract';
import type { Writer } from '../ports/store.ts';

/*
 * A technician is in one crew at most, and `crewId` of the technician says in which: boards and rules read that. The list of the crew
 * is kept as its mirror, in the same unit of work, whichever of the two somebody writes.
 */

/** The crew was written: its list is what counts. Who is in it now leaves the crew they were in before. */
export async function membersFollow(writer: Writer, crew: Crew | null, before: Crew | undefined): Promise<void> {
  const id = crew?.id ?? before?.id ?? '';
  const members = new Set(crew?.technicianIds);
  const former = (before?.technicianIds ?? []).filter((technicianId) => !members.has(technicianId));
  for (const technician of await writer.getMany('technicians', [...members, ...former])) {
    if (members.has(technician.id)) {
      if (technician.crewId === id) continue;
      await leave(writer, technician.crewId, technician.id);
      await writer.put('technicians', { ...technician, crewId: id });
    } else if (technician.crewId === id) {
      await writer.put('technicians', { ...technician, crewId: null });
    }
  }
}

/** The technician was written: `crewId` is what counts. */
export async function crewsFollow(writer: Writer, technician: Technician | null, before: Technician | undefined): Promise<void> {
  const id = technician?.id ?? before?.id ?? '';
  const crewId = technician?.crewId ?? null;
  if (before && before.crewId !== crewId) await leave(writer, before.crewId, id);
  const crew = crewId === null ? undefined : await writer.get('crews', crewId);
  if (crew && !crew.technicianIds.includes(id)) {
    await writer.put('crews', { ...crew, technicianIds: [...crew.technicianIds, id] });
  }
}

/** A crew whose lead leaves has none. */
async function leave(writer: Writer, crewId: string | null, technicianId: string): Promise<void> {
  const crew = crewId === null ? undefined : await writer.get('crews', crewId);
  if (!crew?.technicianIds.includes(technicianId)) return;
  await writer.put('crews', {
    ...crew,
    technicianIds: crew.technicianIds.filter((id) => id !== technicianId),
    leadId: crew.leadId === technicianId ? null : crew.leadId,
  });
}
