import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandEnvironment, commandLine, runCommand } from '../../test/run-command.ts';

const sample = fileURLToPath(new URL('../../samples/jobs.csv', import.meta.url));

it('work is finished though nobody reads what the command says', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'dispatchkit-pipe-'));
  const [program, args] = commandLine(['import', 'jobs', sample, '--tenant', 'acme']);
  const child = spawn(program, args, { cwd: directory, env: commandEnvironment() });
  child.stdout.destroy();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  assert.deepEqual(await once(child, 'close'), [0, null], said);
  assert.equal(said, '');
  const { out } = await runCommand(directory, ['import', 'jobs', sample, '--tenant', 'acme']);
  assert.match(out, /created +0\nchanged +0\nunchanged +3/);
  await rm(directory, { recursive: true });
});
