import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvFile } from '../../test/csv.ts';
import { ImportError } from './import-error.ts';
import type { ImportMap } from './map-schema.ts';
import { type CsvRow, openCsv } from './rows.ts';

const standard: ImportMap['format'] = { delimiter: 'auto', encoding: 'utf-8', headerRow: 1 };

async function read(
  content: string | Uint8Array,
  format: Partial<ImportMap['format']> = {},
  chunkBytes?: number,
): Promise<{ header: readonly string[]; rows: CsvRow[] }> {
  const { header, rows } = await openCsv(csvFile(content, { chunkBytes }), { ...standard, ...format });
  const all: CsvRow[] = [];
  for await (const row of rows) all.push(row);
  return { header, rows: all };
}

async function faultOf(
  content: string | Uint8Array,
  format: Partial<ImportMap['format']> = {},
  chunkBytes?: number,
): Promise<ImportError> {
  const error: unknown = await read(content, format, chunkBytes).then(
    () => assert.fail('The file was accepted'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ImportError, String(error));
  return error;
}

describe('openCsv', () => {
  it('reads a byte order mark, CRLF, quoted line breaks and empty lines, and knows the lines', async () => {
    const content = '\uFEFFid, name \r\n1,"two\r\nlines"\r\n\r\n2,"a ""b"""\r\n3,é';
    for (const chunkBytes of [1, 7, 4096]) {
      const { header, rows } = await read(content, {}, chunkBytes);
      assert.deepEqual(header, ['id', 'name']);
      assert.deepEqual(rows, [
        { line: 2, cells: ['1', 'two\r\nlines'] },
        { line: 5, cells: ['2', 'a "b"'] },
        { line: 6, cells: ['3', 'é'] },
      ]);
    }
  });

  it('finds the delimiter', async () => {
    for (const [delimiter, written] of [
      [',', ','],
      [';', ';'],
      ['\t', 'tab'],
      ['|', '|'],
    ] as const) {
      const content = `id${delimiter}"a,b;c"${delimiter}d\n1${delimiter}2${delimiter}3\n`;
      assert.deepEqual((await read(content)).rows[0]?.cells, ['1', '2', '3'], written);
      assert.deepEqual((await read(content, { delimiter: written })).rows[0]?.cells, ['1', '2', '3'], written);
    }
  });

  it('says which delimiter a file looks written with', async () => {
    const error = await faultOf('id;name;place\n1;a,b;c\n', { delimiter: ',' });
    assert.equal(error.code, 'file_delimiter');
    assert.equal(error.message, 'The file looks semicolon-separated');
    assert.equal(error.faults[0]?.hint, 'Set format.delimiter to ";", or to auto.');
    assert.deepEqual((await read('only\nx\n', { delimiter: ',' })).header, ['only'], 'one column has no delimiter');
  });

  it('passes over rows above the header', async () => {
    const { header, rows } = await read('Export of 20 November\n\nid;name\n1;Ana\n', { headerRow: 2 });
    assert.deepEqual([header, rows], [['id', 'name'], [{ line: 4, cells: ['1', 'Ana'] }]]);
  });

  it('reads windows-1252', async () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('id,name\n1,Caf'), 0xe9, 10]);
    assert.deepEqual((await read(bytes, { encoding: 'windows-1252' })).rows[0]?.cells, ['1', 'Café']);
  });

  it('names line and byte of what is not UTF-8, wherever chunks are cut', async () => {
    const start = new TextEncoder().encode('id,name\n1,Zoë\n2,Caf');
    const bytes = new Uint8Array([...start, 0xe9, 10]);
    for (let chunkBytes = 1; chunkBytes <= bytes.length; chunkBytes++) {
      const error = await faultOf(bytes, {}, chunkBytes);
      assert.equal(error.code, 'file_encoding');
      assert.equal(error.faults[0]?.where, `line 3, byte ${start.length + 1}`, `chunks of ${chunkBytes}`);
      assert.match(error.faults[0]?.hint ?? '', /windows-1252/);
    }
  });

  it('names a file that ends in half a letter', async () => {
    const error = await faultOf(new Uint8Array([...new TextEncoder().encode('id\n1\n'), 0xc3]));
    assert.deepEqual([error.code, error.faults[0]?.where], ['file_encoding', 'line 3, byte 6']);
  });

  it('names a quote that is never closed', async () => {
    const error = await faultOf('id,name\n1,"open\n2,b\n');
    assert.equal(error.code, 'file_structure');
    assert.match(error.faults[0]?.found ?? '', /never closed/);
  });

  it('names a file without anything in it', async () => {
    assert.equal((await faultOf('')).code, 'file_empty');
    assert.equal((await faultOf('\n \n')).code, 'file_empty');
    assert.equal((await faultOf('id\n', { headerRow: 3 })).code, 'file_empty');
  });

  it('gives back any cells that were written as CSV', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', ';', '\n', '\r\n', ' ', '=', '😀'), maxLength: 8 });
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 64 }), async (cells, chunkBytes) => {
        const content = ['"id","name"', ...cells.map((row) => row.map(quoted).join(','))].join('\r\n');
        const read_ = await read(content, { delimiter: ',' }, chunkBytes);
        assert.deepEqual(
          read_.rows.map((row) => row.cells),
          cells,
        );
      }),
      { numRuns: 60 },
    );
  });
});
