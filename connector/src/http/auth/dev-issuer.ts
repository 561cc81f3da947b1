import type { Role } from '@dispatchkit/contract';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { Clock } from '../../ports/clock.ts';
import type { KeyFile } from '../../ports/key-file.ts';
import { standardClaimPaths } from './claims.ts';
import type { Issuer } from './issuer.ts';
import { LocalKeys } from './local-keys.ts';

export const devIssuerName = 'dispatchkit-development';
const audience = 'dispatchkit';
export const maxDevTokenSeconds = 24 * 60 * 60;

export interface DevTokenRequest {
  readonly tenant: string;
  readonly role: Role;
  /** Needed in effect for the role `technician`: without it, nothing is its own. */
  readonly technicianId?: string | null;
  /** For the role `customer`: the one job. */
  readonly jobId?: string | null;
  readonly name?: string | null;
  /** `sub`. Default: the technician, or one per role. */
  readonly subject?: string;
  /** `jti`. Default: none. */
  readonly tokenId?: string;
  /** Default: all. */
  readonly territories?: readonly string[];
  /** How somebody would have signed in: class, methods, and when (epoch seconds). */
  readonly signIn?: { readonly acr?: string; readonly amr?: readonly string[]; readonly at?: number };
  /** Default 900, at most a day. */
  readonly ttlSeconds?: number;
}

/** Signs tokens for trying things out, with a key of its own. Never part of a production setup. */
export interface DevIssuer {
  /** What the connector needs to accept them. */
  readonly issuer: Issuer;
  issue(request: DevTokenRequest): Promise<string>;
}

/**
 * @throws Error when `production` is true: whoever can reach a development issuer can be anybody.
 */
export async function createDevIssuer(options: { keyFile: KeyFile; clock: Clock; production: boolean }): Promise<DevIssuer> {
  if (options.production) {
    throw new Error('The development issuer does not run with NODE_ENV=production. Configure auth.issuers instead.');
  }
  const privateJwk = await options.keyFile.loadOrKeep(makeKey);
  const kid = await calculateJwkThumbprint(privateJwk);
  const key = await importJWK({ ...privateJwk, alg: 'ES256' }, 'ES256');
  const { kty, crv, x, y } = privateJwk;
  return {
    issuer: {
      issuer: devIssuerName,
      audience,
      algorithms: ['ES256'],
      maxLifetimeSeconds: maxDevTokenSeconds,
      claims: standardClaimPaths,
      keys: new LocalKeys({ keys: [{ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }] }),
    },
    async issue({ tenant, role, technicianId, jobId, name, subject, tokenId, territories, signIn = {}, ttlSeconds = 900 }) {
      if (!(ttlSeconds > 0 && ttlSeconds <= maxDevTokenSeconds)) {
        throw new RangeError(`A development token lives from 1 second to ${maxDevTokenSeconds} seconds (a day).`);
      }
      const nowSeconds = Math.floor(options.clock.now() / 1000);
      const claims = {
        ...{ tenant, role },
        ...(technicianId && { technicianId }),
        ...(jobId && { jobId }),
        ...(name && { name }),
        ...(tokenId && { jti: tokenId }),
        ...(territories && { territories }),
        ...(signIn.acr && { acr: signIn.acr }),
        ...(signIn.amr && { amr: signIn.amr }),
        ...(signIn.at && { auth_time: signIn.at }),
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid })
        .setIssuer(devIssuerName)
        .setAudience(audience)
        .setSubject(subject ?? technicianId ?? `development-${role}`)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + ttlSeconds)
        .sign(key);
    },
  };
}

/** What seals secrets while trying things out: comes of the kept key, so it stays the same between starts. */
export async function devSecret(keyFile: KeyFile): Promise<string> {
  const { d } = await keyFile.loadOrKeep(makeKey);
  return `development ${d}`;
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return exportJWK(privateKey);
}
