import type { Services } from '../../services/index.ts';
import * as operations from '../operations/adapters.ts';
import type { Register } from './register.ts';

export function adapterRoutes(on: Register, services: Services): void {
  on(operations.listAdapters, ({ actor }) => services.listAdapters(actor));
  on(operations.getAdapter, ({ actor, params }) => services.getAdapter(actor, params.adapterName));
  on(operations.probeAdapter, ({ actor, params }) => services.probeAdapter(actor, params.adapterName));
  on(operations.syncAdapter, ({ actor, params }) => services.syncAdapter(actor, params.adapterName));
  on(operations.forgetAdapter, ({ actor, params, body }) => services.forgetAdapter(actor, params.adapterName, body));
  on(operations.listAdapterUnmapped, ({ actor, params }) => services.listAdapterUnmapped(actor, params.adapterName));
  on(operations.listAdapterRejections, ({ actor, params }) => services.listAdapterRejections(actor, params.adapterName));
  on(operations.listAdapterWrites, ({ actor, params, query }) => services.listAdapterWrites(actor, params.adapterName, query));
  on(operations.retryAdapterWrite, ({ actor, params }) => services.retryAdapterWrite(actor, params.adapterName, params.writeId));
  on(operations.discardAdapterWrite, ({ actor, params }) =>
    services.discardAdapterWrite(actor, params.adapterName, params.writeId),
  );
}
