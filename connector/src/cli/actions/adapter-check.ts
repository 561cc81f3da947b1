import { describeManifestFault } from '@dispatchkit/adapters';
import { readAdapter } from '../adapter/read-adapter.ts';
import { toOutput as say } from '../say.ts';

export interface CheckAdapterOptions {
  readonly json?: boolean;
}

/** Status 1 when there is a fault. Warnings do not count. */
export async function checkAdapter(named: string, { json }: CheckAdapterOptions): Promise<void> {
  const { faults, file, migrations } = await readAdapter(named);
  const isSound = faults.every(({ severity }) => severity === 'warning');
  if (json) say(JSON.stringify({ sound: isSound, faults, migrations }, null, 2));
  else {
    for (const step of migrations) say(`note     written for an older version of the language: ${step}`);
    for (const fault of faults) say(`${fault.severity.padEnd(7)}  ${describeManifestFault(fault)}`);
    say(isSound ? `${file} is sound.` : `${file} cannot be used as it is.`);
  }
  if (!isSound) process.exitCode = 1;
}
