import type { Services } from '../../services/index.ts';
import * as operations from '../operations/planning.ts';
import type { Register } from './register.ts';

export function planningRoutes(on: Register, services: Services): void {
  on(operations.listCandidates, ({ actor, params, query }) => services.candidates(actor, params.jobId, query));
  on(operations.readWorkload, ({ actor, params, query }) => services.workload(actor, params.technicianId, query));
}
