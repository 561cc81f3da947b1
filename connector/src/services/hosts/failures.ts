import type { HostError } from '@dispatchkit/adapters';
import type { FieldConflict, HostStanding } from '@dispatchkit/contract';
import { ProblemError } from '../errors.ts';
import type { Mirror } from './mirrors.ts';

/** Whether nothing can be said to the host at the moment, whatever it is. */
export function isSilence({ kind }: HostError): boolean {
  return kind === 'unavailable' || kind === 'rate-limited' || kind === 'auth';
}

/** One line for people; the engine has taken out what is not for them. */
export function sentenceOf({ message }: HostError): string {
  return message.replace(/\s+/g, ' ').trim().slice(0, 500) || 'The host gave no reason.';
}

export function refusedBy(
  mirror: Mirror,
  detail: string,
  fields: { hint?: string; pointer?: string; cause?: unknown } = {},
): ProblemError {
  const { hint = `Change it in ${mirror.manifest.title}.`, pointer, cause } = fields;
  return new ProblemError('host_refused', detail, { hint, ...(pointer ? { errors: [{ pointer, detail }] } : {}), cause });
}

/** What the caller of a command hears. */
export function problemOfHost(mirror: Mirror, error: HostError, conflicts: readonly FieldConflict[] = []): ProblemError {
  if (error.kind === 'auth') {
    return new ProblemError('host_unavailable', `${mirror.manifest.title} does not accept the connector's sign-in.`, {
      hint: 'Tell the operator: the settings of the host have to be put right.',
      cause: error,
    });
  }
  if (isSilence(error)) {
    const { title } = mirror.manifest;
    return error.mayBeDone
      ? new ProblemError('host_unavailable', `${title} has not said whether it has made the change.`, {
          hint: 'Read it again in a moment, and try again, with the same Idempotency-Key, if it is not there.',
          cause: error,
        })
      : new ProblemError('host_unavailable', `${title} does not answer, so nothing was changed.`, {
          hint: 'Try again in a moment. Reading goes on meanwhile.',
          cause: error,
        });
  }
  if (error.kind === 'conflict') {
    return new ProblemError('host_conflict', `Somebody has changed it in ${mirror.manifest.title} meanwhile.`, {
      hint: 'Read it again and repeat the change if it still makes sense.',
      conflicts,
      cause: error,
    });
  }
  if (error.kind === 'needs-confirmation') {
    return new ProblemError('host_asks', sentenceOf(error), {
      hint: `Make the change in ${mirror.manifest.title}, where the question can be answered.`,
      cause: error,
    });
  }
  return refusedBy(mirror, sentenceOf(error), { cause: error });
}

/** What readers hear who want all records of a kind, before all have come. */
export function stillLoading({ label, progress }: Pick<HostStanding, 'label' | 'progress'>): ProblemError {
  const { done, total } = progress ?? { done: 0, total: null };
  const soFar = total === null ? `${done} so far` : `${done} of ${total}`;
  return new ProblemError('host_loading', `Records are being loaded from ${label} for the first time: ${soFar}.`, {
    hint: 'Ask again in a few seconds. A snapshot is given out meanwhile, with what has come.',
  });
}

/** A record may have been made there, and nobody can find out from here. */
export function mayBeThere({ manifest: { title } }: Mirror, error?: HostError): ProblemError {
  const reason = error && !isSilence(error) ? `: ${sentenceOf(error)}` : ', and has not said so.';
  return new ProblemError('host_unsure', `${title} may have made the record${reason}`, {
    hint: `If it is there, it comes by the next synchronization. Look for it in ${title} before you make it again.`,
    cause: error,
  });
}
