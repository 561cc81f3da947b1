import type { Config } from '../../config/schema.ts';
import { createSecretBox, type SecretBox } from '../../internal/secret-box.ts';
import type { KeyFile } from '../../ports/key-file.ts';
import { devSecret } from './dev-issuer.ts';

interface Options {
  readonly config: Config;
  readonly keyFile?: KeyFile | undefined;
  readonly production: boolean;
}

/** Whether the development issuer is meant to be on: when asked for, or while nobody else is configured; never in production. */
export function wantsDevIssuer({ config, production }: Pick<Options, 'config' | 'production'>): boolean {
  const { enabled = config.auth.issuers.length === 0 && !production } = config.auth.development;
  return enabled;
}

/** What seals secrets: the one that is configured, or one of the kept development key. Undefined when there is neither. */
export async function secretBoxOf(options: Options): Promise<SecretBox | undefined> {
  const { config, keyFile, production } = options;
  if (config.secret !== undefined) return createSecretBox(config.secret);
  if (production || keyFile === undefined || !wantsDevIssuer(options)) return undefined;
  return createSecretBox(await devSecret(keyFile));
}
