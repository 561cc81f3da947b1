import { z } from 'zod';
import { hostErrors } from './connection.ts';
import { HostFilter } from './filters.ts';
import { hostKinds } from './resources.ts';

const day = z.iso.date().meta({ title: 'Day it was recorded or written', examples: ['2026-11-20'] });
const source = z.string().min(1).max(1_000).meta({
  title: 'Where it is from',
  description: '“recorded” and how, “documentation” and its address, or “written by hand” and after what.',
});

/**
 * A question and its answer, as they stand on the wire. The question is a pattern: only what is named must be so. `"*"` is anything,
 * `"..."` in a list any stretch of it. Texts of the query that hold JSON may be given as JSON.
 */
export const HostExchange = z
  .strictObject({
    request: z.strictObject({
      method: z.string().max(10).default('GET'),
      path: z
        .string()
        .max(2_000)
        .meta({ title: 'Path', description: 'From the root of the host, not percent-encoded. `*` stands for anything.' }),
      query: z.record(z.string().max(200), z.unknown()).optional(),
      headers: z.record(z.string().max(100), z.string().max(2_000)).optional(),
      body: z.unknown().optional(),
    }),
    response: z.strictObject({
      status: z.int().min(200).max(599).default(200),
      headers: z.record(z.string().max(100), z.string().max(2_000)).default({}),
      body: z.unknown().optional().meta({
        title: 'JSON',
        description: '`"${request.id}"` is the `id` of the question’s body, which JSON-RPC gives back.',
      }),
      text: z.string().optional().meta({ title: 'Anything else', description: 'Such as metadata in XML, or a page of HTML.' }),
    }),
  })
  .meta({ id: 'HostExchange', title: 'Question and answer' });
export type HostExchange = z.infer<typeof HostExchange>;

/** A record as `Host` answers it. */
export const ExpectedRecord = z
  .strictObject({
    id: z.string().min(1),
    fields: z.record(z.string(), z.unknown()),
    token: z.string().nullable().optional(),
    /** By name of the field: the word of the host that the enum does not name. */
    unmapped: z.record(z.string(), z.string()).default({}),
  })
  .meta({ id: 'ExpectedRecord', title: 'Record that has to come out' });
export type ExpectedRecord = z.infer<typeof ExpectedRecord>;

/** Something that is done with the host, and what has to come of it. */
export const HostScenario = z
  .strictObject({
    name: z.string().min(1).max(200),
    do: z.strictObject({
      call: z.enum(['list', 'get', 'ids', 'changes', 'create', 'update', 'remove', 'probe']),
      kind: z.enum(hostKinds).optional(),
      id: z.string().optional(),
      filter: HostFilter.optional(),
      fields: z.record(z.string(), z.unknown()).optional(),
      cursor: z.string().optional().meta({
        title: 'Cursor',
        description: 'For `changes`. Without it everything is read first, with the steady exchanges, and its cursor is used.',
      }),
    }),
    expect: z.strictObject({
      record: ExpectedRecord.optional(),
      records: z.array(ExpectedRecord).optional(),
      ids: z.array(z.string()).optional(),
      removed: z.array(z.string()).optional(),
      full: z.boolean().optional().meta({ title: 'Everything was read again' }),
      nothing: z.boolean().optional(),
      error: z.strictObject({ kind: z.enum(hostErrors), contains: z.string().optional() }).optional(),
      findings: z.array(z.strictObject({ severity: z.enum(['fault', 'warning', 'fact']), contains: z.string() })).optional(),
    }),
    exchanges: z.array(HostExchange).default([]).meta({
      title: 'Its own exchanges',
      description: 'Come before the steady ones, each once and in order where several fit. All of them must have been asked for.',
    }),
  })
  .meta({ id: 'HostScenario', title: 'Scenario' });
export type HostScenario = z.infer<typeof HostScenario>;

/** One topic of a host's wire: a file in `fixtures/`. */
export const HostFixture = z
  .strictObject({
    $schema: z.string().max(300).optional(),
    date: day,
    source,
    exchanges: z.array(HostExchange).default([]).meta({
      title: 'Steady exchanges',
      description: 'May be asked for any number of times, by every check.',
    }),
    scenarios: z.array(HostScenario).default([]),
  })
  .meta({ id: 'HostFixture', title: 'Fixture of a host' });
export type HostFixture = z.infer<typeof HostFixture>;

/** `fixtures/expected.json`: by kind the records that have to come out of the lists. */
export const ExpectedRecords = z
  .strictObject({
    $schema: z.string().max(300).optional(),
    date: day,
    source,
    /** Settings the fixtures were made with. Where one is not named, its default or example is taken. */
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    /** Rows of a page, so that few rows are several pages. */
    pageSize: z.int().min(1).max(100).default(2),
    host: z.string().max(200).optional().meta({
      title: 'What answers',
      description: 'Product and version, as probing tells them. Where the manifest knows how to ask.',
    }),
    records: z.partialRecord(z.enum(hostKinds), z.array(ExpectedRecord)),
  })
  .meta({ id: 'ExpectedRecords', title: 'Records that have to come out' });
export type ExpectedRecords = z.infer<typeof ExpectedRecords>;
