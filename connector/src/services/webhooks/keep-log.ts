import type { ServiceOptions } from '../service-options.ts';
import type { BackgroundTask } from '../work/handlers.ts';
import { deliveryKind, type WebhookOptions } from './options.ts';

/** Deliveries are looked at for days, not for ever. */
export function deliveryRetention({ store }: ServiceOptions, { keepDeliveredMs, keepDeadMs }: WebhookOptions): BackgroundTask {
  return {
    name: 'webhook-log',
    everyMinutes: 60,
    async run({ tenant, nowMs }) {
      const old = (states: ['done'] | ['dead'], keptMs: number) =>
        store.work.remove(tenant, { kind: deliveryKind, states, finishedBeforeMs: nowMs - keptMs });
      await old(['done'], keepDeliveredMs);
      await old(['dead'], keepDeadMs);
    },
  };
}
