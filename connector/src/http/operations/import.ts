import { ImportedJob, ImportResult } from '@dispatchkit/contract';
import { z } from 'zod';
import { operation } from './operation.ts';
import { flag } from './query.ts';

const maxMegabytes = 32;
/** Longer than anything else may take. */
export const maxImportSeconds = 600;

const map = [
  'mapVersion: 1',
  'name: Work orders of the old system',
  'entity: jobs',
  'fields:',
  '  externalRef: No',
  '  title: What',
].join('\n');

export const importJobs = operation({
  id: 'importJobs',
  method: 'post',
  path: '/jobs/import',
  tag: 'jobs',
  summary: 'Import jobs from another system',
  description: [
    'A CSV file read by a mapping file, or records as JSON or as lines of JSON (NDJSON), each with the `externalRef` of the other system.',
    'Rows that cannot be taken are told one by one, the others are taken, 500 in a transaction. Sending the same again changes nothing,',
    `so a request that was cut off is simply repeated. At most ${maxMegabytes} MB.`,
  ].join(' '),
  action: 'jobs:import',
  idempotency: 'harmless',
  query: z.object({
    map: z
      .string()
      .min(1)
      .max(64)
      .meta({
        description:
          'CSV only: name of a map that comes along (`jobs`, `sf311-jobs`). Standard: the one that knows all columns. A map of your own is sent with the file as multipart/form-data.',
        example: 'jobs',
      })
      .optional(),
    dryRun: flag('Check every row and write nothing.').optional(),
  }),
  rawBody: {
    'text/csv': z
      .string()
      .meta({ description: 'A CSV file with a header row.', example: 'order_no,work,urgency\n4711,Replace heating pump,2\n' }),
    'application/x-ndjson': z.string().meta({
      description: 'One ImportedJob per line.',
      example: '{"externalRef":"4711","title":"Replace pump"}\n{"externalRef":"4712","title":"Yearly service"}\n',
    }),
    'application/json': z.object({ records: z.array(ImportedJob) }).meta({ id: 'JobImport', description: 'Jobs to take over.' }),
    'multipart/form-data': z.object({
      map: z.string().meta({ description: 'A mapping file, YAML or JSON.', example: map }),
      file: z.string().meta({ description: 'The CSV file.', format: 'binary', example: 'No;What\n4711;Replace pump\n' }),
    }),
  },
  maxBodyBytes: maxMegabytes * 1024 * 1024,
  maxSeconds: maxImportSeconds,
  cost: 50,
  eventless: true,
  answer: ImportResult,
  problems: ['malformed_json', 'too_large', 'unsupported_media_type', 'invalid'],
});
