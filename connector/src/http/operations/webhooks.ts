import {
  DeadLetterCount,
  DeadLetterSelection,
  deliveryStatuses,
  Id,
  WebhookDelivery,
  WebhookHealth,
  WebhookRotate,
  WebhookSecret,
  WebhookTest,
} from '@dispatchkit/contract';
import { z } from 'zod';
import { operation } from './operation.ts';
import { anyOf, instant, someOf, whole } from './query.ts';

const created = {
  from: instant('Only those created at or after this instant.').optional(),
  to: instant('Only those created before this instant.').optional(),
} as const;

const DeliveryPage = z
  .object({
    items: z.array(WebhookDelivery),
    nextCursor: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; `null` on the last one.' }),
  })
  .meta({ id: 'WebhookDeliveryPage', description: 'One page of deliveries.' });

export const rotateWebhookSecret = operation({
  id: 'rotateWebhookSecret',
  method: 'post',
  path: '/webhooks/{webhookId}/rotate-secret',
  tag: 'webhooks',
  summary: 'Give a webhook a new secret',
  description:
    'The answer holds the secret, this once. Messages carry a signature of the old one too, for 24 hours unless told otherwise.',
  action: 'webhooks:write',
  idempotency: 'once',
  stepUp: true,
  body: WebhookRotate,
  answer: WebhookSecret,
  problems: ['not_configured'],
});

export const readWebhookHealth = operation({
  id: 'readWebhookHealth',
  method: 'get',
  path: '/webhooks/{webhookId}/health',
  tag: 'webhooks',
  summary: 'Read how a webhook is doing',
  action: 'webhooks:read',
  answer: WebhookHealth,
});

export const testWebhook = operation({
  id: 'testWebhook',
  method: 'post',
  path: '/webhooks/{webhookId}/test',
  tag: 'webhooks',
  summary: 'Send a test message',
  description:
    'A message of type `webhook.test` is sent once, even to a webhook that is switched off. What came of it is in the delivery a moment later.',
  action: 'webhooks:write',
  body: WebhookTest,
  mayBeEmpty: true,
  answer: WebhookDelivery,
  status: 202,
  eventless: true,
});

export const listWebhookDeliveries = operation({
  id: 'listWebhookDeliveries',
  method: 'get',
  path: '/webhooks/{webhookId}/deliveries',
  tag: 'webhooks',
  summary: 'List deliveries of a webhook',
  description: 'Newest first. Dead letters are those with `status=dead`.',
  action: 'webhooks:read',
  query: z.object({
    status: someOf(deliveryStatuses, 'Only these statuses.').optional(),
    ...created,
    limit: whole(1, 500, 'How many at most.', 100).optional(),
    cursor: z
      .string()
      .min(1)
      .max(4000)
      .meta({ description: 'Where to go on: `nextCursor` of the page before. Opaque, and only for the same query.' })
      .optional(),
  }),
  answer: DeliveryPage,
  problems: ['invalid_cursor'],
});

export const getWebhookDelivery = operation({
  id: 'getWebhookDelivery',
  method: 'get',
  path: '/webhooks/{webhookId}/deliveries/{deliveryId}',
  tag: 'webhooks',
  summary: 'Read a delivery',
  action: 'webhooks:read',
  answer: WebhookDelivery,
});

export const replayWebhookDelivery = operation({
  id: 'replayWebhookDelivery',
  method: 'post',
  path: '/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
  tag: 'webhooks',
  summary: 'Send a delivery again',
  description: 'Whatever became of it, with the same `webhook-id`. One that waits for its next attempt is sent now.',
  action: 'webhooks:write',
  answer: WebhookDelivery,
  status: 202,
  eventless: true,
});

export const replayDeadLetters = operation({
  id: 'replayDeadLetters',
  method: 'post',
  path: '/webhooks/{webhookId}/dead-letters/replay',
  tag: 'webhooks',
  summary: 'Send dead letters again',
  description: 'All of them, or those of a range or a list. They get their full number of attempts again.',
  action: 'webhooks:write',
  body: DeadLetterSelection,
  answer: DeadLetterCount,
  status: 202,
  eventless: true,
});

export const purgeDeadLetters = operation({
  id: 'purgeDeadLetters',
  method: 'delete',
  path: '/webhooks/{webhookId}/dead-letters',
  tag: 'webhooks',
  summary: 'Remove dead letters',
  description: 'All of them, or those of a range or a list.',
  action: 'webhooks:write',
  query: z.object({ ids: anyOf('Only these.', Id).optional(), ...created }),
  answer: DeadLetterCount,
  eventless: true,
});
