import { z } from 'zod';
import { TrustProxy } from './limits.ts';

/** Where the connector listens, and how it stops. */
export const ServerSection = z
  .object({
    host: z.string().min(1).default('127.0.0.1').describe('Address to listen on. 0.0.0.0 listens on all. HOST wins.'),
    port: z.int().min(0).max(65_535).default(8787).describe('Port to listen on; 0 takes a free one. PORT wins.'),
    trustProxy: TrustProxy,
    drainSeconds: z
      .number()
      .min(0)
      .max(300)
      .default(0)
      .describe(
        'When told to stop: how long /readyz says so before connections are refused. Longer than load balancers take to notice. Seconds.',
      ),
    stopSeconds: z
      .number()
      .min(0)
      .max(600)
      .default(10)
      .describe('How long requests that are running may then take before they are cut. Seconds.'),
  })
  .prefault({});
