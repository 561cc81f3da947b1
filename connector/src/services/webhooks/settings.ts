import type { WebhooksConfig } from '../../config/webhooks.ts';
import { guardedFetch } from '../../egress/guard.ts';
import type { Egress } from '../../ports/egress.ts';
import type { WebhookOptions } from './options.ts';

const dayMs = 24 * 3_600_000;

/** Options of sending, from the configuration. */
export function webhookOptions(
  config: WebhooksConfig,
  ports: Pick<WebhookOptions, 'box' | 'timers' | 'wake'> & { readonly egress: Egress },
): WebhookOptions {
  const rules = { allowHttp: config.allowHttp, allowPrivate: config.allowPrivate };
  const { box, timers, wake, egress } = ports;
  return {
    box,
    timers,
    wake,
    rules,
    fetch: guardedFetch(egress, rules),
    timeoutMs: config.timeoutSeconds * 1000,
    perEndpoint: config.perEndpoint,
    disableAfterMs: config.disableAfterDays * dayMs,
    keepDeliveredMs: config.keepDeliveredDays * dayMs,
    keepDeadMs: config.keepDeadDays * dayMs,
  };
}
