import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { checked } from '../../internal/faults.ts';
import { openApiDocument } from '../document.ts';
import { operations } from '../operations/index.ts';
import { readOptionsOf } from '../operations/read-options.ts';
import { examples } from './generated/examples.ts';
import { type JsonObject, members } from './json.ts';

let document: JsonObject;
before(() => {
  document = openApiDocument();
});
const schema = (name: string) => members(members(members(document.components).schemas)[name]);

describe('the OpenAPI document', () => {
  it('passes a strict linter, its examples fitting their schemas', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
    assert.deepEqual(
      problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
      [],
    );
  });

  it('says of a schema that it can be null only where it can', () => {
    for (const name of ['Position', 'LivePosition', 'Money', 'Job', 'CheckIn', 'Skill'])
      assert.equal(schema(name).type, 'object', name);
    assert.deepEqual(members(schema('Site').properties).position, {
      anyOf: [{ $ref: '#/components/schemas/Position' }, { type: 'null' }],
    });
    assert.deepEqual(members(members(schema('Nearby').properties).centre).type, 'object');
  });

  it('closes what is sent and leaves open what is answered', () => {
    assert.equal(schema('JobCreate').additionalProperties, false);
    assert.equal(schema('Job').additionalProperties, undefined);
  });

  it('describes every tag, server and way to sign in', () => {
    for (const tag of document.tags as JsonObject[]) assert.ok(String(tag.description).length > 10, String(tag.name));
    assert.deepEqual(Object.keys(members(members(document.components).securitySchemes)), ['bearer']);
    assert.deepEqual(
      (document.servers as JsonObject[]).map(({ url }) => url),
      ['/'],
    );
  });

  it('lists every refusal of every operation, with those everybody can meet', () => {
    for (const [path, item] of Object.entries(members(document.paths))) {
      for (const [method, call] of Object.entries(members(item))) {
        const statuses = Object.keys(members(members(call).responses));
        for (const status of ['400', '401', '403', '429', '500', '503'])
          assert.ok(statuses.includes(status), `${method} ${path} ${status}`);
      }
    }
  });
});

describe('examples', () => {
  for (const operation of operations) {
    it(`${operation.id}: a request and its answer, as its schemas say`, () => {
      const { request, answer, params = {} } = examples[operation.id] ?? {};
      for (const [, name = ''] of operation.path.matchAll(/\{(\w+)\}/g)) assert.ok(params[name], name);
      if (operation.body) fits(operation.body, request);
      const shape = readOptionsOf(operation)?.answer ?? operation.answer;
      if (shape) fits(shape, answer);
      if (operation.file) assert.equal(typeof answer, 'string');
    });
  }

  it('are there for whatever is sent and answered, in every media type', () => {
    for (const [path, methods] of Object.entries(members(document.paths))) {
      for (const [method, described] of Object.entries(members(methods))) {
        const { requestBody, responses } = members(described);
        const contents = [requestBody, ...Object.values(members(responses))].map((each) => members(members(each).content));
        for (const [type, medium] of contents.flatMap((content) => Object.entries(content))) {
          if (type === 'application/problem+json') continue;
          const { example, schema } = members(medium);
          const { properties, examples } = members(schema);
          const parts = Object.values(members(properties));
          const isShown = example !== undefined || examples !== undefined || parts.some((part) => members(part).examples);
          assert.ok(isShown, `${method} ${path} ${type}`);
        }
      }
    }
  });

  it('tell no secret', () => {
    const text = JSON.stringify(examples);
    assert.doesNotMatch(text, /eyJ[\w-]{20,}|whsec_(?!x+)|\bdk_\w+_[0-9a-f]{32}/);
  });
});

function fits(shape: Parameters<typeof checked>[0], value: unknown): void {
  assert.notEqual(value, undefined, 'there is none');
  assert.deepEqual(checked(shape, value).faults ?? [], []);
}
