import { z } from 'zod';

/** What is done without anybody asking: webhooks, retention, generation of recurring jobs. */
export const BackgroundSection = z
  .object({
    enabled: z
      .boolean()
      .default(true)
      .describe('Whether this instance does background work. At least one instance of an installation has to.'),
    leaseSeconds: z
      .int()
      .min(3)
      .max(3600)
      .default(60)
      .describe('What an instance that died was at is taken over by another after so long. Seconds.'),
    parallel: z.int().min(1).max(256).default(16).describe('At most so many deliveries and tasks at a time.'),
  })
  .prefault({})
  .describe('Work without anybody asking: webhooks, retention, recurring jobs. Instances on one database share it.');
