import type { Config } from '../../config/schema.ts';
import { secretsOf } from '../../observability/config-secrets.ts';
import { lineLog } from '../../observability/line-log.ts';
import type { Log } from '../../ports/log.ts';

/** Lines on standard error: for people while that is a terminal, JSON otherwise, unless the configuration says which. */
export function consoleLog(config: Config): Log {
  return lineLog({
    least: config.logLevel,
    format: config.logFormat === 'auto' ? (isTerminal() ? 'text' : 'json') : config.logFormat,
    secrets: secretsOf(config),
  });
}

/** A worker has no process and no terminal. */
function isTerminal(): boolean {
  const { process } = globalThis as { process?: { stderr?: { isTTY?: boolean } } };
  return process?.stderr?.isTTY === true;
}
