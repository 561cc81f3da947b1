import type { Clock } from '../../../ports/clock.ts';
import type { Store } from '../../../ports/store.ts';
import { storeSuite } from '../../store-suite.ts';
import { temporaryFolder } from '../../test-store.ts';
import { openTestInstallation } from '../../test-tenant-stores.ts';
import { workSuite } from '../../work-suite.ts';

/** The suite makes up tenants as it goes, so those it may name are there before. */
const tenantsOfSuite = 80;

/** Few databases stay open, so that they are closed and opened again all the time. */
async function perTenantStore(clock: Clock, tenants = tenantsOfSuite): Promise<{ store: Store; close(): Promise<void> }> {
  const folder = await temporaryFolder();
  const { store, admin } = await openTestInstallation({ folder: folder.path, clock, maxOpen: 2 });
  for (let i = 1; i <= tenants; i++) await admin.create({ id: `tenant-${i}` });
  return {
    store,
    async close() {
      await store.close();
      await folder.remove();
    },
  };
}

storeSuite('a database per tenant', (clock) => perTenantStore(clock));
workSuite('a database per tenant', (clock) => perTenantStore(clock, 2));
