import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestHelp, manifestSchemaId } from '@dispatchkit/contract/manifest';
import { shippedManifestJson } from '../../../packages/adapters/src/shipped-manifests.generated.ts';
import { visitKeys } from './manifest-help.ts';
import { manifestReferenceFile } from './manifest-reference.ts';
import { type JsonSchema, manifestJsonSchema, manifestSchemaFiles } from './manifest-schema.ts';

const schema = manifestJsonSchema();
const keys: [string, JsonSchema][] = [];
visitKeys(schema, (path, key) => keys.push([path.join('.'), key]));

describe('the schema of manifests for editors', () => {
  it('has a title, a meaning and an example for every key', () => {
    const lacking = keys.filter(
      ([, { title, description, examples, const: word }]) =>
        !title || !description || description.startsWith('Placeholders:') || (examples === undefined && word === undefined),
    );
    assert.deepEqual(
      lacking.map(([path]) => path),
      [],
    );
  });

  it('says of every key in the reference whether it is needed, and what holds without it', () => {
    const rows = manifestReferenceFile()
      .text.split('\n')
      .filter((line) => /^\| `[\w$.-]+` \| \*\*/.test(line));
    assert.equal(rows.length, keys.length);
    for (const row of rows) assert.match(row, /\| (?:needed|none|`.+`) \| `.+` \|$/);
  });

  it('is published under the name that manifests give', async () => {
    const files = manifestSchemaFiles();
    const published = files.find(({ path }) => path === 'packages/adapters/schemas/manifest.schema.json');
    assert.equal((JSON.parse(published?.text ?? '{}') as JsonSchema).$id, manifestSchemaId);
    for (const manifest of Object.values(shippedManifestJson))
      assert.equal((manifest as { $schema?: string }).$schema, manifestSchemaId);
  });

  it('says which placeholders are legal where', () => {
    const description = keys.find(([path]) => path === 'HostConnection.baseUrl')?.[1].description ?? '';
    assert.match(description, /Placeholders: `\$\{settings\}`\.$/);
    assert.doesNotMatch(JSON.stringify(schema), /templateNames/);
    for (const path of [
      'HostCall.query',
      'HostCall.body',
      'HostCall.headers',
      'HostConnection.services',
      'HostConnection.context',
    ])
      assert.match(keys.find(([key]) => key === path)?.[1].description ?? '', /Placeholders: `\$\{settings\}`/, path);
  });

  it('explains nothing that is not there', () => {
    const paths = keys.map(([path]) => `.${path}`);
    const idle = Object.keys(manifestHelp).filter((end) => !paths.some((path) => path.endsWith(`.${end}`)));
    assert.deepEqual(idle, []);
  });
});
