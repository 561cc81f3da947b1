import { TimeZone } from '@dispatchkit/contract';
import { z } from 'zod';
import { importEntities } from './entities.ts';

/** What a text becomes. Every conversion there is; there are no expressions. */
export const conversions = [
  'text',
  'number',
  'integer',
  'boolean',
  'instant',
  'day',
  'list',
  'position',
  'skills',
  'certifications',
] as const;
export type Conversion = (typeof conversions)[number];

/** Named steps that make a text neat, done in the order given. */
export const tidySteps = [
  'trim',
  'collapse',
  'underscores',
  'title_case',
  'sentence_case',
  'capitalize',
  'upper_case',
  'lower_case',
  'one_line',
] as const;
export type TidyStep = (typeof tidySteps)[number];

export const timeFormats = ['iso', 'day_first', 'month_first', 'epoch_seconds', 'epoch_milliseconds'] as const;
export type TimeFormat = (typeof timeFormats)[number];

/** Encodings the web platform can decode (labels of the WHATWG Encoding Standard). */
const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'windows-1250', 'windows-1251', 'utf-16le', 'shift_jis'] as const;

const Constant = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const reasonCode = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'Use a code such as closed_before_created')
  .meta({
    title: 'Reason code',
    description: 'Counted in the summary and written to the rejects file.',
    examples: ['closed_before_created'],
  });

/** A test of a row. Exactly one of `column`, `field`, `all`, `any`, `not` says what is looked at. */
export interface Condition {
  column?: string | undefined;
  field?: string | undefined;
  is?: string | undefined;
  in?: string[] | undefined;
  contains?: string | undefined;
  startsWith?: string | undefined;
  empty?: boolean | undefined;
  before?: string | undefined;
  all?: Condition[] | undefined;
  any?: Condition[] | undefined;
  not?: Condition | undefined;
}
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.strictObject({
      column: z
        .string()
        .optional()
        .meta({ title: 'Column', description: 'Name of the column whose cell is looked at.', examples: ['category'] }),
      field: z
        .string()
        .optional()
        .meta({ title: 'Field', description: 'Name of a field already mapped.', examples: ['completedAt'] }),
      is: z
        .string()
        .optional()
        .meta({ title: 'Is', description: 'The text is this one, without regard to case.', examples: ['Closed'] }),
      in: z
        .array(z.string())
        .min(1)
        .optional()
        .meta({ title: 'In', description: 'The text is one of these, without regard to case.' }),
      contains: z
        .string()
        .min(1)
        .optional()
        .meta({ title: 'Contains', description: 'The text contains this, without regard to case.' }),
      startsWith: z
        .string()
        .min(1)
        .optional()
        .meta({ title: 'Starts with', description: 'The text starts with this, without regard to case.' }),
      empty: z.boolean().optional().meta({ title: 'Empty', description: 'Whether there is nothing but white space.' }),
      before: z
        .string()
        .optional()
        .meta({
          title: 'Before',
          description: 'Another instant field that must lie later; only with `field`.',
          examples: ['requestedAt'],
        }),
      all: z.array(Condition).min(1).optional().meta({ title: 'All of', description: 'All of these hold.' }),
      any: z.array(Condition).min(1).optional().meta({ title: 'Any of', description: 'At least one of these holds.' }),
      not: Condition.optional().meta({ title: 'Not', description: 'This does not hold.' }),
    }),
  )
  .meta({ id: 'Condition', title: 'Condition', description: 'A test of a row.' });

const PlusMinutes = z
  .union([
    z.number(),
    z.strictObject({
      field: z
        .string()
        .meta({ title: 'Field', description: 'The field whose value chooses the minutes.', examples: ['priority'] }),
      map: z
        .record(z.string(), z.number().nullable())
        .meta({ title: 'Minutes by value', description: 'null: no instant for this value.', examples: [{ urgent: 240 }] }),
    }),
  ])
  .meta({
    title: 'Plus minutes',
    description: 'Minutes added to an instant: a number, or a table chosen by a field mapped before.',
  });
export type PlusMinutes = z.infer<typeof PlusMinutes>;

