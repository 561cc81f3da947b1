import { ExpectedRecords, HostFixture, HostManifest, type TemplateName } from '@dispatchkit/contract/manifest';
import { z } from 'zod';
import { addHelp } from './manifest-help.ts';
import type { GeneratedFile } from './openapi.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The language of manifests as JSON Schema. What placeholders may name is told in the description of each place. */
export function manifestJsonSchema(): JsonSchema {
  const schema = withPlaceholders(HostManifest);
  addHelp(schema);
  return schema;
}

/** JSON Schemas for editors: of manifests, and of the fixtures beside them. */
export function manifestSchemaFiles(): GeneratedFile[] {
  return [
    schemaFile('manifest', manifestJsonSchema()),
    schemaFile('host-fixture', withPlaceholders(HostFixture)),
    schemaFile('host-expected', withPlaceholders(ExpectedRecords)),
  ];
}

function schemaFile(name: string, schema: JsonSchema): GeneratedFile {
  return { path: `docs/reference/${name}.schema.json`, text: `${JSON.stringify(schema, null, 2)}\n` };
}

function withPlaceholders(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      const { templateNames: names, ...rest } = jsonSchema as JsonSchema & { templateNames?: readonly TemplateName[] };
      if (names === undefined) return;
      delete jsonSchema.templateNames;
      jsonSchema.description = [rest.description, placeholders(names)].filter(Boolean).join(' ');
    },
  });
}

function placeholders(names: readonly TemplateName[]): string {
  return `Placeholders: ${names.map((name) => `\`\${${name}}\``).join(', ')}.`;
}
