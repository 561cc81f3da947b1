import { z } from 'zod';

const url = z.string().regex(/^(file:|libsql:|https?:|wss?:|:memory:)/, 'Give file:path, libsql://host or https://host');
const serverUrl = z.string().regex(/^(libsql:|https?:)/, 'Give libsql://host or https://host');

/** Where the data is. With a database per tenant this section is not used. */
export const DatabaseSection = z
  .object({
    url: url
      .optional()
      .describe(
        'libSQL database: file:path, libsql://host, https://host. Standard: a file in dataDirectory. DISPATCHKIT_DATABASE_URL wins.',
      ),
    authToken: z
      .string()
      .min(1)
      .optional()
      .describe('For a database on a server. Better given as DISPATCHKIT_DATABASE_AUTH_TOKEN.'),
    readUrl: serverUrl
      .optional()
      .describe('A read replica of the server in `url`. Records are read there, except what this instance has just written.'),
    syncUrl: serverUrl
      .optional()
      .describe('The primary, when `url` is a file that shall be its replica here (embedded replica). Writes go to the primary.'),
    syncSeconds: z
      .number()
      .min(0.1)
      .max(3600)
      .default(1)
      .describe('How often an embedded replica fetches what others have written. Seconds.'),
  })
  .refine(({ url: at, syncUrl }) => syncUrl === undefined || at === undefined || at.startsWith('file:'), {
    path: ['url'],
    error: 'With syncUrl, url names the file of the replica',
  })
  .refine(({ readUrl, syncUrl }) => readUrl === undefined || syncUrl === undefined, 'Give either readUrl or syncUrl')
  .prefault({});
