import { systemActor, writeMetaOf } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { deliveryKind } from './options.ts';

/** Switches an endpoint off, with an event that says why. What was still to be sent is kept as dead letters. */
export async function disableWebhook(
  { store, clock, log }: ServiceOptions,
  tenant: string,
  webhookId: string,
  reason: string,
): Promise<void> {
  await store.write(tenant, writeMetaOf(systemActor(tenant)), async (writer) => {
    const before = await writer.get('webhooks', webhookId);
    if (!before?.enabled) return;
    await writer.put('webhooks', { ...before, enabled: false, disabledReason: reason });
    writer.describe({ type: 'webhook.changed', reason });
  });
  await store.work.giveUp(tenant, { kind: deliveryKind, subject: webhookId }, 'The endpoint was switched off.', clock.now());
  await store.work.remember(tenant, deliveryKind, webhookId, () => undefined);
  log.warn('A webhook was switched off', { tenant, webhookId });
}
