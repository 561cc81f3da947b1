import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { it } from 'node:test';
import { promisify } from 'node:util';

const timers = JSON.stringify(new URL('../../ports/timers.ts', import.meta.url));

it('a command that has nothing left but to wait for a host comes to its end', async () => {
  assert.equal(await outputOf('holdingTimers'), 'waited\n');
  await assert.rejects(outputOf('systemTimers'), { code: 13 });
});

/** Of a process that waits by these timers, and says so when it has. */
async function outputOf(name: string): Promise<string> {
  const program = `
    const { ${name}: timers } = await import(${timers});
    await new Promise((resolve) => timers.after(1, resolve));
    console.log('waited');`;
  const { stdout } = await promisify(execFile)(execPath, ['--input-type=module', '--eval', program]);
  return stdout;
}
