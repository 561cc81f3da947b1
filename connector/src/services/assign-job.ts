import type { Assignment, AssignmentCreate } from '@dispatchkit/contract';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { judge, place } from './placements.ts';
import { withinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';
import { settleJobs, settleTechnicians } from './settle.ts';

/**
 * Places a job with a technician. The id of a deleted assignment of the same job brings that one back.
 * @throws ProblemError `not_allowed`, `unknown_reference`, `invalid`, `already_exists`, `transition_not_allowed`, `assignment_conflict`
 */
export async function assignJob(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  command: AssignmentCreate,
): Promise<Assignment> {
  allow(actor, 'assignments:write');
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const placement = await place(withinReach(writer, actor), ids, command);
    const { id, jobId, technicianId } = placement.assignment;
    const overridden = await judge(writer, actor, [placement]);
    await settleJobs(writer, [jobId]);
    await settleTechnicians(writer, [technicianId]);
    writer.describe({ type: 'assignment.created', jobId, technicianId, overridden });
    return (await writer.get('assignments', id)) ?? placement.assignment;
  });
  return result;
}
