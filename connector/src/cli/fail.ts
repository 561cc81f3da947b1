import { ConfigError } from '../config/config-error.ts';
import { describeFault, ImportError } from '../import/import-error.ts';
import { ProblemError } from '../services/errors.ts';

/** Something the person at the keyboard can mend: what is wrong, and how to go on. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** At most so many faults are listed; after that the number says enough. */
const shownFaults = 20;

/** What a person reads when a command fails. Never a stack, unless `DEBUG` asks for it. */
export function explain(error: unknown, debug: boolean): string {
  const lines = explanation(error);
  if (debug && error instanceof Error) lines.push('', stackOf(error));
  return `${lines.join('\n')}\n`;
}

function explanation(error: unknown): string[] {
  if (error instanceof ImportError) {
    const shown = error.faults.slice(0, shownFaults).map((fault) => `  ${describeFault(fault)}`);
    const rest = error.faults.length - shown.length;
    return [`error: ${error.message}`, ...shown, ...(rest > 0 ? [`  … and ${rest} more`] : []), 'Nothing has been written.'];
  }
  if (error instanceof CliError) return [`error: ${error.message}`, ...(error.hint ? [error.hint] : [])];
  if (error instanceof ConfigError) return [`error: ${error.message}`];
  if (error instanceof ProblemError) return [`error: ${error.message}`];
  if (error instanceof Error)
    return [`error: ${error.message}`, ...(isExpected(error) ? [] : ['Run it again with DEBUG=1 to see where it happened.'])];
  return [`error: ${String(error)}`];
}

/** Errors whose message already says what to do. */
function isExpected(error: Error): boolean {
  return error.name === 'DatabaseError' || error.constructor === Error || error instanceof RangeError;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

/** The value of an option that has to be there. (Commander's own check would hide a mistyped option behind the missing one.) */
export function needed<T>(value: T | undefined, option: string): T {
  if (value === undefined) throw new CliError(`${option} is needed.`, 'Run it with --help to see what can be given.');
  return value;
}
