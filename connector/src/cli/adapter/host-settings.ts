import type { HostManifest, HostSetting } from '@dispatchkit/contract/manifest';
import { hostSettingOf } from '../../config/host-setting.ts';
import { CliError } from '../fail.ts';

export type HostSettings = Readonly<Record<string, string | number | boolean>>;

/** The variable a setting is read from: `baseUrl` from `DISPATCHKIT_HOST_BASE_URL`. */
export function variableOf(setting: string): string {
  return `DISPATCHKIT_HOST_${setting.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase()}`;
}

/**
 * Values for the settings of a manifest. What is given on the command line counts before variables, and these before defaults.
 * @throws CliError that names everything that is missing or wrong. Values of secrets are not repeated.
 */
export function hostSettings(
  { settings: declared }: HostManifest,
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): HostSettings {
  const faults: string[] = [];
  const set = new Map(given.map((pair) => pairOf(pair, declared, faults)));
  const settings: Record<string, string | number | boolean> = {};
  for (const [name, setting] of Object.entries(declared)) {
    const text = set.get(name) ?? (environment[variableOf(name)] || undefined);
    const value = text === undefined ? setting.default : parsedValue(name, text, setting, faults);
    if (value !== undefined) settings[name] = value;
    else if (setting.required && text === undefined)
      faults.push(`${name} (${setting.title}) is missing: ${wayOf(name, setting)}`);
  }
  if (faults.length > 0)
    throw new CliError(
      `The settings of the host have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  return settings;
}

function pairOf(pair: string, declared: HostManifest['settings'], faults: string[]): [string, string] {
  const [name = '', ...rest] = pair.split('=');
  const setting = declared[name];
  if (rest.length === 0) faults.push(`--set ${name}: give it as key=value`);
  else if (!setting) faults.push(`--set ${name}: the manifest has no such setting. It has: ${Object.keys(declared).join(', ')}`);
  else if (setting.type === 'secret')
    faults.push(`--set ${name}: it is a secret, and everybody on this machine can read command lines. Set ${variableOf(name)}`);
  return [name, rest.join('=')];
}

function parsedValue(name: string, text: string, { type }: HostSetting, faults: string[]): string | number | boolean | undefined {
  const read = hostSettingOf(text, type);
  if ('value' in read) return read.value;
  faults.push(`${name}: found "${text.slice(0, 80)}"; expected ${read.expected}`);
  return undefined;
}

function wayOf(name: string, { type, example }: HostSetting): string {
  const variable = variableOf(name);
  return type === 'secret' ? `set ${variable}` : `give --set ${name}=${example ?? '…'}, or set ${variable}`;
}
