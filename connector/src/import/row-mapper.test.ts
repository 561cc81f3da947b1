import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImportError } from './import-error.ts';
import { loadImportMap } from './load-map.ts';
import { compileMap, type MappedRow } from './row-mapper.ts';

const header = ['id', 'kind', 'detail', 'status', 'created', 'closed', 'street', 'lat', 'lon', 'hours'];
const cellsOf = (values: Record<string, string>) => header.map((name) => values[name] ?? '');

function mapRow(yaml: string, values: Record<string, string>): MappedRow {
  const map = loadImportMap(`mapVersion: 1\nname: Test\nentity: jobs\n${yaml}`, 'test.yaml');
  return compileMap(map, header, 'test.csv')(cellsOf(values));
}

function recordOf(yaml: string, values: Record<string, string>): Record<string, unknown> {
  const row = mapRow(yaml, { id: '1', kind: 'Flooding', ...values });
  assert.equal(row.kind, 'record', JSON.stringify(row));
  return row.kind === 'record' ? row.record : {};
}

const base = 'fields: { externalRef: id, title: kind';

describe('rules', () => {
  it('joins, leaves empty parts out and drops repeats', () => {
    const yaml =
      "fields: { externalRef: id, title: { join: [kind, { from: detail, tidy: [underscores, capitalize] }], separator: ' · ', dropRepeats: true } }";
    assert.equal(recordOf(yaml, { detail: 'On_street' }).title, 'Flooding · On street');
    assert.equal(recordOf(yaml, { detail: 'Flooding On_street' }).title, 'Flooding · On_street'.replace('_', ' '));
    assert.equal(recordOf(yaml, { detail: 'Flooding - Routine' }).title, 'Flooding · Routine');
    assert.equal(recordOf(yaml, { detail: '' }).title, 'Flooding');
    assert.equal(recordOf(yaml, { detail: 'Floodingish' }).title, 'Flooding · Floodingish');
  });

  it('takes the first value that is not empty, with words that mean nothing', () => {
    const yaml = `${base}, description: { firstOf: [{ from: detail, empty: [n/a, '-'] }, { from: street, when: { column: status, is: open } }, { value: none }] } }`;
    assert.equal(recordOf(yaml, { detail: 'N/A', street: 'Elm', status: 'Open' }).description, 'Elm');
    assert.equal(recordOf(yaml, { detail: '-', street: 'Elm', status: 'Closed' }).description, 'none');
  });

  it('translates by a value map without regard to case and spacing', () => {
    const yaml = `${base}, priority: { from: detail, map: { Very  urgent: urgent, soon: high }, else: normal } }`;
    assert.equal(recordOf(yaml, { detail: 'VERY URGENT' }).priority, 'urgent');
    assert.equal(recordOf(yaml, { detail: 'whenever' }).priority, 'normal');
    assert.equal(recordOf(yaml, { detail: '' }).priority, undefined);
  });

  it('rejects a word that is in no value map', () => {
    const yaml = `${base}, priority: { from: detail, map: { soon: high } } }`;
    assert.deepEqual(mapRow(yaml, { id: '1', kind: 'x', detail: 'later' }), {
      kind: 'rejected',
      reason: 'unknown_value',
      column: 'detail',
      message: '"later" is not in the value map',
    });
  });

  it('adds minutes by a field mapped before', () => {
    const yaml = `${base}, priority: detail, dueAt: { from: created, as: instant, plusMinutes: { field: priority, map: { urgent: 240, low: null } } } }`;
    assert.equal(recordOf(yaml, { detail: 'urgent', created: '2026-11-20 08:00' }).dueAt, '2026-11-20T12:00:00Z');
    assert.equal(recordOf(yaml, { detail: 'low', created: '2026-11-20 08:00' }).dueAt, undefined);
  });

  it('replaces, cuts, tidies and shortens in this order', () => {
    const yaml = `${base}, description: { from: street, replace: [{ find: 'Intersection of ', with: '' }, { find: ' and ', with: ' & ' }], cutBefore: [', SAN'], tidy: [collapse, title_case], maxLength: 40 } }`;
    assert.equal(recordOf(yaml, { street: 'Intersection of  1ST ST and OAK ST, SAN FRANCISCO' }).description, '1st St & Oak St');
  });

  it('fills custom fields', () => {
    const record = recordOf(`${base} }\ncustom: { hours: { from: hours, as: number }, wing: detail }`, { hours: '2,5' });
    assert.deepEqual(record.custom, { hours: 2.5 });
  });
});

