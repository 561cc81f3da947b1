import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { manifestHelp } from '@dispatchkit/contract/manifest';
import { visitKeys } from './manifest-help.ts';
import { type JsonSchema, manifestJsonSchema } from './manifest-schema.ts';

const schema = manifestJsonSchema();
const keys: [string, JsonSchema][] = [];
visitKeys(schema, (path, key) => keys.push([path.join('.'), key]));

describe('the schema of manifests for editors', () => {
  it('has a title and a description for every key', () => {
    const lacking = keys.filter(([, { title, description, $ref }]) => $ref === undefined && !(title && description));
    assert.deepEqual(
      lacking.map(([path]) => path),
      [],
    );
  });

  it('says which placeholders are legal where', () => {
    const description = keys.find(([path]) => path === 'HostConnection.baseUrl')?.[1].description ?? '';
    assert.match(description, /Placeholders: `\$\{settings\}`\.$/);
    assert.doesNotMatch(JSON.stringify(schema), /templateNames/);
  });

  it('explains nothing that is not there', () => {
    const paths = keys.map(([path]) => `.${path}`);
    const idle = Object.keys(manifestHelp).filter((end) => !paths.some((path) => path.endsWith(`.${end}`)));
    assert.deepEqual(idle, []);
  });
});
