import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandEnvironment, commandLine, runCommand } from '../../test/run-command.ts';

const sample = fileURLToPath(new URL('../../samples/jobs.csv', import.meta.url));
const importing = ['import', 'jobs', sample, '--tenant', 'acme'];
const full = '/dev/full';

describe('what a command says', () => {
  let directory = '';
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'dispatchkit-pipe-'));
  });
  after(() => rm(directory, { recursive: true }));

  /** Its status and what it says on standard error, with standard output as it is given, or with nobody who reads it. */
  async function run(args: readonly string[], output?: number): Promise<{ code: number | null; said: string }> {
    const [program, all] = commandLine(args);
    const child = spawn(program, all, {
      cwd: directory,
      env: commandEnvironment(),
      stdio: ['ignore', output ?? 'pipe', 'pipe'],
    });
    child.stdout?.destroy();
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  }

  it('need not be read: work is finished', async () => {
    assert.deepEqual(await run(importing), { code: 0, said: '' });
    const { out } = await runCommand(directory, importing);
    assert.match(out, /created +0\nchanged +0\nunchanged +3/);
  });

  it('need not be read to the end: an export ends without a word', async () => {
    assert.deepEqual(await run(['export', 'jobs', '--tenant', 'acme']), { code: 0, said: '' });
  });

  it('is told to be lost in one line where a disk is full', {
    skip: !existsSync(full) && 'This system has no such device',
  }, async () => {
    const device = await open(full, 'w');
    for (const args of [['export', 'jobs', '--tenant', 'acme'], importing]) {
      const { code, said } = await run(args, device.fd);
      assert.equal(code, 1, said);
      assert.equal(
        said,
        'error: The output cannot be written: there is no room left (ENOSPC).\nMake room on that disk, or choose another place.\n',
      );
    }
    await device.close();
  });
});
