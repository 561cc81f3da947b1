import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { seed } from '../../test/fixture.ts';
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
