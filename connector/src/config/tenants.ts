import { z } from 'zod';

const variableName = z
  .string()
  .regex(/^DISPATCHKIT_[A-Z0-9_]{1,80}$/, 'Give the name of an environment variable that begins with DISPATCHKIT_');

/** Whether tenants share a database or have one each. */
export const TenantsSection = z
  .object({
    mode: z
      .enum(['shared', 'database-per-tenant'])
      .default('shared')
      .describe('`shared`: one database for all. `database-per-tenant`: each has its own, found in the directory.'),
    directoryUrl: z
      .string()
      .regex(/^(file:|libsql:|https?:)/, 'Give file:path, libsql://host or https://host')
      .optional()
      .describe('The control database: which tenants there are and where. Standard: the file directory.db in dataDirectory.'),
    directoryAuthTokenVariable: variableName
      .optional()
      .describe('Name of the environment variable with the token of the control database, when it is on a server.'),
    databaseUrlTemplate: z
      .string()
      .regex(/^(file:|libsql:|https?:)[^{}]*\{tenant\}[^{}]*$/, 'Give an address with {tenant} in it once')
      .optional()
      .describe(
        'Address of the database of a new tenant, such as libsql://{tenant}-org.turso.io. Standard: the file tenants/{tenant}.db in dataDirectory.',
      ),
    databaseAuthTokenVariable: variableName
      .optional()
      .describe(
        'Name of the environment variable with the token of the databases of new tenants. The directory keeps the name only.',
      ),
    maxOpenDatabases: z
      .int()
      .min(1)
      .max(10_000)
      .default(100)
      .describe('So many databases stay open while nobody uses them; those used longest ago are closed first.'),
  })
  .prefault({})
  .describe('How tenants are kept apart.');

/** Who may use /operator. */
export const OperatorsSection = z
  .object({
    keyHashes: z
      .array(
        z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 of a key in hexadecimal, as "dispatchkit tenants operator-key" prints it'),
      )
      .max(50)
      .default([])
      .describe('SHA-256 of the keys of operators. Empty: /operator is off. Make one with: dispatchkit tenants operator-key'),
  })
  .prefault({})
  .describe('Who runs the installation: tenants are made, migrated and retired at /operator/tenants.');
