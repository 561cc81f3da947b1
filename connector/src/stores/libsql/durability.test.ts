import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { silentLog } from '../../ports/log.ts';
import { temporaryFolder, testClock } from '../test-store.ts';
import { openNativeDatabase } from './db.native.ts';
import { openLibsqlStore } from './index.ts';

/** Writes without end and prints the id of each job once its write has been acknowledged. */
const program = `
  const [{ openNativeDatabase }, { openLibsqlStore }, { jobDraft }] = await Promise.all(
    ['./db.native.ts', './index.ts', '../store-suite.ts'].map((path) => import(new URL(path, process.argv[1]))));
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const store = await openLibsqlStore(openNativeDatabase({ url: 'file:' + process.argv[2] }), { clock: { now: Date.now }, log });
  const meta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };
  const worker = async (name) => {
    for (let i = 0; ; i++) {
      const id = process.argv[3] + '-' + name + '-' + i;
      await store.write('t', meta, async (writer) => {
        writer.describe({ type: 'job.created', jobId: id });
        await writer.put('jobs', jobDraft(id));
      });
      process.stdout.write(id + '\\n');
    }
  };
  await Promise.all(['x', 'y', 'z'].map(worker));`;

test('what was acknowledged survives kill -9, once, and with the events', async () => {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'killed.db');
  const acknowledged: string[] = [];
  for (let round = 0; round < 2; round++) {
    const child = spawn(
      process.execPath,
      ['--conditions=dispatchkit-source', '--input-type=module', '--eval', program, import.meta.url, file, `r${round}`],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let count = 0;
    for await (const id of createInterface({ input: child.stdout })) {
      acknowledged.push(id);
      // Somewhere in the middle of the next writes.
      if (++count === 20 + round * 17) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGKILL');
  }
  const database = openNativeDatabase({ url: `file:${file}` });
  const store = await openLibsqlStore(database, { clock: testClock(), log: silentLog });
  const check = await database.client.execute('pragma integrity_check');
  assert.equal(check.rows[0]?.integrity_check, 'ok');
  const events = await store.read('t').tail(0, 10_000);
  assert.deepEqual(
    events.map((event) => event.seq),
    events.map((_, i) => i + 1),
  );
  const created = events.map((event) => event.jobId ?? '');
  assert.equal(new Set(created).size, created.length, 'none twice');
  const kept = new Set(created);
  for (const id of acknowledged) assert.ok(kept.has(id), id);
  assert.equal((await store.read('t').getMany('jobs', created)).length, created.length, 'each event with its record');
  await store.close();
  await folder.remove();
});
