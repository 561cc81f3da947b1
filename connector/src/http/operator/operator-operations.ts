import { Id, line } from '@dispatchkit/contract';
import { z } from 'zod';
import { tenantStatuses } from '../../ports/tenants.ts';

/** A tenant as operators see it. */
export const TenantAnswer = z
  .object({
    id: Id,
    name: z.string(),
    status: z.enum(tenantStatuses),
    databaseUrl: z.string().meta({ description: 'Where its database is. Tokens are never part of it.' }),
    authTokenVariable: z
      .string()
      .nullable()
      .meta({ description: 'Name of the variable with its token; the token itself is not known here.' }),
    schemaVersion: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Tenant' });

export type TenantAnswer = z.output<typeof TenantAnswer>;

export const TenantPage = z.object({ items: z.array(TenantAnswer), nextCursor: z.string().nullable() });
export type TenantPage = z.output<typeof TenantPage>;

export const TenantBody = z.object({ id: Id, name: line(120).optional() });

export const MigrationAnswer = z.object({ tenant: Id, from: z.int(), to: z.int() });

/** What operators may ask, outside `/v1`. */
export const operatorOperations = {
  list: { method: 'GET', path: '/operator/tenants' },
  create: { method: 'POST', path: '/operator/tenants' },
  read: { method: 'GET', path: '/operator/tenants/:id' },
  migrate: { method: 'POST', path: '/operator/tenants/:id/migrate' },
  suspend: { method: 'POST', path: '/operator/tenants/:id/suspend' },
  resume: { method: 'POST', path: '/operator/tenants/:id/resume' },
  retire: { method: 'POST', path: '/operator/tenants/:id/retire' },
} as const satisfies Record<string, { readonly method: string; readonly path: string }>;
