import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { csvFile } from '../../test/csv.ts';
import { memoryServices } from '../../test/memory.ts';
import { systemActor } from '../services/index.ts';
import { detectMap } from './detect-map.ts';
import { ImportError } from './import-error.ts';
import { loadImportMap } from './load-map.ts';
import type { SourceFile } from './rows.ts';
import { type ImportSummary, runImport, totalOf } from './run-import.ts';

const actor = systemActor('t', 'import');
const shipped = (path: string) => new URL(`../../${path}`, import.meta.url);
const mapOf = (name: string) => loadImportMap(readFileSync(shipped(`maps/${name}.yaml`), 'utf8'), name);
const sampleOf = (name: string) => csvFile(readFileSync(shipped(`samples/${name}.csv`)), { name, chunkBytes: 1000 });
const simple = loadImportMap(
  'mapVersion: 1\nname: Simple\nentity: customers\nfields: { externalRef: no, name: name }',
  'simple.yaml',
);

function adds(summary: ImportSummary): void {
  const { rows, created, changed, unchanged, valid, skipped, rejected } = summary;
  assert.equal(created + changed + unchanged + valid + totalOf(skipped) + totalOf(rejected), rows);
}

describe('runImport', () => {
  it('takes the sample requests once, and again changes nothing', async () => {
    await using memory = await memoryServices();
    const options = { ...memory, actor, map: mapOf('sf311-jobs'), source: sampleOf('sf311-sample') };
    const first = await runImport(options);
    adds(first);
    assert.deepEqual([first.rows, first.created, Object.fromEntries(first.rejected)], [60, 58, { closed_before_created: 2 }]);
    const seq = await memory.store.read('t').lastSeq();

    const second = await runImport(options);
    assert.deepEqual([second.created, second.changed, second.unchanged], [0, 0, 58]);
    assert.equal(await memory.store.read('t').lastSeq(), seq, 'no event');

    const { items } = await memory.services.listJobs(actor, { externalRef: '9000005' });
    assert.equal(items[0]?.requestedAt, '2017-03-12T10:30:00.000Z', 'the hour that is skipped');
    assert.equal(items[0]?.number, 'SR-9000005');
  });

  it('reads a file once, and one with very many rows twice rather than keep them', async () => {
    await using memory = await memoryServices();
    for (const [count, times] of [
      [2, 1],
      [20_000, 1],
      [20_001, 2],
    ] as const) {
      let opened = 0;
      const file = csvFile(`no,name\n${Array.from({ length: count }, (_, i) => `${i},N`).join('\n')}\n`);
      const source: SourceFile = {
        name: file.name,
        open: () => {
          opened += 1;
          return file.open();
        },
      };
      const summary = await runImport({ ...memory, actor, map: simple, source, dryRun: true });
      assert.deepEqual([summary.rows, summary.valid, opened], [count, count, times]);
    }
  });

  it('counts what was changed meanwhile', async () => {
    await using memory = await memoryServices();
    const run = (content: string) => runImport({ ...memory, actor, map: simple, source: csvFile(content) });
    await run('no,name\n1,Ana\n2,Ben\n');
    const summary = await run('no,name\n1,Ana\n2,Benjamin\n3,Chi\n');
    assert.deepEqual([summary.created, summary.changed, summary.unchanged], [1, 1, 1]);
  });

  it('takes technicians and customers, and skips and rejects with reasons', async () => {
    await using memory = await memoryServices();
    const technicians = await runImport({ ...memory, actor, map: mapOf('technicians'), source: sampleOf('technicians') });
    adds(technicians);
    assert.deepEqual(Object.fromEntries(technicians.skipped), { not_in_the_field: 1 });
    assert.deepEqual(Object.fromEntries(technicians.rejected), { no_name: 1, invalid_position: 1 });
    const { items } = await memory.services.listTechnicians(actor, { externalRef: '1009' });
    assert.deepEqual([items[0]?.active, items[0]?.skills], [false, [{ key: 'sewer', level: 2 }]]);
    const customers = await runImport({ ...memory, actor, map: mapOf('customers'), source: sampleOf('customers') });
    adds(customers);
    assert.deepEqual([customers.created, totalOf(customers.skipped), totalOf(customers.rejected)], [4, 1, 1]);
  });

  it('finds or creates customer and site of a job', async () => {
    await using memory = await memoryServices();
    const summary = await runImport({ ...memory, actor, map: mapOf('jobs'), source: sampleOf('jobs') });
    assert.deepEqual(Object.fromEntries(summary.rejected), {
      window_ends_before_it_starts: 1,
      unknown_value: 1,
      invalid_instant: 1,
    });
    const { items: jobs } = await memory.services.listJobs(actor);
    const { items: customers } = await memory.services.listCustomers(actor);
    const { items: sites } = await memory.services.listSites(actor);
    assert.deepEqual([jobs.length, customers.length, sites.length], [3, 2, 2]);
    const twins = jobs.filter(({ externalRef }) => externalRef === '4711' || externalRef === '4712');
    assert.equal(twins[0]?.siteId, twins[1]?.siteId);
    const site = sites.find(({ id }) => id === twins[0]?.siteId);
    assert.equal(site?.address, 'Müllerstr. 12, 13353 Berlin');
  });

  it('writes rejected rows with line, column, reason and the cells as they were, safe for a spreadsheet', async () => {
    await using memory = await memoryServices();
    let rejects = '';
    const content = 'no,name,note\n1,Ana,x\n1,"=Ben, twice","-5"\n2,,"line\nbreak"\n3,Chi\n';
    const source = csvFile(content);
    const writeRejects = (text: string) => {
      rejects += text;
    };
    const summary = await runImport({ ...memory, actor, map: simple, source, writeRejects });
    assert.deepEqual(Object.fromEntries(summary.rejected), { duplicate_ref: 1, missing_value: 1, cell_count: 1 });
    assert.equal(
      rejects,
      [
        'rejected_line,rejected_column,rejected_reason,rejected_message,no,name,note',
        `3,,duplicate_ref,"""1"" stands in line 2 already",1,"'=Ben, twice",-5`,
        '4,name,missing_value,name is empty,2,,"line\nbreak"',
        '6,,cell_count,"The row has 2 cells, the header has 3",3,Chi',
        '',
      ].join('\r\n'),
    );
  });

  it('writes nothing in a dry run', async () => {
    await using memory = await memoryServices();
    const summary = await runImport({
      ...memory,
      actor,
      map: mapOf('sf311-jobs'),
      source: sampleOf('sf311-sample'),
      dryRun: true,
    });
    adds(summary);
    assert.equal(summary.valid, 58);
    assert.equal(await memory.store.read('t').lastSeq(), 0);
  });

  it('writes nothing when the fault of the file is at its end', async () => {
    await using memory = await memoryServices();
    const lines = Array.from({ length: 1200 }, (_, i) => `${i},Name ${i}`).join('\n');
    const bytes = new Uint8Array([...new TextEncoder().encode(`no,name\n${lines}\n1200,Caf`), 0xe9]);
    const faulty: SourceFile[] = [csvFile(bytes), csvFile(`no,name\n${lines}\n1200,"open`), csvFile(`number,name\n${lines}`)];
    for (const source of faulty) await assert.rejects(runImport({ ...memory, actor, map: simple, source }), ImportError);
    assert.equal(await memory.store.read('t').lastSeq(), 0);
  });

  it('tells how far it is', async () => {
    await using memory = await memoryServices();
    const content = `no,name\n${Array.from({ length: 1100 }, (_, i) => `${i},Name`).join('\n')}`;
    const seen: (number | null)[][] = [];
    await runImport({
      ...memory,
      actor,
      map: simple,
      source: csvFile(content),
      onProgress: ({ rows, totalRows }) => seen.push([rows, totalRows]),
    });
    assert.deepEqual(seen, [
      [500, 1100],
      [1000, 1100],
      [1100, 1100],
    ]);
  });

  it('finds the map that knows a file', async () => {
    const maps = [mapOf('jobs'), mapOf('sf311-jobs'), mapOf('customers')];
    assert.equal((await detectMap(sampleOf('sf311-sample'), maps))?.name, 'San Francisco 311 cases');
    assert.equal((await detectMap(sampleOf('customers'), maps))?.name, 'Customers');
    assert.equal(await detectMap(csvFile('a,b\n1,2\n'), maps), undefined);
  });
});

// The real file is not part of the repository; its path is given where it is at hand.
const shared = process.env.DISPATCHKIT_SHARED;
if (shared) {
  describe('the 10,000 real requests', () => {
    it('are imported or rejected with a reason, all of them, and the second time nothing changes', async () => {
      await using memory = await memoryServices();
      const source = csvFile(readFileSync(`${shared}/data/jobs/sf311_10k.csv`), { name: 'sf311_10k.csv' });
      const options = { ...memory, actor, map: mapOf('sf311-jobs'), source };
      const first = await runImport(options);
      adds(first);
      assert.deepEqual(
        [first.rows, first.created, Object.fromEntries(first.rejected), totalOf(first.skipped)],
        [10_000, 9_983, { closed_before_created: 17 }, 0],
      );
      const second = await runImport(options);
      assert.deepEqual([second.created, second.changed, second.unchanged], [0, 0, 9_983]);
    });
  });
}
