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

/** Whether the same may succeed when tried again, without anybody changing anything. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof DispatchError && (error.kind === 'connection' || error.kind === 'rate-limited' || error.kind === 'failed')
  );
}

/** Whether a host system gives its records out for the first time: nothing is wrong, it takes a while. */
export function isStillLoading({ problem }: DispatchError): boolean {
  return problem?.code === 'host_loading';
}

/** Whatever was thrown, as one of ours. */
export function asDispatchError(error: unknown): DispatchError {
  if (error instanceof DispatchError) return error;
  return new DispatchError('failed', error instanceof Error ? error.message : String(error), { cause: error });
}
