import { ExpectedRecords, HostFixture, HostManifest, manifestSchemaId, type TemplateName } from '@dispatchkit/contract/manifest';
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

/** JSON Schemas for editors: of manifests, and of the fixtures beside them. In the documentation, and in the package that reads them. */
export function manifestSchemaFiles(): GeneratedFile[] {
  const schemas = {
    manifest: identified(manifestSchemaId, manifestJsonSchema()),
    'host-fixture': identified('https://dispatchkit.dev/schemas/host-fixture-1.json', withPlaceholders(HostFixture)),
    'host-expected': identified('https://dispatchkit.dev/schemas/host-expected-1.json', withPlaceholders(ExpectedRecords)),
  };
  return Object.entries(schemas).flatMap(([name, schema]) =>
    ['docs/reference', 'packages/adapters/schemas'].map((folder) => ({
      path: `${folder}/${name}.schema.json`,
      text: `${JSON.stringify(schema, null, 2)}\n`,
    })),
  );
}

function identified(id: string, { $schema, ...schema }: JsonSchema): JsonSchema {
  return { ...($schema === undefined ? {} : { $schema }), $id: id, ...schema };
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
