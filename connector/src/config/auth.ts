import { Id, line, roles } from '@dispatchkit/contract';
import { z } from 'zod';
import { algorithms } from '../http/auth/issuer.ts';
import { PrivateAddresses } from './private-addresses.ts';

const httpAddress = z.url({ protocol: /^https?$/, error: 'Give an address such as https://login.example.com/keys' });
const pointer = z.string().regex(/^(\/([^~/]|~[01])*)+$/, 'Give a JSON Pointer such as /tenant or /https:~1~1example.com~1role');

const Claims = z
  .object({
    tenant: pointer.default('/tenant').describe('Where the token names the tenant.'),
    role: pointer.default('/role').describe('Where the token names the role, or a list of roles.'),
    technicianId: pointer.default('/technicianId').describe('Where the token says which technician it is for.'),
    jobId: pointer.default('/jobId').describe('Where a customer token names its one job.'),
    territories: pointer
      .default('/territories')
      .describe(
        'Where the token names the territory, or a list of territories, its bearer is limited to. Without the claim: all.',
      ),
    name: pointer.default('/name').describe('Where the token has the name shown in the history.'),
    acr: pointer.default('/acr').describe('Where the token says how strong the sign-in was (OIDC acr).'),
    amr: pointer.default('/amr').describe('Where the token lists how the person signed in (RFC 8176 amr): a list or one word.'),
    authenticatedAt: pointer.default('/auth_time').describe('Where the token says when the person signed in, epoch seconds.'),
  })
  .describe('Where the claims are: JSON Pointers (RFC 6901) into the payload of the token.');

const Issuer = z
  .object({
    issuer: z.string().min(1).describe('Exact value of `iss`. Several entries may share it when their audiences differ.'),
    audience: z.string().min(1).default('dispatchkit').describe('`aud` must hold it.'),
    jwksUri: httpAddress.optional().describe('Where the issuer publishes its public keys. Either this or `jwks`.'),
    jwks: z
      .object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) })
      .optional()
      .describe('The public keys themselves, for issuers without an address for them.'),
    algorithms: z
      .array(z.enum(algorithms))
      .min(1)
      .default(['ES256', 'RS256', 'PS256', 'EdDSA'])
      .describe('Signature algorithms that are accepted. `none` and HS* never are.'),
    maxLifetimeMinutes: z.int().min(1).max(525_600).default(1440).describe('Tokens that live longer are refused. Minutes.'),
    claims: Claims.prefault({}),
    roles: z
      .record(z.string().min(1), z.enum(roles))
      .default({})
      .describe('Words of the issuer for our roles: `{ "Field Manager": "supervisor" }`.'),
    territories: z
      .record(z.string().min(1), line(64).min(1))
      .default({})
      .describe('Words of the issuer for our territories: `{ "grp-north": "north" }`. Others count as they are.'),
    territoriesRequired: z
      .boolean()
      .default(false)
      .describe('Refuse tokens without the territories claim, rather than letting them see all territories.'),
    tenant: Id.optional().describe('Every token of this issuer is for this tenant, whatever it says.'),
    tenants: z.array(Id).min(1).optional().describe('The only tenants this issuer may speak for.'),
  })
  .refine((issuer) => (issuer.jwksUri === undefined) !== (issuer.jwks === undefined), 'Give either jwksUri or jwks')
  .describe('Somebody whose tokens are accepted: any OIDC provider, or your own server.');
export type IssuerConfig = z.output<typeof Issuer>;

const StepUp = z
  .object({
    acr: z.array(z.string().min(1).max(200)).min(1).optional().describe('The sign-in must be of one of these classes (`acr`).'),
    amr: z
      .array(z.string().min(1).max(64))
      .min(1)
      .optional()
      .describe('The sign-in must have used one of these methods (`amr`).'),
    maxAgeMinutes: z.int().min(1).max(43_200).optional().describe('The sign-in must not be older than this. Minutes.'),
  })
  .describe('What administrative operations ask of the sign-in of a person: API keys, webhooks, settings, revocations.');

const OwnTokens = z
  .object({
    issuer: z
      .string()
      .min(1)
      .max(200)
      .default('dispatchkit')
      .describe(
        '`iss` of embed and customer tokens. Another for each installation whose tokens must not be taken for one another.',
      ),
    maxCustomerLinkDays: z.int().min(1).max(365).default(30).describe('Longest life of a customer link. Days.'),
  })
  .describe('Tokens the connector signs itself: embed tokens and customer links. They need DISPATCHKIT_SECRET.');

/** Whose tokens are accepted, and what the connector signs itself. */
export const AuthSection = z
  .object({
    issuers: z.array(Issuer).max(50).default([]),
    allowPrivate: PrivateAddresses.describe(
      'Host names, addresses and blocks (10.0.0.0/8) from which keys of issuers may be read although they are not public.',
    ),
    allowHttp: z
      .boolean()
      .default(false)
      .describe(
        'Read keys of issuers over http too with NODE_ENV=production, not only from this machine. Whoever is on the way can put in keys and sign in as anybody.',
      ),
    development: z
      .object({
        enabled: z.boolean().optional().describe('Standard: on while no issuer is configured. Never with NODE_ENV=production.'),
        tenant: Id.default('demo').describe('Tenant of those who sign in on the pages.'),
      })
      .prefault({})
      .describe('The built-in issuer for trying things out.'),
    stepUp: StepUp.optional(),
    ownTokens: OwnTokens.prefault({}),
  })
  .prefault({});
export type AuthConfig = z.output<typeof AuthSection>;

/** Seals what is kept secret in the database. */
export const InstallationSecret = z
  .string()
  .min(32, 'Give at least 32 characters: openssl rand -base64 48')
  .max(1024)
  .optional()
  .describe(
    'Seals the private keys and webhook secrets kept in the database: at least 32 random characters, the same on all instances. Better given as DISPATCHKIT_SECRET.',
  );
