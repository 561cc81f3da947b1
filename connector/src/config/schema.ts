import { z } from 'zod';
import { AuthSection, InstallationSecret } from './auth.ts';
import { LogFormat, LogRequests, MetricsSection, TracesSection } from './observability.ts';

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
    auth: AuthSection,
    secret: InstallationSecret,
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
    logFormat: LogFormat,
    logRequests: LogRequests,
    metrics: MetricsSection,
    traces: TracesSection,
  })
  .meta({
    title: 'Dispatchkit connector configuration',
    description: 'Read from the file named by DISPATCHKIT_CONFIG, YAML or JSON.',
  });
export type Config = z.output<typeof ConfigFile>;
