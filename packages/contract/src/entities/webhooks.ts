import { z } from 'zod';
import { Id, Instant } from './base.ts';
import { Webhook } from './resources.ts';

export const deliveryStatuses = ['waiting', 'delivered', 'dead'] as const;

/** One request to an endpoint. */
export const DeliveryAttempt = z
  .object({
    at: Instant,
    durationMilliseconds: z.int().min(0),
    /** Of the answer; `null` when there was none. */
    status: z.int().nullable(),
    /** `null` when it was accepted. */
    error: z.string().max(500).nullable(),
    /** Beginning of the answer, at most 1 KB. */
    body: z.string().max(1024).nullable(),
  })
  .meta({ id: 'DeliveryAttempt', description: 'One request to an endpoint, and what came of it.' });
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** One event for one endpoint. */
export const WebhookDelivery = z
  .object({
    /** Also the header `webhook-id`, the same on every attempt. */
    id: Id,
    webhookId: Id,
    /** `webhook.test` for a test. */
    eventType: z.string().max(64),
    /** `null` for a test. */
    eventSeq: z.int().min(1).nullable(),
    /** `dead`: given up, until it is replayed. */
    status: z.enum(deliveryStatuses),
    /** Begun since it was created or replayed. */
    attempts: z.int().min(0),
    createdAt: Instant,
    /** `null` when there is none to come. */
    nextAttemptAt: Instant.nullable(),
    /** Accepted or given up then. */
    finishedAt: Instant.nullable(),
    /** The last 20 attempts, oldest first. */
    log: z.array(DeliveryAttempt).max(20),
  })
  .meta({ id: 'WebhookDelivery', description: 'One event for one endpoint: its attempts and what is to come.' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** How an endpoint is doing. */
export const WebhookHealth = z
  .object({
    /** `failing`: the last attempt failed · `paused`: nothing is sent until `pausedUntil`, then one message to see. */
    state: z.enum(['ok', 'failing', 'paused', 'disabled']),
    failuresInRow: z.int().min(0),
    failingSince: Instant.nullable(),
    pausedUntil: Instant.nullable(),
    deliveries: z.object({ waiting: z.int().min(0), delivered: z.int().min(0), dead: z.int().min(0) }),
  })
  .meta({ id: 'WebhookHealth', description: 'How an endpoint is doing.' });
export type WebhookHealth = z.infer<typeof WebhookHealth>;

const shownSecret = z
  .string()
  .nullable()
  .meta({ description: '`whsec_…`, shown this once. `null` for `v1a`, where `publicKey` is all the receiver needs.' });

/** A new endpoint, with what the receiver needs to verify its messages. */
export const WebhookCreated = Webhook.extend({ secret: shownSecret }).meta({
  id: 'WebhookCreated',
  description: 'A new endpoint, with its secret.',
});
export type WebhookCreated = z.infer<typeof WebhookCreated>;

export const WebhookSecret = z
  .object({
    secret: shownSecret,
    publicKey: z.string().nullable(),
    /** Until then messages carry a signature of the old secret too. */
    previousValidUntil: Instant,
  })
  .meta({ id: 'WebhookSecret', description: 'The new secret of an endpoint.' });
export type WebhookSecret = z.infer<typeof WebhookSecret>;
