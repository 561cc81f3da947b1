import { z } from 'zod';
import { HostConnection, HostPath, HostTransport } from './connection.ts';
import { EnumMap } from './enums.ts';
import { HostProbe } from './probe.ts';
import { AssignmentsInJobs, HostResource } from './resources.ts';
import { template } from './templates.ts';
import { ValueEncodings } from './values.ts';

/** Newest version of the language. Older manifests are brought up to it when they are read. */
export const manifestVersion = 1;

/** Names the published JSON Schema of the language, for editors. */
export const manifestSchemaId = `https://dispatchkit.dev/schemas/manifest-${manifestVersion}.json`;

export const HostSetting = z
  .strictObject({
    title: z.string().max(120),
    description: z.string().max(1_000).optional(),
    type: z.enum(['text', 'url', 'number', 'boolean', 'time-zone', 'secret']).meta({
      description: '`secret` comes from the environment or a file of the secret store, and never stands in a configuration.',
    }),
    required: z.boolean().default(true),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    example: z.union([z.string(), z.number(), z.boolean()]).optional(),
  })
  .meta({ id: 'HostSetting', title: 'Setting' });
export type HostSetting = z.infer<typeof HostSetting>;

/** How the host tells that something has changed. It is a hint: what changed is read again. */
export const HostWebhooks = z
  .strictObject({
    handshake: z
      .strictObject({
        parameter: z.string().max(64),
        key: z
          .strictObject({ parameter: z.string().max(64), value: template(['secrets']) })
          .optional()
          .meta({
            title: 'Key',
            description: 'A secret in the address the host is given. Needed unless the messages are proven by one themselves.',
          }),
      })
      .optional()
      .meta({
        title: 'Handshake',
        description: 'The host calls with this parameter and wants its value back as text.',
      }),
    proof: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('hmac-sha256'),
        header: z.string().max(100),
        encoding: z.enum(['hex', 'base64']),
        prefix: z.string().max(20).default(''),
        timestampHeader: z.string().max(100).optional(),
        toleranceSeconds: z.int().min(1).max(3_600).default(300),
        secret: template(['secrets']),
      }),
      z.strictObject({ kind: z.literal('header'), header: z.string().max(100), value: template(['secrets']) }),
      z.strictObject({ kind: z.literal('query'), parameter: z.string().max(64), value: template(['secrets']) }),
      z.strictObject({ kind: z.literal('body'), path: HostPath, value: template(['secrets']) }),
    ]),
    entity: HostPath.optional().meta({ title: 'Where the entity is named' }),
    ids: HostPath.optional().meta({
      title: 'Where the ids stand',
      description: 'One or a list. Without it everything that changed is asked for.',
    }),
    expiresDays: z.number().optional().meta({
      title: 'Lives so many days',
      description:
        'The subscription has to be renewed at the host. When nothing has come for longer, the status of the host warns.',
    }),
  })
  .refine(({ handshake, proof }) => handshake === undefined || handshake.key !== undefined || proof.kind === 'query', {
    path: ['handshake', 'key'],
    error: 'a parameter of the address and the secret in it, by which the caller is known; otherwise anybody is answered',
  })
  .meta({ id: 'HostWebhooks', title: 'Webhooks of the host' });
export type HostWebhooks = z.infer<typeof HostWebhooks>;

/** How one host system is spoken to, as data. */
export const HostManifest = z
  .strictObject({
    $schema: z.string().max(300).optional(),
    manifest: z.literal(manifestVersion).meta({ title: 'Version of the manifest language' }),
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,39}$/, '2 to 40 lower-case letters, digits and "-", beginning with a letter')
      .meta({ title: 'Name', description: 'Names the adapter in settings, routes and ids.', examples: ['tryton-6'] }),
    title: z
      .string()
      .min(1)
      .max(120)
      .meta({ title: 'Title', examples: ['Tryton 6'] }),
    host: z.strictObject({
      product: z.string().max(120),
      versions: z.string().max(120),
      documentation: z.array(z.string().max(300)).max(10).default([]),
    }),
    settings: z
      .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'a small letter, then letters and digits, 40 at most'), HostSetting)
      .meta({ title: 'Settings', description: 'What an operator says for their host.' }),
    connection: HostConnection,
    probe: HostProbe.optional(),
    transport: HostTransport,
    values: ValueEncodings.prefault({}),
    enums: z.record(z.string().max(64), EnumMap).default({}),
    resources: z.strictObject({
      jobs: HostResource.optional(),
      assignments: z.union([AssignmentsInJobs, HostResource]).optional(),
      technicians: HostResource.optional(),
      customers: HostResource.optional(),
      sites: HostResource.optional(),
      shifts: HostResource.optional(),
      timeOff: HostResource.optional(),
      equipment: HostResource.optional(),
      crews: HostResource.optional(),
    }),
    webhooks: HostWebhooks.optional(),
    notes: z.array(z.string().max(500)).max(40).default([]),
  })
  .meta({ id: 'HostManifest', title: 'Manifest of a host system' });
export type HostManifest = z.infer<typeof HostManifest>;
export type HostManifestInput = z.input<typeof HostManifest>;
