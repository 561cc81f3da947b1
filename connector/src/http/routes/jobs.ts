import type { Services } from '../../services/index.ts';
import * as operations from '../operations/jobs.ts';
import { historyAnswer } from './history.ts';
import { pageAnswer } from './page.ts';
import type { Register } from './register.ts';

export function jobRoutes(on: Register, services: Services): void {
  on(operations.listJobs, async ({ actor, query }) => pageAnswer(await services.listJobs(actor, query)));
  on(operations.createJob, ({ actor, body }) => services.createJob(actor, body));
  on(operations.getJob, ({ actor, params }) => services.getJob(actor, params.jobId));
  on(operations.changeJob, ({ actor, params, body, expectedVersion }) =>
    services.changeJob(actor, params.jobId, body, expectedVersion),
  );
  on(operations.deleteJob, ({ actor, params, expectedVersion }) => services.deleteJob(actor, params.jobId, expectedVersion));
  on(operations.transitionJob, ({ actor, params, body, expectedVersion }) =>
    services.transitionJob(actor, params.jobId, body, expectedVersion),
  );
  on(operations.listJobEvents, ({ actor, params, query }) =>
    historyAnswer(services, actor, { jobId: params.jobId }, { sort: '-seq', ...query }),
  );
}
