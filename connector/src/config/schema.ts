import { Id } from '@dispatchkit/contract';
import { z } from 'zod';
import type { HostConfig } from '../ports/hosts.ts';
import { AuthSection, InstallationSecret } from './auth.ts';
import { BackgroundSection } from './background.ts';
import { DatabaseSection } from './database.ts';
import { HostsSection } from './hosts.ts';
import { LimitsSection } from './limits.ts';
import { LogFormat, LogRequests, MetricsSection, TracesSection } from './observability.ts';
import { ServerSection } from './server.ts';
import { OperatorsSection, TenantsSection } from './tenants.ts';
import { WebhooksSection } from './webhooks.ts';

const origin = z
  .string()
  .regex(
    /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](?::\d{1,5})?$/,
    'Give an origin such as https://erp.example.com, without a path or a trailing slash',
  );
/** The configuration file (`DISPATCHKIT_CONFIG`, YAML or JSON). Everything may be left out. */
export const ConfigFile = z
  .object({
    $schema: z.string().optional().describe('Address of this schema, for editors.'),
    server: ServerSection,
    database: DatabaseSection,
    tenants: TenantsSection,
    operators: OperatorsSection,
    auth: AuthSection,
    secret: InstallationSecret,
    cors: z
      .object({
        origins: z
          .array(origin)
          .max(200)
          .default([])
          .describe('Origins whose pages may call the API with tokens of any tenant, exactly.'),
        tenants: z
          .record(Id, z.array(origin).max(200))
          .default({})
          .describe('Origins whose pages may call with tokens of one tenant only: `{ acme: ["https://erp.acme.example"] }`.'),
      })
      .prefault({}),
    pages: z
      .object({
        enabled: z.boolean().default(true).describe('Whether the console and the check-in page are served at / and /check-in.'),
        directory: z.string().min(1).optional().describe('Where they are. Standard: where npm run build puts them.'),
        reference: z.boolean().default(true).describe('Whether the API reference is served at /docs.'),
        tileOrigins: z
          .array(origin)
          .max(20)
          .default([])
          .describe('Origins map tiles may be loaded from. None unless named here.'),
      })
      .prefault({}),
    dataDirectory: z.string().min(1).default('.dispatchkit').describe('For the database file and the development key.'),
    logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('The least important lines that are written.'),
    logFormat: LogFormat,
    logRequests: LogRequests,
    background: BackgroundSection,
    webhooks: WebhooksSection,
    hosts: HostsSection,
    limits: LimitsSection,
    metrics: MetricsSection,
    traces: TracesSection,
  })
  .meta({
    title: 'Dispatchkit connector configuration',
    description: 'Read from the file named by DISPATCHKIT_CONFIG, YAML or JSON.',
  });
/** As it is used: with manifests and secrets in place. */
export type Config = Omit<z.output<typeof ConfigFile>, 'hosts'> & { readonly hosts: readonly HostConfig[] };