describe('rows', () => {
  const rules = `
skip: [{ reason: back_office, when: { column: detail, startsWith: 'General' } }]
reject: [{ reason: closed_before_created, message: Closed too early, when: { field: completedAt, before: requestedAt } }]
fields: { externalRef: id, title: kind, requestedAt: { from: created, as: instant }, completedAt: { from: closed, as: instant }, durationMinutes: { from: hours, as: integer } }
site:
  key: { join: [street, lat, lon], separator: '|', when: { not: { column: lat, in: ['0.0', ''] } } }
  fields: { address: street, position: { join: [lat, lon], separator: ',', as: position } }`;

  it('skips before anything is worked out', () => {
    assert.deepEqual(mapRow(rules, { detail: 'general question', created: 'nonsense' }), {
      kind: 'skipped',
      reason: 'back_office',
    });
  });

  it('rejects by named reason', () => {
    const row = mapRow(rules, { id: '1', kind: 'x', created: '2026-11-20 10:00', closed: '2026-11-20 09:59' });
    assert.deepEqual(row, { kind: 'rejected', reason: 'closed_before_created', column: null, message: 'Closed too early' });
    assert.equal(mapRow(rules, { id: '1', kind: 'x', created: '2026-11-20 10:00', closed: '2026-11-20 10:00' }).kind, 'record');
  });

  it('rejects what the contract refuses, naming column and reason', () => {
    assert.deepEqual(mapRow(rules, { id: '1', kind: 'x', hours: '0' }).kind, 'rejected');
    const nameless = mapRow(rules, { id: '1' });
    assert.deepEqual(nameless, { kind: 'rejected', reason: 'missing_value', column: 'kind', message: 'title is empty' });
    const unreferenced = mapRow(rules, { kind: 'x' });
    assert.deepEqual(unreferenced, { kind: 'rejected', reason: 'missing_value', column: 'id', message: 'externalRef is empty' });
  });

  it('rejects a row with too few or too many cells', () => {
    const map = loadImportMap('mapVersion: 1\nname: T\nentity: jobs\nfields: { externalRef: id, title: kind }', 'test.yaml');
    const row = compileMap(map, header, 'test.csv')(['1', 'x']);
    assert.deepEqual(row, {
      kind: 'rejected',
      reason: 'cell_count',
      column: null,
      message: 'The row has 2 cells, the header has 10',
    });
  });

  it('gives the same site the same reference, and no site where there is no place', () => {
    const siteOf = (street: string, lat: string, lon: string) => {
      const row = mapRow(rules, { id: '1', kind: 'x', street, lat, lon });
      return row.kind === 'record' ? (row.record.site as { externalRef: string; position: unknown } | undefined) : undefined;
    };
    assert.deepEqual(siteOf('ELM ST', '37.1', '-122.1'), {
      externalRef: 'elm st|37.1|-122.1',
      address: 'ELM ST',
      position: { latitude: 37.1, longitude: -122.1 },
    });
    assert.equal(siteOf('elm  st', '37.1', '-122.1')?.externalRef, 'elm st|37.1|-122.1');
    assert.equal(siteOf('Nowhere', '0.0', '0.0'), undefined);
    const long = siteOf('x'.repeat(400), '1', '1')?.externalRef;
    assert.equal(long?.length, 200);
    assert.notEqual(long, siteOf(`${'x'.repeat(400)}y`, '1', '1')?.externalRef);
  });

  it('names every column that is missing, with the one that was meant', () => {
    const map = loadImportMap(
      'mapVersion: 1\nname: T\nentity: jobs\nfields: { externalRef: id, title: kindd, description: colour, type: twice }',
      'test.yaml',
    );
    assert.throws(
      () => compileMap(map, ['id', 'kind', 'twice', 'twice'], 'test.csv'),
      (error) => {
        assert.ok(error instanceof ImportError);
        assert.equal(error.code, 'file_columns');
        assert.deepEqual(
          error.faults.map(({ found, hint }) => [found, hint]),
          [
            ['no column "kindd"', 'Did you mean "kind"?'],
            ['no column "colour"', undefined],
            ['2 columns "twice"', undefined],
          ],
        );
        return true;
      },
    );
  });
});
