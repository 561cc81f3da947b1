import { CliError } from './fail.ts';

/** What is said when a file, a folder or the output cannot be written. */
export function cannotWrite(what: string, cause: NodeJS.ErrnoException): CliError {
  const { code = cause.message } = cause;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
  return new CliError(
    isFull ? `${what} cannot be written: there is no room left (${code}).` : `${what} cannot be written: ${code}.`,
    isFull ? 'Make room on that disk, or choose another place.' : 'Check the path and your rights.',
    { cause },
  );
}

/** Whether it is a fault of files and folders, not of this program. */
export function isFileFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
