import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { secretsOf } from '../../observability/config-secrets.ts';
import type { Check } from './examined.ts';
import { type Finding, ok, warn } from './finding.ts';

/** Who else on this machine can read what is secret. Windows has no such rights, and is not judged. */
export const checkFiles: Check = async ({ config, configFile }) => {
  if (process.platform === 'win32') return [];
  const directory = resolve(config.dataDirectory);
  const hasSecrets = configFile !== undefined && (await holdsSecrets(configFile, secretsOf(config)));
  const findings = [
    await judge('data directory', directory, 0o007, 'o='),
    await judge('development key', join(directory, 'development-key.json'), 0o077, 'go='),
    ...(hasSecrets ? [await judge('configuration file', configFile, 0o007, 'o=')] : []),
  ].filter((finding) => finding !== undefined);
  return findings.some(({ outcome }) => outcome === 'warn')
    ? findings.filter(({ outcome }) => outcome === 'warn')
    : [ok('rights', 'nobody else can read keys and data')];
};

/** Whether the secrets come from the file, and not from the environment. */
async function holdsSecrets(file: string, secrets: readonly string[]): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return secrets.some((secret) => text.includes(secret));
}

async function judge(name: string, path: string, others: number, cure: string): Promise<Finding | undefined> {
  const mode = await stat(path).then(
    (stats) => stats.mode,
    () => undefined,
  );
  if (mode === undefined) return undefined;
  if ((mode & others) === 0) return ok('rights', path);
  return warn(
    'rights',
    `The ${name} ${path} can be read by others (mode ${(mode & 0o777).toString(8)}).`,
    `chmod ${cure} ${path}`,
  );
}
