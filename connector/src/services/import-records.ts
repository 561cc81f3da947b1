import type { EventType } from '@dispatchkit/contract/words';
import type { Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import type { ImportCommand, ImportedJob, ImportOptions, ImportResult } from './import-command.ts';
import type { ServiceOptions } from './service-options.ts';
import { emptyTally, type Tally, takeOver } from './take-over.ts';

/** Small enough that others' changes are not kept waiting, large enough to be fast. */
const batchSize = 500;

const eventOf: Readonly<Record<ImportCommand['kind'], EventType>> = {
  jobs: 'jobs.imported',
  technicians: 'technicians.imported',
  customers: 'customers.imported',
};

interface Batch {
  readonly writer: Writer;
  readonly actor: ActorContext;
  readonly nextId: () => string;
  /** Index of its first record. */
  readonly start: number;
  readonly tally: Tally;
  readonly takenOver: Set<string>;
}

/**
 * Takes over records by their externalRef, in batches; each batch is one transaction and one event. What is already as it should be
 * is left alone, so running the same again changes nothing. Records deleted here stay deleted. A record that cannot be taken is
 * rejected with its reason; the others are not held up.
 * @throws ProblemError `not_allowed`
 */
export async function importRecords(
  { store, ids, log }: ServiceOptions,
  actor: ActorContext,
  command: ImportCommand,
  { onProgress, takenOver = new Set() }: ImportOptions = {},
): Promise<ImportResult> {
  allow(actor, 'jobs:import');
  // One import takes many units of work, so an idempotency key cannot stand for it; it is idempotent by itself.
  const meta = { ...writeMetaOf(actor), idempotency: undefined };
  const total = command.records.length;
  const sum = emptyTally();
  let seq = await store.read(actor.tenant).lastSeq();
  for (let start = 0; start < total; start += batchSize) {
    const outcome = await store.write(actor.tenant, meta, async (writer) => {
      const batch: Batch = { writer, actor, nextId: () => ids.next(), start, tally: emptyTally(), takenOver };
      await importBatch(batch, command);
      writer.describe({ type: eventOf[command.kind], reload: true });
      return batch.tally;
    });
    add(sum, outcome.result);
    seq = outcome.seq;
    onProgress?.(Math.min(start + batchSize, total), total);
  }
  const { created, changed, unchanged, deleted, rejected } = sum;
  log.debug('records taken over', { tenant: actor.tenant, created, changed, unchanged, deleted, rejected: rejected.length });
  return { ...sum, seq };
}

async function importBatch(batch: Batch, command: ImportCommand): Promise<void> {
  const { start } = batch;
  const end = start + batchSize;
  if (command.kind === 'jobs') await importJobs(batch, command.records.slice(start, end));
  else if (command.kind === 'customers') await takeOver(batch, 'customers', command.records.slice(start, end));
  else await takeOver(batch, 'technicians', command.records.slice(start, end));
}

/**
 * Customers first, then sites, then the jobs that are for them. Only jobs are counted. Of a customer or site that many jobs name the
 * first one counts, or two that describe it differently would change it back and forth at every run.
 */
async function importJobs(batch: Batch, jobs: readonly ImportedJob[]): Promise<void> {
  const named = { ...batch, start: 0, tally: emptyTally(), firstCounts: batch.takenOver };
  const customers = await takeOver(
    named,
    'customers',
    jobs.flatMap((job) => job.customer ?? []),
  );
  const customerOf = ({ customer }: ImportedJob) => (customer ? { customerId: customers.get(customer.externalRef) ?? null } : {});
  const sites = await takeOver(
    named,
    'sites',
    jobs.flatMap((job) => (job.site ? { ...job.site, ...customerOf(job) } : [])),
  );
  const commands = jobs.map((imported) => {
    const { customer: _, site, ...job } = imported;
    return { ...job, ...customerOf(imported), ...(site ? { siteId: sites.get(site.externalRef) ?? null } : {}) };
  });
  await takeOver(batch, 'jobs', commands);
}

function add(sum: Tally, batch: Tally): void {
  sum.created += batch.created;
  sum.changed += batch.changed;
  sum.unchanged += batch.unchanged;
  sum.deleted += batch.deleted;
  sum.rejected.push(...batch.rejected);
}
