import type { Problem, Violation } from '@dispatchkit/contract';

/** The short closed list of what can go wrong for a widget. Each has a text and a way on. */
export type DispatchErrorKind =
  | 'connection'
  | 'signed-out'
  | 'not-allowed'
  | 'invalid'
  | 'conflict'
  | 'stale'
  | 'rate-limited'
  | 'incompatible'
  | 'failed';

export class DispatchError extends Error {
  override readonly name = 'DispatchError';
  readonly kind: DispatchErrorKind;
  /** The connector's problem document, when there was an answer. */
  readonly problem: Problem | undefined;

  constructor(kind: DispatchErrorKind, message: string, options: { problem?: Problem; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.problem = options.problem;
  }

  /** Rules that were broken, for kind `conflict`. */
  get violations(): readonly Violation[] {
    return this.problem?.violations ?? [];
  }
}
