import type { Services } from '../../services/index.ts';
import { webhooks } from '../operations/resources.ts';
import * as operations from '../operations/webhooks.ts';
import type { Register } from './register.ts';

export function webhookRoutes(on: Register, services: Services): void {
  on(webhooks.create, ({ actor, body }) => services.createWebhook(actor, body));
  on(webhooks.change, ({ actor, params, body, expectedVersion }) =>
    services.changeWebhook(actor, params.webhookId, body, expectedVersion),
  );
  on(webhooks.delete, ({ actor, params, expectedVersion }) => services.deleteWebhook(actor, params.webhookId, expectedVersion));
  on(operations.rotateWebhookSecret, ({ actor, params, body }) => services.rotateWebhookSecret(actor, params.webhookId, body));
  on(operations.readWebhookHealth, ({ actor, params }) => services.webhookHealth(actor, params.webhookId));
  on(operations.testWebhook, ({ actor, params, body }) => services.testWebhook(actor, params.webhookId, body));
  on(operations.listWebhookDeliveries, ({ actor, params, query }) => services.listDeliveries(actor, params.webhookId, query));
  on(operations.getWebhookDelivery, ({ actor, params }) => services.getDelivery(actor, params.webhookId, params.deliveryId));
  on(operations.replayWebhookDelivery, ({ actor, params }) =>
    services.replayDelivery(actor, params.webhookId, params.deliveryId),
  );
  on(operations.replayDeadLetters, ({ actor, params, body }) => services.replayDeadLetters(actor, params.webhookId, body));
  on(operations.purgeDeadLetters, ({ actor, params, query }) =>
    services.purgeDeadLetters(actor, params.webhookId, {
      ...(query.ids === undefined ? {} : { ids: query.ids }),
      ...(query.from === undefined ? {} : { from: query.from }),
      ...(query.to === undefined ? {} : { to: query.to }),
    }),
  );
}
