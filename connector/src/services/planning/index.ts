import type { Candidates, Workload } from '@dispatchkit/contract';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { type CandidateOptions, candidates } from './candidates.ts';
import { type WorkloadOptions, workload } from './workload.ts';

/** What helps to decide who does what. Nothing is written. */
export interface PlanningServices {
  /** Technicians for a job, best first. @throws ProblemError `not_allowed`, `not_found`, `malformed_request` */
  candidates(actor: ActorContext, jobId: string, options?: CandidateOptions): Promise<Candidates>;
  /** How full the days of a technician are. @throws ProblemError `not_allowed`, `not_found`, `malformed_request` */
  workload(actor: ActorContext, technicianId: string, options: WorkloadOptions): Promise<Workload>;
}

export function planningServices(options: ServiceOptions): PlanningServices {
  return {
    candidates: (actor, jobId, request) => candidates(options, actor, jobId, request),
    workload: (actor, technicianId, request) => workload(options, actor, technicianId, request),
  };
}
