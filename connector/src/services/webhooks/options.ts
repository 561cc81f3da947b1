import type { EgressRules } from '../../egress/guard.ts';
import type { SecretBox } from '../../internal/secret-box.ts';
import type { Fetch } from '../../ports/fetch.ts';
import type { Timers } from '../../ports/timers.ts';

/** What sending webhooks needs. */
export interface WebhookOptions {
  /** Undefined when the installation has no secret; endpoints cannot be made then. */
  readonly box: SecretBox | undefined;
  /** Reaches public addresses only, and those the rules allow. */
  readonly fetch: Fetch;
  readonly rules: EgressRules;
  readonly timers: Timers;
  readonly timeoutMs: number;
  readonly perEndpoint: number;
  readonly disableAfterMs: number;
  readonly keepDeliveredMs: number;
  readonly keepDeadMs: number;
  /** Called when a delivery is due at once. */
  readonly wake: (tenant: string) => void;
}

/** Kind of work of a delivery. */
export const deliveryKind = 'webhook';
/** Who reads the log. */
export const followerName = 'webhooks';
