import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { seed } from '../../test/fixture.ts';
import { runCommand } from '../../test/run-command.ts';
import { systemClock } from '../ports/clock.ts';
import { uuidIds } from '../ports/ids.ts';
import { silentLog } from '../ports/log.ts';
import { createServices } from '../services/index.ts';
import { openNativeDatabase } from '../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../stores/libsql/index.ts';

const command = fileURLToPath(new URL('../../bin/dispatchkit.js', import.meta.url));

describe('dispatchkit export', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-export-'));
    const store = await openLibsqlStore(openNativeDatabase({ url: `file:${join(directory, 'acme.db')}` }), {
      clock: systemClock,
      log: silentLog,
    });
    await seed(createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog }), 'acme');
    await store.close();
  });
  after(() => rm(directory, { recursive: true }));

  it('writes a file, whole or not at all', async () => {
    const { code, err } = await run('jobs', '--out', 'jobs.csv', '--columns', 'id,title', '--sort', 'title');
    assert.equal(code, 0, err);
    assert.equal(err, '3 records of acme written to jobs.csv.\n');
    assert.deepEqual(parse(await readFile(join(directory, 'jobs.csv'), 'utf8')), [
      ['id', 'title'],
      ['j2', 'Leaking tap'],
      ['j1', 'Oven will not light'],
      ['j3', 'Shut the gas off'],
    ]);
    assert.ok(!(await readdir(directory)).some((name) => name.endsWith('.part')));
  });

  it('writes to standard output when no file is named', async () => {
    const lines = await run('customers', '--format', 'ndjson');
    assert.deepEqual(
      lines.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { name: string }).name),
      ['Harbour Bakery', 'Hill School'],
    );
    const calendar = await run('assignments', '--format', 'ics');
    assert.match(calendar.out, /^BEGIN:VCALENDAR\r\n[\s\S]*UID:a1@acme\.dispatchkit\r\n[\s\S]*END:VCALENDAR\r\n$/);
  });

  it('writes tables that "import" takes back without a map, and finds nothing to change', async () => {
    const home = await mkdtemp(join(directory, 'back-'));
    const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
    for (const kind of ['customers', 'technicians', 'jobs']) {
      const importing = (file: string) => runCommand(home, ['import', kind, file, '--tenant', 'acme']);
      const { out } = await importing(join(samples, `${kind}.csv`));
      const count = /created +([1-9]\d*)/.exec(out)?.[1];
      const file = `${kind}-exported.csv`;
      await runCommand(home, ['export', kind, '--tenant', 'acme', '--out', file]);
      const written = parse(await readFile(join(home, file), 'utf8'), { columns: true }) as Record<string, string>[];
      const ours = written.filter(({ externalRef }) => externalRef !== '').length;
      assert.ok(count !== undefined && ours >= Number(count), out);
      const back = await importing(file);
      assert.equal(back.code, 0, back.err);
      assert.match(back.out, new RegExp(`created +0\\nchanged +0\\nunchanged +${ours}\\n`), kind);
    }
    const text = await readFile(join(home, 'technicians-exported.csv'), 'utf8');
    const [head = '', first = ''] = text.split('\r\n');
    const name = head.split(',').indexOf('name');
    const cells = first.split(',').map((cell, i) => (i === name ? 'Somebody Else' : cell));
    await writeFile(join(home, 'changed.csv'), `${head}\r\n${cells.join(',')}\r\n`);
    const changed = await runCommand(home, ['import', 'technicians', 'changed.csv', '--tenant', 'acme']);
    assert.match(changed.out, /created +0\nchanged +1\n/);
    const without = cells.map((cell, i) => (head.split(',')[i] === 'externalRef' ? '' : cell));
    await writeFile(join(home, 'without.csv'), `${head}\r\n${without.join(',')}\r\n`);
    const rejected = await runCommand(home, ['import', 'technicians', 'without.csv', '--tenant', 'acme']);
    assert.match(rejected.out, /created +0\nchanged +0\n[\s\S]*no_external_ref +1\n/);
  });

  for (const [args, says] of [
    [['jobs', '--format', 'ics'], /jobs are no calendar/],
    [['jobs', '--columns', 'titel'], /not one of this export/],
    [['customers', '--status', 'open'], /have no status/],
    [['crews', '--from', '2026-11-20T00:00:00Z'], /are at no time/],
    [['jobs', '--from', 'monday'], /from is an instant/],
    [['jobs', '--out', 'nowhere/jobs.csv'], /nowhere\/jobs\.csv cannot be written: ENOENT/],
    [['jobs', '--tenant', 'nobody'], /nothing of a tenant nobody/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, out, err } = await run(...args);
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.match(err, says);
      assert.doesNotMatch(err, / at .*\.ts:/);
    });
  }

  function run(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
    const tenant = args.includes('--tenant') ? [] : ['--tenant', 'acme'];
    const all = ['--conditions=dispatchkit-source', command, 'export', ...args, ...tenant, '--database', 'file:acme.db'];
    const env = { ...process.env, DISPATCHKIT_CONFIG: '', DISPATCHKIT_DATABASE_URL: '', DEBUG: '' };
    return new Promise((fulfil, reject) => {
      const child = spawn(process.execPath, all, { cwd: directory, env });
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      child.on('error', reject);
      child.on('close', (code) => fulfil({ code, out, err }));
    });
  }
});
