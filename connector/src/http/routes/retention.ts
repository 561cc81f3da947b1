import type { Services } from '../../services/index.ts';
import * as operations from '../operations/retention.ts';
import type { Register } from './register.ts';

export function retentionRoutes(on: Register, services: Services): void {
  on(operations.previewRetention, ({ actor }) => services.previewRetention(actor));
  on(operations.eraseCustomer, ({ actor, params, expectedVersion }) =>
    services.eraseCustomer(actor, params.customerId, expectedVersion),
  );
  on(operations.eraseTechnician, ({ actor, params, expectedVersion }) =>
    services.eraseTechnician(actor, params.technicianId, expectedVersion),
  );
}
