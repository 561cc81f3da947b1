import { z } from 'zod';
import { ConfigFile } from '../config/schema.ts';
import type { GeneratedFile } from './openapi.ts';

/** JSON Schema of the configuration file, for editors. Typing errors are refused there too, not only at the start. */
export function configSchemaFile(): GeneratedFile {
  const schema = z.toJSONSchema(ConfigFile, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object' && jsonSchema.properties !== undefined) jsonSchema.additionalProperties = false;
    },
  });
  return { path: 'docs/reference/config.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` };
}
