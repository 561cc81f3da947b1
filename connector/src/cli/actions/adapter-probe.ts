import type { ProbeFinding } from '@dispatchkit/adapters';
import { hostSettings } from '../adapter/host-settings.ts';
import { asking, openLiveHost } from '../adapter/live-host.ts';
import { soundManifest } from '../adapter/read-adapter.ts';
import { toOutput as say } from '../say.ts';

export interface ProbeAdapterOptions {
  readonly set?: readonly string[];
  readonly json?: boolean;
}

/** Status 1 when a mapped field is missing or of another type. */
export async function probeAdapter(named: string, { set = [], json }: ProbeAdapterOptions): Promise<void> {
  const manifest = await soundManifest(named);
  const host = await openLiveHost(manifest, hostSettings(manifest, set, process.env));
  const report = await asking(`${manifest.title} cannot be asked`, () => host.probe());
  if (json) say(JSON.stringify(report, null, 2));
  else {
    const isUnread =
      report.host === null && report.findings.every(({ severity, field }) => severity === 'fault' && field === null);
    say(isUnread ? 'Something answers, and nothing of it can be read:' : `It answers: ${report.host ?? manifest.host.product}.`);
    for (const finding of report.findings) say(lineOf(finding));
  }
  if (report.findings.some(({ severity }) => severity === 'fault')) process.exitCode = 1;
}

function lineOf({ severity, kind, field, hostField, message }: ProbeFinding): string {
  const ours = [kind, field].filter((part) => part !== null).join('.');
  const where = [ours, hostField].filter((part) => part !== null && part !== '').join(' ← ');
  return `${severity.padEnd(7)}  ${where === '' ? '' : `${where}: `}${message}`;
}
