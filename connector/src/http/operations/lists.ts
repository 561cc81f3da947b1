import { Id, Instant } from '@dispatchkit/contract';
import { z } from 'zod';
import { includedOf } from './includes.ts';
import { boundingBox, flag, ids, instant, search, updatedSince, whole } from './query.ts';

/** What is left of a deleted record. */
export const Tombstone = z
  .object({ id: Id, version: z.int().min(1), deletedAt: Instant })
  .meta({ id: 'Tombstone', description: 'What is left of a deleted record: its id and the version the deletion gave it.' });

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(id: string, item: Item) {
  const included = includedOf(item);
  return z
    .object({
      items: z.array(item),
      ...(included ? { included: included.optional() } : {}),
      deleted: z.array(Tombstone).optional().meta({ description: 'With `updatedSince`: what was deleted since.' }),
      nextCursor: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; `null` on the last one.' }),
      total: z.int().min(0).optional().meta({
        description:
          'How many there are on all pages. Counted on the first page, unless there are more than 1,000 or the token is limited to territories.',
      }),
    })
    .meta({ id, description: 'One page of a list.' });
}

/** What every list understands. */
export const listQuery = {
  limit: whole(1, 500, 'How many at most.', 100).optional(),
  cursor: z
    .string()
    .min(1)
    .max(4000)
    .meta({ description: 'Where to go on: `nextCursor` of the page before. Opaque, and only for the same query.' })
    .optional(),
  total: flag(
    'Count all matches, however many. Standard: on the first page, up to 1,000; for tokens limited to territories never.',
  ).optional(),
  q: search,
  updatedSince,
  ids: ids('Only these ids.').optional(),
  externalRef: z.string().min(1).max(200).meta({ description: "Only the record with this id of the host's." }).optional(),
} as const;

/** Half-open interval; either end may be left open. */
export const intervalQuery = {
  from: instant('Start of the interval.').optional(),
  to: instant('End of the interval, not included.').optional(),
} as const;

export const bboxQuery = boundingBox.optional();
