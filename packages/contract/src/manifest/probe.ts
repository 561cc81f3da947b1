import { z } from 'zod';
import { HostPath, httpMethods } from './connection.ts';
import { signedInNames, template, templateJson } from './templates.ts';

const names = signedInNames;

/** How the host tells what it is, for people who look whether the manifest fits. */
export const HostProbe = z
  .strictObject({
    version: z.strictObject({
      method: z.enum(httpMethods).default('GET').meta({ title: 'Method' }),
      service: z.string().max(64).optional().meta({ title: 'Service', description: 'A name under `connection.services`.' }),
      path: template(names)
        .default('')
        .meta({
          title: 'Path',
          description: 'Relative to the base URL; placeholders are percent-encoded.',
          examples: ['web/version'],
          templateNames: [...names],
        }),
      query: z
        .record(z.string().max(100), template(names))
        .default({})
        .meta({ title: 'Query', description: 'Parameters of the address.', examples: [{ $select: 'systemVersion' }] }),
      body: templateJson(names)
        .optional()
        .meta({
          title: 'Body',
          description: 'JSON, sent as it is: for JSON-RPC the whole envelope.',
          examples: [{ id: 1, method: 'common.server.version', params: [] }],
        }),
      read: HostPath.meta({
        title: 'Where the version stands',
        description: 'In the whole answer; a text or a number.',
        examples: ['version_info.server_version'],
      }),
    }),
  })
  .meta({ id: 'HostProbe', title: 'What the host says of itself' });
export type HostProbe = z.infer<typeof HostProbe>;
