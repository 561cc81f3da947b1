import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { env } from 'node:process';
import { ConfigError } from '../../config/config-error.ts';
import { type Environment, parseConfig } from '../../config/parse-config.ts';
import type { Config } from '../../config/schema.ts';

/**
 * Settings from the file named by `DISPATCHKIT_CONFIG` and from the environment.
 * @throws ConfigError with every fault, or when the file cannot be read
 */
export async function readConfig(environment: Environment = env): Promise<Config> {
  const file = environment.DISPATCHKIT_CONFIG;
  if (!file) return parseConfig(undefined, environment);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new ConfigError([`${file}: cannot be read; DISPATCHKIT_CONFIG must name a YAML or JSON file`]);
  }
  return parseConfig({ file, text }, environment, (path) => readFileSync(resolve(dirname(file), path), 'utf8'));
}

export function isProduction(environment: Environment): boolean {
  return environment.NODE_ENV === 'production';
}
