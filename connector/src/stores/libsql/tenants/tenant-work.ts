import type { Log } from '../../../ports/log.ts';
import type { Store } from '../../../ports/store.ts';
import type { WorkStore } from '../../../ports/work.ts';
import { invoke, routed } from './routed.ts';

/** A tenant whose database is closed and had nothing due is looked at again after so long, milliseconds. */
const longestRestMs = 10 * 60_000;

export interface TenantWorkOptions {
  readonly use: <T>(tenant: string, work: (store: Store) => Promise<T>) => Promise<T>;
  readonly tenants: () => Promise<string[]>;
  readonly isOpen: (tenant: string) => boolean;
  readonly log: Log;
}

/**
 * Background work of tenants with a database each. Looking for tenants with work does not open every database every time: one that
 * is closed here has got nothing new from here, and what another instance gave it that instance does.
 */
export function tenantWork({ use, tenants, isOpen, log }: TenantWorkOptions): WorkStore {
  const restsUntilMs = new Map<string, number>();
  const look = (tenant: string, request: Parameters<WorkStore['tenantsWithWork']>[0]) =>
    use(tenant, async ({ work }) => {
      const found = await work.tenantsWithWork(request);
      const { nextAtMs } = await work.outlook(tenant, request.kinds);
      restsUntilMs.set(tenant, Math.min(nextAtMs ?? Number.POSITIVE_INFINITY, request.nowMs + longestRestMs));
      return found.includes(tenant);
    });

  return routed<WorkStore>(
    (method, [tenant, ...rest]) => use(String(tenant), ({ work }) => invoke(work, method, [tenant, ...rest])),
    {
      async tenantsWithWork(request) {
        const found: string[] = [];
        for (const tenant of await tenants()) {
          if (!isOpen(tenant) && (restsUntilMs.get(tenant) ?? 0) > request.dueByMs) continue;
          try {
            if (await look(tenant, request)) found.push(tenant);
          } catch (cause) {
            log.error('The background work of a tenant cannot be looked at', { tenant }, cause);
          }
        }
        return found;
      },
    },
  );
}
