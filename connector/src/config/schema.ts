import { Id, roles } from '@dispatchkit/contract';
import { z } from 'zod';
import { algorithms } from '../http/auth/issuer.ts';

const httpsAddress = z.url({ protocol: /^https?$/, error: 'Give an address such as https://login.example.com/keys' });
const origin = z
  .string()
  .regex(
    /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](?::\d{1,5})?$/,
    'Give an origin such as https://erp.example.com, without a path or a trailing slash',
  );
const pointer = z.string().regex(/^(\/([^~/]|~[01])*)+$/, 'Give a JSON Pointer such as /tenant or /https:~1~1example.com~1role');

const Claims = z
  .object({
    tenant: pointer.default('/tenant').describe('Where the token names the tenant.'),
    role: pointer.default('/role').describe('Where the token names the role, or a list of roles.'),
    technicianId: pointer.default('/technicianId').describe('Where the token says which technician it is for.'),
    jobId: pointer.default('/jobId').describe('Where a customer token names its one job.'),
    name: pointer.default('/name').describe('Where the token has the name shown in the history.'),
  })
  .describe('Where the claims are: JSON Pointers (RFC 6901) into the payload of the token.');

const Issuer = z
  .object({
    issuer: z.string().min(1).describe('Exact value of `iss`.'),
    audience: z.string().min(1).default('dispatchkit').describe('`aud` must hold it.'),
    jwksUri: httpsAddress.optional().describe('Where the issuer publishes its public keys. Either this or `jwks`.'),
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
    tenant: Id.optional().describe('Every token of this issuer is for this tenant, whatever it says.'),
    tenants: z.array(Id).min(1).optional().describe('The only tenants this issuer may speak for.'),
  })
  .refine((issuer) => (issuer.jwksUri === undefined) !== (issuer.jwks === undefined), 'Give either jwksUri or jwks')
  .describe('Somebody whose tokens are accepted: any OIDC provider, or your own server.');

/** The configuration file (`DISPATCHKIT_CONFIG`, YAML or JSON). Everything may be left out. */
export const ConfigFile = z
  .object({
    $schema: z.string().optional().describe('Address of this schema, for editors.'),
    server: z
      .object({
        host: z.string().min(1).default('127.0.0.1').describe('Address to listen on. 0.0.0.0 listens on all. HOST wins.'),
        port: z.int().min(0).max(65_535).default(8787).describe('Port to listen on; 0 takes a free one. PORT wins.'),
      })
      .prefault({}),
    database: z
      .object({
        url: z
          .string()
          .regex(/^(file:|libsql:|https?:|wss?:|:memory:)/, 'Give file:path, libsql://host or https://host')
          .optional()
          .describe(
            'libSQL database: file:path, libsql://host, https://host. Standard: a file in dataDirectory. DISPATCHKIT_DATABASE_URL wins.',
          ),
        authToken: z
          .string()
          .min(1)
          .optional()
          .describe('For a database on a server. Better given as DISPATCHKIT_DATABASE_AUTH_TOKEN.'),
      })
      .prefault({}),
    auth: z
      .object({
        issuers: z.array(Issuer).max(50).default([]),
        development: z
          .object({
            enabled: z
              .boolean()
              .optional()
              .describe('Standard: on while no issuer is configured. Never with NODE_ENV=production.'),
            tenant: Id.default('demo').describe('Tenant of those who sign in on the pages.'),
          })
          .prefault({})
          .describe('The built-in issuer for trying things out.'),
      })
      .prefault({}),
    cors: z
      .object({ origins: z.array(origin).max(200).default([]).describe('Origins whose pages may call the API, exactly.') })
      .prefault({}),
    pages: z
      .object({
        enabled: z.boolean().default(true).describe('Whether the console and the check-in page are served at / and /check-in.'),
        tileOrigins: z
          .array(origin)
          .max(20)
          .default([])
          .describe('Origins map tiles may be loaded from. None unless named here.'),
      })
      .prefault({}),
    dataDirectory: z.string().min(1).default('.dispatchkit').describe('For the database file and the development key.'),
    logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('The least important lines that are written.'),
  })
  .meta({
    title: 'Dispatchkit connector configuration',
    description: 'Read from the file named by DISPATCHKIT_CONFIG, YAML or JSON.',
  });
export type Config = z.output<typeof ConfigFile>;
export type IssuerConfig = z.output<typeof Issuer>;
