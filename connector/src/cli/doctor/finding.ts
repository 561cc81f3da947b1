/** What one check of the doctor came to. */
export interface Finding {
  /** What was looked at: `database`, `issuer https://…`. */
  readonly check: string;
  /** `warn`: it works, and something is not as it should be. */
  readonly outcome: 'ok' | 'warn' | 'fail';
  /** What was found. Never with a secret in it. */
  readonly detail: string;
  /** What to do about it. */
  readonly cure?: string;
}

export const ok = (check: string, detail: string): Finding => ({ check, outcome: 'ok', detail });
export const warn = (check: string, detail: string, cure: string): Finding => ({ check, outcome: 'warn', detail, cure });
export const fail = (check: string, detail: string, cure: string): Finding => ({ check, outcome: 'fail', detail, cure });

/** What an error says of itself, with the reason behind it, on one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const inner = error.cause === undefined ? undefined : reasonOf(error.cause);
  return [error.message || error.name, ...(inner ? [inner] : code ? [code] : [])].join(': ').replaceAll(/\s+/g, ' ');
}
