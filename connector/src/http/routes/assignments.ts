import type { Services } from '../../services/index.ts';
import * as operations from '../operations/assignments.ts';
import { pageAnswer } from './page.ts';
import type { Register } from './register.ts';

export function assignmentRoutes(on: Register, services: Services): void {
  on(operations.listAssignments, async ({ actor, query }) => pageAnswer(await services.listAssignments(actor, query)));
  on(operations.assignJob, ({ actor, body }) => services.assignJob(actor, body));
  on(operations.getAssignment, ({ actor, params }) => services.getAssignment(actor, params.assignmentId));
  on(operations.moveAssignment, ({ actor, params, body, expectedVersion }) =>
    services.moveAssignment(actor, params.assignmentId, body, expectedVersion),
  );
  on(operations.unassign, ({ actor, params, expectedVersion }) => services.unassign(actor, params.assignmentId, expectedVersion));
  on(operations.batchAssignments, ({ actor, body }) => services.batchAssignments(actor, body));
  on(operations.checkAssignment, ({ actor, body }) => services.checkAssignment(actor, body));
}
