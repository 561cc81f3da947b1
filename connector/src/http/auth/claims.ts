import { type Role, roles } from '@dispatchkit/contract';
import type { JWTPayload } from 'jose';
import { valueAt } from '../../internal/pointer.ts';
import { invalidToken } from './bearer.ts';
import type { Identity, SignIn } from './identity.ts';

/** Where an issuer puts what we need: JSON Pointers (RFC 6901) into the token's claims. */
export interface ClaimPaths {
  readonly tenant: string;
  readonly role: string;
  readonly technicianId: string;
  readonly jobId: string;
  readonly territories: string;
  readonly name: string;
  /** How strong the sign-in was, by which methods, and when. */
  readonly acr: string;
  readonly amr: string;
  readonly authenticatedAt: string;
}

export const standardClaimPaths: ClaimPaths = {
  tenant: '/tenant',
  role: '/role',
  technicianId: '/technicianId',
  jobId: '/jobId',
  territories: '/territories',
  name: '/name',
  acr: '/acr',
  amr: '/amr',
  authenticatedAt: '/auth_time',
};

export interface ClaimRules {
  readonly claims: ClaimPaths;
  /** Every token of this issuer is for this tenant, whatever it says. */
  readonly tenant?: string;
  /** Tenants this issuer may speak for. Absent: any. */
  readonly tenants?: readonly string[];
  /** The issuer's words for our roles: `{ "Field Manager": "supervisor" }`. Our own words are always understood. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** The issuer's words for our territories; others count as they are. */
  readonly territories?: Readonly<Record<string, string>>;
  /** A token without the claim is refused, rather than let see all territories. */
  readonly territoriesRequired?: boolean;
  /** Its tokens are signed by the connector itself: embed tokens and customer links. */
  readonly isOwn?: boolean;
}

/** As the territory of a job may be written. */
const territoryForm = /^[^\p{Cc}]{1,64}$/u;
const maxTerritories = 200;
const idForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
/** With several roles the one that may do the most counts. */
const byPower: readonly Role[] = ['admin', 'supervisor', 'dispatcher', 'technician', 'viewer', 'customer'];

/** @throws ProblemError `token_invalid` when a claim is missing or in a form we do not know; what it holds is never told */
export function identityOf(payload: JWTPayload, rules: ClaimRules): Identity {
  const { sub, exp, iat, jti } = payload;
  // What stands for other systems in the history is never a person.
  if (typeof sub !== 'string' || sub === '' || sub.length > 200 || !sub.isWellFormed() || sub.startsWith('api-key:')) {
    throw invalidToken('The token does not say who it is for.');
  }
  if (typeof exp !== 'number') throw invalidToken('The token does not say when it expires.');
  const role = roleOf(valueAt(payload, rules.claims.role), rules.roles ?? {});
  return {
    kind: role === 'customer' ? 'customer' : rules.isOwn ? 'embed' : 'user',
    tenant: tenantOf(payload, rules),
    id: sub,
    name: nameOf(valueAt(payload, rules.claims.name)),
    role,
    technicianId: optionalId(valueAt(payload, rules.claims.technicianId)),
    jobId: optionalId(valueAt(payload, rules.claims.jobId)),
    territories: territoriesOf(valueAt(payload, rules.claims.territories), rules),
    tokenId: tokenIdOf(jti),
    signIn: signInOf(payload, rules.claims),
    origins: rules.isOwn ? originsOf(payload.origins) : null,
    issuedAtMs: typeof iat === 'number' ? iat * 1000 : null,
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

function tokenIdOf(jti: unknown): string | null {
  if (jti === undefined) return null;
  if (typeof jti !== 'string' || jti === '' || jti.length > 200)
    throw invalidToken('The token names itself in a form we do not know.');
  return jti;
}

/** A single name or a list of names. A claim in any other form is refused: to let it count as "all" would open what was to be closed. */
function territoriesOf(claim: unknown, { territories = {}, territoriesRequired }: ClaimRules): readonly string[] | null {
  if (claim === undefined || claim === null) {
    if (territoriesRequired) throw invalidToken('The token does not name its territories.');
    return null;
  }
  const names: unknown[] = Array.isArray(claim) ? claim : [claim];
  const known = names.map((name) => (typeof name === 'string' && Object.hasOwn(territories, name) ? territories[name] : name));
  const isFit = (name: unknown): name is string => typeof name === 'string' && territoryForm.test(name);
  if (!known.every(isFit) || known.length > maxTerritories) {
    throw invalidToken('The token names its territories in a form we do not know.');
  }
  return [...new Set(known)].sort();
}

function signInOf(payload: JWTPayload, claims: ClaimPaths): SignIn {
  const [acr, amr, at] = [valueAt(payload, claims.acr), valueAt(payload, claims.amr), valueAt(payload, claims.authenticatedAt)];
  return {
    acr: typeof acr === 'string' ? acr : null,
    amr: (Array.isArray(amr) ? amr : [amr]).filter((method) => typeof method === 'string'),
    atMs: typeof at === 'number' && Number.isFinite(at) ? at * 1000 : null,
  };
}

function originsOf(claim: unknown): readonly string[] | null {
  return Array.isArray(claim) ? claim.filter((origin) => typeof origin === 'string') : null;
}
