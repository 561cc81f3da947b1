import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRow, csvSeparators } from './csv.ts';
import { withGuard, withoutGuard } from './formula.ts';

interface FormulaCase {
  readonly cell: string;
  readonly neutralise: boolean;
}
const own: FormulaCase[] = [
  { cell: '=1+1', neutralise: true },
  { cell: '+49 30 901820', neutralise: true },
  { cell: '-12.5', neutralise: true },
  { cell: '@SUM(A1)', neutralise: true },
  { cell: '\t=1+1', neutralise: true },
  { cell: '\rx', neutralise: true },
  { cell: '  =1+1', neutralise: true },
  { cell: '\u00a0=1+1', neutralise: true },
  { cell: '\0=1+1', neutralise: true },
  { cell: '\ufeff=1+1', neutralise: true },
  { cell: '\u200b+1', neutralise: true },
  { cell: '\u202e-1', neutralise: true },
  { cell: '＝1+1', neutralise: true },
  { cell: ' ＠SUM(A1)', neutralise: true },
  { cell: 'a,=1+1', neutralise: false },
  { cell: 'x","=1+1', neutralise: false },
  { cell: '00123', neutralise: false },
  { cell: "O'Brien", neutralise: false },
  { cell: '', neutralise: false },
];
const vectors = process.env.DISPATCHKIT_SHARED && join(process.env.DISPATCHKIT_SHARED, 'data/vectors/csv-formula.json');
const cases =
  vectors && existsSync(vectors)
    ? [...own, ...(JSON.parse(readFileSync(vectors, 'utf8')) as { cases: FormulaCase[] }).cases]
    : own;

/** As a spreadsheet or our importer reads it. */
const read = (text: string, separator: string = ','): string[][] =>
  parse(text, { delimiter: separator, relax_column_count: true, skip_empty_lines: false });

describe('cells that a spreadsheet would run', () => {
  for (const { cell, neutralise } of cases) {
    test(`${JSON.stringify(cell)} ${neutralise ? 'is made safe' : 'stays'}, and comes back`, () => {
      const [[first = '', second] = []] = read(csvRow([cell, 'next']));
      assert.equal(second, 'next');
      if (neutralise) assert.equal(first, `'${cell}`);
      assert.doesNotMatch(first, /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
      assert.equal(withoutGuard(first), cell);
    });
  }

  test('any text comes back, however often it is written and read', () => {
    const part = fc.constantFrom("'", '=', '+', '-', '@', '＝', ' ', '\t', '\0', '\ufeff', 'a', '1');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          assert.equal(withoutGuard(withGuard(text)), text);
          assert.equal(withoutGuard(withoutGuard(withGuard(withGuard(text)))), text);
        },
      ),
    );
  });
});

describe('rows', () => {
  test('numbers, truths and nothing are not texts', () => {
    assert.equal(csvRow([-12.5, true, null, undefined, 'x']), '-12.5,true,,,x\r\n');
  });

  test('any cells come back with any separator', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }),
        fc.constantFrom('comma', 'semicolon', 'tab'),
        (cells, separator) => {
          const [row = []] = read(csvRow(cells, separator), csvSeparators[separator]);
          assert.deepEqual(row.map(withoutGuard), cells);
        },
      ),
    );
  });
});
