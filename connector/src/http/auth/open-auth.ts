import type { Config } from '../../config/schema.ts';
import type { SecretBox } from '../../internal/secret-box.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { KeyFile } from '../../ports/key-file.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import { Authenticator } from './authenticator.ts';
import { standardClaimPaths } from './claims.ts';
import { checkIssuers, configuredIssuer } from './configured-issuer.ts';
import { createDevIssuer, type DevIssuer } from './dev-issuer.ts';
import { secretBoxOf, wantsDevIssuer } from './installation-secret.ts';
import type { Issuer } from './issuer.ts';
import { issuerRules } from './issuer-egress.ts';
import { OwnTokens, ownAudience } from './own-tokens.ts';
import { SigningKeyAdmin } from './signing-key-admin.ts';

export interface AuthOptions {
  readonly config: Config;
  readonly store: Store;
  readonly keyFile?: KeyFile | undefined;
  readonly production: boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** How keys of issuers are read; it keeps to `issuerRules`. */
  readonly fetch: Fetch;
  readonly metrics?: Metrics | undefined;
}

/** Everything that has to do with who asks. */
export interface Auth {
  readonly authenticator: Authenticator;
  /** Signs embed tokens and customer links. */
  readonly ownTokens: OwnTokens;
  readonly maxCustomerLinkMinutes: number;
  readonly signingKeys: SigningKeyAdmin;
  /** Seals secrets in the database. Undefined without a secret. */
  readonly secretBox: SecretBox | undefined;
  /** Undefined unless the development issuer is on. */
  readonly devIssuer: DevIssuer | undefined;
  /** No token that is accepted lives longer. */
  readonly maxTokenSeconds: number;
}

/** @throws Error that says what to change, when nobody could sign in or a token could belong to two issuers */
export async function openAuth(options: AuthOptions): Promise<Auth> {
  const { config, store, clock, timers, log } = options;
  const devIssuer = await openDevIssuer(options);
  const secretBox = await secretBoxOf(options);
  const ownTokens = new OwnTokens(config.auth.ownTokens.issuer, { keys: store.signingKeys, box: secretBox, clock, log });

  const rules = issuerRules(config.auth, options.production);
  const issuers = config.auth.issuers.map((issuer) => configuredIssuer(issuer, { ...options, rules }));
  if (devIssuer) issuers.push(devIssuer.issuer);
  if (issuers.length === 0 && config.secret === undefined) throw nobodyCouldSignIn(options.production);
  issuers.push(ownIssuer(config, ownTokens));
  checkIssuers(issuers);
  return {
    authenticator: new Authenticator({ issuers, store, clock, timers, log }),
    ownTokens,
    maxCustomerLinkMinutes: config.auth.ownTokens.maxCustomerLinkDays * 1440,
    signingKeys: new SigningKeyAdmin({
      keys: store.signingKeys,
      box: secretBox,
      clock,
      maxTokenSeconds: config.auth.ownTokens.maxCustomerLinkDays * 86_400,
    }),
    secretBox,
    devIssuer,
    maxTokenSeconds: Math.max(...issuers.map(({ maxLifetimeSeconds }) => maxLifetimeSeconds)),
  };
}

async function openDevIssuer(options: AuthOptions): Promise<DevIssuer | undefined> {
  const { keyFile, production, clock } = options;
  if (!wantsDevIssuer(options)) return undefined;
  if (keyFile === undefined && !production) {
    throw new Error('The development issuer needs a place for its key (keyFile). Configure auth.issuers to do without it.');
  }
  return createDevIssuer({ keyFile: keyFile ?? noKeyFile, clock, production });
}

const noKeyFile: KeyFile = {
  loadOrKeep: () => Promise.reject(new Error('There is no place for the key of the development issuer.')),
};

function ownIssuer({ auth: { ownTokens } }: Config, keys: OwnTokens): Issuer {
  return {
    issuer: ownTokens.issuer,
    audience: ownAudience,
    algorithms: ['ES256'],
    claims: standardClaimPaths,
    maxLifetimeSeconds: ownTokens.maxCustomerLinkDays * 86_400,
    isOwn: true,
    keys,
  };
}

function nobodyCouldSignIn(production: boolean): Error {
  const why = production ? ' With NODE_ENV=production there is no development issuer.' : '';
  return new Error(
    `Nobody could sign in: configure auth.issuers, or set DISPATCHKIT_SECRET and give other systems API keys with "dispatchkit api-keys create".${why}`,
  );
}
