import { z } from 'zod';

const rate = (quota: number, windowSeconds: number, description: string) =>
  z
    .object({
      quota: z.int().min(1).max(100_000_000).default(quota).describe('How much may be done within the window.'),
      windowSeconds: z.int().min(1).max(86_400).default(windowSeconds).describe('Length of the window, seconds.'),
    })
    .prefault({})
    .describe(description);

/** How much one caller may ask for, and for how long a request may run. */
export const LimitsSection = z
  .object({
    enabled: z
      .boolean()
      .optional()
      .describe('Whether requests are counted. Standard: yes, except while the development issuer is on.'),
    address: rate(
      6_000,
      60,
      'Requests of one network address, before anybody has signed in. IPv6 addresses count by their /64. This machine’s own are not counted.',
    ),
    subject: rate(1_200, 60, 'Points of one subject (person or key) of one tenant. Most requests cost 1, expensive ones more.'),
    tenant: rate(60_000, 60, 'Points of all subjects of one tenant together.'),
    fixes: rate(1_200, 60, 'Positions of one technician.'),
    requestSeconds: z
      .int()
      .min(1)
      .max(3_600)
      .default(30)
      .describe('A request that takes longer is answered 503 `timed_out`. Streams do not count. Seconds.'),
  })
  .prefault({})
  .describe('How much one caller may ask for. Counted in each instance by itself.');
export type LimitsConfig = z.output<typeof LimitsSection>;

/** Who is believed when they say for whom they ask (`X-Forwarded-For`). */
export const TrustProxy = z
  .union([z.int().min(0).max(10), z.array(z.string().min(2).max(49)).max(100)])
  .default(0)
  .describe(
    'Proxies in front: their number, or their networks such as ["10.0.0.0/8", "fd00::/8"]. Standard: 0, `X-Forwarded-For` is not looked at.',
  );
