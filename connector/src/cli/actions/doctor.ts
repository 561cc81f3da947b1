import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { systemClock } from '../../ports/clock.ts';
import { isProduction } from '../../runtimes/shared/read-config.ts';
import { socketEgress } from '../../runtimes/shared/socket-egress.ts';
import { configWith } from '../database.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { checkReadable } from '../files.ts';

export interface DoctorCommandOptions {
  readonly database?: string;
  readonly json?: boolean;
  /** File with a token, or `-`. */
  readonly token?: string;
}

/** Status 1 when something fails. Warnings do not count. */
export async function runDoctor(options: DoctorCommandOptions): Promise<void> {
  const { findings } = await examine(() => configWith(options), {
    production: isProduction(process.env),
    configFile: process.env.DISPATCHKIT_CONFIG || undefined,
    fetch: (address, init) => fetch(address, init),
    egress: socketEgress,
    token: options.token === undefined ? undefined : await readToken(options.token),
    clock: systemClock,
  });
  const isHealthy = findings.every(({ outcome }) => outcome !== 'fail');
  process.stdout.write(options.json ? `${JSON.stringify({ healthy: isHealthy, findings }, null, 2)}\n` : report(findings));
  if (!isHealthy) process.exitCode = 1;
}

async function readToken(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  await checkReadable(file);
  return readFile(file, 'utf8');
}

function report(findings: readonly Finding[]): string {
  const width = Math.min(40, Math.max(...findings.map(({ check }) => check.length)));
  const lines = findings.flatMap(({ check, outcome, detail, cure }) => [
    `${outcome.padEnd(5)} ${check.padEnd(width)}  ${detail}`,
    ...(cure === undefined ? [] : [`${' '.repeat(8 + width)}→ ${cure}`]),
  ]);
  return `${lines.join('\n')}\n`;
}
