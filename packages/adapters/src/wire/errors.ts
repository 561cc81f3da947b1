import type { HostErrorKind, HostErrorRule } from '@dispatchkit/contract/manifest';
import { HostError } from '../host.ts';
import { has, read } from '../templates/path.ts';
import { cleanMessage } from './message.ts';
import { retryAfterMs } from './retry.ts';

/** An answer as it came, before anybody knows whether it is one. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string | undefined;
  readonly isPage: boolean;
  /** See `HostError.asked`. */
  readonly asked?: string;
}

/** What the answer means when it is not what was asked for; undefined when it is. */
export function errorOf(
  answer: RawAnswer,
  rules: readonly HostErrorRule[],
  nowMs: number,
  isExpectedEmpty = false,
): HostError | undefined {
  const rule = rules.find((candidate) => fits(candidate, answer));
  const kind = rule?.is ?? kindOf(answer, isExpectedEmpty);
  if (kind === undefined) {
    return undefined;
  }
  const ruled = rule?.message === undefined ? undefined : cleanMessage(read(contentOf(answer), rule.message));
  const waitMs = retryAfterMs(answer.headers.get('retry-after'), nowMs);
  return new HostError(kind, ruled ?? usualMessage(answer) ?? ourSentence(kind, answer, rule !== undefined), {
    status: answer.status,
    asked: answer.asked,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  });
}

/** After it nobody knows whether a write was done: it broke on the way, or somebody in between has answered. */
export function leavesOpen({ kind, status }: HostError): boolean {
  return kind === 'unavailable' && !notBegun.has(status ?? 0);
}

/** What a host answers that has not looked at it: Proxy Authentication Required, Misdirected Request, Too Early, Service Unavailable. */
const notBegun: ReadonlySet<number> = new Set([407, 421, 425, 503]);

function fits(rule: HostErrorRule, answer: RawAnswer): boolean {
  if (rule.status !== undefined && !rule.status.includes(answer.status)) {
    return false;
  }
  const isAbout =
    rule.at !== undefined || rule.equals !== undefined || rule.contains !== undefined || rule.startsWith !== undefined;
  if (!isAbout) {
    // A rule about nothing in particular must not make errors of answers.
    return rule.status !== undefined || !isSuccess(answer.status);
  }
  const content = contentOf(answer);
  const value = read(content, rule.at ?? '');
  if (rule.equals !== undefined) {
    return value === rule.equals;
  }
  if (rule.contains !== undefined || rule.startsWith !== undefined) {
    const text = value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return text.includes(rule.contains ?? '') && text.startsWith(rule.startsWith ?? '') && text !== '';
  }
  return has(content, rule.at ?? '') && !isEmpty(value);
}

/** Nothing to speak of: hosts say `"error": null` and `"errors": []` with what went well. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);
}

/** A web page, or nothing at all: no word of a program that was meant. */
export function isMute({ isPage, body, text }: RawAnswer): boolean {
  return isPage || (body === undefined && (text ?? '').trim() === '');
}

/** Of signing in: such an answer says nothing about the credentials. */
export function elsewhere({ status, asked, isPage }: RawAnswer): HostError {
  const what = isPage ? 'a web page' : 'nothing';
  return new HostError('unavailable', `The host has answered signing in with ${what}: the address leads somewhere else.`, {
    status,
    asked,
  });
}

function contentOf(answer: RawAnswer): unknown {
  return answer.body === undefined && !answer.isPage ? answer.text : answer.body;
}

const byStatus: Readonly<Record<number, HostErrorKind>> = {
  400: 'invalid',
  401: 'auth',
  402: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  407: 'unavailable',
  408: 'unavailable',
  409: 'conflict',
  410: 'expired',
  412: 'conflict',
  421: 'unavailable',
  423: 'conflict',
  425: 'unavailable',
  428: 'conflict',
  429: 'rate-limited',
  451: 'forbidden',
  501: 'invalid',
};

function kindOf(answer: RawAnswer, isExpectedEmpty: boolean): HostErrorKind | undefined {
  const { status } = answer;
  if (isSuccess(status)) {
    return answer.isPage && !isExpectedEmpty ? 'unavailable' : undefined;
  }
  if (status === 304) {
    return undefined;
  }
  return byStatus[status] ?? (status >= 500 ? 'unavailable' : 'invalid');
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

const usualPlaces = ['error.message', 'message', 'error_description', 'detail', 'errors', 'error', 'title'];

function usualMessage(answer: RawAnswer): string | undefined {
  if (answer.isPage) {
    return undefined;
  }
  if (answer.body === undefined) {
    // A short plain line is meant for people; anything longer, or in tags, is not.
    const text = answer.text?.trim() ?? '';
    return text.length <= 300 && !text.includes('\n') && !text.startsWith('<') ? cleanMessage(text) : undefined;
  }
  for (const place of usualPlaces) {
    const message = cleanMessage(read(answer.body, place));
    if (message !== undefined) {
      return message;
    }
  }
  return undefined;
}

const sentences: Readonly<Record<HostErrorKind, string>> = {
  auth: 'The host does not accept the credentials.',
  forbidden: 'The host does not allow this.',
  'not-found': 'The host does not have this.',
  invalid: 'The host does not accept this.',
  conflict: 'Somebody else has changed this at the host.',
  'needs-confirmation': 'The host wants this to be confirmed.',
  'rate-limited': 'The host has had too many calls.',
  unavailable: 'The host cannot answer at the moment.',
  expired: 'What the host was asked about is gone.',
};

function ourSentence(kind: HostErrorKind, answer: RawAnswer, isRuled: boolean): string {
  if (!isRuled && answer.status >= 300 && answer.status < 400) {
    return `The host answers from another address (${answer.status}). Redirects are not followed: the address, and the slash at its end, have to be right.`;
  }
  if (answer.isPage && isSuccess(answer.status)) {
    return 'The host has answered with a web page instead of data.';
  }
  return isSuccess(answer.status) ? sentences[kind] : `${sentences[kind].slice(0, -1)} (${answer.status}).`;
}