/** How one value is made from a row. A plain text is short for `{ from: text }`. */
export interface RuleObject {
  from?: string | undefined;
  join?: Rule[] | undefined;
  separator?: string | undefined;
  dropRepeats?: boolean | undefined;
  firstOf?: Rule[] | undefined;
  value?: string | number | boolean | null | undefined;
  when?: Condition | undefined;
  empty?: string[] | undefined;
  tidy?: TidyStep[] | undefined;
  replace?: { find: string; with: string }[] | undefined;
  cutBefore?: string[] | undefined;
  map?: Record<string, string | number | boolean | null> | undefined;
  else?: string | number | boolean | null | undefined;
  maxLength?: number | undefined;
  as?: Conversion | undefined;
  plusMinutes?: PlusMinutes | undefined;
  default?: string | number | boolean | null | undefined;
}
export type Rule = string | RuleObject;

export const Rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.union([
      z.string().min(1).meta({ title: 'Column', description: 'Name of a column; its cell is taken as it is, trimmed.' }),
      z.strictObject({
        from: z
          .string()
          .min(1)
          .optional()
          .meta({ title: 'From', description: 'Name of the column the value comes from.', examples: ['created_date'] }),
        join: z
          .array(Rule)
          .min(1)
          .optional()
          .meta({ title: 'Join', description: 'Values put one after the other; empty ones are left out.' }),
        separator: z
          .string()
          .optional()
          .meta({
            default: ' ',
            title: 'Separator',
            description: 'Goes between joined values. Default: a space.',
            examples: [' · '],
          }),
        dropRepeats: z.boolean().optional().meta({
          default: false,
          title: 'Drop repeats',
          description: 'Joining "Glazier" and "Glazier - Routine" gives "Glazier", "Routine". Default: false.',
        }),
        firstOf: z
          .array(Rule)
          .min(1)
          .optional()
          .meta({ title: 'First of', description: 'The first of these values that is not empty.' }),
        value: Constant.optional().meta({ title: 'Value', description: 'The same for every row.', examples: ['service_call'] }),
        when: Condition.optional().meta({ title: 'When', description: 'The value is empty unless this holds.' }),
        empty: z
          .array(z.string())
          .optional()
          .meta({
            title: 'Empty words',
            description: 'Texts that mean "nothing", without regard to case.',
            examples: [['n/a', '-']],
          }),
        tidy: z
          .array(z.enum(tidySteps))
          .optional()
          .meta({
            title: 'Tidy',
            description: 'Steps that make the text neat, in order. Cells are always trimmed.',
            examples: [['underscores', 'sentence_case']],
          }),
        replace: z
          .array(z.strictObject({ find: z.string().min(1), with: z.string() }))
          .optional()
          .meta({
            title: 'Replace',
            description: 'Literal texts replaced wherever they stand, with regard to case, before tidying.',
          }),
        cutBefore: z
          .array(z.string().min(1))
          .optional()
          .meta({
            title: 'Cut before',
            description: 'The text ends where the first of these begins.',
            examples: [[', SAN FRANCISCO, CA']],
          }),
        map: z.record(z.string(), Constant).optional().meta({
          title: 'Value map',
          description:
            'Their word → ours, without regard to case. A word that is not listed takes `else`; without `else` the row is rejected.',
        }),
        else: Constant.optional().meta({
          title: 'Else',
          description: 'For words that are not in `map`; null leaves the value empty.',
        }),
        maxLength: z
          .int()
          .min(1)
          .optional()
          .meta({ title: 'Longest text', description: 'A longer text is cut and ends in "…". Default: not cut.' }),
        as: z
          .enum(conversions)
          .optional()
          .meta({ default: 'text', title: 'As', description: 'What the text becomes. Default: text.' }),
        plusMinutes: PlusMinutes.optional(),
        default: Constant.optional().meta({
          title: 'Default',
          description: 'Taken when the value would be empty. Default: the field stays empty.',
        }),
      }),
    ]),
  )
  .meta({ id: 'Rule', title: 'Rule', description: 'How one value is made from a row.' });

