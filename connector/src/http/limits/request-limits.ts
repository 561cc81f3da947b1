import type { LimitsConfig } from '../../config/limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Identity } from '../auth/identity.ts';
import { refuse } from '../problem.ts';
import { addressKey } from './client-address.ts';
import { type RateDecision, RateLimiter } from './rate-limiter.ts';

/** What a request whose token is refused costs its address beyond the request itself: looking at signatures is dear. */
const costOfBadToken = 9;

/** Counters of this instance. `undefined` counts nothing. */
export class Limits {
  readonly address: RateLimiter;
  readonly subject: RateLimiter;
  readonly tenant: RateLimiter;
  readonly fixes: RateLimiter;

  constructor({ address, subject, tenant, fixes }: Pick<LimitsConfig, 'address' | 'subject' | 'tenant' | 'fixes'>, clock: Clock) {
    this.address = new RateLimiter({ name: 'address', ...address }, clock);
    this.subject = new RateLimiter({ name: 'subject', ...subject }, clock);
    this.tenant = new RateLimiter({ name: 'tenant', ...tenant }, clock);
    this.fixes = new RateLimiter({ name: 'fixes', ...fixes }, clock);
  }
}

/** What one request uses up. Whatever was decided is told in the headers of its answer. */
export class RequestLimits {
  readonly #limits: Limits | undefined;
  readonly #addressKey: string | undefined;
  readonly #decisions = new Map<string, RateDecision>();

  /** @param address of the client; undefined when it is not known, and then not counted */
  constructor(limits: Limits | undefined, address: string | undefined) {
    this.#limits = limits;
    this.#addressKey = address === undefined ? undefined : addressKey(address);
  }

  /** @throws ProblemError `rate_limited` */
  takeFromAddress(): void {
    this.#take(this.#limits?.address, this.#addressKey, 1);
  }

  /** A token was refused. Never throws: the refusal is on its way already. */
  noteBadToken(): void {
    if (this.#limits && this.#addressKey !== undefined) this.#note(this.#limits.address.take(this.#addressKey, costOfBadToken));
  }

  /** @throws ProblemError `rate_limited` */
  takeFromSubject({ tenant, id }: Pick<Identity, 'tenant' | 'id'>, cost: number): void {
    this.#take(this.#limits?.subject, JSON.stringify([tenant, id]), cost);
    this.#take(this.#limits?.tenant, tenant, cost);
  }

  /** @throws ProblemError `rate_limited` when one of the technicians has sent too many */
  takeFixes(tenant: string, technicianIds: Iterable<string>): void {
    const counts = new Map<string, number>();
    for (const id of technicianIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    const ofTenant = JSON.stringify(tenant);
    for (const [id, count] of counts) this.#take(this.#limits?.fixes, ofTenant + id, count);
  }

  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10); empty when nothing was counted. */
  headers(): [name: string, value: string][] {
    if (this.#decisions.size === 0) return [];
    const decisions = [...this.#decisions.values()];
    return [
      [
        'ratelimit-policy',
        decisions.map(({ policy: { name, quota, windowSeconds } }) => `"${name}";q=${quota};w=${windowSeconds}`).join(', '),
      ],
      [
        'ratelimit',
        decisions.map(({ policy, remaining, resetSeconds }) => `"${policy.name}";r=${remaining};t=${resetSeconds}`).join(', '),
      ],
    ];
  }

  #take(limiter: RateLimiter | undefined, key: string | undefined, cost: number): void {
    if (limiter === undefined || key === undefined) return;
    const decision = limiter.take(key, cost);
    this.#note(decision);
    if (decision.isAllowed) return;
    const { name, quota, windowSeconds } = decision.policy;
    throw refuse('rate_limited', {
      detail: `More than ${quota} within ${windowSeconds} seconds were asked for (limit "${name}").`,
      hint: `Wait ${inSeconds(decision.retryAfterSeconds)}, as Retry-After says, and ask less often; the RateLimit header tells how much is left.`,
      headers: { 'retry-after': String(decision.retryAfterSeconds) },
    });
  }

  /** Of several decisions of one policy the tightest is told. */
  #note(decision: RateDecision): void {
    const known = this.#decisions.get(decision.policy.name);
    if (!known || decision.remaining < known.remaining) this.#decisions.set(decision.policy.name, decision);
  }
}

function inSeconds(seconds: number): string {
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
