import { z } from 'zod';

/* How a host writes values. The list is closed: what is missing here is added to the engine for everybody, never to one manifest. */

export const instantEncodings = [
  'iso',
  'iso-local',
  'sql-utc',
  'sql-local',
  'dotnet',
  'unix-seconds',
  'unix-milliseconds',
  'class-object',
] as const;
export const dateEncodings = ['iso', 'compact', 'dotnet', 'class-object'] as const;
export const timeEncodings = ['clock', 'clock-seconds', 'dotnet-duration', 'class-object'] as const;
export const durationEncodings = ['seconds', 'minutes', 'hours', 'days', 'iso', 'clock', 'class-object'] as const;
export const booleanEncodings = ['json', 'zero-one', 'text-zero-one', 'yes-no', 'true-false-text', 'x-or-empty'] as const;
export const decimalEncodings = ['number', 'text', 'class-object'] as const;
export const idEncodings = ['text', 'integer', 'guid'] as const;
export const emptyForms = ['null', 'false', 'empty-text', 'absent', 'zero', 'epoch'] as const;

/** How values are written where a field does not say otherwise. */
export const ValueEncodings = z
  .strictObject({
    instant: z
      .enum(instantEncodings)
      .default('iso')
      .meta({
        title: 'Instants',
        description:
          '`iso` with an offset or Z; `iso-local` and `sql-local` without one, in `timeZone`; `sql-utc` “2026-11-20 08:00:00” in UTC; `dotnet` “/Date(1795163659000)/”; `class-object` {"__class__":"datetime",…}, in UTC.',
        examples: ['sql-utc'],
      }),
    date: z
      .enum(dateEncodings)
      .default('iso')
      .meta({ title: 'Days', description: '`compact` is 20261120.', examples: ['iso'] }),
    time: z
      .enum(timeEncodings)
      .default('clock')
      .meta({
        title: 'Times of day',
        description: '`clock` 08:30, `clock-seconds` 08:30:00, `dotnet-duration` PT08H30M00S.',
        examples: ['clock'],
      }),
    duration: z
      .enum(durationEncodings)
      .default('minutes')
      .meta({
        title: 'Durations',
        description: 'The unit of a number, `iso` PT1H30M, `clock` 1:30, or {"__class__":"timedelta","seconds":5400}.',
        examples: ['hours'],
      }),
    boolean: z
      .enum(booleanEncodings)
      .default('json')
      .meta({
        title: 'Truths',
        description: '`json` also takes 1 and 0; `x-or-empty` is “X” or nothing.',
        examples: ['zero-one'],
      }),
    decimal: z
      .enum(decimalEncodings)
      .default('number')
      .meta({
        title: 'Decimals',
        description: '`text` “1.50”; `class-object` {"__class__":"Decimal","decimal":"1.50"}.',
        examples: ['text'],
      }),
    empty: z
      .array(z.enum(emptyForms))
      .min(1)
      .default(['null', 'absent'])
      .meta({
        title: 'Nothing',
        description: 'What stands for no value. The first is written, all of them are read.',
        examples: [['false', 'null']],
      }),
    timeZone: z
      .string()
      .max(200)
      .default('UTC')
      .meta({
        title: 'Time zone of local times',
        description: 'IANA name, or one placeholder such as `${settings.timeZone}`.',
        examples: ['Europe/Berlin'],
        templateNames: ['settings', 'context'],
      }),
  })
  .meta({ id: 'ValueEncodings', title: 'How values are written' });
export type ValueEncodings = z.infer<typeof ValueEncodings>;

const lookup = z.record(z.string().max(200), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One step from the host's value to ours. Those with an inverse are undone, in reverse order, when the field is written. */
export const Conversion = z
  .union([
    z.enum([
      'trim',
      'lower-case',
      'upper-case',
      'one-line',
      'html-to-text',
      'first',
      'label-of-pair',
      'id-of-pair',
      'unwrap-value',
      'strip-leading-zeros',
      'count',
      'invert-boolean',
    ]),
    z.strictObject({ split: z.string().min(1).max(10) }),
    z.strictObject({ join: z.string().max(10) }),
    z.strictObject({ multiply: z.number() }),
    z.strictObject({ round: z.int().min(0).max(6) }),
    z.strictObject({ table: lookup, otherwise: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional() }),
    z.strictObject({ prefix: z.string().max(40) }),
    z.strictObject({ parseJson: z.literal(true) }),
    z.strictObject({ truncate: z.int().min(1).max(10_000) }),
    z.strictObject({ pluck: z.string().min(1).max(200) }),
  ])
  .meta({
    id: 'Conversion',
    title: 'Conversion',
    description:
      'A step from the host’s value to ours. `trim`, `split`/`join`, `multiply`, `table`, `prefix`, `pluck` (one part of each entry of a list), `label-of-pair` and `id-of-pair` for [id, label]. What cannot be undone makes the field read only, unless `write` says how it is written.',
    examples: ['trim', { multiply: 60 }, { split: ',' }],
  });
export type Conversion = z.infer<typeof Conversion>;
