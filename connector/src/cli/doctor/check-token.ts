import { decodeJwt, decodeProtectedHeader, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { IssuerConfig } from '../../config/auth.ts';
import { EgressError, guardedFetch } from '../../egress/guard.ts';
import { configuredIssuer } from '../../http/auth/configured-issuer.ts';
import { issuerRules } from '../../http/auth/issuer-egress.ts';
import { verifyToken } from '../../http/auth/verify-token.ts';
import { valueAt } from '../../internal/pointer.ts';
import { silentLog } from '../../ports/log.ts';
import { ProblemError } from '../../services/errors.ts';
import type { Examined } from './examined.ts';
import { type Finding, fail, ok } from './finding.ts';

const check = 'token';

/** Who a token of a configured issuer would be here, or why it would be refused: what a 401 does not tell a stranger. */
export async function checkToken(text: string, examined: Examined): Promise<Finding> {
  const { config, egress, production, clock } = examined;
  const rules = issuerRules(config.auth, production);
  const ports = { fetch: guardedFetch(egress, rules), rules, clock, log: silentLog };
  const token = text.trim().replace(/^bearer +/i, '');
  try {
    const issuers = config.auth.issuers.map((issuer) => configuredIssuer(issuer, ports));
    const { tenant, role, name, technicianId, territories, expiresAtMs } = await verifyToken(token, issuers, clock);
    const facts = [
      `tenant ${tenant}`,
      `role ${role}`,
      ...(name === null ? [] : [`name ${name}`]),
      ...(technicianId === null ? [] : [`technician ${technicianId}`]),
      ...(territories === null ? [] : [`territories ${territories.join(', ')}`]),
      `good until ${new Date(expiresAtMs).toISOString()}`,
    ];
    return ok(check, `It is accepted: ${facts.join(', ')}`);
  } catch (error) {
    if (error instanceof Error && error.cause instanceof EgressError) {
      return fail(check, 'It cannot be looked at while the keys of an issuer cannot be read.', 'Mend the issuer first.');
    }
    if (!(error instanceof ProblemError)) throw error;
    return fail(check, error.detail, cureFor(token, config.auth.issuers));
  }
}

/** What the token says beside what the configuration expects. Names of claims; values only of those that decide. */
function cureFor(token: string, issuers: readonly IssuerConfig[]): string {
  let payload: JWTPayload;
  let header: JWTHeaderParameters;
  try {
    payload = decodeJwt(token);
    header = decodeProtectedHeader(token) as JWTHeaderParameters;
  } catch {
    return 'Give the access token as it is: three parts with dots between them. An opaque token cannot be checked here; have the issuer give JWTs.';
  }
  const sameName = issuers.filter(({ issuer }) => issuer === payload.iss);
  if (sameName.length === 0) {
    const known = issuers.map(({ issuer }) => `"${issuer}"`).join(', ') || 'none';
    return `It says iss ${show(payload.iss)}; configured are ${known}. They must be equal to the last slash.`;
  }
  const issuer = sameName.find(({ audience }) => [payload.aud].flat().includes(audience));
  if (!issuer) {
    const wanted = sameName.map(({ audience }) => `"${audience}"`).join(', ');
    return `It says aud ${show(payload.aud)}, wanted is ${wanted}: set auth.issuers[].audience, or have the issuer add it.`;
  }
  const { claims, algorithms, roles } = issuer;
  const place = (name: keyof typeof claims) => `${name} at ${claims[name]}: ${show(valueAt(payload, claims[name]))}`;
  const words = Object.keys(roles).length === 0 ? '' : `, roles are given to ${Object.keys(roles).map(show).join(', ')}`;
  return [
    `It is signed with ${header.alg} by key ${show(header.kid)} (accepted: ${algorithms.join(', ')})`,
    `issued ${timeOf(payload.iat)}, good until ${timeOf(payload.exp)}`,
    `${place('tenant')}${issuer.tenant === undefined ? '' : ` (fixed: ${issuer.tenant})`}, ${place('role')}${words}`,
    `claims it has: ${Object.keys(payload).join(', ')}.`,
  ].join('; ');
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function timeOf(seconds: unknown): string {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return 'at no time it says';
  return Math.abs(seconds) > 8e12 ? 'far away' : new Date(seconds * 1000).toISOString();
}
