import type { Clock } from '../../ports/clock.ts';
import { refuse } from '../problem.ts';
import type { Identity } from './identity.ts';

/** What operations marked `stepUp` ask of a sign-in. What is left out is not asked for. */
export interface StepUpRules {
  /** One of these classes. */
  readonly acr?: readonly string[] | undefined;
  /** One of these methods. */
  readonly amr?: readonly string[] | undefined;
  readonly maxAgeMinutes?: number | undefined;
}

/**
 * Refuses a sign-in that is too weak or too old for what it is about to do (RFC 9470). API keys pass: giving them such a right took a
 * strong sign-in, and nobody sits behind them who could sign in again. Embed tokens never prove how somebody signed in, and do not.
 * @throws ProblemError `step_up_required`
 */
export function checkStepUp({ kind, signIn }: Identity, rules: StepUpRules | undefined, clock: Clock): void {
  if (rules === undefined || kind === 'apiKey') return;
  const { acr, amr, maxAgeMinutes } = rules;
  const isStrong =
    kind === 'user' &&
    (acr === undefined || (signIn.acr !== null && acr.includes(signIn.acr))) &&
    (amr === undefined || signIn.amr.some((method) => amr.includes(method)));
  const ageMs = signIn.atMs === null ? Number.POSITIVE_INFINITY : clock.now() - signIn.atMs;
  const isRecent = maxAgeMinutes === undefined || ageMs <= maxAgeMinutes * 60_000;
  if (isStrong && isRecent) return;
  const detail = isStrong ? 'The sign-in is too long ago for this.' : 'This needs a stronger sign-in.';
  const challenge = [
    'Bearer realm="dispatchkit"',
    'error="insufficient_user_authentication"',
    `error_description="${detail}"`,
    ...(acr === undefined ? [] : [`acr_values="${acr.map(quotable).join(' ')}"`]),
    ...(maxAgeMinutes === undefined ? [] : [`max_age=${maxAgeMinutes * 60}`]),
  ].join(', ');
  throw refuse('step_up_required', {
    detail,
    hint: 'Sign in again as the WWW-Authenticate header asks (acr_values, max_age), and repeat the request with the new token.',
    headers: { 'www-authenticate': challenge },
  });
}

/** As a quoted string of a header may hold it. */
function quotable(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '');
}
