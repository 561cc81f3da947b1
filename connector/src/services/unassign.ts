import type { Tombstone } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { takeAway } from './placements.ts';
import { withinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';
import { settleJobs, settleTechnicians } from './settle.ts';

/** Takes an assignment back. @throws ProblemError `not_allowed`, `not_found`, `stale` */
export async function unassign(
  { store }: ServiceOptions,
  actor: ActorContext,
  id: string,
  expectedVersion: number | null,
): Promise<Tombstone> {
  allow(actor, 'assignments:write');
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const { before, tombstone } = await takeAway(withinReach(writer, actor), id, expectedVersion);
    await settleJobs(writer, [before.jobId]);
    await settleTechnicians(writer, [before.technicianId]);
    writer.describe({ type: 'assignment.deleted', jobId: before.jobId, technicianId: before.technicianId });
    return tombstone;
  });
  return result;
}
