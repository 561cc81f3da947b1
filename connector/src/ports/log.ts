/** Fields of a log line: ids, counts and codes. Never tokens, SQL values or personal data. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where the connector says what it does. Must not throw and must not block. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `cause` goes to whoever runs the connector, never to the caller. */
  error(message: string, fields?: LogFields, cause?: unknown): void;
}

/** Says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
