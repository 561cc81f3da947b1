import { join, resolve } from 'node:path';
import { env } from 'node:process';
import type { Environment } from '../../config/parse-config.ts';
import type { Config } from '../../config/schema.ts';
import { createDevIssuer, type DevTokenRequest } from '../../http/auth/dev-issuer.ts';
import { systemClock } from '../../ports/clock.ts';
import type { KeyFile } from '../../ports/key-file.ts';
import { keyFileAt } from './key-file.ts';
import { isProduction } from './read-config.ts';

/** The key of the development issuer, kept in the data directory. */
export function devKeyOf(config: Config): KeyFile {
  return keyFileAt(join(resolve(config.dataDirectory), 'development-key.json'));
}

/**
 * Signs a token with the development key of a data directory; for the command line.
 * @throws Error in production
 */
export async function issueDevToken(request: DevTokenRequest, config: Config, environment: Environment = env): Promise<string> {
  const devIssuer = await createDevIssuer({
    keyFile: devKeyOf(config),
    clock: systemClock,
    production: isProduction(environment),
  });
  return devIssuer.issue(request);
}
