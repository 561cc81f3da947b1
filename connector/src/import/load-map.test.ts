import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Fault, ImportError } from './import-error.ts';
import { loadImportMap } from './load-map.ts';
import { importMapJsonSchema } from './map-schema.ts';

function faultsOf(text: string): { code: string; faults: readonly Fault[] } {
  try {
    loadImportMap(text, 'test.yaml');
  } catch (error) {
    assert.ok(error instanceof ImportError);
    return error;
  }
  assert.fail('The map was accepted');
}

describe('loadImportMap', () => {
  it('takes the maps that come along', () => {
    for (const name of ['sf311-jobs', 'jobs', 'technicians', 'customers']) {
      const path = new URL(`../../maps/${name}.yaml`, import.meta.url);
      assert.equal(loadImportMap(readFileSync(path, 'utf8'), name).mapVersion, 1);
    }
  });

  it('takes JSON', () => {
    const map = loadImportMap(
      '{"mapVersion":1,"name":"A","entity":"customers","fields":{"externalRef":"no","name":"name"}}',
      'test.json',
    );
    assert.deepEqual(map.format, { delimiter: 'auto', encoding: 'utf-8', headerRow: 1 });
  });

  it('says where YAML is broken', () => {
    const { code, faults } = faultsOf('mapVersion: 1\nname: [unclosed\nentity: jobs');
    assert.equal(code, 'map_unreadable');
    assert.match(faults[0]?.where ?? '', /^line \d+, column \d+$/);
  });

  it('collects all faults of the schema with line, pointer, what was found and a hint', () => {
    const { code, faults } = faultsOf(
      [
        'mapVersion: 1',
        'name: Test',
        'entity: job',
        'fromat: { delimiter: ";" }',
        'times: { timeZone: Mars/Olympus }',
        'fields:',
        '  externalRef: id',
        '  title: { form: kind }',
        '  priority: { from: p, as: numbr }',
      ].join('\n'),
    );
    assert.equal(code, 'map_invalid');
    const byPlace = new Map(faults.map((fault) => [fault.where, fault]));
    assert.deepEqual([...byPlace.keys()].sort(), [
      'line 3, /entity',
      'line 4, /fromat',
      'line 5, /times/timeZone',
      'line 8, /fields/title/form',
      'line 9, /fields/priority/as',
    ]);
    assert.equal(byPlace.get('line 3, /entity')?.hint, 'Did you mean "jobs"?');
    assert.equal(byPlace.get('line 4, /fromat')?.hint, 'Did you mean "format"?');
    assert.equal(byPlace.get('line 8, /fields/title/form')?.hint, 'Did you mean "from"?');
    assert.match(byPlace.get('line 9, /fields/priority/as')?.found ?? '', /numbr/);
  });

  it('finds what a schema cannot: unknown fields, values a field refuses, rules without a source', () => {
    const { faults } = faultsOf(
      [
        'mapVersion: 1',
        'name: Test',
        'entity: jobs',
        'skip: [{ reason: late, when: { field: dueAt, empty: true } }]',
        'fields:',
        '  titel: kind',
        '  priority: { from: p, map: { A: urgent, B: medium } }',
        '  dueAt: { as: instant }',
        '  completedAt: { from: c, as: instant, plusMinutes: { field: prio, map: { urgent: 1 } } }',
        '  source: { from: s, else: web }',
      ].join('\n'),
    );
    const places = faults.map(({ where }) => where.replace(/^line \d+, /, '')).sort();
    assert.deepEqual(places, [
      '/fields',
      '/fields',
      '/fields/completedAt/plusMinutes/field',
      '/fields/dueAt',
      '/fields/priority/map/B',
      '/fields/source/else',
      '/fields/titel',
      '/skip/0/when',
    ]);
    assert.equal(faults.find(({ where }) => where.endsWith('/titel'))?.hint, 'Did you mean "title"?');
  });
});

describe('importMapJsonSchema', () => {
  it('documents every key of the language', () => {
    const undocumented: string[] = [];
    const visit = (schema: unknown, path: string) => {
      if (typeof schema !== 'object' || schema === null) return;
      const properties: unknown = Reflect.get(schema, 'properties');
      for (const [key, value] of Object.entries(properties ?? {})) {
        if (!describes(value)) undocumented.push(`${path}/${key}`);
        visit(value, `${path}/${key}`);
      }
      for (const [key, value] of Object.entries(schema)) {
        if (key !== 'properties' && typeof value === 'object') visit(value, `${path}/${key}`);
      }
    };
    visit(importMapJsonSchema(), '');
    // The two parts of a literal replacement and the three of a rule for rows speak for themselves or are described where they are defined.
    assert.deepEqual(
      undocumented.filter((path) => !/\/(find|with|when)$/.test(path)),
      [],
    );
  });

  it('is plain JSON', () => {
    const schema = importMapJsonSchema();
    assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  });
});

function describes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('description' in value || '$ref' in value);
}
