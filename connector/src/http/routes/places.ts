import type { Services } from '../../services/index.ts';
import * as operations from '../operations/places.ts';
import { pageAnswer } from './page.ts';
import type { Register } from './register.ts';

export function customerRoutes(on: Register, services: Services): void {
  on(operations.listCustomers, async ({ actor, query }) => pageAnswer(await services.listCustomers(actor, query)));
  on(operations.createCustomer, ({ actor, body }) => services.createCustomer(actor, body));
  on(operations.getCustomer, ({ actor, params }) => services.getCustomer(actor, params.customerId));
  on(operations.changeCustomer, ({ actor, params, body, expectedVersion }) =>
    services.changeCustomer(actor, params.customerId, body, expectedVersion),
  );
  on(operations.deleteCustomer, ({ actor, params, expectedVersion }) =>
    services.deleteCustomer(actor, params.customerId, expectedVersion),
  );
}

export function siteRoutes(on: Register, services: Services): void {
  on(operations.listSites, async ({ actor, query }) => pageAnswer(await services.listSites(actor, query)));
  on(operations.createSite, ({ actor, body }) => services.createSite(actor, body));
  on(operations.getSite, ({ actor, params }) => services.getSite(actor, params.siteId));
  on(operations.changeSite, ({ actor, params, body, expectedVersion }) =>
    services.changeSite(actor, params.siteId, body, expectedVersion),
  );
  on(operations.deleteSite, ({ actor, params, expectedVersion }) => services.deleteSite(actor, params.siteId, expectedVersion));
}
