import type { AssignmentCheck, AssignmentCheckResult } from '@dispatchkit/contract';
import { checkAssignment as judgeProposal, schedulingContext } from '@dispatchkit/scheduling';
import type { z } from 'zod';
import { allow } from './access.ts';
import type { ActorContext } from './actor.ts';
import { invalid, unknownReference } from './errors.ts';
import { readWithinReach, toldTo } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';

/** What the rules say of a placement. Nothing is written. @throws ProblemError `not_allowed`, `unknown_reference`, `invalid` */
export async function checkAssignment(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  command: z.input<typeof AssignmentCheck>,
): Promise<z.output<typeof AssignmentCheckResult>> {
  allow(actor, 'assignments:write');
  const reader = store.read(actor.tenant);
  const reach = readWithinReach(reader, actor);
  const job = await reach.get('jobs', command.jobId);
  if (!job) throw unknownReference('/jobId', 'There is no such job.');
  if (!(await reach.get('technicians', command.technicianId)))
    throw unknownReference('/technicianId', 'There is no such technician.');
  if (command.assignmentId !== undefined && !(await reach.get('assignments', command.assignmentId)))
    throw unknownReference('/assignmentId', 'There is no such assignment.');
  const startMs = Date.parse(command.startsAt);
  const endMs = command.endsAt === undefined ? startMs + job.durationMinutes * 60_000 : Date.parse(command.endsAt);
  if (endMs <= startMs) throw invalid('/endsAt', 'It must end after it starts.');
  const proposal = { ...command, startsAt: new Date(startMs).toISOString(), endsAt: new Date(endMs).toISOString() };
  const records = await reader.schedulingRecords([job.id], [command.technicianId], {
    from: proposal.startsAt,
    to: proposal.endsAt,
  });
  const context = schedulingContext({ ...records, settings: await reader.settings(), nowMs: clock.now() });
  const { travel, violations } = judgeProposal(proposal, context);
  return { travel, violations: await toldTo(actor, reader, violations) };
}
