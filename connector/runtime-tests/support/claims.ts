import type { Role } from '@dispatchkit/contract';
import type { TestIssuer } from './issuer.ts';

/** Who a token speaks for. */
export interface Speaker {
  readonly role: Role;
  readonly tenant?: string;
  readonly technicianId?: string | null;
  readonly jobId?: string | null;
  /** Default 10 minutes. */
  readonly ttlSeconds?: number;
}

/** Claims of a good token. A technician is t1 and a customer has j1, unless said otherwise. */
export function claimsFor(issuer: TestIssuer, as: Role | Speaker, tenant: string): Record<string, unknown> {
  const speaker: Speaker = typeof as === 'string' ? { role: as } : as;
  const { role, ttlSeconds = 600 } = speaker;
  const nowSeconds = Math.floor(Date.now() / 1000);
  return {
    iss: issuer.name,
    aud: 'dispatchkit',
    sub: `user-${role}`,
    iat: nowSeconds - 5,
    exp: nowSeconds + ttlSeconds,
    tenant: speaker.tenant ?? tenant,
    role,
    technicianId: speaker.technicianId ?? (role === 'technician' ? 't1' : null),
    jobId: speaker.jobId ?? (role === 'customer' ? 'j1' : null),
  };
}
