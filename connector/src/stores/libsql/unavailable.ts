import { ProblemError } from '../../services/errors.ts';
import { codeOf } from './database.ts';

/** The refusal for a database that does not answer. */
export function unavailable(cause?: unknown): ProblemError {
  return new ProblemError('store_unavailable', 'The database does not answer.', { hint: 'Try again in a few seconds.', cause });
}

export function isUnavailable(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'store_unavailable';
}

/** Whether a driver threw this because the database, or the server it stands on, could not be asked just now. */
export function isAway(error: unknown): boolean {
  return awayCode.test(codeOf(error)) || isReplicationFault(error) || isNetworkFault(error);
}

const awayCode = /^(?:SQLITE_(?:BUSY|IOERR).*|SQLITE_FULL|SERVER_ERROR|HRANA.*|CLIENT_CLOSED|TRANSACTION_ACTIVE)$/;

/** An embedded replica that needed its primary has no code for it, only words that begin with the kind of fault. */
function isReplicationFault(error: unknown): boolean {
  return error instanceof Error && /^(?:WriteDelegation|Replication|Hrana|Sync|ConnectionFailed)\b/.test(error.message);
}

/** A server that cannot be reached shows as the TypeError of `fetch`, one that has not answered in time as the end of its signal. */
function isNetworkFault(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === 'TimeoutError' || error.name === 'AbortError';
  return error instanceof TypeError && /fetch|network|connect|terminated/i.test(error.message);
}
