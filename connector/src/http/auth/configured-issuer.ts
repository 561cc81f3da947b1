import type { IssuerConfig } from '../../config/auth.ts';
import type { EgressRules } from '../../egress/guard.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Issuer } from './issuer.ts';
import { checkKeyAddress } from './issuer-egress.ts';
import { LocalKeys } from './local-keys.ts';
import { RemoteKeys } from './remote-keys.ts';

/**
 * @param ports.fetch keeps to the rules, too: here an address is judged only as it is written
 * @throws Error that says what to change, when keys given in the configuration are none, or their address is not to be reached
 */
export function configuredIssuer(
  config: IssuerConfig,
  ports: { fetch: Fetch; rules: EgressRules; clock: Clock; log: Log; metrics?: Metrics | undefined },
): Issuer {
  if (config.jwksUri !== undefined) checkKeyAddress(config.issuer, config.jwksUri, ports.rules);
  const { issuer, audience, algorithms, claims, roles, territories, territoriesRequired, tenant, tenants } = config;
  return {
    issuer,
    audience,
    algorithms,
    claims,
    roles,
    territories,
    territoriesRequired,
    ...(tenant === undefined ? {} : { tenant }),
    ...(tenants === undefined ? {} : { tenants }),
    maxLifetimeSeconds: config.maxLifetimeMinutes * 60,
    keys: config.jwksUri === undefined ? localKeys(issuer, config.jwks) : new RemoteKeys(config.jwksUri, ports),
  };
}

function localKeys(issuer: string, jwks: unknown): LocalKeys {
  try {
    return new LocalKeys(jwks);
  } catch (cause) {
    throw new Error(
      `auth.issuers: the jwks of ${issuer} holds no usable public signature key (EC, RSA or OKP, without private parts).`,
      { cause },
    );
  }
}

/** @throws Error when a token could belong to two of them */
export function checkIssuers(issuers: readonly Issuer[]): void {
  const seen = new Set<string>();
  for (const { issuer, audience } of issuers) {
    const name = JSON.stringify([issuer, audience]);
    if (seen.has(name)) {
      throw new Error(
        `auth.issuers: ${issuer} is listed twice for the audience ${audience}. A token must belong to exactly one entry: give them different audiences.`,
      );
    }
    seen.add(name);
  }
}
