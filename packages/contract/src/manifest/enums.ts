import { z } from 'zod';
import { HostFilter } from './filters.ts';

const hostValue = z.union([z.string().max(200), z.number(), z.boolean()]);

/**
 * A list of words of the host and ours, both ways. What it does not name is not dropped: it is read as `unmapped`, counted, and shown to
 * the operator with the host's own word.
 */
export const EnumMap = z
  .strictObject({
    title: z.string().max(120).optional().meta({ title: 'Name for people' }),
    read: z
      .record(z.string().max(200), z.string().max(64))
      .meta({
        title: 'Read as',
        description: 'Our word for each of the host’s. Several may be read as the same.',
        examples: [{ Open: 'unscheduled', Done: 'completed' }],
      })
      .optional(),
    write: z
      .record(z.string().max(64), hostValue)
      .default({})
      .meta({
        title: 'Written as',
        description:
          'The host’s word for each of ours. Where it is left out, the only host word that is read so is written; a word without either cannot be told: widgets do not offer it, and a status that follows from assignments is kept here.',
        examples: [{ completed: 'Done' }],
      }),
    writesNamedOnly: z.boolean().optional().meta({
      title: 'Only what “written as” names is written',
      description: 'For hosts that derive some words by themselves: what `write` leaves out is read and never written.',
    }),
    along: z
      .record(z.string().max(64), z.record(z.string().max(200), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .optional()
      .meta({
        title: 'Written along',
        description: 'Host fields that a word of ours needs besides, in the same write.',
        examples: [{ completed: { progress: 1 } }],
      }),
    rows: z
      .strictObject({
        entity: z.string().max(200).meta({ title: 'Entity', description: 'Table of the host that people edit.' }),
        id: z.string().max(200).default('id').meta({ title: 'Id column' }),
        match: z
          .string()
          .max(200)
          .meta({
            title: 'Column that says what a row means',
            description: 'A category where there is one, otherwise the name. `read` and `write` are about its values.',
            examples: ['msdyn_fieldservicestatus'],
          }),
        label: z.string().max(200).optional().meta({ title: 'Column with the name for people' }),
        where: HostFilter.optional(),
      })
      .optional()
      .meta({
        title: 'Rows of a table',
        description: 'The field holds the id of a row of a table that people edit. Read at the start and every hour.',
      }),
    flags: z
      .array(z.strictObject({ when: HostFilter, is: z.string().max(64) }))
      .max(20)
      .optional()
      .meta({
        title: 'Several flags',
        description: 'The value follows from several fields; the first that holds counts. Written by actions alone.',
      }),
    unmapped: z
      .string()
      .max(64)
      .meta({
        title: 'What the list does not name',
        description: 'Our word for host words the list does not name. They are counted and shown as unmapped.',
        examples: ['unscheduled'],
      }),
  })
  .meta({ id: 'EnumMap', title: 'Words both ways' });
export type EnumMap = z.infer<typeof EnumMap>;