const Fields = z.record(z.string(), Rule);
const RowRule = z.strictObject({
  reason: reasonCode,
  message: z.string().min(1).optional().meta({ title: 'Message', description: 'Shown to people. Default: the reason in words.' }),
  when: Condition,
});
const Derived = z.strictObject({
  key: Rule.meta({ title: 'Key', description: 'What makes two rows speak of the same one. Empty: the row has none.' }),
  fields: Fields.meta({ title: 'Fields', description: 'Field of the record → rule.' }),
});

/** A mapping file: how rows of a CSV file become records. Closed vocabulary, no expressions, no code. */
export const ImportMap = z
  .strictObject({
    $schema: z.string().optional().meta({ title: 'Schema', description: 'Address of this schema, for editors.' }),
    mapVersion: z
      .literal(1)
      .meta({ title: 'Map version', description: 'Version of this language. A change of meaning raises it.' }),
    name: z
      .string()
      .min(1)
      .max(120)
      .meta({ title: 'Name', description: 'What kind of file this is.', examples: ['San Francisco 311 cases'] }),
    entity: z.enum(importEntities).meta({ title: 'Entity', description: 'What a row becomes.' }),
    format: z
      .strictObject({
        delimiter: z
          .enum(['auto', ',', ';', '|', 'tab'])
          .default('auto')
          .meta({ title: 'Delimiter', description: 'Between cells; `auto` looks at the first lines. Default: auto.' }),
        encoding: z
          .enum(encodings)
          .default('utf-8')
          .meta({ title: 'Encoding', description: 'How bytes are letters. Default: utf-8, with or without a byte order mark.' }),
        headerRow: z.int().min(1).default(1).meta({
          title: 'Header row',
          description: 'Which row holds the names of the columns; rows above it are passed over. Default: 1.',
        }),
      })
      .prefault({})
      .meta({ title: 'Format', description: 'How the file is written.' }),
    times: z
      .strictObject({
        timeZone: TimeZone.default('UTC').meta({
          title: 'Time zone',
          description: 'IANA zone of wall times. Default: UTC.',
          examples: ['America/Los_Angeles'],
        }),
        offset: z.enum(['respect', 'ignore']).default('respect').meta({
          title: 'Offset',
          description:
            '`ignore`: the offset written in the file is wrong, read the time as wall time in `timeZone`. Default: respect.',
        }),
        format: z.enum(timeFormats).default('iso').meta({
          title: 'Time format',
          description:
            '`iso` 2026-11-20 09:30[:00], `day_first` 20.11.2026 09:30 or 20/11/2026, `month_first` 11/20/2026 9:30 AM. Default: iso.',
        }),
      })
      .prefault({})
      .meta({
        title: 'Times',
        description: 'How times are read. In the hour a clock skips, the later side is meant; in the hour it repeats, the first.',
      }),
    skip: z
      .array(RowRule)
      .default([])
      .meta({ title: 'Skip', description: 'Rows that are out of scope. Passed over and counted by reason.' }),
    reject: z
      .array(RowRule)
      .default([])
      .meta({ title: 'Reject', description: 'Rows that cannot be right. Written to the rejects file and counted by reason.' }),
    fields: Fields.meta({
      title: 'Fields',
      description:
        'Field of the record → rule, in the order they are worked out. `externalRef` is needed: it makes a second run change nothing.',
    }),
    custom: Fields.default({}).meta({ title: 'Custom fields', description: "The tenant's own fields → rule." }),
    site: Derived.optional().meta({ title: 'Site', description: 'For jobs: the place of work, found or created by its key.' }),
    customer: Derived.optional().meta({
      title: 'Customer',
      description: 'For jobs: who the work is for, found or created by its key.',
    }),
  })
  .meta({ id: 'ImportMap', title: 'Dispatchkit import map', description: 'How rows of a CSV file become records.' });
export type ImportMap = z.infer<typeof ImportMap>;

/** The JSON Schema (2020-12) of a mapping file, for editors and for docs/reference/import-map.schema.json. */
export function importMapJsonSchema(): Record<string, unknown> {
  return {
    $id: 'https://dispatchkit.dev/schemas/import-map.json',
    ...z.toJSONSchema(ImportMap, { target: 'draft-2020-12', io: 'input' }),
  };
}
