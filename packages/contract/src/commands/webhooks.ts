import { z } from 'zod';
import { Id, Instant } from '../entities/index.ts';

export const WebhookRotate = z
  .object({
    keepPreviousHours: z
      .int()
      .min(0)
      .max(168)
      .optional()
      .meta({ description: 'How long the old secret signs along, hours, 24 when left out.' }),
  })
  .meta({ id: 'WebhookRotate' });
export type WebhookRotate = z.infer<typeof WebhookRotate>;

export const WebhookTest = z
  .object({ id: Id.regex(/^[^.]*$/, 'The id of a message holds no dot').optional() })
  .meta({ id: 'WebhookTest', description: 'A message to see whether an endpoint works.' });
export type WebhookTest = z.infer<typeof WebhookTest>;

/** Which dead letters are meant: all that every given part fits. */
export const DeadLetterSelection = z
  .object({
    ids: z.array(Id).min(1).max(500).optional(),
    /** Created at or after. */
    from: Instant.optional(),
    /** Created before. */
    to: Instant.optional(),
  })
  .meta({ id: 'DeadLetterSelection', description: 'Which dead letters: those that every given part fits.' });
export type DeadLetterSelection = z.infer<typeof DeadLetterSelection>;

export const DeadLetterCount = z.object({ count: z.int().min(0) }).meta({ id: 'DeadLetterCount' });
export type DeadLetterCount = z.infer<typeof DeadLetterCount>;
