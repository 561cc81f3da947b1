import { type Role, roles } from '@dispatchkit/contract';
import type { JWTPayload } from 'jose';
import { valueAt } from '../../internal/pointer.ts';
import { invalidToken } from './bearer.ts';

/** Where an issuer puts what we need: JSON Pointers (RFC 6901) into the token's claims. */
export interface ClaimPaths {
  readonly tenant: string;
  readonly role: string;
  readonly technicianId: string;
  readonly jobId: string;
  readonly name: string;
}

export const standardClaimPaths: ClaimPaths = {
  tenant: '/tenant',
  role: '/role',
  technicianId: '/technicianId',
  jobId: '/jobId',
  name: '/name',
};

export interface ClaimRules {
  readonly claims: ClaimPaths;
  /** Every token of this issuer is for this tenant, whatever it says. */
  readonly tenant?: string;
  /** Tenants this issuer may speak for. Absent: any. */
  readonly tenants?: readonly string[];
  /** The issuer's words for our roles: `{ "Field Manager": "supervisor" }`. Our own words are always understood. */
  readonly roles?: Readonly<Record<string, Role>>;
}

/** Who a verified token speaks for. */
export interface Identity {
  readonly tenant: string;
  readonly id: string;
  readonly name: string | null;
  readonly role: Role;
  readonly technicianId: string | null;
  readonly jobId: string | null;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number;
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
/** With several roles the one that may do the most counts. */
const byPower: readonly Role[] = ['admin', 'supervisor', 'dispatcher', 'technician', 'viewer', 'customer'];

export function identityOf(payload: JWTPayload, rules: ClaimRules): Identity {
  const { sub, exp } = payload;
  if (typeof sub !== 'string' || sub === '' || sub.length > 200) throw invalidToken('The token does not say who it is for.');
  if (typeof exp !== 'number') throw invalidToken('The token does not say when it expires.');
  const role = roleOf(valueAt(payload, rules.claims.role), rules.roles ?? {});
  return {
    tenant: tenantOf(payload, rules),
    id: sub,
    name: nameOf(valueAt(payload, rules.claims.name)),
    role,
    technicianId: optionalId(valueAt(payload, rules.claims.technicianId)),
    jobId: optionalId(valueAt(payload, rules.claims.jobId)),
    expiresAtMs: exp * 1000,
  };
}

function tenantOf(payload: JWTPayload, rules: ClaimRules): string {
  const tenant = rules.tenant ?? valueAt(payload, rules.claims.tenant);
  if (typeof tenant !== 'string' || !idForm.test(tenant)) throw invalidToken('The token does not name a tenant.');
  if (rules.tenants && !rules.tenants.includes(tenant)) throw invalidToken('This issuer may not speak for that tenant.');
  return tenant;
}

function roleOf(claim: unknown, words: Readonly<Record<string, Role>>): Role {
  const named = (Array.isArray(claim) ? claim : [claim]).filter((word) => typeof word === 'string');
  const known = named.map((word) => (Object.hasOwn(words, word) ? words[word] : roles.find((role) => role === word)));
  const role = byPower.find((candidate) => known.includes(candidate));
  if (role === undefined) throw invalidToken('The token does not name a role we know.');
  return role;
}

function nameOf(claim: unknown): string | null {
  if (typeof claim !== 'string' || !claim.isWellFormed()) return null;
  const name = claim.replace(/\p{Cc}+/gu, ' ').trim();
  return name === '' ? null : name.slice(0, 120);
}

function optionalId(claim: unknown): string | null {
  if (claim === undefined || claim === null) return null;
  if (typeof claim !== 'string' || !idForm.test(claim))
    throw invalidToken('The token names a technician or job in a form we do not know.');
  return claim;
}
