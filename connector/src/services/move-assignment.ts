import type { Assignment, AssignmentPatch } from '@dispatchkit/contract';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { judge, move } from './placements.ts';
import { withinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';
import { settleJobs, settleTechnicians } from './settle.ts';

/**
 * Moves an assignment to another time or technician, locks or releases it, or changes its notes.
 * @throws ProblemError `not_allowed`, `not_found`, `stale`, `unknown_reference`, `invalid`, `transition_not_allowed`, `assignment_conflict`
 */
export async function moveAssignment(
  { store }: ServiceOptions,
  actor: ActorContext,
  id: string,
  patch: AssignmentPatch,
  expectedVersion: number | null,
): Promise<Assignment> {
  allow(actor, 'assignments:write');
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const placement = await move(withinReach(writer, actor), id, patch, expectedVersion);
    const { jobId, technicianId } = placement.assignment;
    const overridden = await judge(writer, actor, [placement]);
    await settleJobs(writer, [jobId]);
    await settleTechnicians(writer, placement.technicianIds);
    writer.describe({ type: 'assignment.changed', jobId, technicianId, overridden });
    return (await writer.get('assignments', id)) ?? placement.assignment;
  });
  return result;
}
