import { importMapJsonSchema } from '../import/index.ts';
import type { GeneratedFile } from './openapi.ts';

/** The JSON Schema of a mapping file, for editors and for reading. */
export function importMapSchemaFile(): GeneratedFile {
  return { path: 'docs/reference/import-map.schema.json', text: `${JSON.stringify(importMapJsonSchema(), null, 2)}\n` };
}
