import openapiTypescript, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../http/document.ts';
import { examplesFile, makeExamples } from './examples.ts';

/** A file that is generated from code: where it goes, from the root of the repository, and what it holds. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export async function openApiFiles(): Promise<GeneratedFile[]> {
  const examples = await makeExamples();
  const document = openApiDocument(examples);
  const json = `${JSON.stringify(document, null, 2)}\n`;
  const types = astToString(await openapiTypescript(json, { alphabetize: true, exportType: true, defaultNonNullable: false }));
  return [
    examplesFile(examples),
    { path: 'docs/reference/openapi.json', text: json },
    {
      path: 'packages/client/src/generated/openapi.d.ts',
      text: `/** Types of the wire. Generated from docs/reference/openapi.json; change the connector's operations instead. */\n${types}`,
    },
  ];
}
