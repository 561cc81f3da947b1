import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeManifestFault } from '@dispatchkit/adapters';
import { readFixtures, runHostSuite, type SuiteResult } from '@dispatchkit/adapters/suite';
import type { HostManifest } from '@dispatchkit/contract/manifest';
import { ensureTemporal } from '@dispatchkit/scheduling';
import { hostSettings } from '../adapter/host-settings.ts';
import { runLiveChecks } from '../adapter/live-checks.ts';
import { openLiveHost } from '../adapter/live-host.ts';
import { readAdapter, soundManifest } from '../adapter/read-adapter.ts';
import { toOutput as say } from '../say.ts';

export interface CheckAdapterOptions {
  readonly live?: boolean;
  readonly set?: readonly string[];
  readonly json?: boolean;
}

/** Status 1 when there is a fault or a check fails. Warnings do not count. */
export async function checkAdapter(named: string, { live, set = [], json }: CheckAdapterOptions): Promise<void> {
  const { faults, file, directory, migrations, manifest: whole } = await readAdapter(named);
  const manifest = live ? await soundManifest(named) : whole;
  const told = json ? () => {} : (result: SuiteResult) => say(lineOf(result));
  if (!json) {
    for (const step of migrations) say(`note     written for an older version of the language: ${step}`);
    for (const fault of faults) say(`${fault.severity.padEnd(7)}  ${describeManifestFault(fault)}`);
  }
  const checks =
    manifest === undefined ? [] : await (live ? liveChecks(manifest, set, told) : fixtureChecks(manifest, directory, told));
  const isSound = manifest !== undefined && checks.every(({ ok }) => ok);
  if (json) say(JSON.stringify({ sound: isSound, faults, migrations, checks }, null, 2));
  else say(verdict(file, manifest !== undefined, checks));
  if (!isSound) process.exitCode = 1;
}

/** A host of fixtures answers on this machine; nothing else is asked. */
async function fixtureChecks(manifest: HostManifest, directory: string, told: (result: SuiteResult) => void) {
  const fixtures = join(directory, 'fixtures');
  if (!(await stat(join(fixtures, 'expected.json')).catch(() => undefined))?.isFile()) return [];
  await ensureTemporal();
  return runHostSuite(manifest, readFixtures(fixtures), told);
}

async function liveChecks(manifest: HostManifest, set: readonly string[], told: (result: SuiteResult) => void) {
  return runLiveChecks(await openLiveHost(manifest, hostSettings(manifest, set, process.env)), told);
}

function verdict(file: string, isUsable: boolean, checks: readonly SuiteResult[]): string {
  if (!isUsable) return `${file} cannot be used as it is.`;
  const failing = checks.filter(({ ok }) => !ok).length;
  return failing === 0 ? `${file} is sound.` : `${file} can be used, but ${failing} of ${checks.length} checks fail.`;
}

/** Of a long message the beginning says enough. */
const shownLines = 8;

function lineOf({ check, ok, message }: SuiteResult): string {
  const [first = '', ...more] = (message ?? '').split('\n').filter((line) => line.trim() !== '');
  const rest = [...more.slice(0, shownLines), ...(more.length > shownLines ? ['…'] : [])];
  return [
    `${(ok ? 'ok' : 'fault').padEnd(7)}  ${check}${first === '' ? '' : `: ${first}`}`,
    ...rest.map((line) => `         ${line}`),
  ].join('\n');
}
