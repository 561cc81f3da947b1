import type { Log, LogFields } from '../../ports/log.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof levels)[number];

/** One line per event on standard error: time, level, message, fields. The cause of an error follows with its stack. */
export function consoleLog(least: LogLevel): Log {
  const write = (level: LogLevel, message: string, fields: LogFields = {}, cause?: unknown) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const pairs = Object.entries(fields).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
    process.stderr.write(
      `${new Date().toISOString()} ${level} ${message}${pairs.join('')}${cause === undefined ? '' : `\n${show(cause)}`}\n`,
    );
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields, cause) => write('error', message, fields, cause),
  };
}

function show(cause: unknown): string {
  if (!(cause instanceof Error)) return `  ${String(cause)}`;
  const inner = cause.cause === undefined ? '' : `\ncaused by ${show(cause.cause)}`;
  return `  ${cause.stack ?? cause.message}${inner}`;
}
