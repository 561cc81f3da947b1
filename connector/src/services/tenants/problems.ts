import { ProblemError } from '../errors.ts';

/** A good token, or an operator, names a tenant this installation has no database for (never had, or has retired). */
export function unknownTenant(id: string): ProblemError {
  return new ProblemError('unknown_tenant', `There is no tenant ${id}.`, {
    hint: 'An operator creates it with "dispatchkit tenants create", or check the tenant claim of the token.',
  });
}

export function tenantSuspended(id: string): ProblemError {
  return new ProblemError('tenant_suspended', `The tenant ${id} is suspended.`, {
    hint: 'Its data is kept. The operator of this installation can resume it.',
  });
}
