import { z } from 'zod';
import { isBlock } from '../egress/public-address.ts';

const hostOrBlock = z
  .string()
  .min(1)
  .max(253)
  .refine(
    (text) => isBlock(text) || /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(text),
    'Give a host name, an address, or a block such as 10.0.0.0/8',
  );

/** Sending events to other systems. */
export const WebhooksSection = z
  .object({
    allowHttp: z.boolean().default(false).describe('Send to http addresses too. For trying things out only.'),
    allowPrivate: z
      .array(hostOrBlock)
      .max(200)
      .default([])
      .describe('Host names, addresses and blocks (10.0.0.0/8) that may be sent to although they are not public.'),
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
