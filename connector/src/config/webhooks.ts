import { z } from 'zod';
import { PrivateAddresses } from './private-addresses.ts';

/** Sending events to other systems. */
export const WebhooksSection = z
  .object({
    allowHttp: z.boolean().default(false).describe('Send to http addresses too. For trying things out only.'),
    allowPrivate: PrivateAddresses.describe(
      'Host names, addresses and blocks (10.0.0.0/8) that may be sent to although they are not public.',
    ),
    timeoutSeconds: z.int().min(1).max(30).default(20).describe('An endpoint has to answer within this. Seconds.'),
    perEndpoint: z.int().min(1).max(64).default(4).describe('At most so many requests to one endpoint at a time.'),
    disableAfterDays: z
      .number()
      .min(0.01)
      .max(60)
      .default(5)
      .describe('An endpoint that has accepted nothing for so long, while it was tried, is switched off. Days.'),
    keepDeliveredDays: z.number().min(0.01).max(365).default(7).describe('How long accepted deliveries are kept. Days.'),
    keepDeadDays: z.number().min(0.01).max(365).default(30).describe('How long dead letters are kept. Days.'),
  })
  .prefault({})
  .describe('Sending events to other systems (Standard Webhooks).');
export type WebhooksConfig = z.output<typeof WebhooksSection>;
