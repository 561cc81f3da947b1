import { explain } from './fail.ts';
import { cannotWrite, isFileFault } from './write-fault.ts';

/** Whether the output could not be written on: `watchOutput` tells what there is to tell. */
export function isOutputGone(error: unknown): boolean {
  return isFileFault(error) && error.syscall === 'write';
}

/**
 * Whoever read along may go (`dispatchkit import … | head`, a collector of logs that restarts): the work goes on, and all is well. What
 * cannot be written for another reason, such as a full disk, is told once, and the status is 1.
 */
export function watchOutput(): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(explain(cannotWrite('The output', error), Boolean(process.env.DEBUG)));
    process.exitCode = 1;
  });
  // Later ones say the same, and of the errors themselves nobody can be told.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
