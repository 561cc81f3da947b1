import type { Withhold } from './secrets.ts';

/** An error as it may be written down: no values of requests, no secrets, and never more than a screenful. */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  /** Such as `SQLITE_BUSY` or `ECONNREFUSED`. */
  readonly code?: string;
  /** Where it happened: lines of files and functions, without the message. */
  readonly stack?: string;
  readonly cause?: LoggedError;
  /** Of several that happened together, the first few. */
  readonly errors?: readonly LoggedError[];
}

const deepest = 5;
const mostTogether = 5;
const longestMessage = 1_000;
const mostFrames = 20;

/** Only what an error is known to have is taken over: other properties may be whole requests. Never throws. */
export function loggedError(error: unknown, withhold: Withhold, depth = 0): LoggedError {
  try {
    return describe(error, withhold, depth);
  } catch {
    return { name: 'Error', message: 'An error that cannot be read' };
  }
}

function describe(error: unknown, withhold: Withhold, depth: number): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: cut(withhold(withoutQuotes(shown(error)))) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const stack = framesOf(error);
  const isDeep = depth >= deepest;
  const together = error instanceof AggregateError && !isDeep ? error.errors.slice(0, mostTogether) : [];
  return {
    name: cut(withhold(error.name)),
    message: cut(withhold(messageOf(error))),
    ...(code === undefined ? {} : { code: cut(withhold(code)) }),
    ...(stack === '' ? {} : { stack: withhold(stack) }),
    ...(error.cause === undefined || isDeep ? {} : { cause: loggedError(error.cause, withhold, depth + 1) }),
    ...(together.length === 0 ? {} : { errors: together.map((one) => loggedError(one, withhold, depth + 1)) }),
  };
}

/** Parsers repeat what they were given, which may be anything a caller sent. */
function messageOf(error: Error): string {
  return error instanceof SyntaxError ? withoutQuotes(error.message) : error.message;
}

function withoutQuotes(text: string): string {
  return text.replace(/"[\s\S]*"|'[\s\S]*'|`[\s\S]*`/g, '…');
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}

/** The stack repeats the message first, over as many lines as that has; only the places are kept. */
function framesOf({ stack }: Error): string {
  const lines = (stack ?? '').split('\n').filter((line) => /^\s+at |^\w*@/.test(line));
  return lines
    .slice(0, mostFrames)
    .map((line) => line.slice(0, 300))
    .join('\n');
}

function cut(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}
