import { z } from 'zod';
import { ExternalRef } from '../entities/index.ts';
import { CustomerCreate, JobCreate, SiteCreate } from './index.ts';

const externalRef = ExternalRef;

/** A job of another system, with the customer and the site it is for; each is taken over by its own `externalRef`. */
export const ImportedJob = JobCreate.extend({
  externalRef,
  customer: CustomerCreate.extend({ externalRef }).optional(),
  site: SiteCreate.extend({ externalRef }).optional(),
}).meta({ id: 'ImportedJob', description: 'A job of another system, with its customer and its site.' });

/** One row that was not taken, and why. */
export const ImportReject = z
  .object({
    /** Line of the file the row begins in, from 1; place in the list for JSON. */
    line: z.int().min(1).meta({ description: 'Line of the file, from 1; for a list in JSON its place in it.' }),
    reason: z.string().meta({ description: 'A word that stays the same, such as `missing_value` or `not_accepted`.' }),
    column: z.string().nullable().meta({ description: 'Column of the file, where it is known.' }),
    pointer: z.string().nullable().meta({ description: 'JSON Pointer into the record, where it is known.' }),
    detail: z.string(),
  })
  .meta({ id: 'ImportReject', description: 'One row that was not taken, and why.' });
export type ImportReject = z.infer<typeof ImportReject>;

/** What became of the rows: rows = created + changed + unchanged + valid + skipped + rejected. */
export const ImportResult = z
  .object({
    dryRun: z.boolean(),
    map: z.string().nullable().meta({ description: 'Name of the map that was used; `null` for records in JSON.' }),
    rows: z.int().min(0),
    created: z.int().min(0),
    changed: z.int().min(0),
    unchanged: z.int().min(0),
    valid: z.int().min(0).meta({ description: 'In a dry run: rows that would be taken.' }),
    skipped: z.record(z.string(), z.int().min(1)).meta({ description: 'Rows left out on purpose, by reason.' }),
    rejected: z.int().min(0),
    rejects: z.array(ImportReject).max(1000).meta({ description: 'The first 1,000 of those that were rejected.' }),
  })
  .meta({ id: 'ImportResult', description: 'What became of the rows of an import.' });
export type ImportResult = z.infer<typeof ImportResult>;
