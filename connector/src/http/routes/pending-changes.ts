import type { Services } from '../../services/index.ts';
import * as operations from '../operations/pending-changes.ts';
import type { Register } from './register.ts';

export function pendingChangeRoutes(on: Register, services: Services): void {
  on(operations.listPendingChanges, ({ actor, query }) => services.listPendingChanges(actor, query));
  on(operations.retryPendingChange, ({ actor, params }) => services.retryPendingChange(actor, params.changeId));
  on(operations.discardPendingChange, ({ actor, params }) => services.discardPendingChange(actor, params.changeId));
}
