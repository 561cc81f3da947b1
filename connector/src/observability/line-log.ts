import { type Clock, instantOf, systemClock } from '../ports/clock.ts';
import type { Log, LogFields } from '../ports/log.ts';
import { type LoggedError, loggedError } from './error-fields.ts';
import { isSecretName, type Withhold, withheld, withholding } from './secrets.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];
/** `json`: one object per line, for machines. `text`: for people at a terminal. */
export type LogFormat = 'json' | 'text';

export interface LineLogOptions {
  /** Lines that matter less are left out. */
  readonly least: LogLevel;
  readonly format: LogFormat;
  /** Takes one line, without its line break. Default: the error console of this runtime. */
  readonly write?: (line: string) => void;
  /** Secrets of this installation; see `secretsOf`. */
  readonly secrets?: Iterable<string>;
  readonly clock?: Clock;
}

/** A line as a JSON object; the fields of the call follow these. */
interface Line {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
  readonly error?: LoggedError;
}

const longestValue = 2_000;

/**
 * Writes lines on any runtime. Whatever is handed to it, no secret it can recognise gets out, and one call is one line: nobody can
 * forge another by what they send. Never throws.
 */
export function lineLog({ least, format, write = writeToConsole, secrets, clock = systemClock }: LineLogOptions): Log {
  const withhold = withholding(secrets);
  const show = format === 'json' ? jsonLine : textLine;
  const lowest = logLevels.indexOf(least);
  const log = (level: LogLevel, message: string, fields: LogFields = {}, cause?: unknown) => {
    if (logLevels.indexOf(level) < lowest) return;
    try {
      write(
        show({
          time: instantOf(clock.now()),
          level,
          message: withhold(message),
          fields: safeFields(fields, withhold),
          ...(cause === undefined ? {} : { error: loggedError(cause, withhold) }),
        }),
      );
    } catch {
      // A log that cannot be written must not stop the work it tells of.
    }
  };
  return {
    debug: (message, fields) => log('debug', message, fields),
    info: (message, fields) => log('info', message, fields),
    warn: (message, fields) => log('warn', message, fields),
    error: (message, fields, cause) => log('error', message, fields, cause),
  };
}

function writeToConsole(line: string): void {
  console.error(line);
}

function safeFields(fields: LogFields, withhold: Withhold): LogFields {
  const safe: Record<string, LogFields[string]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (typeof value !== 'string') safe[name] = value;
    else safe[name] = isSecretName(name) ? withheld : withhold(value).slice(0, longestValue);
  }
  return safe;
}

const ownNames = new Set(['time', 'level', 'message', 'error']);

function jsonLine({ time, level, message, fields, error }: Line): string {
  const given = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownNames.has(name) ? `${name}_` : name, value]),
  );
  return escapeControls(JSON.stringify({ time, level, message, ...given, ...(error ? { error } : {}) }));
}

function textLine({ time, level, message, fields, error }: Line): string {
  const pairs = Object.entries(fields).map(([name, value]) => ` ${quoted(name)}=${quoted(String(value))}`);
  return `${time.slice(11, 23)} ${level.padEnd(5)} ${escapeControls(message)}${pairs.join('')}${error ? textOf(error) : ''}`;
}

/** Further lines are set in, so that none can be taken for a line of the log. */
function textOf(error: LoggedError): string {
  const head = `\n  ${escapeControls(`${error.name}: ${error.message}${error.code === undefined ? '' : ` (${error.code})`}`)}`;
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `\n    ${escapeControls(line.trim())}`);
  const inner = [...(error.cause ? [error.cause] : []), ...(error.errors ?? [])].map((cause) => `\n  because of${textOf(cause)}`);
  return [head, ...places, ...inner].join('');
}

function quoted(value: string): string {
  return /^[\w./:@-]+$/.test(value) ? value : escapeControls(JSON.stringify(value));
}

/** Line breaks of every kind, terminal commands, and characters that turn the direction of writing. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{feff}]/gu;

function escapeControls(text: string): string {
  return text.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
