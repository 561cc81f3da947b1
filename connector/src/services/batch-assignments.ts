import type { AssignmentBatch, AssignmentBatchResult } from '@dispatchkit/contract';
import type { z } from 'zod';
import type { Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { judge, move, type Placement, place, takeAway } from './placements.ts';
import { withinReach } from './reach.ts';
import { RefusedEntries } from './refused-entries.ts';
import type { ServiceOptions } from './service-options.ts';
import { settleJobs, settleTechnicians } from './settle.ts';

type Operation = AssignmentBatch['operations'][number];

/**
 * Several changes to assignments, all or nothing, in order, as one event. Rules are judged once, on the state they lead to, when
 * every change can be made.
 * @throws ProblemError as the single ones do, naming all refused entries by pointers such as `/operations/3/assignment/jobId`
 */
export async function batchAssignments(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  command: AssignmentBatch,
): Promise<z.output<typeof AssignmentBatchResult>> {
  allow(actor, 'assignments:write');
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const reach = withinReach(writer, actor);
    const placements = new Map<string, Placement>();
    const jobIds = new Set<string>();
    const technicianIds = new Set<string>();
    const order: string[] = [];
    const refused = new RefusedEntries();
    const failedIds = new Set<string>();
    /** Ids nobody will ever hear of when the batch is refused, with the pointers of their entries. */
    const newIds = new Map<string, string>();

    async function run(operation: Operation, pointer: string): Promise<void> {
      if (operation.op === 'delete') {
        const { before } = await takeAway(reach, operation.id, operation.version, pointer);
        placements.delete(operation.id);
        order.push(operation.id);
        jobIds.add(before.jobId);
        technicianIds.add(before.technicianId);
        return;
      }
      const placement =
        operation.op === 'create'
          ? await place(reach, ids, operation.assignment, `${pointer}/assignment`)
          : await move(reach, operation.id, operation.patch, operation.version, { entry: pointer, patch: `${pointer}/patch` });
      const { assignment } = placement;
      const earlier = placements.get(assignment.id);
      placements.set(assignment.id, { ...placement, isMoved: placement.isMoved || earlier?.isMoved === true, pointer });
      if (operation.op === 'create' && operation.assignment.id === undefined) newIds.set(assignment.id, pointer);
      order.push(assignment.id);
      jobIds.add(assignment.jobId);
      for (const technicianId of placement.technicianIds) technicianIds.add(technicianId);
    }

    for (const [i, operation] of command.operations.entries()) {
      const id = operation.op === 'create' ? operation.assignment.id : operation.id;
      // What was to be done before it was refused, so nothing can be said of it.
      if (id !== undefined && failedIds.has(id)) continue;
      const pointer = `/operations/${i}`;
      const isDone = await refused.attempt(pointer, async () => {
        await run(operation, pointer);
        return true;
      });
      if (!isDone && id !== undefined) failedIds.add(id);
    }
    refused.throwIfAny();
    const overridden = await judge(writer, actor, [...placements.values()], newIds);
    await settleJobs(writer, jobIds);
    await settleTechnicians(writer, technicianIds);
    writer.describe({ type: 'assignments.changed', jobId: only(jobIds), technicianId: only(technicianIds), overridden });
    return { results: await resultsOf(writer, order), seq: writer.changes.length > 0 ? writer.seq : writer.seq - 1 };
  });
  return result;
}

async function resultsOf(writer: Writer, order: readonly string[]) {
  const results = [];
  for (const id of order) {
    const assignment = (await writer.get('assignments', id)) ?? null;
    const version = assignment?.version ?? (await writer.getDeleted('assignments', id))?.version ?? 1;
    results.push({ id, version, assignment });
  }
  return results;
}

function only(values: ReadonlySet<string>): string | null {
  const [first = null] = values;
  return values.size === 1 ? first : null;
}
