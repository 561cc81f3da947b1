import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Makes the driver let go of files whose client is closed: it keeps them open until the last prepared statement has been collected.
 * Needed where the same process closes a database and then has somebody else want it alone.
 */
export async function letGoOfFiles(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    collect();
    // Finalisers run in a later turn.
    await wait(5);
  }
}
